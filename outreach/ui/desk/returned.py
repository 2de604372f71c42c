"""Returned: how used syringes were measured, and what that comes to.  Digits typed after F6 mean *Counted*."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QStackedWidget, QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk import wording
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Question, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import KeyHint
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.measured import Container, Figure, Weight
from outreach.ui.shortcuts import Key
from outreach.vocabulary import ReturnedHow

_HOW = (
    (ReturnedHow.NOT_ASKED, N_("Not asked")),
    (ReturnedHow.NONE, N_("None")),
    (ReturnedHow.TOLD, N_("They say")),
    (ReturnedHow.COUNTED, N_("Counted")),
    (ReturnedHow.CONTAINER, N_("Container")),
    (ReturnedHow.WEIGHT, N_("Weight")),
)
_SAID = {
    ReturnedHow.NOT_ASKED: N_("Saved as not asked, which is different from none."),
    ReturnedHow.NONE: N_("Saved as none returned."),
}
_HERE = {
    Question.HOW_MANY_TOLD,
    Question.HOW_MANY_COUNTED,
    Question.HOW_FULL,
    Question.HOW_HEAVY,
    Question.LIGHTER_BAG,
}


class ReturnedPanel(QFrame):
    """`went_on`: Enter in a figure, which means it is said."""

    went_on = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._presenter, self._words = presenter, words
        self._question = Question.NONE
        self._how = Segmented([(how, words(text)) for how, text in _HOW], name=words(N_("Returned")), padding=11)
        self._how.chosen.connect(lambda how: presenter.returned(how=how))
        self._hint = Label(words(N_("Never open a container to count")), "quiet")
        self._asked = Label(role="low")
        self._asked.hide()
        self._rows = QStackedWidget()
        self._said = Label(role="small2")
        self._figure = Figure(presenter.returned, words)
        self._container = Container(presenter.returned, words)
        self._weight = Weight(presenter.returned, words)
        for row in (self._said, self._figure, self._container, self._weight):
            self._rows.addWidget(row)
        for row in (self._figure, self._container, self._weight):
            row.entered.connect(self.went_on)
        key = KeyHint(Key.RETURNED.shown)
        title = Row(Label(words(N_("Returned")), "h2"), self._hint, self._asked, None, key, gap=8)
        self._column = Column(title, Row(self._how, None), self._rows, None, gap=8, edges=(12, 11))
        self.setLayout(self._column)
        for segment in self._segments:
            segment.installEventFilter(self)

    def show_state(self, state: State) -> None:
        returned = state.draft.returned
        self._how.choose(returned.how)
        if returned.how in _SAID:
            self._said.set_text(self._words(_SAID[returned.how]))
            self._rows.setCurrentWidget(self._said)
        elif returned.how in (ReturnedHow.TOLD, ReturnedHow.COUNTED):
            self._rows.setCurrentWidget(self._figure)
            self._figure.show_returned(returned)
        elif returned.how is ReturnedHow.CONTAINER:
            self._rows.setCurrentWidget(self._container)
            self._container.show_returned(returned, state.catalog)
        else:
            self._rows.setCurrentWidget(self._weight)
            self._weight.show_returned(returned, state.catalog)
        self._ask(state.question if state.question in _HERE else Question.NONE)

    def focus(self) -> None:
        """Where F6 goes: digits typed here mean Counted."""
        self._how.focus()

    def focus_figure(self) -> None:
        row = self._rows.currentWidget()
        if isinstance(row, Figure | Container | Weight):
            row.focus()

    def measure_now(self) -> None:
        self._column.activate()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._column.set_edges((12, 8 if is_compact else 11), gap=5 if is_compact else 8)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        self._how.set_height(32, 8 if is_narrow else 11)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self.focus_figure)  # once the press has chosen
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().isdigit() and event.text().isascii():
            self._presenter.returned(how=ReturnedHow.COUNTED, counted=int(event.text()))
            self._figure.go_on_typing()
            return True
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._how.now in _SAID:
                self.went_on.emit()
            self.focus_figure()
            return True
        return False

    def _ask(self, question: Question) -> None:
        if question is self._question:
            return
        self._question = question
        self._asked.set_text(self._words(wording.QUESTIONS[question]) if question in _HERE else "")
        self._asked.setVisible(question in _HERE)
        self._hint.setVisible(question not in _HERE)
        if question in _HERE:
            announce(self, self._asked.text(), at_once=True)
            self.focus_figure()

    @property
    def _segments(self) -> list[QAbstractButton]:
        return self._how.findChildren(QAbstractButton)
