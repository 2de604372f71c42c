"""What stands on the shelves, as it is read: on hand, usable, lots, what was given.  Nothing here writes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, case, func, or_, select, text
from sqlalchemy.orm import Session

from outreach.catalog import Catalog, Item
from outreach.db.models.catalog import Source
from outreach.db.models.encounters import EncounterVersion, Given
from outreach.db.models.stock import Balance, Document, Lot, MonthSum, Movement
from outreach.stock.picking import ShelfLot, first_out
from outreach.vocabulary import ItemId, Kind, LotId, MovementId, SiteId

EXPIRING_WITHIN = timedelta(days=120)
MONTHS_FOR_AVERAGE = 3


class Status(StrEnum):
    """One word for an item, the worst first: nothing usable, below its minimum, a lot ending soon, all well."""

    OUT = "out"
    LOW = "low"
    EXPIRING = "expiring"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Level:
    """One item at one site, or (site None) at all of them together.

    `usable` is on hand less expired less on hold.  `can_make`, for a kit: what the loose parts here allow beyond it.
    `days_of_cover` is usable over what was given a day in the last three whole months; None where that is too thin.
    """

    item_id: ItemId
    on_hand: int
    usable: int
    by_site: Mapping[SiteId, int]
    next_expiry: date | None
    expiring: bool
    expired: int
    on_hold: int
    can_make: int | None
    days_of_cover: int | None
    status: Status

    @property
    def can_be_given(self) -> int:
        """Kits made up and those there are parts for; of other items what is usable."""
        return self.usable + (self.can_make or 0)


@dataclass(frozen=True, slots=True)
class LotLevel:
    """One lot with something on hand; `next_used` marks the one first out."""

    lot_id: LotId
    number: str
    source: str
    expires_on: date | None
    on_hold: bool
    is_expired: bool
    on_hand: int
    by_site: Mapping[SiteId, int]
    next_used: bool
    is_recalled: bool = False


Moved = Mapping[tuple[SiteId, LotId], int]
"""What something moved of each lot at each site, all in all."""


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One line of an item's ledger, as a person reads it."""

    id: MovementId
    on: date
    kind: Kind
    site_id: SiteId
    quantity: int
    lot: str
    reference: str
    is_reversal: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class MonthGiven:
    first_day: date
    quantity: int


def levels(session: Session, catalog: Catalog, site_id: SiteId | None, today: date) -> tuple[Level, ...]:
    """Every item of the catalog that is not retired, in its order; items never stocked stand at zero.

    Low is judged on the whole center's usable stock (a minimum belongs to the center), out on the site asked for.
    """
    here: dict[ItemId, _Sum] = {}
    whole: dict[ItemId, int] = {}
    for row in session.execute(_SUMS, {"today": today, "soon": today + EXPIRING_WITHIN}):
        whole[row.item_id] = whole.get(row.item_id, 0) + row.usable
        if site_id is None or row.site_id == site_id:
            here.setdefault(row.item_id, _Sum()).add(row)
    average = _given_a_day(session, site_id, today)
    return tuple(
        _level(item, here, whole, average, is_kit=item.recipe is not None) for item in catalog.items if not item.retired
    )


def lots(
    session: Session, item_id: ItemId, today: date, site_id: SiteId | None = None, moved: Moved | None = None
) -> tuple[LotLevel, ...]:
    """The lots of an item with anything on hand (at one site, or anywhere), first out first.

    What was `moved` by something that is to be taken back stands as it would without that.
    """
    undone = moved or {}
    rows = session.execute(
        select(
            Balance.lot_id, Balance.site_id, Balance.quantity, Balance.first_on,
            Lot.number, Lot.expires_on, Lot.on_hold, Lot.recalled_on, Source.name, Source.ends_on,
        )
        .join(Lot, Lot.id == Balance.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(Balance.item_id == item_id, or_(Balance.quantity != 0, Balance.lot_id.in_({lot for _, lot in undone})))
    ).all()  # fmt: skip
    by_lot: dict[int, dict[SiteId, int]] = {}
    facts = {}
    for row in rows:
        there = row.quantity - undone.get((row.site_id, row.lot_id), 0)
        if there and (site_id is None or row.site_id == site_id):
            by_lot.setdefault(row.lot_id, {})[SiteId(row.site_id)] = there
            facts[row.lot_id] = row
    ordered = sorted(
        (
            ShelfLot(LotId(id_), f.number, sum(by_lot[id_].values()), f.expires_on, f.ends_on, f.on_hold, f.first_on)
            for id_, f in facts.items()
        ),
        key=first_out,
    )
    first = next((lot.id for lot in ordered if lot.may_be_picked(today)), None)
    return tuple(
        LotLevel(
            lot_id=lot.id,
            number=lot.number,
            source=facts[lot.id].name,
            expires_on=lot.expires_on,
            on_hold=lot.on_hold,
            is_expired=lot.expires_on is not None and lot.expires_on < today,
            on_hand=lot.quantity,
            by_site=by_lot[lot.id],
            next_used=lot.id == first,
            is_recalled=facts[lot.id].recalled_on is not None,
        )
        for lot in ordered
    )


def next_lots(session: Session, site_id: SiteId, items: Collection[ItemId], on: date) -> Mapping[ItemId, LotLevel]:
    """The lot each of these items would be picked from first at a site; items without one are left out."""
    found = {}
    for item_id in items:
        first = next((lot for lot in lots(session, item_id, on, site_id) if lot.next_used), None)
        if first is not None:
            found[item_id] = first
    return found


def in_use(session: Session, catalog: Catalog) -> frozenset[ItemId]:
    """The items that were ever on a shelf; a kit put together as it is given never moves itself: its parts do."""
    moved = {ItemId(item) for item in session.scalars(select(Balance.item_id).distinct())}
    kits = {
        item.id
        for item in catalog.items
        if item.recipe and item.recipe.parts and all(part.item_id in moved for part in item.recipe.parts)
    }
    return frozenset(moved | kits)


def movements_of(session: Session, item_id: ItemId, limit: int) -> tuple[MovementLine, ...]:
    """The last lines of an item's ledger, newest first."""
    rows = session.execute(
        select(Movement.__table__, Lot.number, Document.reference)
        .join(Lot, Lot.id == Movement.lot_id)
        .outerjoin(Document, Document.id == Movement.document_id)
        .where(Movement.item_id == item_id)
        .order_by(Movement.id.desc())
        .limit(limit)
    )
    return tuple(
        MovementLine(
            row.id,
            row.occurred_on,
            Kind(row.kind),
            row.site_id,
            row.quantity,
            row.number,
            row.reference or "",
            row.reverses_id is not None,
            row.late_id is not None,
        )
        for row in rows
    )


def given_most(session: Session, site_id: SiteId, since: date, until: date) -> tuple[ItemId, ...]:
    """Items by how many times they were given at a site (hand-outs, not units), most first."""
    rows = session.execute(
        select(Given.item_id, func.count())
        .join(EncounterVersion, EncounterVersion.id == Given.version_id)
        .where(
            EncounterVersion.is_current,
            ~EncounterVersion.is_void,
            EncounterVersion.site_id == site_id,
            EncounterVersion.on_day.between(since, until),
        )
        .group_by(Given.item_id)
        .order_by(func.count().desc(), Given.item_id)
    )
    return tuple(ItemId(row.item_id) for row in rows)


def given_by_month(session: Session, item_id: ItemId, months: Sequence[date]) -> tuple[MonthGiven, ...]:
    """What left the shelves as given in each of these months (first days)."""
    rows = session.execute(
        select(MonthSum.month, func.sum(MonthSum.quantity))
        .where(MonthSum.item_id == item_id, MonthSum.kind == Kind.GIVEN.value)
        .group_by(MonthSum.month)
    )
    given = {month: -int(quantity) for month, quantity in rows}
    return tuple(MonthGiven(first, given.get(first.year * 100 + first.month, 0)) for first in months)


def months_before(day: date, number: int) -> tuple[date, ...]:
    """The first days of the `number` whole months before the one `day` is in, oldest first."""
    first = day.replace(day=1)
    found = []
    for _ in range(number):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return tuple(reversed(found))


@dataclass(slots=True)
class _Sum:
    on_hand: int = 0
    usable: int = 0
    expired: int = 0
    held: int = 0
    soon: int = 0
    next_expiry: date | None = None
    by_site: dict[SiteId, int] | None = None

    def add(self, row) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a row of _SUMS
        self.on_hand += row.on_hand
        self.usable += row.usable
        self.expired += row.expired
        self.held += row.held
        self.soon += row.soon
        if row.next_expiry is not None:
            self.next_expiry = min(self.next_expiry or row.next_expiry, row.next_expiry)
        self.by_site = {**(self.by_site or {}), SiteId(row.site_id): row.on_hand}


_TODAY = bindparam("today", type_=Lot.expires_on.type)
_EXPIRED = (Balance.quantity > 0) & (Lot.expires_on.is_not(None)) & (Lot.expires_on < _TODAY)
_PICKABLE = (Balance.quantity > 0) & ~Lot.on_hold & ((Lot.expires_on.is_(None)) | (Lot.expires_on >= _TODAY))
_USABLE = _PICKABLE | (Balance.quantity < 0)  # a lot chosen beyond what it held leaves less of the others
_SOON = _PICKABLE & (Lot.expires_on <= bindparam("soon", type_=Lot.expires_on.type))
_SUMS = (
    select(
        Balance.item_id,
        Balance.site_id,
        func.sum(Balance.quantity).label("on_hand"),
        func.sum(case((_USABLE, Balance.quantity), else_=0)).label("usable"),
        func.sum(case((_EXPIRED, Balance.quantity), else_=0)).label("expired"),
        func.sum(case((Lot.on_hold & (Balance.quantity > 0), Balance.quantity), else_=0)).label("held"),
        func.sum(case((_SOON, Balance.quantity), else_=0)).label("soon"),
        func.min(case((_PICKABLE, Lot.expires_on), else_=None)).label("next_expiry"),
    )
    .join(Lot, Lot.id == Balance.lot_id)
    .where(Balance.quantity != 0)
    .group_by(Balance.item_id, Balance.site_id)
)
_FIRST_MONTH = text("SELECT min(month) FROM month_sums")


def _given_a_day(session: Session, site_id: SiteId | None, today: date) -> dict[ItemId, float]:
    """Units given a day over the last three whole months; empty while the ledger does not reach back that far."""
    months = months_before(today, MONTHS_FOR_AVERAGE)
    begun = session.scalar(_FIRST_MONTH)
    if begun is None or begun > months[0].year * 100 + months[0].month:
        return {}
    asked = [month.year * 100 + month.month for month in months]
    statement = (
        select(MonthSum.item_id, func.sum(MonthSum.quantity))
        .where(MonthSum.kind == Kind.GIVEN.value, MonthSum.month.in_(asked))
        .group_by(MonthSum.item_id)
    )
    if site_id is not None:
        statement = statement.where(MonthSum.site_id == site_id)
    days = (today.replace(day=1) - months[0]).days
    return {ItemId(item): -int(quantity) / days for item, quantity in session.execute(statement)}


def _level(
    item: Item, here: Mapping[ItemId, _Sum], whole: Mapping[ItemId, int], a_day: Mapping[ItemId, float], *, is_kit: bool
) -> Level:
    mine = here.get(item.id, _Sum())
    can_make, total = None, whole.get(item.id, 0)
    if is_kit and item.recipe:
        can_make = _from_parts(item, {part: s.usable for part, s in here.items()})
        total += _from_parts(item, whole)
    rate = a_day.get(item.id, 0)
    return Level(
        item_id=item.id,
        on_hand=mine.on_hand,
        usable=mine.usable,
        by_site=mine.by_site or {},
        next_expiry=mine.next_expiry,
        expiring=mine.soon > 0,
        expired=mine.expired,
        on_hold=mine.held,
        can_make=can_make,
        days_of_cover=int(mine.usable / rate) if rate > 0 else None,
        status=_status(item, mine.usable + (can_make or 0), total, expiring=mine.soon > 0),
    )


def _from_parts(kit: Item, usable: Mapping[ItemId, int]) -> int:
    parts = kit.recipe.parts if kit.recipe else ()
    return min((max(usable.get(part.item_id, 0), 0) // part.quantity for part in parts), default=0)


def _status(item: Item, usable: int, whole: int, *, expiring: bool) -> Status:
    if usable <= 0:
        return Status.OUT
    if item.minimum and whole < item.minimum:  # no minimum set, no alarm
        return Status.LOW
    return Status.EXPIRING if expiring else Status.OK
