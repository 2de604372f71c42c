"""Collections: used syringes that come without a person.  They are returned, and never a contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.orm import Session

from outreach.catalog import Conversions, conversions
from outreach.db.models.base import table_of
from outreach.db.models.waste import Collection as CollectionRow
from outreach.db.models.waste import CollectionLine, CollectionVersion
from outreach.entry import Returned, check_day, check_returned
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.returns import is_estimated, returned_as_said, returned_columns
from outreach.safety.staff import Actor, Right
from outreach.versioned import Kept, Listed, Spoken, listed, spoken
from outreach.vocabulary import At, CollectedFrom, CollectionId, PartnerId, PlaceId, ReturnedHow, SiteId, VoidReason

_KEPT = Kept(CollectionRow, CollectionVersion, "collection_id", "collection")
_MEASURED = (ReturnedHow.TOLD, ReturnedHow.COUNTED, ReturnedHow.CONTAINER, ReturnedHow.WEIGHT)
_LINES, _VERSIONS = table_of(CollectionLine), table_of(CollectionVersion)


@dataclass(eq=False)
class NothingCollected(Refusal):
    """A collection needs at least one line that says how much there was."""


@dataclass(eq=False)
class PartnerWithoutBin(Refusal):
    """Only what comes from a partner's bin names a partner."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection as it was entered: where it came from, and what there was, measured line by line.

    A line is a `Returned` that says containers (a kind, how many, quarters full), a weight less its bag, or a number.
    """

    client_id: UUID
    on: date
    site_id: SiteId
    came_from: CollectedFrom
    lines: tuple[Returned, ...]
    place_id: PlaceId | None = None
    partner_id: PartnerId | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """The collection saved, and the syringes in it by the conversions of its day."""

    id: CollectionId
    syringes: int
    already: bool = False


@dataclass(frozen=True, slots=True)
class CollectedLately:
    """A collection as it stands; `staff` are the initials of who said so last."""

    id: CollectionId
    said: Collection
    syringes: int
    staff: str


def record(session: Session, by: Actor, at: At, said: Collection) -> Collected:
    """Record a collection.

    Raises NotAllowed, NothingCollected, PartnerWithoutBin, SameIdOtherRecord, and what a return raises when visited.
    """
    by.may(Right.RECORD)
    _check(said, at)
    content = fingerprint(*_said(said), sorted(map(repr, said.lines)))
    if (known := _KEPT.saved(session, said.client_id, content)) is not None:
        return Collected(CollectionId(known), _syringes(session, known), already=True)
    record_id, version_id = _KEPT.add(session, by, at, said.client_id, content, _columns(said))
    return Collected(CollectionId(record_id), _write(session, version_id, said))


def correct(session: Session, by: Actor, at: At, collection_id: CollectionId, said: Collection) -> Collected:
    """Say anew what a collection was; sent again, or saying nothing new, it makes no further version.

    Raises what `record` raises, and NoSuchRecord, RecordAlreadyVoid, NotYourRecord.
    """
    _check(said, at)
    old = _KEPT.standing(session, by, at, collection_id)
    if _says_nothing_new(session, collection_id, said):
        return Collected(collection_id, _syringes(session, collection_id), already=True)
    version_id = _KEPT.say_anew(session, by, at, old, "corrected", _columns(said))
    return Collected(collection_id, _write(session, version_id, said))


def void(session: Session, by: Actor, at: At, collection_id: CollectionId, reason: VoidReason) -> None:
    """Take a collection back.  Raises NotAllowed, NoSuchRecord, RecordAlreadyVoid, NotYourRecord."""
    _KEPT.void(session, by, at, collection_id, reason)


def saved(session: Session, client_id: UUID) -> CollectionId | None:
    """The collection a client-made id was recorded as, if it was."""
    found = session.scalar(select(CollectionRow.id).where(CollectionRow.client_id == client_id.bytes))
    return CollectionId(found) if found is not None else None


def said(session: Session, collection_id: CollectionId) -> Collection:
    """What a collection says now (voided: said last).  Raises NoSuchRecord."""
    version = _KEPT.newest(session, collection_id)
    lines = session.execute(
        select(_LINES).where(_LINES.c.version_id == _said_by(session, version)).order_by(_LINES.c.line)
    ).mappings()
    return _as_said(_KEPT.client_id(session, collection_id), version, lines.all())


def lately(session: Session, limit: int) -> tuple[CollectedLately, ...]:
    """The collections recorded last that count, the newest first."""
    rows = _KEPT.lately(session, limit)
    lines = _lines(session, {row["id"]: row["id"] for row in rows})
    return tuple(
        CollectedLately(
            CollectionId(row["collection_id"]),
            _as_said(UUID(bytes=row["client_id"]), row, lines[row["id"]]),
            sum(line["returned"] for line in lines[row["id"]]),
            row["initials"],
        )
        for row in rows
    )


def between(session: Session, by: Actor, at: At, first: date, last: date) -> tuple[Listed[Collection], ...]:
    """The collections of a stretch of days, those voided too; front desk sees its own of today.  Raises NotAllowed."""
    rows = _KEPT.between(session, by, at, first, last)
    lines = _lines(session, {row["id"]: _said_by(session, row) for row in rows})
    return tuple(
        listed(
            row, row["collection_id"], _as_said(UUID(bytes=row["client_id"]), row, lines[row["id"]]),
            syringes=sum(line["returned"] for line in lines[row["id"]]),
        )
        for row in rows
    )  # fmt: skip


def versions(session: Session, by: Actor, at: At, collection_id: CollectionId) -> tuple[Spoken[Collection], ...]:
    """All a collection ever said, oldest first.  Raises NotAllowed, NoSuchRecord, NotYourRecord."""
    rows = _KEPT.spoken(session, by, at, collection_id)
    lines = _lines(session, {row["id"]: _said_by(session, row) for row in rows})
    return tuple(
        spoken(
            row, _as_said(UUID(bytes=row["client_id"]), row, lines[row["id"]]),
            sum(line["returned"] for line in lines[row["id"]]),
        )
        for row in rows
    )  # fmt: skip


def _lines(session: Session, says: Mapping[int, int]) -> dict[int, list[RowMapping]]:
    """What each version measured; `says`: version → the one that holds its lines."""
    asked = select(_LINES).where(_LINES.c.version_id.in_(set(says.values())))
    found: dict[int, list[RowMapping]] = {}
    for line in session.execute(asked.order_by(_LINES.c.version_id, _LINES.c.line)).mappings():
        found.setdefault(line["version_id"], []).append(line)
    return {version_id: found[holds] for version_id, holds in says.items()}


def _as_said(client_id: UUID, version: RowMapping, lines: Sequence[RowMapping]) -> Collection:
    return Collection(
        client_id=client_id,
        on=version["on_day"],
        site_id=SiteId(version["site_id"]),
        came_from=CollectedFrom(version["came_from"]),
        lines=tuple(returned_as_said(line) for line in lines),
        place_id=PlaceId(version["place_id"]) if version["place_id"] is not None else None,
        partner_id=PartnerId(version["partner_id"]) if version["partner_id"] is not None else None,
    )


def _said_by(session: Session, version: RowMapping) -> int:
    """The version whose lines are meant: a void has none of its own."""
    if not version["is_void"]:
        return int(version["id"])
    before = select(_VERSIONS.c.id).where(
        _VERSIONS.c.collection_id == version["collection_id"], _VERSIONS.c.number == version["number"] - 1
    )
    return int(session.scalars(before).one())


def _check(said: Collection, at: At) -> None:
    check_day(said.on, at.day)
    if not said.lines or any(line.how not in _MEASURED for line in said.lines):
        raise NothingCollected
    if said.partner_id is not None and said.came_from is not CollectedFrom.PARTNER_BIN:
        raise PartnerWithoutBin
    for line in said.lines:
        check_returned(line)


def _says_nothing_new(session: Session, collection_id: CollectionId, new: Collection) -> bool:
    was = said(session, collection_id)
    return _said(was) == _said(new) and sorted(map(repr, was.lines)) == sorted(map(repr, new.lines))


def _said(said: Collection) -> tuple[object, ...]:
    return said.on, said.site_id, said.came_from, said.place_id, said.partner_id


def _columns(said: Collection) -> dict[str, Any]:
    return {
        "on_day": said.on,
        "site_id": said.site_id,
        "place_id": said.place_id,
        "came_from": said.came_from,
        "partner_id": said.partner_id,
    }


def _write(session: Session, version_id: int, said: Collection) -> int:
    rules = conversions(session) if any(map(is_estimated, said.lines)) else Conversions(())
    rows = [
        {"version_id": version_id, "line": number, **returned_columns(line, said.on, rules)}
        for number, line in enumerate(said.lines, start=1)
    ]
    session.execute(insert(CollectionLine), rows)
    return sum(row["returned"] for row in rows)


def _syringes(session: Session, collection_id: int) -> int:
    version = _KEPT.newest(session, collection_id)
    lines = select(_LINES.c.returned).where(_LINES.c.version_id == _said_by(session, version))
    return sum(session.scalars(lines))
