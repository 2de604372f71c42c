"""A recall: one step stops a lot, then says where it is and where it went.  Organizations by name, people never.

*Recorded from this lot* was scanned or chosen.  *May be from this lot* is everything else handed out of the item while
the lot stood on that shelf: by the books, nobody knows which lot it was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Source
from outreach.db.models.leaving import HandOver, Partner
from outreach.db.models.lots import KitLotPart
from outreach.db.models.stock import Balance, Document, Lot, Movement
from outreach.safety.staff import Actor
from outreach.stock import lot_changes
from outreach.stock.lot_changes import Told
from outreach.vocabulary import At, DocumentId, ItemId, Kind, LotChangeKind, LotId, LotKnown, Recipient, SiteId


@dataclass(frozen=True, slots=True)
class Left:
    """What is still there of the lot, or of kits it went into."""

    lot_id: LotId
    item_id: ItemId
    number: str
    site_id: SiteId
    quantity: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class MonthAtSite:
    """What a site gave in a month, at visits or (a machine) by itself: from this lot for certain, and perhaps."""

    first_day: date
    site_id: SiteId
    item_id: ItemId
    recorded: int
    may_be: int


@dataclass(frozen=True, slots=True)
class WentTo:
    """One hand-over of it, or (by the books) of the item while the lot was there."""

    document_id: DocumentId
    on: date
    recipient: Recipient
    name: str
    county: str
    slip: str
    item_id: ItemId
    quantity: int
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """A lot, those of its number that were recalled with it, and the kits they went into (`kits`, as items).

    `sources` are of all its lots, its own first; without `expires_on` it has none, or `differs_in_expiry`.
    """

    lot_id: LotId
    item_id: ItemId
    number: str
    source: str
    expires_on: date | None
    on_hold: bool
    left: tuple[Left, ...]
    months: tuple[MonthAtSite, ...]
    hand_overs: tuple[WentTo, ...]
    reason: str = ""  # of the recall; none while the lot is only looked at
    stopped_on: date | None = None
    sources: tuple[str, ...] = ()
    kits: tuple[ItemId, ...] = ()
    differs_in_expiry: bool = False


def recall(session: Session, by: Actor, at: At, said: Told) -> Recall:
    """Stop a lot and say where it went.  Raises NotAllowed, ReasonMissing, NoSuchLot, SameIdOtherRecord."""
    lot_changes.stop(session, by, at, said)
    return traced(session, said.lot_id)


def traced(session: Session, lot_id: LotId) -> Recall:
    """Where a lot is and went.  Raises NoSuchLot."""
    lots = lot_changes.recalled_with(session, lot_id)
    named = {row.id: row for row in session.execute(_NAMED.where(Lot.id.in_(lots)))}
    if lot_id not in named:
        raise lot_changes.NoSuchLot
    lot = named[lot_id]
    kits = _kits(session, lots)
    months: list[MonthAtSite] = []
    went: list[WentTo] = []
    for item_id, of_item in {ItemId(lot.item_id): lots, **kits}.items():
        trace = _Trace(session, item_id, of_item)
        months += trace.months()
        went += trace.hand_overs()
    expiries = {row.expires_on for row in named.values()}
    stopped = next((one for one in lot_changes.changes(session, lot_id) if one.change is LotChangeKind.RECALLED), None)
    return Recall(
        lot_id,
        ItemId(lot.item_id),
        lot.number,
        lot.name,
        lot.expires_on if len(expiries) == 1 else None,
        lot.on_hold,
        _left(session, (*lots, *(one for of_item in kits.values() for one in of_item))),
        tuple(months),
        _by_organization(went),
        stopped.reason if stopped else "",
        stopped.on if stopped else None,
        tuple(dict.fromkeys(named[one].name for one in lots)),
        tuple(kits),
        differs_in_expiry=len(expiries) > 1,
    )


_NAMED = select(Lot.__table__, Source.name).join(Source, Source.id == Lot.source_id)


def _kits(session: Session, lots: Sequence[LotId]) -> dict[ItemId, tuple[LotId, ...]]:
    """The lots of kits that any of these went into, by what kit they are."""
    rows = session.execute(
        select(Lot.item_id, Lot.id)
        .join(KitLotPart, KitLotPart.kit_lot_id == Lot.id)
        .where(KitLotPart.part_lot_id.in_(lots))
        .distinct()
        .order_by(Lot.item_id, Lot.id)
    )
    found: dict[ItemId, tuple[LotId, ...]] = {}
    for row in rows:
        found[ItemId(row.item_id)] = (*found.get(ItemId(row.item_id), ()), LotId(row.id))
    return found


def _by_organization(went: Sequence[WentTo]) -> tuple[WentTo, ...]:
    """Each one's hand-overs together, in the order of the days; who had the first comes first."""
    in_order = sorted(went, key=lambda one: (one.on, one.document_id))
    place = {name: at for at, name in enumerate(dict.fromkeys(one.name for one in in_order))}
    return tuple(sorted(in_order, key=lambda one: place[one.name]))


def _left(session: Session, lots: Collection[int]) -> tuple[Left, ...]:
    rows = session.execute(
        select(Balance.lot_id, Balance.item_id, Balance.site_id, Balance.quantity, Lot.number, Source.name)
        .join(Lot, Lot.id == Balance.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Balance.lot_id.in_(sorted(lots)), Balance.quantity > 0)
        .order_by(Balance.item_id, Balance.site_id, Balance.lot_id)
    )
    return tuple(Left(row.lot_id, row.item_id, row.number, row.site_id, row.quantity, row.name) for row in rows)


class _Trace:
    """The days of an item's lots on each shelf, and what left those shelves meanwhile.

    They are looked at together: what was given by the books may be from any of them, and is told once.
    """

    def __init__(self, session: Session, item_id: ItemId, lots: Sequence[LotId]) -> None:
        self._session, self._item, self._lots = session, item_id, lots
        self._stays: dict[SiteId, list[tuple[date, date]]] = defaultdict(list)
        self._began = date.max
        for lot_id in lots:
            for site, days in _days(session, lot_id, item_id).items():
                self._stays[site] += _stretches(days)
                self._began = min(self._began, *days)

    def months(self) -> Iterable[MonthAtSite]:
        sums: dict[tuple[date, SiteId], list[int]] = defaultdict(lambda: [0, 0])
        for row in self._rows(Kind.GIVEN, Kind.BY_MACHINE):
            if row.is_certain or self._may_be(row):
                sums[row.occurred_on.replace(day=1), SiteId(row.site_id)][0 if row.is_certain else 1] -= row.quantity
        return [
            MonthAtSite(first, site, self._item, recorded, may_be)
            for (first, site), (recorded, may_be) in sorted(sums.items())
            if recorded or may_be
        ]

    def hand_overs(self) -> Iterable[WentTo]:
        sums: dict[tuple[int, bool], int] = defaultdict(int)
        for row in self._rows(Kind.HANDED_OVER):
            if row.is_certain or self._may_be(row):
                sums[row.document_id, bool(row.is_certain)] -= row.quantity
        named = _documents(self._session, {document for document, _ in sums})
        return [
            WentTo(
                DocumentId(document), said.on_day, said.recipient, said.name or said.reference, said.county, said.slip,
                self._item, quantity, certain,
            )
            for (document, certain), quantity in sums.items()
            if quantity and (said := named.get(document))
        ]  # fmt: skip

    def _rows(self, *kinds: Kind) -> Sequence[Row[Any]]:
        """Each day's at each site, added up by the file: of an item there may be a hundred thousand.

        Which lot a machine gave, nobody saw.
        """
        by_the_books = (Movement.lot_known == LotKnown.BY_THE_BOOKS.value) | (Movement.kind == Kind.BY_MACHINE.value)
        of_it = Movement.lot_id.in_(self._lots)
        is_of_it = case((of_it, 1), else_=0).label("is_of_it")
        is_certain = case((of_it & ~by_the_books, 1), else_=0).label("is_certain")
        found = self._session.execute(
            select(
                Movement.site_id, Movement.occurred_on, Movement.document_id, is_of_it, is_certain,
                func.sum(Movement.quantity).label("quantity"),
            )
            .where(Movement.item_id == self._item, Movement.kind.in_([kind.value for kind in kinds]))
            .where(Movement.occurred_on >= self._began)
            .where(by_the_books | of_it)
            .group_by(Movement.site_id, Movement.occurred_on, Movement.document_id, is_of_it, is_certain)
        )  # fmt: skip
        return found.all()

    def _may_be(self, row: Row[Any]) -> bool:
        """By the books of it, whose number nobody read; or of another while it stood there."""
        return bool(row.is_of_it) or any(
            first <= row.occurred_on <= last for first, last in self._stays.get(SiteId(row.site_id), ())
        )


def _days(session: Session, lot_id: LotId, item_id: ItemId) -> dict[SiteId, dict[date, list[int]]]:
    """What of the lot moved on which days, by site: all in all, and what came.

    Kits made up on the paper that handed them over never stood there.
    """
    moved: dict[SiteId, dict[date, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in session.execute(
        select(Movement.site_id, Movement.occurred_on, func.sum(Movement.quantity).label("quantity"))
        .where(Movement.item_id == item_id, Movement.lot_id == lot_id)
        .group_by(Movement.site_id, Movement.occurred_on, Movement.document_id)
    ):
        sums = moved[SiteId(row.site_id)][row.occurred_on]
        sums[0] += int(row.quantity)
        sums[1] += max(int(row.quantity), 0)
    return moved


def _stretches(days: dict[date, list[int]]) -> Iterable[tuple[date, date]]:
    """From a day on which it stood there or came, to the day on which the last of it left."""
    held, since = 0, None
    for day in sorted(days):
        net, came = days[day]
        if since is None and (held > 0 or came > 0):
            since = day
        held += net
        if since is not None and held <= 0:
            yield since, day
            since = None
    if since is not None:
        yield since, date.max


def _documents(session: Session, ids: Collection[int]) -> dict[int, Row[Any]]:
    rows = session.execute(
        select(HandOver.__table__, Document.on_day, Document.reference, Partner.name)
        .join(Document, Document.id == HandOver.document_id)
        .outerjoin(Partner, Partner.id == HandOver.partner_id)
        .where(HandOver.document_id.in_(ids), Document.voided_on.is_(None))
    )
    return {row.document_id: row for row in rows}
