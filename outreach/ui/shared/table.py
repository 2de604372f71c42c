"""The one table: row lines only, the selected row tinted with a bar at its left, every cell drawn by one delegate."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from outreach.translation import Translator
from outreach.ui import theme
from outreach.ui.shared.focus_ring import ring_moved
from outreach.ui.shared.rows_model import ROW_ROLE, SORT_ROLE, Column, RowLook, RowsModel
from outreach.ui.shared.table_drawing import Cell, Head, content_width, edges

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
HEAD = 32


class Table(QTableView, Generic[Row]):
    """`Table(COLUMNS, words, key=lambda row: row.item_id, name="Items")`.

    `show_rows(rows)` keeps the selection by `key`.  `selected(row)` when another row is chosen (None for none),
    `opened(row)` for Enter or a double press, `reached_end` when one has scrolled down to the last.  With `look` some
    rows are headings or parts of the row above; then nothing is sorted.

    While it is hidden the view has no cells: Qt tells the accessibility tree that those of a hidden view are shown.
    """

    selected = Signal(object)
    opened = Signal(object)
    reached_end = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        words: Translator,
        *,
        key: Callable[[Row], object],
        name: str,
        row_height: int = 33,
        head_height: int = HEAD,
        look: Callable[[Row], RowLook] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._words = key, words
        self._heights = (row_height, head_height)
        self._wanted: object = None
        self._is_filling = False
        self._is_sorting = look is None
        self.rows = RowsModel(columns, words, self, look or (lambda _: RowLook.PLAIN))
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setSourceModel(self.rows)
        self._nothing: RowsModel[Row] = RowsModel((), words, self)
        self._left_at = 0
        self.setModel(self._sorted)
        self.setItemDelegate(Cell(self, words))
        self.setAccessibleName(name)
        self.setProperty("ring_inside", True)  # noqa: FBT003 - a property's value
        self._set_up()

    def show_rows(self, rows: Sequence[Row]) -> None:
        chosen = self._wanted
        self._is_filling = True
        self.rows.show(rows)
        if self._is_away:
            self._is_filling = False
            return
        self._span_headings()
        self._is_filling = False
        self.select_key(chosen)
        self._share_width()

    def select_key(self, key: object) -> None:
        """Select the row of this key, without a word; none if it is not there (it is again when it is back)."""
        self._wanted = key
        if self._is_away:
            return
        for place, row in enumerate(self.rows.rows):
            if self._key(row) == key and key is not None:
                index = self._sorted.mapFromSource(self.rows.index(place, 0))
                # The current row is not always the selected one: the focus makes the first current.
                if self.current_row != row or index != self.currentIndex():
                    self._is_filling = True
                    self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
                    self._is_filling = False
                return
        self._is_filling = True
        self.clearSelection()
        self._is_filling = False

    @property
    def _is_away(self) -> bool:
        return self._sorted.sourceModel() is self._nothing

    @property
    def current_row(self) -> Row | None:
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isSelected(index):
            return None
        return cast("Row", index.data(ROW_ROLE))

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        head = self.horizontalHeader()
        if isinstance(head, Head):
            head.show_sorted(column, descending=descending)
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def fitting_height(self, rows: int | None = None) -> int:
        """How high it must be to show every row, or so many, without scrolling."""
        row, head = self._heights
        return theme.px(head) + theme.px(row) * (len(self.rows.rows) if rows is None else rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            row = self.current_row
            if row is not None:
                self.opened.emit(row)
            return
        if event.text() and event.text().isprintable():
            event.ignore()  # a letter does not jump about in the table
            return
        super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._is_filling or self._follow_a_screen_reader():
            return
        row = self.current_row
        key = None if row is None else self._key(row)
        if key != self._wanted:
            self._wanted = key
            self.selected.emit(row)

    def _follow_a_screen_reader(self) -> bool:
        """It selects a cell and leaves the current row where it was: the row of that cell is the one meant."""
        index = next(iter(self.selectionModel().selectedIndexes()), None)
        if index is None or self.selectionModel().isSelected(self.currentIndex()):
            return False
        self.selectionModel().setCurrentIndex(index.siblingAtColumn(0), _WHOLE_ROW)
        return True

    def ring_rect(self) -> QRect:
        """The focus ring goes round the current row, as far as it can be seen; else round the whole table."""
        index = self.currentIndex()
        port = self.viewport().geometry()
        if index.isValid():
            at = port.top() + self.rowViewportPosition(index.row())
            row = QRect(port.left(), at, port.width(), self.rowHeight(index.row()))
            if not (row & port).isEmpty():
                return row & port
        return self.rect()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        ring_moved(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        ring_moved(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self._is_away:
            self._left_at = self.verticalScrollBar().value()
            self._is_filling = True
            self._sorted.setSourceModel(self._nothing)
            self._is_filling = False

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_away:
            self._come_back()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_sorted"):
            self._measure()

    def _come_back(self) -> None:
        """The rows again, the same one selected, scrolled to where it was."""
        self._is_filling = True
        self._sorted.setSourceModel(self.rows)
        self._span_headings()
        self._is_filling = False
        self.select_key(self._wanted)
        self._share_width()
        self._is_filling = True
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._left_at)
        self._is_filling = False

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = Head(self)
        if self._is_sorting:
            head.sorted.connect(lambda place, descending: self.sort_by(place, descending=descending))
        else:
            head.setSectionsClickable(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setHorizontalHeader(head)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))
        self._measure()

    def _scrolled(self, value: int) -> None:
        if value == self.verticalScrollBar().maximum() and value > 0 and not self._is_filling:
            self.reached_end.emit()

    def _span_headings(self) -> None:
        """The words of a heading go across the table, some others over the columns that say nothing of their row."""
        self.clearSpans()
        has_spans = not self._is_sorting and len(self.rows.columns) > 1
        for place, row in enumerate(self.rows.rows if has_spans else ()):
            if self.rows.look(row) is RowLook.HEADING:
                self.setSpan(place, 0, 1, len(self.rows.columns))
                continue
            for at, column in enumerate(self.rows.columns):
                if (n := _span(column, row)) > 1:
                    self.setSpan(place, at, 1, n)

    def _measure(self) -> None:
        row, head = self._heights
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(theme.px(row))
        self.horizontalHeader().setFixedHeight(theme.px(head))
        self._share_width()

    def _share_width(self) -> None:
        """Each column as wide as what it says; what is left goes to the one that stretches."""
        columns = self.rows.columns
        if not columns:
            return
        stretched = next((place for place, column in enumerate(columns) if column.stretches), 0)
        wanted = [self._width_of(place) for place in range(len(columns))]
        for place in range(len(columns)):
            self._make_room_for_spans(wanted, place)
        widths = self._make_room(wanted, stretched)
        spare = self.viewport().width() - sum(widths)
        if spare < 0:  # the names are cut before a figure scrolls out of sight
            spare = max(spare, theme.px(_LEAST) - widths[stretched])
        widths[stretched] += spare
        for place, width in enumerate(widths):
            if width and self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def _make_room(self, widths: list[int], stretched: int) -> list[int]:
        """Where not everything fits though what stretches is cut, leave out what can be done without."""
        least = sum(widths) - widths[stretched] + min(widths[stretched], theme.px(_LEAST))
        is_narrow = least > self.viewport().width()
        for place, column in enumerate(self.rows.columns):
            is_hidden = is_narrow and column.hides_when_narrow
            if self.isColumnHidden(place) != is_hidden:
                self.setColumnHidden(place, is_hidden)
            if is_hidden:
                widths[place] = 0
        return widths

    def _width_of(self, place: int) -> int:
        column = self.rows.columns[place]
        head = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance(self._words(column.title))
        told = [row for row in self.rows.rows[:_MEASURED] if self.rows.look(row) is not RowLook.HEADING]
        cells = [content_width(column, row, self._words) for row in told if _span(column, row) == 1]
        left, right = edges(place, len(self.rows.columns))
        return max([head, *cells]) + left + right

    def _make_room_for_spans(self, widths: list[int], place: int) -> None:
        """What goes over several columns is as wide as they are together, or the first of them grows."""
        column = self.rows.columns[place]
        left, right = edges(place, len(self.rows.columns))
        for row in self.rows.rows[:_MEASURED] if column.spans else ():
            if (n := _span(column, row)) > 1:
                lacking = content_width(column, row, self._words) + left + right - sum(widths[place : place + n])
                widths[place] += max(0, lacking)


def _span(column: Column[Any], row: object) -> int:
    return column.spans(row) if column.spans else 1


_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_LEAST = 120  # the narrowest that what stretches is cut to
_MEASURED = 200  # rows looked at to find a column's width
