"""Returned: how used syringes were measured, and what that comes to.  Digits typed after F6 mean *Counted*."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QStackedWidget, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.draft import ReturnedDraft
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Question, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import KeyHint, MenuButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.numbers import NumberField, Stepper
from outreach.ui.shortcuts import Key
from outreach.vocabulary import ReturnedHow, WeightUnit

_HOW = (
    (ReturnedHow.NOT_ASKED, N_("Not asked")),
    (ReturnedHow.NONE, N_("None")),
    (ReturnedHow.TOLD, N_("They say")),
    (ReturnedHow.COUNTED, N_("Counted")),
    (ReturnedHow.CONTAINER, N_("Container")),
    (ReturnedHow.WEIGHT, N_("Weight")),
)
_SAID = {
    ReturnedHow.NOT_ASKED: N_("Saved as not asked, which is different from none."),
    ReturnedHow.NONE: N_("Saved as none returned."),
}
_QUARTERS = ((1, "¼", N_("A quarter full")), (2, "½", N_("Half full")), (3, "¾", N_("Three quarters full")))
_HERE = {
    Question.HOW_MANY_TOLD,
    Question.HOW_MANY_COUNTED,
    Question.HOW_FULL,
    Question.HOW_HEAVY,
    Question.LIGHTER_BAG,
}


class ReturnedPanel(QFrame):
    """`went_on`: Enter in a figure, which means it is said."""

    went_on = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._presenter, self._words = presenter, words
        self._question = Question.NONE
        self._how = Segmented([(how, words(text)) for how, text in _HOW], name=words(N_("Returned")), padding=11)
        self._how.chosen.connect(lambda how: presenter.returned(how=how))
        self._hint = Label(words(N_("Never open a container to count")), "quiet")
        self._asked = Label(role="low")
        self._asked.hide()
        self._rows = QStackedWidget()
        self._said = Label(role="small2")
        self._figure = _Figure(presenter, words)
        self._container = _Container(presenter, words)
        self._weight = _Weight(presenter, words)
        for row in (self._said, self._figure, self._container, self._weight):
            self._rows.addWidget(row)
        for row in (self._figure, self._container, self._weight):
            row.entered.connect(self.went_on)
        key = KeyHint(Key.RETURNED.shown)
        title = Row(Label(words(N_("Returned")), "h2"), self._hint, self._asked, None, key, gap=8)
        self._column = Column(title, Row(self._how, None), self._rows, None, gap=8, edges=(12, 11))
        self.setLayout(self._column)
        for segment in self._segments:
            segment.installEventFilter(self)

    def show_state(self, state: State) -> None:
        returned = state.draft.returned
        self._how.choose(returned.how)
        if returned.how in _SAID:
            self._said.set_text(self._words(_SAID[returned.how]))
            self._rows.setCurrentWidget(self._said)
        elif returned.how in (ReturnedHow.TOLD, ReturnedHow.COUNTED):
            self._rows.setCurrentWidget(self._figure)
            self._figure.show_returned(returned)
        elif returned.how is ReturnedHow.CONTAINER:
            self._rows.setCurrentWidget(self._container)
            self._container.show_returned(returned, state)
        else:
            self._rows.setCurrentWidget(self._weight)
            self._weight.show_returned(returned, state)
        self._ask(state.question if state.question in _HERE else Question.NONE)

    def focus(self) -> None:
        """Where F6 goes: digits typed here mean Counted."""
        self._how.focus()

    def focus_figure(self) -> None:
        row = self._rows.currentWidget()
        if isinstance(row, _Figure | _Container | _Weight):
            row.focus()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._column.set_edges((12, 8 if is_compact else 11), gap=5 if is_compact else 8)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        self._how.set_height(32, 8 if is_narrow else 11)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self.focus_figure)  # once the press has chosen
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text().isdigit() and event.text().isascii():
            self._presenter.returned(how=ReturnedHow.COUNTED, counted=int(event.text()))
            self._figure.go_on_typing()
            return True
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._how.now in _SAID:
                self.went_on.emit()
            self.focus_figure()
            return True
        return False

    def _ask(self, question: Question) -> None:
        if question is self._question:
            return
        self._question = question
        self._asked.set_text(self._words(wording.QUESTIONS[question]) if question in _HERE else "")
        self._asked.setVisible(question in _HERE)
        self._hint.setVisible(question not in _HERE)
        if question in _HERE:
            announce(self, self._asked.text(), at_once=True)
            self.focus_figure()

    @property
    def _segments(self) -> list[QAbstractButton]:
        return self._how.findChildren(QAbstractButton)


class _Figure(QWidget):
    """They say, and counted: one number."""

    entered = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._how = ReturnedHow.COUNTED
        self._number = NumberField(name="")
        self._number.typed.connect(self._typed)
        self._number.stepped.connect(lambda step: self._typed(max(0, (self._number.value or 0) + step)))
        self._number.entered.connect(self.entered)
        self.setLayout(Row(self._number, Label(words(N_("syringes")), "small2"), None, gap=8))
        theme.changed.connect(self._measure)
        self._measure()

    def show_returned(self, returned: ReturnedDraft) -> None:
        self._how = returned.how
        is_told = returned.how is ReturnedHow.TOLD
        name = N_("Syringes returned, as they say") if is_told else N_("Syringes returned, counted")
        self._number.setAccessibleName(self._words(name))
        self._number.set_value(returned.told if is_told else returned.counted)

    def focus(self) -> None:
        self._number.setFocus()
        self._number.selectAll()

    def go_on_typing(self) -> None:
        self._number.setFocus()
        self._number.deselect()
        self._number.end(False)  # noqa: FBT003 - Qt's own: do not select

    def _typed(self, number: int | None) -> None:
        field = "told" if self._how is ReturnedHow.TOLD else "counted"
        self._presenter.returned(**{field: number})

    def _measure(self) -> None:
        self._number.setFixedWidth(theme.px(104))


class _Container(QWidget):
    entered = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._kind = MenuButton(name=words(N_("Kind of container")), is_field=True)
        self._kind.chosen.connect(lambda container_id: presenter.returned(container_id=container_id))
        self._number = Stepper(words, name=words(N_("Number of containers")), width=104)
        self._number.changed.connect(lambda number: presenter.returned(number=max(1, number or 1)))
        self._number.entered.connect(self.entered)
        names = [words(name) for _, _, name in _QUARTERS]
        self._quarters = Segmented(
            [*((quarters, sign) for quarters, sign, _ in _QUARTERS), (4, words(N_("Full")))],
            name=words(N_("How full")),
            padding=9,
            is_light=True,
            names=[*names, words(N_("Full"))],
        )
        self._quarters.chosen.connect(lambda quarters: presenter.returned(quarters=quarters))
        self._estimate = _Estimate()
        times = Label("×", "body2")
        row = Row(self._kind.fill_width(), times, self._number, self._quarters, self._estimate, None, gap=6)
        row.setStretch(0, 1)
        self.setLayout(row)
        theme.changed.connect(self._measure)
        self._measure()

    def show_returned(self, returned: ReturnedDraft, state: State) -> None:
        if state.catalog is not None:
            kinds = [(kind.id, kind.name) for kind in state.catalog.containers]
            self._kind.set_choices(kinds, now=returned.container_id)
        if not (self._number.hasFocus() and not self._number.field.text()):
            self._number.set_value(returned.number)
        self._quarters.choose(returned.quarters)
        self._estimate.say(wording.estimated(returned, state.catalog, self._words), self._words)

    def focus(self) -> None:
        self._quarters.focus()

    def _measure(self) -> None:
        self._kind.setMinimumWidth(theme.px(92))
        self._kind.setMaximumWidth(theme.px(140))


class _Weight(QWidget):
    entered = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._gross = _DecimalField(words(N_("Weight with the bag")))
        self._gross.textEdited.connect(lambda text: presenter.returned(gross=_decimal(text)))
        self._tare = _DecimalField(words(N_("Weight of the empty bag")), placeholder="0")
        self._tare.textEdited.connect(lambda text: presenter.returned(tare=_decimal(text)))
        for field in (self._gross, self._tare):
            field.entered.connect(self.entered)
        self._unit = Segmented(
            [(WeightUnit.POUND, words(N_("lb"))), (WeightUnit.KILOGRAM, words(N_("kg")))],
            name=words(N_("Unit of weight")),
            padding=9,
            is_light=True,
            names=[words(N_("Pounds")), words(N_("Kilograms"))],
        )
        self._unit.chosen.connect(lambda unit: presenter.returned(unit=unit))
        self._estimate = _Estimate()
        less = Label(words(N_("less bag")), "small2")
        self.setLayout(Row(self._gross, less, self._tare, self._unit, self._estimate, None, gap=6))

    def show_returned(self, returned: ReturnedDraft, state: State) -> None:
        self._gross.show_number(returned.gross)
        self._tare.show_number(returned.tare)
        self._unit.choose(returned.unit)
        self._estimate.say(wording.estimated(returned, state.catalog, self._words), self._words)

    def focus(self) -> None:
        self._gross.setFocus()
        self._gross.selectAll()


class _DecimalField(TextField):
    """A weight, typed with a point or a comma."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name=name, placeholder=placeholder)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,4}([.,]\d{0,3})?"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        theme.changed.connect(self._measure)
        self._measure()

    def show_number(self, number: Decimal | None) -> None:
        """Show it unless it is what is being typed, `2.` included."""
        if number != _decimal(self.text()):
            QLineEdit.setText(self, "" if number is None else str(number))

    def _measure(self) -> None:
        self.setFixedWidth(theme.px(72))


class _Estimate(QWidget):
    """`About 35` over `70 when full`."""

    def __init__(self) -> None:
        super().__init__()
        self._bold, self._quiet = Label(role="small-strong"), Label(role="quiet")
        self.setLayout(Column(self._bold, self._quiet, gap=0, edges=(2, 0)))

    def say(self, estimate: wording.Estimate, words: Translator) -> None:
        self._bold.set_text(estimate.bold or words(N_("How full?") if estimate.is_container else N_("How heavy?")))
        self._quiet.set_text(estimate.quiet)


def _decimal(text: str) -> Decimal | None:
    digits = text.replace(",", ".").rstrip(".")
    return Decimal(digits) if digits and digits != "." else None
