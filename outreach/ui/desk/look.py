"""What the desk reads from the books: one reading, one frozen answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from outreach import barcodes, catalog, days, pins
from outreach.stock import levels, paper_trail

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.days import DayOpen, DayStrip
    from outreach.scans import Marked
    from outreach.stock.known_lots import KnownLot
    from outreach.stock.levels import Level, LotLevel
    from outreach.vocabulary import ItemId, SiteId

DAYS_OF_TILES = 30


@dataclass(frozen=True, slots=True)
class Look:
    """The shelves of a site and its day so far."""

    site_id: SiteId
    day: date
    levels: tuple[Level, ...]
    strip: DayStrip
    day_open: DayOpen
    often_today: tuple[ItemId, ...]
    counted: frozenset[ItemId] = frozenset()  # on that day, where it is not today


def center(session: Session, language: str, day: date) -> Catalog:
    return catalog.load(session, language, day)


def shelves(session: Session, known: Catalog, site_id: SiteId, day: date, today: date) -> Look:
    return Look(
        site_id=site_id,
        day=day,
        levels=levels.levels(session, known, site_id, day),
        strip=days.strip(session, site_id, day),
        day_open=days.of_day(session, site_id, day),
        often_today=levels.given_most(session, site_id, today, today),
        counted=paper_trail.counted_on(session, site_id, day) if day != today else frozenset(),
    )


def lots_here(
    session: Session, site_id: SiteId, day: date, item_ids: Collection[ItemId]
) -> Mapping[ItemId, tuple[LotLevel, ...]]:
    """The lots of each item that stand at a site, first out first; those that are never picked by themselves too."""
    return {
        item_id: tuple(lot for lot in levels.lots(session, item_id, day, site_id) if lot.on_hand > 0)
        for item_id in item_ids
    }


def marked(
    session: Session, item_id: ItemId, marks: Sequence[Marked], site_id: SiteId, day: date
) -> tuple[KnownLot, ...]:
    """The lots a scan can mean: those of them that stand here, or else wherever they are."""
    found = barcodes.lots_marked(session, item_id, marks)
    here = {lot.lot_id for lot in lots_here(session, site_id, day, (item_id,))[item_id]}
    return tuple(lot for lot in found if lot.lot_id in here) or found


def tiles(session: Session, site_id: SiteId, day: date) -> tuple[tuple[ItemId, ...], tuple[ItemId, ...]]:
    """What is pinned here, and what is handed out here most often: the order of the tiles."""
    most = levels.given_most(session, site_id, day - timedelta(days=DAYS_OF_TILES), day)
    return pins.pinned(session, site_id), most
