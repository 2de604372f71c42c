"""Whose initials: tiles of which one is chosen.  Initials only; what people may do here is nobody's business."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, tab_to_chosen
from outreach.ui.shared.labels import set_shown
from outreach.ui.theme import Color

_PER_ROW = 4
_NOT_TYPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Tiles(QWidget):
    """Whose initials: one of them is chosen, arrow keys choose another."""

    chosen = Signal(str)
    entered = Signal()
    typed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._tiles: dict[str, _Tile] = {}

    @property
    def tiles(self) -> tuple[QWidget, ...]:
        return tuple(self._tiles.values())

    def show_initials(self, initials: tuple[str, ...], chosen: str) -> bool:
        """Show these; true if there are others than before."""
        self._grid.setSpacing(theme.px(10))
        if is_new := tuple(self._tiles) != initials:
            self._fill(initials)
        for one, tile in self._tiles.items():
            tile.set_on(one == chosen)
        tab_to_chosen(list(self._tiles.values()))
        set_shown(self, bool(initials))
        return is_new

    def focus(self) -> None:
        tiles = list(self._tiles.values())
        at = next((tile for tile in tiles if tile.isChecked()), tiles[0] if tiles else None)
        if at:
            at.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, initials: tuple[str, ...]) -> None:
        for tile in self._tiles.values():
            tile.hide()
            tile.deleteLater()
        self._tiles = {one: _Tile(one) for one in initials}
        for place, tile in enumerate(self._tiles.values()):
            tile.picked.connect(self.chosen)
            tile.entered.connect(self.entered)
            tile.typed.connect(self.typed)
            self._grid.addWidget(tile, place // _PER_ROW, place % _PER_ROW)
        for column in range(_PER_ROW):
            self._grid.setColumnStretch(column, 1)


class _Tile(Control):
    picked = Signal(str)
    entered = Signal()
    typed = Signal(object)

    def __init__(self, initials: str) -> None:
        super().__init__(initials)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.picked.emit(self.label))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(72))

    def draw(self, painter: QPainter) -> None:
        is_on = self.isChecked()
        ground = Color.TINT if is_on else Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, self.rect(), ground, Color.ACCENT if is_on else Color.LINE, radius=8)
        size = QSize(theme.px(52), theme.px(44))
        inner = QRect(QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), size)
        draw_box(painter, inner, Color.ACCENT if is_on else Color.SUNKEN, None, radius=8)
        ink = Color.ON_ACCENT if is_on else Color.TEXT2
        words = Piece(self.label, size=17, weight=theme.SEMIBOLD, ink=ink)
        draw_pieces(painter, [words], inner.adjusted(max(0, (inner.width() - words.width) // 2), 0, 0, 0), 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
            self.entered.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers() & _NOT_TYPING:
            self.typed.emit(event)  # whoever types now has begun with their passphrase
        else:
            super().keyPressEvent(event)
