"""A day of a form, chosen from a calendar or typed; or none."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, IconButton, Size
from outreach.ui.shared.day_chooser import DayChooser
from outreach.ui.shared.labels import set_shown

NONE, CLEAR = N_("No day"), N_("No day: {name}")


class DayField(QWidget):
    """`show_day(day, today)`; `chosen(day)` with a date, or None for none."""

    chosen = Signal(object)

    def __init__(self, words: Translator, name: str) -> None:
        super().__init__()
        self._words, self._name = words, name
        self._day: date | None = None
        self._today = date.min
        self.button = Button(icon="calendar", size=Size.SMALL)
        self.none = IconButton("close", words(CLEAR, name=name))
        self._chooser = DayChooser(words, self, has_days_to_come=True)
        self.setLayout(Row(self.button, self.none, None, gap=4))
        self.button.clicked.connect(self._ask)
        self.none.clicked.connect(self._clear)
        self._chooser.chosen.connect(self.chosen)

    def show_day(self, day: date | None, today: date) -> None:
        self._day, self._today = day, today
        text = self._words.day(day) if day else self._words(NONE)
        self.button.set_label(text)
        self.button.setAccessibleName(f"{self._name}: {text}")
        set_shown(self.none, day is not None)

    def set_name(self, name: str) -> None:
        """What it is the day of, said before it."""
        self._name = name
        self.none.setAccessibleName(self._words(CLEAR, name=name))

    def _ask(self) -> None:
        self._chooser.ask(self.button, self._day or self._today, self._today, self.button.setFocus)

    def _clear(self) -> None:
        self.chosen.emit(None)
        self.button.setFocus()
