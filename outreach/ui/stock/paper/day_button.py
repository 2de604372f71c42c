"""The day something in the stock room happened: the last two weeks in a list, any other typed or from the calendar."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.day_chooser import DayChooser

_DAYS_OFFERED = 14
_ANOTHER = "another"


class DayButton(MenuButton):
    """`day(date)`; `show_day(day, today)` draws it.  The calendar lies over `page`."""

    day = Signal(object)

    def __init__(self, words: Translator, page: QWidget, *, has_days_to_come: bool = False) -> None:
        super().__init__(icon="calendar", name=words(N_("Day")))
        self._words = words
        self._now = (date.min, date.min)
        self._chooser = DayChooser(words, page, has_days_to_come=has_days_to_come)
        self._chooser.set_quick(is_quick=False)
        self._chooser.chosen.connect(self.day)
        self.chosen.connect(self._pick_day)

    def show_day(self, day: date, today: date, *, is_short: bool) -> None:
        self._now = (day, today)
        days = [today - timedelta(days=back) for back in range(_DAYS_OFFERED)]
        choices: list[tuple[object, str]] = [(one, self._said(one, today, is_short=is_short)) for one in days]
        chosen = day if day in days else _ANOTHER
        self.set_choices([*choices, (_ANOTHER, self._words(N_("Another day…")))], now=chosen)
        self.show_text(self._said(day, today, is_short=is_short))

    def _said(self, day: date, today: date, *, is_short: bool) -> str:
        words = self._words
        if is_short:
            return words(N_("Today")) if day == today else words.day(day)
        if day == today:
            return words(N_("Today, {day}"), day=words.weekday(day))
        return words.weekday(day)

    def _pick_day(self, chosen: object) -> None:
        if isinstance(chosen, date):
            self.day.emit(chosen)
            return
        day, today = self._now
        self.show_text(self._said(day, today, is_short=False))
        self._chooser.ask(self, day, today, self.setFocus)
