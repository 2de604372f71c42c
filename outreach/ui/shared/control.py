"""What every button-like thing shares: it draws itself from its state, and its text has no mnemonics."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.theme import Color

RADIUS = 6


class Control(QAbstractButton):
    """A QAbstractButton, so that keys, the accessibility tree and `clicked` are Qt's own."""

    def __init__(self, label: str = "", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._label = ""
        self._is_being_clicked = False
        self.toggled.connect(self._toggled)
        theme.changed.connect(self._measure_again)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_label(label)
        if name:
            self.setAccessibleName(name)

    @property
    def label(self) -> str:
        return self._label

    def set_label(self, label: str) -> None:
        if label == self._label:
            return
        self._label = label
        self.setText(label.replace("&", "&&"))  # else Qt makes a mnemonic of "5th & Elm", and it cancels shortcuts
        self.updateGeometry()

    def set_on(self, is_on: bool) -> None:  # noqa: FBT001 - it is the state
        """Check or uncheck, without a word to anybody."""
        if is_on == self.isChecked():
            return
        exclusive, self_signals = self.autoExclusive(), self.blockSignals(True)  # noqa: FBT003
        if exclusive and not is_on:  # Qt keeps one checked for ever
            self.setAutoExclusive(False)
        self.setChecked(is_on)
        self.setAutoExclusive(exclusive)
        self.blockSignals(self_signals)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        self._is_being_clicked = True
        super().nextCheckState()
        self._is_being_clicked = False

    def _toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signature
        """A screen reader's *toggle* checks without a click; here it is one, or nobody would hear of it."""
        if not self._is_being_clicked and (is_on or not self.autoExclusive()):
            self.clicked.emit()

    @property
    def is_hovered(self) -> bool:
        return self.isEnabled() and self.underMouse()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _measure_again(self) -> None:
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()


def tab_to_chosen(buttons: Sequence[QAbstractButton]) -> None:
    """Let Tab stop once at a row of which one is chosen: there, or at the first; arrow keys do the rest."""
    chosen = next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus)


def tab_through(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through these in this order, whenever they were made."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def draw_box(painter: QPainter, box: QRect, fill: Color | None, border: Color | None, radius: float = RADIUS) -> None:
    """Fill and outline a rounded box so that its one-pixel border lies inside it, sharp."""
    inside = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.color(border), 1) if border else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    rounding = theme.px(radius) - 0.5
    painter.drawRoundedRect(inside if border else QRectF(box), rounding, rounding)


def rounded(box: QRectF, radius: float, *, left: bool, right: bool) -> QPainterPath:
    """A box rounded on one side, both or neither, as the ends of a row of segments are."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, radius, radius)
    if not left:
        path.addRect(QRectF(box.left(), box.top(), box.width() / 2, box.height()))
    if not right:
        path.addRect(QRectF(box.center().x(), box.top(), box.width() / 2, box.height()))
    return path.simplified()


class Piece:
    """A part of what a control shows: words or an icon, with its width at the present text size."""

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        size: int = 13,
        weight: int = theme.MEDIUM,
        ink: Color = Color.TEXT,
        gap: int | None = None,
        is_struck: bool = False,
    ) -> None:
        self.text, self.icon, self.size, self.weight, self.ink = text, icon, size, weight, ink
        self.is_struck = is_struck
        self.gap = gap  # to the next piece, where it is not the usual one

    @property
    def width(self) -> int:
        if self.icon:
            return theme.px(self.size)
        return width_of_text(self.text, theme.px(self.size), self.weight)


@lru_cache(maxsize=4096)
def width_of_text(text: str, pixels: int, weight: int = theme.REGULAR) -> int:
    """Measured once: whatever is drawn at a key press is measured each time."""
    return QFontMetrics(theme.font_of(pixels, weight)).horizontalAdvance(text)


def width_of(pieces: list[Piece], gap: int) -> int:
    return sum(piece.width for piece in pieces) + sum(_gap(piece, gap) for piece in pieces[:-1])


def draw_pieces(painter: QPainter, pieces: list[Piece], box: QRect, gap: int) -> None:
    """Draw the pieces side by side from the left of the box, cutting the last words if there is no room.

    An icon behind them, as the mark of a list, is never pushed out.
    """
    x = box.left()
    behind = sum(piece.width + _gap(piece, gap) for piece in pieces[1:] if piece.icon)
    for piece in pieces:
        if piece.icon:
            size = theme.px(piece.size)
            icons.paint(painter, piece.icon, x, box.top() + (box.height() - size) / 2, size, piece.ink)
            x += size + _gap(piece, gap)
            continue
        font = theme.font(piece.size, piece.weight)
        font.setStrikeOut(piece.is_struck)
        painter.setFont(font)
        painter.setPen(theme.color(piece.ink))
        room = QRect(x, box.top(), max(0, box.right() + 1 - x - behind), box.height())
        text = piece.text
        if piece.width > room.width():
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        x += min(piece.width, room.width()) + _gap(piece, gap)


def _gap(piece: Piece, usual: int) -> int:
    return theme.px(usual if piece.gap is None else piece.gap)
