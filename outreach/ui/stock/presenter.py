"""What happens on the stock page.  No Qt: read this to know what the page does.

Everything is read off the window's thread.  An answer for a site or an item no longer looked at is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from outreach import item_notes
from outreach.safety.staff import Right
from outreach.ui.stock import look
from outreach.ui.stock.finding import Finder
from outreach.ui.stock.state import Filter, State, passes

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.ui.stock.look import Detail, Shelf, Shelves
    from outreach.ui.stock.state import Posted
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, ItemId, SiteId

_SHELVES, _DETAIL = "stock shelves", "stock detail"


@dataclass(frozen=True, slots=True)
class Stock:
    """Who looks after the shelves, and their clock."""

    by: Actor
    clock: Callable[[], At]
    language: str = "en"
    new_id: Callable[[], UUID] = uuid4


class StockPresenter:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[State], None]) -> None:
        self._tasks = tasks
        self._stock = stock
        self._show = show
        self._finder = Finder(())
        self._state = State(may_receive=stock.by.has(Right.RECEIVE), may_arrange=stock.by.has(Right.ARRANGE_DESK))

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        """Read every shelf again; what is shown stays until the answer is there."""
        day, site_id = self._stock.clock().day, self._state.site_id
        query = partial(look.shelves, language=self._stock.language, day=day, site_id=site_id)
        self._tasks.read(query, partial(self._shelves_read, site_id), self._refused, key=_SHELVES)

    def choose_site(self, site_id: SiteId | None) -> None:
        if site_id != self._state.site_id:
            self._change(site_id=site_id, detail=None)
            self.refresh()

    def choose_filter(self, which: Filter) -> None:
        self._narrow(filter=which)

    def find(self, typed: str) -> None:
        """Show what the words may mean, the likeliest chosen.

        What was never stocked is found too: nobody should think it is missing.
        """
        self._narrow(typed=typed)
        if typed.strip() and self._state.rows:
            self.select(self._state.rows[0].item.id)

    def clear_find(self) -> None:
        self._narrow(typed="", filter=Filter.IN_USE)

    def select(self, item_id: ItemId | None) -> None:
        if item_id != self._state.selected:
            self._change(selected=item_id, detail=None, posted=None)
            self._read_detail()

    def note(self, text: str) -> None:
        """Say this to the desk about the item selected; nothing: say no more."""
        item_id = self._state.selected
        if item_id is not None:
            by, at = self._stock.by, self._stock.clock()
            self._tasks.write(
                partial(item_notes.write, by=by, at=at, item_id=item_id, note=text),
                then=lambda _: self.refresh(),
                refused=self._refused,
            )

    def posted(self, posted: Posted) -> None:
        """A delivery is on the shelf: show its first item, whatever was looked for before."""
        self._change(posted=posted, selected=posted.first, detail=None, typed="", filter=Filter.IN_USE)
        self.refresh()

    def turned_away(self) -> None:
        """Another act was opened: what was done before it is no news any more."""
        if self._state.posted is not None:
            self._change(posted=None)

    # What was read

    def _shelves_read(self, site_id: SiteId | None, shelves: Shelves) -> None:
        if site_id != self._state.site_id:
            return
        if self._state.catalog is None or self._state.catalog.items != shelves.catalog.items:
            self._finder = Finder(shelves.catalog.items)
        rows = self._passing(shelves, self._state.filter, self._state.typed)
        selected = _kept(self._state.selected, rows)
        detail = self._state.detail if selected == self._state.selected else None
        self._change(
            shelves=shelves, site_id=shelves.site_id, rows=rows, selected=selected, detail=detail, refusal=None
        )
        self._read_detail()

    def _read_detail(self) -> None:
        item_id, site_id = self._state.selected, self._state.site_id
        if item_id is None:
            return
        query = partial(look.detail, item_id=item_id, day=self._stock.clock().day, site_id=site_id)
        self._tasks.read(query, partial(self._detail_read, site_id), self._refused, key=_DETAIL)

    def _detail_read(self, site_id: SiteId | None, detail: Detail) -> None:
        if (site_id, detail.item_id) == (self._state.site_id, self._state.selected):
            self._change(detail=detail)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    # Which shelves are shown

    def _narrow(self, **asked: Any) -> None:
        state = replace(self._state, **asked)
        rows = self._passing(state.shelves, state.filter, state.typed) if state.shelves else ()
        selected = _kept(state.selected, rows)
        moves_on = selected != self._state.selected
        self._change(**asked, rows=rows, selected=selected, detail=None if moves_on else state.detail)
        if moves_on:
            self._read_detail()

    def _passing(self, shelves: Shelves, which: Filter, typed: str) -> tuple[Shelf, ...]:
        if typed.strip() and which is Filter.IN_USE:
            which = Filter.ALL
        rows = [shelf for shelf in shelves.all if passes(shelf, which)]
        if not typed.strip():
            return tuple(rows)
        by_id = {shelf.item.id: shelf for shelf in rows}
        return tuple(by_id[item.id] for item in self._finder.find(typed) if item.id in by_id)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _kept(selected: ItemId | None, rows: tuple[Shelf, ...]) -> ItemId | None:
    """Who is selected stays so while they are there; else the first, so that the panel is never about nobody."""
    if any(shelf.item.id == selected for shelf in rows):
        return selected
    return rows[0].item.id if rows else None
