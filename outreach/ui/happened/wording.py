"""What the page *Something happened* says of its values: calm words, fit to be read aloud.  No Qt."""

from collections.abc import Mapping
from typing import Any

from outreach.catalog import Catalog
from outreach.closed_lists import (
    NOWHERE_SAID,
    BoughtAs,
    CameFrom,
    During,
    GivenBy,
    HandledAt,
    Hurt,
    Outcome,
    PlaceKind,
    Product,
    Result,
    TakenBy,
    TakenFrom,
    ThreatFrom,
    Towards,
    WhenKnown,
    YesNo,
)
from outreach.drug_checks.check import Check
from outreach.drug_checks.lists import Lists
from outreach.happened.linking import MaybeSame
from outreach.happened.report import Report, When
from outreach.translation import N_, N_plural, Translator
from outreach.ui.desk.wording import HAPPENED
from outreach.ui.happened.draft import Telling
from outreach.ui.happened.state import PuttingRight, State, Told

TITLE = HAPPENED
NOT_KNOWN, NOT_ASKED, NOT_SAID = N_("Not known"), N_("Not asked"), N_("Not said")
KINDS = {
    Telling.OVERDOSE_RESPONSE: N_("Overdose response"),
    Telling.OVERDOSE_HERE: N_("Overdose here"),
    Telling.NEEDLE_STICK: N_("Needle-stick"),
    Telling.TAKEN: N_("Supplies taken or stolen"),
    Telling.THREAT: N_("Threat"),
    Telling.DRUG_CHECK: N_("Drug check"),
}
MEANS = {
    Telling.OVERDOSE_RESPONSE: N_("Naloxone was used, somewhere, by anybody."),
    Telling.OVERDOSE_HERE: N_("Somebody overdosed here. Our naloxone counts as used here."),
    Telling.NEEDLE_STICK: N_("Somebody was stuck by a needle: staff, a participant or somebody else."),
    Telling.TAKEN: N_("By police, or stolen. It changes no stock of ours."),
    Telling.THREAT: N_("Towards anybody here."),
    Telling.DRUG_CHECK: N_("A sample was tested. It belongs to no visit and to nobody."),
}
WHEN = {
    WhenKnown.DAY: N_("Day"),
    WhenKnown.MONTH: N_("Month"),
    WhenKnown.NOT_KNOWN: NOT_KNOWN,
    WhenKnown.NOT_ASKED: NOT_ASKED,
}
RESULTS = {
    Result.FOUND: N_("Found"),
    Result.NOTHING: N_("Nothing found"),
    Result.UNCLEAR: N_("Unclear"),
    Result.WAITING: N_("Not back yet"),
}
BOUGHT = {BoughtAs.NOT_KNOWN: NOT_KNOWN, BoughtAs.NOT_ASKED: NOT_ASKED}
PRODUCTS = {Product.ANOTHER: N_("Another"), Product.NOT_KNOWN: NOT_KNOWN, Product.NOT_ASKED: NOT_ASKED}
PLACES = {
    PlaceKind.HOME: N_("Home"),
    PlaceKind.STREET: N_("Street"),
    PlaceKind.SHELTER: N_("Shelter"),
    PlaceKind.VEHICLE: N_("Vehicle"),
    PlaceKind.ELSEWHERE: N_("Elsewhere"),
    PlaceKind.NOT_KNOWN: NOT_KNOWN,
    PlaceKind.NOT_ASKED: NOT_ASKED,
}
_YES_NO = {YesNo.YES: N_("Yes"), YesNo.NO: N_("No"), YesNo.NOT_KNOWN: NOT_KNOWN, YesNo.NOT_ASKED: NOT_ASKED}
ANSWERS: Mapping[str, tuple[str, Mapping[Any, str]]] = {
    "place_kind": (N_("Where"), PLACES),
    "outcome": (
        N_("Outcome"),
        {
            Outcome.SURVIVED: N_("Survived"),
            Outcome.DIED: N_("Died"),
            Outcome.NOT_KNOWN: NOT_KNOWN,
            Outcome.NOT_ASKED: NOT_ASKED,
        },
    ),
    "given_by": (
        N_("Naloxone given by"),
        {
            GivenBy.PARTICIPANT: N_("Participant"),
            GivenBy.STAFF: N_("Staff"),
            GivenBy.SOMEONE_ELSE: N_("Someone else"),
            GivenBy.NOT_KNOWN: NOT_KNOWN,
            GivenBy.NOT_ASKED: NOT_ASKED,
        },
    ),
    "emergency": (N_("Emergency services called"), _YES_NO),
    "came_from": (
        N_("Naloxone came from"),
        {
            CameFrom.HERE: N_("Here"),
            CameFrom.ANOTHER_PROGRAM: N_("Another program"),
            CameFrom.PHARMACY: N_("Pharmacy"),
            CameFrom.NOT_KNOWN: NOT_KNOWN,
            CameFrom.NOT_ASKED: NOT_ASKED,
        },
    ),
    "hurt": (
        N_("Who was hurt"),
        {
            Hurt.STAFF: N_("Staff"),
            Hurt.PARTICIPANT: N_("Participant"),
            Hurt.SOMEBODY_ELSE: N_("Somebody else"),
            Hurt.NOT_KNOWN: NOT_KNOWN,
            Hurt.NOT_ASKED: NOT_ASKED,
        },
    ),
    "during": (
        N_("During"),
        {
            During.RETURNS: N_("Returns"),
            During.CLEAN_UP: N_("A cleanup"),
            During.CARE: N_("Care"),
            During.OTHER: N_("Something else"),
            During.NOT_KNOWN: NOT_KNOWN,
            During.NOT_ASKED: NOT_ASKED,
        },
    ),
    "handled_at": (
        N_("Looked after"),
        {
            HandledAt.HERE: N_("Here"),
            HandledAt.CLINIC: N_("Clinic"),
            HandledAt.HOSPITAL: N_("Hospital"),
            HandledAt.NOWHERE: N_("Nowhere"),
            HandledAt.NOT_KNOWN: NOT_KNOWN,
            HandledAt.NOT_ASKED: NOT_ASKED,
        },
    ),
    "taken_by": (
        N_("Taken or stolen"),
        {
            TakenBy.POLICE: N_("Taken by police"),
            TakenBy.STOLEN: N_("Stolen"),
            TakenBy.NOT_KNOWN: NOT_KNOWN,
            TakenBy.NOT_ASKED: NOT_ASKED,
        },
    ),
    "taken_from": (
        N_("Taken from"),
        {
            TakenFrom.PARTICIPANT: N_("A participant"),
            TakenFrom.CENTER: N_("The center"),
            TakenFrom.SOMEBODY_ELSE: N_("Somebody else"),
            TakenFrom.NOT_KNOWN: NOT_KNOWN,
            TakenFrom.NOT_ASKED: NOT_ASKED,
        },
    ),
    "towards": (
        N_("Towards"),
        {
            Towards.STAFF: N_("Staff"),
            Towards.PARTICIPANT: N_("A participant"),
            Towards.EVERYBODY: N_("Everybody"),
            Towards.SOMEBODY_ELSE: N_("Somebody else"),
            Towards.NOT_KNOWN: NOT_KNOWN,
            Towards.NOT_ASKED: NOT_ASKED,
        },
    ),
    "threat_from": (
        N_("Made by"),
        {
            ThreatFrom.PARTICIPANT: N_("A participant"),
            ThreatFrom.NEIGHBOR: N_("A neighbor"),
            ThreatFrom.POLICE: N_("Police"),
            ThreatFrom.SOMEBODY_ELSE: N_("Somebody else"),
            ThreatFrom.NOT_KNOWN: NOT_KNOWN,
            ThreatFrom.NOT_ASKED: NOT_ASKED,
        },
    ),
    "police": (N_("Police called"), _YES_NO),
}
"""What is asked by a list: its title, and each answer; the last is where it starts."""

_THANKS, SAVED = N_("Thank you for telling us"), N_("Saved")
NOTHING_WRITTEN = N_("No name, no code, nothing written about anybody.")
ONLY_THE_SAMPLE, OF_NOBODY = N_("Only the sample"), N_("Nothing is kept about who brought it.")
TO_DO = N_("What to do now, from your center")
SORRY = N_("We are sorry.")
_UNITS = N_plural(
    "{n} × {item} leaves the shelf at {site} as used here.", "{n} × {item} leave the shelf at {site} as used here."
)


def save(state: State) -> str:
    if state.putting_right is not None and not state.putting_right.is_result:
        return N_("Save correction")
    if state.telling is not Telling.DRUG_CHECK:
        return N_("Save report")
    return N_("Save result") if state.result_of is not None else N_("Save sample")


def doubt(state: State) -> str:
    """What is asked once before what nobody said is saved."""
    if state.telling in state.begun:
        return N_("The result is not said: the sample waits for one. Press Ctrl+Enter again to save it so.")
    return N_("Nothing is said yet. Press Ctrl+Enter again to save it all the same.")


def optional(state: State) -> str:
    """What must be answered, and what none of this becomes."""
    if state.telling is Telling.DRUG_CHECK:
        return N_("Only Found needs more: what was found. Nothing here becomes a service or a contact.")
    return N_("Every answer is optional. Nothing here becomes a service or a contact.")


def putting_right(right: PuttingRight, words: Translator) -> str:
    """What the band says stands on the form."""
    day = words.day_short(right.was.on)
    if right.is_result:
        return words(N_("Adding the result of the sample of {day}"), day=day)
    if isinstance(right.was, Check):
        return words(N_("Correcting the drug check of {day}"), day=day)
    return words(N_("Correcting the report of {day}"), day=day)


def thanks(telling: Telling, words: Translator) -> str:
    return words(SAVED if telling is Telling.DRUG_CHECK else _THANKS)


def beside(state: State, words: Translator) -> str:
    """The heading of what stands beside the form."""
    if state.somebody_died:
        return words(SORRY)
    if state.putting_right is not None and not state.putting_right.is_result:
        return words(N_("What was said is kept"))
    return words(ONLY_THE_SAMPLE) if state.telling is Telling.DRUG_CHECK else thanks(state.telling, words)


def kept(state: State) -> str:
    """What is kept of this, and of whom nothing is."""
    if state.putting_right is not None and not state.putting_right.is_result:
        return N_("What was said before stays beside it in the history, and the tallies follow.")
    return OF_NOBODY if state.telling is Telling.DRUG_CHECK else NOTHING_WRITTEN


def to_talk(state: State, words: Translator) -> str:
    """The quiet line after *died*: the center's own number, if it has one."""
    number = state.books.to_do.number if state.books is not None else ""
    if number:
        return words(N_("If you or whoever was there would like to talk, call {number}."), number=number)
    return words(N_("If you or whoever was there would like to talk, tell the coordinator, any time."))


def sorry(state: State, words: Translator) -> str:
    return f"{words(SORRY)} {to_talk(state, words)}"


def to_do(state: State, telling: Telling) -> tuple[str, ...]:
    """What the center wants done now after this."""
    kind = telling.happening
    return state.books.to_do.lines.get(kind, ()) if state.books is not None and kind is not None else ()


def same_event(one: MaybeSame, catalog: Catalog | None, words: Translator) -> str:
    """An earlier report, told apart by what is no secret of anybody: when, what sort of place, which site."""
    sites = catalog.site if catalog is not None else {}
    site = sites[one.site_id].short_name if one.site_id in sites else ""
    kind = words(PLACES[one.place_kind]).lower() if one.place_kind not in NOWHERE_SAID else ""
    return ", ".join(filter(None, (happened_on(one.happened, words), kind, site)))


def happened_on(happened: When, words: Translator) -> str:
    if happened.on is None:
        return words(WHEN[happened.known]).lower()
    return words.day_short(happened.on) if happened.known is WhenKnown.DAY else words.month(happened.on)


def stands_in(said: Report, words: Translator) -> str:
    """In which month it is counted, and that the month it happened in stays as it is."""
    told, on = said.on, said.happened.on
    if on is not None and on.replace(day=1) != told.replace(day=1):
        return words(
            N_("This stands in {month}, when it was reported. {earlier} stays as it is."),
            month=words.month(told), earlier=words.month(on),
        )  # fmt: skip
    return words(N_("This stands in {month}, when it was reported."), month=words.month(told))


def used_here(state: State, words: Translator) -> str:
    """What leaves the shelf with this report."""
    used, report = state.used, state.report
    if not used or report is None or report.said.item_id is None or state.site is None:
        return ""
    item = state.items[report.said.item_id]
    return words.count(*_UNITS, used, item=item.short_name, site=state.site.short_name)


def bought(check_bought: BoughtAs, substance: int | None, lists: Lists, words: Translator) -> str:
    return lists.substance(substance) if substance is not None else words(BOUGHT.get(check_bought, NOT_KNOWN))


def sample(check: Check, lists: Lists, words: Translator) -> str:
    """A sample without a result: its day, what it was bought as, how it was tested."""
    methods = ", ".join(lists.method(method) for method in check.methods)
    parts = (words.day_short(check.on), bought(check.bought, check.bought_as_id, lists, words), methods)
    return " · ".join(filter(None, parts))


def told_heading(told: Told, words: Translator) -> str:
    """What is said first after saving."""
    return words(SORRY) if told.somebody_died else thanks(told.telling, words)


def told_lines(told: Told, state: State, words: Translator) -> tuple[str, ...]:
    """What is said after saving, line by line."""
    if told.somebody_died:
        return (to_talk(state, words),)
    return to_do(state, told.telling)


def told_fact(told: Told, words: Translator) -> str:
    """The quiet fact that it is saved."""
    if told.somebody_died:
        return words(N_("Thank you for telling us. It is kept."))
    if not isinstance(told.said, Report):
        return words(N_("The result is kept with its sample.") if told.is_result else N_("It counts as one sample."))
    if told.said.same_as is not None:
        return words(N_("Saved. Both reports count as one event."))
    return words(N_("Saved. It stands in {month}, when it was reported."), month=words.month(told.said.on))
