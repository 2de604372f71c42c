"""When the center's day ends: what is recorded before that hour is still of the evening before."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from outreach.db.models.center import Center
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At

LATEST = 11  # a day that ended at noon would be the next one's morning


@dataclass(eq=False)
class DayEndsTooLate(Refusal):
    """A day ends between midnight and 11 in the morning."""

    hour: int


def day_ends_at(session: Session) -> int:
    """The hour of the morning, 0 to 11, at which a day ends."""
    return int(session.scalar(select(Center.day_ends_at)) or 0)


def end_days_at(session: Session, by: Actor, at: At, hour: int) -> None:
    """Let every day from now on end at this hour; days recorded so far stay what they are.

    Raises NotAllowed, DayEndsTooLate.
    """
    by.may(Right.CHANGE_SETTINGS)
    if not 0 <= hour <= LATEST:
        raise DayEndsTooLate(hour)
    session.execute(update(Center).values(day_ends_at=hour))
    audit.note(session, by, at, "center.day_ends_at", (hour,))
