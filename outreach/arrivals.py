"""Referrals known to have been followed, told without a visit: a number of people, of no visit and no code.

Told at a visit it belongs to that visit (`Entry.arrived`).  Kept by its day and nothing finer.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from outreach.db.models.waste import ReferralArrival, ReferralArrivalVersion
from outreach.entry import MOST_PEOPLE, AmountBelowOne, AmountTooLarge, check_day
from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.versioned import Kept, Listed, Spoken, listed, spoken
from outreach.vocabulary import ArrivalId, At, ReferralId, SiteId, VoidReason

_KEPT = Kept(ReferralArrival, ReferralArrivalVersion, "arrival_id", "arrival")


@dataclass(frozen=True, slots=True)
class Arrival:
    """So many people referred somewhere are known to have got there; `on` is the day it was told."""

    client_id: UUID
    on: date
    site_id: SiteId
    referral_id: ReferralId
    people: int = 1


@dataclass(frozen=True, slots=True)
class ToldLately:
    """What was told and still counts; `staff` are the initials of who said so last."""

    id: ArrivalId
    said: Arrival
    staff: str


def record(session: Session, by: Actor, at: At, said: Arrival) -> ArrivalId:
    """Record what was told.  Raises NotAllowed, AmountBelowOne, AmountTooLarge, SameIdOtherRecord,
    and what `entry.check_day` raises.
    """
    by.may(Right.RECORD)
    _check(said, at)
    content = fingerprint(said.on, said.site_id, said.referral_id, said.people)
    if (known := _KEPT.saved(session, said.client_id, content)) is not None:
        return ArrivalId(known)
    arrival_id, _ = _KEPT.add(session, by, at, said.client_id, content, _columns(said))
    return ArrivalId(arrival_id)


def correct(session: Session, by: Actor, at: At, arrival_id: ArrivalId, said: Arrival) -> None:
    """Say anew what was told; saying nothing new makes no further version.

    Raises what `record` raises, and NoSuchRecord, RecordAlreadyVoid, NotYourRecord.
    """
    _check(said, at)
    old = _KEPT.standing(session, by, at, arrival_id)
    if any(old[name] != value for name, value in _columns(said).items()):
        _KEPT.say_anew(session, by, at, old, "corrected", _columns(said))


def void(session: Session, by: Actor, at: At, arrival_id: ArrivalId, reason: VoidReason) -> None:
    """Take back what was told.  Raises NotAllowed, NoSuchRecord, RecordAlreadyVoid, NotYourRecord."""
    _KEPT.void(session, by, at, arrival_id, reason)


def lately(session: Session, limit: int) -> tuple[ToldLately, ...]:
    """What was told last, the newest first."""
    rows = _KEPT.lately(session, limit)
    return tuple(ToldLately(ArrivalId(row["arrival_id"]), _as_said(row), row["initials"]) for row in rows)


def between(session: Session, by: Actor, at: At, first: date, last: date) -> tuple[Listed[Arrival], ...]:
    """What was told in a stretch of days, voided too; front desk sees its own of today.  Raises NotAllowed."""
    return tuple(
        listed(row, row["arrival_id"], _as_said(row)) for row in _KEPT.between(session, by, at, first, last)
    )  # fmt: skip


def versions(session: Session, by: Actor, at: At, arrival_id: ArrivalId) -> tuple[Spoken[Arrival], ...]:
    """All that was ever said of it, oldest first.  Raises NotAllowed, NoSuchRecord, NotYourRecord."""
    return tuple(spoken(row, _as_said(row)) for row in _KEPT.spoken(session, by, at, arrival_id))


def _check(said: Arrival, at: At) -> None:
    check_day(said.on, at.day)
    if said.people < 1:
        raise AmountBelowOne(said.people)
    if said.people > MOST_PEOPLE:
        raise AmountTooLarge(said.people, MOST_PEOPLE)


def _columns(said: Arrival) -> dict[str, Any]:
    return {
        "on_day": said.on,
        "site_id": said.site_id,
        "referral_id": said.referral_id,
        "people": said.people,
    }


def _as_said(row: RowMapping) -> Arrival:
    return Arrival(
        UUID(bytes=row["client_id"]), row["on_day"], SiteId(row["site_id"]), ReferralId(row["referral_id"]),
        row["people"],
    )  # fmt: skip
