"""What papers of the stock room are built of: their head, lines to write on, boxes to tick, shelves, tables."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from outreach.reports.page import (
    HAIRLINE,
    LABEL,
    PROGRAM,
    STRONG,
    TEXT,
    TITLE,
    paragraph,
    text_width,
)

Style = list[tuple[Any, ...]]

BIG = ParagraphStyle("big", STRONG, fontSize=15, leading=19, alignment=TA_CENTER)
SHELF = ParagraphStyle("shelf", STRONG, fontSize=10.5, leading=14)
CENTERED = ParagraphStyle("centered", TEXT, alignment=TA_CENTER)
CENTERED_STRONG = ParagraphStyle("centered strong", STRONG, alignment=TA_CENTER)
BODY = ParagraphStyle("stock body", TEXT, fontSize=10, leading=13.5)
_GAP = 16.0

BARE: Style = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def head(center: str, title: str, room: float, right: Flowable | None = None, right_width: float = 0.0) -> Table:
    """Whose paper it is and what, and at its right end what it is known by."""
    names = [paragraph(center, PROGRAM), paragraph(title, TITLE)]
    style = [*BARE, ("ALIGN", (1, 0), (1, 0), "RIGHT")]
    return Table([[names, right or ""]], colWidths=[room - right_width, right_width], style=style, spaceAfter=8)


def numbered_box(label: str, number: str, *below: Flowable, width: float = 150.0) -> Table:
    """A number large enough to be read across a table, in a frame."""
    rows = [[paragraph(label, CENTERED)], [paragraph(number, BIG)], *([one] for one in below)]
    return Table(rows, colWidths=[width], style=_BOX)


def facts(pairs: Sequence[tuple[str, str]], room: float) -> Table:
    """What is said of the whole paper: a label over each, as wide as what it says."""
    natural = [max(text_width(label), text_width(text)) + _GAP for label, text in pairs]
    spare = (room - sum(natural)) / len(natural)
    widths = [each + spare for each in natural] if spare >= 0 else [room * each / sum(natural) for each in natural]
    cells = [[paragraph(label, LABEL), paragraph(text, TEXT)] for label, text in pairs]
    return Table([cells], colWidths=widths, style=_FACTS, spaceAfter=8)


def to_write_on(labels: Sequence[str], room: float) -> Table:
    """Lines with their names in front, to write on."""
    width = (room - _GAP * (len(labels) - 1)) / len(labels)
    cells: list[Flowable | str] = []
    for label in labels:
        cells += [paragraph(label, TEXT), ""]
    ruled = [("LINEBELOW", (at, 0), (at, 0), 0.75, black) for at in range(0, 2 * len(labels), 2)]
    style = [*BARE, *ruled, ("TOPPADDING", (0, 0), (-1, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return Table([cells[:-1]], colWidths=([width, _GAP] * len(labels))[:-1], style=style, spaceAfter=10)


def to_sign(labels: Sequence[str], room: float) -> Table:
    """Lines with their names under them, to sign on."""
    width = (room - _GAP * (len(labels) - 1)) / len(labels)
    cells: list[Flowable | str] = []
    for label in labels:
        cells += [paragraph(label, LABEL), ""]
    ruled = [("LINEABOVE", (at, 0), (at, 0), 0.75, black) for at in range(0, 2 * len(labels), 2)]
    return Table([cells[:-1]], colWidths=([width, _GAP] * len(labels))[:-1], style=[*BARE, *ruled])


def banner(markup: str, room: float, style: ParagraphStyle = BODY) -> Table:
    """Something nobody may overlook, in a frame of its own."""
    return Table([[Paragraph(markup, style)]], colWidths=[room], style=_BANNER, spaceAfter=8)


class TickBox(Flowable):  # type: ignore[misc]
    """An empty square to tick with a pen."""

    def __init__(self, side: float = 11.0) -> None:
        super().__init__()
        self.width = self.height = side

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(0.5, 0.5, self.width - 1, self.height - 1, 1.5)


class AtFoot(Flowable):  # type: ignore[misc]
    """Stands at the foot of the last page, and takes all the room there is above it."""

    def __init__(self, *below: Flowable, above: float = 24.0) -> None:
        super().__init__()
        self._below, self._above = below, above

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._heights = [one.wrap(width, height)[1] for one in self._below]
        self.height = max(sum(self._heights) + self._above, height - 0.1)
        return width, self.height

    def draw(self) -> None:
        bottom = sum(self._heights)
        for one, height in zip(self._below, self._heights, strict=True):
            bottom -= height
            one.drawOn(self.canv, 0, bottom)


def gap(height: float) -> Spacer:
    return Spacer(1, height)


_BOX: Style = [
    *BARE,
    ("BOX", (0, 0), (-1, -1), 1.1, black),
    ("ROUNDEDCORNERS", [3, 3, 3, 3]),
    ("TOPPADDING", (0, 0), (-1, 0), 3),
    ("BOTTOMPADDING", (0, -1), (-1, -1), 5),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
]
_FACTS: Style = [
    *BARE,
    ("LINEABOVE", (0, 0), (-1, 0), 0.4, HAIRLINE),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-2, 0), 12),
]
_BANNER: Style = [
    ("BOX", (0, 0), (-1, -1), 1.5, black),
    ("LEFTPADDING", (0, 0), (-1, -1), 9),
    ("RIGHTPADDING", (0, 0), (-1, -1), 9),
    ("TOPPADDING", (0, 0), (-1, -1), 5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
]
