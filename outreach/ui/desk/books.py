"""What the desk knows of the books: the catalog, the order of the tiles, the shelves and the day of a site."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from outreach.catalog import Catalog
from outreach.pins import desk_order, usual_order
from outreach.stock.levels import LotLevel
from outreach.ui.desk import look
from outreach.ui.desk.form import Form
from outreach.ui.desk.look import Look
from outreach.ui.desk.state import MORE, TILES, Whereabouts
from outreach.ui.shared.quick_add import Match, QuickAdd
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ItemId, PlaceId, SiteId

MOST_TODAY = 3
_CENTER, _TILES, _SHELVES = "desk center", "desk tiles", "desk shelves"


class Books:
    """Reads in the background; an answer about another site or day than the form's is dropped."""

    def __init__(self, tasks: Tasks, form: Form) -> None:
        self._tasks, self._form = tasks, form
        self._has_just_read = False
        self.quick_add = QuickAdd(())

    def refresh(self) -> None:
        """Read everything again; what is being typed stays.  Our own save has read what it changed already."""
        desk, day = self._form.desk, self._form.desk.clock().day
        if self._has_just_read and self._form.state.day == day:
            self._has_just_read = False
            return
        on = self._form.state.other_day or day
        query = partial(look.center, language=desk.language, day=on)
        self._tasks.read(query, then=partial(self._center_read, day, on), key=_CENTER)

    def wrote(self) -> None:
        """Show what a write changed; whoever tells us that something was written need not make us read again."""
        self._read_shelves()
        self._has_just_read = True

    def go_to(self, at: Whereabouts) -> None:
        """Enter for this day, site and place."""
        before, catalog = self._form.state, self._form.state.catalog
        if catalog is None or before.whereabouts == at:
            return
        place = catalog.place.get(at.place_id) if at.place_id is not None else None
        site = catalog.site.get(at.site_id, before.site)  # a site given up since is not gone to
        unread: dict[str, object] = {
            "strip": None,
            "day_open": None,
            "counted": frozenset(),
            "side": None,
            "levels": MappingProxyType({}),
            "lots": MappingProxyType({}),
        }
        self._form.change(other_day=at.day, site=site, place=place, **unread)
        if self._form.state.on != before.on:  # kits may have been others then
            self._has_just_read = False
            self.refresh()
        if site != before.site:
            self.read_tiles()
        else:
            self._read_shelves()

    def go_back_to(self, at: Whereabouts | None) -> None:
        """Where a visit was begun; without a place of its own, today at the desk's."""
        home = self._form.state.home
        if at is not None or home is not None:
            self.go_to(at or Whereabouts(None, *home))  # type: ignore[misc]  # one of the two is there

    def read_lots(self, item_ids: Iterable[ItemId]) -> None:
        """Find the lots of each that stand here."""
        state, asked = self._form.state, frozenset(item_ids)
        if state.site_id is not None and asked:
            query = partial(look.lots_here, site_id=state.site_id, day=state.on, item_ids=asked)
            self._tasks.read(query, then=partial(self._lots_read, state.site_id, state.on))

    def _center_read(self, day: date, on: date, catalog: Catalog) -> None:
        if on != (self._form.state.other_day or day):
            return
        if catalog == self._form.state.catalog and day == self._form.state.day:
            self._read_shelves()  # the tiles stay where the hands know them
            return
        self._form.change(day=day, catalog=catalog)
        site_id, place_id = self._where(catalog)
        if site_id is not None:
            place = catalog.place.get(place_id) if place_id is not None else None
            home = self._form.state.home or (site_id, place_id)
            self._form.change(site=catalog.site[site_id], place=place, home=home)
        self.read_tiles()

    def _where(self, catalog: Catalog) -> tuple[SiteId | None, PlaceId | None]:
        """Stay where the desk is; else where it was last; else the center's first site."""
        if self._form.state.site_id in catalog.site:
            return self._form.state.site_id, self._form.state.place_id
        last = self._form.desk.start_at
        if last and last[0] in catalog.site:
            return last
        first = next((site for site in catalog.sites if not site.is_machine), None)
        return (first.id, first.usual_place_id) if first else (None, None)

    def read_tiles(self) -> None:
        state = self._form.state
        if state.site_id is not None:
            query = partial(look.tiles, site_id=state.site_id, day=state.day)
            self._tasks.read(query, then=partial(self._tiles_read, state.site_id), key=_TILES)
            self._read_shelves()

    def _tiles_read(self, site_id: SiteId, found: tuple[tuple[ItemId, ...], tuple[ItemId, ...]]) -> None:
        pins, most = found
        catalog = self._form.state.catalog
        if site_id != self._form.state.site_id or catalog is None:
            return
        current = {item.id for item in catalog.items if not item.retired}
        ranked = [item_id for item_id in most if item_id in current]
        self.quick_add = QuickAdd(catalog.items, usual_order(catalog.items, most))
        pinned = [item_id for item_id in pins if item_id in current]
        ordered = desk_order(catalog.items, pins, most)
        more = ordered[TILES : TILES + MORE]
        self._form.change(tiles=ordered[:TILES], more=more, is_ranked=bool(ranked), pins=tuple(pinned))

    def _read_shelves(self) -> None:
        state = self._form.state
        if state.catalog is not None and state.site_id is not None:
            query = partial(look.shelves, known=state.catalog, site_id=state.site_id)
            query = partial(query, day=state.on, today=state.day)
            self._tasks.read(query, then=self._shelves_read, key=_SHELVES)

    def _shelves_read(self, seen: Look) -> None:
        state = self._form.state
        if (seen.site_id, seen.day) != (state.site_id, state.on):
            return
        levels = MappingProxyType({level.item_id: level for level in seen.levels})
        often = tuple(
            Match(item_id, max(1, state.items[item_id].usual_pack))
            for item_id in seen.often_today[:MOST_TODAY]
            if item_id in state.items
        )
        self._form.change(
            levels=levels, strip=seen.strip, day_open=seen.day_open, often_today=often, counted=seen.counted
        )
        self.read_lots(line.item_id for line in state.draft.lines)

    def _lots_read(self, site_id: SiteId, on: date, lots: Mapping[ItemId, tuple[LotLevel, ...]]) -> None:
        if (site_id, on) == (self._form.state.site_id, self._form.state.on):
            self._form.change(lots=MappingProxyType({**self._form.state.lots, **lots}))
