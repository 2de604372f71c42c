"""A sheet posted: all its rows become visits in one act, under the desk's own rules, and its rows are cleared.

Posted twice it is recorded once: each visit has the id of its row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach import known_codes
from outreach.db.models.sheets import Sheet as SheetTable
from outreach.db.models.sheets import SheetVisit
from outreach.encounter_rows import Recorded
from outreach.encounters import record_many
from outreach.entry import Entry, check, check_day
from outreach.errors import Refusal
from outreach.known_codes import Known
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.sheets import crowds
from outreach.sheets.keeping import clear_visits
from outreach.sheets.reading import Sheet, Stage, load, voided_by
from outreach.sheets.rows import RowsRefused
from outreach.stock import paper_trail
from outreach.vocabulary import At, DocumentId, EncounterId, ItemId, SheetId, SheetKind


@dataclass(eq=False)
class NothingOnSheet(Refusal):
    """A sheet without a row says nothing; it is voided, or keyed."""

    number: str


@dataclass(eq=False)
class SheetWithoutDay(Refusal):
    """A sheet needs its day and its site before it is posted."""

    number: str


@dataclass(eq=False)
class SheetIsVoid(Refusal):
    """A sheet that was voided is not posted, moved or voided again; who did it, and when."""

    number: str
    initials: str
    on: date


def void_already(session: Session, sheet: Sheet) -> SheetIsVoid:
    """What is said of a sheet that was voided."""
    voided_on = sheet.listed.voided_on
    assert voided_on is not None  # noqa: S101 - it is void
    return SheetIsVoid(sheet.number, voided_by(session, sheet.id), voided_on)


@dataclass(frozen=True, slots=True)
class PostedSheet:
    """What a sheet was posted as: visits, or (of a crowd nobody counted) a hand-over."""

    sheet_id: SheetId
    number: str
    visits: tuple[Recorded, ...] = ()
    document_id: DocumentId | None = None
    already: bool = False

    @property
    def short(self) -> tuple[tuple[ItemId, int], ...]:
        """What was handed out beyond the books, by item."""
        found: dict[ItemId, int] = {}
        for visit in self.visits:
            for one in visit.shortfalls:
                found[one.item_id] = found.get(one.item_id, 0) + one.quantity
        return tuple(found.items())


def post(session: Session, by: Actor, at: At, sheet_id: SheetId) -> PostedSheet:
    """Post all that is kept of a sheet, or nothing.

    Raises NotAllowed, NoSuchSheet, SheetIsVoid, NothingOnSheet, SheetWithoutDay, RowsRefused,
    what `entry.check_day` raises, and of a totals sheet what `crowds.post` raises.
    """
    by.may(Right.RECORD)
    sheet = load(session, sheet_id)
    if sheet.stage is Stage.VOIDED:
        raise void_already(session, sheet)
    if sheet.stage is Stage.POSTED:
        return PostedSheet(sheet_id, sheet.number, document_id=sheet.document_id, already=True)
    _check(sheet, at)
    document_id = None
    if sheet.kind is SheetKind.TOTALS:
        recorded, document_id = crowds.post(session, by, at, sheet)
    else:
        entries = [_sure(session, entry) for entry in _entries(sheet)]
        recorded = tuple(record_many(session, by, at, entries))
    _note_visits(session, sheet, recorded)
    clear_visits(session, sheet_id)
    posted = {"posted_on": at.day, "posted_by_id": by.staff_id, "document_id": document_id, "event": ""}
    session.execute(update(SheetTable).where(SheetTable.id == sheet_id).values(**posted))
    audit.note(session, by, at, "sheet.posted", (sheet_id,))
    return PostedSheet(sheet_id, sheet.number, recorded, document_id)


def counted_that_day(session: Session, sheet_id: SheetId) -> frozenset[ItemId]:
    """What of a sheet was counted on its own day at its site: all of it was *before or after the count*."""
    sheet = load(session, sheet_id)
    if sheet.head.on is None or sheet.head.site_id is None:
        return frozenset()
    said = {item_id for _, row in sheet.rows for item_id, _ in row.items}
    said |= {item_id for item_id, _ in sheet.crowd.items}
    return paper_trail.counted_on(session, sheet.head.site_id, sheet.head.on) & said


def visits_of(session: Session, sheet_id: SheetId) -> tuple[EncounterId, ...]:
    """The visits a sheet was posted as, in the order of its rows."""
    found = session.scalars(
        select(SheetVisit.encounter_id).where(SheetVisit.sheet_id == sheet_id).order_by(SheetVisit.number)
    )
    return tuple(EncounterId(id_) for id_ in found)


def _check(sheet: Sheet, at: At) -> None:
    head = sheet.head
    if not sheet.rows and sheet.crowd.is_empty and not head.contacts:
        raise NothingOnSheet(sheet.number)
    if head.on is None or head.site_id is None:
        raise SheetWithoutDay(sheet.number)
    check_day(head.on, at.day)


def _entries(sheet: Sheet) -> Sequence[Entry]:
    """Every row as a visit; all that is wrong is said at once, by row."""
    wrong: list[tuple[int, Refusal]] = []
    made = []
    for number, row in sheet.rows:
        entry = row.entry(sheet.head)
        try:
            check(entry)
        except Refusal as refusal:
            wrong.append((number, refusal))
        made.append(entry)
    if wrong:
        raise RowsRefused(tuple(wrong))
    return made


def _sure(session: Session, entry: Entry) -> Entry:
    """A code that several share: on paper nobody could be asked which of them it was."""
    found = known_codes.look_up(session, entry.code) if entry.code else None
    is_shared = isinstance(found, Known) and bool(found.sharing)
    return replace(entry, is_unsure_who=True) if is_shared else entry


def _note_visits(session: Session, sheet: Sheet, recorded: Sequence[Recorded]) -> None:
    numbers: list[int] = [number for number, _ in sheet.rows] or [1]
    rows = [
        {"encounter_id": one.encounter_id, "sheet_id": sheet.id, "number": number}
        for number, one in zip(numbers, recorded, strict=False)
    ]
    if rows:
        session.execute(insert(SheetVisit), rows)
