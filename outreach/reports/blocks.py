"""What a page is built of: sections, tables that repeat their heads, columns.  Nothing is ever cut off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table

from outreach.reports.page import (
    GRAY,
    HAIRLINE,
    LABEL,
    NUMBER,
    QUIET,
    QUIET_NUMBER,
    SECTION,
    STRONG,
    STRONG_NUMBER,
    TEXT,
    WIDTH,
    paragraph,
    strong,
    text_width,
)

GAP = 21.0
_AFTER = 11.0
_START_WITH = 150.0
_BETWEEN = 6.0
_INDENT = 9.0
_ROOM_FOR_NAMES = 90.0
_ENDLESS = 100_000.0

Cell: TypeAlias = str | Flowable


class Bold(str):
    """A number that stands out in its line."""

    __slots__ = ()


class Look(Enum):
    """How a line is set: its words, its numbers, and how far it stands in."""

    PLAIN = (TEXT, NUMBER, 0.0)
    SUB = (QUIET, QUIET_NUMBER, _INDENT)
    DEEPER = (QUIET, QUIET_NUMBER, 2 * _INDENT)
    TOTAL = (STRONG, STRONG_NUMBER, 0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what it says, then its numbers.  A cell is text, or something that draws itself."""

    cells: tuple[Cell, ...]
    look: Look = Look.PLAIN


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


def table(
    lines: Sequence[Line], width: float, *, heads: Sequence[str] = (), texts: int = 1, least: float = 0.0
) -> Table:
    """Columns of words (`texts`), then of numbers; the first column takes what the others leave."""
    words = _word_widths(lines, heads, texts, width / 5)
    numbers = number_widths(lines, heads, texts, least, unbroken=True)
    if sum(words) + sum(numbers) + _natural_names(lines) > width:
        numbers = number_widths(lines, heads, texts, least)
    if sum(words) + sum(numbers) + min(_ROOM_FOR_NAMES, _natural_names(lines)) > width:
        return _stacked(lines, width, heads, texts)
    rows = [[_drawn(head, Look.TOTAL.value[column >= texts]) for column, head in enumerate(heads)]] if heads else []
    rows += [[_drawn(cell, line.look.value[at >= texts]) for at, cell in enumerate(line.cells)] for line in lines]
    return Table(
        rows,
        colWidths=[width - sum(words) - sum(numbers), *words, *numbers],
        style=_CELLS + _rules(lines, heads),
        repeatRows=1 if heads else 0,
    )


def number_widths(
    lines: Sequence[Line], heads: Sequence[str] = (), texts: int = 1, least: float = 0.0, *, unbroken: bool = False
) -> list[float]:
    """Wide enough that no number is broken, and no word of a head, or no head at all."""
    needs = _natural if unbroken else _longest_word
    return [
        max(least, needs(heads[at]) if heads else 0.0, *(_natural(line.cells[at]) for line in lines)) + _BETWEEN
        for at in range(texts, len(lines[0].cells))
    ]


def in_blocks(count: int, widths: Sequence[float], room: float) -> list[range]:
    """Share `count` columns out so that each block fits in `room`."""
    blocks, begun, used = [], 0, 0.0
    for at in range(count):
        if used + widths[at] > room and at > begun:
            blocks.append(range(begun, at))
            begun, used = at, 0.0
        used += widths[at]
    return [*blocks, range(begun, count)]


def _stacked(lines: Sequence[Line], width: float, heads: Sequence[str], texts: int) -> Table:
    """Names and numbers do not fit side by side: each name stands above its numbers, which have the whole width."""
    # Here every point of width counts: the sign of a column may stand on a line of its own.
    heads = [head.replace("\u00a0", " ") for head in heads]
    widths = _sharing(width, lines, heads, texts)
    rows = [[_drawn(head, STRONG_NUMBER) for head in heads[texts:]]]
    style: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (-1, 0), 0.75, black)]
    style += [("LEFTPADDING", (0, 0), (-1, 0), _BETWEEN)]
    for line in lines:
        at = len(rows)
        name = " · ".join(str(cell) for cell in line.cells[:texts] if cell)
        rows.append([_drawn(name, line.look.value[0]), *[""] * (len(widths) - 1)])
        rows.append([_drawn(cell, line.look.value[1]) for cell in line.cells[texts:]])
        style += [
            ("SPAN", (0, at), (-1, at)),
            ("LEFTPADDING", (0, at), (0, at), line.look.value[2]),
            ("BOTTOMPADDING", (0, at), (-1, at), 0),
            ("NOSPLIT", (0, at), (-1, at + 1)),
            ("LINEBELOW", (0, at + 1), (-1, at + 1), 0.4, HAIRLINE),
        ]
    return Table(rows, colWidths=widths, style=_CELLS + style, repeatRows=1)


def _sharing(width: float, lines: Sequence[Line], heads: Sequence[str], texts: int) -> list[float]:
    """Fill the width; where even that is too narrow for the words of the heads, those break and the numbers do not."""
    needed = number_widths(lines, heads, texts)
    if sum(needed) > width:
        needed = number_widths(lines, (), texts)
    spare = (width - sum(needed)) / len(needed)
    return [need + spare for need in needed]


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


class AtBottom(Flowable):  # type: ignore[misc]
    """Stands at the foot of whatever page it falls on."""

    def __init__(self, content: Flowable) -> None:
        super().__init__()
        self._content = content

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, needed = self._content.wrap(width, height)
        return width, max(needed, height)

    def draw(self) -> None:
        self._content.drawOn(self.canv, 0, 0)


class Tick(Flowable):  # type: ignore[misc]
    """The family has no check mark, so we draw one; it always stands beside words or numbers that say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = 10.0, 12.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(1.1)
        path = self.canv.beginPath()
        path.moveTo(self.width - 6.5, 5.2)
        path.lineTo(self.width - 4.3, 3.0)
        path.lineTo(self.width - 0.5, 8.6)
        self.canv.drawPath(path)


def signature(labels: Iterable[str]) -> Flowable:
    """Lines to sign on, at the foot of the last page."""
    cells: list[Cell] = []
    for label in labels:
        cells += [paragraph(label, LABEL), ""]
    lined = [("LINEABOVE", (at, 0), (at, 0), 0.75, black) for at in range(0, len(cells) - 1, 2)]
    widths = [197.0, GAP, 197.0, GAP, WIDTH - 2 * 197 - 2 * GAP]
    return AtBottom(Table([cells[:-1]], colWidths=widths, style=_CELLS + lined, spaceBefore=30))


def _height(column: Sequence[Flowable], width: float) -> float:
    """What flowables need one under the other; the first one's space before falls away, as at the top of a page."""
    height = 0.0
    for at, flowable in enumerate(column):
        height += flowable.wrap(width, _ENDLESS)[1] + (flowable.getSpaceBefore() if at else 0.0)
    return height


def _word_widths(lines: Sequence[Line], heads: Sequence[str], texts: int, most: float) -> list[float]:
    return [
        min(most, max(_longest_word(heads[at]), *(_natural(line.cells[at]) for line in lines)) + _BETWEEN)
        for at in range(1, texts)
    ]


def _natural(cell: Cell) -> float:
    return text_width(cell, bold=True) + 0.5 if isinstance(cell, str) else float(cell.width)


def _natural_names(lines: Sequence[Line]) -> float:
    return max(_natural(line.cells[0]) + line.look.value[2] for line in lines) + _BETWEEN


def _longest_word(head: str) -> float:
    return max(text_width(word, bold=True) for word in head.split(" ")) + 0.5


def _drawn(cell: Cell, style: ParagraphStyle) -> Cell:
    if isinstance(cell, Bold):
        return paragraph(cell, STRONG_NUMBER)
    return paragraph(cell, style) if isinstance(cell, str) else cell


def _rules(lines: Sequence[Line], heads: Sequence[str]) -> list[tuple[Any, ...]]:
    first = 1 if heads else 0
    rules: list[tuple[Any, ...]] = [
        ("LINEBELOW", (0, first), (-1, -1), 0.4, HAIRLINE),
        ("RIGHTPADDING", (0, 0), (0, -1), _BETWEEN),
    ]
    rules += [("LINEBELOW", (0, 0), (-1, 0), 0.75, black)] if heads else []
    for at, line in enumerate(lines, start=first):
        if line.look is Look.TOTAL:
            rules += [("LINEABOVE", (0, at), (-1, at), 0.75, black), ("LINEBELOW", (0, at), (-1, at), 0.75, black)]
        if line.look.value[2]:
            rules += [("LEFTPADDING", (0, at), (0, at), line.look.value[2])]
    return rules


_CELLS: list[tuple[Any, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
    ("TEXTCOLOR", (0, 0), (-1, -1), GRAY),
]
_HEADING = [
    *_CELLS,
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
