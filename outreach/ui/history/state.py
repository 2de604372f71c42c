"""What the history page shows.  Frozen: the page is a picture of this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from outreach.catalog import Catalog
from outreach.days import DayOpen, DayStrip
from outreach.errors import Refusal
from outreach.safety.staff import StaffMember
from outreach.visits.lines import Line
from outreach.visits.listing import DayCount
from outreach.visits.opened import Opened
from outreach.visits.which import Which
from outreach.vocabulary import EncounterId, SiteId

Selected = EncounterId | date
"""A visit, or a day by its heading."""


class Span(StrEnum):
    """Which days are looked at."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    THIRTY = "thirty"
    MONTH = "month"
    LAST_MONTH = "last_month"
    OTHER = "other"
    FOUND = "found"  # by a search, whatever their day


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One day at one site: what it added up to, and what is noted of it."""

    site_id: SiteId
    strip: DayStrip
    noted: DayOpen


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows.  `lines` None: not read yet."""

    today: date
    which: Which
    span: Span = Span.WEEK
    only_own: bool = False
    catalog: Catalog | None = field(default=None, repr=False)
    staff: tuple[StaffMember, ...] = ()
    lines: tuple[Line, ...] | None = None
    counts: Mapping[date, DayCount] = field(default_factory=lambda: MappingProxyType({}))
    noted: frozenset[date] = frozenset()  # days of which something is noted
    is_whole: bool = False  # no visit asked for is left to be read
    selected: Selected | None = None
    opened: Opened | None = None
    day: tuple[SiteDay, ...] = ()
    refusal: Refusal | None = None
    not_voided: Refusal | None = None  # why the visit shown was not

    @property
    def is_reading(self) -> bool:
        return self.lines is None and self.refusal is None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the days narrows what is shown."""
        return self.which != Which(self.which.first, self.which.last)

    @property
    def total(self) -> DayCount:
        counts = self.counts.values()
        return DayCount(
            sum(day.standing for day in counts), sum(day.corrected for day in counts), sum(day.voided for day in counts)
        )


def days_of(span: Span, today: date) -> tuple[date, date]:
    """The first and the last day of a span."""
    first_of_month = today.replace(day=1)
    last_month = first_of_month - timedelta(days=1)
    return {
        Span.YESTERDAY: (today - timedelta(days=1), today - timedelta(days=1)),
        Span.WEEK: (today - timedelta(days=6), today),
        Span.THIRTY: (today - timedelta(days=29), today),
        Span.MONTH: (first_of_month, today),
        Span.LAST_MONTH: (last_month.replace(day=1), last_month),
    }.get(span, (today, today))
