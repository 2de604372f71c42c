"""The lines of a paper under the heads of their columns."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.panels import Spacer
from outreach.ui.stock.cells import Cell, Stretching
from outreach.ui.stock.paper import line as columns
from outreach.ui.stock.paper.draft import Field, Place
from outreach.ui.stock.paper.line import EDGES, GAP, LineWidget, Look
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.paper.state import PaperState

_HEADS = {
    Look.LOTS: (
        (N_("Amount"), columns.AMOUNT, False), (N_("Units"), columns.UNITS, True),
        (N_("Lot · expiry"), columns.LOT, False), (N_("Source"), columns.SOURCE, False),
        (N_("Left here"), columns.LEFT, True),
    ),
    Look.MACHINE: (
        (N_("Counted"), columns.AMOUNT, False), (N_("On the books"), columns.FIGURE, True),
        (N_("It gave"), columns.FIGURE, True), (N_("Put in"), columns.AMOUNT, False),
        (N_("Lot · expiry"), columns.LOT, False), (N_("Left here"), columns.LEFT, True),
    ),
    Look.NEW_LOTS: (
        (N_("Amount"), columns.AMOUNT, False), (N_("Units"), columns.UNITS, True),
        (N_("Lot number"), columns.NUMBER, False), (N_("Expiry"), columns.EXPIRY, False),
        (N_("Source, who pays"), columns.SOURCE, False),
    ),
}  # fmt: skip


class Heads(QFrame):
    """What stands in which column, once for all lines; where they are stacked there is none."""

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "table-head")
        name = Stretching("h3")
        name.set_text(words(N_("Item")))
        row = Row(gap=GAP, edges=(EDGES[0], 7, EDGES[1], 7))
        row.addWidget(name, 1)
        for text, width, is_number in _HEADS[look]:
            cell = Cell(width, "h3", is_number=is_number)
            cell.set_text(words(text))
            row.addWidget(cell)
        row.addWidget(Spacer(columns.REMOVE))
        self.setLayout(row)


class PaperLines(QWidget):
    """In the order they were added; `grew` when they have found their places."""

    grew = Signal()

    def __init__(self, presenter: PaperPresenter, words: Translator, name: str) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._lines: dict[int, LineWidget] = {}
        self._look, self._is_stacked = Look.LOTS, False
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self.setAccessibleName(name)

    def show_state(self, state: PaperState) -> None:
        wanted = [line.key for line in state.draft.lines]
        for gone in [self._lines.pop(key) for key in [*self._lines] if key not in wanted]:
            set_shown(gone, is_shown=False)  # the keyboard leaves it, and what was typed there is looked at and drawn
            gone.deleteLater()
        shares = state.shares()
        for line in state.draft.lines:
            if line.key not in self._lines:
                made = self._lines[line.key] = LineWidget(self._presenter, self._words, line.key)
                made.set_look(self._look, is_stacked=self._is_stacked)
                self._column.addWidget(made)
            self._lines[line.key].show_line(line, shares.get(line.key, ()), state)

    def set_look(self, look: Look, *, is_stacked: bool) -> None:
        self._look, self._is_stacked = look, is_stacked
        for line in self._lines.values():
            line.set_look(look, is_stacked=is_stacked)

    @property
    def chain(self) -> list[QWidget]:
        return [widget for line in self._lines.values() for widget in line.chain]

    def field(self, place: Place) -> QWidget | None:
        line = self._lines.get(place.key)
        return line.field(place.field if place.field is not Field.FIND else Field.AMOUNT) if line else None

    def line_of(self, widget: QWidget | None) -> LineWidget | None:
        """The line the keyboard is in."""
        return next(
            (line for line in self._lines.values() if widget is not None and line.isAncestorOf(widget)), None
        )  # fmt: skip

    @property
    def last(self) -> LineWidget | None:
        return next(reversed(self._lines.values()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grew.emit()
