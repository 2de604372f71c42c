"""Labels of lots on sheets of labels: item, lot, expiry, and a barcode that is that very lot at the desk."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from outreach.catalog import Catalog, Item, source_said
from outreach.reports.bars import barcode
from outreach.reports.label_sheets import USUAL, LabelSheet
from outreach.reports.lot_wording import lot_said
from outreach.reports.page import SAMPLE, STRONG, TEXT, paragraph, register_fonts, text_width
from outreach.stock.lot_labels import LotLabel
from outreach.translation import N_, N_plural, Translator

_ABOVE_BARS = 3.0
_NAME, _LARGEST = 9.5, 1.5


def labels_pdf(
    labels: Sequence[LotLabel], catalog: Catalog, words: Translator, *, sheet: LabelSheet = USUAL, start: int = 1
) -> bytes:
    """One label for each of `labels`, from the `start`-th of a sheet that was begun.  Raises NoSuchPlace."""
    register_fonts()
    first = sheet.begin_at(start)
    target = BytesIO()
    canvas = Canvas(target, pagesize=sheet.page, invariant=True, lang=words.language)
    canvas.setTitle(words(TITLE))
    canvas.setAuthor(catalog.center)
    canvas.setCreator("Outreach")
    for at, label in enumerate(labels, start=first):
        if at > first and at % sheet.places == 0:
            canvas.showPage()
        _draw(canvas, label, catalog, words, sheet, at % sheet.places)
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, label: LotLabel, catalog: Catalog, words: Translator, sheet: LabelSheet, place: int) -> None:
    left, bottom = sheet.corner(place)
    room, top = sheet.width - 2 * sheet.edge, bottom + sheet.height - sheet.edge + 1
    for line in _lines(label, catalog.item[label.item_id], words, sheet, is_sample=catalog.is_sample):
        _, height = line.wrap(room, sheet.height)
        top -= height
        line.drawOn(canvas, left + sheet.edge, top)
    height = min(sheet.height / 2, top - _ABOVE_BARS - bottom - sheet.edge)
    code = barcode(label.code, sheet.width - sheet.edge, height, sheet.dot)
    code.drawOn(canvas, left + (sheet.width - code.width) / 2, top - _ABOVE_BARS - code.height)


def _lines(label: LotLabel, item: Item, words: Translator, sheet: LabelSheet, *, is_sample: bool) -> list[Paragraph]:
    """As large as the label allows with its lot on one line, and never too small to read."""
    room = sheet.width - 2 * sheet.edge
    lot = lot_said(label.number, label.expires_on, words)
    called = item.name if text_width(item.name, bold=True, size=_NAME) <= room else item.short_name
    natural = max(text_width(lot), text_width(called, bold=True, size=_NAME)) + 1
    size = max(1.0, min(_LARGEST, sheet.height / USUAL.height, room / natural))
    name = ParagraphStyle("label name", STRONG, fontSize=_NAME * size, leading=11.5 * size)
    line = ParagraphStyle("label line", TEXT, fontSize=9 * size, leading=11.5 * size)
    said = [paragraph(called, name), paragraph(lot, line)]
    more = [words(SAMPLE)] if is_sample else []
    more += [source_said(label.source, words.language)] if label.source else []
    more += [words.count(*UNITS, label.units)] if label.units > 1 else []
    return [*said, paragraph(" · ".join(more), line)] if more else said


TITLE = N_("Lot labels")
UNITS = N_plural("{n} unit a scan", "{n} units a scan")
