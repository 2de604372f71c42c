"""The question looked at: its names and answers, for how long an answer stands, what it is printed against."""

from PySide6.QtWidgets import QFrame, QWidget

from outreach.catalog_editing.questions import Rule
from outreach.question_sets import AGE, QuestionSet
from outreach.questionnaire import Choice, Question
from outreach.translation import N_, N_plural, Translator
from outreach.ui.settings.names_form import NamesForm
from outreach.ui.settings.questions.presenter import QuestionsPresenter, State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, Kind, MenuButton, Size
from outreach.ui.shared.check_box import CheckBox
from outreach.ui.shared.choices import ChipRow
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line
from outreach.vocabulary import AskAgain, ChoiceId

_MONTHS = (1, 3, 6, 12, 24, 36)
_ONCE, _EVERY_VISIT = N_("Asked once"), N_("Asked at every visit")
_AFTER = N_plural("Asked again after {n} month", "Asked again after {n} months")


class Editor(QWidget):
    def __init__(self, presenter: QuestionsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._shown: tuple[object, ...] = ()
        self._title = Label(role="h2", wraps=True)
        self._hint = Label(role="small2", wraps=True)
        self._bands = ChipRow(words, name=words(N_("Whose age bands")))
        self._bands.toggled.connect(lambda key, _: presenter.toggle_layout(str(key)))
        self._begin = Button(words(N_("Ask this from now on")))
        self._begin.clicked.connect(lambda: presenter.switch(presenter.state.chosen, is_asked=True))
        self._up = IconButton("chevron-up", words(N_("Earlier at the desk")))
        self._down = IconButton("chevron-down", words(N_("Later at the desk")))
        self._up.clicked.connect(lambda: presenter.move(-1))
        self._down.clicked.connect(lambda: presenter.move(1))
        self._again = MenuButton(name=words(N_("How long an answer stands")), is_field=True)
        self._again.fill_width()
        self._again.chosen.connect(presenter.ask_again)
        self._names = NamesForm(words, words(N_("What it is called")), words(N_("Rename")))
        self._names.said.connect(presenter.rename)
        self._choices = Lines[_Answer](lambda: _ChoiceRow(presenter, words), words(N_("Answers")))
        self._answer = NamesForm(words, words(N_("One more answer")), words(N_("Add")))
        self._answer.said.connect(presenter.add_choice)
        self._against = ChipRow(words, name=words(N_("Printed against")))
        self._against.toggled.connect(lambda id_, _: presenter.pair(id_))
        self._arrange()

    def show_state(self, state: State) -> None:
        question, starter = state.question, state.starter
        set_shown(self._starter, starter is not None)
        set_shown(self._asked, question is not None)
        set_shown(self._change, question is not None and state.may_change)
        if starter is not None:
            self._show_starter(starter, state)
        elif question is not None:
            self._show_question(question, state)
        else:
            self._title.set_text(self._words(N_("Choose a question")))
            self._hint.set_text(self._words(N_("Its answers, and for how long one stands, are shown here.")))
        set_shown(self._hint, bool(self._hint.text()))

    def _show_starter(self, starter: QuestionSet, state: State) -> None:
        language = self._words.language
        self._title.set_text(starter.name.get(language, starter.name["en"]))
        sets = self._presenter.sets
        offered = sets.question(starter.key, state.layouts)
        self._hint.set_text(" · ".join(one.name.get(language, one.name["en"]) for one in offered.choices))
        self._bands.set_options([(one.key, one.name.get(language, one.name["en"])) for one in sets.age_layouts])
        self._bands.choose(state.layouts)
        for widget in (self._bands, self._bands_title):
            set_shown(widget, starter.key == AGE)
        set_shown(self._begin, state.may_change)

    def _show_question(self, question: Question, state: State) -> None:
        words = self._words
        self._title.set_text(question.name)
        self._hint.set_text(words(N_("More than one answer can be given.")) if question.takes_several else "")
        rules = [Rule(AskAgain.NEVER), *(Rule(AskAgain.AFTER_MONTHS, n) for n in _MONTHS), Rule(AskAgain.EVERY_VISIT)]
        now = Rule(question.ask_again, question.months)
        if now not in rules:
            rules.insert(1, now)
        self._again.set_choices([(one, _rule_text(one, words)) for one in rules], now)
        self._choices.show_values([_Answer(one, state) for one in question.choices])
        others = [one for one in state.questions if one.id != question.id]
        self._against.set_options([(one.id, one.name) for one in others])
        self._against.choose({id_ for pair in state.pairs if question.id in pair for id_ in pair} - {question.id})
        for widget in (self._against, self._against_title):
            set_shown(widget, bool(others))
        what = (question.id, state.called, state.renaming, state.choices_called)
        if what != self._shown:  # what is being typed stays
            self._shown = what
            self._names.show_names(state.called)
            self._answer.show_names(state.choices_called.get(state.renaming, {}) if state.renaming else {})
        self._answer.button.set_label(words(N_("Rename")) if state.renaming else words(N_("Add")))

    def _arrange(self) -> None:
        words = self._words
        self._bands_title = Label(words(N_("In bands that these layouts can be made from")), "item", wraps=True)
        self._against_title = Label(words(N_("Printed against")), "item")
        self._starter, self._asked, self._change = QWidget(), QWidget(), QWidget()
        self._starter.setLayout(Column(self._bands_title, self._bands, Row(self._begin, None), gap=6))
        place = Row(Label(words(N_("Place at the desk")), "item"), None, self._up, self._down, gap=4)
        self._change.setLayout(
            Column(place, self._again, Line(), self._answer, self._names, Line(), self._against_title, self._against)
        )
        self._asked.setLayout(Column(Label(words(N_("Answers")), "item"), self._choices, gap=2))
        self.setLayout(Column(self._title, self._hint, self._starter, self._asked, self._change, gap=8))


class _Answer:
    """One answer of the question looked at."""

    def __init__(self, choice: Choice, state: State) -> None:
        self.choice, self.may_change = choice, state.may_change
        self.is_renaming = state.renaming == choice.id


class _ChoiceRow(QFrame):
    """Ticked while it is offered."""

    def __init__(self, presenter: QuestionsPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._id = ChoiceId(0)
        self._box = CheckBox("")
        self._box.ticked.connect(lambda is_on: presenter.offer(self._id, is_offered=is_on))
        self._name = Label(role="small", wraps=True)
        self._rename = Button(words(N_("Rename")), kind=Kind.QUIET, size=Size.SMALL)
        self._rename.clicked.connect(lambda: presenter.rename_choice(self._id))
        row = Row(self._box, gap=6)
        row.addWidget(self._name, 1)
        row.addWidget(self._rename)
        self.setLayout(row)

    def show_value(self, value: _Answer) -> None:
        self._id = value.choice.id
        self._box.setAccessibleName(value.choice.name)
        self._box.set_on(not value.choice.is_retired)
        self._name.set_text(value.choice.name)
        self._name.set_role("quiet" if value.choice.is_retired else "small")
        self._rename.setAccessibleName(self._words(N_("Rename {name}"), name=value.choice.name))
        self._rename.set_held(value.is_renaming)
        for widget in (self._box, self._rename):
            set_shown(widget, value.may_change)


def again_text(question: Question, words: Translator) -> str:
    """For how long its answers stand."""
    return _rule_text(Rule(question.ask_again, question.months), words)


def _rule_text(rule: Rule, words: Translator) -> str:
    if rule.ask_again is AskAgain.AFTER_MONTHS:
        return words.count(*_AFTER, rule.months or 0)
    return words(_ONCE if rule.ask_again is AskAgain.NEVER else _EVERY_VISIT)
