"""What history says of what stands beside the visits: a line of the list, and the facts of one opened.  No Qt."""

from collections.abc import Iterator

from outreach.arrivals import Arrival
from outreach.catalog import Catalog
from outreach.closed_lists import NOWHERE_SAID, OVERDOSES, Happening, Outcome, Product, WhenKnown
from outreach.collecting import Collection
from outreach.drug_checks.check import Check
from outreach.drug_checks.lists import Lists
from outreach.entry import Returned
from outreach.happened.linking import MaybeSame
from outreach.happened.report import ASKED, Report, When, is_open
from outreach.pick_ups import PickUp
from outreach.returns import is_estimated
from outreach.translation import N_, N_plural, Translator
from outreach.ui.happened import wording as telling
from outreach.ui.happened.draft import Telling
from outreach.ui.happened.wording import ANSWERS, BOUGHT, PRODUCTS, RESULTS
from outreach.ui.shared.collected import CAME_FROM
from outreach.versioned import Spoken
from outreach.visits.beside import OpenedRecord, Record, Said, Sort, What
from outreach.vocabulary import PlaceId, ReturnedHow

WHAT = {
    What.ALL: N_("Everything"),
    What.VISITS: N_("Visits"),
    What.WITHOUT_A_VISIT: N_("Without a visit"),
    What.HAPPENED: N_("What happened"),
    What.DRUG_CHECKS: N_("Drug checks"),
}
KEPT = {
    Sort.REPORT: N_(
        "The report is no longer counted. What it said is kept; naloxone used here goes back on the books."
    ),
    Sort.DRUG_CHECK: N_("It no longer counts. What it said is kept."),
    Sort.COLLECTION: N_("It no longer counts. What it said is kept."),
    Sort.PICK_UP: N_("It no longer counts. What it said is kept."),
    Sort.ARRIVAL: N_("It no longer counts. What it said is kept."),
}
VOID = {
    Sort.REPORT: N_("Void the report"),
    Sort.DRUG_CHECK: N_("Void the drug check"),
    Sort.COLLECTION: N_("Void the collection"),
    Sort.PICK_UP: N_("Void the pick-up"),
    Sort.ARRIVAL: N_("Void what was told"),
}
_NUMBERS = {
    What.HAPPENED: N_plural("{n} report", "{n} reports"),
    What.DRUG_CHECKS: N_plural("{n} drug check", "{n} drug checks"),
    What.WITHOUT_A_VISIT: N_plural("{n} without a visit", "{n} without a visit"),
}
_OTHERS = N_plural("{n} other entry", "{n} other entries")  # of every kind, beside the visits
_COLLECTION, _PICK_UP, _ARRIVAL = N_("Collection"), N_("Waste pick-up"), N_("Referral arrived")
_PEOPLE = N_plural("{n} person", "{n} people")
_KINDS = {told.happening: name for told, name in telling.KINDS.items()}
_SHORT = {**_KINDS, Happening.TAKEN: N_("Supplies taken")}
_DOSES = N_plural("{n} dose used", "{n} doses used")
_MORE = N_plural("one event with another report", "one event with {n} other reports")
_SYRINGES = N_plural("{n} syringe", "{n} syringes")
_ABOUT = N_plural("about {n} syringe", "about {n} syringes")

Fact = tuple[str, str, str]


def kind(record: Record, words: Translator) -> str:
    return words(_SHORT[record.said.kind]) if isinstance(record.said, Report) else _kind(record.said, words)


def number(n: int, what: What, words: Translator) -> str:
    """How many there are."""
    return words.count(*_NUMBERS.get(what, _OTHERS), n)


def heading(record: OpenedRecord, words: Translator) -> str:
    """What it is, and its day."""
    said = record.now.said
    name = words(_KINDS[said.kind]) if isinstance(said, Report) else _kind(said, words)
    return words(N_("{what}, {day}"), what=name, day=words.day_short(said.on))


def returned(record: Record, words: Translator) -> str:
    """What came back, in a cell; nothing where that is not what it is about."""
    if not isinstance(record.said, Collection):
        return ""
    if any(map(is_estimated, record.said.lines)):
        return words(N_("about {n}"), n=record.syringes)
    return words.number(record.syringes)


def summary(record: Record, center: Catalog, lists: Lists, words: Translator) -> str:
    """The rest of it in a line."""
    match record.said:
        case Report():
            parts = [*_of_report(record.said, words)]
            parts += [words.count(*_MORE, record.others)] if record.others else []
        case Check():
            parts = [_tested(record.said, lists, words)]
        case Collection():
            parts = [words(CAME_FROM[record.said.came_from]), _place(record.said.place_id, center)]
        case PickUp():
            parts = [_picked_up(record.said, center, words), record.said.manifest]
        case Arrival():
            parts = [_arrived_at(record.said, center), words.count(*_PEOPLE, record.said.people)]
    said = " · ".join(filter(None, parts))
    return said[:1].upper() + said[1:]


def facts(version: Spoken[Said], center: Catalog, lists: Lists, words: Translator) -> list[Fact]:
    """All it says, titled; what nobody answered is left out."""
    match version.said:
        case Report():
            rows = _report_facts(version.said, center, words)
        case Check():
            rows = _check_facts(version.said, lists, words)
        case Collection():
            rows = _collection_facts(version.said, version.syringes, center, words)
        case PickUp():
            rows = _pick_up_facts(version.said, center, words)
        case Arrival():
            rows = [
                (words(N_("Got there")), _arrived_at(version.said, center), ""),
                (words(N_("People")), words.number(version.said.people), ""),
            ]
    where = words(N_("Told at")) if isinstance(version.said, Report) else words(N_("Place"))
    return [*rows, (where, _where(version.said, center), "")]


def changed(version: Spoken[Said], other: Spoken[Said], center: Catalog, lists: Lists, words: Translator) -> str:
    """What a version says differently from another."""
    day = words(N_("Day"))
    said = {title: text for title, text, _ in facts(version, center, lists, words)}
    said[day] = words.weekday(version.said.on)
    against = {title: text for title, text, _ in facts(other, center, lists, words)}
    against[day] = words.weekday(other.said.on)
    titles = dict.fromkeys((*said, *against))
    new = [
        words(N_("{title}: {text}"), title=title, text=said.get(title) or "–")
        for title in titles
        if said.get(title, "") != against.get(title, "")
    ]
    return ". ".join(new) or words(N_("Which event it is about"))


def of_event(said: Report | MaybeSame, center: Catalog, words: Translator) -> str:
    """A report told apart by what is no secret of anybody: when, what sort of place, which site."""
    site = center.site.get(said.site_id)
    where = "" if said.place_kind in NOWHERE_SAID else words(ANSWERS["place_kind"][1][said.place_kind]).lower()
    return ", ".join(filter(None, (_happened_on(said.happened, words), where, site.short_name if site else "")))


def _happened_on(said: When, words: Translator) -> str:
    """A day, a month, that nobody knows, or that nobody was asked."""
    if said.on is None:
        return words(telling.WHEN[said.known])
    return words.day(said.on) if said.known is WhenKnown.DAY else words.month(said.on)


def _kind(said: Check | Collection | PickUp | Arrival, words: Translator) -> str:
    match said:
        case Check():
            return words(telling.KINDS[Telling.DRUG_CHECK])
        case Collection():
            return words(_COLLECTION)
        case PickUp():
            return words(_PICK_UP)
    return words(_ARRIVAL)


def _of_report(said: Report, words: Translator) -> Iterator[str]:
    if said.kind in OVERDOSES and said.outcome in (Outcome.SURVIVED, Outcome.DIED):
        yield words(ANSWERS["outcome"][1][said.outcome]).lower()
    if said.doses is not None:
        yield words.count(*_DOSES, said.doses)
    if said.happened.on is not None and said.happened.on != said.on:
        yield words(N_("happened {when}"), when=_happened_on(said.happened, words))


def _report_facts(said: Report, center: Catalog, words: Translator) -> list[Fact]:
    rows = [(words(N_("It happened")), _happened_on(said.happened, words), "")]
    if said.kind in OVERDOSES:
        rows.append(_answer(said, "outcome", words))
        rows += _naloxone(said, center, words)
    asked = [name for name in ASKED[said.kind] if name in ANSWERS and name != "outcome"]
    rows += [_answer(said, name, words) for name in asked if not is_open(said, name)]
    source = next((one.name for one in center.sources if one.id == said.source_id), "")
    taken = [_supplies(center.category[id_], n, words) for id_, n in said.supplies]
    return [*rows, (words(N_("Paid for by")), source, ""), (words(N_("What was taken")), ", ".join(taken), "")]


def _answer(said: Report, name: str, words: Translator) -> Fact:
    title, answers = ANSWERS[name]
    return words(title), words(answers[getattr(said, name)]), ""


def _naloxone(said: Report, center: Catalog, words: Translator) -> Iterator[Fact]:
    if said.doses is not None:
        yield words(N_("Doses used")), words.number(said.doses), ""
    if said.item_id is not None:
        off = words(N_("{n} off our shelf"), n=said.used) if said.used else ""
        yield words(N_("Product")), center.item[said.item_id].name, off
    elif said.product is not Product.NOT_ASKED:
        yield words(N_("Product")), words(PRODUCTS[said.product]), ""


def _supplies(category: str, quantity: int | None, words: Translator) -> str:
    return category if quantity is None else words(N_("{n} × {item}"), n=quantity, item=category)


def _check_facts(said: Check, lists: Lists, words: Translator) -> list[Fact]:
    came = words(N_("It came {day}"), day=words.day_short(said.result_on)) if said.result_on else ""
    return [
        (words(N_("Bought as")), _bought(said, lists, words), ""),
        (words(N_("Tested with")), ", ".join(map(lists.method, said.methods)), ""),
        (words(N_("Result")), _found(said, lists, words), came if said.result_on != said.on else ""),
    ]


def _tested(said: Check, lists: Lists, words: Translator) -> str:
    """What it was bought as, where somebody said, and what was found."""
    if said.bought_as_id is None:
        return _found(said, lists, words)
    return words(N_("{sample}: {result}"), sample=_bought(said, lists, words), result=_found(said, lists, words))


def _bought(said: Check, lists: Lists, words: Translator) -> str:
    return lists.substance(said.bought_as_id) if said.bought_as_id is not None else words(BOUGHT[said.bought])


def _found(said: Check, lists: Lists, words: Translator) -> str:
    return ", ".join(map(lists.substance, said.found)) or words(RESULTS[said.result])


def _collection_facts(said: Collection, syringes: int, center: Catalog, words: Translator) -> list[Fact]:
    partner = next((one.name for one in center.partners if one.id == said.partner_id), "")
    about = any(map(is_estimated, said.lines))
    return [
        (words(N_("From")), words(CAME_FROM[said.came_from]), partner),
        (words(N_("Returned")), words.count(*(_ABOUT if about else _SYRINGES), syringes), ""),
        *((words(N_("Measured")) if n == 0 else "", _measured(line, center, words), "")
          for n, line in enumerate(said.lines)),
    ]  # fmt: skip


def _measured(line: Returned, center: Catalog, words: Translator) -> str:
    match line.how:
        case ReturnedHow.CONTAINER:
            name = next((one.name for one in center.containers if one.id == line.container_id), "")
            full = words(N_("{n} × {container}"), n=line.number or 0, container=name)
            part = {1: N_("a quarter full"), 2: N_("half full"), 3: N_("three quarters full")}.get(line.quarters or 4)
            return words(N_("{containers}, {full}"), containers=full, full=words(part)) if part else full
        case ReturnedHow.WEIGHT:
            return words(N_("{gross} {unit}, bag {tare}"), gross=line.gross or 0, unit=line.unit, tare=line.tare or 0)
        case ReturnedHow.TOLD:
            return words(N_("they say {n}"), n=line.syringes or 0)
    return words(N_("counted {n}"), n=line.syringes or 0)


def _pick_up_facts(said: PickUp, center: Catalog, words: Translator) -> list[Fact]:
    return [
        (words(N_("Picked up")), _picked_up(said, center, words), ""),
        (words(N_("Carrier")), said.carrier, ""),
        (words(N_("Manifest")), said.manifest, ""),
    ]


def _picked_up(said: PickUp, center: Catalog, words: Translator) -> str:
    names = {one.id: one.name for one in center.containers}
    parts = [words(N_("{n} × {container}"), n=n, container=names.get(id_, "")) for id_, n in said.containers]
    return ", ".join([*parts, *([f"{said.weight.normalize():f} {said.unit}"] if said.weight is not None else [])])


def _where(said: Said, center: Catalog) -> str:
    site = center.site.get(said.site_id)
    place = "" if isinstance(said, PickUp | Arrival) else _place(said.place_id, center)
    return ", ".join(filter(None, (site.name if site else "", place)))


def _arrived_at(said: Arrival, center: Catalog) -> str:
    return next((one.name for one in center.referrals if one.id == said.referral_id), "")


def _place(place_id: PlaceId | None, center: Catalog) -> str:
    place = center.place.get(place_id) if place_id is not None else None
    return place.name if place else ""
