"""Who: a code or none, and for how many.  A known code shows nothing about anybody."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import asking
from outreach.ui.desk.code_row import CodeRow
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.questions_panel import QuestionsPanel
from outreach.ui.desk.state import Code, Question, State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.code_field import CodeField
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.panels import Spacer
from outreach.ui.shortcuts import Key, bind, tag
from outreach.vocabulary import CodesMade

QUESTIONS = N_("Questions")
_BUILD, _GIVE_OUT = N_("Build code"), N_("New code")
_TITLE_WIDTH = 54
_LONG = 9  # signs in the box, beyond which they need all of it


class WhoPanel(QFrame):
    """`went_on` says that Who is answered: the next thing is the line.

    `build_wanted`: a code is to be built from the recipe's questions; True, because the person forgot theirs.
    `asked`: the optional questions are wanted, or were; `unfolded`: they take room here, or no longer.
    """

    went_on = Signal()
    build_wanted = Signal(bool)
    asked = Signal()
    unfolded = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._presenter, self._words = presenter, words
        self._form: object = None
        self._asked: tuple[object, ...] = ()
        self._is_folded = self._is_compact = self._is_narrow = self._is_asking = False
        self.code = CodeField(name=words(N_("Participant code")), hint=Key.CODE.shown)
        self.code.textEdited.connect(presenter.code_typed)
        self.code.entered.connect(self._go_on)
        self.code.installEventFilter(self)
        self._no_code = Button(words(N_("No code")), key=Key.NO_CODE.shown, size=Size.LARGE)
        self._no_code.clicked.connect(self.say_no_code)
        self._build = Button(words(_BUILD), size=Size.LARGE)
        self._build.clicked.connect(self._build_code)
        self._question = Label(words(N_("For how many people, with this one?")), "body2")
        self.people = Stepper(
            words, name=str(self._question.text()), nothing=words(N_("Not asked")), height=40, width=132
        )
        self.people.changed.connect(presenter.for_people)
        self.people.entered.connect(self.went_on)
        self._row = CodeRow(presenter, words)
        self._row.typed_again.connect(self.focus_code)
        self._row.forgotten.connect(self._forgot_code)
        self._indent = Spacer(_TITLE_WIDTH, 28)
        self._second = Row(self._indent, gap=8)
        self._second.addWidget(self._row, 1)
        self._ask = Button(words(QUESTIONS), key=Key.QUESTIONS.shown, size=Size.SMALL)
        self._ask.clicked.connect(self.asked)
        self._second.addWidget(self._ask)
        self._third = QWidget()
        self._third_row = Row(Spacer(_TITLE_WIDTH), gap=8)
        self._third.setLayout(self._third_row)
        self._third.hide()
        title = Label(words(N_("Who")), "h2")
        self._title = title
        self._first = Row(title, self.code, self._no_code, self._build, None, self._question, self.people, gap=8)
        self.questions = QuestionsPanel(presenter, words)
        self.questions.went_on.connect(self.went_on)
        self.questions.hide()
        self._under_title = Spacer(_TITLE_WIDTH)
        self._fourth = Row(self._under_title, gap=8)
        self._fourth.addWidget(self.questions, 1)
        self._column = Column(self._first, self._second, self._third, self._fourth, gap=9, edges=(12, 11))
        self.setLayout(self._column)
        theme.changed.connect(self._measure)
        self._measure()
        bind(Key.BUILD_CODE, self, self._build_code)
        tag(Key.NO_CODE, self._no_code)  # also where its key is not shown

    def show_state(self, state: State) -> None:
        if state.draft.client_id != self._form:
            self._form = state.draft.client_id
            self.forget()
        self.code.set_text(state.code_text)
        self.code.set_hint(Key.CODE.shown if len(state.code_text) <= _LONG else "")
        self.people.set_value(state.draft.for_people)
        draft = state.draft
        said = (state.code, state.sharing, state.recipe, state.on, state.has_nothing_to_repeat, draft.client_id)
        asked = (*said, draft.code, draft.before, draft.is_unsure_who)
        if asked != self._asked:  # not at every letter of a code
            self._asked = asked
            self._show_about_code(state)
        self._show_questions(state)
        if state.question is Question.WHICH_CODE and not self.code.hasFocus():
            self.focus_code()

    def _show_about_code(self, state: State) -> None:
        kept = state.code is Code.KEPT
        self.code.setPlaceholderText(self._words(N_("Code kept") if kept else N_("Participant code")))
        is_issued = state.recipe is not None and state.recipe.made is CodesMade.ISSUED
        self._build.set_label(self._words(_GIVE_OUT if is_issued else _BUILD))
        self._row.show_state(state)

    def _show_questions(self, state: State) -> None:
        """The button is there for every code and for none, and so is what it opens."""
        said = len(state.draft.answers)
        label = self._words(QUESTIONS)
        self._ask.set_label(self._words(N_("{questions}, {n} said"), questions=label, n=said) if said else label)
        self._ask.set_held(state.is_asking)
        set_shown(self._ask, bool(asking.questions(state)))
        self.questions.show_state(state)
        if state.is_asking != self._is_asking:
            self._is_asking = state.is_asking
            set_shown(self.questions, state.is_asking)
            self.unfolded.emit()

    def forget(self) -> None:
        """Nothing of a code stays."""
        self.code.forget()

    def focus_code(self) -> None:
        self.code.setFocus()
        self.code.selectAll()

    def say_no_code(self) -> None:
        self._presenter.no_code()
        self.went_on.emit()

    def put_in(self, code: str, is_forgotten: bool) -> None:  # noqa: FBT001 - as the signal has it
        """The answers made this code: it stands in the box, and nothing else is left of them."""
        self._presenter.whose.built(code, is_forgotten=is_forgotten)
        self.went_on.emit()

    def _build_code(self) -> None:
        self._make_code(is_forgotten=False)

    def _forgot_code(self) -> None:
        self._make_code(is_forgotten=True)

    def _make_code(self, *, is_forgotten: bool) -> None:
        """Ask the recipe's questions; where codes are given out, draw one."""
        recipe = self._presenter.state.recipe
        if recipe is None:
            return
        if recipe.made is CodesMade.ISSUED:
            self._presenter.whose.give_out(is_forgotten=is_forgotten)
            self.went_on.emit()
        else:
            self.build_wanted.emit(is_forgotten)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._is_compact = is_compact
        self._column.set_edges((12, 8 if is_compact else 11), gap=6 if is_compact else 9)
        self.code.set_role("code-compact" if is_compact else "code")
        for button in (self._no_code, self._build):
            button.set_size(Size.COMPACT if is_compact else Size.LARGE)
        self.people.set_height(36 if is_compact else 40)
        self.questions.set_compact(is_compact)
        self._measure()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        """In a small window a button's key is told elsewhere, and the box is as wide as the longest codes need."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._no_code.set_key("" if is_narrow else Key.NO_CODE.shown)
            self._first.set_edges(0, gap=self._gap)
            self._under_title.setVisible(not is_narrow)  # the questions need the room
            self.questions.set_narrow(is_narrow)
            self._measure()

    def first_row_width(self) -> int:
        """What code and *for how many* need side by side."""
        parts = (self._title, self._no_code, self._build, self._question, self.people)
        wide = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in parts) + self.code.minimumWidth()
        return wide + 6 * theme.px(self._gap) + theme.px(24)

    @property
    def _gap(self) -> int:
        return 6 if self._is_narrow else 8

    def set_room(self, room: int) -> None:
        """How much of the page there is for it."""
        self._row.set_room(room - theme.px(_TITLE_WIDTH + 2 * 12 + 2 * 8) - self._ask.sizeHint().width())

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
        self._row.set_folded(is_folded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.code and event.type() == QEvent.Type.FocusOut:
            self._presenter.code_left()
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        self._presenter.code_left()
        self.went_on.emit()

    def _measure(self) -> None:
        self._title.set_least_width(theme.px(_TITLE_WIDTH))
        self.code.setFixedWidth(theme.px(184 if self._is_narrow else 196))
