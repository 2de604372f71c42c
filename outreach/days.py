"""The center's days at a site: what one has added up to, how long it was open, and which day it can be today.

A day record says what no visit can: the hours somebody was there to be visited, and that nobody came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from outreach.db.ids import BITS, Ids
from outreach.db.models.base import table_of
from outreach.db.models.center import Audit, DayRecord, Device
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, SiteId

QUARTERS_OF_A_DAY = 96
LONG_AGO = timedelta(days=60)  # an entry for a day before that is asked about once
_TRUSTED_FOR = timedelta(days=7)  # after the newest entry; a clock further on than that is asked about
_RECORDS, _AUDIT = table_of(DayRecord), table_of(Audit)


@dataclass(eq=False)
class NotHours(Refusal):
    """A day has up to 24 hours, in quarters; one with nobody at the door was not open without any."""


@dataclass(eq=False)
class SomebodyCame(Refusal):
    """*Nobody came* cannot be said of a day that has contacts."""

    contacts: int


@dataclass(frozen=True, slots=True)
class DayStrip:
    """What a day at a site has added up to so far; `returned_estimated` is part of `returned`, brought to visits.

    `collected` came without a visit and stands apart; the tally's *returned* is both.
    """

    contacts: int
    syringes_out: int
    returned: int
    returned_estimated: int
    naloxone_doses: int
    collected: int = 0


@dataclass(frozen=True, slots=True)
class DayOpen:
    """What is recorded of a day at a site; hours None: not recorded, 0: closed."""

    quarter_hours: int | None = None
    nobody_came: bool = False

    @property
    def is_open(self) -> bool:
        return self.nobody_came or bool(self.quarter_hours)


_STRIP_VISITS = text(
    """
    SELECT coalesce(sum(contacts), 0) AS contacts, coalesce(sum(returned), 0) AS returned,
           coalesce(sum(CASE WHEN returned_how IN ('container', 'weight') THEN returned END), 0) AS estimated
    FROM encounter_versions WHERE is_current AND NOT is_void AND on_day = :day AND site_id = :site
    """
)
_STRIP_COLLECTED = text(
    """
    SELECT coalesce(sum(l.returned), 0) AS returned
    FROM collection_versions v JOIN collection_lines l ON l.version_id = v.id
    WHERE v.is_current AND NOT v.is_void AND v.on_day = :day AND v.site_id = :site
    """
)
_STRIP_GIVEN = text(
    """
    SELECT coalesce(sum(g.quantity * coalesce(c.quantity, p.quantity, 1) * i.syringes_per_unit), 0) AS syringes,
           coalesce(sum(g.quantity * coalesce(c.quantity, p.quantity, 1) * i.doses_per_unit), 0) AS doses
    FROM encounter_versions v JOIN given g ON g.version_id = v.id
    LEFT JOIN given_parts c ON c.given_id = g.id
    LEFT JOIN recipe_parts p ON p.recipe_version_id = g.recipe_version_id AND c.given_id IS NULL
    JOIN items i ON i.id = coalesce(c.item_id, p.item_id, g.item_id)
    WHERE v.is_current AND NOT v.is_void AND v.on_day = :day AND v.site_id = :site
    """
)


def strip(session: Session, site_id: SiteId, day: date) -> DayStrip:
    """What a day at a site has added up to so far."""
    asked = {"day": day, "site": site_id}
    visits = session.execute(_STRIP_VISITS.bindparams(**asked)).one()
    given = session.execute(_STRIP_GIVEN.bindparams(**asked)).one()
    collected = session.execute(_STRIP_COLLECTED.bindparams(**asked)).one()
    return DayStrip(visits.contacts, given.syringes, visits.returned, visits.estimated, given.doses, collected.returned)


def note(session: Session, by: Actor, at: At, site_id: SiteId, day: date, said: DayOpen) -> None:
    """Record how long a site was open on a day, or that nobody came; what was recorded before is kept aside.

    Raises NotAllowed, NotHours, SomebodyCame.
    """
    by.may(Right.RECORD)
    if said.nobody_came and said.quarter_hours == 0:
        raise NotHours
    if said.quarter_hours is not None and not 0 <= said.quarter_hours <= QUARTERS_OF_A_DAY:
        raise NotHours
    if said.nobody_came and (contacts := strip(session, site_id, day).contacts):
        raise SomebodyCame(contacts)
    here = (_RECORDS.c.site_id == site_id) & (_RECORDS.c.on_day == day) & _RECORDS.c.is_current
    session.execute(update(_RECORDS).where(here).values(is_current=False))
    row = {
        "id": Ids(session, by.device, ("day_records",)).next("day_records"),
        "site_id": site_id,
        "on_day": day,
        "is_current": True,
        "quarter_hours": said.quarter_hours,
        "nobody_came": said.nobody_came,
        "staff_id": by.staff_id,
        "recorded_on": at.day,
    }
    session.execute(insert(_RECORDS), [row])
    audit.note(session, by, at, "day.noted", (row["id"],))  # type: ignore[arg-type]


def noted(
    session: Session, first: date, last: date, site_id: SiteId | None = None
) -> Mapping[tuple[SiteId, date], DayOpen]:
    """What is recorded of the days from `first` to `last`, at one site or at all."""
    asked = select(_RECORDS).where(_RECORDS.c.is_current, _RECORDS.c.on_day.between(first, last))
    if site_id is not None:
        asked = asked.where(_RECORDS.c.site_id == site_id)
    return {
        (SiteId(row.site_id), row.on_day): DayOpen(row.quarter_hours, row.nobody_came) for row in session.execute(asked)
    }


def of_day(session: Session, site_id: SiteId, day: date) -> DayOpen:
    """What is recorded of one day at one site."""
    return noted(session, day, day, site_id).get((site_id, day), DayOpen())


def newest_entry(session: Session) -> date | None:
    """The last day anything was done here, on whichever computer."""
    newest = [
        session.scalar(
            select(_AUDIT.c.on_day)
            .where(_AUDIT.c.id.between(device << BITS, (device + 1) << BITS))
            .order_by(_AUDIT.c.id.desc())
            .limit(1)
        )
        for device in session.scalars(select(Device.number))
    ]
    return max((day for day in newest if day is not None), default=None)


def is_doubtful(today: date, newest: date | None) -> bool:
    """Whether a clock that says it is `today` should be asked about: before the newest entry, or long after it."""
    return newest is not None and not newest <= today <= newest + _TRUSTED_FOR
