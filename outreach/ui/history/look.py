"""What the history page reads: one reading, one frozen answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach import catalog, days
from outreach.closed_lists import HappenedId
from outreach.drug_checks import lists as drug_lists
from outreach.drug_checks.lists import Lists
from outreach.happened import linking
from outreach.happened.reading import report_of
from outreach.happened.report import Report
from outreach.safety import staff
from outreach.ui.history.state import SiteDay, Together
from outreach.visits import beside, listing
from outreach.visits.beside import Sort, shows_visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.safety.staff import Actor, StaffMember
    from outreach.visits.beside import Key, OpenedRecord, Record, What
    from outreach.visits.lines import Line
    from outreach.visits.listing import DayCount
    from outreach.visits.which import Which
    from outreach.vocabulary import At, SiteId


@dataclass(frozen=True, slots=True)
class Found:
    """The newest visits asked for, how many there are on each day, and the days of which something is noted.

    `lists`: what drug checks choose from; None where there is none of them.
    """

    which: Which
    catalog: Catalog
    staff: tuple[StaffMember, ...]
    lines: tuple[Line, ...]
    counts: Mapping[date, DayCount]
    noted: frozenset[date]
    what: What
    records: tuple[Record, ...]
    lists: Lists | None


def found(session: Session, by: Actor, at: At, which: Which, what: What, language: str, limit: int) -> Found:
    """Visits are read where they are shown, and what stands beside them where that is: nothing else is asked."""
    beside_visits = beside.records(session, by, at, which, what)
    shown = catalog.load(session, language, at.day), staff.ever(session)
    lists = (
        drug_lists.load(session, language) if any(one.key.sort is Sort.DRUG_CHECK for one in beside_visits) else None
    )
    if not shows_visits(what):
        return Found(which, *shown, (), {}, frozenset(), what, beside_visits, lists)
    lines, counts = listing.page(session, by, at, which, limit=limit), listing.count(session, by, at, which)
    noted = frozenset(day for _, day in days.noted(session, which.first, which.last, which.site_id))
    return Found(which, *shown, lines, counts, noted, what, beside_visits, lists)


def opened(session: Session, by: Actor, at: At, key: Key) -> tuple[OpenedRecord, Together]:
    """What stands beside the visits, opened; of a report also those that are, or could be, of the same event."""
    record = beside.open_record(session, by, at, key)
    if not isinstance(record.now.said, Report) or record.is_void:
        return record, Together()
    others = tuple(report_of(session, other) for other in record.others)
    maybe = linking.maybe_same(session, by, record.now.said, HappenedId(key.id))
    return record, Together(others, maybe)


def day(session: Session, sites: Iterable[SiteId], on: date) -> tuple[SiteDay, ...]:
    """One day at each of these sites."""
    return tuple(SiteDay(site, days.strip(session, site, on), days.of_day(session, site, on)) for site in sites)
