"""One kind of what waits: what it means, and each thing on a line of its own with what settles it beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel
from outreach.ui.stock.attention.wording import HEADS, MEANS
from outreach.waiting import Sort, Waits

RECEIVE, COUNT, PAPERS, SORT, CONFIRM, RETIRE, LET_STAND = (
    "receive", "count", "papers", "sort", "confirm", "retire", "let_stand",
)  # fmt: skip
LABELS = {
    RECEIVE: (N_("Receive a delivery"), N_("Receive a delivery: {what}")),
    COUNT: (N_("Count"), N_("Count: {what}")),
    PAPERS: (N_("Papers"), N_("Its papers: {what}")),
    SORT: (N_("Sort"), N_("Sort: {what}")),
    CONFIRM: (N_("Confirm"), N_("Confirm: {what}")),
    RETIRE: (N_("Retire it"), N_("Retire the barcode: {what}")),
    LET_STAND: (N_("Let it stand"), N_("Let it stand: {what}")),
}
SETTLES = {
    Sort.SHORT: (RECEIVE, COUNT, LET_STAND),
    Sort.RECEIVED: (PAPERS, LET_STAND),
    Sort.GIVEN: (LET_STAND,),
    Sort.THING: (SORT,),
    Sort.BARCODE: (CONFIRM, RETIRE),
}
"""What is offered of each sort, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line as it stands there."""

    waits: Waits
    fact: str
    where: str
    why: str = ""


class Group(Panel):
    """`asked(what, Waits)`: one of the things above is wanted of a line."""

    asked = Signal(str, object)

    def __init__(self, sort: Sort, offered: Sequence[str], words: Translator, beneath: QWidget | None = None) -> None:
        super().__init__(name=words(HEADS[sort]))
        self._is_narrow = False
        self._lines = Lines[Said](lambda: _Line(self, offered, words), words(HEADS[sort]))
        means = Label(words(MEANS[sort]), "small2", wraps=True)
        column = Column(Label(words(HEADS[sort]), "h2"), means, self._lines, gap=4, edges=(16, 12, 16, 8))
        if beneath is not None:
            column.addWidget(beneath)
        self.setLayout(column)

    def show_lines(self, said: Sequence[Said]) -> None:
        self._lines.show_values(said)
        self.fold(is_narrow=self._is_narrow)

    def fold(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for line in self._lines.lines:
            if isinstance(line, _Line):
                line.fold(is_narrow=is_narrow)

    @property
    def first(self) -> QWidget | None:
        """The button the keyboard begins at."""
        shown = [line for line in self._lines.lines if line.isVisibleTo(self)]
        return shown[0].first if shown and isinstance(shown[0], _Line) else None


class _Line(QWidget):
    def __init__(self, group: Group, offered: Sequence[str], words: Translator) -> None:
        super().__init__()
        self._words = words
        self._waits: Waits | None = None
        self._fact, self._where = Label(role="small-strong", wraps=True), Label(role="quiet", wraps=True)
        self._why = Label(role="small", wraps=True)
        self._buttons = {what: self._button(what, offered[0]) for what in offered}
        buttons = Row(gap=4)
        for what, button in self._buttons.items():
            button.clicked.connect(lambda _=False, what=what: group.asked.emit(what, self._waits))
            buttons.addWidget(button)
        buttons.addStretch(0)
        self._sides = Row(gap=10)
        self._sides.addLayout(Column(self._fact, self._where, self._why, gap=1), 1)
        self._sides.addLayout(buttons)
        self.setLayout(Column(Rule(), self._sides, gap=7, edges=(0, 0, 0, 7)))

    def fold(self, *, is_narrow: bool) -> None:
        """Where there is little room the buttons stand under what they settle."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(down if is_narrow else across)

    @property
    def first(self) -> QWidget:
        return next(iter(self._buttons.values()))

    def show_value(self, said: Said) -> None:
        self._waits = said.waits
        self._fact.set_text(said.fact)
        self._where.set_text(said.where)
        self._why.set_text(said.why)
        for label in (self._where, self._why):
            set_shown(label, bool(label.text()))
        for what, button in self._buttons.items():
            button.setAccessibleName(self._words(LABELS[what][1], what=f"{said.fact}, {said.where}"))

    def _button(self, what: str, first: str) -> Button:
        kind = Kind.SECONDARY if what == first else Kind.QUIET
        return Button(self._words(LABELS[what][0]), kind=kind, size=Size.SMALL)
