"""What is corrected by saying it anew: a row of its own, and its versions, of which the newest stands.

Collections, waste pick-ups, reports of what happened and drug checks are kept this way, as visits are.  The same rule
says who may correct any of them: the front desk its own of today, a coordinator all.  Where a version keeps no hour the
audit keeps none either, which could lead from what happened to whoever was here then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Column, RowMapping, Select, insert, select, text, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import Base, table_of
from outreach.db.models.staff import Staff
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, VoidReason

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
# As the indexes of those that stand say it, or they would not be used.
_STANDS, _VOIDED = text("v.is_current AND NOT v.is_void"), text("v.is_current AND v.is_void")


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


@dataclass(frozen=True, slots=True)
class Listed(Generic[T_co]):
    """One record of a list, as it stands or as it was when it was voided, and who recorded it first and when."""

    id: int
    said: T_co
    staff: str
    recorded_on: date
    is_corrected: bool
    is_void: bool
    syringes: int = 0  # in a collection
    others: int = 0  # reports of the same event


@dataclass(frozen=True, slots=True)
class Spoken(Generic[T_co]):
    """What a record said from one moment on, and who wrote that when; `voided`: why it no longer counts."""

    number: int
    said: T_co
    staff: str
    recorded_on: date
    recorded_hour: int | None
    voided: VoidReason | None
    syringes: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of record: its tables, the column of a version that names the record, and what the audit calls it.

    `lines` are tables whose rows belong to a version (`version_id`): another version that says the same keeps them.
    `day` is the column of the day a version is listed under.
    """

    record: type[Base]
    version: type[Base]
    column: str
    called: str
    lines: tuple[type[Base], ...] = ()
    day: str = "on_day"

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
        self.note(session, by, at, "recorded", record_id)
        return record_id, version_id

    def say_anew(self, session: Session, by: Actor, at: At, old: RowMapping, act: str, said: Mapping[str, Any]) -> int:
        """Write the version that follows `old`, whoever it is; answers its id."""
        self._ends(session, old["id"])
        ids = Ids(session, by.device, (self._version,))
        version_id = self._say(session, ids, by, at, old[self.column], old["number"] + 1, said)
        self.note(session, by, at, act, old[self.column])
        return version_id

    def change(self, session: Session, by: Actor, at: At, old: RowMapping, act: str, **changes: Any) -> None:
        """Another version that says what `old` said, but for `changes`."""
        said = {name: value for name, value in old.items() if name not in _OWN and name != self.column}
        version_id = self.say_anew(session, by, at, old, act, said | changes)
        for lines in map(table_of, self.lines):
            kept = session.execute(select(lines).where(lines.c.version_id == old["id"])).mappings().all()
            if kept:
                session.execute(insert(lines), [{**row, "version_id": version_id} for row in kept])

    def void(self, session: Session, by: Actor, at: At, record_id: int, reason: VoidReason) -> RowMapping:
        """Take a record back: it no longer counts, and what it said is kept; answers the version that stood.

        Raises like `standing`.
        """
        old = self.standing(session, by, at, record_id)
        self.change(session, by, at, old, "voided", is_void=True, void_reason=reason)
        return old

    def note(self, session: Session, by: Actor, at: At, act: str, record_id: int) -> None:
        """Tell the audit what was done with a record."""
        audit.note(session, by, at if self._keeps_hours else At(at.day), f"{self.called}.{act}", (record_id,))

    def standing(self, session: Session, by: Actor, at: At, record_id: int) -> RowMapping:
        """The version that stands, if this person may change it.

        Raises NotAllowed, NotYourRecord, NoSuchRecord, RecordAlreadyVoid.
        """
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

    def lately(self, session: Session, limit: int) -> Sequence[RowMapping]:
        """The versions that stand of what was recorded last, the newest first, each with its `client_id` and who."""
        version, record, staff = table_of(self.version), table_of(self.record), table_of(Staff)
        asked = (
            select(version, record.c.client_id, staff.c.initials)
            .join(record, record.c.id == version.c[self.column])
            .join(staff, staff.c.id == version.c.staff_id)
            .where(version.c.is_current, ~version.c.is_void)
            .order_by(record.c.recorded_on.desc(), record.c.id.desc())
            .limit(limit)
        )
        return session.execute(asked).mappings().all()

    def between(
        self, session: Session, by: Actor, at: At, first: date, last: date, **said: Any
    ) -> Sequence[RowMapping]:
        """The newest versions of what is dated in a stretch of days, those voided too, the newest day first.

        With `client_id`, `first_recorded_on` and the `initials` of who recorded it; front desk sees its own of today.
        `said`: only those that say this.
        """
        by.may(Right.RECORD)
        asked, version, entered = self._listed(said)
        if by.has(Right.CORRECT_ANY):
            asked = asked.where(version.c[self.day].between(first, last))
        else:
            asked = asked.where(entered.c.staff_id == by.staff_id, table_of(self.record).c.recorded_on == at.day)
        found = [row for arm in (_STANDS, _VOIDED) for row in session.execute(asked.where(arm)).mappings()]
        return sorted(found, key=lambda row: (row[self.day], row[self.column]), reverse=True)

    def standing_that(self, session: Session, by: Actor, **said: Any) -> Sequence[RowMapping]:
        """Those that stand and say this, whoever recorded them and whenever, as `between` gives them."""
        by.may(Right.RECORD)
        asked, version, _ = self._listed(said)
        asked = asked.where(_STANDS).order_by(version.c[self.day].desc(), version.c[self.column].desc())
        return session.execute(asked).mappings().all()

    def _listed(self, said: Mapping[str, Any]) -> tuple[Select[Any], Any, Any]:
        version, record, staff = table_of(self.version).alias("v"), table_of(self.record), table_of(Staff)
        entered = table_of(self.version).alias("entered")
        mine = version.c[self.column]
        asked = (
            select(version, record.c.client_id, record.c.recorded_on.label("first_recorded_on"), staff.c.initials)
            .join(record, record.c.id == mine)
            .join(entered, (entered.c[self.column] == mine) & (entered.c.number == 1))
            .join(staff, staff.c.id == entered.c.staff_id)
            .where(*(version.c[name] == value for name, value in said.items()))
        )
        return asked, version, entered

    def spoken(self, session: Session, by: Actor, at: At, record_id: int) -> Sequence[RowMapping]:
        """All versions, oldest first, each with the `initials` of who wrote it.

        Raises NotAllowed, NoSuchRecord, NotYourRecord.
        """
        by.may(Right.RECORD)
        found = self.versions(session, record_id)
        if not self.may_open(found, by, at):
            raise NotYourRecord
        return found

    def may_open(self, found: Sequence[RowMapping], by: Actor, at: At) -> bool:
        """Whether these versions are this person's own of today, or those of anybody are open to it."""
        is_own = (found[0]["staff_id"], found[0]["first_recorded_on"]) == (by.staff_id, at.day)
        return is_own or by.has(Right.CORRECT_ANY)

    def versions(self, session: Session, record_id: int) -> Sequence[RowMapping]:
        """The same whoever asks.  Raises NoSuchRecord."""
        version, record, staff = table_of(self.version), table_of(self.record), table_of(Staff)
        mine: Column[Any] = version.c[self.column]
        asked = (
            select(version, record.c.client_id, record.c.recorded_on.label("first_recorded_on"), staff.c.initials)
            .join(record, record.c.id == mine)
            .join(staff, staff.c.id == version.c.staff_id)
            .where(mine == record_id)
            .order_by(version.c.number)
        )
        found = session.execute(asked).mappings().all()
        if not found:
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

    @property
    def _keeps_hours(self) -> bool:
        return "recorded_hour" in table_of(self.version).c

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
        }
        if self._keeps_hours:
            row["recorded_hour"] = at.hour
        session.execute(insert(self.version), [row])
        return int(row["id"])


def listed(row: RowMapping, record_id: int, said: T, *, syringes: int = 0, others: int = 0) -> Listed[T]:
    """A row of `Kept.between` as a line; voiding is a version too, and no correction."""
    is_corrected = row["number"] > (2 if row["is_void"] else 1)
    known = row["initials"], row["first_recorded_on"], is_corrected, row["is_void"]
    return Listed(record_id, said, *known, syringes, others)


def spoken(row: RowMapping, said: T, syringes: int = 0) -> Spoken[T]:
    """A row of `Kept.spoken` as a version."""
    voided = row["void_reason"] and VoidReason(row["void_reason"])
    hour = row.get("recorded_hour")
    return Spoken(row["number"], said, row["initials"], row["recorded_on"], hour, voided, syringes)


_OWN = ("id", "number", "is_current", "staff_id", "recorded_on", "recorded_hour")
