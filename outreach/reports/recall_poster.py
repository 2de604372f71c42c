"""A recall for those who were given the lot: large, in plain words, on one page.  It blames and names nobody."""

from reportlab.lib.colors import black, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepInFrame, Table

from outreach.catalog import Catalog
from outreach.reports.page import STRONG, TEXT, paragraph, register_fonts, text_width
from outreach.reports.stock_blocks import BARE, AtFoot
from outreach.reports.stock_paper import Around, PaperSize, Printed, print_copies
from outreach.stock.recalls import Recall
from outreach.translation import N_, Translator

_CALL = ParagraphStyle("poster call", STRONG, fontSize=46, leading=54, textColor=white)
_ITEM = ParagraphStyle("poster item", STRONG, fontSize=32, leading=39, alignment=TA_CENTER)
_EXPIRES = ParagraphStyle("poster expires", TEXT, fontSize=22, leading=28, alignment=TA_CENTER)
_SAID = ParagraphStyle("poster said", TEXT, fontSize=26, leading=33, spaceBefore=13)
_STRONG = ParagraphStyle("poster strong", _SAID, fontName=STRONG.fontName)
_CENTER = ParagraphStyle("poster center", STRONG, fontSize=20, leading=27)
_WHERE = ParagraphStyle("poster where", TEXT, fontSize=14, leading=20)
_LARGEST_LOT, _FRAME_EDGE = 68.0, 14.0
_AROUND = 74.0  # the room of a page's foot and its margins


def poster_pdf(recall: Recall, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    """The words and the item are in the language of `words` and `catalog`.  Whoever printed it does not stand on it."""
    register_fonts()
    around = Around(catalog.center, words(TITLE), "", catalog.is_sample)
    paper = printed.paper
    # A second page would hang nowhere: what does not fit is set smaller.
    where = _where(catalog, words, printed)
    room = paper.height - _AROUND - sum(one.wrap(paper.room, paper.height)[1] for one in where) - 10
    said = KeepInFrame(paper.room, room, _story(recall, catalog, words, paper), mode="shrink")
    return print_copies([[said, AtFoot(*where, above=10)]], around, words, printed)


def _story(recall: Recall, catalog: Catalog, words: Translator, paper: PaperSize) -> list[Flowable]:
    item = catalog.item[recall.item_id]
    call = Table([[paragraph(words(CALL), _CALL)]], colWidths=[paper.room], style=_BAND, spaceAfter=12)
    lot = Table([[_lot(recall, item.name, words, paper)]], colWidths=[paper.room], style=_FRAME, spaceAfter=6)
    kits = ", ".join(catalog.item[kit].name for kit in recall.kits)
    return [
        call,
        lot,
        *([paragraph(words(INSIDE, kits=kits), _SAID)] if kits else []),
        paragraph(words(RECALLED), _SAID),
        paragraph(words(BRING), _STRONG),
        paragraph(words(NO_NAME), _SAID),
        paragraph(words(TELL), _SAID),
        paragraph(words(UNTIL_THEN if item.naloxone else DO_NOT_USE), _STRONG),
    ]


def _lot(recall: Recall, name: str, words: Translator, paper: PaperSize) -> list[Flowable]:
    number = words(LOT, number=recall.number) if recall.number else words(NO_NUMBER)
    room = paper.room - 2 * _FRAME_EDGE
    size = min(_LARGEST_LOT, room / text_width(number, bold=True, size=1) * 0.98)
    large = ParagraphStyle("poster lot", STRONG, fontSize=size, leading=size * 1.16, alignment=TA_CENTER)
    said: list[Flowable] = [paragraph(name, _ITEM), paragraph(number, large)]
    if recall.expires_on:
        said.append(paragraph(words(EXPIRES, month=f"{recall.expires_on:%m/%Y}"), _EXPIRES))
    return said


def _where(catalog: Catalog, words: Translator, printed: Printed) -> list[Flowable]:
    """Where to bring it.  Nobody stands at a machine."""
    sites = " · ".join(site.name for site in catalog.sites if not site.is_machine)
    return [paragraph(catalog.center, _CENTER), paragraph(f"{sites} · {words.day(printed.on)}", _WHERE)]


_BAND = [*BARE, ("BACKGROUND", (0, 0), (-1, -1), black), ("LEFTPADDING", (0, 0), (-1, -1), 18),
         ("TOPPADDING", (0, 0), (-1, -1), 10), ("BOTTOMPADDING", (0, 0), (-1, -1), 18)]  # fmt: skip
_FRAME = [*BARE, ("BOX", (0, 0), (-1, -1), 3, black), ("TOPPADDING", (0, 0), (-1, -1), 10),
          ("BOTTOMPADDING", (0, 0), (-1, -1), 16)]  # fmt: skip

TITLE = N_("Recall, for everybody")
CALL = N_("Do you have this?")
LOT = N_("Lot {number}")
EXPIRES = N_("expires {month}")
NO_NUMBER = N_("No lot number")
INSIDE = N_("It may also be inside: {kits}.")
RECALLED = N_("It was recalled: it may not work as it should.")
BRING = N_("Bring it to us. We will give you another one.")
NO_NAME = N_("We ask for no name. You did nothing wrong.")
TELL = N_("If you gave it to others, please tell them.")
UNTIL_THEN = N_("Until then: in an overdose, use the naloxone you have, and call 911.")
DO_NOT_USE = N_("Please do not use it.")
