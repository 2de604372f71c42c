"""Reports read back: as they would be entered, as lines of a list, and opened with all they ever said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select, text
from sqlalchemy.orm import Session

from outreach.closed_lists import EventId, HappenedId, Happening, WhenKnown
from outreach.db.models.base import table_of
from outreach.db.models.happened import Happened, HappenedSupplies, HappenedVersion
from outreach.db.models.staff import Staff
from outreach.happened.keeping import HAPPENED
from outreach.happened.linking import linked_with
from outreach.happened.report import ANSWERS, Report, When
from outreach.safety.staff import Actor, Right
from outreach.versioned import Spoken, spoken
from outreach.vocabulary import At, CategoryId, PlaceId, SiteId

_V, _M = table_of(HappenedVersion), table_of(Happened)


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report opened, its versions oldest first, and the other reports of the same event."""

    happened_id: HappenedId
    versions: tuple[Spoken[Report], ...]
    others: tuple[HappenedId, ...]

    @property
    def now(self) -> Spoken[Report]:
        return self.versions[-1]

    @property
    def is_void(self) -> bool:
        return self.now.voided is not None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of a list: as it stands, or as it was when it was voided."""

    happened_id: HappenedId
    report: Report
    staff: str
    recorded_on: date
    is_corrected: bool
    is_void: bool
    others: int  # reports of the same event


@dataclass(frozen=True, slots=True)
class WhichReports:
    """The reports asked for, by the day they were told; None leaves open."""

    first: date
    last: date
    site_id: SiteId | None = None
    kind: Happening | None = None


def report_of(session: Session, happened_id: HappenedId) -> Report:
    """What a report says now, as it would be entered.  Raises NoSuchRecord."""
    row = HAPPENED.newest(session, happened_id)
    return _report(row, HAPPENED.client_id(session, happened_id).bytes, _supplies(session, [row["id"]]))


def reports(session: Session, by: Actor, at: At, which: WhichReports) -> tuple[ReportLine, ...]:
    """The reports told in a stretch of days, newest first; front desk sees what it recorded itself today."""
    by.may(Right.RECORD)
    found = [*session.execute(_asked(by, at, which)).mappings()]
    supplies = _supplies(session, [row["id"] for row in found])
    together = linked_with(session, {row["event_id"] for row in found})
    return tuple(
        ReportLine(
            HappenedId(row["happened_id"]),
            _report(row, row["client_id"], supplies),
            row["initials"],
            row["first_recorded_on"],
            is_corrected=row["number"] > (2 if row["is_void"] else 1),
            is_void=row["is_void"],
            others=0 if row["is_void"] else len(together[row["event_id"]]) - 1,
        )
        for row in found
    )


def open_report(session: Session, by: Actor, at: At, happened_id: HappenedId) -> OpenedReport:
    """A report with all its versions.  Raises NotAllowed, NoSuchRecord, NotYourRecord."""
    found = HAPPENED.spoken(session, by, at, happened_id)
    supplies = _supplies(session, [row["id"] for row in found])
    opened = OpenedReport(
        happened_id, tuple(spoken(row, _report(row, row["client_id"], supplies)) for row in found), ()
    )
    if opened.is_void:
        return opened
    event_id = EventId(found[-1]["event_id"])
    others = (one for one in linked_with(session, [event_id])[event_id] if one != happened_id)
    return replace(opened, others=tuple(others))


def _asked(by: Actor, at: At, which: WhichReports) -> Any:
    first = _V.alias("first_version")
    asked = (
        select(_V, _M.c.client_id, _M.c.recorded_on.label("first_recorded_on"), Staff.initials)
        .join(_M, _M.c.id == _V.c.happened_id)
        .join(first, (first.c.happened_id == _V.c.happened_id) & (first.c.number == 1))
        .join(Staff, Staff.id == first.c.staff_id)
        .where(text("happened_versions.is_current"))  # as the index says it, or it would not be used
        .order_by(_V.c.reported_on.desc(), _V.c.happened_id.desc())
    )
    if by.has(Right.CORRECT_ANY):
        asked = asked.where(_V.c.reported_on.between(which.first, which.last))
    else:
        asked = asked.where(first.c.staff_id == by.staff_id, _M.c.recorded_on == at.day)
    if which.site_id is not None:
        asked = asked.where(_V.c.site_id == which.site_id)
    return asked if which.kind is None else asked.where(_V.c.kind == which.kind)


def _report(
    row: RowMapping, client_id: bytes, supplies: Mapping[int, tuple[tuple[CategoryId, int | None], ...]]
) -> Report:
    return Report(
        client_id=UUID(bytes=client_id),
        kind=Happening(row["kind"]),
        on=row["reported_on"],
        site_id=SiteId(row["site_id"]),
        place_id=PlaceId(row["place_id"]) if row["place_id"] is not None else None,
        happened=When(WhenKnown(row["when_known"]), row["happened_on"]),
        supplies=supplies.get(row["id"], ()),
        **{name: row[name] for name in ANSWERS if name != "supplies"},
    )


def _supplies(session: Session, version_ids: list[int]) -> dict[int, tuple[tuple[CategoryId, int | None], ...]]:
    asked = select(HappenedSupplies.__table__).where(HappenedSupplies.version_id.in_(version_ids))
    found: dict[int, tuple[tuple[CategoryId, int | None], ...]] = {}
    for row in session.execute(asked.order_by(HappenedSupplies.category_id)):
        found[row.version_id] = (*found.get(row.version_id, ()), (CategoryId(row.category_id), row.quantity))
    return found
