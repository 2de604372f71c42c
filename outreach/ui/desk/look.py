"""What the desk reads from the books: one reading, one frozen answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from outreach import catalog, encounters
from outreach.stock import levels

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.encounters import DayStrip
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
    often_today: tuple[ItemId, ...]


def center(session: Session, language: str, day: date) -> Catalog:
    return catalog.load(session, language, day)


def shelves(session: Session, known: Catalog, site_id: SiteId, day: date) -> Look:
    return Look(
        site_id=site_id,
        day=day,
        levels=levels.levels(session, known, site_id, day),
        strip=encounters.strip(session, site_id, day),
        often_today=levels.given_most(session, site_id, day, day),
    )


def next_lots(
    session: Session, site_id: SiteId, day: date, item_ids: Collection[ItemId]
) -> Mapping[ItemId, LotLevel | None]:
    """The lot each item would be picked from, or None where the shelf has none to pick from."""
    found = levels.next_lots(session, site_id, item_ids, day)
    return {item_id: found.get(item_id) for item_id in item_ids}


def given_most(session: Session, site_id: SiteId, day: date) -> tuple[ItemId, ...]:
    """What is handed out here most often, which is the order of the tiles."""
    return levels.given_most(session, site_id, day - timedelta(days=DAYS_OF_TILES), day)
