"""The lots a line can be from: expiry, source, what is there, and which are on hold or expired; a digit takes one."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from outreach.catalog import source_said
from outreach.stock.levels import LotLevel
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.control import Control, Piece, draw_pieces
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.status import Mark, draw_status, held, status_width
from outreach.ui.theme import Color

WIDTH, ROW, _GAP = 500, 34, 8
MOST = 9  # as many as there are digits
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LotPanel(QFrame):
    """Lies over the page, and is part of it: a lock covers it too."""

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        set_role(self, "box")
        self._presenter, self._words = presenter, words
        self._title = Label(role="h3")
        self._rows: list[_Row] = []
        self._list = Column(gap=0)
        self._key: object = None
        self._back_to: QWidget | None = None
        self.setLayout(Column(self._title, self._list, gap=6, edges=8))
        theme.changed.connect(self.adjustSize)

    def prepare(self, state: State) -> None:
        """Show the lots of the line being chosen for."""
        if state.choosing is not None:
            item = state.items[state.choosing.item_id]
            self._title.set_text(self._words(N_("Which lot of {item}?"), item=item.name))
            self.setAccessibleName(self._title.text())
            self._show_rows(state.lots.get(item.id, ())[:MOST], state.choosing.lot_id)

    def show_state(self, state: State) -> None:
        """Open or close."""
        if state.choosing is None:
            self._close()
            return
        if state.choosing != self._key:
            self._key = state.choosing
            self._open()

    def stand(self, line: QRect, area: QRect) -> None:
        """Beside the line it is about; where the page is one column, over it."""
        is_beside = line.left() > area.left() + theme.px(WIDTH)
        right = line.left() - theme.px(_GAP) if is_beside else area.right()
        width, height = min(theme.px(WIDTH), right - area.left()), self.sizeHint().height()
        top = max(area.top(), min(line.top(), area.bottom() - height)) if is_beside else area.top()
        self.setGeometry(right - width, top, width, height)

    @property
    def rows(self) -> list["_Row"]:
        return [row for row in self._rows if row.isVisibleTo(self)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().isdigit() and (row := self._numbered(int(event.text()))):
            row.click()
        elif plain and (step := _STEPS.get(Qt.Key(event.key()))):
            self._move(step)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._chosen.click()
        event.accept()

    def _show_rows(self, lots: tuple[LotLevel, ...], now: object) -> None:
        while len(self._rows) < len(lots) + 1:
            row = _Row(self._words, self)
            row.clicked.connect(partial(self._take, row))
            row.left.connect(self._left)
            row.setProperty("ring_inside", True)  # noqa: FBT003 - Qt's own
            self._list.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place <= len(lots))
            if place < len(lots):
                row.show_lot(place + 1, lots[place], is_now=lots[place].lot_id == now)
        self._rows[len(lots)].show_books(is_now=now is None)

    def _open(self) -> None:
        focused = QApplication.focusWidget()
        self._back_to = focused if focused is not None and not self.isAncestorOf(focused) else self._back_to
        self.show()
        self.raise_()
        self._chosen_now.setFocus(Qt.FocusReason.PopupFocusReason)

    def _close(self) -> None:
        if self._key is None:
            return
        self._key = None
        focused = QApplication.focusWidget()
        had_keys = focused is not None and self.isAncestorOf(focused)
        back = self._back_to
        self._back_to = None
        self.hide()
        if had_keys and back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, row: "_Row") -> None:
        self._presenter.lots.choose(row.lot)

    def _left(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._presenter.lots.close()

    def _numbered(self, number: int) -> "_Row | None":
        return next((row for row in self.rows if row.number == number), None)

    @property
    def _chosen(self) -> "_Row":
        return next((row for row in self.rows if row.hasFocus()), self.rows[0])

    @property
    def _chosen_now(self) -> "_Row":
        return next((row for row in self.rows if row.is_now), self.rows[0])

    def _move(self, step: int) -> None:
        rows = self.rows
        rows[(rows.index(self._chosen) + step) % len(rows)].setFocus(Qt.FocusReason.OtherFocusReason)


class _Row(Control):
    """`1  24A17 · 03/2027 · State program        900   Expired`; the last one is *by the books*."""

    left = Signal()

    def __init__(self, words: Translator, parent: QWidget) -> None:
        self.number = 0
        self.lot: LotLevel | None = None
        self.is_now = False
        self._status: tuple[Mark, str] | None = None
        self._figure = ""
        super().__init__(parent=parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lot(self, number: int, lot: LotLevel, *, is_now: bool) -> None:
        words = self._words
        self.number, self.lot, self.is_now = number, lot, is_now
        self._status = held(words, is_recalled=lot.is_recalled, on_hold=lot.on_hold)
        if lot.is_expired and not lot.on_hold:
            self._status = (Mark.EXPIRING, words(N_("Expired")))
        self._figure = words(N_("{n} here"), n=lot.on_hand)
        self._say(f"{wording.lot_name(lot.number, lot.expires_on, words)} · {source_said(lot.source, words.language)}")

    def show_books(self, *, is_now: bool) -> None:
        self.number, self.lot, self.is_now, self._status, self._figure = 0, None, is_now, None, ""
        self._say(self._words(N_("By the books: what expires first")))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(ROW))

    def draw(self, painter: QPainter) -> None:
        box = self.rect()
        if self.is_now or self.hasFocus() or self.is_hovered:
            painter.fillRect(box, theme.color(Color.TINT if self.is_now else Color.ALT))
        if self.is_now:
            painter.fillRect(QRect(0, 0, theme.px(3), box.height()), theme.color(Color.ACCENT))
        room = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        if self._status:
            width = status_width(*self._status)
            top = (box.height() - theme.px(20)) // 2
            draw_status(painter, QRect(room.right() - width, top, 0, 0).topLeft(), *self._status)
            room.setRight(room.right() - width - theme.px(8))
        figure = Piece(self._figure, size=12, weight=theme.REGULAR, ink=Color.TEXT2)
        draw_pieces(painter, [figure], QRect(room.right() - figure.width, 0, figure.width + 1, box.height()), 0)
        room.setRight(room.right() - figure.width - theme.px(8))
        key = Piece(str(self.number), size=12, weight=theme.REGULAR, ink=Color.TEXT3)
        title = Piece(self.label, weight=theme.SEMIBOLD if self.is_now else theme.REGULAR)
        draw_pieces(painter, [key, title], room, 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def _say(self, title: str) -> None:
        self.set_label(title)
        facts = (str(self.number), title, self._figure, self._status[1] if self._status else "")
        self.setAccessibleName(", ".join(filter(None, facts)))
        self.update()
