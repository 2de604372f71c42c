"""Waste pick-ups: what left for disposal, in which containers, under which manifest."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.models.base import table_of
from outreach.db.models.waste import PickUp as PickUpRow
from outreach.db.models.waste import PickUpLine, PickUpVersion
from outreach.entry import FIRST_DAY, MOST, AmountBelowOne, AmountTooLarge, DayTooEarly
from outreach.errors import Refusal
from outreach.returns import thousandths
from outreach.safety.staff import Actor, Right
from outreach.versioned import Kept, fingerprint
from outreach.vocabulary import At, ContainerId, PickUpId, SiteId, VoidReason, WeightUnit

LONGEST = 40  # characters of a carrier or a manifest number
_KEPT = Kept(PickUpRow, PickUpVersion, "pick_up_id", "pick_up")
_LINES, _VERSIONS = table_of(PickUpLine), table_of(PickUpVersion)


@dataclass(eq=False)
class NothingPickedUp(Refusal):
    """A pick-up needs containers or a weight."""


@dataclass(eq=False)
class TooLong(Refusal):
    text: str
    longest: int


@dataclass(frozen=True, slots=True)
class PickUp:
    """One pick-up as it was entered.  `weight` is what all of it weighed, in `unit`; None: nobody weighed it."""

    client_id: UUID
    on: date
    site_id: SiteId
    containers: tuple[tuple[ContainerId, int], ...] = ()
    weight: Decimal | None = None
    unit: WeightUnit = WeightUnit.POUND
    carrier: str = ""
    manifest: str = ""


def record(session: Session, by: Actor, at: At, said: PickUp) -> PickUpId:
    """Record a pick-up.

    Raises NotAllowed, NothingPickedUp, TooLong, AmountBelowOne, AmountTooLarge, DayTooEarly, SameIdOtherRecord.
    """
    by.may(Right.RECORD)
    _check(said)
    content = fingerprint(sorted(_columns(said).items()), sorted(said.containers))
    if (known := _KEPT.saved(session, said.client_id, content)) is not None:
        return PickUpId(known)
    record_id, version_id = _KEPT.add(session, by, at, said.client_id, content, _columns(said))
    _write(session, version_id, said)
    return PickUpId(record_id)


def correct(session: Session, by: Actor, at: At, pick_up_id: PickUpId, said: PickUp) -> None:
    """Say anew what a pick-up was.

    Raises what `record` raises, and NoSuchRecord, RecordAlreadyVoid, NotYourRecord.
    """
    _check(said)
    _write(session, _KEPT.correct(session, by, at, pick_up_id, _columns(said)), said)


def void(session: Session, by: Actor, at: At, pick_up_id: PickUpId, reason: VoidReason) -> None:
    """Take a pick-up back.  Raises NotAllowed, NoSuchRecord, RecordAlreadyVoid, NotYourRecord."""
    _KEPT.void(session, by, at, pick_up_id, reason)


def said(session: Session, pick_up_id: PickUpId) -> PickUp:
    """What a pick-up says now (voided: said last).  Raises NoSuchRecord."""
    version = _KEPT.newest(session, pick_up_id)
    number = version["number"] - (1 if version["is_void"] else 0)
    lines = session.execute(
        select(_LINES.c.container_id, _LINES.c.containers)
        .join(_VERSIONS, _VERSIONS.c.id == _LINES.c.version_id)
        .where(_VERSIONS.c.pick_up_id == pick_up_id, _VERSIONS.c.number == number)
        .order_by(_LINES.c.container_id)
    )
    weight = version["weight_thousandths"]
    return PickUp(
        client_id=_KEPT.client_id(session, pick_up_id),
        on=version["on_day"],
        site_id=SiteId(version["site_id"]),
        containers=tuple((ContainerId(row.container_id), row.containers) for row in lines),
        weight=Decimal(weight) / 1000 if weight is not None else None,
        unit=WeightUnit(version["weight_unit"] or WeightUnit.POUND),
        carrier=version["carrier"],
        manifest=version["manifest"],
    )


def _check(said: PickUp) -> None:
    if said.on < FIRST_DAY:
        raise DayTooEarly(said.on)
    if not said.containers and said.weight is None:
        raise NothingPickedUp
    for _, number in said.containers:
        if number < 1:
            raise AmountBelowOne(number)
        if number > MOST:
            raise AmountTooLarge(number, MOST)
    if said.weight is not None and thousandths(said.weight) < 1:
        raise NothingPickedUp
    if said.weight is not None and said.weight > MOST:
        raise AmountTooLarge(int(said.weight), MOST)
    for text in (said.carrier, said.manifest):
        if len(text.strip()) > LONGEST:
            raise TooLong(text.strip(), LONGEST)


def _columns(said: PickUp) -> dict[str, Any]:
    return {
        "on_day": said.on,
        "site_id": said.site_id,
        "carrier": said.carrier.strip(),
        "manifest": said.manifest.strip(),
        "weight_thousandths": thousandths(said.weight) if said.weight is not None else None,
        "weight_unit": said.unit if said.weight is not None else None,
    }


def _write(session: Session, version_id: int, said: PickUp) -> None:
    sums: dict[ContainerId, int] = {}
    for container_id, number in said.containers:
        sums[container_id] = sums.get(container_id, 0) + number
    rows = [{"version_id": version_id, "container_id": id_, "containers": number} for id_, number in sums.items()]
    if rows:
        session.execute(insert(PickUpLine), rows)
