"""Why something no longer counts, in words: a visit, and what is of no one person."""

from outreach.translation import N_
from outreach.vocabulary import OF_NOBODY, VoidReason

WHY_A_VISIT = {
    VoidReason.ENTERED_TWICE: N_("Entered twice"),
    VoidReason.WRONG_PERSON: N_("Wrong person"),
    VoidReason.DID_NOT_HAPPEN: N_("Did not happen"),
    VoidReason.TEST_ENTRY: N_("Only a test"),
}
WHY = {reason: WHY_A_VISIT[reason] for reason in OF_NOBODY}
