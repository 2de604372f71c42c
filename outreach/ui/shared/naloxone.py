"""Why naloxone is taken, in the words of the desk and of the history."""

from outreach.translation import N_
from outreach.vocabulary import NaloxoneReason

WHY_NALOXONE = {
    NaloxoneReason.FIRST: N_("First kit"),
    NaloxoneReason.USED: N_("Used it"),
    NaloxoneReason.LOST: N_("Lost, damaged or expired"),
    NaloxoneReason.TAKEN_BY_POLICE: N_("Taken by police"),
    NaloxoneReason.REFILL: N_("Refill, one more"),
    NaloxoneReason.SOMEONE_ELSE: N_("For someone else"),
}
