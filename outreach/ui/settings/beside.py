"""A list and what is chosen in it, side by side; where there is no room for both, one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column as Down
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.rows_model import NAME_WEIGHT, Column, RowLook
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shared.status import Mark
from outreach.ui.shared.table import Table

LIST_WIDTH, ONE_AT_A_TIME_BELOW = 308, 700
NAME = N_("Name")
_ROW = 33


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list; without a key it is a heading."""

    key: int | None
    name: str
    quiet: str = ""
    marks: tuple[tuple[Mark, str], ...] = ()


_COLUMNS: tuple[Column[ListRow], ...] = (
    Column(
        NAME, lambda row, _: row.name, lambda row: row.name, weight=NAME_WEIGHT, stretches=True,
        quiet=lambda row, _: row.quiet, marks=lambda row, _: row.marks,
    ),
)  # fmt: skip


class ChoiceTable(Table[ListRow]):
    """`picked(key)` when another line is chosen, `taken(key)` for Enter or a double press."""

    picked = Signal(object)
    taken = Signal(object)

    def __init__(self, words: Translator, *, name: str) -> None:
        look: Callable[[ListRow], RowLook] = lambda row: RowLook.PLAIN if row.key is not None else RowLook.HEADING  # noqa: E731
        super().__init__(
            _COLUMNS, words, key=lambda row: row.name if row.key is None else row.key, name=name, row_height=_ROW,
            head_height=0, look=look,
        )  # fmt: skip
        self.horizontalHeader().hide()
        self.selected.connect(lambda row: self._tell(row, self.picked.emit))
        self.opened.connect(lambda row: self._tell(row, self.taken.emit))

    def _tell(self, row: ListRow | None, tell: Callable[[int], None]) -> None:
        if row is not None and row.key is not None:
            tell(row.key)


class Beside(QWidget):
    """`Beside(list parts, form)`; `set_detail(True)` shows the form where only one of the two has room."""

    def __init__(self, parts: Sequence[QWidget], form: QWidget, *, name: str) -> None:
        super().__init__()
        self._is_detail = self._is_narrow = False
        column = Down(gap=8, edges=(10, 10, 10, 10))
        for part in parts:
            column.addWidget(part, 1 if isinstance(part, Table) else 0)
        self._list = Panel(column, role="side", name=name)
        self._form = Scrolling(form)
        row = Row(self._list, gap=0)
        row.addWidget(self._form, 1)
        self.setLayout(row)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def is_narrow(self) -> bool:
        """One at a time."""
        return self._is_narrow

    def set_detail(self, is_detail: bool) -> None:  # noqa: FBT001 - it is the state
        self._is_detail = is_detail
        self._measure()

    def to_top(self) -> None:
        self._form.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self._is_narrow = self.width() < theme.px(ONE_AT_A_TIME_BELOW)
        set_shown(self._list, not self._is_narrow or not self._is_detail)
        set_shown(self._form, not self._is_narrow or self._is_detail)
        self._list.setMinimumWidth(0 if self._is_narrow else theme.px(LIST_WIDTH))
        self._list.setMaximumWidth(16_777_215 if self._is_narrow else theme.px(LIST_WIDTH))
