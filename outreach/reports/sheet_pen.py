"""A pen for sheets that are filled in by hand: lines and words placed from the top left, in the design's own pixels."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from outreach.reports.page import BOLD, REGULAR, TEXT, register_fonts, text_width
from outreach.reports.paper import Paper
from outreach.reports.sample_mark import draw_mark
from outreach.translation import Translator

PX = 0.75  # points
WIDTH = 720.0  # what is drawn on, the same on both papers
_SIZES = {Paper.LETTER: letter, Paper.A4: A4}
_GRAY, _SHADE = HexColor(0x444444), HexColor(0xDDDDDD)
NOTE = ParagraphStyle("sheet note", TEXT, leading=11.6)
_BARS = 0.75  # points, the thinnest bar: 0.26 mm
LEAST = 9.0  # points; nothing on paper is smaller


class Pen:
    """Draws on one page after another.  `x` begins at the left of what is drawn on, `y` at the top of the paper."""

    def __init__(self, paper: Paper, title: str, author: str, words: Translator) -> None:
        register_fonts()
        self._target = BytesIO()
        self.words = words
        width, height = _SIZES[paper]
        self._size = (width, height)
        self.height = height / PX
        self._left = (width / PX - WIDTH) / 2
        self.canvas = Canvas(self._target, pagesize=(width, height), invariant=1, lang=words.language)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setCreator("Outreach")

    def begin(self, sample: str) -> None:
        if sample:
            draw_mark(self.canvas, sample, *self._size)

    def end(self) -> None:
        self.canvas.showPage()

    def pdf(self) -> bytes:
        self.canvas.save()
        return self._target.getvalue()

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 1.0) -> None:
        self.canvas.setStrokeColor(black if width >= 1 else _GRAY)
        self.canvas.setLineWidth(width * PX)
        self.canvas.line(self._x(x1), self._y(y1), self._x(x2), self._y(y2))

    def dashes(self, x: float, y1: float, y2: float) -> None:
        self.canvas.setDash(4, 3)
        self.line(x, y1, x, y2, 1.5)
        self.canvas.setDash()

    def box(self, x: float, y: float, width: float, height: float, line: float = 1.5, radius: float = 4) -> None:
        self.canvas.setStrokeColor(black)
        self.canvas.setLineWidth(line * PX)
        self.canvas.roundRect(self._x(x), self._y(y + height), width * PX, height * PX, radius * PX)

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """A box in which nothing is written."""
        self.canvas.setFillColor(_SHADE)
        self.canvas.rect(self._x(x), self._y(y + height), width * PX, height * PX, stroke=0, fill=1)

    def text(self, x: float, y: float, text: str, size: float = 12, *, bold: bool = False) -> None:
        """Words whose base line is at `y`."""
        self._font(size, bold=bold)
        self.canvas.drawString(self._x(x), self._y(y), text)

    def right(self, x: float, y: float, text: str, size: float = 12, *, bold: bool = False) -> None:
        self._font(size, bold=bold)
        self.canvas.drawRightString(self._x(x), self._y(y), text)

    def middle(self, x: float, y: float, text: str, size: float = 12, *, bold: bool = False) -> None:
        self._font(size, bold=bold)
        self.canvas.drawCentredString(self._x(x), self._y(y), text)

    def upright(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        """Words from the bottom up, beginning at `y`, their base line at `x`."""
        self._turned(x, y, 90, text, bold=bold)

    def hanging(self, x: float, y: float, text: str) -> None:
        """Words from the top down."""
        self._turned(x, y, -90, text, bold=False)

    def note(self, x: float, y: float, width: float, markup: str) -> float:
        """A paragraph below `y`; how high it is."""
        self.canvas.setFillColor(black)
        paragraph = Paragraph(markup, NOTE)
        _, height = paragraph.wrap(width * PX, 1_000)
        paragraph.drawOn(self.canvas, self._x(x), self._y(y) - height)
        return float(height) / PX

    def bars(self, right: float, y: float, text: str, height: float) -> None:
        """A barcode that ends at `right`, its foot at `y`."""
        code = Code128(text, barWidth=_BARS, barHeight=height * PX, quiet=0)
        self.canvas.setFillColor(black)
        code.drawOn(self.canvas, self._x(right) - code.width, self._y(y))

    def _turned(self, x: float, y: float, angle: float, text: str, *, bold: bool) -> None:
        self.canvas.saveState()
        self.canvas.translate(self._x(x), self._y(y))
        self.canvas.rotate(angle)
        self._font(12, bold=bold)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def _font(self, size: float, *, bold: bool) -> None:
        self.canvas.setFillColor(black)
        self.canvas.setFont(BOLD if bold else REGULAR, max(LEAST, size * PX))

    def _x(self, x: float) -> float:
        return float((self._left + x) * PX)

    def _y(self, y: float) -> float:
        return float((self.height - y) * PX)


def width_of(text: str, *, bold: bool = False, size: float = 12) -> float:
    """How wide words are, in pixels."""
    return float(text_width(text, bold=bold, size=size * PX)) / PX


def note_height(markup: str, width: float) -> float:
    return float(Paragraph(markup, NOTE).wrap(width * PX, 1_000)[1]) / PX


def broken(text: str, width: float) -> list[str]:
    """Bold words in lines no wider than this; a word that is too wide alone is cut with a hyphen."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", bold=True) <= width:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        lines += _cut(word, width)
    return lines


def _cut(word: str, width: float) -> Sequence[str]:
    parts = []
    while width_of(word, bold=True) > width and len(word) > _SHORTEST:
        at = max((n for n in range(2, len(word) - 2) if width_of(f"{word[:n]}-", bold=True) <= width), default=2)
        parts.append(f"{word[:at]}-")
        word = word[at:]
    return [*parts, word]


_SHORTEST = 3
