"""After saving: thanks, what to do now in words that can be read aloud, and the way back to the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.happened import wording
from outreach.ui.happened.presenter import HappenedPresenter
from outreach.ui.happened.state import State
from outreach.ui.happened.to_do import ToDoLines
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.scrolling import following
from outreach.ui.shortcuts import Key
from outreach.words import words_for

_WIDEST = 560


class DonePanel(QFrame):
    """`left` to go back to the desk."""

    left = Signal()

    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self._words = words
        self._heading, self._fact = Label(role="h1", wraps=True), Label(role="body2", wraps=True)
        self._to_do = ToDoLines(words, role="")
        self._banner = Banner()
        self.back = Button(words(N_("Back to the desk")), kind=Kind.PRIMARY, size=Size.LARGE, key=Key.BACK.shown)
        self.back.clicked.connect(self.left)
        self._more = Button(words(N_("Tell something else")), size=Size.LARGE)
        self._more.clicked.connect(presenter.anew)
        self._take_back = Button(words(N_("Take back")), key=Key.TAKE_BACK.shown, icon="take-back")
        self._take_back.clicked.connect(presenter.take_back)
        inside = QWidget()
        self._column = QWidget()
        buttons = Row(self.back, self._more, None, gap=8)
        lower = Row(self._take_back, None)
        parts = (self._heading, self._to_do, self._fact, self._banner, buttons, lower)
        self._column.setLayout(Column(*parts, None, gap=14))
        row = Row(gap=0, edges=(24, 20))
        row.addWidget(self._column, 1)
        row.addStretch(0)
        inside.setLayout(row)
        self.setLayout(Column(following(inside), gap=0, edges=1))
        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, state: State) -> None:
        told, words = state.told, self._words
        if told is None:
            return
        self._heading.set_text(wording.told_heading(told, words))
        self._to_do.say(wording.told_lines(told, state, words), is_quiet=told.somebody_died)
        self._fact.set_text(wording.told_fact(told, words))
        set_shown(self._more, not told.somebody_died)
        set_shown(self._take_back, not told.is_result)
        if state.refusal is not None:
            self._banner.say(Tone.LOW, words(N_("Not taken back.")), words_for(state.refusal, words))
        else:
            self._banner.clear()

    def said(self, state: State) -> str:
        """All of it in one breath, for those who hear the screen."""
        told = state.told
        if told is None:
            return ""
        lines = wording.told_lines(told, state, self._words)
        heading = wording.told_heading(told, self._words).rstrip(".")
        return " ".join((f"{heading}.", *lines, wording.told_fact(told, self._words)))

    def focus(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        self._column.setMaximumWidth(theme.px(_WIDEST))
