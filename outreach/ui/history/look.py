"""What the history page reads: one reading, one frozen answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach import catalog, days
from outreach.safety import staff
from outreach.ui.history.state import SiteDay
from outreach.visits import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.safety.staff import Actor, StaffMember
    from outreach.visits.lines import Line
    from outreach.visits.listing import DayCount
    from outreach.visits.which import Which
    from outreach.vocabulary import At, SiteId


@dataclass(frozen=True, slots=True)
class Found:
    """The newest visits asked for, how many there are on each day, and the days of which something is noted."""

    which: Which
    catalog: Catalog
    staff: tuple[StaffMember, ...]
    lines: tuple[Line, ...]
    counts: Mapping[date, DayCount]
    noted: frozenset[date]


def found(session: Session, by: Actor, at: At, which: Which, language: str, limit: int) -> Found:
    noted = days.noted(session, which.first, which.last, which.site_id)
    return Found(
        which=which,
        catalog=catalog.load(session, language, at.day),
        staff=staff.ever(session),
        lines=listing.page(session, by, at, which, limit=limit),
        counts=listing.count(session, by, at, which),
        noted=frozenset(day for _, day in noted),
    )


def day(session: Session, sites: Iterable[SiteId], on: date) -> tuple[SiteDay, ...]:
    """One day at each of these sites."""
    return tuple(SiteDay(site, days.strip(session, site, on), days.of_day(session, site, on)) for site in sites)
