"""A recall for those who were given the lot: large, in plain words, on one page.  It blames and names nobody."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import black, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, Table

from outreach.catalog import Catalog
from outreach.reports.page import STRONG, TEXT, paragraph, register_fonts
from outreach.reports.stock_blocks import BARE, gap
from outreach.reports.stock_paper import Around, PaperSize, Printed, print_copies
from outreach.stock.recalls import Recall
from outreach.translation import N_, Translator

_CALL = ParagraphStyle("poster call", STRONG, fontSize=40, leading=46, textColor=white)
_ITEM = ParagraphStyle("poster item", STRONG, fontSize=30, leading=36, alignment=TA_CENTER)
_LOT = ParagraphStyle("poster lot", STRONG, fontSize=58, leading=66, alignment=TA_CENTER)
_EXPIRES = ParagraphStyle("poster expires", TEXT, fontSize=20, leading=26, alignment=TA_CENTER)
_SAID = ParagraphStyle("poster said", TEXT, fontSize=22, leading=30, spaceBefore=12)
_STRONG = ParagraphStyle("poster strong", _SAID, fontName=STRONG.fontName)
_CENTER = ParagraphStyle("poster center", STRONG, fontSize=16, leading=21)
_WHERE = ParagraphStyle("poster where", TEXT, fontSize=13, leading=18)
_ABOVE_FOOT = 68.0


def poster_pdf(recall: Recall, catalog: Catalog, words: Translator, printed: Printed) -> bytes:
    """The words and the item are in the language of `words` and `catalog`."""
    register_fonts()
    around = Around(catalog.center, words(TITLE), "", catalog.is_sample)
    paper = printed.paper
    # A second page would hang nowhere: what does not fit is set smaller.
    whole = KeepInFrame(paper.room, paper.height - _ABOVE_FOOT, _story(recall, catalog, words, paper), mode="shrink")
    return print_copies([[whole]], around, words, printed)


def _story(recall: Recall, catalog: Catalog, words: Translator, paper: PaperSize) -> list[Flowable]:
    item = catalog.item[recall.item_id]
    call = Table([[paragraph(words(CALL), _CALL)]], colWidths=[paper.room], style=_BAND, spaceAfter=10)
    steps = [BRING, NO_QUESTIONS]
    last = [KEEP] if item.naloxone else []
    return [
        call,
        Table([[_lot(recall, item.name, words)]], colWidths=[paper.room], style=_FRAME, spaceAfter=6),
        paragraph(words(RECALLED), _SAID),
        *(paragraph(words(step), _STRONG if at == 0 else _SAID) for at, step in enumerate(steps)),
        *(paragraph(words(step), _STRONG) for step in last),
        gap(26),
        *_where(catalog),
    ]


def _lot(recall: Recall, name: str, words: Translator) -> list[Flowable]:
    said: list[Flowable] = [paragraph(name, _ITEM)]
    said.append(paragraph(words(LOT, number=recall.number), _LOT))
    if recall.expires_on:
        said.append(paragraph(words(EXPIRES, month=f"{recall.expires_on:%m/%Y}"), _EXPIRES))
    return said


def _where(catalog: Catalog) -> Sequence[Flowable]:
    sites = " · ".join(site.name for site in catalog.sites if not site.is_machine)
    return [paragraph(catalog.center, _CENTER), Paragraph(escape(sites), _WHERE)]


_BAND = [*BARE, ("BACKGROUND", (0, 0), (-1, -1), black), ("LEFTPADDING", (0, 0), (-1, -1), 18),
         ("TOPPADDING", (0, 0), (-1, -1), 10), ("BOTTOMPADDING", (0, 0), (-1, -1), 18)]  # fmt: skip
_FRAME = [*BARE, ("BOX", (0, 0), (-1, -1), 3, black), ("TOPPADDING", (0, 0), (-1, -1), 10),
          ("BOTTOMPADDING", (0, 0), (-1, -1), 16)]  # fmt: skip

TITLE = N_("Recall, for everybody")
CALL = N_("Do you have this?")
LOT = N_("Lot {number}")
EXPIRES = N_("expires {month}")
RECALLED = N_("The maker or the program asked for it back. It may not work as it should.")
BRING = N_("Bring it to us. We will give you another one.")
NO_QUESTIONS = N_(
    "You do not need to give a name, and you did nothing wrong. If you gave it to somebody, please tell them."
)
KEEP = N_("In an overdose, use the naloxone you have, and call 911.")
