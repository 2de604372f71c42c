"""What comes out of kits that are opened: each part into the lot it came from, as far as that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.lots import KitLotPart
from outreach.db.models.stock import Lot
from outreach.stock.kits import Recipe
from outreach.stock.lots import open_lot
from outreach.vocabulary import ItemId, LotId, SourceId


@dataclass(frozen=True, slots=True)
class WentIn:
    """So many of one lot went into a lot of kits."""

    lot_id: LotId
    number: str
    expires_on: date | None
    source: str
    quantity: int


Inside = Mapping[ItemId, tuple[WentIn, ...]]


def inside(session: Session, kit_lot: LotId) -> Inside:
    """Part → the lots of it that went in, what expires first first; of kits that came as kits nothing is known."""
    known: dict[ItemId, tuple[WentIn, ...]] = {}
    for row in session.execute(
        select(Lot.item_id, KitLotPart.part_lot_id, KitLotPart.quantity, Lot.number, Lot.expires_on, Source.name)
        .join(Lot, Lot.id == KitLotPart.part_lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(KitLotPart.kit_lot_id == kit_lot)
        .order_by(Lot.expires_on, Lot.id)
    ):
        went_in = WentIn(LotId(row.part_lot_id), row.number, row.expires_on, row.name, row.quantity)
        known[ItemId(row.item_id)] = (*known.get(ItemId(row.item_id), ()), went_in)
    return known


def spread(known: Inside, parts: Iterable[tuple[ItemId, int]], kits: int) -> list[tuple[ItemId, WentIn | None, int]]:
    """(part, lot, units) of so many kits; no lot where none is known to have gone in."""
    found: list[tuple[ItemId, WentIn | None, int]] = []
    for part, each in parts:
        left, lots = each * kits, known.get(part, ())
        for lot in lots[:-1]:
            if left:
                found.append((part, lot, min(left, lot.quantity)))
                left -= found[-1][2]
        if left:
            found.append((part, lots[-1] if lots else None, left))
    return found


def out_of(
    session: Session, ids: Ids, kit_lot: LotId, recipe: Recipe | None, kits: int
) -> list[tuple[ItemId, LotId, int]]:
    """(part, lot, units) of so many kits; a lot of kits that came as kits has its own number for its parts."""
    parts = recipe.parts if recipe is not None else ()
    return [
        (part, lot.lot_id if lot is not None else _own_lot(session, ids, kit_lot, part), units)
        for part, lot, units in spread(inside(session, kit_lot), parts, kits)
    ]


def _own_lot(session: Session, ids: Ids, kit_lot: LotId, part: ItemId) -> LotId:
    kit = session.execute(select(Lot.number, Lot.source_id, Lot.expires_on).where(Lot.id == kit_lot)).one()
    return open_lot(session, ids, part, kit.number, SourceId(kit.source_id), kit.expires_on if kit.number else None).id
