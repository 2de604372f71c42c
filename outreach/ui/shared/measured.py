"""The fields in which used syringes are measured: a number, containers, a weight.  Each says what it comes to.

`change(**fields)` is given the fields of a `ReturnedDraft` that were entered; `entered` is Enter in a figure.
"""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label
from outreach.ui.shared.measuring import Estimate, ReturnedDraft, estimated
from outreach.ui.shared.numbers import NumberField, Stepper
from outreach.vocabulary import ReturnedHow, WeightUnit

_QUARTERS = ((1, "¼", N_("A quarter full")), (2, "½", N_("Half full")), (3, "¾", N_("Three quarters full")))


class Figure(QWidget):
    """They say, and counted: one number.  `change(told=…)` or `change(counted=…)`."""

    entered = Signal()

    def __init__(self, change: Callable[..., None], words: Translator) -> None:
        super().__init__()
        self._change, self._words = change, words
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
        self._change(**{field: number})

    def _measure(self) -> None:
        self._number.setFixedWidth(theme.px(104))


class Container(QWidget):
    entered = Signal()

    def __init__(self, change: Callable[..., None], words: Translator) -> None:
        super().__init__()
        self._words = words
        self._kind = MenuButton(name=words(N_("Kind of container")), is_field=True)
        self._kind.chosen.connect(lambda container_id: change(container_id=container_id))
        self._number = Stepper(words, name=words(N_("Number of containers")), width=104)
        self._number.changed.connect(lambda number: change(number=max(1, number or 1)))
        self._number.entered.connect(self.entered)
        names = [words(name) for _, _, name in _QUARTERS]
        self._quarters = Segmented(
            [*((quarters, sign) for quarters, sign, _ in _QUARTERS), (4, words(N_("Full")))],
            name=words(N_("How full")),
            padding=9,
            is_light=True,
            names=[*names, words(N_("Full"))],
        )
        self._quarters.chosen.connect(lambda quarters: change(quarters=quarters))
        self._estimate = _Estimate()
        times = Label("×", "body2")
        self.halves = (
            Row(self._kind.fill_width(), times, self._number, gap=6),
            Row(self._quarters, self._estimate, None, gap=6),
        )
        self.halves[0].setStretch(0, 1)
        self.row = Row(*self.halves, gap=6)
        self.row.setStretch(0, 1)
        self.setLayout(self.row)
        theme.changed.connect(self._measure)
        self._measure()

    def show_returned(self, returned: ReturnedDraft, catalog: Catalog | None) -> None:
        if catalog is not None:
            kinds = [(kind.id, kind.name) for kind in catalog.containers]
            self._kind.set_choices(kinds, now=returned.container_id)
        if not (self._number.hasFocus() and not self._number.field.text()):
            self._number.set_value(returned.number)
        self._quarters.choose(returned.quarters)
        self._estimate.say(estimated(returned, catalog, self._words), self._words)

    def focus(self) -> None:
        self._quarters.focus()

    def _measure(self) -> None:
        self._kind.setMinimumWidth(theme.px(92))
        self._kind.setMaximumWidth(theme.px(140))


class Weight(QWidget):
    entered = Signal()

    def __init__(self, change: Callable[..., None], words: Translator) -> None:
        super().__init__()
        self._words = words
        self._gross = DecimalField(words(N_("Weight with the bag")))
        self._gross.textEdited.connect(lambda text: change(gross=decimal(text)))
        self._tare = DecimalField(words(N_("Weight of the empty bag")), placeholder="0")
        self._tare.textEdited.connect(lambda text: change(tare=decimal(text)))
        for field in (self._gross, self._tare):
            field.entered.connect(self.entered)
        self._unit = Segmented(
            [(WeightUnit.POUND, words(N_("lb"))), (WeightUnit.KILOGRAM, words(N_("kg")))],
            name=words(N_("Unit of weight")),
            padding=9,
            is_light=True,
            names=[words(N_("Pounds")), words(N_("Kilograms"))],
        )
        self._unit.chosen.connect(lambda unit: change(unit=unit))
        self._estimate = _Estimate()
        less = Label(words(N_("less bag")), "small2")
        self.setLayout(Row(self._gross, less, self._tare, self._unit, self._estimate, None, gap=6))

    def show_returned(self, returned: ReturnedDraft, catalog: Catalog | None) -> None:
        self._gross.show_number(returned.gross)
        self._tare.show_number(returned.tare)
        self._unit.choose(returned.unit)
        self._estimate.say(estimated(returned, catalog, self._words), self._words)

    def focus(self) -> None:
        self._gross.setFocus()
        self._gross.selectAll()


class DecimalField(TextField):
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
        if number != decimal(self.text()):
            QLineEdit.setText(self, "" if number is None else str(number))

    def _measure(self) -> None:
        self.setFixedWidth(theme.px(72))


class _Estimate(QWidget):
    """`About 35` over `70 when full`."""

    def __init__(self) -> None:
        super().__init__()
        self._bold, self._quiet = Label(role="small-strong"), Label(role="quiet")
        self.setLayout(Column(self._bold, self._quiet, gap=0, edges=(2, 0)))

    def say(self, estimate: Estimate, words: Translator) -> None:
        self._bold.set_text(estimate.bold or words(N_("How full?") if estimate.is_container else N_("How heavy?")))
        self._quiet.set_text(estimate.quiet)


def decimal(text: str) -> Decimal | None:
    digits = text.replace(",", ".").rstrip(".")
    return Decimal(digits) if digits and digits != "." else None
