"""Every document of the stock room, newest first: found by site, kind, day, item, or what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from outreach.catalog import folded
from outreach.db.models.arriving import DeliveryLine, Supplier
from outreach.db.models.catalog import ItemName
from outreach.db.models.leaving import HandOver, Partner
from outreach.db.models.staff import Staff
from outreach.db.models.stock import CountLine, Document, Lot, Movement
from outreach.stock.written_anew import written_anew
from outreach.vocabulary import DocumentId, DocumentKind, ItemId, Kind, LotId, Recipient, SiteId


@dataclass(frozen=True, slots=True)
class WhichPapers:
    """Which are looked for; `said` is part of a reference, of a slip's or a lot's number, or of whose it is."""

    first: date = date.min
    last: date = date.max
    site_id: SiteId | None = None
    kind: DocumentKind | None = None
    item_id: ItemId | None = None
    said: str = ""
    lot_id: LotId | None = None


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """`whose` is the supplier or the partner; `units` what it first moved, without regard to direction.

    `kit` is which was made up or taken apart, with the number of its lot.
    """

    id: DocumentId
    kind: DocumentKind
    on: date
    site_id: SiteId
    to_site_id: SiteId | None
    recipient: Recipient | None
    whose: str
    slip: str
    reference: str
    items: int
    units: int
    initials: str
    recorded_on: date
    recorded_hour: int | None
    voided_on: date | None
    is_replaced: bool
    replaces: DocumentId | None
    kit: tuple[ItemId, str] | None = None

    @property
    def is_void(self) -> bool:
        return self.voided_on is not None


def papers(session: Session, which: WhichPapers, limit: int) -> tuple[ListedPaper, ...]:
    """The newest `limit` of those asked for; a transfer stands at both its sites."""
    rows = session.execute(_asked(which).limit(limit if not which.said.strip() else None)).all()
    wanted = folded(which.said.strip())
    of_it = _of_lots(session, wanted) | _of_kits_called(session, wanted) if wanted else frozenset()
    kept = [row for row in rows if not wanted or row.id in of_it or wanted in folded(_sayings(row))][:limit]
    return _listed(session, kept)


def _of_kits_called(session: Session, wanted: str) -> frozenset[int]:
    """The making-up and taking apart of kits that have a name with a word like that, in any language."""
    names = session.execute(select(ItemName.item_id, ItemName.name))
    items = {item_id for item_id, name in names if f" {wanted}" in f" {folded(name)}"}
    papers_of_kits = select(Document.id).where(Document.kind.in_(_OF_KITS))
    of_kits = select(Movement.document_id).where(
        Movement.document_id.in_(papers_of_kits), (Movement.item_id + 0).in_(items),
        Movement.kind.in_((Kind.MADE_KIT.value, Kind.KIT_TAKEN_APART.value)),
    )  # fmt: skip
    return frozenset(session.scalars(of_kits)) if items else frozenset()


def _of_lots(session: Session, wanted: str) -> frozenset[int]:
    """The documents that moved or counted a lot whose number begins like that."""
    lots = [id_ for id_, number in session.execute(select(Lot.id, Lot.number)) if folded(number).startswith(wanted)]
    if not lots:
        return frozenset()
    # `+ 0`: a lot may have left at a hundred thousand visits, which are no documents.
    moved = select(Movement.document_id).where(Movement.document_id.is_not(None), (Movement.lot_id + 0).in_(lots))
    counted = select(CountLine.document_id).where(CountLine.lot_id.in_(lots))
    return frozenset({*session.scalars(moved), *session.scalars(counted)})


def listed(session: Session, document_id: DocumentId) -> ListedPaper | None:
    """One of them, as the list shows it."""
    rows = session.execute(_all().where(Document.id == document_id)).all()
    return next(iter(_listed(session, rows)), None)


def _all() -> Select[tuple[object, ...]]:
    later = aliased(Document)
    replaced = exists().where(later.replaces_id == Document.id)
    return (
        select(
            Document.__table__, Staff.initials, HandOver.recipient, HandOver.slip,
            func.coalesce(Partner.name, Supplier.name, "").label("whose"), replaced.label("is_replaced"),
        )
        .join(Staff, Staff.id == Document.staff_id)
        .outerjoin(HandOver, HandOver.document_id == Document.id)
        .outerjoin(Partner, Partner.id == HandOver.partner_id)
        .outerjoin(Supplier, Supplier.id == Document.supplier_id)
        .order_by(Document.on_day.desc(), Document.id.desc())
    )  # fmt: skip


def _asked(which: WhichPapers) -> Select[tuple[object, ...]]:
    wanted = _all().where(Document.on_day.between(which.first, which.last))
    if which.site_id is not None:
        wanted = wanted.where(or_(Document.site_id == which.site_id, Document.to_site_id == which.site_id))
    if which.kind is not None:
        wanted = wanted.where(Document.kind == which.kind.value)
    if which.item_id is not None:
        touching = [
            exists().where(table.document_id == Document.id, table.item_id == which.item_id)
            for table in (Movement, CountLine, DeliveryLine)
        ]
        wanted = wanted.where(or_(*touching))
    if which.lot_id is not None:
        of_it = [
            exists().where(table.document_id == Document.id, table.lot_id == which.lot_id)
            for table in (Movement, CountLine)
        ]
        wanted = wanted.where(or_(*of_it))
    return wanted


def _listed(session: Session, rows: Iterable[object]) -> tuple[ListedPaper, ...]:
    found: list[object] = list(rows)
    sums = _sums(session, [row.id for row in found])  # type: ignore[attr-defined]
    kits = _kits(session, [row.id for row in found if row.kind in _OF_KITS])  # type: ignore[attr-defined]
    return tuple(replace(_paper(row, sums), kit=kits.get(row.id)) for row in found)  # type: ignore[attr-defined]


def _kits(session: Session, documents: list[int]) -> Mapping[int, tuple[ItemId, str]]:
    """The kit of each and the number of its lot: a paper of kits is about one."""
    if not documents:
        return {}
    rows = session.execute(
        select(Movement.document_id, Movement.item_id, Lot.number)
        .join(Lot, Lot.id == Movement.lot_id)
        .where(Movement.document_id.in_(documents), Movement.reverses_id.is_(None), Movement.late_id.is_(None))
        .where(Movement.kind.in_((Kind.MADE_KIT.value, Kind.KIT_TAKEN_APART.value)))
    )
    return {row.document_id: (ItemId(row.item_id), row.number) for row in rows}


def _paper(row, sums: Mapping[int, tuple[int, int]]) -> ListedPaper:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a row of _all
    items, units = sums.get(row.id, (0, 0))
    return ListedPaper(
        DocumentId(row.id), DocumentKind(row.kind), row.on_day, row.site_id, row.to_site_id, row.recipient, row.whose,
        row.slip or "", row.reference, items, units, row.initials, row.recorded_on, row.recorded_hour,
        row.voided_on, row.is_replaced, row.replaces_id,
    )  # fmt: skip


_OF_KITS = {DocumentKind.KITS_MADE.value, DocumentKind.KITS_UNMADE.value}
_BESIDE = tuple(kind.value for kind in (Kind.MOVED_IN, Kind.SHORTFALL, Kind.USED_IN_KIT, Kind.OUT_OF_KIT))


def _made_to_leave() -> ColumnElement[bool]:
    """Kits made up on the paper that handed them over: they are counted as they leave."""
    return (Movement.kind == Kind.MADE_KIT.value) & exists().where(HandOver.document_id == Movement.document_id)


def _sums(session: Session, documents: list[int]) -> dict[int, tuple[int, int]]:
    """Items and units of each; of a count the items counted, of a transfer what left."""
    moved = session.execute(
        select(
            Movement.document_id, func.count(Movement.item_id.distinct()), func.sum(func.abs(Movement.quantity)),
        )
        .where(Movement.document_id.in_(documents), Movement.reverses_id.is_(None), Movement.late_id.is_(None))
        .where(Movement.kind.not_in(_BESIDE), ~_made_to_leave(), ~written_anew("document_id"))
        .group_by(Movement.document_id)
    )  # fmt: skip
    sums = {document: (items, int(units)) for document, items, units in moved}
    counted = session.execute(
        select(CountLine.document_id, func.count(CountLine.item_id.distinct()))
        .where(CountLine.document_id.in_(documents))
        .group_by(CountLine.document_id)
    )
    return sums | {document: (items, sums.get(document, (0, 0))[1]) for document, items in counted}


def _sayings(row) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a row of _all
    return f"{row.reference} {row.slip or ''} {row.whose}"
