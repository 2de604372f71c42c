"""A slip from the books to bytes.  ReportLab is loaded here and only when paper is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.stock import slip_reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.stock.slip_reading import Slip
    from outreach.translation import Translator
    from outreach.vocabulary import DocumentId


def slip_pdf(slip: Slip, catalog: Catalog, words: Translator, *, on: date, initials: str) -> bytes:
    # Half a second of imports that no page should wait for.
    from outreach.reports import hand_over_slip  # noqa: PLC0415
    from outreach.reports.stock_paper import Printed  # noqa: PLC0415

    return hand_over_slip.slip_pdf(slip, catalog, words, Printed(on, initials))


def slip_of(session: Session, *, document_id: DocumentId, paper: Callable[[Slip], bytes]) -> tuple[str, bytes]:
    """What the print job is called, and the paper of a hand-over that is recorded."""
    slip = slip_reading.slip(session, document_id)
    return f"slip-{slip.number}", paper(slip)
