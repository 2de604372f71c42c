"""What comes out of kits that are opened: each part into the lot it came from, as far as that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.lots import KitLotPart
from outreach.db.models.stock import Lot, Movement
from outreach.stock.kits import Recipe
from outreach.stock.lots import open_lot
from outreach.vocabulary import ItemId, Kind, LotId, SourceId


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


def still_inside(session: Session, kit_lot: LotId) -> Inside:
    """The same, less what came out when kits of the lot were taken apart: no lot gets back more than went in."""
    opened = select(Movement.document_id).where(
        Movement.item_id == select(Lot.item_id).where(Lot.id == kit_lot).scalar_subquery(),
        Movement.lot_id == kit_lot,
        Movement.kind == Kind.KIT_TAKEN_APART.value,
        Movement.document_id.is_not(None),
    )
    out = select(Movement.lot_id, func.sum(Movement.quantity)).where(
        Movement.document_id.in_(opened), Movement.kind == Kind.OUT_OF_KIT.value
    )
    came_out: dict[int, int] = {lot_id: int(n) for lot_id, n in session.execute(out.group_by(Movement.lot_id))}
    return {
        part: tuple(replace(lot, quantity=max(0, lot.quantity - came_out.get(lot.lot_id, 0))) for lot in lots)
        for part, lots in inside(session, kit_lot).items()
    }


def spread(known: Inside, parts: Iterable[tuple[ItemId, int]], kits: int) -> list[tuple[ItemId, WentIn | None, int]]:
    """(part, lot, units) of so many kits; no lot where none is known to have gone in."""
    found: list[tuple[ItemId, WentIn | None, int]] = []
    for part, each in parts:
        left, lots = each * kits, known.get(part, ())
        for lot in lots[:-1]:
            if left and lot.quantity:
                found.append((part, lot, min(left, lot.quantity)))
                left -= found[-1][2]
        if left:
            found.append((part, lots[-1] if lots else None, left))
    return found


def out_of(
    session: Session, ids: Ids, kit_lot: LotId, known: Inside, recipe: Recipe | None, kits: int
) -> list[tuple[ItemId, LotId, int]]:
    """(part, lot, units) of so many kits; a lot of kits that came as kits has its own number for its parts."""
    parts = recipe.parts if recipe is not None else ()
    return [
        (part, lot.lot_id if lot is not None else _own_lot(session, ids, kit_lot, part), units)
        for part, lot, units in spread(known, parts, kits)
    ]


def _own_lot(session: Session, ids: Ids, kit_lot: LotId, part: ItemId) -> LotId:
    kit = session.execute(select(Lot.number, Lot.source_id, Lot.expires_on).where(Lot.id == kit_lot)).one()
    return open_lot(session, ids, part, kit.number, SourceId(kit.source_id), kit.expires_on if kit.number else None).id
