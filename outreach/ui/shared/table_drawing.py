"""How the cells and the head of the one table are drawn, and how much room what they say needs."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from outreach.translation import Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.control import Piece, draw_pieces, width_of
from outreach.ui.shared.rows_model import COLUMN_ROLE, LOOK_ROLE, ROW_ROLE, Column, RowLook
from outreach.ui.shared.status import draw_status, status_width
from outreach.ui.theme import Color

Index = QModelIndex | QPersistentModelIndex
_EDGE_LEFT, _EDGE_RIGHT, _PADDING, _GAP = 12, 10, 6, 4
_BAR, _ARROW = 3, 12


def edges(place: int, count: int) -> tuple[int, int]:
    left = theme.px(_EDGE_LEFT if place == 0 else _PADDING)
    right = theme.px(_EDGE_RIGHT if place == count - 1 else _PADDING)
    return left, right


def pieces_of(column: Column[Any], row: Any, words: Translator, room: int | None = None) -> list[Piece]:
    """What a cell says; in the `room` there is, its text gives way to the short one rather than being cut."""
    weight = theme.SEMIBOLD if column.is_bold and column.is_bold(row) else column.weight
    ink = Color.TEXT if column.is_bold and column.is_bold(row) else column.ink
    is_struck = column.is_struck is not None and column.is_struck(row)
    if is_struck or (column.is_faint and column.is_faint(row)):
        weight, ink = theme.REGULAR, Color.TEXT3
    pieces = [Piece(column.text(row, words), weight=weight, ink=ink, is_struck=is_struck)]
    if room is not None and column.short and pieces[0].width > room:
        pieces[0].text = column.short(row) or pieces[0].text
    if column.icon and (icon := column.icon(row)):
        pieces.insert(0, Piece(icon=icon, size=icons.XS, ink=ink, gap=6))
    if column.quiet and (quiet := column.quiet(row, words)):
        pieces.append(Piece(quiet, weight=theme.REGULAR, ink=Color.TEXT3))
    return [piece for piece in pieces if piece.text or piece.icon]


def content_width(column: Column[Any], row: Any, words: Translator) -> int:
    width = width_of(pieces_of(column, row, words), _GAP)
    if column.marks:
        marks = [status_width(mark, text) for mark, text in column.marks(row, words)]
        width += sum(marks) + theme.px(_GAP) * max(0, len(marks) - 1)
    return width + theme.px(column.room)


class Head(QHeaderView):
    """Titles; one that is pressed sorts (`sorted(column, descending)`) and shows it with a small arrow."""

    sorted = Signal(object, bool)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sorted_by: tuple[int, bool] | None = None
        self.sectionClicked.connect(self._sort)

    def show_sorted(self, place: int, *, descending: bool) -> None:
        self._sorted_by = (place, descending)
        self.viewport().update()

    def _sort(self, place: int) -> None:
        descending = self._sorted_by == (place, False)
        self.show_sorted(place, descending=descending)
        self.sorted.emit(place, descending)

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
        if self._sorted_by and self._sorted_by[0] == place:
            self._draw_arrow(painter, inside, aligned, QFontMetrics(painter.font()).horizontalAdvance(text))

    def _draw_arrow(self, painter: QPainter, inside: QRect, aligned: Qt.AlignmentFlag, width: int) -> None:
        """Beside the title, on the side where there is room."""
        size = theme.px(_ARROW)
        is_right = bool(aligned & Qt.AlignmentFlag.AlignRight)
        x = inside.right() + 1 - width - size if is_right else inside.left() + width
        name = "chevron-down" if self._sorted_by and self._sorted_by[1] else "chevron-up"
        icons.paint(painter, name, x, inside.top() + (inside.height() - size) / 2, size, Color.TEXT2)


class Cell(QStyledItemDelegate):
    def __init__(self, table: QTableView, words: Translator) -> None:
        super().__init__(table)
        self._words = words

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        look = index.data(LOOK_ROLE)
        painter.save()
        if look is not RowLook.PLAIN:
            painter.fillRect(box, theme.color(Color.ALT))
        if look is RowLook.PART and index.column() == 0:
            bar = QRect(box.topLeft(), QSize(theme.px(_BAR), box.height()))
            painter.fillRect(bar, theme.color(Color.ACCENT))
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
        row, words = index.data(ROW_ROLE), self._words
        left, right = edges(index.column(), index.model().columnCount())
        inside = box.adjusted(left, 0, -right, -1)
        if index.data(LOOK_ROLE) is RowLook.HEADING:
            heading = Piece(column.text(row, words), size=12, weight=theme.SEMIBOLD, ink=Color.TEXT2)
            quiet = Piece(column.quiet(row, words) if column.quiet else "", size=12, ink=Color.TEXT2)
            draw_pieces(painter, [heading, quiet], inside, _GAP)
            return
        if column.draw:
            room = QRect(
                inside.right() + 1 - theme.px(column.room), inside.top(), theme.px(column.room), inside.height()
            )
            painter.save()
            column.draw(painter, room, row)
            painter.restore()
            inside.setRight(room.left() - 1)
        pieces = pieces_of(column, row, words, inside.width())
        if column.is_number:
            inside.setLeft(max(inside.left(), inside.right() + 1 - width_of(pieces, _GAP)))
        draw_pieces(painter, pieces, inside, _GAP)
        if column.marks:
            at = inside.left() + width_of(pieces, _GAP)
            for mark, text in column.marks(row, words):
                middle = inside.top() + (inside.height() - theme.px(20)) // 2
                at += draw_status(painter, QPoint(at, middle), mark, text) + theme.px(_GAP)
