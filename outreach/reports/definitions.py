"""What every printed figure means, in plain words, and where it matters as a sum.  A page prints its own."""

from typing import TypeAlias

from outreach.reports.statement import shown
from outreach.tallies.tally import Tally
from outreach.translation import N_

Definitions: TypeAlias = tuple[tuple[tuple[str, str], ...], ...]
"""Term and meaning as message ids, by subject, in the order of the page."""

_PEOPLE = (
    (
        N_("Contact"),
        N_("one visit, with or without a code; the same person counts at every visit."),
    ),
    (
        N_("Participants"),
        N_(
            "different codes seen in the period, joined ones once = new + new code, been here before + seen before "
            "the period. "
            "An estimate: two people can share a code, one can have two."
        ),
    ),
    (
        N_("New participants"),
        N_(
            "codes first seen in the period = said first time + not asked. "
            "Prints – until records go back far enough to know."
        ),
    ),
    (
        N_("New code, been here before"),
        N_("codes first seen in the period whose holder had been here before; not new."),
    ),
    (
        N_("People supplied, counted at each visit"),
        N_(
            "the answers to “For how many people, with this one?”; "
            "the same people count again at the next visit, so it is not a number of people."
        ),
    ),
)

_SYRINGES = (
    (
        N_("Syringes given"),
        N_("new, sterile syringes given at visits, alone or inside kits."),
    ),
    (
        N_("Syringes returned"),
        N_(
            "used syringes brought to visits or collected without one = they say + counted + containers + weight. "
            "They say: counted by nobody. Containers: full containers × syringes in a full one. "
            "Weight: gross less the bag, × syringes per pound; 1 kilogram is 2.2046 pounds. "
            "Estimated = containers + weight: each visit and each collection by itself, to whole syringes (a half "
            "counts as one), by the conversion of its day, and then added."
        ),
    ),
)

_NALOXONE = (
    (
        N_("Dose"),
        N_("one single-use device or vial. Doses = kits × doses in each + single doses; a single dose is no kit."),
    ),
    (
        N_("Naloxone by source"),
        N_(
            "by who paid for or gave the lot. Scanned or chosen: somebody saw which lot it was. "
            "By the books: the oldest usable lot is taken to have left first."
        ),
    ),
)

_RESPONSES = (
    (
        N_("Overdose response"),
        N_(
            "naloxone used on a person, reported by anyone. Overdose responses reported = reversals (the person "
            "survived) + the person died + not known + not asked."
        ),
    ),
    (
        N_("Reported"),
        N_(
            "an event counts once, in the period in which it was first told, whenever it happened; a later report of "
            "the same event fills what was not known, and counts as a report only. What was told after the last day "
            "changes nothing on this page."
        ),
    ),
)

_INCIDENTS = (
    (
        N_("Incidents"),
        N_(
            "events, each once. They are no services and no contacts. An overdose here stands among the responses too, "
            "unless no naloxone was needed."
        ),
    ),
)

_CHECKS = (
    (
        N_("Drug checks"),
        N_(
            "samples by the day they were taken. One sample can hold several things, so what was found may add up to "
            "more than the samples. A result that came after the last day is not back yet here."
        ),
    ),
)

_OTHERS = (
    (
        N_("Other supplies"),
        N_("units given at visits; what is inside kits counts as its items."),
    ),
    (N_("Services, referrals"), N_("times recorded at visits; one visit can have several.")),
    (N_("Days open"), N_("days with a visit there, or noted as open; for all sites, days with either anywhere.")),
)

_BEYOND = {
    "asked_none_left": (
        N_("Asked for, none left"),
        N_("what people asked for at visits when there was none to give: visits with it, and units asked for."),
    ),
    "unsorted": (
        N_("Given, not on the list yet"),
        N_(
            "given under a name staff typed. A coordinator says later which item it was; until then it is no item here."
        ),
    ),
    "given_expired": (
        N_("Past its date"),
        N_("units of a lot that somebody chose or scanned after its expiry date, knowing it. Part of what was given."),
    ),
    "given_on_hold": (
        N_("On hold"),
        N_("units of a lot on hold that somebody chose or scanned all the same. Part of what was given."),
    ),
}

_WITHOUT_VISITS = {
    "collections": (
        N_("Without a visit"),
        N_(
            "used syringes collected from drop boxes, cleanups, partners’ bins and events where no visits were taken. "
            "Part of all returned; never a contact."
        ),
    ),
}

_HOURS = ((N_("Hours open"), N_("hours noted as open, on the days they were noted; – where none were.")),)

_STATEMENT = (
    (
        N_("Stock statement"),
        N_(
            "each item’s way through the period, in units, what is inside kits included. Closing = opening + received "
            "− given − handed over − used here + put back + moved + made up − disposed + adjusted + shortfall. "
            "A column left out is 0 for every item."
        ),
    ),
    (N_("Opening, closing"), N_("what the books held before the first day, and after the last.")),
    (N_("Received, given"), N_("from deliveries and gifts, less what was found short in them; to people at visits.")),
)

_COLUMNS = {
    "handed_over": (N_("Handed over"), N_("to partner organizations, events and trainings, and by machine.")),
    "used_here": (N_("Used here"), N_("by staff; neither given nor disposed.")),
    "put_back": (N_("Put back"), N_("returned to the shelf unused.")),
    "moved": (N_("Moved"), N_("between sites; 0 where all sites are printed together.")),
    "made_up": (N_("Made up"), N_("kits put together or taken apart; it changes no total.")),
    "disposed": (N_("Disposed"), N_("expired, damaged, recalled, lost, stolen or taken by police.")),
    "adjusted": (N_("Adjusted"), N_("first entry of what was there, differences found by counting, and finds.")),
    "shortfall": (
        N_("Shortfall"),
        N_("given beyond what the books held: nobody is turned away because a count is wrong."),
    ),
}

_MARKS = (
    (N_("Reconciled"), N_("the closing added up here equals the balance the books keep, for every item.")),
    (N_("– and 0"), N_("– does not apply or cannot be known yet; 0 is none.")),
)


def of_statement(tally: Tally) -> Definitions:
    columns = {column.name for column in shown((*tally.statement, *tally.kit_statement))}
    return ((*_STATEMENT, *(text for name, text in _COLUMNS.items() if name in columns)), _MARKS)


def of_tally(tally: Tally) -> Definitions:
    beyond = tuple(text for name, text in _BEYOND.items() if tally.figures.get(name))
    without = tuple(text for name, text in _WITHOUT_VISITS.items() if tally.figures.get(name))
    hours = _HOURS if tally.hours_open is not None else ()
    incidents = _INCIDENTS if tally.happened.incidents.total else ()
    checks = _CHECKS if tally.drug_checks.samples or tally.drug_checks.came_later else ()
    happened = (*_RESPONSES, *incidents, *checks)
    return (
        _PEOPLE,
        (*_SYRINGES, *without),
        _NALOXONE,
        happened,
        (*_OTHERS, *hours, *beyond),
        *of_statement(tally),
    )
