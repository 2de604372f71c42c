"""How many syringes a full container or a pound is taken for, from a day on, and who says so.

A figure keeps the conversion of its own day: another from the 1st on leaves the month before as it was.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.catalog import Conversion
from outreach.entry import FIRST_DAY, MOST, AmountBelowOne, AmountTooLarge, DayTooEarly
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, ContainerId

LONGEST_ORIGIN = 80
_ROWS = table_of(Conversion)


@dataclass(eq=False)
class OriginMissing(Refusal):
    """A conversion is only as good as who says so: 1 to 80 characters."""


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

    Raises NotAllowed, AmountBelowOne, AmountTooLarge, DayTooEarly, OriginMissing.
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
