"""The stock room: the shelves, and the pages of what is done there, which wait while one looks at other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.arrivals import Arrival
from outreach.collecting import Collection
from outreach.pick_ups import PickUp
from outreach.stock.begun_papers import kept
from outreach.translation import N_, Translator
from outreach.ui.stock.acts import ACTS
from outreach.ui.stock.doing import Act, ActSpec, Doing
from outreach.ui.stock.page import StockPage
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.state import Posted
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ItemId
from outreach.waiting import how_many

if TYPE_CHECKING:
    from outreach.visits.beside import Said

KEPT_AFTER = 800  # milliseconds without a key


class StockRoom(QWidget):
    """`refresh`, `focus_first`, `show_first` and `forget` are called by the window; `put_right(number, said)` when what
    the history wanted corrected is, or stays as it was.
    """

    put_right = Signal(object, object)

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None,
        acts: Sequence[ActSpec] = ACTS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._given = (tasks, stock, words)
        self._acts = {spec.act: spec for spec in acts if stock.by.has(spec.right)}
        self._made: dict[Act, Doing] = {}
        self.stock = StockPage(tasks, stock, words, tuple(self._acts.values()))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.stock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.stock.act.connect(self.begin)
        self.stock.wants.connect(self._go_on)
        self.stock.begun.go_on.connect(self.go_on)
        self._soon = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._soon.timeout.connect(self.keep)
        self._has_looked = False

    @property
    def has_work(self) -> bool:
        """A delivery or something else is begun and not posted."""
        return any(page.has_work for page in self._made.values())

    def keep(self) -> None:
        """Keep what is begun on any page, as it is typed now."""
        self._soon.stop()
        for page in self._made.values():
            page.keep()

    def refresh(self) -> None:
        if not self._has_looked:
            self._has_looked = True
            tasks, stock, _ = self._given
            tasks.read(partial(kept, by=stock.by), self._kept_found, lambda _: None, key="stock begun")
        self._shown.refresh()
        if self._shown is self.stock:
            self._count_waiting()

    def focus_first(self) -> None:
        self._shown.focus_first()

    def forget(self) -> None:
        """The center is locked or closed: an answer still awaited will not come.  What is typed stays, and is kept."""
        self.keep()
        for page in self._made.values():
            page.forget()

    def not_answered(self) -> None:
        """A fault of ours ended a posting; what was entered is kept, and may be posted again."""
        for page in self._made.values():
            page.not_answered()

    def page(self, act: Act) -> Doing:
        """The page of an act, made when it is first turned to."""
        if act not in self._made:
            page = self._made[act] = self._acts[act].make(*self._given)
            self._stack.addWidget(page)
            page.left.connect(self.show_shelves)
            page.posted.connect(self._posted)
            page.wants.connect(self._go_on)
            page.touched.connect(self._touched)
        return self._made[act]

    def begin(self, act: Act, item_id: ItemId | None = None) -> None:
        """Turn to an act, where the item chosen is one of its panel."""
        page = self.page(act)
        page.refresh()
        page.begin(item_id)
        self._turn_to(page)

    def go_on(self, act: Act) -> None:
        """Back to what was begun there."""
        page = self.page(act)
        page.refresh()
        self._turn_to(page)

    def correct_record(self, number: int, said: Said) -> None:
        """Open a collection, a pick-up or an arrival of the history where it was entered."""
        from outreach.ui.stock.without_visit.page import WithoutPage  # noqa: PLC0415 - turned to later

        page = self.page(Act.WITHOUT_VISIT)
        if isinstance(page, WithoutPage) and isinstance(said, Collection | PickUp | Arrival):
            page.refresh()
            self._turn_to(page)
            page.correct(number, said, self._is_put_right)

    def _is_put_right(self, number: int, said: Said) -> None:
        self._turn_to(self.stock)
        self.put_right.emit(number, said)

    def show_first(self) -> None:
        """*Stock* is pressed while something is done there: back to the shelves; what is typed waits on its page."""
        if self._shown is not self.stock:
            self.show_shelves()

    def show_shelves(self) -> None:
        self.stock.refresh()
        self._count_waiting()
        self._turn_to(self.stock)

    def _count_waiting(self) -> None:
        """How much waits for a coordinator, said quietly beside the acts."""
        if Act.ATTENTION in self._acts:
            tasks = self._given[0]
            tasks.read(how_many, self.stock.say_waiting, lambda _: None, key="stock attention number")

    def _go_on(self, act: Act, what: object) -> None:
        page = self.page(act)
        page.refresh()
        page.take_up(what)
        self._turn_to(page)

    def _kept_found(self, found: Mapping[str, str]) -> None:
        """What was begun when the program was closed stands on its page again."""
        for name, said in found.items():
            if name in self._acts:
                page = self.page(Act(name))
                page.refresh()
                page.bring_back_kept(said)
        self._say_begun()

    def _touched(self) -> None:
        """Something was typed on a page, or what was kept stands there again."""
        self._soon.start()
        if self._shown is self.stock:
            self._say_begun()

    def _say_begun(self) -> None:
        """What waits on another page is said over the shelves."""
        words = self._given[2]
        self.stock.begun.show_begun(
            [
                (act, page.begun() or words(N_("Begun, and not posted: {what}."), what=words(self._acts[act].label)))
                for act, page in self._made.items()
                if page.has_work
            ]
        )

    @property
    def _shown(self) -> StockPage | Doing:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Doing) else self.stock

    def _turn_to(self, page: StockPage | Doing) -> None:
        self.keep()
        if page is self.stock:
            self._say_begun()
        else:
            self.stock.presenter.turned_away()
        self._stack.setCurrentWidget(page)
        page.focus_first()

    def _posted(self, posted: Posted) -> None:
        self._turn_to(self.stock)
        self.stock.presenter.posted(posted)
        self._count_waiting()
