"""How the tally asks for a period: the visits that stand, at one site or at all; and a place while it is added up."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach.tallies.periods import Period
from outreach.vocabulary import PlaceId, SiteId

_STANDS = "v.is_current AND NOT v.is_void AND v.on_day BETWEEN :first AND :last"
_POSTED = "v.posted_on IS NOT NULL AND v.voided_on IS NULL AND v.on_day BETWEEN :first AND :last"


@dataclass(slots=True)
class Spot:
    """One place at one site (or a site, or all) while its row is added up."""

    days: set[date] = field(default_factory=set)
    contacts: int = 0
    without_code: int = 0
    people: set[int] = field(default_factory=set)
    syringes: int = 0
    returned: int = 0
    doses: int = 0


Spots: TypeAlias = dict[tuple[SiteId, PlaceId | None], Spot]


class Reading:
    """`{stands}` in a statement are the visits of the period that count, `{sheets}` the sheets; both called `v`."""

    def __init__(self, session: Session, period: Period, site_id: SiteId | None) -> None:
        self.session, self.period, self.site_id = session, period, site_id

    def rows(self, statement: str) -> list[RowMapping]:
        here = " AND v.site_id = :site" if self.site_id is not None else ""
        return self.execute(statement.format(stands=_STANDS + here, sheets=_POSTED + here))

    def execute(self, statement: str) -> list[RowMapping]:
        values: dict[str, date | SiteId] = {"first": self.period.first, "last": self.period.last}
        if self.site_id is not None:
            values["site"] = self.site_id
        return list(self.session.execute(text(statement).bindparams(**values)).mappings())


def as_day(value: date | str | None) -> date | None:
    """SQLite gives a text statement's days as text, PostgreSQL as days."""
    return date.fromisoformat(value) if isinstance(value, str) else value
