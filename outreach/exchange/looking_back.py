"""What stands in a list of reports or drug checks, as plain data and as one line of text."""

from typing import Any

from outreach.catalog import Catalog
from outreach.drug_checks.lists import Lists
from outreach.drug_checks.reading import CheckLine
from outreach.exchange.happened import check_json, report_json, when_text
from outreach.happened.reading import ReportLine
from outreach.happened.report import is_open


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


def _site(catalog: Catalog, site_id: Any) -> str:
    site = catalog.site.get(site_id)
    return site.short_name if site else ""


def _became(line: ReportLine | CheckLine) -> str:
    return "  voided" if line.is_void else "  corrected" if line.is_corrected else ""
