"""The day in the top bar: which one is entered for, and a press to enter for another."""

from datetime import date

from PySide6.QtCore import Signal

from outreach.translation import N_, Translator
from outreach.ui.desk.state import State
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shortcuts import Key


class DateButton(MenuButton):
    """`pressed_for_day`: another day is to be chosen."""

    pressed_for_day = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__(icon="calendar", name=words(N_("Day")))
        self._words = words
        self.setToolTip(words(N_("Enter for another day ({key})"), key=Key.DAY.shown))

    def show_state(self, state: State) -> None:
        self.show_day(state.on, state.day)

    def show_day(self, on: date, today: date) -> None:
        words = self._words
        day = words.weekday(on)
        label = words(N_("Today, {day}"), day=day) if on == today else day
        self.set_label(label)
        self.setAccessibleName(words(N_("Day: {day}"), day=label))

    def open_menu(self) -> None:
        self.pressed_for_day.emit()
