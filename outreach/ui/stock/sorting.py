"""Saying what the things were that were given and are on no list: one after the other.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import catalog, sorting
from outreach.safety.staff import Right
from outreach.ui.stock.finding import Finder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Item
    from outreach.errors import Refusal
    from outreach.sorting import Unsorted
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import ItemId

MATCHES = 5
_UNSORTED = "stock unsorted"


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was sorted just now: the name, the item it was, and how many visits say so."""

    name: str
    item: str
    visits: int


@dataclass(frozen=True, slots=True)
class SortingState:
    """`things` wait to be sorted, the one at `place` is asked about; `item` is what it may be, not yet said."""

    things: tuple[Unsorted, ...] = ()
    place: int = 0
    is_open: bool = False
    typed: str = ""
    matches: tuple[Item, ...] = ()
    item: Item | None = None
    last: Sorted | None = None
    refusal: Refusal | None = None

    @property
    def thing(self) -> Unsorted | None:
        return self.things[self.place] if self.place < len(self.things) else None


class Sorting:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[SortingState], None]) -> None:
        self._tasks, self._stock, self._show = tasks, stock, show
        self._finder = Finder(())
        self._state = SortingState()

    @property
    def state(self) -> SortingState:
        return self._state

    def refresh(self) -> None:
        if self._stock.by.has(Right.SORT):
            query = partial(_look, language=self._stock.language, day=self._stock.clock().day)
            self._tasks.read(query, self._read, key=_UNSORTED)

    def open(self) -> None:
        self._change(is_open=True, place=0, typed="", matches=(), item=None, last=None)

    def close(self) -> None:
        self._change(is_open=False, typed="", matches=(), item=None)

    def find(self, typed: str) -> None:
        matches = tuple(self._finder.find(typed)[:MATCHES]) if typed.strip() else ()
        self._change(typed=typed, matches=matches, item=None)

    def choose(self, item_id: ItemId) -> None:
        """It may be this item; said for good by `sort`."""
        item = next((item for item in self._state.matches if item.id == item_id), None)
        self._change(item=item, refusal=None)

    def choose_first(self) -> None:
        if self._state.matches:
            self.choose(self._state.matches[0].id)

    def another(self) -> None:
        self._change(item=None)

    def leave(self) -> None:
        """Leave this one for another day, and go on to the next."""
        place = (self._state.place + 1) % max(1, len(self._state.things))
        self._change(place=place, typed="", matches=(), item=None)

    def sort(self) -> None:
        """Say that the thing is this item: every visit with it says so too."""
        thing, item = self._state.thing, self._state.item
        if thing is None or item is None:
            return
        by, at = self._stock.by, self._stock.clock()
        self._tasks.write(
            partial(sorting.sort, by=by, at=at, unlisted_id=thing.id, item_id=item.id),
            then=lambda visits: self._sorted(Sorted(thing.name, item.name, visits)),
            refused=lambda refusal: self._change(refusal=refusal),
        )

    def _sorted(self, done: Sorted) -> None:
        things = tuple(thing for thing in self._state.things if thing.name != done.name)
        place = min(self._state.place, max(0, len(things) - 1))
        self._change(
            things=things, place=place, is_open=bool(things), typed="", matches=(), item=None, last=done, refusal=None
        )

    def _read(self, found: tuple[tuple[Unsorted, ...], tuple[Item, ...]]) -> None:
        things, items = found
        self._finder = Finder(items)
        if things != self._state.things:
            self._change(things=things, place=0, is_open=self._state.is_open and bool(things), item=None)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _look(session: Session, language: str, day: date) -> tuple[tuple[Unsorted, ...], tuple[Item, ...]]:
    things = sorting.unsorted(session)
    return things, catalog.load(session, language, day).items if things else ()
