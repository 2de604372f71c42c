"""Optional questions: which the center asks, each switched on by hand; the one looked at opens at the right."""

from PySide6.QtWidgets import QFrame, QWidget

from outreach.questionnaire import Question
from outreach.translation import N_, Translator
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.names_form import NamesForm
from outreach.ui.settings.questions.editor import Editor, again_text
from outreach.ui.settings.questions.presenter import QuestionsPresenter, State
from outreach.ui.settings.section import SectionView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.check_box import CheckBox
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Panel
from outreach.ui.tasks import Tasks
from outreach.words import words_for

TITLE = N_("Optional questions")
_NOBODY = N_("Nobody has to answer, and nothing is asked unless you switch it on. Every answer begins at Not asked.")
_LESS = N_("Ask as little as you can: what is not known cannot be taken. A survey now and then often does.")


class QuestionsView(SectionView):
    def __init__(self, tasks: Tasks, settings: EditedBy, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = QuestionsPresenter(tasks, settings, self.show_state, self._say_kept)
        self._notice = Banner()
        self._rows = Lines[_Row](lambda: _QuestionRow(self.presenter, words), words(TITLE))
        self._several = CheckBox(words(N_("More than one answer")))
        self._add = NamesForm(words, words(N_("A question of your own")), words(N_("Add")))
        self._add.said.connect(lambda said: self.presenter.add(said, takes_several=self._several.isChecked()))
        self._own = QWidget()
        several = Row(self._several, Label(words(N_("More than one answer can be given")), "small2"), None, gap=4)
        self._own.setLayout(Column(self._add, several, gap=4))
        self._ask = Label(words(N_("Ask a coordinator to change this.")), "small2")
        self.live = self._editor = Editor(self.presenter, words)
        self._arrange()
        self.show_state(self.presenter.state)

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        first = next((row for row in self._rows.lines if isinstance(row, _QuestionRow)), None)
        if first is not None:
            first.focus()

    def show_state(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        else:
            self._notice.clear()
        set_shown(self._own, state.may_change)
        set_shown(self._ask, not state.may_change)
        rows = [_of_question(one, state, words) for one in state.questions]
        language = words.language
        rows += [
            _Row(one.key, one.name.get(language, one.name["en"]), words(N_("Not asked so far")), state)
            for one in state.starters
        ]  # fmt: skip
        self._rows.show_values(rows)
        self._editor.show_state(state)
        self.edited.emit()

    def _say_kept(self) -> None:
        self._add.show_names({})
        self.said.emit(self._words(N_("Kept")))

    def _arrange(self) -> None:
        words = self._words
        head = Column(
            Label(words(N_("What is asked")), "h2"),
            Label(words(_NOBODY), "small2", wraps=True),
            Label(words(_LESS), "small2", wraps=True),
            gap=2,
        )
        panel = Panel(Column(self._rows, gap=0, edges=(12, 6)))
        self.setLayout(Column(head, self._notice, panel, self._own, self._ask, None, gap=12))


class _Row:
    """One line of the list."""

    def __init__(self, key: str, name: str, hint: str, state: State, *, is_asked: bool = False) -> None:
        self.key, self.name, self.hint, self.is_asked = key, name, hint, is_asked
        self.is_chosen, self.may_change = key == state.chosen, state.may_change


def _of_question(question: Question, state: State, words: Translator) -> _Row:
    answers = words.count(N_("{n} answer"), N_("{n} answers"), len(question.offered))
    hint = f"{again_text(question, words)} · {answers}"
    return _Row(question.key, question.name, hint, state, is_asked=question.is_asked)


class _QuestionRow(QFrame):
    """Ticked while it is asked; its button looks into it."""

    def __init__(self, presenter: QuestionsPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._key = ""
        self._box = CheckBox("")
        self._box.ticked.connect(lambda is_on: presenter.switch(self._key, is_asked=is_on))
        self._name, self._hint = Label(role="item"), Label(role="small2")
        self._open = Button(words(N_("Details")), size=Size.SMALL)
        self._open.clicked.connect(lambda: presenter.choose(self._key))
        row = Row(self._box, gap=8, edges=(0, 5))
        row.addLayout(Column(self._name, self._hint, gap=0), 1)
        row.addWidget(self._open)
        self.setLayout(row)

    def focus(self) -> None:
        (self._box if self._box.isVisible() else self._open).setFocus()

    def show_value(self, value: _Row) -> None:
        self._key = value.key
        self._box.setAccessibleName(value.name)
        self._box.set_on(value.is_asked)
        set_shown(self._box, value.may_change)
        self._name.set_text(value.name)
        self._hint.set_text(value.hint)
        self._open.setAccessibleName(self._words(N_("Look at {question}"), question=value.name))
        self._open.set_held(value.is_chosen)
