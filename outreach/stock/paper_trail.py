"""Documents read back: what was written at a site, and what a document moved, ready to be corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, Select, case, or_, select
from sqlalchemy.orm import Session

from outreach.db.models.staff import Staff
from outreach.db.models.stock import CountLine, Document, Lot, Movement
from outreach.stock.documents import NoSuchDocument
from outreach.stock.written_anew import written_anew
from outreach.vocabulary import DocumentId, DocumentKind, ItemId, Kind, LotId, LotKnown, SiteId


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, as a list shows it."""

    id: DocumentId
    kind: DocumentKind
    on: date
    site_id: SiteId
    to_site_id: SiteId | None
    reference: str
    initials: str
    recorded_on: date
    is_void: bool
    replaces: DocumentId | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What a document first moved of one lot; a correction's reversals are left out."""

    kind: Kind
    item_id: ItemId
    lot_id: LotId
    lot_number: str
    quantity: int  # with the sign of the shelf
    lot_known: LotKnown


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A posted count of an item, and the lots at which nobody looked."""

    on: date
    left_out: frozenset[LotId]


def of_site(session: Session, site_id: SiteId | None, first: date, last: date) -> tuple[Entry, ...]:
    """The documents of some days at a site (or all), newest first; transfers stand at both their sites."""
    wanted = _entries().where(Document.on_day.between(first, last))
    if site_id is not None:
        wanted = wanted.where(or_(Document.site_id == site_id, Document.to_site_id == site_id))
    rows = session.execute(wanted.order_by(Document.on_day.desc(), Document.id.desc())).mappings()
    return tuple(_entry(row) for row in rows)


def one(session: Session, document_id: DocumentId) -> tuple[Entry, tuple[EntryLine, ...]]:
    """A document and what it moved.  Raises NoSuchDocument."""
    row = session.execute(_entries().where(Document.id == document_id)).mappings().one_or_none()
    if row is None:
        raise NoSuchDocument
    lines = session.execute(
        select(Movement.kind, Movement.item_id, Movement.lot_id, Movement.lot_known, Lot.number, Movement.quantity)
        .join(Lot, Lot.id == Movement.lot_id)
        .where(Movement.document_id == document_id, Movement.reverses_id.is_(None), Movement.late_id.is_(None))
        .where(~written_anew("document_id"))
        .order_by(Movement.id)
    )
    return _entry(row), tuple(
        EntryLine(Kind(m.kind), m.item_id, m.lot_id, m.number, m.quantity, m.lot_known) for m in lines
    )


def counted_on(session: Session, site_id: SiteId, on: date) -> frozenset[ItemId]:
    """The items counted at a site on a day: whatever is keyed of them for that day was *before or after the count*."""
    rows = session.scalars(
        select(CountLine.item_id)
        .join(Document, Document.id == CountLine.document_id)
        .where(Document.site_id == site_id, Document.on_day == on, Document.voided_on.is_(None))
        .distinct()
    )
    return frozenset(ItemId(item) for item in rows)


def counted_since(session: Session, site_id: SiteId, on: date) -> Mapping[ItemId, Sequence[CountedDay]]:
    """The counts on that day or after it of each item counted there, in order: they know nothing of late paper.

    What is keyed for a day before one stands in its own day, and the first that looked at its lot answers it.
    """
    left_out = case((CountLine.found.is_(None), CountLine.lot_id)).label("left_out")
    rows = session.execute(
        select(CountLine.item_id, Document.on_day, Document.id, left_out)
        .join(Document, Document.id == CountLine.document_id)
        .where(Document.site_id == site_id, Document.on_day >= on, Document.voided_on.is_(None))
        .distinct()
    )
    counts: dict[tuple[ItemId, date, int], set[LotId]] = {}
    for row in rows:
        lots = counts.setdefault((row.item_id, row.on_day, row.id), set())
        if row.left_out is not None:
            lots.add(row.left_out)
    found: dict[ItemId, list[CountedDay]] = {}
    for (item_id, day, _), lots in sorted(counts.items(), key=lambda one: one[0]):
        found.setdefault(item_id, []).append(CountedDay(day, frozenset(lots)))
    return found


def _entries() -> Select[tuple[Document, str]]:
    return select(Document.__table__, Staff.initials).join(Staff, Staff.id == Document.staff_id)


def _entry(row: RowMapping) -> Entry:
    return Entry(
        row["id"],
        DocumentKind(row["kind"]),
        row["on_day"],
        row["site_id"],
        row["to_site_id"],
        row["reference"],
        row["initials"],
        row["recorded_on"],
        row["voided_on"] is not None,
        row["replaces_id"],
    )
