"""What a page that moves stock asks of the file: its shelves, its items' lots, the counts after its day.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from outreach import catalog
from outreach.stock import as_without, assembling, levels, paper_trail

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.stock.levels import Level, LotLevel
    from outreach.stock.paper_trail import CountedDay
    from outreach.vocabulary import DocumentId, ItemId, SiteId


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page works with just now; the books are read as they stand without the paper that it `replaces`."""

    site_id: SiteId | None
    on: date
    today: date
    items: tuple[ItemId, ...]
    to_site_id: SiteId | None = None
    replaces: DocumentId | None = None


@dataclass(frozen=True, slots=True)
class PaperBooks:
    """`counted`: the counts on or after the day, of each item, at the site.  `there`: on hand at the other site.

    `kit_numbers`: what lots of each kit are called already.
    """

    asked: Asked
    catalog: Catalog
    site_id: SiteId | None
    levels: Mapping[ItemId, Level]
    lots: Mapping[ItemId, tuple[LotLevel, ...]]
    counted: Mapping[ItemId, Sequence[CountedDay]]
    there: Mapping[ItemId, int]
    kit_numbers: Mapping[ItemId, Collection[str]] = field(default_factory=lambda: MappingProxyType({}))

    def on_hand(self, item_id: ItemId) -> int:
        """Of a kit, what is made up and what can be made."""
        level = self.levels.get(item_id)
        if level is None:
            return 0
        return level.on_hand if level.can_make is None else max(level.on_hand, level.can_be_given)


def read(session: Session, *, asked: Asked, language: str) -> PaperBooks:
    known = catalog.load(session, language, asked.on)
    site_id = asked.site_id if asked.site_id in known.site else _store(known)
    if site_id is None:
        return PaperBooks(asked, known, None, {}, {}, {}, {})
    here = levels.levels(session, known, site_id, asked.today)
    there = levels.levels(session, known, asked.to_site_id, asked.today) if asked.to_site_id is not None else ()
    items = _with_parts(known, asked.items)
    moved = as_without.moved_by(session, asked.replaces) if asked.replaces is not None else as_without.NOTHING
    return PaperBooks(
        asked,
        known,
        site_id,
        {level.item_id: as_without.level(level, site_id, moved) for level in here},
        {item_id: levels.lots(session, item_id, asked.on, site_id, moved.by_lot) for item_id in items},
        paper_trail.counted_since(session, site_id, asked.on),
        {level.item_id: level.on_hand - moved.of_item(asked.to_site_id, level.item_id) for level in there},
        {item: assembling.numbers_taken(session, item) for item in asked.items if known.item[item].recipe},
    )


def _store(known: Catalog) -> SiteId | None:
    """Where stock leaves from if nobody says: the first site with people."""
    return next((site.id for site in known.sites if not site.is_machine), None)


def _with_parts(known: Catalog, items: Collection[ItemId]) -> tuple[ItemId, ...]:
    """A kit that is not made up is made up of its parts: they are looked at too."""
    found = dict.fromkeys(items)
    for item_id in items:
        recipe = known.item[item_id].recipe
        found |= dict.fromkeys(part.item_id for part in recipe.parts) if recipe else {}
    return tuple(found)
