"""The month, added up."""

import json
from datetime import date
from pathlib import Path
from typing import TextIO

from outreach.commands import tally_text
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
    """Add up a month or another stretch of days; print it as a page, as JSON, or as text."""
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
            out.writelines(f"{line}\n" for line in tally_text.lines(tally_json(added)))
    return 0
