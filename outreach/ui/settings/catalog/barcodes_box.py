"""The barcodes of an item: scanned or typed in, confirmed when the desk said them, retired and brought back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.barcodes import Listed
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.catalog.presenter import ItemsPresenter, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, Kind, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.status import Mark, StatusChip

NONE = N_("No barcode yet. Put the keyboard in the field below and scan a box.")
CODE, UNITS = N_("Scan or type a barcode"), N_("One scan stands for")
SAID, SAID_HOW = N_("To confirm"), N_("said at the desk by {initials}, {day}")
IN_ONE = N_("{n} in one scan")
CONFIRM, RETIRE, BACK, TAKE_OFF = N_("Confirm"), N_("Retire"), N_("Bring back"), N_("Take off")


class BarcodeLine(QWidget):
    confirmed = Signal(str)
    retired = Signal(str)
    brought_back = Signal(str)
    taken_off = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._code = words, ""
        self._label, self._units = Label(role="item"), Label(role="small2")
        self._how, self._chip = ElidedLabel(role="quiet"), StatusChip(Mark.INFO)
        self.confirm = Button(words(CONFIRM), size=Size.SMALL)
        self.retire = Button(words(RETIRE), kind=Kind.FAINT, size=Size.SMALL)
        self.back = Button(words(BACK), kind=Kind.FAINT, size=Size.SMALL)
        self.take_off = IconButton("close", words(TAKE_OFF))
        for button, signal in (
            (self.confirm, self.confirmed), (self.retire, self.retired), (self.back, self.brought_back),
            (self.take_off, self.taken_off),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self._code))
        row = Row(self._label, self._units, self._chip, gap=10, edges=(0, 3))
        row.addWidget(self._how, 1)
        for button in self.buttons:
            row.addWidget(button)
        self.setLayout(row)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return self.confirm, self.retire, self.back, self.take_off

    def show_value(self, value: tuple[Listed, bool]) -> None:
        """A barcode, and whether it is kept already."""
        barcode, is_kept = value
        words, self._code = self._words, barcode.code
        self._label.set_text(barcode.code)
        self._units.set_text(words(IN_ONE, n=barcode.units))
        is_said = barcode.waits
        mark, text = (Mark.VOIDED, N_("Retired")) if barcode.is_retired else (Mark.INFO, SAID if is_said else "")
        self._chip.set_status(mark, words(text) if text else "")
        is_told = is_said and barcode.said_on is not None
        self._how.set_text(
            words(SAID_HOW, initials=barcode.said_by, day=words.day_short(barcode.said_on)) if is_told else ""  # type: ignore[arg-type]
        )
        set_shown(self.confirm, is_said)
        set_shown(self.retire, is_kept and not barcode.is_retired)
        set_shown(self.back, is_kept and barcode.is_retired)
        set_shown(self.take_off, not is_kept)
        for button, act in zip(self.buttons, (CONFIRM, RETIRE, BACK, TAKE_OFF), strict=True):
            button.setAccessibleName(f"{words(act)} {barcode.code}")


class BarcodesBox(QWidget):
    def __init__(self, presenter: ItemsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._none = Label(words(NONE), "small2", wraps=True)
        self.lines: Lines[tuple[Listed, bool]] = Lines(self._line, words(N_("Barcodes")))
        self.code = TextField(name=words(CODE), placeholder=words(CODE), role="field-small")
        self.units = NumberField(name=words(UNITS), role="number", most_digits=5)
        self.units.set_value(1)
        self.add = Button(words(N_("Add barcode")), size=Size.SMALL)
        self._error = Label(role="error", wraps=True)
        self._entry = QWidget()
        row = Row(gap=8)
        row.addWidget(self.code, 1)
        for widget in (Label(words(UNITS), "small2"), self.units, self.add):
            row.addWidget(widget)
        self._entry.setLayout(row)
        self.setLayout(Column(self._none, self.lines, self._entry, self._error, gap=6))
        for entered in (self.code.entered, self.units.entered, self.add.clicked):
            entered.connect(lambda *_: self._add())
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def in_order(self) -> Sequence[QWidget]:
        lines = [line for line in self.lines.lines if isinstance(line, BarcodeLine)]
        return [*(button for line in lines for button in line.buttons), self.code, self.units, self.add]

    def focus_first(self) -> None:
        self.code.setFocus()

    def show_state(self, state: State) -> None:
        said = state.said.barcodes if state.said else ()
        kept = {barcode.code for barcode in state.record.said.barcodes} if state.record else set()
        set_shown(self._none, not said)
        self.lines.show_values([(barcode, barcode.code in kept) for barcode in said])
        set_shown(self._entry, state.may_change)

    def say(self, error: str) -> None:
        if error != self._error.text():
            self._error.set_text(error)
            set_shown(self._error, bool(error))
            announce(self.code, error)
        set_shown(self._error, bool(error))

    def _line(self) -> BarcodeLine:
        line, presenter = BarcodeLine(self._words), self._presenter
        line.confirmed.connect(lambda code: self._change(code, is_confirmed=True))
        line.retired.connect(lambda code: self._change(code, is_retired=True))
        line.brought_back.connect(lambda code: self._change(code, is_retired=False, is_confirmed=True))
        line.taken_off.connect(presenter.take_off_barcode)
        line.taken_off.connect(lambda _: self.code.setFocus())
        return line

    def _change(self, code: str, **said: bool) -> None:
        """The button that was pressed goes: the keyboard goes to the field, not to nowhere."""
        self._presenter.change_barcode(code, **said)
        self.code.setFocus()

    def _add(self) -> None:
        if self._presenter.add_barcode(self.code.text(), self.units.value or 0):
            self.code.set_text("")
            self.units.set_value(1)
        self.code.setFocus()

    def _measure(self) -> None:
        self.units.setFixedWidth(theme.px(64))
