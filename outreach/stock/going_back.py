"""Where stock put back unused came from, as far as the books tell: the lots that left the site last, by their days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Source
from outreach.db.models.stock import Lot, Movement
from outreach.stock.papers import Line
from outreach.vocabulary import ItemId, Kind, LotId, SiteId

_LEFT = (Kind.GIVEN, Kind.HANDED_OVER, Kind.USED_HERE)
_LATELY = timedelta(days=60)  # looked through first: what comes back unopened left lately


@dataclass(frozen=True, slots=True)
class _Left:
    """What of a lot left on a day, or (below zero) came back."""

    on: date
    lot_id: LotId
    quantity: int
    last_id: int
    is_back: bool


def left_last(session: Session, site_id: SiteId, line: Line, on: date) -> list[tuple[LotId, int]]:
    """The lots `line` came from, the one that left last first; no more of each than left and is not back yet.

    By the day it happened, never by the day it was keyed.  Less than the whole line where so much did not leave.
    """
    shares: dict[LotId, int] = {}
    for since in (on - _LATELY, date.min):
        shares = _shares(_left(session, site_id, line.item_id, since, on), line.quantity)
        if sum(shares.values()) == line.quantity:
            break
    return list(shares.items())


def _left(session: Session, site_id: SiteId, item_id: ItemId, since: date, on: date) -> list[_Left]:
    """By day and lot, the newest day first and of one day the last written; what came back that day before it."""
    # `+ 0`: lately is found by its few days, and not among all rows of an item.
    item = Movement.item_id if since == date.min else Movement.item_id + 0
    rows = session.execute(
        select(
            Movement.occurred_on, Movement.lot_id, Movement.kind, func.sum(Movement.quantity).label("moved"),
            func.max(Movement.id).label("last_id"),
        )
        .join(Lot, Lot.id == Movement.lot_id)
        .join(Source, Source.id == Lot.source_id)
        .where(item == item_id, Movement.site_id == site_id)
        .where(Movement.occurred_on >= since, Movement.occurred_on <= on)
        .where(Movement.kind.in_([kind.value for kind in (*_LEFT, Kind.PUT_BACK)]))
        .where((Lot.number != "") | ~Source.is_unstated)
        .group_by(Movement.occurred_on, Movement.lot_id, Movement.kind)
    )  # fmt: skip
    found = [
        _Left(row.occurred_on, LotId(row.lot_id), -int(row.moved), row.last_id, row.kind == Kind.PUT_BACK)
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.on, one.is_back, one.last_id), reverse=True)


def _shares(left: list[_Left], wanted: int) -> dict[LotId, int]:
    """What came back came from what left last before it."""
    back: dict[LotId, int] = defaultdict(int)
    shares: dict[LotId, int] = {}
    for one in left:
        there = one.quantity - back[one.lot_id]
        back[one.lot_id] = max(0, -there)
        if (taken := min(there, wanted)) > 0:
            shares[one.lot_id] = shares.get(one.lot_id, 0) + taken
            wanted -= taken
    return shares
