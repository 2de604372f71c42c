"""Kits made up ahead of the desk, and taken apart again: parts, lots and what is left, before anything is posted."""

from PySide6.QtWidgets import QWidget

from outreach.catalog import Item
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import set_shown
from outreach.ui.stock.doing import TakeApart
from outreach.ui.stock.kits import wording
from outreach.ui.stock.kits.draft import Deed
from outreach.ui.stock.kits.form import KitForm
from outreach.ui.stock.kits.presenter import KitsPresenter
from outreach.ui.stock.kits.side import TITLE, Side
from outreach.ui.stock.kits.state import KitsState
from outreach.ui.stock.paper.draft import Place
from outreach.ui.stock.paper.page import PaperPage
from outreach.ui.stock.paper.quick import Offered, QuickLine
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks

_LOW_BELOW = 400  # with large text there is room for one line where nothing is chosen


class KitsPage(PaperPage):
    title, again, hint = N_("Kits"), N_("Write kits again"), N_("Made up ahead, or taken apart again")
    post_label, side_label = N_("Make up"), TITLE
    nothing = (N_("No kit chosen yet"), "")
    lines_name = N_("The kit chosen")

    def make_presenter(self, tasks: Tasks, stock: Stock) -> KitsPresenter:
        return KitsPresenter(tasks, stock, self.show_state, self.is_posted)

    def make_about(self) -> QWidget:
        return _About(self.presenter, self._words)

    def make_find(self) -> QuickLine:
        return _KitLine(self._words)

    def make_offered(self) -> Offered:
        return _KitsOffered(self.presenter, self._words)

    def make_lines(self) -> QWidget:
        return KitForm(self.presenter, self._words)

    def make_side(self) -> QWidget:
        return Side(self._words)

    def take_up(self, what: object) -> None:
        if isinstance(what, TakeApart):
            self.presenter.take_apart(what)
        else:
            super().take_up(what)

    def begun(self) -> str:
        return self._words(N_("Begun, and not posted: {what}."), what=self._words(self.title)) if self.has_work else ""

    def look(self, _state: KitsState) -> None:
        return None

    def foot(self, state: KitsState) -> str:
        return self._words(wording.FOOTS[state.making.deed]) if state.line else ""

    def counts_as(self, state: KitsState) -> str:
        totals = state.totals()
        return self._words(N_("Inside these kits")) if totals.syringes or totals.doses else ""

    def label_of_post(self, state: KitsState) -> str:
        return wording.DEEDS[state.making.deed]

    def _open_lots(self) -> None:
        self._lines.open_lots()

    def field_about(self, _place: Place) -> QWidget | None:
        return None

    def show_state(self, state: KitsState) -> None:  # type: ignore[override]
        fact, hint = wording.empty(state, self._words)
        self._empty.say(fact, hint if self.height() >= theme.px(_LOW_BELOW) else "")
        super().show_state(state)

    def _show_foot(self, state: KitsState) -> None:  # type: ignore[override]
        super()._show_foot(state)
        set_shown(self._sums, bool(self.counts_as(state)) and not self._is_low)


class _About(QWidget):
    """Whether kits are made up or taken apart."""

    def __init__(self, presenter: KitsPresenter, words: Translator) -> None:
        super().__init__()
        self._deeds = Segmented(
            [(deed, words(text)) for deed, text in wording.DEEDS.items()],
            name=words(N_("What is done with kits")), is_ticked=True,
        )  # fmt: skip
        self._deeds.chosen.connect(presenter.choose_deed)
        self.setLayout(Row(self._deeds, None, gap=0, edges=(14, 14, 14, 0)))

    @property
    def chain(self) -> list[QWidget]:
        return [*self._deeds.segments]

    def show_state(self, state: KitsState) -> None:
        self._deeds.choose(Deed(state.making.deed))


class _KitLine(QuickLine):
    name, example = N_("Type how many and which kit"), N_("Such as 12 injecting")
    hint = N_("How many and which kit")


class _KitsOffered(Offered):
    """Kits alone, each with how many there can be."""

    idle = N_("Kits with a recipe. Without an amount, it is typed next.")
    no_such = N_("No kit is called that. Try the beginning of another word.")

    def there(self, item: Item, state: KitsState) -> str:
        if state.is_making:
            return self._words(N_("{n} can be made"), n=state.most(item))
        return self._words(N_("{n} made up here"), n=state.made_up(item))
