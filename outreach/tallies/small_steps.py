"""At how many visits somebody chose a small step: one number, and only if the center wants it printed."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from outreach.step_list import rules
from outreach.tallies.periods import Period

_KEPT = text(
    "SELECT count(DISTINCT v.id) FROM encounter_versions v JOIN version_steps s ON s.version_id = v.id"
    " WHERE v.is_current AND NOT v.is_void AND v.on_day BETWEEN :first AND :last"
)
_FORGOTTEN = text("SELECT sum(visits) FROM step_visits WHERE month BETWEEN :first AND :last")


def visits_with_steps(session: Session, period: Period) -> int | None:
    """Those still kept and those of whole months that are forgotten; None where the center does not print it."""
    if not rules(session).is_printed:
        return None
    kept = session.scalar(_KEPT, {"first": period.first, "last": period.last}) or 0
    months = {name: day.year * 100 + day.month for name, day in (("first", period.first), ("last", period.last))}
    return int(kept + (session.scalar(_FORGOTTEN, months) or 0))
