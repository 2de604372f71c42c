"""Paper of the stock room: Letter or A4, one document or several copies of it, each with page numbers of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4 as A4_SIZE
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph

from outreach.reports.bars import Bars
from outreach.reports.page import BOLD, NUMBER, PAGE_OF, REGULAR, SAMPLE, TEXT, paragraph
from outreach.reports.sample_mark import draw_mark
from outreach.translation import N_, Translator

SIDE = 36.0
_TOP, _BOTTOM = 30.0, 27.0
_LEADING = 12.0
_ABOVE_FOOTER = 14.0
_HEADER = 26.0
_PAGE_OF = 96.0


@dataclass(frozen=True, slots=True)
class PaperSize:
    """What a printer has in its tray, in points."""

    key: str
    width: float
    height: float

    @property
    def room(self) -> float:
        """How wide a line may be."""
        return self.width - 2 * SIDE


LETTER = PaperSize("letter", *letter)
A4 = PaperSize("a4", *A4_SIZE)
PAPERS = {paper.key: paper for paper in (LETTER, A4)}


@dataclass(frozen=True, slots=True)
class Printed:
    """When a page is printed, by whom, and on what paper.  The same of these and of the data: the same bytes."""

    on: date
    initials: str
    paper: PaperSize = LETTER

    def foot(self, words: Translator, *said: str) -> str:
        """What stands at the foot of each page: what is said of it, and its printing."""
        return " ".join([*said, words(PRINTED, day=self.on, initials=self.initials)])


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a document: its name, its foot (none: no page number either), and the barcode of its pages."""

    center: str
    title: str
    foot: str
    is_sample: bool
    code: str = ""


def print_copies(copies: Sequence[Sequence[Flowable]], around: Around, words: Translator, printed: Printed) -> bytes:
    """Lay out each copy on pages numbered by themselves, and return the PDF."""
    target, paper = BytesIO(), printed.paper
    document = BaseDocTemplate(
        target, pagesize=(paper.width, paper.height), title=around.title, author=around.center, creator="Outreach",
        lang=words.language, displayDocTitle=True, invariant=True,
    )  # fmt: skip
    story: list[Flowable] = []
    for at, copy in enumerate(copies):
        for template in _templates(at, around, words, printed):
            document.addPageTemplates(template)
        story += [NextPageTemplate(f"{at} first"), PageBreak()] if at else []
        story += copy
    foot = partial(_draw_foot, around=around, words=words, printed=printed)
    document.build(story, canvasmaker=partial(_Numbered, draw_foot=foot))
    return target.getvalue()


def _templates(copy: int, around: Around, words: Translator, printed: Printed) -> list[PageTemplate]:
    def begin(canvas: Canvas, _document: BaseDocTemplate, *, is_first: bool) -> None:
        canvas.copy_number = copy
        if around.is_sample:
            draw_mark(canvas, words(SAMPLE), printed.paper.width, printed.paper.height)
        if not is_first:
            _draw_header(canvas, around, printed.paper)

    return [
        PageTemplate(
            f"{copy} {name}", [_frame(printed.paper, 0.0 if name == "first" else _HEADER, around)],
            onPage=partial(begin, is_first=name == "first"), autoNextPageTemplate=f"{copy} later",
        )
        for name in ("first", "later")
    ]  # fmt: skip


def _frame(paper: PaperSize, header: float, around: Around) -> Frame:
    bottom = _BOTTOM + (_foot(around, paper).height if around.foot else 0) + _ABOVE_FOOTER
    return Frame(SIDE, bottom, paper.room, paper.height - _TOP - header - bottom, 0, 0, 0, 0)


def _draw_header(canvas: Canvas, around: Around, paper: PaperSize) -> None:
    top = paper.height - _TOP
    canvas.setFont(BOLD, 9)
    canvas.drawString(SIDE, top - 9, around.center)
    canvas.setFont(REGULAR, 9)
    canvas.drawString(SIDE + canvas.stringWidth(around.center, BOLD, 9) + 8, top - 9, around.title)
    if around.code:
        bars = Bars(around.code, 110, 14)
        bars.drawOn(canvas, paper.width - SIDE - bars.width, top - 15)


def _draw_foot(canvas: Canvas, page: int, pages: int, *, around: Around, words: Translator, printed: Printed) -> None:
    if not around.foot:
        return
    paper = printed.paper
    said, number = _foot(around, paper), paragraph(words(PAGE_OF, page=page, pages=pages), NUMBER)
    height = said.wrap(paper.room - _PAGE_OF, paper.height)[1]
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.75)
    canvas.line(SIDE, _BOTTOM + height + 4, paper.width - SIDE, _BOTTOM + height + 4)
    said.drawOn(canvas, SIDE, _BOTTOM)
    number.wrap(_PAGE_OF, _LEADING)
    number.drawOn(canvas, paper.width - SIDE - _PAGE_OF, _BOTTOM + height - _LEADING)


def _foot(around: Around, paper: PaperSize) -> Paragraph:
    said = paragraph(around.foot, TEXT)
    said.wrap(paper.room - _PAGE_OF, paper.height)
    return said


class _Numbered(Canvas):  # type: ignore[misc]
    """Holds every page back until the last one is known, so that each can say which of its copy's pages it is."""

    def __init__(self, *args: Any, draw_foot: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._draw_foot = draw_foot
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        held = self._held
        copies = [page["copy_number"] for page in held]
        for at, page in enumerate(held):
            self.__dict__.update(page)
            self._draw_foot(self, copies[: at + 1].count(copies[at]), copies.count(copies[at]))
            super().showPage()
        super().save()


PRINTED = N_("Printed {day}, {initials}.")
