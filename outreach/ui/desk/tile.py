"""One tile: what it is, what the shelf holds, and how many are given.  It draws itself; only its amount is a widget."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.catalog import Item
from outreach.stock.levels import Level, Status
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.shared.control import Piece, draw_box, draw_pieces
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.status import Mark, draw_status, status_width
from outreach.ui.theme import Color

RADIUS = 8
STATUS = {
    Status.LOW: (Mark.LOW, N_("Low")),
    Status.OUT: (Mark.OUT, N_("Out")),
    Status.EXPIRING: (Mark.EXPIRING, N_("Expiring")),
}
_NAME, _SHELF, _STEP, _STEP_COMPACT = 18, 20, 32, 28


class Tile(QFrame):
    def __init__(self, words: Translator, key: str, set_amount: Callable[[Item, int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._key, self._set_amount = words, key, set_amount
        self._item: Item | None = None
        self._level: Level | None = None
        self._is_compact = self._is_on = False
        self._shelf = ("", "")
        self.amount = Stepper(words, parent=self)
        self.amount.changed.connect(self._changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def item(self) -> Item | None:
        return self._item

    def show_item(self, item: Item, level: Level | None, amount: int) -> None:
        """Draw only what changed: this runs on every key press."""
        if item is not self._item or level is not self._level:
            self._item, self._level = item, level
            # Made once: to write a number as the language does costs more than to draw it.
            self._shelf = wording.shelf(level, self._words), wording.shelf_number(level, self._words)
            self.amount.set_name(item.name)
            self.amount.set_pack(item.usual_pack)
            self._name_aloud()
            self.update()
        if (amount > 0) is not self._is_on:
            self._is_on = amount > 0
            self.update()
        self.amount.set_value(amount)
        self.amount.set_strong(amount > 0)

    def add(self) -> None:
        """Add the usual pack and select the amount: digits typed next replace it."""
        self.amount.add()
        self.amount.focus()
        self.amount.field.selectAll()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.amount.set_height(_STEP_COMPACT if is_compact else _STEP)
            self.updateGeometry()
            self._place()
            self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        _, top, bottom = self._edges
        step = _STEP_COMPACT if self._is_compact else _STEP
        return QSize(theme.px(132), theme.px(top + _NAME + _SHELF + step + bottom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.amount.focus()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._item is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(
            painter,
            self.rect(),
            Color.TINT if self._is_on else Color.SURFACE,
            Color.ACCENT if self._is_on else Color.LINE,
            RADIUS,
        )
        side, top, _ = (theme.px(edge) for edge in self._edges)
        width = self.width() - 2 * side
        self._draw_name(painter, self._item, QRect(side, top, width, theme.px(_NAME)))
        below = top + theme.px(_NAME)
        middle = below + (self.amount.y() - below - theme.px(_SHELF)) // 2
        self._draw_shelf(painter, QRect(side, max(below, middle), width, theme.px(_SHELF)))

    def _draw_name(self, painter: QPainter, item: Item, room: QRect) -> None:
        key = Piece(self._key, size=12, weight=theme.REGULAR, ink=Color.TEXT3)
        draw_pieces(painter, [key], QRect(room.right() + 1 - key.width, room.top(), key.width + 1, room.height()), 0)
        name = Piece(item.short_name, weight=theme.SEMIBOLD)
        draw_pieces(painter, [name], room.adjusted(0, 0, -key.width - theme.px(4), 0), 0)

    def _draw_shelf(self, painter: QPainter, room: QRect) -> None:
        """What is on hand, and a status at the right; the figure alone where both do not fit."""
        if self._level is None:
            return
        left = room.width()
        if status := STATUS.get(self._level.status):
            mark, text = status[0], self._words(status[1])
            width = status_width(mark, text)
            draw_status(painter, QPoint(room.right() + 1 - width, room.top()), mark, text)
            left -= width + theme.px(4)
        whole, figure = self._shelf
        text = whole if QFontMetrics(theme.font(12)).horizontalAdvance(whole) <= left else figure
        painter.setFont(theme.font(12))
        painter.setPen(theme.color(Color.TEXT2))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _changed(self, amount: int | None) -> None:
        if self._item is not None:
            self._set_amount(self._item, amount or 0)

    def _name_aloud(self) -> None:
        if self._item is None:
            return
        facts = [self._shelf[0]]
        if self._level and (status := STATUS.get(self._level.status)):
            facts.append(self._words(status[1]))
        self.setAccessibleName(self._item.name)
        self.amount.field.setAccessibleDescription(", ".join([*filter(None, facts), self._key]))

    def _place(self) -> None:
        side, _, bottom = (theme.px(edge) for edge in self._edges)
        height = self.amount.sizeHint().height()
        self.amount.setGeometry(side, self.height() - bottom - height, self.width() - 2 * side, height)

    @property
    def _edges(self) -> tuple[int, int, int]:
        """Sides, top, bottom."""
        return (9, 5, 6) if self._is_compact else (10, 8, 9)
