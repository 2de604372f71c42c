"""A lot of kits as it is put together: what it is called, and what it carries of the lots that go in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session, aliased

from outreach.db.ids import Ids
from outreach.db.models.catalog import Item, Source
from outreach.db.models.lots import KitLotPart
from outreach.db.models.stock import Lot, Movement
from outreach.stock.kits import Recipe
from outreach.stock.lots import alike, open_lot
from outreach.stock.picking import ShelfLot
from outreach.vocabulary import DocumentId, ItemId, Kind, LotId, SourceId

_Source = TypeVar("_Source")


def open_kits(
    session: Session, ids: Ids, item_id: ItemId, recipe: Recipe, went_in: Mapping[LotId, int], wanted: str,
    again: LotId | None = None,
) -> ShelfLot:  # fmt: skip
    """The lot of kits made up of `went_in`, called as `wanted` or the like; `again`: the lot that it was before.

    It expires when the first of its parts does.  Its source is the naloxone's, else the only one there is.
    """
    source, expires_on = _carried(session, went_in)
    number = free_number(numbers_taken(session, item_id), wanted)
    if again is not None and _is_free(session, again, source):
        number = session.scalars(select(Lot.number).where(Lot.id == again)).one()
        session.execute(delete(KitLotPart).where(KitLotPart.kit_lot_id == again))
        session.execute(update(Lot).where(Lot.id == again).values(source_id=source, expires_on=expires_on))
    lot = open_lot(session, ids, item_id, number, source, expires_on, recipe.version_id)
    session.execute(
        insert(KitLotPart),
        [{"kit_lot_id": lot.id, "part_lot_id": part, "quantity": taken} for part, taken in went_in.items()],
    )
    return lot


def lot_again(
    session: Session, replaces: DocumentId | None, item_id: ItemId, recipe: Recipe, number: str
) -> LotId | None:
    """The lot of a making-up that is written again, where kit, recipe and number stay: it keeps its labels, and what
    left of it.
    """
    if replaces is None:
        return None
    made = (Movement.document_id == replaces) & (Movement.kind == Kind.MADE_KIT.value)
    lot = session.execute(
        select(Lot.id, Lot.number)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(made, Lot.item_id == item_id, Lot.recipe_version_id == recipe.version_id)
        .limit(1)
    ).one_or_none()
    return LotId(lot.id) if lot is not None and alike(lot.number) == alike(number) else None


def _is_free(session: Session, lot_id: LotId, source: SourceId) -> bool:
    """Whether no other lot of that name came from this source."""
    other, mine = aliased(Lot), select(Lot.item_id, Lot.number).where(Lot.id == lot_id).subquery()
    same = (other.item_id == mine.c.item_id) & (other.number == mine.c.number)
    there = select(other.id).join(mine, same).where(other.source_id == source, other.id != lot_id)
    return session.execute(there).first() is None


def usual_number(on: date) -> str:
    """What a lot of kits is called if nobody says: by the day it was made up."""
    return f"K{on:%y%m%d}"


def free_number(taken: Collection[str], wanted: str) -> str:
    """The number wanted, or the same with -2, -3, … : every making-up has a lot of its own."""
    known = {alike(number) for number in taken}
    if alike(wanted) not in known:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(known) + 3) if alike(f"{wanted}-{n}") not in known)


def first_to_expire(days: Iterable[date | None]) -> date | None:
    """When kits expire: when the first of their parts does."""
    return min((day for day in days if day is not None), default=None)


def source_carried(inside: Iterable[tuple[_Source, bool]]) -> _Source | None:
    """The source kits take from their parts (source, is naloxone): the naloxone's, else the only one, else none."""
    parts = list(inside)
    sources = {source for source, is_naloxone in parts if is_naloxone} or {source for source, _ in parts}
    return sources.pop() if len(sources) == 1 else None


def numbers_taken(session: Session, item_id: ItemId) -> frozenset[str]:
    """What lots of these kits are called already."""
    return frozenset(session.scalars(select(Lot.number).where(Lot.item_id == item_id)))


def _carried(session: Session, went_in: Mapping[LotId, int]) -> tuple[SourceId, date | None]:
    """The source and the expiry a lot of kits takes from the lots inside."""
    rows = session.execute(
        select(Lot.expires_on, Lot.source_id, Item.naloxone)
        .join(Item, Item.id == Lot.item_id)
        .where(Lot.id.in_(sorted(went_in)))
    ).all()
    source = source_carried((row.source_id, row.naloxone is not None) for row in rows)
    if source is None:
        source = session.scalars(select(Source.id).where(Source.is_unstated)).one()
    return SourceId(source), first_to_expire(row.expires_on for row in rows)
