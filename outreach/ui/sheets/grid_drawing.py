"""How the grid of a sheet is drawn: heads in two lines, hairlines, ticks, and the cell in hand with its caret."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.sheets.columns import DOTS, TICK, TICKED, Column, What
from outreach.ui.sheets.keying import Keying
from outreach.ui.sheets.short_heads import short_head
from outreach.ui.sheets.state import KEYED, PAPER, State
from outreach.ui.sheets.titles import Measure, in_lines, least_rooms, pieces_of
from outreach.ui.theme import Color

if TYPE_CHECKING:
    from outreach.ui.sheets.grid_view import SheetModel

Index = QModelIndex | QPersistentModelIndex
_LEAST = {
    What.CODE: 84, What.BEFORE: 46, What.PEOPLE: 34, What.ITEM: 44, What.OTHER: 150, What.HOW: 36, What.AMOUNT: 44,
    What.SERVICE: 38, What.REFERRED: 110,
}  # fmt: skip
_TIGHT = {What.CODE: 76, What.OTHER: 92, What.REFERRED: 62, What.AMOUNT: 36, What.SERVICE: 34}
_NUMBER, _PAD = 28, 4
_LINE, _FOOT = 15, 4
_CENTERED = TICKED | {What.HOW}
_LEFT = frozenset({What.CODE, What.OTHER, What.REFERRED})
_LEAST_TITLE, _MOST_TITLE = 24, 76


def widths_of(columns: Sequence[Column], room: int) -> list[int]:
    """Each as wide as its title or its least; what is left goes to what is written out."""
    measure = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance
    widths = [theme.px(_NUMBER), *(_natural(column, measure) for column in columns)]
    for first, last, group in groups_of(columns):
        lacking = _needed(group, measure) - sum(widths[first + 1 : last + 2])
        widths[last + 1] += max(0, lacking)
    spare = room - sum(widths)
    other = next((n for n, column in enumerate(columns, start=1) if column.what is What.OTHER), len(columns))
    if spare > 0:
        widths[other] += spare // 3
        widths[-1] += spare - spare // 3
    elif spare < 0:
        _make_room(columns, widths, -spare, measure)
    return widths


def head_height(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """As many lines as what the columns stand under and their titles need."""
    measure = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance
    pad = theme.px(_PAD)
    titles = [
        in_lines(one.title, one.more, width - 2 * pad, measure, one.short)
        for one, width in zip(columns, widths, strict=True)
    ]
    groups = [
        in_lines(group, "", sum(widths[first : last + 1]) - pad - 1, measure, short_head(group))
        for first, last, group in groups_of(columns)
    ]
    lines = max(map(len, titles), default=1) + max(map(len, groups), default=1)
    return theme.px(_LINE) * lines + 3 * theme.px(_FOOT)


def _natural(column: Column, measure: Measure) -> int:
    title = min(_longest(column.title, measure) + 2 * theme.px(_PAD), theme.px(_MOST_TITLE))
    return max(theme.px(_LEAST[column.what]), title if column.what is not What.OTHER else 0)


def _longest(text: str, measure: Measure) -> int:
    return max((measure(word) for word in text.split()), default=0)


def _make_room(columns: Sequence[Column], widths: list[int], lacking: int, measure: Measure) -> None:
    """What is written out gets less, then short names stand in; then titles are cut, each told from the others."""
    pad, most = 2 * theme.px(_PAD), theme.px(_MOST_TITLE)
    rooms = least_rooms([(column.title, column.short) for column in columns], theme.px(_LEAST_TITLE), most, measure)
    least = [theme.px(_NUMBER)]
    least += [max(room + pad, _tight(column)) for column, room in zip(columns, rooms, strict=True)]
    written_out = [n for n, column in enumerate(columns, start=1) if column.what in (What.OTHER, What.REFERRED)]
    shorts = {
        n: max(tight, max(map(measure, pieces_of(column.short or column.title))) + pad)
        for n, (column, tight) in enumerate(zip(columns, map(_tight, columns), strict=True), start=1)
        if column.short or "-" in column.title
    }
    under_one = {n: max(least[n], _needed(column.group, measure)) for n, column in _alone(columns)}
    stages = ({n: least[n] for n in written_out}, shorts, dict(enumerate(least)) | under_one, dict(enumerate(least)))
    for places in stages:
        lacking = _take(widths, places, lacking)


def _tight(column: Column) -> int:
    return theme.px(_TIGHT.get(column.what, _LEAST[column.what]))


def _needed(group: str, measure: Measure) -> int:
    """What a group's own head needs."""
    return _longest(short_head(group) or group, measure) + theme.px(_PAD) + 1


def _alone(columns: Sequence[Column]) -> list[tuple[int, Column]]:
    """The columns that stand alone under their group's head."""
    return [(first + 1, columns[first]) for first, last, _ in groups_of(columns) if first == last]


def _take(widths: list[int], least: Mapping[int, int], lacking: int) -> int:
    """Take what is lacking from as few columns as can be, whole titles being worth more; what is lacking still."""
    for place in sorted(least, key=lambda n: widths[n] - least[n], reverse=True):
        taken = max(0, min(lacking, widths[place] - least[place]))
        widths[place] -= taken
        lacking -= taken
    return lacking


class GroupedHead(QHeaderView):
    """Each column's title, and above them what they stand under."""

    def __init__(self, cells: "SheetModel", table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._cells = cells
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        painter.fillRect(rect, theme.color(Color.ALT))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Color.LINE))
        state = self._cells.state
        if state is None or place == 0 or place > len(state.columns):
            return
        column = state.columns[place - 1]
        if place == 1 or state.columns[place - 2].group != column.group:
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), theme.color(Color.CONTROL))
        painter.setFont(theme.font(12, theme.SEMIBOLD))
        painter.setPen(theme.color(Color.TEXT2))
        under = rect.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), -theme.px(_FOOT))
        lines = in_lines(
            column.title, column.more, under.width(), painter.fontMetrics().horizontalAdvance, column.short
        )
        _draw_lines(painter, under, lines, _side(column), is_at_foot=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        state = self._cells.state
        if state is None:
            return
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(12, theme.SEMIBOLD))
        painter.setPen(theme.color(Color.TEXT))
        for first, last, group in groups_of(state.columns):
            left = self.sectionViewportPosition(first + 1)
            right = self.sectionViewportPosition(last + 1) + self.sectionSize(last + 1)
            box = QRect(left + theme.px(_PAD), theme.px(_FOOT), right - left - theme.px(_PAD) - 1, self.height())
            measure = painter.fontMetrics().horizontalAdvance
            lines = in_lines(group, "", box.width(), measure, short_head(group))
            _draw_lines(painter, box, lines, Qt.AlignmentFlag.AlignLeft, is_at_foot=False)
        painter.end()


def _draw_lines(
    painter: QPainter, box: QRect, lines: Sequence[str], side: Qt.AlignmentFlag, *, is_at_foot: bool
) -> None:
    each = theme.px(_LINE)
    top = box.bottom() + 1 - each * len(lines) if is_at_foot else box.top()
    for place, line in enumerate(lines):
        painter.drawText(
            QRect(box.left(), top + each * place, box.width(), each), side | Qt.AlignmentFlag.AlignVCenter, line
        )


def groups_of(columns: Sequence[Column]) -> list[tuple[int, int, str]]:
    """First and last place of each group."""
    found: list[tuple[int, int, str]] = []
    for place, column in enumerate(columns):
        if found and found[-1][2] == column.group:
            found[-1] = (found[-1][0], place, column.group)
        else:
            found.append((place, place, column.group))
    return found


class SheetCell(QStyledItemDelegate):
    def __init__(self, cells: "SheetModel", keying: Keying, view: QTableView) -> None:
        super().__init__(view)
        self._cells, self._keying, self._view = cells, keying, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, row = self._cells.state, self._cells.row_of(index)
        if state is None:
            return
        box: QRect = option.rect
        place = index.column() - 1
        painter.save()
        self._fill(painter, box, state, row, place)
        self._lines(painter, box, state, row, place)
        if place < 0:
            self._draw_number(painter, box, state, row, self._cells.text(index))
        else:
            self._draw_text(painter, box, state, row, place, self._cells.text(index))
        painter.restore()

    def _fill(self, painter: QPainter, box: QRect, state: State, row: int, place: int) -> None:
        is_here = (row, place) == (state.at.row, state.at.column) and state.is_keying
        fill = Color.SURFACE
        if (row, place) in state.wrong:
            fill = Color.OUT_FILL
        elif row < 0 and place >= 0 and self._differs(state, place):
            fill = Color.LOW_FILL
        elif is_here or (row == PAPER and place >= 0 and state.columns[place].is_added_up):
            fill = Color.SURFACE
        elif row < 0 or row == state.at.row or row in state.voided:
            fill = Color.ALT
        painter.fillRect(box, theme.color(fill))

    def _lines(self, painter: QPainter, box: QRect, state: State, row: int, place: int) -> None:
        line, control = theme.color(Color.LINE), theme.color(Color.CONTROL)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), line)
        columns = state.columns
        is_first = place >= 0 and (place == 0 or columns[place - 1].group != columns[place].group)
        painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), line)
        if is_first:
            painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), control)
        if row == KEYED:
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 2), control)

    def _draw_number(self, painter: QPainter, box: QRect, state: State, row: int, text: str) -> None:
        inside = box.adjusted(theme.px(8), 0, -theme.px(7), 0)
        if row < 0:
            painter.setFont(theme.font(13, theme.SEMIBOLD))
            painter.setPen(theme.color(Color.TEXT))
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            return
        painter.setFont(theme.font(12))
        painter.setPen(theme.color(Color.TEXT if row == state.at.row else Color.TEXT3))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_text(self, painter: QPainter, box: QRect, state: State, row: int, place: int, text: str) -> None:
        column = state.columns[place]
        inside = box.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        if text == TICK and column.what in TICKED and row >= 0:
            size = theme.px(icons.S)
            at = box.center()
            icons.paint(painter, "check", at.x() - size / 2, at.y() - size / 2, size, Color.ACCENT)
            return
        font = theme.font(13, theme.SEMIBOLD if row < 0 else theme.REGULAR)
        font.setStrikeOut(row in state.voided)
        painter.setFont(font)
        painter.setPen(theme.color(self._ink(state, row, place, text)))
        side = Qt.AlignmentFlag.AlignRight if row < 0 and column.is_added_up else _side(column)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        is_here = (row, place) == (state.at.row, state.at.column)
        if is_here and state.typing is not None and self._view.hasFocus():
            self._draw_caret(painter, inside, side, painter.fontMetrics().horizontalAdvance(shown))

    def _draw_caret(self, painter: QPainter, inside: QRect, side: Qt.AlignmentFlag, width: int) -> None:
        x = inside.right() + 1
        if side == Qt.AlignmentFlag.AlignLeft:
            x = inside.left() + width + 1
        elif side == Qt.AlignmentFlag.AlignHCenter:
            x = inside.center().x() + width // 2 + 1
        height = theme.px(16)
        painter.fillRect(QRect(x, inside.center().y() - height // 2, 1, height), theme.color(Color.TEXT))

    def _ink(self, state: State, row: int, place: int, text: str) -> Color:
        if (row, place) in state.wrong:
            return Color.OUT
        if row < 0 and self._differs(state, place):
            return Color.LOW
        return Color.TEXT3 if text == DOTS or row in state.voided else Color.TEXT

    def _differs(self, state: State, place: int) -> bool:
        column = state.columns[place]
        return any(
            (one.column.item_id, one.column.service_id) == (column.item_id, column.service_id)
            for one in state.differences
            if column.is_added_up
        )


def _side(column: Column) -> Qt.AlignmentFlag:
    if column.what in _CENTERED:
        return Qt.AlignmentFlag.AlignHCenter
    return Qt.AlignmentFlag.AlignLeft if column.what in _LEFT else Qt.AlignmentFlag.AlignRight
