"""Reports read back: as they would be entered, as lines of a list, and opened with all they ever said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from outreach.closed_lists import EventId, HappenedId, Happening, WhenKnown
from outreach.db.models.happened import HappenedSupplies
from outreach.happened.keeping import HAPPENED
from outreach.happened.linking import linked_with
from outreach.happened.report import ANSWERS, Report, When
from outreach.safety.staff import Actor
from outreach.versioned import Listed, Spoken, listed, spoken
from outreach.vocabulary import At, CategoryId, PlaceId, SiteId


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


def reports(session: Session, by: Actor, at: At, which: WhichReports) -> tuple[Listed[Report], ...]:
    """The reports told in a stretch of days, newest first; front desk sees what it recorded itself today."""
    asked = {"site_id": which.site_id, "kind": which.kind}
    asked = {name: value for name, value in asked.items() if value is not None}
    found = HAPPENED.between(session, by, at, which.first, which.last, **asked)
    supplies = _supplies(session, [row["id"] for row in found])
    together = linked_with(session, {row["event_id"] for row in found})
    return tuple(
        listed(
            row, row["happened_id"], _report(row, row["client_id"], supplies),
            others=0 if row["is_void"] else len(together[row["event_id"]]) - 1,
        )
        for row in found
    )  # fmt: skip


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
