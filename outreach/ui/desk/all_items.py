"""Every item there is, to be searched: words narrow the list, Enter adds, Esc goes back to where one was."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.desk.tile import STATUS
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.control import Piece, draw_pieces
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import set_role
from outreach.ui.shared.quick_add import Match
from outreach.ui.shared.status import draw_status, status_width
from outreach.ui.theme import Color

Index = QModelIndex | QPersistentModelIndex
ROW = 32
_NOWHERE = QModelIndex()
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class AllItems(QFrame):
    """Lies over the page, and is part of it: a lock covers it too.  It adds by the presenter and closes.

    `menu_wanted` gives an item and a place on the screen.
    """

    menu_wanted = Signal(object, object)

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _Matches(words)
        self.hide()
        set_role(self, "box")
        self.setAccessibleName(words(N_("All items")))
        self._presenter, self._words = presenter, words
        self._search = _Search(words(N_("Find an item")))
        self._search.textEdited.connect(self._find)
        self._search.entered.connect(self._add)
        self._search.left.connect(self.close)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Row(words, self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(words(N_("Items")))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._add)
        self._search.moves = self._move
        self.setLayout(Column(self._search, self._list, gap=8, edges=8))
        self._back_to: Callable[[], None] = lambda: None

    def open_over(self, area: QRect, state: State, back_to: Callable[[], None]) -> None:
        """Open at the right of `area`, with nothing searched for yet."""
        self._back_to = back_to
        self._model.state = state
        self._search.set_text("")
        width = min(theme.px(560), area.width())
        self.setGeometry(area.right() - width, area.top(), width, area.height())
        self.show()
        self.raise_()
        self._search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._find(self._search.text())

    def hideEvent(self, event: QHideEvent) -> None:
        """No item stays in it: Qt tells the accessibility tree that those of a hidden list are shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._model.show_matches(())

    def _find(self, text: str) -> None:
        self._model.show_matches(self._presenter.find(text))
        self._list.setCurrentIndex(self._model.index(0))

    def _move(self, event: QKeyEvent) -> None:
        rows = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        last = self._model.rowCount() - 1
        row = self._list.currentIndex().row() + rows[Qt.Key(event.key())]
        self._list.setCurrentIndex(self._model.index(max(0, min(last, row))))

    def _add(self) -> None:
        match = self._model.match_at(self._list.currentIndex())
        if match is not None:
            self.close()
            self._back_to()
            self._presenter.add(match.item_id, match.amount)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the row under the mouse, or by key of the one chosen."""
        at = self._list.viewport().mapFromGlobal(event.globalPos())
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self._list.indexAt(at) if by_mouse else self._list.currentIndex()
        if match := self._model.match_at(index):
            self._list.setCurrentIndex(index)
            corner = self._list.visualRect(index).bottomLeft()
            place = event.globalPos() if by_mouse else self._list.viewport().mapToGlobal(corner)
            self.menu_wanted.emit(match.item_id, place)

    def give_up(self) -> None:
        """Back to where one was, nothing added."""
        self.close()
        self._back_to()


class _Search(TextField):
    """The keys that move in a list go to it, the others are typed here.  `left`: somebody went elsewhere."""

    left = Signal()
    moves: Callable[[QKeyEvent], None]

    def __init__(self, name: str) -> None:
        super().__init__(name=name, placeholder=name, icon="search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self.moves(event)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()


class _Matches(QAbstractListModel):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._matches: tuple[Match, ...] = ()
        self.state: State | None = None

    def show_matches(self, matches: tuple[Match, ...]) -> None:
        self.beginResetModel()
        self._matches = matches
        self.endResetModel()

    def match_at(self, index: Index) -> Match | None:
        return self._matches[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._matches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        match = self.match_at(index)
        if match is None or self.state is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        item = self.state.items[match.item_id]
        return self._words(N_("{n} × {item}"), n=match.amount, item=item.name)


class _Row(QStyledItemDelegate):
    """Amount and name, what is on hand, and its status."""

    def __init__(self, words: Translator, parent: QListView) -> None:
        super().__init__(parent)
        self._words = words

    @property
    def _statuses(self) -> int:
        """The widest status there is, so that what is on hand stands in one column clear of all of them."""
        return max(status_width(mark, self._words(text)) for mark, text in STATUS.values())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Matches) or model.state is None or (match := model.match_at(index)) is None:
            return
        box: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(box, theme.color(Color.TINT))
            painter.fillRect(QRect(box.left(), box.top(), theme.px(3), box.height()), theme.color(Color.ACCENT))
        room = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        level = model.state.levels.get(match.item_id)
        if level and (status := STATUS.get(level.status)):
            mark, text = status[0], self._words(status[1])
            width = status_width(mark, text)
            at = QPoint(room.right() - width, room.top() + (room.height() - theme.px(20)) // 2)
            draw_status(painter, at, mark, text)
        room.adjust(0, 0, -self._statuses - theme.px(12), 0)
        shelf = Piece(wording.shelf(level, self._words), size=12, weight=theme.REGULAR, ink=Color.TEXT2)
        draw_pieces(painter, [shelf], QRect(room.right() - shelf.width, room.top(), shelf.width + 1, room.height()), 0)
        weight = theme.SEMIBOLD if is_current else theme.REGULAR
        title = Piece(str(index.data()), size=13, weight=weight)
        draw_pieces(painter, [title], room.adjusted(0, 0, -shelf.width - theme.px(12), 0), 0)
        painter.restore()
