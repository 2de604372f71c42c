"""Hand-overs: supplies that leave without an encounter.  Given, never a contact; *used here* is neither.

What a partner later says it gave out is kept beside its hand-over and never added to anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.leaving import HandOver, Partner, PartnerReport
from outreach.db.models.stock import Document, Lot, Movement
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, kits
from outreach.stock.beyond import WITHIN, Beyond
from outreach.stock.documents import Head, NoSuchDocument
from outreach.stock.making_up import put_together
from outreach.stock.papers import Line, Moved, Paper, Written, check
from outreach.stock.slip_words import own_words
from outreach.stock.slips import as_printed, new_number
from outreach.stock.written_anew import written_anew
from outreach.translation import N_
from outreach.versioned import SameIdOtherRecord
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
    SiteId,
)

MORE_REPORTED = N_("That is {n} more than was handed over. It is kept as they say.")


@dataclass(eq=False)
class RecipientMissing(Refusal):
    """A partner organization is named from the list; an event or a training by what it was called."""

    recipient: Recipient


@dataclass(eq=False)
class NotOnSlip(Refusal):
    """Only of what was handed over can be said how much was given out."""


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


@dataclass(frozen=True, slots=True)
class SlipLine:
    item_id: ItemId
    lot_id: LotId
    lot_number: str
    expires_on: date | None
    source: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A hand-over as its slip prints it, and what was reported of it since."""

    document_id: DocumentId
    number: str
    on: date
    site_id: SiteId
    recipient: Recipient
    name: str  # of the partner, event or training
    county: str
    lines: tuple[SlipLine, ...]
    reported: tuple[tuple[ItemId, int], ...]  # as it came; of an item, what was said last stands
    is_void: bool
    recall_words: str = ""  # the center's own; none: ours
    collected_by: CollectedBy | None = None
    instead_of: str = ""  # the slip it was written again for
    replaced_by: str = ""  # the slip that was written again for it


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


def report(
    session: Session, by: Actor, at: At, client_id: UUID, document_id: DocumentId,
    given_out: Sequence[tuple[ItemId, int]],
) -> tuple[tuple[ItemId, int], ...]:  # fmt: skip
    """Keep what a partner says it gave out of a hand-over so far, in all, beside it: what is said later stands.

    Returns by how much it is more than was handed over, by item.  The same `client_id` again keeps nothing twice.
    Raises NotAllowed, NoSuchDocument, NotOnSlip, SameIdOtherRecord.
    """
    by.may(Right.MOVE_STOCK)
    content = fingerprint(document_id, tuple(given_out))
    known = session.scalars(select(PartnerReport.content).where(PartnerReport.client_id == client_id.bytes)).first()
    if known is not None:
        if known != content:
            raise SameIdOtherRecord
        return _more(session, document_id, given_out)
    if session.scalar(select(HandOver.document_id).where(HandOver.document_id == document_id)) is None:
        raise NoSuchDocument
    more = _more(session, document_id, given_out)
    ids = Ids(session, by.device, ("partner_reports",))
    session.execute(
        insert(PartnerReport),
        [
            {
                "id": ids.next("partner_reports"),
                "document_id": document_id,
                "item_id": item_id,
                "quantity": quantity,
                "reported_on": at.day,
                "staff_id": by.staff_id,
                "client_id": client_id.bytes,
                "content": content,
            }
            for item_id, quantity in dict(given_out).items()
        ],
    )
    audit.note(session, by, at, "hand_over.reported", (document_id,))
    return more


def _more(
    session: Session, document_id: DocumentId, given_out: Sequence[tuple[ItemId, int]]
) -> tuple[tuple[ItemId, int], ...]:
    """By how much more is reported than was handed over.  Raises NotOnSlip."""
    had: dict[ItemId, int] = {}
    for line in _slip_lines(session, document_id):
        had[line.item_id] = had.get(line.item_id, 0) + line.quantity
    if any(item_id not in had for item_id, _ in given_out):
        raise NotOnSlip
    return tuple((item_id, n - had[item_id]) for item_id, n in given_out if n > had[item_id])


def of_slip(session: Session, number: str) -> DocumentId:
    """The hand-over of a slip, by the number printed on it.  Raises NoSuchDocument."""
    found = session.scalar(select(HandOver.document_id).where(HandOver.slip == as_printed(number)))
    if found is None:
        raise NoSuchDocument
    return DocumentId(found)


def slip(session: Session, document_id: DocumentId) -> Slip:
    """A hand-over, ready to be printed.  Raises NoSuchDocument."""
    found = session.execute(
        select(HandOver.__table__, Document.__table__, Partner.name)
        .join(Document, Document.id == HandOver.document_id)
        .outerjoin(Partner, Partner.id == HandOver.partner_id)
        .where(HandOver.document_id == document_id)
    ).one_or_none()
    if found is None:
        raise NoSuchDocument
    reported = session.execute(
        select(PartnerReport.item_id, PartnerReport.quantity)
        .where(PartnerReport.document_id == document_id)
        .order_by(PartnerReport.id)
    )
    return Slip(
        document_id,
        found.slip,
        found.on_day,
        found.site_id,
        found.recipient,
        found.name or found.reference,
        found.county,
        _slip_lines(session, document_id),
        tuple((ItemId(row.item_id), row.quantity) for row in reported),
        found.voided_on is not None,
        own_words(session),
        found.collected_by,
        _slip_number(session, HandOver.document_id == found.replaces_id),
        _slip_number(session, Document.replaces_id == document_id),
    )


def _slip_number(session: Session, which: ColumnElement[bool]) -> str:
    query = select(HandOver.slip).join(Document, Document.id == HandOver.document_id)
    return session.scalar(query.where(which)) or ""


def of_partner(session: Session, partner_id: PartnerId, most: int) -> tuple[Slip, ...]:
    """What a partner organization was handed over last, newest first; what was taken back is left out."""
    rows = session.scalars(
        select(HandOver.document_id)
        .join(Document, Document.id == HandOver.document_id)
        .where(HandOver.partner_id == partner_id, Document.voided_on.is_(None))
        .order_by(Document.on_day.desc(), Document.id.desc())
        .limit(most)
    )
    return tuple(slip(session, DocumentId(row)) for row in rows)


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


def _slip_lines(session: Session, document_id: DocumentId) -> tuple[SlipLine, ...]:
    rows = session.execute(
        select(Movement.item_id, Movement.lot_id, Movement.quantity, Lot.number, Lot.expires_on, Source.name)
        .join(Lot, Lot.id == Movement.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Movement.document_id == document_id, Movement.reverses_id.is_(None), ~written_anew("document_id"))
        .where(Movement.kind.in_((Kind.HANDED_OVER.value, Kind.USED_HERE.value)))
        .order_by(Movement.id)
    )
    return tuple(SlipLine(row.item_id, row.lot_id, row.number, row.expires_on, row.name, -row.quantity) for row in rows)
