"""What comes out of kits that are opened: each part into the lot it came from, as far as that is known."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.lots import KitLotPart
from outreach.db.models.stock import Lot
from outreach.stock.kits import Recipe
from outreach.stock.lots import open_lot
from outreach.vocabulary import ItemId, LotId, SourceId


def out_of(
    session: Session, ids: Ids, kit_lot: LotId, recipe: Recipe | None, kits: int
) -> list[tuple[ItemId, LotId, int]]:
    """(part, lot, units) of so many kits; a lot of kits that came as kits has its own number for its parts."""
    known: dict[ItemId, list[tuple[LotId, int]]] = {}
    for row in session.execute(
        select(Lot.item_id, KitLotPart.part_lot_id, KitLotPart.quantity)
        .join(Lot, Lot.id == KitLotPart.part_lot_id)
        .where(KitLotPart.kit_lot_id == kit_lot)
        .order_by(Lot.expires_on, Lot.id)
    ):
        known.setdefault(ItemId(row.item_id), []).append((LotId(row.part_lot_id), row.quantity))
    found = []
    for part, each in recipe.parts if recipe is not None else ():
        left = each * kits
        *first, (last, _) = known.get(part) or [(_own_lot(session, ids, kit_lot, part), 0)]
        for lot, went_in in first:
            if left:
                found.append((part, lot, min(left, went_in)))
                left -= found[-1][2]
        if left:
            found.append((part, last, left))
    return found


def _own_lot(session: Session, ids: Ids, kit_lot: LotId, part: ItemId) -> LotId:
    kit = session.execute(select(Lot.number, Lot.source_id, Lot.expires_on).where(Lot.id == kit_lot)).one()
    return open_lot(session, ids, part, kit.number, SourceId(kit.source_id), kit.expires_on if kit.number else None).id
