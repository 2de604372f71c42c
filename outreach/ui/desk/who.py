"""Who: a code or none, and for how many.  A known code shows nothing about anybody."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Code, Question, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.code_field import CodeField
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.panels import Spacer
from outreach.ui.shortcuts import Key
from outreach.vocabulary import SeenBefore

_ANSWERS = (
    (SeenBefore.FIRST, N_("First time")),
    (SeenBefore.BEFORE, N_("Been here before")),
    (SeenBefore.NOT_ASKED, N_("Not asked")),
)
_HINTS = {
    Code.NONE: wording.CODE_WELCOME,
    Code.FIRST_SEEN: wording.CODE_NEW,
    Code.KEPT: wording.CODE_KEPT,
    Code.UNREADABLE: wording.CODE_UNREADABLE,
}
_TITLE_WIDTH = 54


class WhoPanel(QFrame):
    """`went_on` says that Who is answered: the next thing is the line."""

    went_on = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._presenter, self._words = presenter, words
        self._form: object = None
        self._is_folded = self._is_compact = False
        self.code = CodeField(name=words(N_("Participant code")), hint=Key.CODE.shown)
        self.code.textEdited.connect(presenter.code_typed)
        self.code.entered.connect(self._go_on)
        self.code.installEventFilter(self)
        self._no_code = Button(words(N_("No code")), key=Key.NO_CODE.shown, size=Size.LARGE)
        self._no_code.clicked.connect(self.say_no_code)
        self._question = Label(words(N_("For how many people, with this one?")), "body2")
        self.people = Stepper(
            words, name=str(self._question.text()), nothing=words(N_("Not asked")), height=40, width=132
        )
        self.people.changed.connect(presenter.for_people)
        self.people.entered.connect(self.went_on)
        self._before = Segmented(
            [(answer, words(text)) for answer, text in _ANSWERS],
            name=words(N_("Was this person here before?")),
            height=28,
            is_light=True,
            is_ticked=True,
        )
        self._before.chosen.connect(presenter.seen_before)
        self._hint = Label(role="small2", wraps=True)
        self._second = Row(Spacer(_TITLE_WIDTH, 28), self._before, gap=8)
        self._second.addWidget(self._hint, 1)
        self._third = QWidget()
        self._third_row = Row(Spacer(_TITLE_WIDTH), gap=8)
        self._third.setLayout(self._third_row)
        self._third.hide()
        title = Label(words(N_("Who")), "h2")
        self._title = title
        self._first = Row(title, self.code, self._no_code, None, self._question, self.people, gap=8)
        self._column = Column(self._first, self._second, self._third, gap=9, edges=(12, 11))
        self.setLayout(self._column)
        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, state: State) -> None:
        if state.draft.client_id != self._form:
            self._form = state.draft.client_id
            self.forget()
        self.code.set_text(state.code_text)
        kept = state.code is Code.KEPT
        self.code.setPlaceholderText(self._words(N_("Code kept") if kept else N_("Participant code")))
        self.people.set_value(state.draft.for_people)
        self._before.setVisible(state.code is Code.FIRST_SEEN)
        self._before.choose(state.draft.before)
        hint = _HINTS.get(state.code, "")
        if state.code is Code.UNREADABLE:
            self._hint.set_role("low")
        else:
            self._hint.set_role("small2")
        if self._words(hint) != self._hint.text():
            self._hint.set_text(self._words(hint))
            if state.code in (Code.FIRST_SEEN, Code.UNREADABLE):
                announce(self, self._hint.text())
        if state.question is Question.WHICH_CODE and not self.code.hasFocus():
            self.focus_code()

    def forget(self) -> None:
        """Nothing of a code stays."""
        self.code.forget()

    def focus_code(self) -> None:
        self.code.setFocus()
        self.code.selectAll()

    def say_no_code(self) -> None:
        self._presenter.no_code()
        self.went_on.emit()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._is_compact = is_compact
        self._column.set_edges((12, 8 if is_compact else 11), gap=6 if is_compact else 9)
        self.code.set_role("code-compact" if is_compact else "code")
        self._no_code.set_size(Size.COMPACT if is_compact else Size.LARGE)
        self.people.set_height(36 if is_compact else 40)
        self._measure()

    def first_row_width(self) -> int:
        """What code and *for how many* need side by side."""
        parts = (self._title, self.code, self._no_code, self._question, self.people)
        return sum(max(part.sizeHint().width(), part.minimumWidth()) for part in parts) + theme.px(8 * 5 + 24)

    def set_folded(self, is_folded: bool) -> None:  # noqa: FBT001 - it is the state
        """Where the page is narrow for its text, *for how many* stands on a row of its own."""
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        row = self._third_row if is_folded else self._first
        for widget in (self._question, self.people):
            row.addWidget(widget)  # which takes it from the other
            row.setAlignment(widget, Qt.AlignmentFlag.AlignLeft if is_folded else Qt.AlignmentFlag(0))
        self._third.setVisible(is_folded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.code and event.type() == QEvent.Type.FocusOut:
            self._presenter.code_left()
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        self._presenter.code_left()
        self.went_on.emit()

    def _measure(self) -> None:
        self._title.setFixedWidth(max(theme.px(_TITLE_WIDTH), self._title.sizeHint().width()))
        self.code.setFixedWidth(theme.px(196))
