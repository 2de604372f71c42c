"""One read-only model for every table; a table is described by its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter

from outreach.translation import Translator
from outreach.ui.shared.status import Mark
from outreach.ui.theme import MEDIUM, REGULAR, Color

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
SORT_ROLE = int(_Role.UserRole)
ROW_ROLE = SORT_ROLE + 1
COLUMN_ROLE = SORT_ROLE + 2
LOOK_ROLE = SORT_ROLE + 3

_NOWHERE = QModelIndex()


class RowLook(Enum):
    """How a row stands among the others."""

    PLAIN = "plain"
    HEADING = "heading"  # its first column's words go across the table
    PART = "part"  # a part of the row above: seen, and not gone to


@dataclass(frozen=True)
class Column(Generic[Row]):
    """What one column says of a row, how it sorts, and how it looks.

    `title` is a message id.  `quiet` words stand behind the text in a lighter ink; `marks` are status chips; `draw`
    draws what is neither, `room` wide, at the right of the text.  `icon` stands before it; what `is_struck` is crossed
    out.  `hides_when_narrow`: left out where not everything fits.  `short` stands there where the text has no room.
    `spans`: over how many columns it goes, where those behind it say nothing of the row.
    """

    title: str
    text: Callable[[Row, Translator], str]
    sort_by: Callable[[Row], Any]
    is_number: bool = False
    weight: int = REGULAR
    ink: Color = Color.TEXT
    stretches: bool = False
    quiet: Callable[[Row, Translator], str] | None = None
    marks: Callable[[Row, Translator], Sequence[tuple[Mark, str]]] | None = None
    draw: Callable[[QPainter, QRect, Row], None] | None = None
    room: int = 0
    is_bold: Callable[[Row], bool] | None = None
    hides_when_narrow: bool = False
    icon: Callable[[Row], str] | None = None
    is_struck: Callable[[Row], bool] | None = None
    is_faint: Callable[[Row], bool] | None = None
    spans: Callable[[Row], int] | None = None
    short: Callable[[Row], str] | None = None


NAME_WEIGHT = MEDIUM


class RowsModel(QAbstractTableModel, Generic[Row]):
    def __init__(
        self,
        columns: Sequence[Column[Row]],
        words: Translator,
        parent: QObject | None = None,
        look: Callable[[Row], RowLook] = lambda _: RowLook.PLAIN,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._columns = tuple(columns)
        self.words = words
        self._rows: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        return self._columns

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; when only their contents differ, whoever looks keeps their place."""
        new = tuple(rows)
        if new == self._rows:
            return
        if len(new) == len(self._rows):
            self._rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self._columns) - 1))
            return
        before, after = _same_ends(self._rows, new)
        if not before and not after:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        if gone := self._rows[before : len(self._rows) - after]:
            self.beginRemoveRows(_NOWHERE, before, before + len(gone) - 1)
            self._rows = self._rows[:before] + self._rows[len(self._rows) - after :]
            self.endRemoveRows()
        if come := new[before : len(new) - after]:
            self.beginInsertRows(_NOWHERE, before, before + len(come) - 1)
            self._rows = new
            self.endInsertRows()

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def words_of(self, row: Row, column: Column[Row]) -> str:
        """Everything a cell says, as it is read aloud."""
        parts = [column.text(row, self.words)]
        if column.quiet:
            parts.append(column.quiet(row, self.words))
        if column.marks:
            parts += [text for _, text in column.marks(row, self.words)]
        return " ".join(part for part in parts if part)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.look(self._rows[index.row()]) is RowLook.PART:
            return flags & ~(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        answer = _ANSWERS.get(role)
        return answer(self, self._rows[index.row()], self._columns[index.column()]) if answer else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return self.words(self._columns[section].title)
        if role == _Role.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None


def _same_ends(old: Sequence[Row], new: Sequence[Row]) -> tuple[int, int]:
    """How many rows at the beginning, and how many of the others at the end, are the same in both."""
    most = min(len(old), len(new))
    before = next((place for place in range(most) if old[place] != new[place]), most)
    most -= before
    after = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    return before, after


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_ANSWERS: dict[int, Callable[[RowsModel[Any], Any, Column[Any]], Any]] = {
    int(_Role.DisplayRole): lambda model, row, column: column.text(row, model.words),
    int(_Role.AccessibleTextRole): lambda model, row, column: model.words_of(row, column),
    int(_Role.TextAlignmentRole): lambda _, __, column: _alignment(column),
    SORT_ROLE: lambda _, row, column: column.sort_by(row),
    ROW_ROLE: lambda _, row, __: row,
    COLUMN_ROLE: lambda _, __, column: column,
    LOOK_ROLE: lambda model, row, _: model.look(row),
}
