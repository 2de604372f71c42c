"""The month, added up."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from outreach.commands.asking import Person
from outreach.commands.desk import WORDS, at_desk
from outreach.db.files import check_target
from outreach.exchange.files import save_file
from outreach.reports.figures import tally_json
from outreach.reports.tally import tally_pdf
from outreach.safety.staff import Right
from outreach.tallies import engine
from outreach.tallies.periods import Period


def tally(
    person: Person,
    period: Period,
    site: str | None,
    *,
    printed_on: date | None,
    pdf: Path | None,
    as_json: bool,
    out: TextIO,
) -> int:
    """Add up a month or another stretch of days; print it as a page, as JSON, or in a few words."""
    if pdf is not None:
        check_target(pdf)
    with at_desk(person) as desk:
        desk.by.may(Right.REPORT)
        added = desk.read(engine.tally, period, desk.site(site), desk.catalog.language)
        if pdf is not None:
            save_file(pdf, tally_pdf(added, WORDS, printed_on=printed_on or desk.at.day, initials=desk.by.initials))
        if as_json:
            json.dump(tally_json(added), out, indent=1, ensure_ascii=False)
            out.write("\n")
        elif pdf is not None:
            out.write(f"{pdf}\n")
        else:
            _say_figures(tally_json(added), out)
    return 0


def _say_figures(figures: Mapping[str, Any], out: TextIO) -> None:
    out.write(f"{figures['period']}, {figures['site'] or 'all sites'}\n")
    for name, value in figures["figures"].items():
        shown = "–" if value is None else f"{value:,}"
        out.write(f"{name.replace('_', ' '):<34} {shown:>10}\n")
    out.write("Reconciled.\n" if figures["reconciled"] else "Not reconciled.\n")
