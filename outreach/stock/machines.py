"""What a machine gave, as its refill counts find it: whatever is gone was given, also when paper comes later.

A count's late rows are answered by *counted*, as everywhere; for a machine that answer is turned into what it gave.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from outreach.db.models.catalog import Site
from outreach.db.models.stock import Movement
from outreach.vocabulary import DocumentId, ItemId, Kind, LotId, MovementId, SiteId


@dataclass(frozen=True, slots=True)
class Turn:
    """Of one lot in one count: rows to take back (with their quantities), what the machine gave, what is counted."""

    document_id: DocumentId
    lot_id: LotId
    take_back: tuple[tuple[MovementId, int], ...]
    given: int
    counted: int


def are_machines(session: Session, sites: Collection[SiteId]) -> set[SiteId]:
    found = session.scalars(select(Site.id).where(Site.id.in_(sorted(sites)), Site.is_machine))
    return {SiteId(site) for site in found}


def last_put_in(
    session: Session, site_id: SiteId, item_id: ItemId, on: date, books: Mapping[LotId, int]
) -> LotId | None:
    """The lot that what is over most likely is of: of those on the books the last put in, else the last that was."""
    came = (Kind.MOVED_IN.value, Kind.RECEIVED.value, Kind.OPENING.value)
    taken_back = aliased(Movement)
    rows = session.scalars(
        select(Movement.lot_id)
        .outerjoin(taken_back, taken_back.reverses_id == Movement.id)
        .where(Movement.site_id == site_id, Movement.item_id == item_id, Movement.kind.in_(came))
        .where(Movement.quantity > 0, Movement.occurred_on <= on, taken_back.id.is_(None))
        .order_by(Movement.occurred_on.desc(), Movement.id.desc())
    )
    put_in = [LotId(lot) for lot in rows]
    return next((lot for lot in put_in if books.get(lot, 0) > 0), put_in[0] if put_in else None)


def turns(session: Session, site_id: SiteId, item_id: ItemId, counts: Collection[DocumentId]) -> Iterator[Turn]:
    """Where the machine's counts say otherwise than: what is gone was given, what is over was counted."""
    rows = session.execute(
        select(
            Movement.id, Movement.document_id, Movement.lot_id, Movement.kind, Movement.quantity, Movement.reverses_id
        )
        .where(Movement.document_id.in_(sorted(counts)), Movement.site_id == site_id, Movement.item_id == item_id)
        .order_by(Movement.id)
    )
    places: dict[DocumentId, dict[LotId, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        places[row.document_id][row.lot_id].append(row)
    for document, lots in places.items():
        gone = max(0, -sum(_total(noted) for noted in lots.values()))  # of the item: which lot it was, nobody saw
        for lot, noted in sorted(lots.items()):
            given = min(gone, max(0, -_total(noted)))
            gone -= given
            turn = _turn(document, lot, noted, -given)
            if turn is not None:
                yield turn


def _total(noted: Sequence[Any]) -> int:
    return sum(row.quantity for row in noted if row.kind in (Kind.BY_MACHINE, Kind.COUNTED))


def _turn(document: DocumentId, lot: LotId, noted: Sequence[Any], should: int) -> Turn | None:
    reversed_ids = {row.reverses_id for row in noted}
    given = tuple(
        (MovementId(row.id), row.quantity)
        for row in noted
        if row.kind == Kind.BY_MACHINE and row.reverses_id is None and row.id not in reversed_ids
    )
    was = sum(quantity for _, quantity in given)
    if was == should:
        return None
    if was < should:
        return Turn(document, lot, given, should, was - should)
    return Turn(document, lot, (), should - was, was - should)
