"""Barcodes on paper: Code 128, which every scanner reads, with the empty room beside it that scanners need."""

from reportlab.graphics.barcode.code128 import Code128
from reportlab.platypus import Flowable

_QUIET = 10  # bars' widths of empty room on each side, as the standard asks
_WIDEST_BAR = 1.2
_DOT = 0.24  # a dot of a printer with 300 in an inch: bars that begin and end with a dot come out even


class Bars(Flowable):  # type: ignore[misc]
    """A barcode at most `room` wide, its quiet zones included."""

    def __init__(self, code: str, room: float, height: float) -> None:
        super().__init__()
        modules = Code128(code, barWidth=1, quiet=0).width + 2 * _QUIET
        widest = min(_WIDEST_BAR, room / modules)
        self._bar = widest // _DOT * _DOT or widest
        self._code, self.width, self.height = code, modules * self._bar, height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        code = Code128(self._code, barWidth=self._bar, barHeight=self.height, quiet=0)
        left = _QUIET * self._bar
        begins, _ = self.canv.absolutePosition(left, 0)
        code.drawOn(self.canv, left + round(begins / _DOT) * _DOT - begins, 0)
