"""Find by code: one person's visits, for a coordinator who was asked.  Audited each time, ten times an hour at most."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach.db.models.center import Audit
from outreach.db.models.encounters import EncounterVersion, Participant
from outreach.errors import Refusal
from outreach.participants import codes_of
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CodeHash, EncounterId, ParticipantId

MOST_AN_HOUR = 10
_ACTION = "code.searched"


@dataclass(eq=False)
class EnoughSearches(Refusal):
    """This person has searched as often this hour as anybody may."""

    most: int = MOST_AN_HOUR


def find(
    session: Session, by: Actor, at: At, code: CodeHash, alike: Sequence[CodeHash] = ()
) -> tuple[EncounterId, ...]:
    """The visits of whoever has this code, the newest first, voided ones too; joined codes included.

    Where nobody has exactly this one, whoever has one of `alike`: O for 0, I for 1.  It writes who searched.
    Raises NotAllowed, EnoughSearches.
    """
    by.may(Right.FIND_BY_CODE)
    if _searches(session, by, at) >= MOST_AN_HOUR:
        raise EnoughSearches
    people = _having(session, (code,)) or _having(session, alike)
    audit.note(session, by, at, _ACTION, people or (None,))
    everyone = {code_id for person in people for code_id in session.scalars(codes_of(person))}
    rows = session.scalars(
        select(EncounterVersion.encounter_id)
        .where(EncounterVersion.participant_id.in_(everyone), EncounterVersion.is_current)
        .order_by(EncounterVersion.on_day.desc(), EncounterVersion.encounter_id.desc())
    )
    return tuple(EncounterId(row) for row in rows)


def _having(session: Session, codes: Sequence[CodeHash]) -> list[ParticipantId]:
    """Who has one of these codes."""
    person = func.coalesce(Participant.joined_to_id, Participant.id)
    having = select(person).where(Participant.digest.in_([code.digest for code in codes])).distinct().order_by(person)
    return [ParticipantId(row) for row in session.scalars(having)]


def _searches(session: Session, by: Actor, at: At) -> int:
    """How often this person has searched in this hour of this day, by the audit."""
    mine = (Audit.staff_id == by.staff_id, Audit.on_day == at.day, Audit.hour == at.hour, Audit.action == _ACTION)
    return session.scalar(select(func.count()).select_from(Audit).where(*mine)) or 0
