"""What a page is built of: sections and their headings, columns beside each other, the foot of the last page."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table

from outreach.reports.page import (
    LABEL,
    NOTE,
    SECTION,
    TEXT,
    WIDTH,
    paragraph,
    strong,
    text_width,
)
from outreach.reports.tables import CELLS, Cell, Line, Tick, table
from outreach.translation import Translator

GAP = 21.0
_AFTER = 11.0
_START_WITH = 150.0
_ENDLESS = 100_000.0
_TO_SIGN_IN = 20.0


def part(columns: int) -> float:
    """The width of one of `columns` beside each other."""
    return (WIDTH - GAP * (columns - 1)) / columns


def section(*content: Flowable) -> list[Flowable]:
    """A section begins only where all of it fits, or enough of it to be worth beginning."""
    height = _height(content, WIDTH)
    return [CondPageBreak(min(height, _START_WITH)), *content, Spacer(WIDTH, _AFTER)]


def heading(markup: str, width: float = WIDTH) -> Table:
    return Table([[Paragraph(markup, SECTION)]], colWidths=[width], style=_HEADING)


def ticked_heading(markup: str, settled: str, rest: str) -> Table:
    """A heading with something settled at its right end."""
    tick, right = Tick(), Paragraph(f"{strong(settled)} {escape(rest)}", TEXT)
    right_width = min(text_width(f"{settled} {rest}", bold=True), WIDTH / 2)
    widths = [WIDTH - right_width - tick.width - 3, tick.width + 3, right_width]
    return Table([[Paragraph(markup, SECTION), tick, right]], colWidths=widths, style=_HEADING)


def numbered(name: str, number: int, words: Translator, width: float = WIDTH, hint: str = "") -> Table:
    light = f" <font name='NotoSans' size='9' color='#333333'>&nbsp;{escape(words(hint))}</font>" if hint else ""
    return heading(f"{number}&nbsp; {escape(words(name))}{light}", width)


def titled(
    name: str, number: int, body: Flowable, words: Translator, notes: Sequence[str] = (), *, width: float | None = None
) -> list[Flowable]:
    """One section of a report: its heading, what stands in it, and the notes under it; half a page wide by itself."""
    title = numbered(name, number, words, width or part(2))
    return [title, body, *(paragraph(note, NOTE) for note in notes)]


def nothing(message: str, words: Translator) -> Flowable:
    return paragraph(words(message), NOTE)


def beside_each_other(count: int, lines: Sequence[Line]) -> Flowable:
    """A long list in `count` columns, read down each column."""
    height = -(-len(lines) // count)
    columns = [lines[at : at + height] for at in range(0, len(lines), height)]
    return Beside([[table(column, part(count))] for column in columns], count)


def banner(markup: str) -> Table:
    """Something nobody may overlook, in a frame of its own."""
    return Table([[Paragraph(markup, TEXT)]], colWidths=[WIDTH], style=_BANNER, spaceAfter=6)


class Beside(Flowable):  # type: ignore[misc]
    """Columns of flowables; each breaks over the page for itself."""

    def __init__(self, columns: Sequence[Sequence[Flowable]], count: int | None = None) -> None:
        super().__init__()
        self._columns = [list(column) for column in columns]
        self._count = count or len(columns)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = max(_height(column, part(self._count)) for column in self._columns)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        halves = [self._cut(column, height) for column in self._columns]
        if any(column and not begun for column, (begun, _) in zip(self._columns, halves, strict=True)):
            return []
        return [Beside([begun for begun, _ in halves], self._count), Beside([rest for _, rest in halves], self._count)]

    def draw(self) -> None:
        for at, column in enumerate(self._columns):
            self._draw_column(column, at * (part(self._count) + GAP))

    def _draw_column(self, column: list[Flowable], left: float) -> None:
        top = self.height
        for at, flowable in enumerate(column):
            top -= flowable.getSpaceBefore() if at else 0
            _, height = flowable.wrapOn(self.canv, part(self._count), _ENDLESS)
            top -= height
            flowable.drawOn(self.canv, left, top)

    def _cut(self, column: list[Flowable], room: float) -> tuple[list[Flowable], list[Flowable]]:
        width = part(self._count)
        for at, flowable in enumerate(column):
            _, height = flowable.wrap(width, _ENDLESS)
            room -= flowable.getSpaceBefore() if at else 0
            if height > room + 0.01:
                first, *rest = flowable.split(width, room) or [None, flowable]
                begun = [*column[:at], *([first] if first else [])]
                return begun, [*rest, *column[at + 1 :]]
            room -= height
        return list(column), []


class LastLines(Flowable):  # type: ignore[misc]
    """`below` stands at the foot of the last page, and never there alone: `above` comes with it."""

    def __init__(self, above: Flowable, below: Flowable) -> None:
        super().__init__()
        self._above, self._below = above, below
        self.spaceBefore = above.getSpaceBefore()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, self._above_height = self._above.wrap(width, height)
        _, below = self._below.wrap(width, height)
        self.height = max(self._above_height + _TO_SIGN_IN + below, height)
        return width, self.height

    def draw(self) -> None:
        self._above.drawOn(self.canv, 0, self.height - self._above_height)
        self._below.drawOn(self.canv, 0, 0)


def signature(labels: Iterable[str]) -> Table:
    cells: list[Cell] = []
    for label in labels:
        cells += [paragraph(label, LABEL), ""]
    lined = [("LINEABOVE", (at, 0), (at, 0), 0.75, black) for at in range(0, len(cells) - 1, 2)]
    widths = [197.0, GAP, 197.0, GAP, WIDTH - 2 * 197 - 2 * GAP]
    return Table([cells[:-1]], colWidths=widths, style=CELLS + lined)


def _height(column: Sequence[Flowable], width: float) -> float:
    """What flowables need one under the other; the first one's space before falls away, as at the top of a page."""
    height = 0.0
    for at, flowable in enumerate(column):
        height += flowable.wrap(width, _ENDLESS)[1] + (flowable.getSpaceBefore() if at else 0.0)
    return height


_HEADING = [
    *CELLS,
    ("LINEABOVE", (0, 0), (-1, 0), 1.1, black),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_BANNER = [
    ("BOX", (0, 0), (-1, -1), 1.5, black),
    ("LEFTPADDING", (0, 0), (-1, -1), 8),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
]
