"""Lots: one item, number and source (and recipe), made when first named."""

from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.stock import Lot
from outreach.stock.picking import ShelfLot
from outreach.vocabulary import ItemId, LotId, RecipeVersionId, SourceId


def open_lot(
    session: Session,
    ids: Ids,
    item_id: ItemId,
    number: str,
    source_id: SourceId,
    expires_on: date | None,
    recipe_version_id: RecipeVersionId | None = None,
) -> ShelfLot:
    """The lot of this item, number and source (and recipe), made if it is new.

    A known lot keeps its expiry; one that had none takes it.
    """
    found = session.execute(
        select(Lot.id, Lot.expires_on, Lot.on_hold, Source.ends_on)
        .join(Source, Source.id == Lot.source_id)
        .where(
            Lot.item_id == item_id,
            Lot.number == number,
            Lot.source_id == source_id,
            Lot.recipe_version_id == recipe_version_id
            if recipe_version_id is not None
            else Lot.recipe_version_id.is_(None),
        )
    ).one_or_none()
    if found is not None:
        if found.expires_on is None and expires_on is not None:
            session.execute(update(Lot).where(Lot.id == found.id).values(expires_on=expires_on))
        expires_on = found.expires_on or expires_on
        return ShelfLot(
            LotId(found.id), number, 0, expires_on, found.ends_on, found.on_hold, date.max, recipe_version_id, source_id
        )
    ends_on = session.scalar(select(Source.ends_on).where(Source.id == source_id))
    lot_id = LotId(ids.next("lots"))
    session.execute(
        insert(Lot),
        [
            {
                "id": lot_id,
                "item_id": item_id,
                "number": number,
                "source_id": source_id,
                "recipe_version_id": recipe_version_id,
                "expires_on": expires_on,
                "on_hold": False,
            }
        ],
    )
    return ShelfLot(
        lot_id,
        number,
        0,
        expires_on,
        ends_on,
        on_hold=False,
        first_on=date.max,
        recipe_version_id=recipe_version_id,
        source_id=source_id,
    )
