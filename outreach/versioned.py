"""What is corrected by saying it anew: a row of its own, and its versions, of which the newest stands.

Collections and waste pick-ups are kept this way, as visits are.  The same rule says who may correct any of them: the
front desk its own of today, a coordinator all.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, RowMapping, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import Base, table_of
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, VoidReason


@dataclass(eq=False)
class SameIdOtherRecord(Refusal):
    """This record's id was already saved with other content; nothing was changed."""


@dataclass(eq=False)
class NoSuchRecord(Refusal):
    pass


@dataclass(eq=False)
class RecordAlreadyVoid(Refusal):
    pass


@dataclass(eq=False)
class NotYourRecord(Refusal):
    """Front desk corrects its own of today; a coordinator corrects any."""


def fingerprint(*said: object) -> bytes:
    """16 bytes that differ when anything said differs."""
    return hashlib.sha256(repr(said).encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of record: its tables, the column of a version that names the record, and what the audit calls it."""

    record: type[Base]
    version: type[Base]
    column: str
    called: str

    def saved(self, session: Session, client_id: UUID, content: bytes) -> int | None:
        """The record this id was already saved as.  Raises SameIdOtherRecord if it said something else."""
        columns = table_of(self.record).c
        found = session.execute(
            select(columns.id, columns.content).where(columns.client_id == client_id.bytes)
        ).one_or_none()
        if found is not None and found.content != content:
            raise SameIdOtherRecord
        return int(found.id) if found is not None else None

    def add(
        self, session: Session, by: Actor, at: At, client_id: UUID, content: bytes, said: Mapping[str, Any]
    ) -> tuple[int, int]:
        """Save a new record with its first version; answers both their ids."""
        ids = Ids(session, by.device, (self._record, self._version))
        record_id = ids.next(self._record)
        head = {"id": record_id, "client_id": client_id.bytes, "content": content, "recorded_on": at.day}
        session.execute(insert(self.record), [head])
        version_id = self._say(session, ids, by, at, record_id, 1, said)
        audit.note(session, by, at, f"{self.called}.recorded", (record_id,))
        return record_id, version_id

    def correct(self, session: Session, by: Actor, at: At, record_id: int, said: Mapping[str, Any]) -> int:
        """Say anew what a record is; answers the new version's id.

        Raises NotAllowed, NotYourRecord, NoSuchRecord, RecordAlreadyVoid.
        """
        old = self.standing(session, by, at, record_id)
        self._ends(session, old["id"])
        ids = Ids(session, by.device, (self._version,))
        version_id = self._say(session, ids, by, at, record_id, old["number"] + 1, said)
        audit.note(session, by, at, f"{self.called}.corrected", (record_id,))
        return version_id

    def void(self, session: Session, by: Actor, at: At, record_id: int, reason: VoidReason) -> None:
        """Take a record back: it no longer counts, and what it said is kept.  Raises like `correct`."""
        old = self.standing(session, by, at, record_id)
        self._ends(session, old["id"])
        ids = Ids(session, by.device, (self._version,))
        said = {name: value for name, value in old.items() if name not in _OWN and name != self.column}
        said |= {"is_void": True, "void_reason": reason}
        self._say(session, ids, by, at, record_id, old["number"] + 1, said)
        audit.note(session, by, at, f"{self.called}.voided", (record_id,))

    def standing(self, session: Session, by: Actor, at: At, record_id: int) -> RowMapping:
        """The version that stands, if this person may change it.  Raises like `correct`."""
        by.may(Right.CORRECT_OWN_TODAY)
        version, record = table_of(self.version), table_of(self.record)
        mine: Column[Any] = version.c[self.column]
        found = self.newest(session, record_id)
        if found["is_void"]:
            raise RecordAlreadyVoid
        if not by.has(Right.CORRECT_ANY):
            first = select(version.c.staff_id).where(mine == record_id, version.c.number == 1)
            recorded = select(record.c.recorded_on).where(record.c.id == record_id)
            if (session.scalar(first), session.scalar(recorded)) != (by.staff_id, at.day):
                raise NotYourRecord
        return found

    def newest(self, session: Session, record_id: int) -> RowMapping:
        """The newest version, whether it counts or not.  Raises NoSuchRecord."""
        version = table_of(self.version)
        here = select(version).where(version.c[self.column] == record_id, version.c.is_current)
        found = session.execute(here).mappings().one_or_none()
        if found is None:
            raise NoSuchRecord
        return found

    def client_id(self, session: Session, record_id: int) -> UUID:
        """The id it was saved under."""
        columns = table_of(self.record).c
        return UUID(bytes=session.scalars(select(columns.client_id).where(columns.id == record_id)).one())

    @property
    def _record(self) -> str:
        return table_of(self.record).name

    @property
    def _version(self) -> str:
        return table_of(self.version).name

    def _ends(self, session: Session, version_id: int) -> None:
        version = table_of(self.version)
        session.execute(update(version).where(version.c.id == version_id).values(is_current=False))

    def _say(
        self, session: Session, ids: Ids, by: Actor, at: At, record_id: int, number: int, said: Mapping[str, Any]
    ) -> int:
        row = {
            "is_void": False,
            "void_reason": None,
            **said,
            "id": ids.next(self._version),
            self.column: record_id,
            "number": number,
            "is_current": True,
            "staff_id": by.staff_id,
            "recorded_on": at.day,
            "recorded_hour": at.hour,
        }
        session.execute(insert(self.version), [row])
        return int(row["id"])


_OWN = ("id", "number", "is_current", "staff_id", "recorded_on", "recorded_hour")
