"""Saying what the things were that were given and are on no list: one after the other.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from outreach import catalog, sorting
from outreach.catalog_editing import saving
from outreach.catalog_editing.book import LANGUAGES
from outreach.catalog_editing.items import Called, Facts
from outreach.catalog_editing.said import ItemSaid
from outreach.safety.staff import Right
from outreach.ui.stock.finding import Finder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Category, Item
    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.sorting import Unsorted
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, CategoryId, ItemId, UnlistedId

MATCHES = 5
_Found: TypeAlias = "tuple[tuple[Unsorted, ...], tuple[Item, ...], tuple[Category, ...]]"
_UNSORTED = "stock unsorted"


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was sorted just now: the name, the item it was, and how many visits say so."""

    name: str
    item: str
    visits: int
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class SortingState:
    """`things` wait to be sorted, the one at `place` is asked about; `item` is what it may be, not yet said.

    `is_new`: it is none of the items there are.
    """

    things: tuple[Unsorted, ...] = ()
    place: int = 0
    is_open: bool = False
    typed: str = ""
    matches: tuple[Item, ...] = ()
    item: Item | None = None
    is_new: bool = False
    may_add: bool = False
    categories: tuple[Category, ...] = ()
    last: Sorted | None = None
    refusal: Refusal | None = None

    @property
    def finds_nothing(self) -> bool:
        return bool(self.typed.strip()) and not self.matches

    @property
    def thing(self) -> Unsorted | None:
        return self.things[self.place] if self.place < len(self.things) else None


class Sorting:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[SortingState], None]) -> None:
        self._tasks, self._stock, self._show = tasks, stock, show
        self._finder = Finder(())
        self._state = SortingState(may_add=stock.by.has(Right.EDIT_CATALOG))

    @property
    def state(self) -> SortingState:
        return self._state

    def refresh(self) -> None:
        if self._stock.by.has(Right.SORT):
            query = partial(_look, language=self._stock.language, day=self._stock.clock().day)
            self._tasks.read(query, self._read, key=_UNSORTED)

    def open(self, thing_id: UnlistedId | None = None) -> None:
        """Ask about this thing, else about the first."""
        place = next((at for at, thing in enumerate(self._state.things) if thing.id == thing_id), 0)
        self._change(is_open=True, place=place, typed="", matches=(), item=None, is_new=False, last=None, refusal=None)

    def close(self) -> None:
        self._change(is_open=False, typed="", matches=(), item=None, is_new=False)

    def find(self, typed: str) -> None:
        matches = tuple(self._finder.called(typed)[:MATCHES]) if typed.strip() else ()
        self._change(typed=typed, matches=matches, item=None, is_new=False, refusal=None)

    def choose(self, item_id: ItemId) -> None:
        """It may be this item; said for good by `sort`."""
        item = next((item for item in self._state.matches if item.id == item_id), None)
        self._change(item=item, refusal=None)

    def choose_first(self) -> None:
        if self._state.matches:
            self.choose(self._state.matches[0].id)

    def another(self) -> None:
        self._change(item=None, is_new=False, refusal=None)

    def none_of_these(self) -> None:
        """It is no item there is: it may be a new one, or stay unsorted."""
        self._change(item=None, is_new=True, refusal=None)

    def leave(self) -> None:
        """Leave this one for another day, and go on to the next; the only one is put away."""
        if len(self._state.things) < 2:  # noqa: PLR2004 - it and another
            self.close()
            return
        place = (self._state.place + 1) % len(self._state.things)
        self._change(place=place, typed="", matches=(), item=None, is_new=False)

    def add_new(self, category_id: CategoryId) -> None:
        """Put it on the list under its own name, and let every visit with it say so."""
        thing, by, at = self._state.thing, self._stock.by, self._stock.clock()
        if thing is not None:
            self._tasks.write(
                partial(_add_new, by=by, at=at, thing=thing, category_id=category_id),
                then=lambda visits: self._sorted(Sorted(thing.name, thing.name, visits, is_new=True)),
                refused=lambda refusal: self._change(refusal=refusal),
            )

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
            things=things, place=place, is_open=bool(things), typed="", matches=(), item=None, is_new=False, last=done,
            refusal=None,
        )  # fmt: skip

    def _read(self, found: _Found) -> None:
        things, items, categories = found
        self._finder = Finder(items)
        if categories != self._state.categories:
            self._change(categories=categories)
        if things != self._state.things:
            self._change(things=things, place=0, is_open=self._state.is_open and bool(things), item=None)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _look(session: Session, language: str, day: date) -> _Found:
    things = sorting.unsorted(session)
    if not things:
        return things, (), ()
    known = catalog.load(session, language, day)
    return things, tuple(item for item in known.items if not item.retired), known.categories


def _add_new(session: Session, by: Actor, at: At, thing: Unsorted, category_id: CategoryId) -> int:
    """Raises what `saving.save_item` and `sorting.sort` do."""
    called = {one: Called(thing.name if one == catalog.language(session) else "", "", ()) for one in LANGUAGES}
    item_id = saving.save_item(session, by, at, None, ItemSaid(Facts(category_id), called))
    return sorting.sort(session, by, at, unlisted_id=thing.id, item_id=item_id)
