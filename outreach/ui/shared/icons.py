"""Our own icons: strokes in a square of 24, drawn at any size in any color of the theme."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from outreach.paths import resources
from outreach.ui import theme
from outreach.ui.theme import Color

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

XS, S, M, L = 14, 16, 18, 22


def paint(painter: QPainter, name: str, x: float, y: float, size: float, ink: Color) -> None:
    """Draw an icon of `size` pixels, already at the text size."""
    ratio = painter.device().devicePixelRatio()
    drawn = _drawn(name, theme.color(ink).name(), round(size), ratio, is_small=size <= theme.px(XS))
    painter.drawPixmap(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), drawn)


def pixmap(name: str, ink: Color, size: int = M, ratio: float = 2.0) -> QPixmap:
    pixels = theme.px(size)
    return _drawn(name, theme.color(ink).name(), pixels, ratio, is_small=pixels <= theme.px(XS))


def icon(name: str, ink: Color = Color.TEXT, size: int = M) -> "QIcon":
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - the lock page does not wait for it

    return QIcon(pixmap(name, ink, size))


@cache
def _drawn(name: str, ink: str, size: int, ratio: float, *, is_small: bool) -> QPixmap:
    """Drawn once for each color and size, not at every key press beside it."""
    drawing = (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace("currentColor", ink)
    if is_small:  # a thin line disappears
        drawing = drawing.replace('stroke-width="1.75"', 'stroke-width="2"')
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn
