"""What waits for the coordinator: what was short, what came or went against a source's rule.  Looked at, it may stand.

A shortfall settles by itself when the delivery it was short of is found and keyed, and is behind us once the shelf was
counted after it.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, insert, literal_column, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.counting import LetStand
from outreach.db.models.staff import Staff
from outreach.db.models.stock import CountLine, Document, Lot, MonthSum, Movement
from outreach.fingerprints import fingerprint
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import source_rules
from outreach.stock.source_rules import Rule, Rules
from outreach.versioned import SameIdOtherRecord
from outreach.vocabulary import At, Attention, ItemId, Kind, LotId, SiteId, SourceId


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing: `quantity` units of an item at a site on a day (of hand-outs, the first day of their month)."""

    what: Attention
    site_id: SiteId
    item_id: ItemId
    on: date
    quantity: int
    lot_id: LotId | None = None
    source: str = ""
    number: str = ""  # of the lot
    expires_on: date | None = None
    against: Rule | None = None  # what forbids it; None: no rule of the source names it, and nothing else is allowed


# The kind is written out, as the index of shortfalls says it, or a file of millions would be read from end to end.
SHORT = (
    select(Movement.site_id, Movement.item_id, Movement.occurred_on, func.sum(Movement.quantity).label("quantity"))
    .where(Movement.kind == literal_column("'shortfall'"))
    .group_by(Movement.site_id, Movement.item_id, Movement.occurred_on)
    .having(func.sum(Movement.quantity) != literal_column("0"))
    .order_by(Movement.occurred_on, Movement.site_id, Movement.item_id)
)


def shortfalls(session: Session) -> tuple[Waiting, ...]:
    """What left beyond the books, not yet settled by a found delivery or a count, nor let stand; oldest first."""
    counted = _last_counted(session)
    found = (
        Waiting(Attention.SHORTFALL, row.site_id, row.item_id, row.occurred_on, int(row.quantity))
        for row in session.execute(SHORT)
        if counted.get((row.site_id, row.item_id), date.min) <= row.occurred_on
    )
    return _not_let_stand(session, found)


def received_against(session: Session) -> tuple[Waiting, ...]:
    """Deliveries of what their source may not buy on that day, recorded all the same."""
    return _against(session, Attention.RECEIVED_AGAINST, Kind.RECEIVED)


def given_against(session: Session) -> tuple[Waiting, ...]:
    """Hand-outs, by month, of lots whose source may not pay for that item on that day."""
    return _against(session, Attention.GIVEN_AGAINST, Kind.GIVEN)


def let_stand(session: Session, by: Actor, at: At, waiting: Waiting, client_id: UUID) -> None:
    """Look at one thing and let it stand; it comes back if it becomes another amount.

    Raises NotAllowed, SameIdOtherRecord.
    """
    by.may(Right.CORRECT_ANY)
    content = fingerprint(*_key(waiting))
    known = session.scalar(select(LetStand.content).where(LetStand.client_id == client_id.bytes))
    if known is not None:
        if known != content:
            raise SameIdOtherRecord
        return
    session.execute(
        insert(LetStand),
        [
            {
                "id": Ids(session, by.device, ("let_stand",)).next("let_stand"),
                "what": waiting.what,
                "site_id": waiting.site_id,
                "item_id": waiting.item_id,
                "lot_id": waiting.lot_id,
                "on_day": waiting.on,
                "quantity": waiting.quantity,
                "settled_on": at.day,
                "staff_id": by.staff_id,
                "client_id": client_id.bytes,
                "content": content,
            }
        ],
    )
    audit.note(session, by, at, f"{waiting.what}.let_stand", (waiting.item_id,))


@dataclass(frozen=True, slots=True)
class Stood:
    """What somebody looked at and let stand."""

    waiting: Waiting
    by: str  # initials
    settled_on: date


def stood(session: Session, most: int) -> tuple[Stood, ...]:
    """What was let stand last, newest first."""
    rows = session.execute(
        select(LetStand.__table__, Staff.initials, Source.name, Lot.number, Lot.expires_on)
        .join(Staff, Staff.id == LetStand.staff_id)
        .outerjoin(Lot, Lot.id == LetStand.lot_id)
        .outerjoin(Source, Source.id == Lot.source_id)
        .order_by(LetStand.id.desc())
        .limit(most)
    )
    return tuple(
        Stood(
            Waiting(
                Attention(row.what),
                row.site_id,
                row.item_id,
                row.on_day,
                row.quantity,
                row.lot_id,
                row.name or "",
                row.number or "",
                row.expires_on,
            ),
            row.initials,
            row.settled_on,
        )
        for row in rows
    )


def _days(month: int) -> tuple[date, date]:
    """The first and the last day of a month as the sums call it: year * 100 + month."""
    year, number = divmod(month, 100)
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _against(session: Session, what: Attention, kind: Kind) -> tuple[Waiting, ...]:
    rules = source_rules.load(session)
    if not rules.by_source:
        return ()
    sums: dict[tuple[SiteId, ItemId, LotId, date], int] = {}
    lots_named: dict[LotId, tuple[str, str, date | None]] = {}
    forbidding: dict[tuple[SiteId, ItemId, LotId, date], Rule | None] = {}
    for (first, last), lots in _months_against(session, rules, kind).items():
        rows = session.execute(
            select(
                Movement.site_id, Movement.item_id, Movement.lot_id, Movement.occurred_on, Lot.source_id, Source.name,
                Lot.number, Lot.expires_on, func.sum(Movement.quantity).label("quantity"),
            )
            .join(Lot, Lot.id == Movement.lot_id)
            .join(Source, Source.id == Lot.source_id)
            .where(
                Movement.kind == kind.value, Movement.occurred_on.between(first, last), Movement.lot_id.in_(lots)
            )
            .group_by(
                Movement.site_id, Movement.item_id, Movement.lot_id, Movement.occurred_on, Lot.source_id, Source.name,
                Lot.number, Lot.expires_on,
            )
            .order_by(Movement.occurred_on, Movement.lot_id)
        )  # fmt: skip
        for row in rows:
            if not rules.allow(SourceId(row.source_id), row.item_id, row.occurred_on):
                on = row.occurred_on if kind is Kind.RECEIVED else first
                key = (row.site_id, row.item_id, row.lot_id, on)
                lots_named[row.lot_id] = (row.name, row.number, row.expires_on)
                sums[key] = sums.get(key, 0) + abs(int(row.quantity))
                if key not in forbidding:
                    forbidding[key] = rules.forbidding(SourceId(row.source_id), row.item_id, row.occurred_on)
    found = (
        Waiting(what, site, item, on, quantity, lot, *lots_named[lot], forbidding[site, item, lot, on])
        for (site, item, lot, on), quantity in sums.items()
        if quantity
    )
    return _not_let_stand(session, found)


def _months_against(session: Session, rules: Rules, kind: Kind) -> dict[tuple[date, date], list[LotId]]:
    """The months, and the lots that moved in them, of which some day is against a rule."""
    moved = (
        select(MonthSum.month, MonthSum.lot_id, Lot.item_id, Lot.source_id)
        .distinct()
        .join(Lot, Lot.id == MonthSum.lot_id)
        .where(MonthSum.kind == kind.value, Lot.source_id.in_(sorted(rules.by_source)))
        .order_by(MonthSum.month, MonthSum.lot_id)
    )
    found: dict[tuple[date, date], list[LotId]] = {}
    for row in session.execute(moved):
        first, last = _days(row.month)
        if not all(rules.allow(row.source_id, row.item_id, on) for on in rules.turns(row.source_id, first, last)):
            found.setdefault((first, last), []).append(LotId(row.lot_id))
    return found


def _last_counted(session: Session) -> Mapping[tuple[SiteId, ItemId], date]:
    rows = session.execute(
        select(Document.site_id, CountLine.item_id, func.max(Document.on_day))
        .join(CountLine, CountLine.document_id == Document.id)
        .where(Document.voided_on.is_(None))
        .group_by(Document.site_id, CountLine.item_id)
    )
    return {(SiteId(site), ItemId(item)): on for site, item, on in rows}


def _not_let_stand(session: Session, found: Iterable[Waiting]) -> tuple[Waiting, ...]:
    stand = {
        (row.what, row.site_id, row.item_id, row.lot_id, row.on_day, row.quantity)
        for row in session.execute(select(LetStand.__table__))
    }
    return tuple(one for one in found if _key(one) not in stand)


def _key(one: Waiting) -> tuple[object, ...]:
    """What makes it the same thing: let stand, and become another amount, it waits again."""
    return one.what, one.site_id, one.item_id, one.lot_id, one.on, one.quantity
