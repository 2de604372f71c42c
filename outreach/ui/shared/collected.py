"""Where used syringes came from without a person, in words."""

from outreach.translation import N_
from outreach.vocabulary import CollectedFrom

CAME_FROM = {
    CollectedFrom.DROP_BOX: N_("Drop box"),
    CollectedFrom.CLEAN_UP: N_("Community cleanup"),
    CollectedFrom.PARTNER_BIN: N_("Partner’s bin"),
    CollectedFrom.EVENT: N_("Event, no visits taken"),
}
