"""The lines of a count, shelf by shelf, as one walks them."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.cells import Cell, Stretching
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.count_row import AMOUNT, EDGES, EXPECTED, EXPIRY, GAP, LOT, RIGHT, CountRow
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import State
from outreach.vocabulary import DraftLineId


class Heads(QFrame):
    """What the columns are."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "table-head")
        item = Stretching("h3")
        item.set_text(words(N_("Item")))
        self._cells = {
            "lot": Cell(LOT, "h3"), "expiry": Cell(EXPIRY, "h3"),
            "expected": Cell(EXPECTED, "h3", is_number=True),
            "counted": Cell(AMOUNT, "h3", is_number=True), "right": Cell(RIGHT, "h3"),
        }  # fmt: skip
        texts = {
            "lot": N_("Lot"), "expiry": N_("Expiry"), "expected": N_("Expected"), "counted": N_("Counted"),
        }  # fmt: skip
        for name, text in texts.items():
            self._cells[name].set_text(words(text))
        row = Row(gap=GAP, edges=(EDGES, 7, EDGES, 7))
        row.addWidget(item, 1)
        for cell in self._cells.values():
            row.addWidget(cell)
        self._bar = QWidget()
        self.set_bar(0)
        self.setLayout(Row(row, self._bar, gap=0))

    def set_bar(self, width: int) -> None:
        """Leave room for the bar the lines scroll by."""
        self._bar.setFixedWidth(width)

    def show_columns(self, *, has_expected: bool, is_stacked: bool) -> None:
        for name in ("lot", "expiry"):
            set_shown(self._cells[name], not is_stacked)
        set_shown(self._cells["expected"], has_expected)


class _ShelfHead(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "shelf-head")
        self._name, self._done = Label(role="h3"), Label(role="quiet")
        row = Row(self._name, None, self._done, gap=8, edges=(EDGES, 6))
        self.setLayout(Column(row, Rule(), gap=0))

    def say(self, name: str, done: str) -> None:
        self._name.set_text(name)
        self._done.set_text(done)


class CountLines(QWidget):
    """Rows that stay are drawn again and not made again."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._rows: dict[DraftLineId, CountRow] = {}
        self._heads: dict[str, _ShelfHead] = {}
        self._order: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setLayout(self._column)
        self.setAccessibleName(words(N_("Lines to count")))

    def show_state(self, state: State, *, is_stacked: bool) -> None:
        words, order = self._words, list[QWidget]()
        last = None
        done = {shelf: (counted, all_) for shelf, counted, all_ in state.shelves()}
        for line in state.lines:
            if line.shelf != last:
                last = line.shelf
                head = self._heads.setdefault(last, _ShelfHead())
                counted, all_ = done[last]
                head.say(wording.shelf(last, words), words(N_("{n} of {all} done"), n=counted, all=all_))
                order.append(head)
            row = self._rows.get(line.id)
            if row is None:
                row = self._rows[line.id] = CountRow(self._presenter, words)
            row.show_line(line, state, is_stacked=is_stacked)
            order.append(row)
        self._put(order)

    def row(self, line_id: DraftLineId | None) -> CountRow | None:
        return self._rows.get(line_id) if line_id is not None else None

    def row_of(self, widget: QWidget | None) -> CountRow | None:
        """The line the keyboard is in."""
        return next((row for row in self._rows.values() if widget is not None and row.isAncestorOf(widget)), None)

    @property
    def chain(self) -> list[QWidget]:
        return [widget for row in self._order if isinstance(row, CountRow) for widget in row.chain]

    def _put(self, order: list[QWidget]) -> None:
        if order == self._order:
            return
        for widget in self._order:
            if widget not in order:
                widget.hide()
            self._column.removeWidget(widget)
        for place, widget in enumerate(order):
            self._column.insertWidget(place, widget)
            widget.show()
        self._order = order
        kept = {line_id: row for line_id, row in self._rows.items() if row in order}
        for row in self._rows.values():
            if row not in order:
                row.deleteLater()
        self._rows = kept
