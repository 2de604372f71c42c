"""Beside the form: whether it is the same event as another, what the center wants done now, where this stands."""

from PySide6.QtWidgets import QFrame, QWidget

from outreach.closed_lists import DrugCheckId
from outreach.translation import N_, Translator
from outreach.ui.happened import wording
from outreach.ui.happened.draft import Sample, Telling
from outreach.ui.happened.presenter import HappenedPresenter
from outreach.ui.happened.state import State
from outreach.ui.happened.to_do import ToDoLines
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule


class Beside(QWidget):
    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._heading, self._kept = Label(role="h2", wraps=True), Label(role="small2", wraps=True)
        self._same = _Same(presenter, words)
        self._to_do = ToDoLines(words)
        self._waiting = _Waiting(presenter, words)
        self._used, self._stands = Label(role="small2", wraps=True), Label(role="small2", wraps=True)
        self._rule = Rule()
        parts = (self._heading, self._kept, self._same, self._to_do, self._waiting)
        self.setLayout(Column(*parts, None, self._rule, self._used, self._stands, gap=10, edges=14))

    def show_state(self, state: State) -> None:
        words, report = self._words, state.report
        is_check = state.telling is Telling.DRUG_CHECK
        self._heading.set_text(wording.beside(state, words))
        self._kept.set_text(words(wording.kept(state)))
        self._same.show_state(state)
        self._waiting.show_state(state)
        if state.somebody_died:
            self._to_do.say((wording.to_talk(state, words),), is_quiet=True)
        else:
            to_do = wording.to_do(state, state.telling) if state.putting_right is None else ()
            self._to_do.say(to_do, is_quiet=False)
        self._used.set_text("" if is_check else wording.used_here(state, words))
        set_shown(self._used, bool(self._used.text()))
        self._stands.set_text("" if is_check or report is None else wording.stands_in(report.said, words))
        for part in (self._rule, self._stands):
            set_shown(part, bool(self._stands.text()))


class _Same(QFrame):
    """Offered and never asked in the way: the report may be saved without an answer."""

    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        set_role(self, "banner-info")
        self._words, self._presenter = words, presenter
        self._said = Label(role="small", wraps=True)
        self._yes = Button(words(N_("Same event")), size=Size.SMALL)
        self._yes.clicked.connect(self._is_same)
        self._no = Button(size=Size.SMALL)
        self._no.clicked.connect(self._is_apart)
        self._question = Label(words(N_("Same event?")), "small-strong")
        buttons = Row(self._yes, self._no, None, gap=6)
        self.setLayout(Column(self._question, self._said, buttons, gap=6, edges=(12, 10)))

    def show_state(self, state: State) -> None:
        words = self._words
        one, asked = state.same, state.asked_same
        said = ""
        if state.telling is not Telling.DRUG_CHECK and one is not None:
            told = wording.same_event(one, state.catalog, words)
            said = words(N_("Counted once, with the report of {report}."), report=told)
        elif asked is not None:
            told = wording.same_event(asked, state.catalog, words)
            said = words(N_("Another report: {report}. Two reports of one event count once."), report=told)
        is_open = one is None
        self._question.set_text(words(N_("Same event?") if is_open else N_("Same event")))
        set_shown(self._yes, is_open)
        self._no.set_label(words(N_("A different one") if is_open else N_("It is a different one")))
        if said and said != self._said.text():
            announce(self, f"{self._question.text()} {said}")
        self._said.set_text(said)
        set_shown(self, bool(said))

    def _is_same(self) -> None:
        if (one := self._presenter.state.asked_same) is not None:
            self._presenter.is_same(one)
            self._no.setFocus()

    def _is_apart(self) -> None:
        state = self._presenter.state
        if (one := state.same or state.asked_same) is not None:
            self._presenter.is_apart(one)


class _Waiting(QWidget):
    """Samples without a result: whoever hears it adds it."""

    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._title = Label(words(N_("Waiting for a result")), "h3", wraps=True)
        self._lines = Lines[tuple[Sample, str, bool]](lambda: _Sample(presenter, words), self._title.text())
        self._leave = Button(words(N_("A new sample instead")), kind=Kind.QUIET, size=Size.SMALL)
        self._leave.clicked.connect(presenter.clear)
        self._older = Label(role="quiet", wraps=True)
        self.setLayout(Column(self._title, self._lines, self._older, Row(self._leave, None), gap=4))

    def show_state(self, state: State) -> None:
        is_check = state.telling is Telling.DRUG_CHECK and state.putting_right is None
        waiting = state.books.waiting if is_check and state.books is not None else ()
        samples = [Sample(DrugCheckId(line.id), line.said) for line in waiting]
        values = [
            (one, wording.sample(one.said, state.books.lists, self._words), one == state.result_of)
            for one in samples
            if state.books is not None
        ]
        self._lines.show_values(values)
        older = state.books.older if state.books is not None else 0
        said = self._words.count(N_("{n} older one is in History"), N_("{n} older ones are in History"), older)
        self._older.set_text(said if older else "")
        set_shown(self._older, bool(older))
        set_shown(self._leave, state.result_of is not None)
        set_shown(self, bool(values))


class _Sample(QWidget):
    _sample: Sample

    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._said = Label(role="small", wraps=True)
        self._add = Button(words(N_("Add the result")), size=Size.SMALL)
        self._add.clicked.connect(lambda: presenter.open_result(self._sample))
        self.setLayout(Column(self._said, Row(self._add, None), Rule(), gap=4, edges=(0, 4)))

    def show_value(self, value: tuple[Sample, str, bool]) -> None:
        self._sample, said, is_open = value
        self._said.set_text(said)
        self._add.set_held(is_open)
        self._add.setAccessibleName(self._words(N_("Add the result: {sample}"), sample=said))
