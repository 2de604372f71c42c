"""The visits of a stretch of days, newest first, a page at a time: an index seek however many are in the file.

Front desk sees what it recorded itself today; a coordinator sees all.  No line holds a code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, case, func, literal, or_
from sqlalchemy.orm import Session

from outreach.safety.staff import Actor, Right
from outreach.visits.lines import Line, filled, line_of
from outreach.visits.which import HOUR, VERSION, VOIDED, Which, arms, asked_for
from outreach.vocabulary import At

PAGE = 200


@dataclass(frozen=True, slots=True)
class DayCount:
    """The visits of one day among those asked for: those that stand, and those voided."""

    standing: int = 0
    corrected: int = 0
    voided: int = 0


def page(
    session: Session, by: Actor, at: At, which: Which, after: Line | None = None, limit: int = PAGE
) -> tuple[Line, ...]:
    """The next `limit` visits after one (from the newest without), in the order of their day and hour."""
    by.may(Right.RECORD)
    found: list[Row[Any]] = []
    for stands in arms(which.kind):
        asked = asked_for(which, by, at).where(stands).limit(limit)
        asked = asked.order_by(VERSION.c.on_day.desc(), HOUR.desc(), VERSION.c.encounter_id.desc())
        if after is not None:
            asked = asked.where(_is_after(after))
        found += session.execute(asked)
    lines = sorted(map(line_of, found), key=lambda line: line.place_in_order, reverse=True)[:limit]
    return filled(session, lines)


def count(session: Session, by: Actor, at: At, which: Which) -> Mapping[date, DayCount]:
    """How many there are on each day, of those asked for."""
    by.may(Right.RECORD)
    counts: dict[date, DayCount] = {}
    for stands in arms(which.kind):
        number = func.count(), func.sum(case((VERSION.c.number > 1, 1), else_=0))
        asked = (
            asked_for(which, by, at)
            .where(stands)
            .with_only_columns(VERSION.c.on_day, *number)
            .group_by(VERSION.c.on_day)
        )
        for day, visits, corrected in session.execute(asked):
            known = counts.get(day, DayCount())
            if stands is VOIDED:
                counts[day] = replace(known, voided=visits)
            else:
                counts[day] = replace(known, standing=visits, corrected=int(corrected))
    return counts


def _is_after(line: Line) -> Any:
    day, hour, encounter_id = line.place_in_order
    hours = (
        VERSION.c.on_day < day,
        literal(hour) > HOUR,
        and_(literal(hour) == HOUR, VERSION.c.encounter_id < encounter_id),
    )
    return and_(VERSION.c.on_day <= day, or_(*hours))
