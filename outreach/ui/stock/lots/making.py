"""The papers of a lot from the books to bytes.  ReportLab is loaded here and only when paper is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach import catalog
from outreach.stock import lot_labels, recalls
from outreach.translation import translator

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.translation import Translator
    from outreach.ui.stock.lots.state import Labels
    from outreach.vocabulary import LotId

USUAL_SHEET = "letter-30"


def notice(session: Session, *, lot_id: LotId, language: str, day: date, initials: str) -> bytes:
    # Half a second of imports that no page should wait for.
    from outreach.reports.recall_notice import notice_pdf  # noqa: PLC0415
    from outreach.reports.stock_paper import Printed  # noqa: PLC0415

    known = catalog.load(session, language, day)
    return notice_pdf(recalls.traced(session, lot_id), known, translator(language), Printed(day, initials))


def poster(session: Session, *, lot_id: LotId, language: str, day: date, initials: str) -> bytes:
    from outreach.reports.recall_poster import poster_pdf  # noqa: PLC0415 - as above
    from outreach.reports.stock_paper import Printed  # noqa: PLC0415

    known = catalog.load(session, language, day)
    return poster_pdf(recalls.traced(session, lot_id), known, translator(language), Printed(day, initials))


def labels(session: Session, *, lot_id: LotId, wanted: Labels, day: date, words: Translator) -> bytes:
    """As many as were asked for, or those that are left on the sheet.  Raises NoSuchPlace."""
    from outreach.reports.label_sheets import SHEETS  # noqa: PLC0415 - as above
    from outreach.reports.lot_labels import labels_pdf  # noqa: PLC0415

    sheet, start = SHEETS[wanted.sheet], wanted.start or 1
    first = sheet.begin_at(start)
    copies = wanted.copies or sheet.places - first
    one = lot_labels.lot_label(session, lot_id)
    return labels_pdf([one] * copies, catalog.load(session, words.language, day), words, sheet=sheet, start=start)


def sheets(words: Translator) -> list[tuple[object, str]]:
    """The sheets of labels there are, by their names."""
    from outreach.reports.label_sheets import SHEETS  # noqa: PLC0415 - as above

    return [(key, words(sheet.name)) for key, sheet in SHEETS.items()]
