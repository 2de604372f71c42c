"""On how many days nothing that could be given stood on a shelf, worked out from the books day by day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.models.stock import Lot, MonthSum, Movement
from outreach.vocabulary import ItemId, Kind, SiteId

Shelf = tuple[ItemId, SiteId]


def empty_days(session: Session, first: date, until: date) -> Mapping[Shelf, int]:
    """Days from the first of a month on which a shelf was empty at the end, or held only what had expired.

    A day on which some was given was not empty, whatever the books said at its end.
    """
    stood = _at_the_start(session, first)
    moved, given = _moved(session, first, until)
    expires = {row.id: row.expires_on for row in session.execute(select(Lot.id, Lot.expires_on))}
    days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    found: dict[Shelf, int] = {}
    for shelf in stood.keys() | moved.keys():
        lots, changes, empty = dict(stood.get(shelf, {})), moved.get(shelf, {}), 0
        for day in days:
            for lot, quantity in changes.get(day, {}).items():
                lots[lot] = lots.get(lot, 0) + quantity
            usable = sum(n for lot, n in lots.items() if (last := expires.get(lot)) is None or last >= day)
            empty += usable <= 0 and (shelf, day) not in given
        if empty:
            found[shelf] = empty
    return found


def _at_the_start(session: Session, first: date) -> Mapping[Shelf, Mapping[int, int]]:
    rows = session.execute(
        select(MonthSum.item_id, MonthSum.site_id, MonthSum.lot_id, func.sum(MonthSum.quantity))
        .where(MonthSum.month < first.year * 100 + first.month)
        .group_by(MonthSum.site_id, MonthSum.item_id, MonthSum.lot_id)
        .having(func.sum(MonthSum.quantity) != 0)
    )
    found: dict[Shelf, dict[int, int]] = defaultdict(dict)
    for item, site, lot, quantity in rows:
        found[ItemId(item), SiteId(site)][lot] = int(quantity)
    return found


def _moved(
    session: Session, first: date, until: date
) -> tuple[Mapping[Shelf, Mapping[date, Mapping[int, int]]], set[tuple[Shelf, date]]]:
    """What moved by shelf, day and lot; and on which days something of it was given."""
    moved: dict[Shelf, dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    given: dict[tuple[Shelf, date], int] = defaultdict(int)
    rows = session.execute(
        select(
            Movement.item_id, Movement.site_id, Movement.lot_id, Movement.occurred_on, Movement.kind,
            func.sum(Movement.quantity),
        )
        .where(Movement.occurred_on.between(first, until))
        .group_by(Movement.item_id, Movement.site_id, Movement.lot_id, Movement.occurred_on, Movement.kind)
    )  # fmt: skip
    for item, site, lot, day, kind, quantity in rows:
        shelf = ItemId(item), SiteId(site)
        moved[shelf][day][lot] += int(quantity)
        if kind in (Kind.GIVEN.value, Kind.USED_IN_KIT.value):
            given[shelf, day] += int(quantity)
    return moved, {at for at, quantity in given.items() if quantity < 0}
