"""Barcodes on paper: Code 128, which every scanner reads, with the empty room beside it that scanners need.

Where a printer's dots are too coarse for its bars it is a QR code, which phones and most newer scanners read.
"""

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

DOT = 0.24
"""A dot of a printer with 300 in an inch: bars that begin and end with a dot come out even."""
_QUIET = 10  # bars' widths of empty room on each side, as the standard asks
_QR_QUIET = 4  # and squares', around a QR code
_WIDEST_BAR = 1.2
_FINEST_BAR = 2  # dots: a bar of one comes out as any of three widths


def barcode(code: str, room: float, height: float, dot: float = DOT) -> Flowable:
    """A barcode at most `room` wide and `height` high, for a printer with dots of that size (in points)."""
    bars = Bars(code, room, height, dot)
    return bars if bars.is_even else Squares(code, min(room, height), dot)


class Bars(Flowable):  # type: ignore[misc]
    """Code 128, at most `room` wide, its quiet zones included."""

    def __init__(self, code: str, room: float, height: float, dot: float = DOT) -> None:
        super().__init__()
        modules = Code128(code, barWidth=1, quiet=0).width + 2 * _QUIET
        dots = min(_WIDEST_BAR, room / modules) // dot
        self.is_even = dots >= _FINEST_BAR
        self._bar = dots * dot or room / modules
        self._code, self._dot, self.width, self.height = code, dot, modules * self._bar, height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        code = Code128(self._code, barWidth=self._bar, barHeight=self.height, quiet=0)
        left = _QUIET * self._bar
        begins, _ = self.canv.absolutePosition(left, 0)
        code.drawOn(self.canv, left + round(begins / self._dot) * self._dot - begins, 0)


class Squares(Flowable):  # type: ignore[misc]
    """A QR code at most `side` large, its quiet zone included."""

    def __init__(self, code: str, side: float, dot: float = DOT) -> None:
        super().__init__()
        self._widget = QrCodeWidget(code, barLevel="M", barBorder=_QR_QUIET)
        self._widget.qr.make()
        modules = self._widget.qr.getModuleCount() + 2 * _QR_QUIET
        self._dot = dot
        self.width = self.height = modules * (side / modules // dot * dot or side / modules)
        self._widget.barWidth = self._widget.barHeight = self.width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        drawing = Drawing(self.width, self.height)
        drawing.add(self._widget)
        left, bottom = self.canv.absolutePosition(0, 0)
        drawing.drawOn(self.canv, *(round(begins / self._dot) * self._dot - begins for begins in (left, bottom)))
