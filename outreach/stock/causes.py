"""Why something was short: what left that shelf on that day, by papers and, of visits, as one sum.  Never a person."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Row, func, literal_column, select
from sqlalchemy.orm import Session

from outreach.db.models.leaving import HandOver
from outreach.db.models.stock import Document, Movement
from outreach.stock.attention import Waiting
from outreach.vocabulary import ItemId, Kind, SiteId

Place: TypeAlias = tuple[SiteId, ItemId, date]

NO_LEAVING = (Kind.SHORTFALL, Kind.COUNTED)


@dataclass(frozen=True, slots=True)
class Gone:
    """So many units that left; `paper` is the slip or what the paper is called, `to_site_id` where they were moved."""

    kind: Kind
    quantity: int
    paper: str = ""
    to_site_id: SiteId | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What left on one day, most first, and how many of it the books held."""

    on: date
    gone: tuple[Gone, ...]
    held: int


def causes(session: Session, short: Collection[Waiting]) -> Mapping[Place, Cause]:
    """Of each of these days.  A shortfall is what left less what was there, so what was there follows from it."""
    gone: dict[Place, list[Gone]] = {}
    for row in _leaving(session, short):
        place = (SiteId(row.site_id), ItemId(row.item_id), row.occurred_on)
        gone.setdefault(place, []).append(_gone(row))
    found = {}
    for one in short:
        place = (one.site_id, one.item_id, one.on)
        left = sorted(gone.get(place, ()), key=lambda each: -each.quantity)
        if left:
            found[place] = Cause(one.on, tuple(left), max(0, sum(each.quantity for each in left) - one.quantity))
    return found


def _leaving(session: Session, short: Collection[Waiting]) -> Iterable[Row[Any]]:
    """Found by their days, which are few, not by their item, whose rows grow for ever: so `item_id + 0`."""
    return session.execute(
        select(
            Movement.site_id, Movement.item_id, Movement.occurred_on, Movement.kind, Document.to_site_id,
            HandOver.slip, Document.reference,
            func.sum(Movement.quantity).label("quantity"),
        )
        .outerjoin(Document, Document.id == Movement.document_id)
        .outerjoin(HandOver, HandOver.document_id == Movement.document_id)
        .where(Movement.occurred_on.in_({one.on for one in short}))
        .where((Movement.item_id + literal_column("0")).in_({one.item_id for one in short}))
        .where(Movement.kind.not_in([kind.value for kind in NO_LEAVING]))
        .group_by(
            Movement.site_id, Movement.item_id, Movement.occurred_on, Movement.kind, Document.to_site_id,
            HandOver.slip, Document.reference,
        )
        .having(func.sum(Movement.quantity) < 0)
    )  # fmt: skip


def _gone(row: Row[Any]) -> Gone:
    to_site = SiteId(row.to_site_id) if row.to_site_id is not None and row.kind == Kind.MOVED_OUT else None
    return Gone(Kind(row.kind), -int(row.quantity), row.slip or row.reference or "", to_site)
