"""Tables on papers of the stock room: plain ones, and lines under the names of the shelves a person walks along."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table

from outreach.catalog import Catalog
from outreach.reports.page import HAIRLINE, NUMBER, QUIET, STRONG, STRONG_NUMBER, paragraph, text_width
from outreach.reports.stock_blocks import BARE, SHELF, Style
from outreach.translation import N_, Translator
from outreach.vocabulary import ItemId

T = TypeVar("T")
_BETWEEN = 12.0
QUIET_NUMBER = ParagraphStyle("quiet amount", QUIET, alignment=NUMBER.alignment)


def lines_table(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], numbers: Iterable[int] = ()
) -> Table:
    """A table whose heads come again on every page; `numbers` are columns of figures."""
    right = set(numbers)
    drawn = [[paragraph(one, STRONG_NUMBER if at in right else STRONG) for at, one in enumerate(heads)]]
    style = [*_LINES, *(("RIGHTPADDING", (at, 0), (at, -1), 0) for at in right if at == len(widths) - 1)]
    return Table([*drawn, *map(list, rows)], colWidths=list(widths), style=style, repeatRows=1, spaceAfter=10)


def shelved(
    heads: Sequence[Flowable], shelves: Sequence[tuple[str, Sequence[Sequence[Any]]]], widths: Sequence[float],
    ruled: Style | None = None,
) -> Table:  # fmt: skip
    """Lines under the names of their shelves.  The heads come again on every page; a shelf's name never ends one.

    `ruled` says how lines are ruled: `(what, first column, last column, …)`.
    """
    rows: list[list[Any]] = [list(heads)]
    style: Style = [
        *BARE,
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, black),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
        ("RIGHTPADDING", (0, 0), (-2, -1), 8),
    ]
    for name, lines in shelves:
        if name:
            style += _shelf_style(len(rows))
            rows.append([paragraph(name, SHELF), *[""] * (len(widths) - 1)])
        first, last = len(rows), len(rows) + len(lines) - 1
        style += [(what, (left, first), (right, last), *how) for what, left, right, *how in ruled or _RULED]
        rows += map(list, lines)
        style.append(("NOSPLIT", (0, max(first, last - 1)), (0, last)))  # no line stands alone over the page
    return Table(rows, colWidths=list(widths), style=style, repeatRows=1, spaceAfter=10)


def _shelf_style(at: int) -> Style:
    row = ((0, at), (-1, at))
    return [
        ("SPAN", *row),
        ("NOSPLIT", (0, at), (0, at + 1)),
        ("TOPPADDING", *row, 8),
        ("BOTTOMPADDING", *row, 2),
        ("LINEBELOW", *row, 0.75, black),
    ]


def column(head: str, texts: Iterable[str], words: Translator, *, most: float = 190.0, size: float = 9.0) -> float:
    """As wide as what stands in it, so that the names beside it have the rest."""
    natural = max([text_width(words(head), bold=True), *(text_width(text, size=size) for text in texts)])
    return min(most, natural + _BETWEEN)


def amount(units: str, below: str = "") -> list[Flowable]:
    """A figure that stands out, and under it what it comes to."""
    return [paragraph(units, STRONG_NUMBER), *([paragraph(below, QUIET_NUMBER)] if below else [])]


def named(name: str, below: str = "") -> list[Flowable]:
    return [paragraph(name, STRONG), *([paragraph(below, QUIET)] if below else [])]


def by_shelf(
    lines: Iterable[T], item_of: Callable[[T], ItemId], catalog: Catalog, words: Translator
) -> list[tuple[str, list[T]]]:
    """Lines in the order a person walks, under the name of each shelf; what has no shelf comes last.

    Where nothing has a shelf no name is said.
    """
    place = {item.id: at for at, item in enumerate(catalog.items)}

    def key(line: T) -> tuple[bool, str, int]:
        shelf = catalog.item[item_of(line)].shelf
        return (not shelf, shelf, place[item_of(line)])

    groups = [(shelf, list(group)) for shelf, group in groupby(sorted(lines, key=key), key=lambda line: key(line)[1])]
    if not any(shelf for shelf, _ in groups):
        return groups
    return [(words(SHELF_NAME, shelf=shelf) if shelf else words(NO_SHELF), group) for shelf, group in groups]


NO_HEAD = ""  # a column that needs none
SHELF_NAME, NO_SHELF = N_("Shelf {shelf}"), N_("No shelf")
_RULED: Style = [("LINEBELOW", 0, -1, 0.4, HAIRLINE), ("TOPPADDING", 0, -1, 3.6), ("BOTTOMPADDING", 0, -1, 4.4)]
_LINES: Style = [
    *BARE,
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 2),
    ("LINEBELOW", (0, 0), (-1, 0), 1.1, black),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, HAIRLINE),
]
