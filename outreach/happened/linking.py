"""Reports that are about one event: found, linked, and parted again.  Linked ones count once; nobody has to say.

Each link and parting is a version of the report that moved, so all that was ever thought is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, text
from sqlalchemy.orm import Session

from outreach.closed_lists import NOWHERE_SAID, OVERDOSES, EventId, HappenedId, Happening, PlaceKind, WhenKnown
from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.happened import HappenedEvent, HappenedVersion
from outreach.errors import Refusal
from outreach.happened.keeping import HAPPENED
from outreach.happened.report import Report, When
from outreach.safety.staff import Actor, Right
from outreach.versioned import RecordAlreadyVoid
from outreach.vocabulary import At, SiteId

NEAR = timedelta(days=3)
_VERSION = table_of(HappenedVersion).c
_STANDS = (text("is_current AND NOT is_void"),)  # as the indexes say it, or they would not be used


@dataclass(eq=False)
class OtherKind(Refusal):
    """An overdose and a threat are no one event."""


@dataclass(eq=False)
class NotLinked(Refusal):
    """That report is the only one of its event."""


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """An earlier report that could be of the same event."""

    happened_id: HappenedId
    event_id: EventId
    kind: Happening
    happened: When
    place_kind: PlaceKind
    site_id: SiteId
    reported_on: date


def same_family(one: Happening, other: Happening) -> bool:
    return one == other or (one in OVERDOSES and other in OVERDOSES)


def maybe_same(session: Session, by: Actor, report: Report, besides: HappenedId | None = None) -> tuple[MaybeSame, ...]:
    """Earlier reports that could be of the same event, the nearest first, one of each event."""
    by.may(Right.RECORD)
    if report.happened.on is None:
        return ()
    first, last = _span(report.happened)
    asked = select(HappenedVersion.__table__).where(*_STANDS, _VERSION.kind.in_(_family(report.kind)))
    asked = asked.where(_VERSION.reported_on >= first.replace(day=1) - NEAR, _VERSION.happened_on.is_not(None))
    asked = asked.where(_VERSION.happened_on.between((first - NEAR).replace(day=1), last + NEAR))
    own = [] if besides is None else [HAPPENED.newest(session, besides)["event_id"]]
    found = [_maybe(row) for row in session.execute(asked.order_by(_VERSION.happened_id))]
    near = [one for one in found if one.event_id not in own and could_be(report, one)]
    near.sort(key=lambda one: abs((one.happened.on or first) - report.happened.on))  # type: ignore[operator]
    return tuple({one.event_id: one for one in reversed(near)}.values())[::-1]


def could_be(report: Report, other: MaybeSame) -> bool:
    """The same site or sort of place, and days that are near or within a month that is all somebody knew."""
    is_alike = report.place_kind == other.place_kind and report.place_kind not in NOWHERE_SAID
    is_there = report.site_id == other.site_id or is_alike
    if report.happened.on is None or other.happened.on is None or not is_there:
        return False
    (first, last), (other_first, other_last) = _span(report.happened), _span(other.happened)
    slack = NEAR if report.happened.known is other.happened.known is WhenKnown.DAY else timedelta()
    return first - slack <= other_last and other_first <= last + slack


def event_of(session: Session, happened_id: HappenedId, kind: Happening) -> EventId:
    """The event a report is about, for another of that kind.  Raises NoSuchRecord, RecordAlreadyVoid, OtherKind."""
    other = HAPPENED.newest(session, happened_id)
    if other["is_void"]:
        raise RecordAlreadyVoid
    if not same_family(other["kind"], kind):
        raise OtherKind
    return EventId(other["event_id"])


def link(session: Session, by: Actor, at: At, happened_id: HappenedId, other_id: HappenedId) -> None:
    """Say that two reports are of one event: this one, and all that are of one with it, move to the other's.

    Raises OtherKind, and what `Kept.standing` raises for any that moves.
    """
    kind = HAPPENED.standing(session, by, at, happened_id)["kind"]
    event_id = event_of(session, other_id, kind)
    for moving in _with(session, happened_id):
        old = HAPPENED.standing(session, by, at, moving)
        if old["event_id"] != event_id:
            HAPPENED.change(session, by, at, old, "linked", event_id=event_id)


def part(session: Session, by: Actor, at: At, happened_id: HappenedId) -> None:
    """Say that a report is of an event of its own; the others stay together.

    Raises NotLinked, and what `Kept.standing` raises.
    """
    old = HAPPENED.standing(session, by, at, happened_id)
    if len(_with(session, happened_id)) == 1:
        raise NotLinked
    HAPPENED.change(session, by, at, old, "parted", event_id=new_event(session, by))


def new_event(session: Session, by: Actor) -> EventId:
    """An event no report is about yet."""
    event_id = EventId(Ids(session, by.device, ("happened_events",)).next("happened_events"))
    session.execute(insert(HappenedEvent), [{"id": event_id}])
    return event_id


def linked_with(session: Session, event_ids: Iterable[int]) -> dict[int, tuple[HappenedId, ...]]:
    """The standing reports of each event, in the order they were recorded."""
    asked = select(_VERSION.event_id, _VERSION.happened_id).where(*_STANDS, _VERSION.event_id.in_(list(event_ids)))
    found: dict[int, tuple[HappenedId, ...]] = {}
    for event_id, happened_id in session.execute(asked.order_by(_VERSION.happened_id)):
        found[event_id] = (*found.get(event_id, ()), HappenedId(happened_id))
    return found


def _with(session: Session, happened_id: HappenedId) -> tuple[HappenedId, ...]:
    event_id = HAPPENED.newest(session, happened_id)["event_id"]
    return linked_with(session, [event_id]).get(event_id, ())


def _family(kind: Happening) -> tuple[Happening, ...]:
    return OVERDOSES if kind in OVERDOSES else (kind,)


def _span(happened: When) -> tuple[date, date]:
    """The first and the last day on which it can have happened."""
    on = happened.on or date.min
    if happened.known is WhenKnown.DAY:
        return on, on
    following = (on.replace(day=28) + timedelta(days=4)).replace(day=1)
    return on, following - timedelta(days=1)


def _maybe(row: Row[Any]) -> MaybeSame:
    return MaybeSame(
        HappenedId(row.happened_id), EventId(row.event_id), Happening(row.kind),
        When(WhenKnown(row.when_known), row.happened_on), PlaceKind(row.place_kind), SiteId(row.site_id),
        row.reported_on,
    )  # fmt: skip
