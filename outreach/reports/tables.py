"""Tables that repeat their heads and never break a number; too wide a one puts names above their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table

from outreach.reports.page import (
    GRAY,
    HAIRLINE,
    NUMBER,
    QUIET,
    QUIET_NUMBER,
    STRONG,
    STRONG_NUMBER,
    TEXT,
    paragraph,
    text_width,
)

_BETWEEN = 6.0
_INDENT = 9.0
_ROOM_FOR_NAMES = 90.0


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
        style=CELLS + _rules(lines, heads),
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
    return Table(rows, colWidths=widths, style=CELLS + style, repeatRows=1)


def _sharing(width: float, lines: Sequence[Line], heads: Sequence[str], texts: int) -> list[float]:
    """Fill the width; where even that is too narrow for the words of the heads, those break and the numbers do not."""
    needed = number_widths(lines, heads, texts)
    if sum(needed) > width:
        needed = number_widths(lines, (), texts)
    spare = (width - sum(needed)) / len(needed)
    return [need + spare for need in needed]


def _word_widths(lines: Sequence[Line], heads: Sequence[str], texts: int, most: float) -> list[float]:
    return [
        min(most, max(_natural(heads[at]), *(_natural(line.cells[at]) for line in lines)) + _BETWEEN)
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
            # What is part of a line is not parted from it at the foot of a page.
            rules += [("LEFTPADDING", (0, at), (0, at), line.look.value[2]), ("NOSPLIT", (0, at - 1), (-1, at))]
    return rules


CELLS: list[tuple[Any, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
    ("TEXTCOLOR", (0, 0), (-1, -1), GRAY),
]
