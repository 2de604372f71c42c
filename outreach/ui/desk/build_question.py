"""One question of a code's recipe: what is asked, a box (or the letters there are to choose from), and *Don't know*."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outreach.codes.pieces import Kind
from outreach.codes.recipes import Question
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.choices import Chip, Segmented
from outreach.ui.shared.code_field import CodeField
from outreach.ui.shared.labels import Label

_HINTS = {
    Kind.BIRTH_DAY: N_("1 to 31"),
    Kind.BIRTH_MONTH: N_("1 to 12"),
    Kind.BIRTH_YEAR: N_("such as 1985"),
    Kind.BIRTH_ORDER: N_("1 for the first-born"),
}


class QuestionRow(QObject):
    """`parts` stand side by side.  `answer()` is None where it is not known, "" where nothing was said yet."""

    entered = Signal()
    changed = Signal()
    unknown_said = Signal()

    def __init__(self, question: Question, words: Translator) -> None:
        super().__init__()
        self.question = question
        self.is_shown = True
        label = words(question.label)
        self._field: CodeField | None = None
        self._letters: Segmented | None = None
        asked = self._make_letters(label) if question.choices else self._make_field(label, words)
        self._unknown = Chip(
            words(N_("Don’t know")), name=words(N_("{question}: don’t know"), question=label), height=32
        )
        self._unknown.set_on(True)
        self._unknown.setMinimumWidth(self._unknown.sizeHint().width())  # nothing moves when it is ticked
        self._unknown.set_on(False)
        self._unknown.toggled_by_hand.connect(self._toggled)
        self._trouble = Label(role="low", wraps=True)
        self.parts: tuple[QWidget, ...] = (Label(label, "body2"), asked, self._unknown, self._trouble)

    def answer(self) -> str | None:
        if self._unknown.isChecked():
            return None
        if self._letters is not None:
            return str(self._letters.now or "")
        return self._field.text() if self._field is not None else ""

    @property
    def chain(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in order."""
        asked = self._letters.segments if self._letters is not None else (self.parts[1],)
        return (*asked, self._unknown)

    def focus(self) -> None:
        if self._letters is not None:
            self._letters.focus()
        elif self._field is not None:
            self._field.setFocus()
            self._field.selectAll()

    def set_shown(self, is_shown: bool) -> None:  # noqa: FBT001 - it is the state
        self.is_shown = is_shown
        for part in self.parts:
            part.setVisible(is_shown)

    def say(self, trouble: str) -> None:
        """What is wrong with the answer, beside it; "" for nothing."""
        self._trouble.set_text(trouble)

    def forget(self) -> None:
        if self._field is not None:
            self._field.forget()
        if self._letters is not None:
            self._letters.choose(None)
        self._unknown.set_on(False)

    def _make_field(self, label: str, words: Translator) -> CodeField:
        field = self._field = CodeField(name=label)
        field.set_role("code-compact")
        field.setPlaceholderText(words(_HINTS[self.question.kind]) if self.question.kind in _HINTS else "")
        field.setMaximumWidth(theme.px(220))
        field.textEdited.connect(lambda _: self._said())
        field.entered.connect(self.entered)
        return field

    def _make_letters(self, label: str) -> Segmented:
        letters = self._letters = Segmented([(one, one) for one in self.question.choices], name=label)
        letters.chosen.connect(lambda _: self._said())
        return letters

    def _said(self) -> None:
        self._unknown.set_on(False)
        self.changed.emit()

    def _toggled(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal has it
        if is_on:
            if self._field is not None:
                self._field.forget()
            if self._letters is not None:
                self._letters.choose(None)
        self.changed.emit()
        if is_on:
            self.unknown_said.emit()
