"""What the stock page shows, as plain data; everything on it can be worked out from this.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.stock.levels import Status

if TYPE_CHECKING:
    from outreach.catalog import Catalog, Site
    from outreach.errors import Refusal
    from outreach.ui.stock.look import Detail, Shelf, Shelves
    from outreach.vocabulary import ItemId, LotId, SiteId


class Filter(StrEnum):
    """Which shelves are looked at.  The starter list is long: what was never here is only in ALL."""

    IN_USE = "in_use"
    LOW = "low"
    OUT = "out"
    EXPIRING = "expiring"
    ON_HOLD = "on_hold"
    ALL = "all"


class Done(StrEnum):
    """What was posted in the stock room."""

    RECEIVED = "received"
    HANDED_OVER = "handed_over"
    USED_HERE = "used_here"
    REFILLED = "refilled"
    MOVED = "moved"
    GONE = "gone"
    BACK = "back"
    COUNTED = "counted"
    KITS_MADE = "kits_made"
    KITS_UNMADE = "kits_unmade"


@dataclass(frozen=True, slots=True)
class Posted:
    """What was done just now: so many items at a site, `name` being who or where it went, `given` by a machine.

    `more` stood in a machine than its books had.

    Of kits: so many of them, called `name`, of a `lot` (`to_label` where it is new).
    """

    site: str
    items: int
    first: ItemId
    done: Done = Done.RECEIVED
    name: str = ""
    slip: str = ""
    given: int = 0
    more: int = 0
    lot: str = ""
    to_label: LotId | None = None


@dataclass(frozen=True, slots=True)
class State:
    """`rows` are the shelves that pass the filter and what is typed; `detail` is of the one selected, when read."""

    shelves: Shelves | None = None
    site_id: SiteId | None = None
    filter: Filter = Filter.IN_USE
    typed: str = ""
    rows: tuple[Shelf, ...] = ()
    selected: ItemId | None = None
    detail: Detail | None = None
    may_receive: bool = False
    may_arrange: bool = False
    posted: Posted | None = None
    refusal: Refusal | None = None

    @property
    def catalog(self) -> Catalog | None:
        return self.shelves.catalog if self.shelves else None

    @property
    def is_reading(self) -> bool:
        return self.shelves is None and self.refusal is None

    @property
    def shelf(self) -> Shelf | None:
        everything = self.shelves.all if self.shelves else ()
        return next((shelf for shelf in everything if shelf.item.id == self.selected), None)

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites with figures of their own: none where there is only one, or one was chosen."""
        if self.catalog is None or self.site_id is not None or len(self.catalog.sites) == 1:
            return ()
        return self.catalog.sites

    def count(self, which: Filter) -> int:
        return sum(passes(shelf, which) for shelf in self.shelves.all) if self.shelves else 0


def passes(shelf: Shelf, which: Filter) -> bool:
    if which is Filter.ALL:
        return True
    level = shelf.level
    return (
        shelf.is_in_use
        and {
            Filter.IN_USE: True,
            Filter.LOW: level.status is Status.LOW,
            Filter.OUT: level.status is Status.OUT,
            Filter.EXPIRING: level.expiring or level.expired > 0,
            Filter.ON_HOLD: level.on_hold > 0,
        }[which]
    )
