"""Lots: one item, number and source (and recipe), made when first named."""

from datetime import date

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.stock import Lot
from outreach.stock.picking import ShelfLot
from outreach.vocabulary import ItemId, LotId, RecipeVersionId, SourceId


def alike(number: str) -> str:
    """A number as lots are told apart by it: case and spaces tell none apart, whoever typed them."""
    return "".join(number.split()).casefold()


def open_lot(
    session: Session,
    ids: Ids,
    item_id: ItemId,
    number: str,
    source_id: SourceId,
    expires_on: date | None,
    recipe_version_id: RecipeVersionId | None = None,
) -> ShelfLot:
    """The lot of this item, number and source (and recipe), made if it is new; its number stays as first written.

    A known lot keeps its expiry; one that had none takes it.
    """
    found = _known(session, item_id, number, source_id, recipe_version_id)
    if found is not None:
        if found.expires_on is None and expires_on is not None:
            session.execute(update(Lot).where(Lot.id == found.id).values(expires_on=expires_on))
        return ShelfLot(
            LotId(found.id), found.number, 0, found.expires_on or expires_on, found.ends_on, found.on_hold, date.max,
            recipe_version_id, source_id,
        )  # fmt: skip
    number = number.strip()
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


def _known(
    session: Session, item_id: ItemId, number: str, source_id: SourceId, recipe_version_id: RecipeVersionId | None
) -> Row[int, str, date | None, bool, date | None] | None:
    """The lot there is: the one written just so, else the first that is written alike."""
    of_recipe = Lot.recipe_version_id
    wanted = (
        select(Lot.id, Lot.number, Lot.expires_on, Lot.on_hold, Source.ends_on)
        .join(Source, Source.id == Lot.source_id)
        .where(Lot.item_id == item_id, Lot.source_id == source_id)
        .where(of_recipe == recipe_version_id if recipe_version_id is not None else of_recipe.is_(None))
    )
    exactly = session.execute(wanted.where(Lot.number == number)).one_or_none()
    if exactly is not None or not alike(number):
        return exactly
    others = session.execute(wanted.order_by(Lot.id)).all()
    return next((one for one in others if alike(one.number) == alike(number)), None)
