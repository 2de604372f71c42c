"""Find by code, and two codes that are one person's: a panel beside the visits.  Codes go in and never come out."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLayout, QWidget

from outreach.errors import Refusal
from outreach.finding import MOST_AN_HOUR
from outreach.translation import N_, N_plural, Translator
from outreach.ui.history.codes_presenter import Codes, CodesPresenter, Done, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.code_field import CodeField
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Line
from outreach.ui.tasks import Tasks
from outreach.words import words_for

FIND_BY_CODE = N_("Find by code")
_NOTED = N_("For a person who asks. Each search is noted with your initials; {most} an hour at most.")
_ONE_PERSON = N_("When two codes turn out to be one person’s. Every figure follows, and they can be parted again.")
_FOUND, _NONE_FOUND = N_plural("{n} visit found.", "{n} visits found."), N_("No visit with this code.")
_DONE = {
    Done.JOINED: N_("Joined: the two codes count as one person."),
    Done.PARTED: N_("Parted: the two codes count as two people again."),
}


class CodesPanel(QWidget):
    """`found` gives the visits a search came upon (encounter ids, the newest first)."""

    found = Signal(object)

    def __init__(self, tasks: Tasks, codes: Codes, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words(FIND_BY_CODE))
        self.presenter = CodesPresenter(tasks, codes, self.show_state, self.found.emit)
        self._code = self._box(N_("Participant code"))
        self._one, self._other = self._box(N_("One code")), self._box(N_("The other code"))
        self._find_said, self._join_said = Label(wraps=True), Label(wraps=True)
        self.setFocusProxy(self._code)
        self.setLayout(Column(*self._finding(), Line(), *self._joining(), None, gap=10, edges=14))
        self._shown = self.presenter.state
        self.show_state(self.presenter.state)

    def forget(self) -> None:
        """The center is locked, or the panel was left: no code stays in a box, nor what was said of one."""
        for box in (self._code, self._one, self._other):
            box.forget()
        self.presenter.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()

    def show_state(self, state: State) -> None:
        """A code stays in its box until what was asked with it is done: refused, it is there to be mended."""
        words, before, self._shown = self._words, self._shown, state
        if state.found is not None and before.found is None:
            self._code.forget()
        if state.not_found is not None and before.not_found is None:
            self._code.selectAll()  # what is typed next takes its place
        if state.done is not Done.NOTHING and before.done is Done.NOTHING:
            self._one.forget()
            self._other.forget()
        found = ""
        if state.found is not None:
            found = words.count(*_FOUND, state.found) if state.found else words(_NONE_FOUND)
        self._say(self._find_said, found, state.not_found)
        self._say(self._join_said, words(_DONE[state.done]) if state.done in _DONE else "", state.not_done)

    def _finding(self) -> tuple[QWidget | QLayout, ...]:
        words = self._words
        find = Button(words(N_("Find")), icon="search")
        find.clicked.connect(self._find)
        self._code.entered.connect(self._find)
        row = Row(gap=8)
        row.addWidget(self._code, 1)
        row.addWidget(find)
        hint = Label(words(_NOTED, most=MOST_AN_HOUR), "small2", wraps=True)
        return Label(words(FIND_BY_CODE), "h2"), hint, row, self._find_said

    def _joining(self) -> tuple[QWidget | QLayout, ...]:
        words = self._words
        join, part = Button(words(N_("Join"))), Button(words(N_("Part")))
        join.clicked.connect(lambda: self._both(self.presenter.join))
        part.clicked.connect(lambda: self._both(self.presenter.part))
        self._one.entered.connect(self._other.setFocus)
        self._other.entered.connect(join.setFocus)
        hint = Label(words(_ONE_PERSON), "small2", wraps=True)
        buttons = Row(join, part, None, gap=8)
        return Label(words(N_("Two codes, one person")), "h2"), hint, self._one, self._other, buttons, self._join_said

    def _box(self, name: str) -> CodeField:
        box = CodeField(name=self._words(name))
        box.set_role("code-compact")
        return box

    def _find(self) -> None:
        self.presenter.find(self._code.text())

    def _both(self, act: Callable[[str, str], None]) -> None:
        act(self._one.text(), self._other.text())

    def _say(self, label: Label, fact: str, refusal: Refusal | None) -> None:
        said = words_for(refusal, self._words) if refusal is not None else fact
        label.set_role("low" if refusal is not None else "small-strong")
        label.setVisible(bool(said))
        if said != label.text():
            label.set_text(said)
            announce(self, said)
