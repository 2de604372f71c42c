"""Marks: up to which record of each device a count had seen.  Order without a time, since none is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from outreach.db.ids import device_of
from outreach.db.models.encounters import Encounter
from outreach.db.models.stock import CountMark, Movement
from outreach.vocabulary import DocumentId


@dataclass(frozen=True, slots=True)
class Mark:
    """Device → last movement and last encounter seen."""

    movements: Mapping[int, int]
    encounters: Mapping[int, int]


def so_far(session: Session) -> Mark:
    """Everything recorded so far."""
    return Mark(movements(session), _newest(session, Encounter.id))


def movements(session: Session) -> dict[int, int]:
    """Device → its last movement so far."""
    return _newest(session, Movement.id)


def of_count(session: Session, document_id: DocumentId) -> Mark:
    """What a count had seen when it was posted."""
    rows = session.execute(select(CountMark.__table__).where(CountMark.document_id == document_id)).all()
    return Mark({row.device: row.last_movement_id for row in rows}, {row.device: row.last_encounter_id for row in rows})


def write(session: Session, document_id: DocumentId, mark: Mark) -> None:
    devices = sorted(mark.movements.keys() | mark.encounters.keys()) or [device_of(document_id)]
    session.execute(
        insert(CountMark),
        [
            {
                "document_id": document_id,
                "device": device,
                "last_movement_id": mark.movements.get(device, 0),
                "last_encounter_id": mark.encounters.get(device, 0),
            }
            for device in devices
        ],
    )


def _newest(session: Session, column: Any) -> dict[int, int]:
    newest: dict[int, int] = {}
    highest = session.scalar(select(func.max(column)))
    while highest is not None:  # one index seek a device
        newest[device_of(highest)] = highest
        highest = session.scalar(select(func.max(column)).where(column < device_of(highest) << 40))
    return newest
