"""One document opened: its lines, what order and invoice said, and everything that put it right since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.arriving import DeliveryLine
from outreach.db.models.catalog import Source
from outreach.db.models.correcting import DocumentVoid, ShortOf
from outreach.db.models.happened import HappenedVersion
from outreach.db.models.leaving import HandOver, PartnerReport
from outreach.db.models.sheets import Sheet
from outreach.db.models.staff import Staff
from outreach.db.models.stock import CountLine, Document, Lot, Movement
from outreach.stock import paper_listing
from outreach.stock.deliveries import Said
from outreach.stock.documents import NoSuchDocument
from outreach.stock.handovers import To
from outreach.stock.paper_listing import ListedPaper
from outreach.stock.written_anew import written_anew
from outreach.vocabulary import (
    Arrived,
    DocumentId,
    ItemId,
    Kind,
    LotId,
    LotKnown,
    PaperVoid,
    PartnerId,
    SourceId,
    SupplierId,
)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What it first moved of one lot (with the sign of the shelf); of a count, what it `found` (None: left out)."""

    kind: Kind | None
    item_id: ItemId
    lot_id: LotId
    lot: str
    expires_on: date | None
    source_id: SourceId
    source: str
    quantity: int
    found: int | None = None
    lot_known: LotKnown = LotKnown.CHOSEN
    moves: tuple[tuple[Kind, int], ...] = ()  # of a count: what its difference was posted as


@dataclass(frozen=True, slots=True)
class Voided:
    """`reason` is none where another document stands in its place, initials where nobody kept them."""

    on: date
    hour: int | None
    initials: str
    reason: PaperVoid | None


@dataclass(frozen=True, slots=True)
class Owner:
    """What wrote a document and puts it right with itself: a totals sheet by its number, or ("") a report."""

    sheet: str = ""


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    paper: ListedPaper
    supplier_id: SupplierId | None
    lines: tuple[PaperLine, ...]
    said: tuple[Said, ...]
    reported: tuple[tuple[ItemId, int], ...]
    late: int  # rows by which it answered what was keyed after it
    voided: Voided | None
    replaced_by: ListedPaper | None
    replaces: ListedPaper | None
    found_short: tuple[ListedPaper, ...]
    short_of: ListedPaper | None
    to: To | None = None  # of a hand-over
    belongs_to: Owner | None = None
    had_other_lots: bool = False  # at first: kits keyed later stood there, or did not


def opened(session: Session, document_id: DocumentId) -> OpenedPaper:
    """A document as a person reads it.  Raises NoSuchDocument."""
    paper = paper_listing.listed(session, document_id)
    if paper is None:
        raise NoSuchDocument
    later = session.scalar(select(Document.id).where(Document.replaces_id == document_id))
    shorts = session.scalars(
        select(ShortOf.document_id).where(ShortOf.delivery_id == document_id).order_by(ShortOf.document_id)
    )
    delivery = session.scalar(select(ShortOf.delivery_id).where(ShortOf.document_id == document_id))
    late = select(Movement.id).where(Movement.document_id == document_id, Movement.late_id.is_not(None))
    reported = session.execute(
        select(PartnerReport.item_id, PartnerReport.quantity).where(PartnerReport.document_id == document_id)
    )
    others = select(Movement.id).where(Movement.document_id == document_id, written_anew("document_id"))
    supplier = session.scalar(select(Document.supplier_id).where(Document.id == document_id))
    return OpenedPaper(
        paper=paper,
        supplier_id=SupplierId(supplier) if supplier is not None else None,
        lines=_lines(session, document_id),
        said=_said(session, document_id),
        reported=tuple((ItemId(item), quantity) for item, quantity in reported),
        late=len(session.scalars(late).all()),
        voided=_voided(session, paper),
        replaced_by=_listed(session, later),
        replaces=_listed(session, paper.replaces),
        found_short=tuple(one for id_ in sorted(shorts) if (one := _listed(session, id_)) is not None),
        short_of=_listed(session, delivery),
        to=_to(session, document_id),
        belongs_to=owner(session, document_id),
        had_other_lots=session.scalar(others.limit(1)) is not None,
    )


def _to(session: Session, document_id: DocumentId) -> To | None:
    row = session.get(HandOver, document_id)
    if row is None:
        return None
    partner = PartnerId(row.partner_id) if row.partner_id is not None else None
    return To(row.recipient, partner, row.county, row.collected_by)


def owner(session: Session, document_id: DocumentId) -> Owner | None:
    """What puts it right with itself, if anything does."""
    sheet = session.scalar(select(Sheet.number).where(Sheet.document_id == document_id))
    if sheet is not None:
        return Owner(sheet)
    told = session.scalar(select(HappenedVersion.happened_id).where(HappenedVersion.document_id == document_id))
    return Owner() if told is not None else None


def _listed(session: Session, document_id: int | None) -> ListedPaper | None:
    return paper_listing.listed(session, DocumentId(document_id)) if document_id is not None else None


def _lines(session: Session, document_id: DocumentId) -> tuple[PaperLine, ...]:
    lot = (Lot.number, Lot.expires_on, Lot.source_id, Source.name)
    moved = session.execute(
        select(Movement.kind, Movement.item_id, Movement.lot_id, Movement.lot_known, Movement.quantity, *lot)
        .join(Lot, Lot.id == Movement.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Movement.document_id == document_id, Movement.reverses_id.is_(None), Movement.late_id.is_(None))
        .where(Movement.kind.not_in((Kind.MOVED_IN.value, Kind.SHORTFALL.value)), ~written_anew("document_id"))
        .order_by(Movement.id)
    ).all()
    counted = session.execute(
        select(CountLine.item_id, CountLine.lot_id, CountLine.found, *lot)
        .join(Lot, Lot.id == CountLine.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(CountLine.document_id == document_id)
        .order_by(CountLine.item_id, CountLine.lot_id)
    ).all()
    if counted:
        return tuple(_counted(counted, moved))
    return tuple(
        PaperLine(
            Kind(m.kind), m.item_id, m.lot_id, m.number, m.expires_on, m.source_id, m.name, m.quantity,
            lot_known=m.lot_known,
        )
        for m in moved
    )  # fmt: skip


def _counted(counted: Sequence[Any], moved: Sequence[Any]) -> Iterator[PaperLine]:
    """The lots a count found something of or missed something of, and those it left out."""
    moves: dict[tuple[int, int], list[tuple[Kind, int]]] = {}
    for row in moved:
        moves.setdefault((row.item_id, row.lot_id), []).append((Kind(row.kind), row.quantity))
    for c in counted:
        mine = tuple(moves.get((c.item_id, c.lot_id), ()))
        if c.found is None or c.found or mine:
            yield PaperLine(
                mine[0][0] if mine else None, c.item_id, c.lot_id, c.number, c.expires_on, c.source_id, c.name,
                sum(n for _, n in mine), c.found, moves=mine,
            )  # fmt: skip


def _said(session: Session, document_id: DocumentId) -> tuple[Said, ...]:
    rows = session.execute(select(DeliveryLine.__table__).where(DeliveryLine.document_id == document_id))
    return tuple(
        Said(row.item_id, row.ordered, row.invoiced, row.goes_back, Arrived(row.reason) if row.reason else None)
        for row in rows
    )


def _voided(session: Session, paper: ListedPaper) -> Voided | None:
    if paper.voided_on is None:
        return None
    row = session.execute(
        select(DocumentVoid.on_day, DocumentVoid.hour, DocumentVoid.reason, Staff.initials)
        .join(Staff, Staff.id == DocumentVoid.staff_id)
        .where(DocumentVoid.document_id == paper.id)
    ).one_or_none()
    return Voided(row.on_day, row.hour, row.initials, row.reason) if row else Voided(paper.voided_on, None, "", None)
