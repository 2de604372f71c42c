"""What came back at an event without a visit, as a totals sheet says it: a collection, which is never a contact."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from outreach import collecting
from outreach.collecting import Collection
from outreach.entry import QUARTERS, Returned
from outreach.safety.staff import Actor
from outreach.sheets.rows import Crowd, Head
from outreach.vocabulary import (
    At,
    CollectedFrom,
    CollectionId,
    ContainerId,
    PlaceId,
    ReturnedHow,
    SheetId,
    SiteId,
    VoidReason,
    WeightUnit,
)

_IDS = UUID("3d9c1a52-6f3e-4f0b-9a77-0d2f4b8c61e9")


def collect(session: Session, by: Actor, at: At, sheet_id: SheetId, head: Head, crowd: Crowd) -> None:
    """Record what came back as a collection of the sheet's day and site; nothing where nothing did."""
    assert head.on is not None  # noqa: S101 - posting asked for both
    assert head.site_id is not None  # noqa: S101
    if lines := _lines(crowd):
        said = Collection(_id(sheet_id), head.on, head.site_id, CollectedFrom.EVENT, lines, head.place_id)
        collecting.record(session, by, at, said)


def collected(session: Session, sheet_id: SheetId) -> tuple[tuple[tuple[ContainerId, int], ...], Decimal | None]:
    """What a posted sheet says came back: quarters of each container, and pounds."""
    found = _found(session, sheet_id)
    if found is None:
        return (), None
    quarters: dict[ContainerId, int] = {}
    pounds = None
    for line in collecting.said(session, found).lines:
        if line.container_id is not None:
            more = (line.number or 0) * (line.quarters or 0)
            quarters[line.container_id] = quarters.get(line.container_id, 0) + more
        elif line.gross is not None:
            pounds = line.gross
    return tuple(quarters.items()), pounds


def take_back(session: Session, by: Actor, at: At, sheet_id: SheetId, reason: VoidReason) -> None:
    """Void the collection of a sheet, if it has one."""
    found = _found(session, sheet_id)
    if found is not None:
        collecting.void(session, by, at, found, reason)


def move(
    session: Session, by: Actor, at: At, sheet_id: SheetId, on: date, site_id: SiteId, place_id: PlaceId | None
) -> None:
    """Let the collection of a sheet be of another day, site or place."""
    found = _found(session, sheet_id)
    if found is not None:
        said = replace(collecting.said(session, found), on=on, site_id=site_id, place_id=place_id)
        collecting.correct(session, by, at, found, said)


def _lines(crowd: Crowd) -> tuple[Returned, ...]:
    """Full containers, then what the last one held, and the weight."""
    lines = []
    for container_id, quarters in crowd.containers:
        full, rest = divmod(quarters, QUARTERS)
        for number, each in ((full, QUARTERS), (1, rest)):
            if number and each:
                held = {"container_id": container_id, "number": number, "quarters": each}
                lines.append(Returned(ReturnedHow.CONTAINER, **held))  # type: ignore[arg-type]
    if crowd.pounds:
        lines.append(Returned(ReturnedHow.WEIGHT, gross=crowd.pounds, tare=Decimal(0), unit=WeightUnit.POUND))
    return tuple(lines)


def _found(session: Session, sheet_id: SheetId) -> CollectionId | None:
    return collecting.saved(session, _id(sheet_id))


def _id(sheet_id: SheetId) -> UUID:
    """The collection's id follows from the sheet's, so that posting twice records once."""
    return uuid5(_IDS, str(sheet_id))
