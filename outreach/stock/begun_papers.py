"""What one person has begun in the stock room and not posted, as typed: it is there again after closing the program.

It belongs to whoever typed it, and moves nothing.  It ends when it is posted or cleared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from outreach.db.models.begun import BegunPaper
from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At


@dataclass(eq=False)
class AnotherBegun(Refusal):
    """A delivery of another site or day is begun; one cannot be begun within it."""


def keep(session: Session, by: Actor, at: At, act: str, typed: str) -> None:
    """Keep what is typed of an act in place of what was; "" ends it.  Raises NotAllowed."""
    by.may(Right.RECORD)
    session.execute(delete(BegunPaper).where(BegunPaper.staff_id == by.staff_id, BegunPaper.act == act))
    if typed:
        row = {"staff_id": by.staff_id, "act": act, "typed": typed, "on_day": at.day}
        session.execute(insert(BegunPaper), [row])


def kept(session: Session, by: Actor) -> Mapping[str, str]:
    """What this person has begun, by act."""
    by.may(Right.RECORD)
    rows = session.execute(select(BegunPaper.act, BegunPaper.typed).where(BegunPaper.staff_id == by.staff_id))
    return {row.act: row.typed for row in rows}
