"""Try it: answers make a code before one's eyes.  They stay in these boxes only, and are forgotten with the page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from outreach.codes.pieces import Kind
from outreach.codes.presets import preset
from outreach.codes.recipes import Question, Recipe
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.codes.trying import SHORT, Tried, caption, shown_questions, tried
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.words import words_for

TITLE = N_("Try it")
FORGOTTEN = N_("Nothing typed here is kept. A box left empty counts as unknown.")
EXAMPLE = N_("An example.")
CODE_IS = N_("Code: {code}")
GIVEN_OUT = N_("A code as the desk gives it out. Its last sign shows a slip of typing.")
_WIDTHS = {Kind.LETTERS: 150, Kind.BIRTH_YEAR: 70}
_NUMBER = 64
_ROOM = 300  # beside the list's scroll bar


class TryIt(QFrame):
    asked = Signal()
    """Other answers are asked for now."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._recipe: Recipe | None = None
        self._asked: tuple[Question, ...] = ()
        self._fields: dict[str, _Asked] = {}
        self._boxes: list[_Signs] = []
        self._questions, self._code = FlowLayout(gap=8), FlowLayout(gap=6)
        self._error, self._hint = Label(role="error", wraps=True), Label(role="quiet", wraps=True)
        column = Column(Label(words(TITLE), "h2"), gap=6)
        column.addLayout(self._questions)
        column.addLayout(self._code)
        column.addWidget(self._error)
        column.addWidget(self._hint)
        self.setLayout(column)
        theme.changed.connect(self._measure)

    @property
    def in_order(self) -> list[QWidget]:
        return [self._fields[question.key].field for question in self._asked]

    def show_recipe(self, recipe: Recipe, *, is_issued: bool) -> None:
        self._recipe = None if is_issued else recipe
        self._show()

    def forget(self) -> None:
        """Empty every box, and what undo would bring back."""
        for asked in self._fields.values():
            asked.field.clear()
            asked.field.setText("")
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()

    def _typed(self) -> dict[str, str]:
        keys = {question.key for question in self._asked}
        return {key: asked.field.text() for key, asked in self._fields.items() if key in keys}

    def _show(self) -> None:
        if self._recipe is None:
            self._show_fields(())
            self._show_signs((preset("issued").example,), ("",))
            self._say("", self._words(GIVEN_OUT))
            return
        typed = {key: asked.field.text() for key, asked in self._fields.items()}
        self._show_fields(shown_questions(self._recipe, typed))
        made = tried(self._recipe, self._typed())
        pieces = self._recipe.pieces
        self._show_signs(made.signs, tuple(self._words(caption(piece, pieces)) for piece in pieces))
        self._tell(made)

    def _tell(self, made: Tried) -> None:
        error = words_for(made.refusal, self._words) if made.refusal and not made.is_example else ""
        example = f"{self._words(EXAMPLE)} " if made.is_example and made.signs else ""
        self._say(error, example + self._words(FORGOTTEN))

    def _say(self, error: str, hint: str) -> None:
        self._error.set_text(error)
        set_shown(self._error, bool(error))
        self._hint.set_text(hint)

    def _show_fields(self, asked: tuple[Question, ...]) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        for question in asked:
            if question.key not in self._fields:
                self._fields[question.key] = self._ask(question)
        while self._questions.count():
            self._questions.takeAt(0)
        shown = {question.key for question in asked}
        for question in asked:
            self._questions.addWidget(self._fields[question.key])
        for key, one in self._fields.items():
            set_shown(one, key in shown)
            if key not in shown:
                one.field.clear()
        self.asked.emit()

    def _ask(self, question: Question) -> "_Asked":
        label = self._words(question.label)
        asked = _Asked(
            label, self._words(SHORT.get(question.kind, question.label)), _WIDTHS.get(question.kind, _NUMBER)
        )
        asked.field.textEdited.connect(self._show)
        return asked

    def _show_signs(self, signs: tuple[str, ...], captions: tuple[str, ...]) -> None:
        while len(self._boxes) < len(signs):
            self._boxes.append(_Signs())
            self._code.addWidget(self._boxes[-1])
        for at, box in enumerate(self._boxes):
            set_shown(box, at < len(signs))
            if at < len(signs):
                box.show_signs(signs[at], captions[at])
        self._measure()

    def _measure(self) -> None:
        shown = [box for box in self._boxes if not box.isHidden()]
        in_a_row = 2 if len(shown) == 4 else min(3, max(1, len(shown)))  # noqa: PLR2004 - two and two
        for box in shown:
            box.wide = (_ROOM - 6 * (in_a_row - 1)) // in_a_row
            box.updateGeometry()
        self._code.invalidate()
        self.updateGeometry()


class _Asked(QFrame):
    def __init__(self, name: str, label: str, width: int) -> None:
        super().__init__()
        self._width = width
        self.field = TextField(name=name, is_secret=True)
        caption = ElidedLabel(label, "quiet")
        self.setLayout(Column(caption, self.field, gap=3))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._width), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Signs(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.wide = 100
        self.setProperty("role", "chosen-box")
        self._signs, self._caption = Label(role="code-signs"), ElidedLabel(role="quiet")
        for label in (self._signs, self._caption):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(Column(self._signs, self._caption, gap=0, edges=(4, 6)))

    def show_signs(self, signs: str, caption: str) -> None:
        self._signs.set_text(signs)
        self._caption.set_text(caption)
        set_shown(self._caption, bool(caption))

    def sizeHint(self) -> QSize:
        needed = super().sizeHint()
        return QSize(max(theme.px(self.wide), self._signs.sizeHint().width() + theme.px(8)), needed.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
