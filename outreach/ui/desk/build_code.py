"""Build code: the recipe's questions over the desk, and the code they make.  The answers live in these boxes alone.

They are in no state, no log and no completer; made, given up or covered, the boxes are emptied and thrown away, and
their undo with them.
"""

from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QWidget

from outreach.codes import recipes
from outreach.codes.pieces import Kind as PieceKind
from outreach.codes.recipes import Question, Recipe
from outreach.errors import Refusal
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.build_question import QuestionRow
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.scrolling import see_through
from outreach.words import words_for

_FORGOTTEN = N_("The answers make the code, and are forgotten at once.")


class BuildCode(QFrame):
    """`built(code, is_forgotten)`, or `left` when somebody gave up."""

    built = Signal(str, bool)
    left = Signal()

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._recipe: Recipe | None = None
        self._is_forgotten = False
        self._area = QRect()
        self._questions: dict[str, QuestionRow] = {}
        self._scroll = see_through()
        self.hide()
        set_role(self, "box")
        self.setAccessibleName(words(N_("Build code")))
        self._trouble = Label(role="low", wraps=True)
        self._make = Button(words(N_("Make the code")))
        self._make.clicked.connect(self.make)
        self._close = Button(words(N_("Close")), kind=Kind.QUIET, key="Esc")
        self._close.clicked.connect(self.give_up)
        self._head = head = Row(Label(words(N_("Build code")), "h2"), gap=12)
        head.addWidget(Label(words(_FORGOTTEN), "small2", wraps=True), 1)
        self._foot = foot = Row(gap=8)
        foot.addWidget(self._trouble, 1)
        foot.addWidget(self._close)
        foot.addWidget(self._make)
        self._column = column = Column(head, gap=10, edges=(12, 11))
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self.setLayout(column)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open_over(self, area: QRect, recipe: Recipe, *, is_forgotten: bool) -> None:
        """Ask this recipe's questions at the top of `area`."""
        self._recipe, self._is_forgotten = recipe, is_forgotten
        self._ask(recipes.questions(recipe))
        self._say_nothing()
        self._area = area
        self.show()
        self.raise_()
        self._fit()
        self._shown()[0].focus()

    def make(self) -> None:
        """Make the code, hand it on and forget what it was made of; or say what is missing."""
        if self._recipe is None:
            return
        try:
            code = recipes.build(self._recipe, {key: row.answer() for key, row in self._questions.items()})
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self.close()
        self.built.emit(code, self._is_forgotten)

    def give_up(self) -> None:
        self.close()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """However it went away, nothing anybody answered stays."""
        super().hideEvent(event)
        self.hide()
        self._forget()

    def _fit(self) -> None:
        """As high as head, questions and foot need; where that is more than there is, the questions scroll."""
        edges, inside = self._column.contentsMargins(), self._scroll.widget()
        width = self._area.width()  # the whole of it: words half covered are hard to look past
        room = width - edges.left() - edges.right() - 2
        rows = [max(row.sizeHint().height(), row.heightForWidth(room)) for row in (self._head, self._foot)]
        questions = inside.sizeHint().height() if inside is not None else 0
        height = sum(rows) + questions + 2 * self._column.spacing() + edges.top() + edges.bottom() + 2
        self.setGeometry(self._area.left(), self._area.top(), width, min(height, self._area.height()))
        self._scroll.setWidgetResizable(True)  # which measures again
        if inside is not None and (grid := inside.layout()) is not None:
            grid.invalidate()
            grid.activate()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Somebody went elsewhere on the page: the questions are over."""
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.close()

    def _ask(self, questions: tuple[Question, ...]) -> None:
        self._forget()
        grid = QGridLayout()
        grid.setContentsMargins(*4 * (theme.px(4),))  # room for the ring of what has the keyboard
        grid.setVerticalSpacing(theme.px(6))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setColumnStretch(3, 1)
        for place, question in enumerate(questions):
            row = self._questions[question.key] = QuestionRow(question, self._words)
            for column, part in enumerate(row.parts):
                grid.addWidget(part, place, column)
            row.entered.connect(partial(self._go_on, question.key))
            row.changed.connect(self._changed)
            row.unknown_said.connect(partial(self._go_on_unknown, question.key))
        inside = QWidget()
        inside.setLayout(grid)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # which setWidget turned on
        for part in inside.findChildren(QWidget):
            part.ensurePolished()  # or it is measured without its style
        self._show_stand_ins()
        asked = [part for row in self._questions.values() for part in row.chain]
        tab_through((*asked, self._make, self._close))

    def _forget(self) -> None:
        for row in self._questions.values():
            row.forget()
        self._questions = {}
        inside = self._scroll.takeWidget()
        if inside is not None:
            inside.deleteLater()

    def _changed(self) -> None:
        self._say_nothing()
        self._show_stand_ins()
        self._fit()

    def _show_stand_ins(self) -> None:
        """A name that stands in for another is asked for only when that one is not known."""
        for row in self._questions.values():
            asked = row.question.instead_of
            row.set_shown(not asked or any(self._questions[key].answer() is None for key in asked))

    def _go_on(self, key: str) -> None:
        """Enter: the next question, and behind the last one the code."""
        shown = self._shown()
        place = shown.index(self._questions[key])
        if place + 1 < len(shown):
            shown[place + 1].focus()
        else:
            self.make()

    def _go_on_unknown(self, key: str) -> None:
        """*Don't know* is an answer: the next question, and behind the last one the button that makes the code."""
        shown = self._shown()
        place = shown.index(self._questions[key])
        if place + 1 < len(shown):
            shown[place + 1].focus()
        else:
            self._make.setFocus()

    def _shown(self) -> list[QuestionRow]:
        return [row for row in self._questions.values() if row.is_shown]

    def _say_nothing(self) -> None:
        self._trouble.set_text("")
        for row in self._questions.values():
            row.say("")

    def _refuse(self, refusal: Refusal) -> None:
        """Say it beside the answer it is about, or below them all."""
        said = words_for(refusal, self._words)
        self._say_nothing()
        announce(self, said)
        asked = getattr(refusal, "label", None)
        rows = list(self._questions.values())
        wrong = next((row for row in rows if row.question.label == asked), None)
        wrong = wrong or next((row for row in rows if row.question.kind is PieceKind.BIRTH_DAY), None)
        if wrong is None:
            self._trouble.set_text(said)
        else:
            wrong.say(said)
        self._fit()
        if wrong is not None:
            self._scroll.ensureWidgetVisible(wrong.parts[1])
            wrong.focus()
