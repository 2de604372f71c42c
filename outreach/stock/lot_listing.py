"""Every lot there is and what stands of it where; of one lot, how it came and what was done to it.  Nothing writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.models.arriving import Supplier
from outreach.db.models.catalog import Source
from outreach.db.models.staff import Staff
from outreach.db.models.stock import Balance, Document, Lot, Movement
from outreach.stock import kit_lots, lot_changes
from outreach.stock.kit_lots import Inside
from outreach.stock.levels import EXPIRING_WITHIN
from outreach.stock.lot_changes import Change
from outreach.vocabulary import DocumentId, ItemId, Kind, LotId, SiteId

CAME_BY = (Kind.OPENING, Kind.RECEIVED, Kind.SHORT_IN_DELIVERY, Kind.FOUND, Kind.PUT_BACK, Kind.MADE_KIT)


@dataclass(frozen=True, slots=True)
class ListedLot:
    """A lot and its state; `by_site` has the sites where anything of it stands by the books."""

    lot_id: LotId
    item_id: ItemId
    number: str
    source: str
    expires_on: date | None
    on_hold: bool
    recalled_on: date | None
    by_site: Mapping[SiteId, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def on_hand(self) -> int:
        return sum(self.by_site.values())

    @property
    def is_recalled(self) -> bool:
        return self.recalled_on is not None

    def has_expired(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today

    def expires_soon(self, today: date) -> bool:
        return self.expires_on is not None and today <= self.expires_on <= today + EXPIRING_WITHIN


@dataclass(frozen=True, slots=True)
class Came:
    """What one document brought of a lot (or, short in a delivery, took off what it had brought)."""

    document_id: DocumentId
    kind: Kind
    on: date
    site_id: SiteId
    quantity: int
    supplier: str
    reference: str
    initials: str


@dataclass(frozen=True, slots=True)
class Past:
    """How a lot came, oldest first, and what was done to it, oldest first; of kits made up, what went into it."""

    came: tuple[Came, ...]
    changes: tuple[Change, ...]
    inside: Inside


def listed(session: Session) -> tuple[ListedLot, ...]:
    """Every lot with a number, and what has none where something of it stands; of each item first out first."""
    there: dict[int, dict[SiteId, int]] = {}
    for row in session.execute(select(Balance.lot_id, Balance.site_id, Balance.quantity).where(Balance.quantity != 0)):
        there.setdefault(row.lot_id, {})[SiteId(row.site_id)] = row.quantity
    rows = session.execute(
        select(Lot.__table__, Source.name)
        .join(Source, Source.id == Lot.source_id)
        .order_by(Lot.item_id, Lot.expires_on.is_(None), Lot.expires_on, Lot.id)
    )
    return tuple(
        ListedLot(
            LotId(row.id), ItemId(row.item_id), row.number, row.name, row.expires_on, row.on_hold, row.recalled_on,
            there.get(row.id, {}),
        )
        for row in rows
        if row.number or row.id in there
    )  # fmt: skip


def past(session: Session, lot_id: LotId) -> Past:
    """How this lot came and what was done to it.  Raises NoSuchLot."""
    item_id = session.scalar(select(Lot.item_id).where(Lot.id == lot_id))
    if item_id is None:
        raise lot_changes.NoSuchLot
    changes = tuple(reversed(lot_changes.changes(session, lot_id)))
    return Past(_came(session, lot_id, ItemId(item_id)), changes, kit_lots.inside(session, lot_id))


def _came(session: Session, lot_id: LotId, item_id: ItemId) -> tuple[Came, ...]:
    """What was taken back is not told: its rows add up to nothing."""
    rows = session.execute(
        select(
            Movement.document_id, Movement.kind, Movement.site_id, func.sum(Movement.quantity).label("quantity"),
            Document.on_day, Document.reference, Staff.initials, Supplier.name,
        )
        .join(Document, Document.id == Movement.document_id)
        .join(Staff, Staff.id == Document.staff_id)
        .outerjoin(Supplier, Supplier.id == Document.supplier_id)
        .where(Movement.item_id == item_id, Movement.lot_id == lot_id)
        .where(Movement.kind.in_([kind.value for kind in CAME_BY]))
        .group_by(
            Movement.document_id, Movement.kind, Movement.site_id, Document.on_day, Document.reference,
            Staff.initials, Supplier.name,
        )
        .having(func.sum(Movement.quantity) != 0)
        .order_by(Document.on_day, Movement.document_id, Movement.kind)
    )  # fmt: skip
    return tuple(
        Came(
            DocumentId(row.document_id), Kind(row.kind), row.on_day, SiteId(row.site_id), int(row.quantity),
            row.name or "", row.reference, row.initials,
        )
        for row in rows
    )  # fmt: skip
