"""One line each: of what a kit is made of, and of what happened to an item last."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QSizePolicy

from outreach.catalog import Part
from outreach.translation import Translator
from outreach.ui.shared import icons
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.stock import wording
from outreach.ui.stock.cells import Cell, Line, Stretching
from outreach.ui.stock.look import Happened
from outreach.ui.theme import Color

_DAY, _SITE, _QUANTITY = 70, 62, 68  # room for −987,654: part of a figure is another figure


@dataclass(frozen=True, slots=True)
class HappenedShown:
    line: Happened
    today: date
    site: str


class PartLine(Line):
    def __init__(self) -> None:
        self._name, self._usable = Stretching("small"), Label(role="small2")
        super().__init__(self._name, self._usable)

    def show_value(self, shown: tuple[Part, str, str]) -> None:
        _, name, usable = shown
        self._name.set_text(name)
        self._usable.set_text(usable)


class HappenedLine(Line):
    """When, what, where, how many.  What puts another line right has its own words, an icon and the quieter ink."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._day, self._what = Cell(_DAY, "small2"), Label(role="small", wraps=True)  # a lot's number is never cut
        self._what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = IconLabel("take-back", Color.TEXT3, icons.XS)
        self._undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._site, self._quantity = Cell(_SITE, "small2"), Cell(_QUANTITY, "small", is_number=True)
        super().__init__(self._day, self._undo, self._what, self._site, self._quantity, gap=8, edges=(0, 4))

    def show_value(self, shown: HappenedShown) -> None:
        line, words = shown.line, self._words
        self._day.set_text(wording.day(line.on, shown.today, words))
        what = wording.happened(line, words)
        self._what.set_text(what)
        answers = line.is_reversal or line.is_late
        set_shown(self._undo, answers)
        self._what.set_role("small3" if answers else "small")
        self._quantity.set_role("small3" if answers else "small")
        self._site.set_text(shown.site)
        self._quantity.set_text(words.signed(line.quantity))
        self.setAccessibleName(f"{self._day.text()}, {what}, {shown.site}, {self._quantity.text()}")
