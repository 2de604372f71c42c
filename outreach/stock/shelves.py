"""The lots of some items at one site as the books have them, first out first.  Read only."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Source
from outreach.db.models.stock import Balance, Lot
from outreach.stock.picking import ShelfLot, first_out
from outreach.vocabulary import ItemId, LotId, SiteId


def shelves(session: Session, site_id: SiteId, items: Collection[ItemId]) -> dict[ItemId, list[ShelfLot]]:
    rows = session.execute(
        select(Balance.item_id, Balance.quantity, Balance.first_on, Lot.__table__, Source.ends_on)
        .join(Lot, Lot.id == Balance.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Balance.site_id == site_id, Balance.item_id.in_(sorted(items)), Balance.quantity != 0)
    )
    found: dict[ItemId, list[ShelfLot]] = {}
    for row in rows:
        lot = ShelfLot(
            LotId(row.id), row.number, row.quantity, row.expires_on, row.ends_on, row.on_hold, row.first_on,
            row.recipe_version_id,
        )  # fmt: skip
        found.setdefault(row.item_id, []).append(lot)
    for shelf in found.values():
        shelf.sort(key=first_out)
    return found
