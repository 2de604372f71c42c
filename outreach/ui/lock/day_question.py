"""Asked once after unlocking, when the clock of this computer is before the newest entry or long after it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.typed_day import read_day

_BEFORE = N_("The newest entry here is of {day}, which would still be to come.")
_LONG_AFTER = N_("The newest entry here is of {day}.")
_UNKNOWN = N_("That is no day. Type one such as 8 nov or 11/8.")
_HINT = N_("Such as 8, 8 nov or 11/8")
_WIDTH = 560


class DayQuestion(QWidget):
    """`answered(day)`: the day it is; the one shown, or the one typed."""

    answered = Signal(object)

    def __init__(self, words: Translator, today: date, newest: date) -> None:
        super().__init__()
        self._words, self._shown, self._newest = words, today, newest
        question = words(N_("Is today {day}?"), day=words.weekday_long(today))
        self.setAccessibleName(question)
        why = words(_BEFORE if today < newest else _LONG_AFTER, day=newest)
        self.yes = Button(words(N_("Yes")), kind=Kind.PRIMARY, size=Size.LARGE, key="Enter")
        self.no = Button(words(N_("No, the clock of this computer is wrong")), size=Size.LARGE)
        self._typed = TextField(
            name=words(N_("Which day is it?")), placeholder=words(N_("Which day is it?")), icon="calendar"
        )
        self._said = Label(words(_HINT), "small2")
        self._go_on = Button(words(N_("Go on")), kind=Kind.PRIMARY)
        self._right = QWidget()
        row = Row(gap=8)
        row.addWidget(self._typed, 1)
        row.addWidget(self._go_on)
        holds = Label(
            words(N_("It holds until Outreach is closed. Set the clock of this computer when you can.")), "quiet"
        )
        self._right.setLayout(Column(row, self._said, holds, gap=6))
        set_shown(self._right, is_shown=False)
        self._box = QWidget()
        buttons = Row(self.yes, self.no, None, gap=8)
        self._box.setLayout(
            Column(Label(question, "title", wraps=True), Label(why, "body2", wraps=True), buttons, self._right, gap=14)
        )
        column = Column(None, gap=0)
        column.addWidget(self._box, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setLayout(column)
        self._box.setFixedWidth(theme.px(_WIDTH))
        self._connect()

    def focus_first(self) -> None:
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())

    def _connect(self) -> None:
        self.yes.clicked.connect(lambda: self.answered.emit(self._shown))
        self.no.clicked.connect(self._ask)
        self._typed.textEdited.connect(self._read)
        self._typed.entered.connect(self._enter)
        self._go_on.clicked.connect(self._enter)

    def _ask(self) -> None:
        set_shown(self._right, is_shown=True)
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self) -> date | None:
        # Days are looked for up to the later of the two: a clock that has stood still knows nothing of today.
        return read_day(self._typed.text(), max(self._shown, self._newest.replace(month=12, day=31)), self._words)

    def _read(self) -> None:
        day = self._day()
        self._said.set_role("small2")
        self._said.set_text(self._words.weekday_long(day) if day else self._words(_HINT))

    def _enter(self) -> None:
        if (day := self._day()) is not None:
            self.answered.emit(day)
            return
        self._said.set_role("error")
        self._said.set_text(self._words(_UNKNOWN))
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)
