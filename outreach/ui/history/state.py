"""What the history page shows.  Frozen: the page is a picture of this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from outreach.catalog import Catalog
from outreach.days import DayOpen, DayStrip
from outreach.drug_checks.lists import Lists
from outreach.errors import Refusal
from outreach.happened.linking import MaybeSame
from outreach.happened.report import Report
from outreach.safety.staff import StaffMember
from outreach.visits.beside import Key, OpenedRecord, Record, What, shows_visits
from outreach.visits.lines import Line
from outreach.visits.listing import DayCount
from outreach.visits.opened import Opened
from outreach.visits.which import Which
from outreach.vocabulary import EncounterId, SiteId

Selected = EncounterId | date | Key
"""A visit, a day by its heading, or what stands beside the visits."""


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
class Together:
    """Of a report opened: the other reports of its event, and those that could be of it."""

    others: tuple[Report, ...] = ()
    maybe: tuple[MaybeSame, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows.  `lines` None: not read yet."""

    today: date
    which: Which
    span: Span = Span.WEEK
    only_own: bool = False
    catalog: Catalog | None = field(default=None, repr=False)
    staff: tuple[StaffMember, ...] = ()
    what: What = What.ALL
    lines: tuple[Line, ...] | None = None
    records: tuple[Record, ...] = ()
    lists: Lists = field(default=Lists((), ()), repr=False)
    counts: Mapping[date, DayCount] = field(default_factory=lambda: MappingProxyType({}))
    noted: frozenset[date] = frozenset()  # days of which something is noted
    is_whole: bool = False  # no visit asked for is left to be read
    selected: Selected | None = None
    opened: Opened | None = None
    record: OpenedRecord | None = None
    together: Together = Together()
    day: tuple[SiteDay, ...] = ()
    refusal: Refusal | None = None
    not_voided: Refusal | None = None  # why the visit shown was not
    is_none_chosen: bool = False  # something was asked of a visit, and a day is selected

    @property
    def is_reading(self) -> bool:
        return self.lines is None and self.refusal is None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the days narrows what is shown."""
        return self.which != Which(self.which.first, self.which.last) or self.what is not What.ALL

    @property
    def total(self) -> DayCount:
        """Of visits."""
        counts = self.counts.values()
        return DayCount(
            sum(day.standing for day in counts), sum(day.corrected for day in counts), sum(day.voided for day in counts)
        )

    @property
    def beside(self) -> DayCount:
        """Of what stands beside them."""
        corrected = [one for one in self.records if one.is_corrected and not one.is_void]
        voided = sum(one.is_void for one in self.records)
        return DayCount(len(self.records) - voided, len(corrected), voided)

    @property
    def in_sight(self) -> tuple[Record, ...]:
        """Those records whose day is read: what is below the last visit read waits."""
        lines = self.lines or ()
        if self.is_whole or not lines:
            return self.records
        return tuple(one for one in self.records if one.on > lines[-1].on_day)

    @property
    def is_empty(self) -> bool:
        return self.lines == () and not self.records and not self.is_reading

    @property
    def shows_visits(self) -> bool:
        return shows_visits(self.what)


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
