"""Moving stock between sites: what leaves one arrives at the other, lot by lot; filling a site up to its targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Item, SiteTarget
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents
from outreach.stock.documents import Head
from outreach.stock.papers import Line, Paper, Written, check
from outreach.stock.picking import ShelfLot, pick
from outreach.stock.picking import usable as usable_of
from outreach.stock.shelves import shelves
from outreach.vocabulary import At, DocumentKind, ItemId, Kind, LotId, SiteId


@dataclass(eq=False)
class SameSite(Refusal):
    """Stock is moved from one site to another."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One lot to take from the store."""

    lot_id: LotId
    number: str
    expires_on: date | None
    quantity: int


@dataclass(frozen=True, slots=True)
class Refill:
    """What one item lacks at a site, and where in the store it is taken from; `lacking` is what the store has not."""

    item_id: ItemId
    target: int
    usable_there: int
    picks: tuple[Pick, ...]
    lacking: int

    @property
    def quantity(self) -> int:
        return sum(one.quantity for one in self.picks)

    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(self.item_id, one.quantity, one.lot_id) for one in self.picks)


def transfer(session: Session, by: Actor, at: At, head: Head, lines: Sequence[Line]) -> Written:
    """Move stock from `head.site_id` to `head.to_site_id`: each lot that leaves arrives.

    Raises NotAllowed, NothingMoved, SameSite, SameIdOtherLines.
    """
    by.may(Right.MOVE_STOCK)
    check(lines)
    if head.to_site_id is None or head.to_site_id == head.site_id:
        raise SameSite
    content = fingerprint(head.site_id, head.to_site_id, head.on, tuple(lines))
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        return Written(earlier, already=True)
    paper = Paper(session, by, at, DocumentKind.TRANSFER, head, content, {line.item_id for line in lines})
    for line in lines:
        for lot_id, quantity, known in paper.take(Kind.MOVED_OUT, line):
            paper.put(Kind.MOVED_IN, line.item_id, lot_id, quantity, known, site=head.to_site_id)
    return paper.finish()


def fill(session: Session, site_id: SiteId, store_id: SiteId, on: date) -> tuple[Refill, ...]:
    """What would bring a site up to its targets: target − usable there, from the store, soonest expiry first.

    Items with nothing to move and nothing lacking are left out; posted with `transfer`, once walked.
    """
    if site_id == store_id:
        raise SameSite
    targets = session.execute(
        select(SiteTarget.item_id, SiteTarget.target)
        .join(Item, Item.id == SiteTarget.item_id)
        .where(SiteTarget.site_id == site_id, Item.retired_on.is_(None))
        .order_by(Item.position, Item.id)
    ).all()
    items = [row.item_id for row in targets]
    there, store = shelves(session, site_id, items), shelves(session, store_id, items)
    refills = [_refill(row.item_id, row.target, there, store, on) for row in targets]
    return tuple(refill for refill in refills if refill.picks or refill.lacking)


def _refill(
    item_id: ItemId,
    target: int,
    there: dict[ItemId, list[ShelfLot]],
    store: dict[ItemId, list[ShelfLot]],
    on: date,
) -> Refill:
    usable = usable_of(there.get(item_id, ()), on)
    picked, lacking = pick(store.get(item_id, ()), max(0, target - usable), on)
    picks = tuple(Pick(lot.id, lot.number, lot.expires_on, taken) for lot, taken in picked)
    return Refill(item_id, target, usable, picks, lacking)
