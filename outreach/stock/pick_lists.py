"""What to take off a store's shelves and carry to another site, lot by lot.  Read only; posted by `transfer`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.stock import Document, Lot, Movement
from outreach.stock import transfers
from outreach.stock.documents import NoSuchDocument
from outreach.stock.known_lots import lots_named, told_apart
from outreach.stock.papers import Line
from outreach.stock.picking import ShelfLot, pick, pick_stopped
from outreach.stock.shelves import shelves
from outreach.vocabulary import DocumentId, DocumentKind, ItemId, Kind, LotId, SiteId


@dataclass(frozen=True, slots=True)
class ToTake:
    """So many units of one lot; of none, where the books hold no more and they are taken where they are found."""

    item_id: ItemId
    lot_id: LotId | None
    number: str
    expires_on: date | None
    quantity: int
    source: str = ""  # where the number alone does not tell which lot it is
    on_hold: bool = False
    is_recalled: bool = False


@dataclass(frozen=True, slots=True)
class PickList:
    """`lacking`: what is wanted and not in the store.  `is_done`: it was moved already."""

    from_site_id: SiteId
    to_site_id: SiteId
    on: date
    lines: tuple[ToTake, ...]
    lacking: tuple[tuple[ItemId, int], ...] = ()
    is_done: bool = False


def to_fill(session: Session, site_id: SiteId, store_id: SiteId, on: date) -> PickList:
    """What brings a site up to its targets.  Raises SameSite."""
    refills = transfers.fill(session, site_id, store_id, on)
    lines = [
        ToTake(refill.item_id, one.lot_id, one.number, one.expires_on, one.quantity)
        for refill in refills
        for one in refill.picks
    ]
    lacking = tuple((refill.item_id, refill.lacking) for refill in refills if refill.lacking)
    return PickList(store_id, site_id, on, _in_full(session, lines), lacking)


def to_move(session: Session, from_site_id: SiteId, to_site_id: SiteId, on: date, lines: Sequence[Line]) -> PickList:
    """What a transfer would take: the lots that were named, of the rest those that go first; all that is to move."""
    there = shelves(session, from_site_id, {line.item_id for line in lines})
    taken: list[ToTake] = []
    for line in sorted(lines, key=lambda line: line.lot_id is None):  # what is named is not picked for another line
        shelf = there.get(line.item_id, [])
        if line.lot_id is not None:
            taken.append(_named(session, line, shelf))
            continue
        picked, missing = pick(shelf, line.quantity, on)
        stopped, missing = pick_stopped(shelf, missing, on)
        for lot, quantity in [*picked, *stopped]:
            lot.quantity -= quantity
            taken.append(ToTake(line.item_id, lot.id, lot.number, lot.expires_on, quantity))
        taken += [ToTake(line.item_id, None, "", None, missing)] if missing else []
    return PickList(from_site_id, to_site_id, on, _in_full(session, taken))


def of_transfer(session: Session, document_id: DocumentId) -> PickList:
    """What a transfer that was recorded took.  Raises NoSuchDocument."""
    document = session.execute(
        select(Document.site_id, Document.to_site_id, Document.on_day).where(
            Document.id == document_id, Document.kind == DocumentKind.TRANSFER.value
        )
    ).one_or_none()
    if document is None:
        raise NoSuchDocument
    rows = session.execute(
        select(Movement.item_id, Movement.lot_id, Movement.quantity, Lot.number, Lot.expires_on)
        .join(Lot, Lot.id == Movement.lot_id)
        .where(Movement.document_id == document_id, Movement.reverses_id.is_(None))
        .where(Movement.kind == Kind.MOVED_OUT.value)
        .order_by(Movement.id)
    )
    lines = [ToTake(row.item_id, row.lot_id, row.number, row.expires_on, -row.quantity) for row in rows]
    told = _in_full(session, lines)
    return PickList(document.site_id, document.to_site_id, document.on_day, told, is_done=True)


def _in_full(session: Session, lines: Sequence[ToTake]) -> tuple[ToTake, ...]:
    """Each with what tells its lot from others, and whether it should rather stay."""
    sources = told_apart(session, {line.item_id for line in lines})
    named = lots_named(session, {line.lot_id for line in lines if line.lot_id})
    known = [named[line.lot_id] if line.lot_id else None for line in lines]
    return tuple(
        replace(line, source=sources.get(lot.lot_id, ""), on_hold=lot.on_hold, is_recalled=lot.is_recalled)
        if lot
        else line
        for line, lot in zip(lines, known, strict=True)
    )


def _named(session: Session, line: Line, shelf: Sequence[ShelfLot]) -> ToTake:
    """The lot somebody chose, whatever the books hold of it."""
    lot = session.execute(select(Lot.id, Lot.number, Lot.expires_on).where(Lot.id == line.lot_id)).one()
    for there in shelf:
        there.quantity -= line.quantity if there.id == lot.id else 0
    return ToTake(line.item_id, LotId(lot.id), lot.number, lot.expires_on, line.quantity)
