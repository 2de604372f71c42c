"""How many syringes a full container or a pound is taken for, from a day on, and who says so.

A figure keeps the conversion of its own day: another from the 1st on leaves the month before as it was.  One dated
back over days on which something was already measured by another figure is refused: what is printed must not depend on
which of the two was keyed first.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, Table, func, insert, select, union_all
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.catalog import Conversion
from outreach.db.models.encounters import EncounterVersion
from outreach.db.models.waste import CollectionLine, CollectionVersion
from outreach.entry import FIRST_DAY, MOST, AmountBelowOne, AmountTooLarge, DayTooEarly
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, ContainerId, ReturnedHow

LONGEST_ORIGIN = 80
_ROWS, _VISITS = table_of(Conversion), table_of(EncounterVersion)
_COLLECTIONS, _LINES = table_of(CollectionVersion), table_of(CollectionLine)


@dataclass(eq=False)
class OriginMissing(Refusal):
    """A conversion is only as good as who says so: 1 to 80 characters."""


@dataclass(eq=False)
class AlreadyMeasured(Refusal):
    """From `since` to `last` so many visits and collections were measured by another figure, which they keep."""

    since: date
    number: int
    last: date


@dataclass(frozen=True, slots=True)
class Rule:
    """`syringes` in a full container of a kind, or (no container) in a pound, from `since` on; `origin` says so."""

    container_id: ContainerId | None
    since: date
    syringes: int
    origin: str


def all_of(session: Session) -> tuple[Rule, ...]:
    """Every conversion there ever was: by kind, the newest first; a pound last."""
    found = session.execute(select(_ROWS).order_by(_ROWS.c.container_id, _ROWS.c.since_on.desc(), _ROWS.c.id.desc()))
    rules = [Rule(row.container_id, row.since_on, row.syringes, row.origin) for row in found]
    return tuple(sorted(rules, key=lambda rule: rule.container_id is None))


def set_from(session: Session, by: Actor, at: At, rule: Rule) -> None:
    """From a day on, so many.  What was recorded before keeps the figure it was recorded with.

    Raises NotAllowed, AmountBelowOne, AmountTooLarge, DayTooEarly, OriginMissing, AlreadyMeasured.
    """
    by.may(Right.CHANGE_SETTINGS)
    if rule.syringes < 1:
        raise AmountBelowOne(rule.syringes)
    if rule.syringes > MOST:
        raise AmountTooLarge(rule.syringes, MOST)
    if rule.since < FIRST_DAY:
        raise DayTooEarly(rule.since)
    if not 1 <= len(rule.origin.strip()) <= LONGEST_ORIGIN:
        raise OriginMissing
    _check_days(session, rule)
    conversion_id = Ids(session, by.device, ("conversions",)).next("conversions")
    row = {
        "id": conversion_id,
        "container_id": rule.container_id,
        "since_on": rule.since,
        "syringes": rule.syringes,
        "origin": rule.origin.strip(),
    }
    session.execute(insert(Conversion), [row])
    audit.note(session, by, at, "conversion.set", (conversion_id,))


def _check_days(session: Session, rule: Rule) -> None:
    """Nothing that counts was measured by another figure on the days this one would hold for."""
    begun = [other.since for other in all_of(session) if other.container_id == rule.container_id]
    first = rule.since if any(day <= rule.since for day in begun) else FIRST_DAY  # the first holds before its day too
    until = min((day for day in begun if day > rule.since), default=date.max)
    days = union_all(*(_measured(said, line, rule) for said, line in ((_VISITS, _VISITS), (_COLLECTIONS, _LINES))))
    on = days.subquery().c.on_day
    number, last = session.execute(select(func.count(), func.max(on)).where(on >= first, on < until)).one()
    if number:
        raise AlreadyMeasured(rule.since, number, last)


def _measured(said: Table, line: Table, rule: Rule) -> Select[tuple[date]]:
    """The days of what was measured so, by another figure; `line` holds how, and is `said` itself for a visit."""
    is_of_it = (
        line.c.returned_how == ReturnedHow.WEIGHT
        if rule.container_id is None
        else line.c.container_id == rule.container_id
    )
    both = said if said is line else said.join(line, line.c.version_id == said.c.id)
    return (
        select(said.c.on_day)
        .select_from(both.join(_ROWS, _ROWS.c.id == line.c.conversion_id))
        .where(said.c.is_current, said.c.is_void.is_(False), is_of_it, _ROWS.c.syringes != rule.syringes)
    )
