"""The tabs of the desk: one visit, a visit sheet, a totals sheet; where there is no room, one menu."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import set_shown


class Tab(StrEnum):
    VISIT = "visit"
    VISIT_SHEET = "visit_sheet"
    TOTALS_SHEET = "totals_sheet"


NAMES = {
    Tab.VISIT: N_("One visit"),
    Tab.VISIT_SHEET: N_("Visit sheet"),
    Tab.TOTALS_SHEET: N_("Totals sheet"),
}
FOLDED_BELOW = 1060


class DeskTabs(QWidget):
    """`chosen(Tab)`.  `now` is the one whose page it stands on."""

    chosen = Signal(object)

    def __init__(self, words: Translator, now: Tab) -> None:
        super().__init__()
        self._now = now
        self._options = [(tab, words(name)) for tab, name in NAMES.items()]
        self._name = words(N_("Desk"))
        self._row = Segmented(self._options, name=self._name)
        self._row.choose(now)
        self._row.chosen.connect(self._choose)
        self._menu: MenuButton | None = None  # most windows never need it
        self._line = Row(self._row, gap=0)
        self.setLayout(self._line)

    def set_folded(self, *, is_folded: bool) -> None:
        set_shown(self._row, not is_folded)
        if is_folded and self._menu is None:
            self._menu = MenuButton(name=self._name)
            self._menu.set_choices(self._options, now=self._now)
            self._menu.chosen.connect(self._choose)
            self._line.addWidget(self._menu)
        if self._menu is not None:
            set_shown(self._menu, is_folded)

    def _choose(self, tab: object) -> None:
        """The page it stands on shows its own tab when it is back."""
        self._row.choose(self._now)
        if self._menu is not None:
            self._menu.choose(self._now)
        if tab != self._now:
            self.chosen.emit(tab)
