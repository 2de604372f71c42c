"""Sheets read back: one by its number, those not keyed yet, those of some days, and the sheet a visit came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row as SqlRow
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.models.catalog import Unlisted as UnlistedRow
from outreach.db.models.encounters import EncounterVersion
from outreach.db.models.sheets import Sheet as SheetTable
from outreach.db.models.sheets import SheetCell, SheetRow, SheetService, SheetVisit
from outreach.entry import Entry, Returned, Unlisted
from outreach.errors import Refusal
from outreach.history import last_said
from outreach.safety import audit, staff
from outreach.safety.staff import Actor, Right
from outreach.sheets import layouts
from outreach.sheets.layouts import Layout
from outreach.sheets.returning import collected
from outreach.sheets.rows import Crowd, Head, PaperTotals, Row
from outreach.stock import paper_trail
from outreach.vocabulary import (
    CodeHash,
    ContainerId,
    DocumentId,
    EncounterId,
    ItemId,
    Kind,
    LayoutId,
    ReturnedHow,
    ServiceId,
    SheetId,
    SheetKind,
    SiteId,
)

TOTALS_ROW = 0


@dataclass(eq=False)
class NoSuchSheet(Refusal):
    """No sheet of this number was printed or keyed here."""

    number: str


class Stage(StrEnum):
    PRINTED = "printed"
    BEING_KEYED = "being_keyed"
    POSTED = "posted"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as a list shows it.

    `rows` of a visit sheet: kept and not posted, or posted as so many visits.  Of a totals sheet `rows` are the lines
    kept and not posted, and `contacts` as in its head.
    """

    id: SheetId
    number: str
    kind: SheetKind
    stage: Stage
    site_id: SiteId | None
    on: date | None
    printed_on: date | None
    printed_by: str
    keyed_by: str
    posted_by: str
    posted_on: date | None
    voided_on: date | None
    rows: int = 0
    contacts: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet opened.  `rows` (by their number on the paper) and `crowd` are of one being keyed; `totals` stay."""

    listed: Listed
    layout: Layout
    head: Head
    rows: tuple[tuple[int, Row], ...] = ()
    totals: PaperTotals = field(default_factory=PaperTotals)
    crowd: Crowd = field(default_factory=Crowd)
    document_id: DocumentId | None = None

    @property
    def id(self) -> SheetId:
        return self.listed.id

    @property
    def number(self) -> str:
        return self.listed.number

    @property
    def kind(self) -> SheetKind:
        return self.listed.kind

    @property
    def stage(self) -> Stage:
        return self.listed.stage


@dataclass(frozen=True, slots=True)
class Posted:
    """A row of a posted sheet as its visit says it now; of one that was voided, what it said."""

    number: int
    encounter_id: EncounterId
    entry: Entry
    is_void: bool


def find(session: Session, number: str) -> Sheet | None:
    """The sheet of this number that stands; else the one voided last; None if there is none."""
    found = session.scalars(select(SheetTable.id).where(SheetTable.number == number).order_by(SheetTable.id)).all()
    if not found:
        return None
    sheets = [load(session, SheetId(id_)) for id_ in found]
    return next((one for one in sheets if one.stage is not Stage.VOIDED), sheets[-1])


def load(session: Session, sheet_id: SheetId) -> Sheet:
    """A sheet with everything kept of it.  Raises NoSuchSheet."""
    found = session.execute(select(SheetTable.__table__).where(SheetTable.id == sheet_id)).one_or_none()
    if found is None:
        raise NoSuchSheet("")
    layout = layouts.load(session, LayoutId(found.layout_id))
    head = Head(
        found.on_day, found.site_id, found.place_id, found.written_by_id, found.count_side, found.event, found.contacts
    )
    kept, cells = _kept(session, sheet_id)
    rows = tuple((row.number, _row(row, cells.get(row.id, []))) for row in kept if row.number != TOTALS_ROW)
    of_paper = [cell for row in kept if row.number == TOTALS_ROW for cell in cells.get(row.id, [])]
    is_crowd = layout.kind is SheetKind.TOTALS
    listed = _listed(found, _initials(session), _rows_of(session, found))
    if is_crowd:
        crowd = _posted_crowd(session, sheet_id, found.document_id) if found.posted_on else _crowd(kept, cells)
        return Sheet(listed, layout, head, crowd=crowd, document_id=found.document_id)
    return Sheet(listed, layout, head, rows, PaperTotals(_items(of_paper), _services(of_paper)))


def listing(session: Session, by: Actor, site_id: SiteId | None = None) -> tuple[Listed, ...]:
    """Every sheet, newest first; of one site only if it is named.  Raises NotAllowed."""
    by.may(Right.RECORD)
    wanted = select(SheetTable.__table__).order_by(SheetTable.id.desc())
    if site_id is not None:
        wanted = wanted.where(SheetTable.site_id == site_id)
    return _all(session, wanted)


def voided_by(session: Session, sheet_id: SheetId) -> str:
    """The initials of whoever voided a sheet."""
    staff_id = audit.who_last(session, "sheet.voided", sheet_id)
    return _initials(session).get(staff_id, "") if staff_id is not None else ""


def not_keyed(session: Session, site_id: SiteId) -> tuple[Listed, ...]:
    """Sheets printed for a site, or being keyed for it, that are neither posted nor voided, oldest first."""
    wanted = select(SheetTable.__table__).where(
        SheetTable.site_id == site_id, SheetTable.posted_on.is_(None), SheetTable.voided_on.is_(None)
    )
    return _all(session, wanted.order_by(SheetTable.id))


def of_visit(session: Session, encounter_id: EncounterId) -> tuple[str, int] | None:
    """The number of the sheet a visit was keyed from, and the row."""
    return of_visits(session, (encounter_id,)).get(encounter_id)


def of_visits(session: Session, encounter_ids: Sequence[EncounterId]) -> Mapping[EncounterId, tuple[str, int]]:
    """The same of each of some visits (a page of them) that came from paper."""
    found = session.execute(
        select(SheetVisit.encounter_id, SheetTable.number, SheetVisit.number.label("row"))
        .join(SheetTable, SheetTable.id == SheetVisit.sheet_id)
        .where(SheetVisit.encounter_id.in_(encounter_ids))
    )
    return {EncounterId(row.encounter_id): (row.number, row.row) for row in found}


def posted(session: Session, sheet_id: SheetId) -> tuple[Posted, ...]:
    """The visits of a posted sheet, in the order of its rows, as they stand now."""
    rows = session.execute(
        select(SheetVisit.encounter_id, SheetVisit.number, EncounterVersion.is_void)
        .join(EncounterVersion, EncounterVersion.encounter_id == SheetVisit.encounter_id)
        .where(SheetVisit.sheet_id == sheet_id, EncounterVersion.is_current)
        .order_by(SheetVisit.number)
    ).all()
    found = [(row.number, EncounterId(row.encounter_id), row.is_void) for row in rows]
    return tuple(Posted(number, id_, last_said(session, id_), is_void) for number, id_, is_void in found)


def _all(session: Session, wanted: Any) -> tuple[Listed, ...]:
    initials = _initials(session)
    return tuple(_listed(row, initials, _rows_of(session, row)) for row in session.execute(wanted).all())


def _rows_of(session: Session, sheet: Any) -> int:
    """Of a visit sheet its visits, or the rows kept of it; of a totals sheet the lines kept."""
    of_sheet = (SheetRow.sheet_id == sheet.id, SheetRow.number != TOTALS_ROW)
    if sheet.kind is SheetKind.TOTALS:
        lines = select(func.count()).select_from(SheetCell).join(SheetRow, SheetRow.id == SheetCell.row_id)
        weighed = select(func.count()).select_from(SheetRow).where(*of_sheet, SheetRow.gross_thousandths.is_not(None))
        return int((session.scalar(lines.where(*of_sheet)) or 0) + (session.scalar(weighed) or 0))
    visits = select(func.count()).select_from(SheetVisit).where(SheetVisit.sheet_id == sheet.id)
    kept = select(func.count()).select_from(SheetRow).where(*of_sheet)
    return int(session.scalar(visits) or session.scalar(kept) or 0)


def _initials(session: Session) -> Mapping[int, str]:
    return {member.id: member.initials for member in staff.ever(session)}


def _listed(row: Any, initials: Mapping[int, str], rows: int) -> Listed:
    stage = Stage.PRINTED
    if row.voided_on is not None:
        stage = Stage.VOIDED
    elif row.posted_on is not None:
        stage = Stage.POSTED
    elif row.begun_on is not None:
        stage = Stage.BEING_KEYED
    who = {name: initials.get(getattr(row, f"{name}_id"), "") for name in ("printed_by", "keyed_by", "posted_by")}
    return Listed(
        SheetId(row.id), row.number, SheetKind(row.kind), stage, row.site_id, row.on_day, row.printed_on,
        who["printed_by"], who["keyed_by"], who["posted_by"], row.posted_on, row.voided_on, rows, row.contacts,
    )  # fmt: skip


def _kept(session: Session, sheet_id: SheetId) -> tuple[list[SqlRow[Any]], dict[int, list[SqlRow[Any]]]]:
    kept = list(
        session.execute(select(SheetRow.__table__).where(SheetRow.sheet_id == sheet_id).order_by(SheetRow.number))
    )
    cells: dict[int, list[SqlRow[Any]]] = {}
    for cell in session.execute(
        select(SheetCell.__table__, UnlistedRow.name)
        .join(SheetRow, SheetRow.id == SheetCell.row_id)
        .outerjoin(UnlistedRow, UnlistedRow.id == SheetCell.unlisted_id)
        .where(SheetRow.sheet_id == sheet_id)
        .order_by(SheetCell.row_id, SheetCell.place)
    ):
        cells.setdefault(cell.row_id, []).append(cell)
    return kept, cells


def _row(row: Any, cells: list[SqlRow[Any]]) -> Row:
    return Row(
        UUID(bytes=row.client_id),
        CodeHash(row.code_digest, row.code_rule) if row.code_digest else None,
        row.before,
        row.for_people,
        _items(cells),
        _unlisted(cells),
        _returned(row),
        tuple(cell.service_id for cell in cells if cell.service_id is not None),
        tuple(cell.referral_id for cell in cells if cell.referral_id is not None),
    )


def _returned(row: Any) -> Returned:
    how = ReturnedHow(row.returned_how)
    is_weight = how is ReturnedHow.WEIGHT
    gross = Decimal(row.gross_thousandths) / 1000 if row.gross_thousandths is not None else None
    return Returned(
        how, row.returned, row.container_id, row.containers, row.quarters, gross,
        Decimal(0) if is_weight else None, row.weight_unit,
    )  # fmt: skip


def _items(cells: list[SqlRow[Any]]) -> tuple[tuple[ItemId, int], ...]:
    return tuple((ItemId(cell.item_id), cell.quantity) for cell in cells if cell.item_id is not None)


def _services(cells: list[SqlRow[Any]]) -> tuple[tuple[ServiceId, int], ...]:
    return tuple((ServiceId(cell.service_id), cell.quantity) for cell in cells if cell.service_id is not None)


def _unlisted(cells: list[SqlRow[Any]]) -> tuple[Unlisted, ...]:
    return tuple(Unlisted(cell.name, cell.quantity) for cell in cells if cell.unlisted_id is not None)


def _crowd(kept: list[SqlRow[Any]], cells: dict[int, list[SqlRow[Any]]]) -> Crowd:
    if not kept:
        return Crowd()
    said, weight = cells.get(kept[0].id, []), kept[0].gross_thousandths
    containers = tuple((ContainerId(one.container_id), one.quantity) for one in said if one.container_id is not None)
    pounds = Decimal(weight) / 1000 if weight is not None else None
    return Crowd(_items(said), _unlisted(said), _services(said), containers, pounds)


def _posted_crowd(session: Session, sheet_id: SheetId, document_id: DocumentId | None) -> Crowd:
    """What a posted totals sheet says beside its visit; of a hand-over its supplies too."""
    handed_over: dict[ItemId, int] = {}
    for line in paper_trail.one(session, document_id)[1] if document_id is not None else ():
        if line.kind is Kind.HANDED_OVER:
            handed_over[line.item_id] = handed_over.get(line.item_id, 0) - line.quantity
    services = session.execute(select(SheetService.__table__).where(SheetService.sheet_id == sheet_id)).all()
    containers, pounds = collected(session, sheet_id)
    return Crowd(
        items=tuple(handed_over.items()),
        services=tuple((ServiceId(row.service_id), row.number) for row in services),
        containers=containers,
        pounds=pounds,
    )
