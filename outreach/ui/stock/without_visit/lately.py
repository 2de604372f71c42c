"""What was recorded last without a visit, each to be corrected or voided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.stock.without_visit import wording
from outreach.ui.stock.without_visit.state import Lately, State


class LatelyPanel(QFrame):
    """`correct(one)` and `void(one)`."""

    correct = Signal(object)
    void = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self._words = words
        self._lines = Lines[tuple[Lately, str, str, bool]](lambda: _Line(self, words), words(N_("Recorded lately")))
        self._nothing = Label(words(N_("Nothing was recorded yet.")), "small2", wraps=True)
        inside = QWidget()
        inside.setLayout(Column(self._nothing, self._lines, None, gap=0))
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = Column(Label(words(N_("Recorded lately")), "h2"), gap=8, edges=12)
        column.addWidget(scroll, 1)
        self.setLayout(column)

    def show_state(self, state: State) -> None:
        center = state.books.catalog if state.books else None
        values = [
            (one, *wording.listed(one, center, self._words), state.draft.correcting == one.id)
            for one in (state.lately if center else ())
            if center is not None
        ]
        self._lines.show_values(values)
        set_shown(self._nothing, not values)


class _Line(QWidget):
    def __init__(self, panel: LatelyPanel, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._one: Lately | None = None
        self._what, self._beside = Label(role="small-strong", wraps=True), Label(role="quiet", wraps=True)
        self._correct = Button(words(N_("Correct")), kind=Kind.QUIET, size=Size.SMALL)
        self._correct.clicked.connect(lambda: panel.correct.emit(self._one))
        self._void = Button(words(N_("Void")), kind=Kind.FAINT, size=Size.SMALL)
        self._void.clicked.connect(lambda: panel.void.emit(self._one))
        buttons = Row(self._correct, self._void, None, gap=4)
        self.setLayout(Column(self._what, self._beside, buttons, Rule(), gap=1, edges=(0, 4)))

    def show_value(self, value: tuple[Lately, str, str, bool]) -> None:
        self._one, what, beside, is_open = value
        self._what.set_text(what)
        self._beside.set_text(beside)
        self._correct.set_held(is_open)
        said = f"{what}, {beside}"
        self._correct.setAccessibleName(self._words(N_("Correct {what}"), what=said))
        self._void.setAccessibleName(self._words(N_("Void {what}"), what=said))
