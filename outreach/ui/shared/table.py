"""The one table: row lines only, the selected row tinted with a bar at its left, every cell drawn by one delegate."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from outreach.translation import Translator
from outreach.ui import theme
from outreach.ui.shared.control import Piece, draw_pieces, width_of
from outreach.ui.shared.focus_ring import ring_moved
from outreach.ui.shared.rows_model import COLUMN_ROLE, ROW_ROLE, SORT_ROLE, Column, RowsModel
from outreach.ui.shared.status import draw_status, status_width
from outreach.ui.theme import Color

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
HEAD = 32
_EDGE_LEFT, _EDGE_RIGHT, _PADDING, _GAP = 12, 10, 6, 4
_BAR = 3


class Table(QTableView, Generic[Row]):
    """`Table(COLUMNS, words, key=lambda row: row.item_id, name="Items")`.

    `show_rows(rows)` keeps the selection by `key`.  `selected(row)` when another row is chosen (None for none),
    `opened(row)` for Enter or a double press.
    """

    selected = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        words: Translator,
        *,
        key: Callable[[Row], object],
        name: str,
        row_height: int = 33,
        head_height: int = HEAD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._words = key, words
        self._heights = (row_height, head_height)
        self._wanted: object = None
        self._is_filling = False
        self.rows = RowsModel(columns, words, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setSourceModel(self.rows)
        self.setModel(self._sorted)
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName(name)
        self.setProperty("ring_inside", True)  # noqa: FBT003 - a property's value
        self._set_up()

    def show_rows(self, rows: Sequence[Row]) -> None:
        chosen = self._wanted
        self._is_filling = True
        self.rows.show(rows)
        self._is_filling = False
        self.select_key(chosen)
        self._share_width()

    def select_key(self, key: object) -> None:
        """Select the row of this key, without a word; none if it is not there (it is again when it is back)."""
        self._wanted = key
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
    def current_row(self) -> Row | None:
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isSelected(index):
            return None
        return cast("Row", index.data(ROW_ROLE))

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def fitting_height(self) -> int:
        """How high it must be to show every row without scrolling."""
        row, head = self._heights
        return theme.px(head) + theme.px(row) * len(self.rows.rows)

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
        if self._is_filling:
            return
        row = self.current_row
        key = None if row is None else self._key(row)
        if key != self._wanted:
            self._wanted = key
            self.selected.emit(row)

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_sorted"):
            self._measure()

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
        self.setHorizontalHeader(_Head(self))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))
        self._measure()

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
        widths = self._make_room([self._width_of(place) for place in range(len(columns))])
        stretched = next((place for place, column in enumerate(columns) if column.stretches), 0)
        spare = self.viewport().width() - sum(widths)
        if spare < 0:  # the names are cut before a figure scrolls out of sight
            spare = max(spare, theme.px(120) - widths[stretched])
        widths[stretched] += spare
        for place, width in enumerate(widths):
            if width and self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def _make_room(self, widths: list[int]) -> list[int]:
        """Where not everything fits, leave out what can be done without."""
        is_narrow = sum(widths) > self.viewport().width()
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
        cells = [_content_width(column, row, self._words) for row in self.rows.rows[:_MEASURED]]
        left, right = edges(place, len(self.rows.columns))
        return max([head, *cells]) + left + right


_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_MEASURED = 200  # rows looked at to find a column's width


def edges(place: int, count: int) -> tuple[int, int]:
    left = theme.px(_EDGE_LEFT if place == 0 else _PADDING)
    right = theme.px(_EDGE_RIGHT if place == count - 1 else _PADDING)
    return left, right


def _pieces(column: Column[Any], row: Any, words: Translator) -> list[Piece]:
    weight = theme.SEMIBOLD if column.is_bold and column.is_bold(row) else column.weight
    ink = Color.TEXT if column.is_bold and column.is_bold(row) else column.ink
    pieces = [Piece(column.text(row, words), weight=weight, ink=ink)]
    if column.quiet and (quiet := column.quiet(row, words)):
        pieces.append(Piece(quiet, weight=theme.REGULAR, ink=Color.TEXT3))
    return [piece for piece in pieces if piece.text]


def _content_width(column: Column[Any], row: Any, words: Translator) -> int:
    width = width_of(_pieces(column, row, words), _GAP)
    if column.marks:
        marks = [status_width(mark, text) for mark, text in column.marks(row, words)]
        width += sum(marks) + theme.px(_GAP) * max(0, len(marks) - 1)
    return width + theme.px(column.room)


class _Head(QHeaderView):
    """Titles that sort when pressed, with a small arrow on the one that does."""

    def __init__(self, table: Table[Any]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sorted_by: tuple[int, bool] | None = None
        self.sectionClicked.connect(lambda place: self._sort(table, place))

    def _sort(self, table: Table[Any], place: int) -> None:
        descending = self._sorted_by == (place, False)
        self._sorted_by = (place, descending)
        table.sort_by(place, descending=descending)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        painter.fillRect(rect, theme.color(Color.ALT))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Color.LINE))
        left, right = edges(place, self.count())
        model = self.model()
        text = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        inside = rect.adjusted(left, 0, -right, 0)
        painter.setFont(theme.font(12, theme.SEMIBOLD))
        painter.setPen(theme.color(Color.TEXT2))
        aligned = model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(inside, aligned, text)


class _Cell(QStyledItemDelegate):
    def __init__(self, table: Table[Any]) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_selected:
            painter.fillRect(box, theme.color(Color.TINT))
            if index.column() == 0:
                bar = QRect(box.topLeft(), QSize(theme.px(_BAR), box.height() - 1))
                painter.fillRect(bar, theme.color(Color.ACCENT))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), theme.color(Color.LINE))
        self._draw(painter, box, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.px(24))

    def _draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        column: Column[Any] = index.data(COLUMN_ROLE)
        row, words = index.data(ROW_ROLE), self._table._words  # noqa: SLF001 - its own delegate
        left, right = edges(index.column(), self._table.rows.columnCount())
        inside = box.adjusted(left, 0, -right, -1)
        if column.draw:
            room = QRect(
                inside.right() + 1 - theme.px(column.room), inside.top(), theme.px(column.room), inside.height()
            )
            painter.save()
            column.draw(painter, room, row)
            painter.restore()
            inside.setRight(room.left() - 1)
        pieces = _pieces(column, row, words)
        if column.is_number:
            inside.setLeft(max(inside.left(), inside.right() + 1 - width_of(pieces, _GAP)))
        draw_pieces(painter, pieces, inside, _GAP)
        if column.marks:
            at = inside.left() + width_of(pieces, _GAP)
            for mark, text in column.marks(row, words):
                middle = inside.top() + (inside.height() - theme.px(20)) // 2
                at += draw_status(painter, QPoint(at, middle), mark, text) + theme.px(_GAP)
