"""One tile: what it is, what the shelf holds, and how many are given.  It draws itself; only its amount is a widget."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.catalog import Item
from outreach.stock.levels import Level, Status
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.control import Piece, draw_box, draw_pieces
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.status import Mark, draw_status, status_width
from outreach.ui.shortcuts import Key, tag
from outreach.ui.theme import Color

RADIUS = 8
STATUS = {
    Status.LOW: (Mark.LOW, N_("Low")),
    Status.OUT: (Mark.OUT, N_("Out")),
    Status.EXPIRING: (Mark.EXPIRING, N_("Expiring")),
}
_NONE_LEFT = N_("Asked for, none left")
_NAME, _SHELF, _STEP, _STEP_COMPACT = 18, 20, 32, 28


class Tile(QFrame):
    """`none_left`: it was asked for; `menu_wanted` gives the item and where: a coordinator's menu is asked for."""

    none_left = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, words: Translator, key: str, set_amount: Callable[[Item, int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._key, self._set_amount = words, key, set_amount
        self._item: Item | None = None
        self._level: Level | None = None
        self._is_compact = self._is_on = False
        self._shelf = ("", "")
        self.amount = Stepper(words, parent=self)
        self.amount.changed.connect(self._changed)
        self.asked = Button(words(_NONE_LEFT), kind=Kind.QUIET, size=Size.TINY, parent=self)
        tag(Key.NONE_LEFT, self.asked)
        self.asked.clicked.connect(self._none_left)
        self.asked.hide()
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
            self.asked.setVisible(wording.is_none_left(level))
            self._name_aloud()
            self._place()
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._item is not None:
            self.menu_wanted.emit(self._item.id, event.globalPos())

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
        for place, draw in enumerate(self._lines(self._item)):
            draw(painter, QRect(side, self._line_top(place), width, theme.px(_SHELF)))

    def _lines(self, item: Item) -> list[Callable[[QPainter, QRect], None]]:
        """What stands between the name and the stepper; *Asked for, none left* is a widget on the last line."""
        shelf = partial(self._draw_shelf, note="")
        with_note = partial(self._draw_shelf, note=item.note.text if item.note else "")
        if self.asked.isVisibleTo(self):
            return [with_note, lambda _painter, _room: None] if self._has_two_lines else [self._draw_status]
        if item.note and self._has_two_lines:
            return [shelf, self._draw_note]
        return [with_note]

    @property
    def _has_two_lines(self) -> bool:
        return self.amount.y() - self._below >= theme.px(2 * _SHELF - 2)

    @property
    def _below(self) -> int:
        """Where the name ends."""
        return theme.px(self._edges[1] + _NAME)

    def _line_top(self, place: int) -> int:
        """One line stands in the middle, two share the room."""
        is_two = self._has_two_lines and bool(self.asked.isVisibleTo(self) or (self._item and self._item.note))
        lines = 2 if is_two else 1
        spare = max(0, self.amount.y() - self._below - lines * theme.px(_SHELF))
        return self._below + spare // 2 + place * theme.px(_SHELF)

    def _draw_name(self, painter: QPainter, item: Item, room: QRect) -> None:
        """The name, and its key."""
        key = Piece(self._key, size=12, weight=theme.REGULAR, ink=Color.TEXT3)
        draw_pieces(painter, [key], QRect(room.right() + 1 - key.width, room.top(), key.width + 1, room.height()), 0)
        name = Piece(item.short_name, weight=theme.SEMIBOLD)
        draw_pieces(painter, [name], room.adjusted(0, 0, -key.width - theme.px(4), 0), 0)

    def _draw_shelf(self, painter: QPainter, room: QRect, *, note: str) -> None:
        """What is on hand, and a status at the right; the figure alone where both do not fit or a note stands there."""
        if self._level is None:
            return
        left = room.width()
        if status := self._status:
            width = status_width(*status)
            draw_status(painter, QPoint(room.right() + 1 - width, room.top()), *status)
            left -= width + theme.px(4)
        whole, figure = self._shelf
        text = whole if QFontMetrics(theme.font(12)).horizontalAdvance(whole) <= left else figure
        pieces = [Piece(f"{figure} · {note}" if note else text, size=12, weight=theme.REGULAR, ink=Color.TEXT2)]
        draw_pieces(painter, pieces, QRect(room.left(), room.top(), left, room.height()), 0)

    def _draw_status(self, painter: QPainter, room: QRect) -> None:
        if status := self._status:
            draw_status(painter, QPoint(room.right() + 1 - status_width(*status), room.top()), *status)

    def _draw_note(self, painter: QPainter, room: QRect) -> None:
        note = self._item.note.text if self._item and self._item.note else ""
        pieces = [Piece(icon="info", size=13, ink=Color.ACCENT), Piece(note, size=12, weight=theme.REGULAR)]
        draw_pieces(painter, pieces, room, theme.px(4))

    @property
    def _status(self) -> tuple[Mark, str] | None:
        if self._level is None or self._level.status not in STATUS:
            return None
        mark, text = STATUS[self._level.status]
        return mark, self._words(text)

    def _none_left(self) -> None:
        if self._item is not None:
            self.none_left.emit(self._item.id)

    def _changed(self, amount: int | None) -> None:
        if self._item is not None:
            self._set_amount(self._item, amount or 0)

    def _name_aloud(self) -> None:
        if self._item is None:
            return
        status, note = self._status, wording.note(self._item, self._words)
        facts = [self._shelf[0], status[1] if status else "", note]
        self.setAccessibleName(self._item.name)
        self.setToolTip(note)
        self.amount.field.setAccessibleDescription(", ".join([*filter(None, facts), self._key]))
        self.asked.setAccessibleName(self._words(N_("{item}: asked for, none left"), item=self._item.name))

    def _place(self) -> None:
        side, _, bottom = (theme.px(edge) for edge in self._edges)
        height = self.amount.sizeHint().height()
        width = self.width() - 2 * side
        self.amount.setGeometry(side, self.height() - bottom - height, width, height)
        self._say_asked(width)
        pad = theme.px(8)  # its words begin where the others do
        asked = min(self.asked.sizeHint().width(), width + pad)
        top = self._line_top(1 if self._has_two_lines else 0) - theme.px(2)
        self.asked.setGeometry(side - pad, top, asked, theme.px(24))

    def _say_asked(self, width: int) -> None:
        """In full where it has the line to itself, or there is room for the status beside it."""
        if not self.asked.isVisibleTo(self):
            return
        self.asked.set_label(self._words(_NONE_LEFT))
        status = self._status
        if status and not self._has_two_lines and self.asked.sizeHint().width() + status_width(*status) > width:
            self.asked.set_label(self._words(N_("Asked for")))

    @property
    def _edges(self) -> tuple[int, int, int]:
        """Sides, top, bottom."""
        return (9, 5, 6) if self._is_compact else (10, 8, 9)
