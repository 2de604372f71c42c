"""Labels of lots on sheets of labels: item, lot, expiry, and a barcode that is that very lot at the desk."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from outreach.catalog import Catalog, Item
from outreach.reports.bars import Bars
from outreach.reports.label_sheets import USUAL, LabelSheet
from outreach.reports.lot_wording import lot_said
from outreach.reports.page import STRONG, TEXT, paragraph, register_fonts, text_width
from outreach.stock.lot_labels import LotLabel
from outreach.translation import N_, N_plural, Translator

_EDGE = 6.0  # sheets are never quite straight in a printer
_NAME = ParagraphStyle("label name", STRONG, fontSize=9.5, leading=11.5)
_LINE = ParagraphStyle("label line", TEXT, leading=11.5)
_ABOVE_BARS = 3.0
_TALLEST = 42.0


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
    room, top = sheet.width - 2 * _EDGE, bottom + sheet.height - _EDGE + 1
    for line in _lines(label, catalog.item[label.item_id], words, room):
        _, height = line.wrap(room, sheet.height)
        top -= height
        line.drawOn(canvas, left + _EDGE, top)
    height = min(_TALLEST, top - _ABOVE_BARS - bottom - _EDGE)
    bars = Bars(label.code, room, height)
    bars.drawOn(canvas, left + (sheet.width - bars.width) / 2, top - _ABOVE_BARS - height)


def _lines(label: LotLabel, item: Item, words: Translator, room: float) -> list[Paragraph]:
    fits = text_width(item.name, bold=True, size=_NAME.fontSize) <= room
    said = [paragraph(item.name if fits else item.short_name, _NAME)]
    said.append(paragraph(lot_said(label.number, label.expires_on, words), _LINE))
    if label.units > 1:
        said.append(paragraph(words.count(*UNITS, label.units), _LINE))
    return said


TITLE = N_("Lot labels")
UNITS = N_plural("{n} unit a scan", "{n} units a scan")
