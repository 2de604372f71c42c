"""What stands beside the visits, or in a list of its own, as plain data and as one line of text."""

from typing import Any

from outreach.catalog import Catalog
from outreach.closed_lists import DrugCheckId, HappenedId
from outreach.collecting import Collection
from outreach.drug_checks.check import Check
from outreach.drug_checks.lists import Lists
from outreach.drug_checks.reading import CheckLine
from outreach.exchange.happened import check_json, report_json, when_text
from outreach.exchange.without_visit import collection_json, containers_json, pick_up_json
from outreach.happened.reading import ReportLine
from outreach.happened.report import Report, is_open
from outreach.pick_ups import PickUp
from outreach.visits.beside import Record


def report_line_json(line: ReportLine, catalog: Catalog) -> dict[str, Any]:
    """One report, with the number that `happened --correct` and `--void` take."""
    return {
        "report": line.happened_id,
        **report_json(line.report, catalog),
        "staff": line.staff,
        "recorded_on": line.recorded_on.isoformat(),
        "others_of_the_event": line.others,
        "corrected": line.is_corrected,
        "voided": line.is_void,
    }


def report_line_text(line: ReportLine, catalog: Catalog) -> str:
    """One report on one line: number, day it was told, what, when it happened, outcome, site, who."""
    said = line.report
    happened = f"happened {when_text(said.happened)}" if said.happened.on else "not known when"
    outcome = "" if is_open(said, "outcome") else f"  {said.outcome.value}"
    together = f"  one event with {line.others} more" if line.others else ""
    return (
        f"{line.happened_id}  {said.on}  {said.kind.value}  {happened}{outcome}{together}"
        f"  {_site(catalog, said.site_id)}  {line.staff}{_became(line)}"
    )


def check_line_json(line: CheckLine, catalog: Catalog, lists: Lists) -> dict[str, Any]:
    """One drug check, with the number that `drug-check --correct`, `--result` and `--void` take."""
    return {
        "drug_check": line.check_id,
        **check_json(line.check, catalog, lists),
        "staff": line.staff,
        "recorded_on": line.recorded_on.isoformat(),
        "corrected": line.is_corrected,
        "voided": line.is_void,
    }


def check_line_text(line: CheckLine, catalog: Catalog, lists: Lists) -> str:
    """One drug check on one line: number, day, bought as, how it was tested, what was found, site, who."""
    said = check_json(line.check, catalog, lists)
    found = ", ".join(said["found"]) or said["result"]
    methods = ", ".join(said["methods"]) or "-"
    return (
        f"{line.check_id}  {said['on']}  bought as {said['bought_as']}  {methods}: {found}"
        f"  {_site(catalog, line.check.site_id)}  {line.staff}{_became(line)}"
    )


def record_json(one: Record, catalog: Catalog, lists: Lists) -> dict[str, Any]:
    """Whatever stands beside the visits, with the number its own command takes."""
    match one.said:
        case Report():
            return report_line_json(_report(one, one.said), catalog)
        case Check():
            return check_line_json(_check(one, one.said), catalog, lists)
        case Collection():
            said = {"collection": one.key.id, **collection_json(one.said, catalog), "syringes": one.syringes}
        case PickUp():
            said = {"pick_up": one.key.id, **pick_up_json(one.said, catalog)}
    entered = {"staff": one.staff, "recorded_on": one.recorded_on.isoformat()}
    return said | entered | {"corrected": one.is_corrected, "voided": one.is_void}


def record_text(one: Record, catalog: Catalog, lists: Lists) -> str:
    """The same on one line."""
    match one.said:
        case Report():
            return report_line_text(_report(one, one.said), catalog)
        case Check():
            return check_line_text(_check(one, one.said), catalog, lists)
        case Collection():
            what = f"{one.said.came_from.value}  {one.syringes:>5} back"
        case PickUp():
            what = "picked up  " + ", ".join(f"{n} x {name}" for name, n in containers_json(one.said, catalog).items())
    return f"{one.key.id}  {one.on}  {what}  {_site(catalog, one.site_id)}  {one.staff}{_became(one)}"


def _report(one: Record, said: Report) -> ReportLine:
    known = one.staff, one.recorded_on, one.is_corrected, one.is_void, one.others
    return ReportLine(HappenedId(one.key.id), said, *known)


def _check(one: Record, said: Check) -> CheckLine:
    return CheckLine(DrugCheckId(one.key.id), said, one.staff, one.recorded_on, one.is_corrected, one.is_void)


def _site(catalog: Catalog, site_id: Any) -> str:
    site = catalog.site.get(site_id)
    return site.short_name if site else ""


def _became(line: ReportLine | CheckLine | Record) -> str:
    return "  voided" if line.is_void else "  corrected" if line.is_corrected else ""
