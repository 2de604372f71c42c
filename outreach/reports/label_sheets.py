"""Sheets of labels as they are sold, in points: how many, how large, and where the first one begins."""

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.units import inch, mm

from outreach.reports.bars import DOT
from outreach.stock.lot_labels import NoSuchPlace
from outreach.translation import N_


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """`left` and `top` are where the first label begins; `across` and `down` lead from one label to the next.

    Nothing is printed on the `edge` of a label.  `dot` is the coarsest of the printers it goes through.
    """

    key: str
    name: str
    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    edge: float = 6.0  # a sheet is never quite straight in a printer
    dot: float = DOT

    @property
    def places(self) -> int:
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The lower left corner of a label; places are counted from 0, line by line."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.across, self.page[1] - self.top - row * self.down - self.height

    def begin_at(self, start: int) -> int:
        """The place of the `start`-th label, counted from 1.  Raises NoSuchPlace."""
        if not 1 <= start <= self.places:
            raise NoSuchPlace(start, self.places)
        return start - 1


SHEETS = {
    sheet.key: sheet
    for sheet in (
        LabelSheet(
            "letter-30", N_("Letter, 30 labels of 2 5/8 × 1 in"), letter, 3, 10, 2.625 * inch, inch,
            0.1875 * inch, 0.5 * inch, 2.75 * inch, inch,
        ),
        LabelSheet(
            "letter-20", N_("Letter, 20 labels of 4 × 1 in"), letter, 2, 10, 4 * inch, inch,
            0.15625 * inch, 0.5 * inch, 4.1875 * inch, inch,
        ),
        LabelSheet(
            "letter-10", N_("Letter, 10 labels of 4 × 2 in"), letter, 2, 5, 4 * inch, 2 * inch,
            0.15625 * inch, 0.5 * inch, 4.1875 * inch, 2 * inch,
        ),
        LabelSheet(
            "a4-24", N_("A4, 24 labels of 70 × 37 mm"), A4, 3, 8, 70 * mm, 37 * mm, 0, 0.5 * mm, 70 * mm, 37 * mm,
            5 * mm,  # the labels reach to where no printer prints
        ),
        LabelSheet(
            "a4-21", N_("A4, 21 labels of 63.5 × 38.1 mm"), A4, 3, 7, 63.5 * mm, 38.1 * mm,
            7.2 * mm, 15.15 * mm, 66.04 * mm, 38.1 * mm,
        ),
        LabelSheet(
            "a4-14", N_("A4, 14 labels of 99.1 × 38.1 mm"), A4, 2, 7, 99.1 * mm, 38.1 * mm,
            4.65 * mm, 15.15 * mm, 101.6 * mm, 38.1 * mm,
        ),
        LabelSheet(
            "roll-57x32", N_("Roll, labels of 57 × 32 mm"), (57 * mm, 32 * mm), 1, 1, 57 * mm, 32 * mm,
            0, 0, 57 * mm, 32 * mm, dot=inch / 203,  # what label printers have
        ),
    )
}  # fmt: skip
USUAL = SHEETS["letter-30"]
USUAL_A4 = SHEETS["a4-24"]
