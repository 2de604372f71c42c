"""What stands beside the visits, or in a list of its own, as plain data and as one line of text."""

from typing import Any

from outreach.arrivals import Arrival
from outreach.catalog import Catalog
from outreach.closed_lists import WhenKnown
from outreach.collecting import Collection
from outreach.drug_checks.check import Check
from outreach.drug_checks.lists import Lists
from outreach.exchange.happened import check_json, report_json, when_text
from outreach.exchange.without_visit import arrival_json, collection_json, containers_json, pick_up_json
from outreach.happened.report import Report, is_open
from outreach.pick_ups import PickUp
from outreach.visits.beside import Record, Said

_WHEN = {WhenKnown.NOT_KNOWN: "not known when", WhenKnown.NOT_ASKED: "not asked when"}


def record_json(one: Record, catalog: Catalog, lists: Lists) -> dict[str, Any]:
    """Whatever stands beside the visits, with the number its own command takes."""
    match one.said:
        case Report():
            said = {"report": one.key.id, **report_json(one.said, catalog), "others_of_the_event": one.others}
        case Check():
            said = {"drug_check": one.key.id, **check_json(one.said, catalog, lists)}
        case Collection():
            said = {"collection": one.key.id, **collection_json(one.said, catalog), "syringes": one.syringes}
        case PickUp():
            said = {"pick_up": one.key.id, **pick_up_json(one.said, catalog)}
        case Arrival():
            said = {"arrival": one.key.id, **arrival_json(one.said, catalog)}
    entered = {"staff": one.staff, "recorded_on": one.recorded_on.isoformat()}
    return said | entered | {"corrected": one.is_corrected, "voided": one.is_void}


def record_text(one: Record, catalog: Catalog, lists: Lists) -> str:
    """The same on one line: number, day, what it says, site, who."""
    site = catalog.site.get(one.site_id)
    became = "  voided" if one.is_void else "  corrected" if one.is_corrected else ""
    what = _what(one, one.said, catalog, lists)
    return f"{one.key.id}  {one.on}  {what}  {site.short_name if site else ''}  {one.staff}{became}"


def _what(one: Record, said: Said, catalog: Catalog, lists: Lists) -> str:
    match said:
        case Report():
            return _report(said, one.others)
        case Check():
            return _check(said, catalog, lists)
        case Collection():
            return f"{said.came_from.value}  {one.syringes:>5} back"
        case Arrival():
            return _arrived(said, catalog)
        case PickUp():
            return "picked up  " + ", ".join(f"{n} x {name}" for name, n in containers_json(said, catalog).items())


def _arrived(said: Arrival, catalog: Catalog) -> str:
    return f"got there  {arrival_json(said, catalog)['referral']}: {said.people}"


def _report(said: Report, others: int) -> str:
    """What, when it happened, the outcome, and how many more are of the event."""
    happened = f"happened {when_text(said.happened)}" if said.happened.on else _WHEN[said.happened.known]
    outcome = "" if is_open(said, "outcome") else f"  {said.outcome.value}"
    together = f"  one event with {others} more" if others else ""
    return f"{said.kind.value}  {happened}{outcome}{together}"


def _check(said: Check, catalog: Catalog, lists: Lists) -> str:
    """Bought as, how it was tested, what was found."""
    named = check_json(said, catalog, lists)
    found = ", ".join(named["found"]) or named["result"]
    methods = ", ".join(named["methods"]) or "-"
    return f"bought as {named['bought_as']}  {methods}: {found}"
