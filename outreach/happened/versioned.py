"""What reports and drug checks share: said once under an id of its own, and every change another version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import Base, table_of
from outreach.db.models.happened import (
    DrugCheck,
    DrugCheckFound,
    DrugCheckMethod,
    DrugCheckVersion,
    Happened,
    HappenedSupplies,
    HappenedVersion,
)
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, VoidReason


@dataclass(eq=False)
class SameIdOtherReport(Refusal):
    """This id was already recorded with other content; nothing was changed."""


@dataclass(eq=False)
class NoSuchReport(Refusal):
    pass


@dataclass(eq=False)
class ReportAlreadyVoid(Refusal):
    """That report was already voided."""


@dataclass(eq=False)
class NotYourReport(Refusal):
    """Front desk changes its own reports of today; a coordinator changes any."""


@dataclass(frozen=True, slots=True)
class Book:
    """One kind of record: its table, its versions, what belongs to a version, and its word in the audit."""

    main: type[Base]
    version: type[Base]
    of: str  # the column of a version that names the record
    word: str
    lines: tuple[type[Base], ...]

    @property
    def tables(self) -> tuple[str, ...]:
        return str(table_of(self.main).name), str(table_of(self.version).name)


HAPPENED = Book(Happened, HappenedVersion, "happened_id", "happened", (HappenedSupplies,))
CHECKS = Book(DrugCheck, DrugCheckVersion, "check_id", "drug_check", (DrugCheckMethod, DrugCheckFound))


def earlier(session: Session, book: Book, client_id: UUID, content: bytes) -> int | None:
    """The record this id was already written as.  Raises SameIdOtherReport if it said something else."""
    main = table_of(book.main)
    found = session.execute(select(main.c.id, main.c.content).where(main.c.client_id == client_id.bytes)).one_or_none()
    if found is not None and found.content != content:
        raise SameIdOtherReport
    return int(found.id) if found is not None else None


def begin(session: Session, by: Actor, at: At, book: Book, client_id: UUID, content: bytes) -> int:
    """Write the record's own row."""
    id_ = Ids(session, by.device, book.tables[:1]).next(book.tables[0])
    row = {"id": id_, "client_id": client_id.bytes, "content": content, "recorded_on": at.day}
    session.execute(insert(book.main), [row])
    return id_


def standing(session: Session, by: Actor, at: At, book: Book, id_: int) -> RowMapping:
    """The version that stands, if this person may change it.

    Raises NotAllowed, NoSuchReport, ReportAlreadyVoid, NotYourReport.
    """
    by.may(Right.CORRECT_OWN_TODAY)
    row = current(session, book, id_)
    if row["is_void"]:
        raise ReportAlreadyVoid
    if not by.has(Right.CORRECT_ANY):
        version, main = table_of(book.version), table_of(book.main)
        first_by = session.scalar(select(version.c.staff_id).where(version.c[book.of] == id_, version.c.number == 1))
        first_on = session.scalar(select(main.c.recorded_on).where(main.c.id == id_))
        if first_by != by.staff_id or first_on != at.day:
            raise NotYourReport
    return row


def current(session: Session, book: Book, id_: int) -> RowMapping:
    """The version that is current, void or not.  Raises NoSuchReport."""
    version = table_of(book.version)
    asked = select(version).where(version.c[book.of] == id_, version.c.is_current)
    row = session.execute(asked).mappings().one_or_none()
    if row is None:
        raise NoSuchReport
    return row


def write(
    session: Session, by: Actor, at: At, book: Book, ids: Ids, id_: int, said: Mapping[str, Any], old: RowMapping | None
) -> int:
    """Write what a record says from now on, and give the version's id."""
    version_id = ids.next(book.tables[1])
    if old is not None:
        version = table_of(book.version)
        session.execute(update(version).where(version.c.id == old["id"]).values(is_current=False))
    row = {
        "is_void": False,
        "void_reason": None,
        **said,
        "id": version_id,
        book.of: id_,
        "number": old["number"] + 1 if old is not None else 1,
        "is_current": True,
        "staff_id": by.staff_id,
        "recorded_on": at.day,
    }
    session.execute(insert(book.version), [row])
    return version_id


def again(session: Session, by: Actor, at: At, book: Book, old: RowMapping, **changes: Any) -> None:
    """Another version that says what the one before said, but for `changes`."""
    ids = Ids(session, by.device, book.tables)
    version_id = write(session, by, at, book, ids, old[book.of], {**old, **changes}, old)
    for lines in book.lines:
        kept = session.execute(select(table_of(lines)).where(table_of(lines).c.version_id == old["id"])).mappings()
        add_lines(session, lines, [{**row, "version_id": version_id} for row in kept])


def void(session: Session, by: Actor, at: At, book: Book, id_: int, reason: VoidReason) -> RowMapping:
    """Take a record back: it no longer counts, what it said is kept.  Give the version that stood.

    Raises what `standing` raises.
    """
    old = standing(session, by, at, book, id_)
    again(session, by, at, book, old, is_void=True, void_reason=reason)
    note(session, by, at, book, "voided", id_)
    return old


def add_lines(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.execute(insert(model), [dict(row) for row in rows])


def note(session: Session, by: Actor, at: At, book: Book, act: str, id_: int) -> None:
    """Tell the audit, by the day alone: an hour could lead from what happened to whoever was here then."""
    audit.note(session, by, At(at.day), f"{book.word}.{act}", (id_,))
