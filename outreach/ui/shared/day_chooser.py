"""Choosing a day: typed, or from the calendar below it; what is typed is said back before it counts."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.month_grid import MonthGrid
from outreach.ui.shared.overlay import Overlay
from outreach.ui.shared.typed_day import TODAY, YESTERDAY, is_long_back, read_day

_HINT = N_("Such as 8, 8 nov, 11/8 or Sunday")
_UNKNOWN = N_("That is no day. Type one such as 8 nov or 11/8.")
_TO_COME = N_("{day} is still to come.")
_LONG_BACK = N_("{day}, so long ago? Press Enter again.")


class DayChooser(Overlay):
    """`ask(button, day, today)`; `chosen(day)` once it is.  Days to come are offered only where they are wanted."""

    chosen = Signal(object)

    def __init__(self, words: Translator, parent: QWidget, *, has_days_to_come: bool = False) -> None:
        super().__init__(parent, words(N_("Choose a day")))
        self._words, self._has_days_to_come = words, has_days_to_come
        self._asked = ""
        self._now = date.min
        self._today = Button(words(TODAY), size=Size.SMALL)
        self.yesterday = Button(words(YESTERDAY), size=Size.SMALL)
        self._today.clicked.connect(lambda: self._choose(self._now))
        self.yesterday.clicked.connect(lambda: self._choose(self._now - timedelta(days=1)))
        self._typed = TextField(name=words(N_("Day")), placeholder=words(N_("Type a day")), icon="calendar")
        self._typed.textEdited.connect(self._read)
        self._typed.entered.connect(self._enter)
        self._said = Label(role="quiet", wraps=True)
        self._grid = MonthGrid(words)
        self._grid.chosen.connect(self._choose)
        quick = Row(self._today, self.yesterday, None)
        self.setLayout(Column(quick, self._typed, self._said, self._grid, gap=8, edges=12))

    def set_quick(self, is_quick: bool) -> None:  # noqa: FBT001 - it is the state
        """Whether *Today* and *Yesterday* have buttons of their own."""
        for button in (self._today, self.yesterday):
            set_shown(button, is_quick)

    def ask(self, beside: QWidget, day: date, today: date, back_to: Callable[[], None]) -> None:
        self._now = today
        self._typed.set_text("")
        self._read("")
        self._grid.show_day(day, today, self._last)
        self.open_at(beside, back_to)
        self._typed.setFocus()

    @property
    def _last(self) -> date:
        """The last day that can be chosen."""
        return date.max if self._has_days_to_come else self._now

    def _read(self, typed: str) -> None:
        self._asked = ""
        day = read_day(typed, self._now, self._words)
        self._said.set_role("quiet")
        self._said.set_text(self._words.weekday_long(day) if day else self._words(_HINT))
        if day is not None:
            self._grid.show_day(day, self._now, self._last)

    def _enter(self) -> None:
        typed, words = self._typed.text().strip(), self._words
        day = read_day(typed, self._now, words)
        if day is None:
            self._say(words(_UNKNOWN if typed else _HINT))
        elif day > self._last:
            self._say(words(_TO_COME, day=words.weekday_long(day)))
        elif typed != self._asked and is_long_back(typed, day, self._now, words):
            self._asked = typed
            self._say(words(_LONG_BACK, day=words.weekday_long(day)))
        else:
            self._choose(day)

    def _say(self, text: str) -> None:
        self._said.set_role("error")
        self._said.set_text(text)
        announce(self, text, at_once=True)

    def _choose(self, day: object) -> None:
        self.give_up()
        self.chosen.emit(day)
