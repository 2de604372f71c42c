"""Deliveries: what was ordered, invoiced and arrived, in which lots, from whom; opening balances arrive alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.models.arriving import DeliveryLine as DeliveryLineRow
from outreach.db.models.catalog import Source
from outreach.db.models.correcting import ShortOf
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, kits, source_rules
from outreach.stock.documents import Head
from outreach.stock.lots import open_lot
from outreach.stock.papers import Line, Paper, Written
from outreach.stock.papers import check as check_lines
from outreach.vocabulary import (
    Arrived,
    At,
    CountSide,
    DocumentId,
    DocumentKind,
    ItemId,
    Kind,
    SiteId,
    SourceId,
    SupplierId,
)

LONGEST_LOT, LONGEST_REFERENCE = 40, 80  # characters


@dataclass(eq=False)
class TextTooLong(Refusal):
    """A lot number or a reference with more characters than one has."""

    longest: int


@dataclass(eq=False)
class NothingArrived(Refusal):
    """A delivery needs at least one line, each with one unit or more."""


@dataclass(eq=False)
class DeliveryIdReused(Refusal):
    """This delivery's id was already recorded with other lines; nothing was changed."""


@dataclass(eq=False)
class OtherExpiry(Refusal):
    """The lot of this number and source is known with another date; one of the two was mistyped."""

    number: str
    expires_on: date


@dataclass(eq=False)
class MoreBackThanArrived(Refusal):
    """What goes back to the supplier must have arrived; amounts are not below zero."""


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """`quantity` units of one lot.  No number and no source is stock without a lot; a date alone is its number."""

    item_id: ItemId
    quantity: int
    lot_number: str = ""
    expires_on: date | None = None
    source_id: SourceId | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What order and invoice say of an item; `goes_back` arrived beside what is put in stock: damaged, or wrong."""

    item_id: ItemId
    ordered: int | None = None
    invoiced: int | None = None
    goes_back: int = 0
    reason: Arrived | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a delivery says beside its lots."""

    said: tuple[Said, ...] = ()
    supplier_id: SupplierId | None = None
    side: CountSide | None = None
    replaces: DocumentId | None = None
    despite_rule: bool = False  # somebody was asked, and a source pays for what its rules do not allow


@dataclass(frozen=True, slots=True)
class Received:
    document_id: DocumentId
    already: bool = False


_NOTHING_BESIDE = Beside()


def receive(  # noqa: PLR0913 - a delivery has as many facts
    session: Session,
    by: Actor,
    at: At,
    *,
    client_id: UUID,
    site_id: SiteId,
    on: date,
    reference: str,
    lines: Sequence[DeliveryLine],
    beside: Beside = _NOTHING_BESIDE,
) -> Received:
    """Put a delivery on the shelf.  The same `client_id` again records nothing twice.

    Raises NotAllowed, NothingArrived, TextTooLong, MoreBackThanArrived, DeliveryIdReused, OtherExpiry, AgainstRule.
    """
    by.may(Right.RECEIVE)
    went_back = [one for one in beside.said if one.goes_back]
    if not (lines or went_back) or any(line.quantity < 1 for line in lines):
        raise NothingArrived
    if any(min(one.goes_back, one.ordered or 0, one.invoiced or 0) < 0 for one in beside.said):
        raise MoreBackThanArrived
    for text, longest in ((reference, LONGEST_REFERENCE), *((line.lot_number, LONGEST_LOT) for line in lines)):
        if len(text) > longest:
            raise TextTooLong(longest)
    head = Head(client_id, site_id, on, reference, beside.side, beside.replaces, supplier_id=beside.supplier_id)
    content = fingerprint(site_id, on, reference, tuple(lines), beside.said, beside.supplier_id)
    earlier = documents.earlier(session, head, content, DeliveryIdReused)
    if earlier is not None:
        return Received(earlier, already=True)
    if not beside.despite_rule:
        paid = [(line.source_id, line.item_id) for line in lines if line.source_id is not None]
        source_rules.check(session, paid, on)
    items = {line.item_id for line in lines} | {one.item_id for one in beside.said}
    paper = Paper(session, by, at, DocumentKind.DELIVERY, head, content, items)
    _shelve(session, paper, Kind.RECEIVED, lines)
    _note_said(session, paper, lines, beside.said)
    return Received(paper.finish("delivery.received").document_id)


def open_with(session: Session, by: Actor, at: At, head: Head, lines: Sequence[DeliveryLine]) -> Written:
    """Enter what stood on the shelf when the books began: neither received nor found.

    Raises NotAllowed, NothingArrived, SameIdOtherLines, OtherExpiry.
    """
    by.may(Right.RECEIVE)
    if not lines or any(line.quantity < 1 for line in lines):
        raise NothingArrived
    content = fingerprint(head.site_id, head.on, tuple(lines))
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        return Written(earlier, already=True)
    paper = Paper(session, by, at, DocumentKind.OPENING, head, content, {line.item_id for line in lines})
    _shelve(session, paper, Kind.OPENING, lines)
    return paper.finish()


def short(
    session: Session, by: Actor, at: At, head: Head, lines: Sequence[Line], delivery_id: DocumentId | None = None
) -> Written:
    """A box found short after its delivery was recorded: less was received, nothing was lost.

    Raises NotAllowed, NothingMoved, SameIdOtherLines.
    """
    by.may(Right.RECEIVE)
    check_lines(lines)
    content = fingerprint(head.site_id, head.on, tuple(lines), *([delivery_id] if delivery_id else []))
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        return Written(earlier, already=True)
    paper = Paper(session, by, at, DocumentKind.SHORT_IN_DELIVERY, head, content, {line.item_id for line in lines})
    for line in lines:
        paper.take(Kind.SHORT_IN_DELIVERY, line)
    if delivery_id is not None:
        session.execute(insert(ShortOf), [{"document_id": paper.id, "delivery_id": delivery_id}])
    return paper.finish()


def _shelve(session: Session, paper: Paper, kind: Kind, lines: Sequence[DeliveryLine]) -> None:
    unstated = session.scalars(select(Source.id).where(Source.is_unstated)).one()
    for line in lines:
        versions = paper.recipes.get(line.item_id, ())
        recipe = kits.recipe_on(versions, paper.head.on).version_id if versions else None
        source = line.source_id if line.source_id is not None else SourceId(unstated)
        # Stock without a number is one lot for ever, so a date without a number needs a lot of its own.
        number = line.lot_number.strip() or (f"exp {line.expires_on}" if line.expires_on else "")
        lot = open_lot(session, paper.ids, line.item_id, number, source, line.expires_on, recipe)
        if line.expires_on is not None and lot.expires_on != line.expires_on:
            raise OtherExpiry(lot.number, lot.expires_on or date.max)
        paper.ledger.know_lot(paper.head.site_id, line.item_id, lot)
        paper.put(kind, line.item_id, lot.id, line.quantity)


def _note_said(session: Session, paper: Paper, lines: Sequence[DeliveryLine], said: Sequence[Said]) -> None:
    shelved: dict[ItemId, int] = {}
    for line in lines:
        shelved[line.item_id] = shelved.get(line.item_id, 0) + line.quantity
    if said:
        session.execute(
            insert(DeliveryLineRow),
            [
                {
                    "document_id": paper.id,
                    "item_id": one.item_id,
                    "ordered": one.ordered,
                    "invoiced": one.invoiced,
                    "arrived": shelved.get(one.item_id, 0) + one.goes_back,
                    "goes_back": one.goes_back,
                    "reason": one.reason,
                }
                for one in said
            ],
        )
