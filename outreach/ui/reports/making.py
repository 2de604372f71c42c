"""A report from the books to bytes, as one reading.  ReportLab is loaded here and only when a report is wanted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.tallies import engine

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.tallies.periods import Period
    from outreach.tallies.tally import Tally
    from outreach.translation import Translator
    from outreach.vocabulary import SiteId


@dataclass(frozen=True, slots=True)
class Made:
    """A tally and the paper made from it."""

    tally: Tally
    pdf: bytes


def make(
    session: Session,
    *,
    period: Period,
    site_id: SiteId | None,
    is_statement: bool,
    words: Translator,
    printed_on: date,
    initials: str,
) -> Made:
    # Half a second of imports that neither the lock page nor the desk should wait for.
    from outreach.reports.stock_statement import statement_pdf  # noqa: PLC0415
    from outreach.reports.tally import tally_pdf  # noqa: PLC0415

    tally = engine.tally(session, period, site_id, words.language)
    printed = statement_pdf if is_statement else tally_pdf
    return Made(tally, printed(tally, words, printed_on=printed_on, initials=initials))


def figures(tally: Tally) -> bytes:
    from outreach.reports.figures import tally_json  # noqa: PLC0415 - as above

    return json.dumps(tally_json(tally), ensure_ascii=False, indent=2).encode() + b"\n"
