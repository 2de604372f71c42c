"""Our own icons: strokes in a square of 24, drawn at any size in any color of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from outreach.paths import resources
from outreach.ui import theme
from outreach.ui.theme import Color

XS, S, M, L = 14, 16, 18, 22


def paint(painter: QPainter, name: str, x: float, y: float, size: float, ink: Color) -> None:
    """Draw an icon of `size` pixels, already at the text size."""
    _renderer(name, theme.color(ink).name(), is_small=size <= theme.px(XS)).render(painter, QRectF(x, y, size, size))


def pixmap(name: str, ink: Color, size: int = M, ratio: float = 2.0) -> QPixmap:
    pixels = theme.px(size)
    drawn = QPixmap(QSize(pixels, pixels) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint(painter, name, 0, 0, pixels, ink)
    painter.end()
    return drawn


def icon(name: str, ink: Color = Color.TEXT, size: int = M) -> QIcon:
    return QIcon(pixmap(name, ink, size))


@cache
def _renderer(name: str, ink: str, *, is_small: bool) -> QSvgRenderer:
    drawing = (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", ink)
    if is_small:  # a thin line disappears
        drawing = drawing.replace('stroke-width="1.75"', 'stroke-width="2"')
    return QSvgRenderer(QByteArray(drawing.encode()))
