"""Waste pick-ups: what left for disposal, in which containers, under which manifest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.orm import Session

from outreach.db.models.base import table_of
from outreach.db.models.waste import PickUp as PickUpRow
from outreach.db.models.waste import PickUpLine, PickUpVersion
from outreach.entry import MOST, AmountBelowOne, AmountTooLarge, check_day
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.returns import thousandths
from outreach.safety.staff import Actor, Right
from outreach.versioned import Kept, Listed, Spoken, listed, spoken
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


@dataclass(frozen=True, slots=True)
class PickedUpLately:
    """A pick-up as it stands; `staff` are the initials of who said so last."""

    id: PickUpId
    said: PickUp
    staff: str


def record(session: Session, by: Actor, at: At, said: PickUp) -> PickUpId:
    """Record a pick-up.

    Raises NotAllowed, NothingPickedUp, TooLong, AmountBelowOne, AmountTooLarge, SameIdOtherRecord, and what
    `entry.check_day` raises.
    """
    by.may(Right.RECORD)
    _check(said, at)
    content = _content(said)
    if (known := _KEPT.saved(session, said.client_id, content)) is not None:
        return PickUpId(known)
    record_id, version_id = _KEPT.add(session, by, at, said.client_id, content, _columns(said))
    _write(session, version_id, said)
    return PickUpId(record_id)


def correct(session: Session, by: Actor, at: At, pick_up_id: PickUpId, said: PickUp) -> None:
    """Say anew what a pick-up was; sent again, or saying nothing new, it makes no further version.

    Raises what `record` raises, and NoSuchRecord, RecordAlreadyVoid, NotYourRecord.
    """
    _check(said, at)
    old = _KEPT.standing(session, by, at, pick_up_id)
    if _content(_as_it_stands(session, pick_up_id)) != _content(said):
        _write(session, _KEPT.say_anew(session, by, at, old, "corrected", _columns(said)), said)


def void(session: Session, by: Actor, at: At, pick_up_id: PickUpId, reason: VoidReason) -> None:
    """Take a pick-up back.  Raises NotAllowed, NoSuchRecord, RecordAlreadyVoid, NotYourRecord."""
    _KEPT.void(session, by, at, pick_up_id, reason)


def _as_it_stands(session: Session, pick_up_id: PickUpId) -> PickUp:
    return said(session, pick_up_id)


def _content(said: PickUp) -> bytes:
    return fingerprint(sorted(_columns(said).items()), sorted(said.containers))


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
    return _as_said(_KEPT.client_id(session, pick_up_id), version, lines.all())


def lately(session: Session, limit: int) -> tuple[PickedUpLately, ...]:
    """The pick-ups recorded last that count, the newest first."""
    rows = _KEPT.lately(session, limit)
    return tuple(
        PickedUpLately(PickUpId(row["pick_up_id"]), said, row["initials"])
        for row, said in zip(rows, _all_said(session, rows), strict=True)
    )


def between(session: Session, by: Actor, at: At, first: date, last: date) -> tuple[Listed[PickUp], ...]:
    """The pick-ups of a stretch of days, those voided too; front desk sees its own of today.  Raises NotAllowed."""
    rows = _KEPT.between(session, by, at, first, last)
    return tuple(listed(row, row["pick_up_id"], said) for row, said in zip(rows, _all_said(session, rows), strict=True))


def versions(session: Session, by: Actor, at: At, pick_up_id: PickUpId) -> tuple[Spoken[PickUp], ...]:
    """All a pick-up ever said, oldest first.  Raises NotAllowed, NoSuchRecord, NotYourRecord."""
    rows = _KEPT.spoken(session, by, at, pick_up_id)
    return tuple(spoken(row, said) for row, said in zip(rows, _all_said(session, rows), strict=True))


def _all_said(session: Session, rows: Sequence[RowMapping]) -> list[PickUp]:
    """What each version says; a void has no containers of its own, and says what the version before it said."""
    holds = [(row["pick_up_id"], row["number"] - (1 if row["is_void"] else 0)) for row in rows]
    asked = (
        select(_VERSIONS.c.pick_up_id, _VERSIONS.c.number, _LINES.c.container_id, _LINES.c.containers)
        .join(_VERSIONS, _VERSIONS.c.id == _LINES.c.version_id)
        .where(_VERSIONS.c.pick_up_id.in_({record_id for record_id, _ in holds}))
        .order_by(_LINES.c.container_id)
    )
    lines: dict[tuple[int, int], list[Any]] = {}
    for line in session.execute(asked):
        lines.setdefault((line.pick_up_id, line.number), []).append(line)
    return [
        _as_said(UUID(bytes=row["client_id"]), row, lines.get(held, ())) for row, held in zip(rows, holds, strict=True)
    ]


def _as_said(client_id: UUID, version: RowMapping, lines: Sequence[Any]) -> PickUp:
    weight = version["weight_thousandths"]
    return PickUp(
        client_id=client_id,
        on=version["on_day"],
        site_id=SiteId(version["site_id"]),
        containers=tuple((ContainerId(row.container_id), row.containers) for row in lines),
        weight=Decimal(weight) / 1000 if weight is not None else None,
        unit=WeightUnit(version["weight_unit"] or WeightUnit.POUND),
        carrier=version["carrier"],
        manifest=version["manifest"],
    )


def _check(said: PickUp, at: At) -> None:
    check_day(said.on, at.day)
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
