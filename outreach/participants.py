"""People, known only by the keyed hash of their code: found again, never listed, never named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, func, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.encounters import EncounterVersion, Participant
from outreach.vocabulary import CodeHash, ParticipantId, SeenBefore

_AT_ONCE = 5_000  # digests in one look-up; SQLite takes 32,766 values a statement
_TABLE = table_of(Participant)
_PEOPLE = select(_TABLE.c.id, _TABLE.c.digest, _TABLE.c.first_on, _TABLE.c.before).where(
    _TABLE.c.digest.in_(bindparam("digests", expanding=True))
)
_INSERT = insert(_TABLE)


def known(session: Session, code: CodeHash) -> bool:
    """Whether a visit with this code stands.  Says nothing more about anybody."""
    first_on = session.scalar(select(Participant.first_on).where(Participant.digest == code.digest))
    return first_on is not None


@dataclass(slots=True)
class _Person:
    id: ParticipantId
    first_on: date | None
    before: SeenBefore
    is_new: bool = False
    changed: bool = False


class People:
    """The participants some encounters name, during one write transaction; made when first seen."""

    def __init__(self, session: Session, ids: Ids, codes: Iterable[CodeHash]) -> None:
        self._session = session
        self._ids = ids
        self._people: dict[bytes, _Person] = {}
        self._rules: dict[bytes, int] = {}
        digests = {code.digest for code in codes}
        asked = sorted(digests)
        for start in range(0, len(asked), _AT_ONCE):
            rows = session.connection().execute(_PEOPLE, {"digests": asked[start : start + _AT_ONCE]})
            self._people |= {row.digest: _Person(ParticipantId(row.id), row.first_on, row.before) for row in rows}

    def seen(self, code: CodeHash, on: date, before: SeenBefore) -> ParticipantId:
        """The participant with this code, who was here `on` that day and answered `before`."""
        person = self._people.get(code.digest)
        if person is None:
            person = _Person(ParticipantId(self._ids.next("participants")), on, before, is_new=True)
            self._people[code.digest] = person
            self._rules[code.digest] = code.rule
            return person.id
        if person.first_on is None:  # every earlier visit was taken back: nobody was seen yet
            person.first_on, person.before, person.changed = on, before, True
        elif on < person.first_on:
            person.first_on, person.changed = on, True
        said = strongest((person.before, before))
        if said is not person.before:
            person.before, person.changed = said, True
        return person.id

    def write(self) -> None:
        new = [
            {
                "id": person.id,
                "digest": digest,
                "rule": self._rules[digest],
                "first_on": person.first_on,
                "before": person.before,
            }
            for digest, person in self._people.items()
            if person.is_new
        ]
        if new:
            self._session.connection().execute(_INSERT, new)
        for person in self._people.values():
            if person.changed and not person.is_new:
                self._session.execute(
                    update(Participant)
                    .where(Participant.id == person.id)
                    .values(first_on=person.first_on, before=person.before)
                )


_STRENGTH = (SeenBefore.NOT_ASKED, SeenBefore.FIRST, SeenBefore.BEFORE)


def strongest(answers: Iterable[SeenBefore]) -> SeenBefore:
    """Of several answers: *been here before* outweighs *first time*, any answer outweighs *not asked*."""
    return max(answers, key=_STRENGTH.index)


def look_again(session: Session, participants: Collection[ParticipantId]) -> None:
    """Work out `first_on` and `before` anew from the visits that stand, after one was corrected or voided."""
    for participant_id in participants:
        first_on, before = session.execute(kept_facts(participant_id)).one()
        session.execute(
            update(Participant)
            .where(Participant.id == participant_id)
            .values(first_on=first_on, before=_STRENGTH[before or 0])
        )


def kept_facts(participant_id: ParticipantId):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a two-column select
    """A select of the first day and the strongest answer (as a number) among a person's standing visits."""
    strength = case(
        {answer.value: number for number, answer in enumerate(_STRENGTH)}, value=EncounterVersion.before, else_=0
    )
    return select(func.min(EncounterVersion.on_day), func.max(strength)).where(
        EncounterVersion.participant_id == participant_id,
        EncounterVersion.is_current,
        ~EncounterVersion.is_void,
    )
