"""What is done in the stock room: each act a page of its own, which waits while one looks at other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from outreach.safety.staff import Right
from outreach.translation import Translator
from outreach.ui.shared.adapting import AdaptingPage
from outreach.ui.stock.acts_there import Act as Act  # noqa: PLC0414 - where everybody looks for it
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ItemId, LotId, SiteId


@dataclass(frozen=True, slots=True)
class OfItem:
    """One page wants another to go on with an item of a site, and a day where it is about one."""

    item_id: ItemId
    site_id: SiteId
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TakeApart:
    """One page wants kits of a lot taken apart, at the site where they stand."""

    item_id: ItemId
    lot_id: LotId
    site_id: SiteId


@dataclass(frozen=True, slots=True)
class LabelsOf:
    """One page wants labels of a lot, so many of them."""

    lot_id: LotId
    copies: int


class Doing(AdaptingPage):
    """A page where something is done to stock.

    `left` to go back to the shelves, `posted(Posted)` when it is done, `wants(Act, what)` to go on with something on
    another page.  The room calls the rest.
    """

    left = Signal()
    posted = Signal(object)
    wants = Signal(object, object)
    touched = Signal()  # something was typed, which is kept soon

    @property
    def has_work(self) -> bool:
        """Something is begun that would be lost with the page."""
        return False

    def begin(self, item_id: ItemId | None) -> None:
        """It is turned to; from an item's panel with that item."""

    def take_up(self, what: object) -> None:
        """Go on with what another page wanted of this one."""
        if isinstance(what, OfItem):
            self.begin(what.item_id)

    def begun(self) -> str:
        """What is begun here and waits, in a sentence for the shelves; "" for nothing."""
        return ""

    def keep(self) -> None:
        """Keep what is begun in the file, so that it survives closing the program."""

    def bring_back_kept(self, said: str) -> None:
        """This was kept when the program was closed: it stands here again, unless something else is begun."""

    def refresh(self) -> None:
        """Read again what may have changed."""

    def focus_first(self) -> None:
        """Put the keyboard where one begins, or goes on."""

    def forget(self) -> None:
        """The center is locked: an answer still awaited will not come.  What is typed stays."""

    def not_answered(self) -> None:
        """A fault of ours ended a posting; what was entered is kept, and may be posted again."""


@dataclass(frozen=True, slots=True)
class ActSpec:
    """One act: who may (`right`), its words among the acts of the page, and in the panel of an item ("": not there).

    `is_on_top` acts have a button of their own beside the title; the others stand under *More*.  `of_kits`: in the
    panel only of an item that is a kit.
    """

    act: Act
    right: Right
    label: str
    make: Callable[[Tasks, Stock, Translator], Doing]
    icon: str = ""
    item_label: str = ""
    is_on_top: bool = False
    of_kits: bool = False
