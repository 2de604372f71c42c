"""The paper every report is printed on: margins, type, header, numbered footer.  Same story, same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from outreach.paths import resources
from outreach.reports.sample_mark import draw_mark
from outreach.translation import N_, Translator

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}

GRAY = HexColor(0x333333)
HAIRLINE = HexColor(0xAAAAAA)

_PAGE_WIDTH, _PAGE_HEIGHT = letter
_SIDE = 36.0
_TOP = 30.0
_BOTTOM = 27.0
WIDTH: float = _PAGE_WIDTH - 2 * _SIDE
_ABOVE_FOOTER = 10.0
_FOOTER_GAP = 12.0

# Nothing on paper is smaller than 9 points.
TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=12, splitLongWords=1, spaceShrinkage=0)
NUMBER = ParagraphStyle("number", TEXT, alignment=TA_RIGHT)
STRONG = ParagraphStyle("strong", TEXT, fontName=BOLD)
STRONG_NUMBER = ParagraphStyle("strong number", STRONG, alignment=TA_RIGHT)
NOTE = ParagraphStyle("note", TEXT, leading=11.6, textColor=HexColor(0x222222), spaceBefore=3.5)
QUIET = ParagraphStyle("quiet", TEXT, textColor=GRAY)
QUIET_NUMBER = ParagraphStyle("quiet number", QUIET, alignment=TA_RIGHT)
LABEL = ParagraphStyle("label", TEXT, textColor=GRAY)
SECTION = ParagraphStyle("section", STRONG, fontSize=9.75, leading=13)
PROGRAM = ParagraphStyle("program", STRONG, fontSize=9.75, leading=13)
TITLE = ParagraphStyle("title", STRONG, fontSize=18.5, leading=23)
HEADLINE = ParagraphStyle("headline", STRONG, fontSize=16.5, leading=20)
COPY = ParagraphStyle("copy", TEXT, alignment=TA_CENTER)
COPY_STRONG = ParagraphStyle("copy strong", COPY, fontName=BOLD, fontSize=9.75, leading=13)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a story on every page.  `check` is the printed fingerprint of its figures."""

    center: str
    title: str
    scope: str
    standing: str
    check: str
    is_sample: bool


def register_fonts() -> None:
    """Make the family known to ReportLab; asking twice costs nothing."""
    _registered()


@cache
def _registered() -> None:
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resources() / "fonts" / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def text_width(text: str, *, bold: bool = False, size: float = 9) -> float:
    return float(pdfmetrics.stringWidth(text, BOLD if bold else REGULAR, size))


def paragraph(text: str, style: ParagraphStyle = TEXT) -> Paragraph:
    """Plain text as it stands: names of sites and items may hold & or <."""
    return Paragraph(escape(text), style)


def strong(text: str) -> str:
    """Markup for `text` in bold, to be joined with other escaped text."""
    return f"<b>{escape(text)}</b>"


def print_story(story: Sequence[Flowable], sheet: Sheet, words: Translator) -> bytes:
    """Lay `story` out on numbered pages, and return the PDF."""
    around = _Around(sheet, words)
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=letter,
        title=sheet.title,
        author=sheet.center,
        creator="Outreach",
        lang=words.language,
        displayDocTitle=True,
        invariant=True,
    )
    document.addPageTemplates(
        [_template("first", 0.0, around, "later"), _template("later", around.header, around, None)]
    )
    document.build(list(story), canvasmaker=partial(NumberedCanvas, draw_foot=around.draw_footer))
    return target.getvalue()


class _Around:
    """Header, footer and sample mark; header and footer can grow, so they are measured before the story."""

    def __init__(self, sheet: Sheet, words: Translator) -> None:
        self._sheet = sheet
        self._words = words
        self._standing = Paragraph(f"{escape(sheet.center)}. {escape(sheet.title)}. {strong(sheet.standing)}", TEXT)
        self._left = Paragraph(f"{strong(sheet.center)} &nbsp; {escape(sheet.title)}", TEXT)
        self._right = paragraph(sheet.scope, NUMBER)
        widest = self._page_of(88, 88)
        self._footer_width = WIDTH - text_width(widest) - _FOOTER_GAP
        self._footer_height = self._standing.wrap(self._footer_width, _PAGE_HEIGHT)[1]
        self._right_width = min(text_width(sheet.scope) + 1, WIDTH * 0.45)
        self._left_width = WIDTH - self._right_width - _FOOTER_GAP
        self.header = 8 + max(
            self._left.wrap(self._left_width, _PAGE_HEIGHT)[1], self._right.wrap(self._right_width, _PAGE_HEIGHT)[1]
        )
        self.footer = self._footer_height + 4

    def draw_sample(self, canvas: Canvas) -> None:
        if self._sheet.is_sample:
            draw_mark(canvas, self._words(SAMPLE), _PAGE_WIDTH, _PAGE_HEIGHT)

    def draw_header(self, canvas: Canvas) -> None:
        top = _PAGE_HEIGHT - _TOP
        for text, width, left in (
            (self._left, self._left_width, _SIDE),
            (self._right, self._right_width, _PAGE_WIDTH - _SIDE - self._right_width),
        ):
            _, height = text.wrap(width, _PAGE_HEIGHT)
            text.drawOn(canvas, left, top - height)

    def draw_footer(self, canvas: Canvas, page: int, pages: int) -> None:
        top = _BOTTOM + self.footer
        canvas.setStrokeColor(black)
        canvas.setLineWidth(0.75)
        canvas.line(_SIDE, top, _PAGE_WIDTH - _SIDE, top)
        self._standing.wrap(self._footer_width, _PAGE_HEIGHT)
        self._standing.drawOn(canvas, _SIDE, _BOTTOM)
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(black)
        canvas.drawRightString(_PAGE_WIDTH - _SIDE, _BOTTOM + self._footer_height - 9.6, self._page_of(page, pages))

    def _page_of(self, page: int, pages: int) -> str:
        check = self._words(CHECK, check=self._sheet.check)
        return f"{check}  ·  {self._words(PAGE_OF, page=page, pages=pages)}"


class NumberedCanvas(Canvas):  # type: ignore[misc]
    """Holds every page back until the last one is known, so that each can say which of how many it is.

    `draw_foot(canvas, page, pages)`; where pages carry a `copy_number`, each copy is counted by itself.
    """

    def __init__(self, *args: Any, draw_foot: Callable[[Canvas, int, int], None], **options: Any) -> None:
        super().__init__(*args, **options)
        self._draw_foot = draw_foot
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        held = self._held
        copies = [page.get("copy_number") for page in held]
        for at, page in enumerate(held):
            self.__dict__.update(page)
            self._draw_foot(self, copies[: at + 1].count(copies[at]), copies.count(copies[at]))
            super().showPage()
        super().save()


def _template(name: str, header: float, around: _Around, following: str | None) -> PageTemplate:
    bottom = _BOTTOM + around.footer + _ABOVE_FOOTER
    frame = Frame(
        _SIDE,
        bottom,
        WIDTH,
        _PAGE_HEIGHT - _TOP - header - bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def begin(canvas: Canvas, _document: BaseDocTemplate) -> None:
        around.draw_sample(canvas)
        if header:
            around.draw_header(canvas)

    return PageTemplate(id=name, frames=[frame], onPage=begin, autoNextPageTemplate=following)


SAMPLE = N_("SAMPLE")
CHECK = N_("Check {check}")
PAGE_OF = N_("Page {page} of {pages}")
