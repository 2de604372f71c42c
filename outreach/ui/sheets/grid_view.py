"""The grid a visit sheet is keyed in: cells that are typed in where they stand, and the two rows of totals below.

Two views of one sheet, one above the other: the rows scroll, the totals do not.  What a key means is `Keying`'s.
"""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.focus_ring import ring_moved
from outreach.ui.sheets.columns import DOTS, What
from outreach.ui.sheets.grid_drawing import GroupedHead, SheetCell, head_height, widths_of
from outreach.ui.sheets.keying import Keying
from outreach.ui.sheets.state import KEYED, PAPER, State

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_HEIGHT, TOTALS_HEIGHT = 27, 30
_Role = Qt.ItemDataRole


class SheetModel(QAbstractTableModel):
    """What the cells say.  The first column is the number of the row."""

    def __init__(self, keying: Keying, words: Translator, *, is_totals: bool) -> None:
        super().__init__()
        self._keying, self._words, self._is_totals = keying, words, is_totals
        self.state: State | None = None
        self._shape = (0, 0)

    def put_away(self) -> None:
        """Hold no cells: those of a grid nobody sees would be told to a screen reader as if they showed."""
        self.beginResetModel()
        self.state, self._shape = None, (0, 0)
        self.endResetModel()

    def show(self, state: State) -> None:
        before, self.state = self.state, state
        rows = 2 if self._is_totals else len(state.rows)
        shape = (rows, len(state.columns) + 1 if state.columns else 0)
        if before is None or shape[1] != self._shape[1] or before.columns != state.columns:
            self.beginResetModel()
            self._shape = shape
            self.endResetModel()
        elif rows > self._shape[0]:
            self.beginInsertRows(_NOWHERE, self._shape[0], rows - 1)
            self._shape = shape
            self.endInsertRows()
        elif rows < self._shape[0]:
            self.beginResetModel()
            self._shape = shape
            self.endResetModel()
        if shape[0] and shape[1]:
            self.dataChanged.emit(self.index(0, 0), self.index(shape[0] - 1, shape[1] - 1))

    def row_of(self, index: Index) -> int:
        """The row of the sheet a cell is in."""
        if not self._is_totals:
            return index.row()
        return (KEYED, PAPER)[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._shape[0]

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._shape[1]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or self.state is None or role not in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return None
        if role == _Role.AccessibleTextRole and index.column():
            return f"{self.state.columns[index.column() - 1].name}: {self._spoken(index)}"
        return self.text(index)

    def _spoken(self, index: Index) -> str:
        """What a cell says aloud: a code, even the one being typed, is never read back."""
        text = self.text(index)
        is_code = self.state is not None and self.state.columns[index.column() - 1].what is What.CODE
        return DOTS if is_code and text else text

    def text(self, index: Index) -> str:
        state, row = self.state, self.row_of(index)
        if state is None:
            return ""
        if index.column() == 0:
            has_room = state.columns[0].what is What.CODE
            paper = N_("Totals row on the paper") if has_room else N_("On the paper")
            titles = {KEYED: N_("Keyed here"), PAPER: paper}
            return self._words(titles[row]) if row < 0 else str(row + 1)
        place = index.column() - 1
        if row == KEYED:
            return _sum(state, place)
        if (row, place) == (state.at.row, state.at.column) and state.typing is not None:
            return state.typing
        return self._keying.text(row, place)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        asked = (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole)
        if self.state is None or orientation is not Qt.Orientation.Horizontal or role not in asked:
            return None
        if not 0 < section <= len(self.state.columns):
            return ""
        column = self.state.columns[section - 1]
        return column.title if role == _Role.DisplayRole else column.name


def _sum(state: State, place: int) -> str:
    """What the rows add up to in a column."""
    column = state.columns[place]
    if column.item_id is not None:
        return str(sum(dict(row.items).get(column.item_id, 0) for row in state.rows))
    if column.service_id is not None:
        return str(sum(column.service_id in row.services for row in state.rows))
    return ""


class GridView(QTableView):
    """The rows of a sheet, or its two totals.  Tab goes from cell to cell, and out of it at the ends."""

    _beside: "GridView | None" = None
    _state: State | None = None

    def __init__(self, keying: Keying, words: Translator, *, is_totals: bool) -> None:
        super().__init__()
        self._keying, self._is_totals = keying, is_totals
        self.cells = SheetModel(keying, words, is_totals=is_totals)
        self.setModel(self.cells)
        self.setItemDelegate(SheetCell(self.cells, keying, self))
        self.setAccessibleName(words(N_("Totals")) if is_totals else words(N_("Rows of the sheet")))
        self._set_up()
        theme.changed.connect(self._measure)

    def show_state(self, state: State) -> None:
        self._state = state
        if not self.isVisible():
            return
        self.cells.show(state)
        self._share_width()
        at = self._at()
        if at.isValid():
            if self.hasFocus() and at != self.currentIndex():
                self.setCurrentIndex(at)
            self.scrollTo(at)
            ring_moved(self)

    def _at(self) -> QModelIndex:
        """The cell in hand, if it is one of these."""
        state = self.cells.state
        if state is None or not state.columns or (state.at.row == PAPER) is not self._is_totals:
            return _NOWHERE
        return self.cells.index(1 if self._is_totals else state.at.row, state.at.column + 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._state is not None:
            self.show_state(self._state)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cells.put_away()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A screen reader is told of one cell that has the keyboard, and of none where nobody types."""
        self.setCurrentIndex(self._at())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCurrentIndex(_NOWHERE)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fitting_height())

    def minimumSizeHint(self) -> QSize:
        least = self.horizontalHeader().height() + theme.px(2 * ROW_HEIGHT)
        return QSize(0, self.fitting_height() if self._is_totals else least)

    def line_up_with(self, other: "GridView") -> None:
        """Have columns as wide as another view, which may have a scroll bar beside them."""
        self._beside = other
        self._share_width()

    def fitting_height(self) -> int:
        """High enough for all its rows."""
        row = theme.px(TOTALS_HEIGHT if self._is_totals else ROW_HEIGHT)
        head = 0 if self._is_totals else self.horizontalHeader().height()
        return head + row * self.cells.rowCount() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keying, key = self._keying, Qt.Key(event.key())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        step = _STEPS.get(key)
        if not plain:
            event.ignore()
        elif step is not None:
            keying.move(*step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keying.enter()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            keying.to_end(is_first=key == Qt.Key.Key_Home)
        elif key == Qt.Key.Key_Backspace:
            keying.backspace()
        elif key == Qt.Key.Key_Delete:
            keying.clear()
        elif event.text() and event.text().isprintable():
            keying.type(event.text())
        elif not (key == Qt.Key.Key_Escape and keying.give_up()):
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that take two keys: ñ, ó."""
        for sign in event.commitString():
            self._keying.type(sign)
        event.accept()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab goes from cell to cell, and out at the ends."""
        if self._keying.tab(1 if is_next else -1):
            return True
        return super().focusNextPrevChild(is_next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.cells.row_of(index) if index.isValid() else KEYED
        if index.isValid() and row != KEYED:
            self._keying.go(row, max(0, index.column() - 1))
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def ring_rect(self) -> QRect:
        index, port = self._at(), self.viewport().geometry()
        box = self.visualRect(index).translated(port.topLeft()) if index.isValid() else QRect()
        return box & port if not (box & port).isEmpty() else self.rect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setProperty("ring_inside", True)  # noqa: FBT003 - a property's value
        self.verticalHeader().hide()
        self.setHorizontalHeader(GroupedHead(self.cells, self))
        if self._is_totals:
            self.horizontalHeader().hide()
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measure()

    def _measure(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.px(20))
        rows.setDefaultSectionSize(theme.px(TOTALS_HEIGHT if self._is_totals else ROW_HEIGHT))
        self._share_width()

    def _share_width(self) -> None:
        state = self.cells.state
        if state is None or not state.columns:
            return
        widths = widths_of(state.columns, (self._beside or self).viewport().width())
        for place, width in enumerate(widths):
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)
        if self._is_totals:
            self._span_titles(state)
        elif (height := head_height(state.columns, widths[1:])) != self.horizontalHeader().height():
            self.horizontalHeader().setFixedHeight(height)

    def _span_titles(self, state: State) -> None:
        """The words of a total go across the columns that have none."""
        first = next((place for place, column in enumerate(state.columns) if column.is_added_up), 0)
        for row in (0, 1):
            if self.columnSpan(row, 0) != first + 1 and first:
                self.setSpan(row, 0, 1, first + 1)


_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
