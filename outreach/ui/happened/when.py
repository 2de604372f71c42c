"""When something happened: a day, a month, not known, or not asked."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from outreach.closed_lists import WhenKnown
from outreach.happened.report import When
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.happened import wording
from outreach.ui.happened.choice import Choice
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.labels import set_shown
from outreach.ui.stock.paper.day_button import DayButton

_MONTHS = 24
_LEAST = 380  # of the four ways, side by side


class WhenAsked(QWidget):
    def __init__(
        self, know: Callable[[WhenKnown], None], happened_on: Callable[[date], None], words: Translator, page: QWidget
    ) -> None:  # fmt: skip
        super().__init__()
        self._words = words
        options = [(known, words(text)) for known, text in wording.WHEN.items()]
        self.known = Choice(options, name=words(N_("When it happened")))
        self.known.chosen.connect(lambda known: know(WhenKnown(known)))
        self._day = DayButton(words, page)
        self._day.set_spoken(words(N_("Day it happened")))
        self._day.day.connect(happened_on)
        self._month = MenuButton(icon="calendar", name=words(N_("Month it happened")))
        self._month.chosen.connect(happened_on)
        row = Row(gap=8)
        row.addWidget(self.known)
        row.addWidget(self._day)
        row.addWidget(self._month)
        row.addStretch(1)
        self.setLayout(row)

    def show_when(self, when: When, told_on: date, today: date) -> None:
        self.known.choose(when.known)
        set_shown(self._day, when.known is WhenKnown.DAY)
        set_shown(self._month, when.known is WhenKnown.MONTH)
        if when.on is None:
            return
        if when.known is WhenKnown.DAY:
            self._day.show_day(when.on, today, is_short=self.width() < theme.px(_LEAST + 160))
        else:
            months = _months(max(told_on, when.on))
            known = [(month, self._words.month(month)) for month in months]
            self._month.set_choices(known, now=when.on if when.on in months else None)
            self._month.show_text(self._words.month(when.on))

    def focus(self) -> None:
        self.known.focus()


def _months(last: date) -> list[date]:
    """This month and those before it."""
    months = [last.replace(day=1)]
    while len(months) < _MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months
