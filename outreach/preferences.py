"""How the window looks for one staff member, and the first-use hints they have put away.

It is theirs and says something about them: nobody else reads it, it needs no right, and it is in no audit.
"""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.models.staff import HintSeen
from outreach.db.models.staff import Preferences as Row
from outreach.safety.staff import Actor
from outreach.vocabulary import Look

TEXT_PERCENTS = (100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person chose; as it comes: as the computer has it, in the center's language ("")."""

    text_percent: int = 100
    look: Look = Look.SYSTEM
    language: str = ""


def preferences_of(session: Session, by: Actor) -> Preferences:
    row = session.execute(
        select(Row.text_percent, Row.look, Row.language).where(Row.staff_id == by.staff_id)
    ).one_or_none()
    return Preferences() if row is None else Preferences(row.text_percent, row.look, row.language)


def keep_preferences(session: Session, by: Actor, chosen: Preferences) -> None:
    values = {"text_percent": chosen.text_percent, "look": chosen.look, "language": chosen.language}
    kept = update(Row).where(Row.staff_id == by.staff_id).values(values).returning(Row.staff_id)
    if session.scalar(kept) is None:
        session.execute(insert(Row), [{"staff_id": by.staff_id, **values}])


def hints_put_away(session: Session, by: Actor) -> frozenset[str]:
    return frozenset(session.scalars(select(HintSeen.hint).where(HintSeen.staff_id == by.staff_id)))


def put_hint_away(session: Session, by: Actor, hint: str) -> None:
    """Never show this hint to this person again; twice is once."""
    if hint not in hints_put_away(session, by):
        session.execute(insert(HintSeen), [{"staff_id": by.staff_id, "hint": hint}])
