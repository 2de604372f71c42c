"""The optional questions inside Who: one field each, all at *not asked*, and one key for those that remain."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.entry import Answer
from outreach.questionnaire import Question
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import asking
from outreach.ui.desk.answer_button import AnswerButton
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.answers import NOT_ASKED, SAID, answer_text
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Line
from outreach.ui.shortcuts import Key
from outreach.vocabulary import Said

MOST_ACROSS, LEAST_WIDTH = 4, 112
_BETWEEN = 8
_NUMBERS = {
    2: N_("Prefers not to say, both"),
    3: N_("Prefers not to say, all three"),
    4: N_("Prefers not to say, all four"),
    5: N_("Prefers not to say, all five"),
    6: N_("Prefers not to say, all six"),
    7: N_("Prefers not to say, all seven"),
    8: N_("Prefers not to say, all eight"),
}


class QuestionsPanel(QWidget):
    """`went_on`: the last question was answered.  `made`: other fields are there than before."""

    went_on = Signal()
    made = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.setAccessibleName(words(N_("Optional questions")))
        self._asked: tuple[Question, ...] = ()
        self._fields: dict[object, _Field] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._rest = Button(key=Key.PREFERS_NOT.shown)
        self._rest.clicked.connect(presenter.asking.prefer_not_the_rest)
        policy = self._rest.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is left to ask must not move the fields
        self._rest.setSizePolicy(policy)
        beside = Column(None, self._rest, gap=0)
        row = Row(gap=8)
        row.addLayout(self._grid, 1)
        row.addLayout(beside)
        self._column = Column(Line(), row, gap=9)
        self._across = 0
        theme.changed.connect(self._arrange)
        self.setLayout(self._column)

    def show_state(self, state: State) -> None:
        found = asking.questions(state)
        if found != self._asked:
            self._make(found)
        for question in found:
            answer = asking.answer_to(state, question.id)
            self._fields[question.id].show_answer(question, answer, self._words)
        self._show_rest(len(asking.remaining(state)), len(found))

    def focus_first(self) -> None:
        """Where nothing was asked yet; else at the first."""
        left = asking.remaining(self._presenter.state) or self._asked
        if left:
            self._fields[left[0].id].button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._arrange()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        """In a small window the key of the last button is told elsewhere: the answers need the room."""
        self._rest.set_key("" if is_narrow else Key.PREFERS_NOT.shown)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._column.set_edges(0, gap=6 if is_compact else 9)

    def _make(self, found: tuple[Question, ...]) -> None:
        for field in self._fields.values():
            field.hide()
            self._grid.removeWidget(field)
            field.deleteLater()
        self._asked = found
        self._fields = {question.id: self._field(question) for question in found}
        self._across = 0
        self._arrange()
        self.made.emit()

    def _field(self, question: Question) -> "_Field":
        field = _Field(question, self._words(NOT_ASKED), self)
        field.button.told.connect(partial(self._presenter.asking.say, question.id))
        field.button.went_on.connect(partial(self._go_on, question))
        return field

    def _go_on(self, question: Question) -> None:
        """The next question; behind the last one, what comes after Who."""
        place = self._asked.index(question) + 1
        if place < len(self._asked):
            self._fields[self._asked[place].id].button.setFocus()
        else:
            self.went_on.emit()

    def _show_rest(self, left: int, questions: int) -> None:
        words = self._words
        if left == questions and questions in _NUMBERS:
            said = words(_NUMBERS[questions])
        elif left == questions:
            said = words(SAID[Said.PREFERS_NOT])
        else:
            said = words(N_("Prefers not to say, the rest"))
        self._rest.set_label(said)
        self._rest.setVisible(left > 0)

    def _fitting(self) -> int:
        room = self._grid.geometry().width() or self.width()
        gap = theme.px(_BETWEEN)
        least = max((field.least_width for field in self._fields.values()), default=theme.px(LEAST_WIDTH))
        return max(1, min(MOST_ACROSS, (room + gap) // (least + gap), len(self._fields) or 1))

    def _arrange(self) -> None:
        self._across = self._fitting()
        self._grid.setHorizontalSpacing(theme.px(_BETWEEN))
        self._grid.setVerticalSpacing(theme.px(6))
        for column in range(MOST_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < self._across else 0)
        for place, field in enumerate(self._fields.values()):
            self._grid.addWidget(field, place // self._across, place % self._across)
        self.updateGeometry()


class _Field(QWidget):
    """The name of a question above its answer."""

    def __init__(self, question: Question, nothing: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = AnswerButton(question.name, takes_several=question.takes_several)
        self._nothing = nothing
        self._name = Label(question.name, "quiet")
        self.setLayout(Column(self._name, self.button, gap=3))

    @property
    def least_width(self) -> int:
        """Its name, and *not asked*, are never cut; a long answer is, and told whole in the list."""
        return max(theme.px(LEAST_WIDTH), self._name.sizeHint().width(), self.button.width_for(self._nothing))

    def show_answer(self, question: Question, answer: Answer | None, words: Translator) -> None:
        choices = [(choice.id, choice.name) for choice in asking.offered(question, answer)]
        states = [(said, words(text)) for said, text in SAID.items()]
        groups = ([(None, words(NOT_ASKED))], choices, states)
        told: tuple[asking.Told, ...] = (None,) if answer is None else answer.choices or (answer.said,)
        self.button.show_answer(groups, told, answer_text(question, answer, words), is_said=answer is not None)
