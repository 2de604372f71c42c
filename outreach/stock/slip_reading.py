"""A hand-over read again: as its slip prints it, and what was reported of it since."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Source
from outreach.db.models.leaving import HandOver, Partner, PartnerReport
from outreach.db.models.stock import Document, Lot, Movement
from outreach.stock.documents import NoSuchDocument
from outreach.stock.slip_words import own_words
from outreach.stock.slips import as_printed
from outreach.stock.written_anew import written_anew
from outreach.vocabulary import CollectedBy, DocumentId, ItemId, Kind, LotId, PartnerId, Recipient, SiteId


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


def lines_of(session: Session, document_id: DocumentId) -> tuple[SlipLine, ...]:
    """What a slip lists: what left and by which lots, as it is now."""
    rows = session.execute(
        select(Movement.item_id, Movement.lot_id, Movement.quantity, Lot.number, Lot.expires_on, Source.name)
        .join(Lot, Lot.id == Movement.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Movement.document_id == document_id, Movement.reverses_id.is_(None), ~written_anew("document_id"))
        .where(Movement.kind.in_((Kind.HANDED_OVER.value, Kind.USED_HERE.value)))
        .order_by(Movement.id)
    )
    return tuple(SlipLine(row.item_id, row.lot_id, row.number, row.expires_on, row.name, -row.quantity) for row in rows)


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
        lines_of(session, document_id),
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
