"""Referrals known to have been followed, told without a visit: a number of people, of no visit and no code.

Told at a visit it belongs to that visit (`Entry.arrived`).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.waste import ReferralArrival
from outreach.entry import FIRST_DAY, MOST_PEOPLE, AmountBelowOne, AmountTooLarge, DayTooEarly
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.versioned import NoSuchRecord, NotYourRecord, RecordAlreadyVoid, SameIdOtherRecord, fingerprint
from outreach.vocabulary import ArrivalId, At, ReferralId, SiteId


@dataclass(frozen=True, slots=True)
class Arrival:
    """So many people referred somewhere are known to have got there; `on` is the day it was told."""

    client_id: UUID
    on: date
    site_id: SiteId
    referral_id: ReferralId
    people: int = 1


def record(session: Session, by: Actor, at: At, said: Arrival) -> ArrivalId:
    """Record what was told.  Raises NotAllowed, AmountBelowOne, AmountTooLarge, DayTooEarly, SameIdOtherRecord."""
    by.may(Right.RECORD)
    if said.on < FIRST_DAY:
        raise DayTooEarly(said.on)
    if said.people < 1:
        raise AmountBelowOne(said.people)
    if said.people > MOST_PEOPLE:
        raise AmountTooLarge(said.people, MOST_PEOPLE)
    content = fingerprint(said.on, said.site_id, said.referral_id, said.people)
    known = session.execute(
        select(ReferralArrival.id, ReferralArrival.content).where(ReferralArrival.client_id == said.client_id.bytes)
    ).one_or_none()
    if known is not None:
        if known.content != content:
            raise SameIdOtherRecord
        return ArrivalId(known.id)
    arrival_id = ArrivalId(Ids(session, by.device, ("referral_arrivals",)).next("referral_arrivals"))
    row = {
        "id": arrival_id,
        "client_id": said.client_id.bytes,
        "content": content,
        "on_day": said.on,
        "site_id": said.site_id,
        "referral_id": said.referral_id,
        "people": said.people,
        "staff_id": by.staff_id,
        "recorded_on": at.day,
        "voided_on": None,
    }
    session.execute(insert(ReferralArrival), [row])
    audit.note(session, by, at, "arrival.recorded", (arrival_id,))
    return arrival_id


def void(session: Session, by: Actor, at: At, arrival_id: ArrivalId) -> None:
    """Take back what was told.  Raises NotAllowed, NoSuchRecord, RecordAlreadyVoid, NotYourRecord."""
    by.may(Right.CORRECT_OWN_TODAY)
    row = session.execute(
        select(ReferralArrival.staff_id, ReferralArrival.recorded_on, ReferralArrival.voided_on).where(
            ReferralArrival.id == arrival_id
        )
    ).one_or_none()
    if row is None:
        raise NoSuchRecord
    if row.voided_on is not None:
        raise RecordAlreadyVoid
    if not by.has(Right.CORRECT_ANY) and (row.staff_id, row.recorded_on) != (by.staff_id, at.day):
        raise NotYourRecord
    session.execute(update(ReferralArrival).where(ReferralArrival.id == arrival_id).values(voided_on=at.day))
    audit.note(session, by, at, "arrival.voided", (arrival_id,))
