"""Hand-overs: supplies that leave without an encounter.  Given, never a contact; *used here* is neither."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.models.leaving import HandOver, Partner
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, kits
from outreach.stock.beyond import WITHIN, Beyond
from outreach.stock.documents import Head
from outreach.stock.making_up import put_together
from outreach.stock.papers import Line, Moved, Paper, Written, check
from outreach.stock.slips import new_number
from outreach.vocabulary import (
    At,
    CollectedBy,
    DocumentId,
    DocumentKind,
    ItemId,
    Kind,
    LotId,
    LotKnown,
    PartnerId,
    Recipient,
)


@dataclass(eq=False)
class RecipientMissing(Refusal):
    """A partner organization is named from the list; an event or a training by what it was called."""

    recipient: Recipient


@dataclass(frozen=True, slots=True)
class To:
    """Who gets it.  `county` is where they give it out; an event or training is named by the document's reference."""

    recipient: Recipient
    partner_id: PartnerId | None = None
    county: str = ""
    collected_by: CollectedBy | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    document_id: DocumentId
    slip: str
    moved: tuple[Moved, ...] = ()
    already: bool = False
    beyond: Beyond = WITHIN


def hand_over(session: Session, by: Actor, at: At, head: Head, to: To, lines: Sequence[Line]) -> HandedOver:
    """Hand supplies over to somebody who is no participant; kits that are not made up are, on the same paper.

    Raises NotAllowed, NothingMoved, RecipientMissing, SameIdOtherLines.
    """
    by.may(Right.MOVE_STOCK)
    return _hand_over(session, by, at, head, to, lines)


def used_here(session: Session, by: Actor, at: At, head: Head, lines: Sequence[Line]) -> HandedOver:
    """Naloxone used on a person here, by whoever was there: front desk too may say so.

    Raises NotAllowed, NothingMoved, SameIdOtherLines.
    """
    by.may(Right.RECORD)
    return _hand_over(session, by, at, head, To(Recipient.USED_HERE), lines)


def _hand_over(session: Session, by: Actor, at: At, head: Head, to: To, lines: Sequence[Line]) -> HandedOver:
    check(lines)
    if (to.recipient is Recipient.PARTNER) != (to.partner_id is not None):
        raise RecipientMissing(to.recipient)
    if to.recipient in (Recipient.EVENT, Recipient.TRAINING) and not head.reference.strip():
        raise RecipientMissing(to.recipient)
    content = fingerprint(head.site_id, head.on, head.reference, to, tuple(lines))
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        number = session.scalars(select(HandOver.slip).where(HandOver.document_id == earlier)).one()
        return HandedOver(earlier, number, already=True)
    paper = Paper(session, by, at, DocumentKind.HAND_OVER, head, content, {line.item_id for line in lines})
    kind = Kind.USED_HERE if to.recipient is Recipient.USED_HERE else Kind.HANDED_OVER
    moved = [one for line in _at_once(lines) for one in _leave(session, paper, kind, line)]
    number = _new_slip(session)
    session.execute(
        insert(HandOver),
        [
            {
                "document_id": paper.id,
                "recipient": to.recipient,
                "partner_id": to.partner_id,
                "county": to.county or _county_of(session, to.partner_id),
                "slip": number,
                "collected_by": to.collected_by,
            }
        ],
    )
    written: Written = paper.finish()
    return HandedOver(written.document_id, number, tuple(moved), beyond=written.beyond)


def _at_once(lines: Sequence[Line]) -> list[Line]:
    """What is by the books of one item is one line: what of a kit is made up for a paper has one lot."""
    sums: dict[tuple[ItemId, LotId | None, LotKnown], Line] = {}
    for line in lines:
        key = (line.item_id, line.lot_id, line.lot_known if line.lot_id is not None else LotKnown.BY_THE_BOOKS)
        before = sums[key].quantity if key in sums else 0
        sums[key] = replace(line, quantity=before + line.quantity)
    return list(sums.values())


def _leave(session: Session, paper: Paper, kind: Kind, line: Line) -> list[Moved]:
    """Take a line off the shelf; what of a kit no lot covers that is made up is made up now, and leaves as a kit."""
    versions = paper.recipes.get(line.item_id, ())
    if not versions or line.lot_id is not None:
        return [Moved(line.item_id, lot, taken) for lot, taken, _ in paper.take(kind, line)]
    head, left = paper.head, []
    parts = {part for recipe in versions for part, _ in recipe.parts}
    paper.ledger.kits_left(head.site_id, line.item_id, sorted(parts), head.on, paper.seen)
    for portion in kits.portions(paper.ledger, versions, head.site_id, line.item_id, line.quantity, head.on):
        lots = portion.lots
        if portion.apart and portion.recipe is not None:
            lots = ((put_together(session, paper, line.item_id, portion.recipe, portion.quantity), portion.quantity),)
        for lot, taken in lots:
            paper.take(kind, Line(line.item_id, taken, lot, LotKnown.BY_THE_BOOKS))
            left.append(Moved(line.item_id, lot, taken))
    return left


def _new_slip(session: Session) -> str:
    while True:
        number = new_number()
        if session.scalar(select(HandOver.document_id).where(HandOver.slip == number)) is None:
            return number


def _county_of(session: Session, partner_id: PartnerId | None) -> str:
    if partner_id is None:
        return ""
    return str(session.scalars(select(Partner.county).where(Partner.id == partner_id)).one())
