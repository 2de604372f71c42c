"""What the shelves hold without a document: what is written in its place is judged by that.  Read only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from outreach.db.models.stock import Lot, Movement
from outreach.vocabulary import ItemId, LotId, SiteId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from outreach.stock.levels import Level
    from outreach.vocabulary import DocumentId


@dataclass(frozen=True, slots=True)
class Undone:
    """What a document moved of each lot and of each item at each site; of an item also what of it was usable."""

    by_lot: Mapping[tuple[SiteId, LotId], int] = field(default_factory=dict)
    by_item: Mapping[tuple[SiteId, ItemId], tuple[int, int]] = field(default_factory=dict)

    def of_item(self, site_id: SiteId | None, item_id: ItemId) -> int:
        return self.by_item.get((site_id, item_id), (0, 0))[0] if site_id is not None else 0


NOTHING = Undone()


def moved_by(session: Session, document_id: DocumentId) -> Undone:
    """All in all, what it was short of and what it answered too."""
    rows = session.execute(
        select(Movement.site_id, Movement.item_id, Movement.lot_id, Lot.on_hold, func.sum(Movement.quantity).label("n"))
        .join(Lot, Lot.id == Movement.lot_id)
        .where(Movement.document_id == document_id)
        .group_by(Movement.site_id, Movement.item_id, Movement.lot_id, Lot.on_hold)
    ).all()
    by_item: dict[tuple[SiteId, ItemId], tuple[int, int]] = {}
    for row in rows:
        place = SiteId(row.site_id), ItemId(row.item_id)
        moved, usable = by_item.get(place, (0, 0))
        by_item[place] = moved + int(row.n), usable + (0 if row.on_hold else int(row.n))
    return Undone({(SiteId(row.site_id), LotId(row.lot_id)): int(row.n) for row in rows}, by_item)


def level(one: Level, site_id: SiteId, moved: Undone) -> Level:
    """An item at a site as it would stand."""
    gone, usable = moved.by_item.get((site_id, one.item_id), (0, 0))
    return replace(one, on_hand=one.on_hand - gone, usable=one.usable - usable) if gone or usable else one
