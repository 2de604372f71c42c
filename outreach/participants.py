"""People, known only by the keyed hash of their code: found again, never listed, never named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, bindparam, case, func, insert, or_, select, update
from sqlalchemy.orm import Session

from outreach import code_recipes
from outreach.codes.recipes import Recipe
from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.encounters import EncounterVersion, Participant
from outreach.entry import Entry
from outreach.vocabulary import CodeHash, ParticipantId, SeenBefore

_AT_ONCE = 5_000  # digests in one look-up; SQLite takes 32,766 values a statement
_TABLE = table_of(Participant)
_CODES = select(_TABLE.c.id, _TABLE.c.digest, _TABLE.c.first_on, _TABLE.c.before, _TABLE.c.joined_to_id).where(
    _TABLE.c.digest.in_(bindparam("digests", expanding=True))
)
_INSERT = insert(_TABLE)
_STRENGTH = (SeenBefore.NOT_ASKED, SeenBefore.FIRST, SeenBefore.BEFORE)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose code a visit carries, and what was answered to *was this person here before?*."""

    id: ParticipantId
    before: SeenBefore


@dataclass(slots=True)
class _Person:
    """One person: a code, or the codes joined to `id`.  `first_on` and `before` are kept alike on all of them."""

    id: ParticipantId
    first_on: date | None = None
    before: SeenBefore = SeenBefore.NOT_ASKED
    changed: bool = False


@dataclass(slots=True)
class _Code:
    id: ParticipantId
    person: _Person
    shares_with_id: ParticipantId | None = None


class People:
    """The participants some encounters name, during one write transaction; made when first seen."""

    def __init__(self, session: Session, ids: Ids, entries: Iterable[Entry]) -> None:
        self._session = session
        self._ids = ids
        self._codes: dict[bytes, _Code] = {}
        self._new: dict[bytes, int] = {}  # digest → normalizing rule
        self._told_apart: set[bytes] = set()
        self._recipes: tuple[Recipe, ...] | None = None
        people: dict[ParticipantId, _Person] = {}
        named = {code.digest for one in entries for code in (one.code, one.shares_with) if code is not None}
        asked = sorted(named)
        for start in range(0, len(asked), _AT_ONCE):
            for row in session.connection().execute(_CODES, {"digests": asked[start : start + _AT_ONCE]}):
                one = ParticipantId(row.joined_to_id or row.id)
                person = people.setdefault(one, _Person(one, row.first_on, row.before))
                self._codes[row.digest] = _Code(ParticipantId(row.id), person)

    def seen(self, entry: Entry) -> Visitor | None:
        """The participant with the entry's code, who was here that day; None if it names no code."""
        if entry.code is None:
            return None
        code = self._codes.get(entry.code.digest) or self._make(entry.code)
        if entry.shares_with is not None:
            self._tell_apart(entry.code, code, entry.shares_with)
        if entry.is_unsure_who:  # one of several: it says nothing about any of them
            return Visitor(code.id, entry.before)
        person = code.person
        before = self._answer(entry) if person.first_on is None else entry.before
        if person.first_on is None or entry.on < person.first_on:
            person.first_on, person.changed = entry.on, True
        said = strongest((person.before, before))
        if said is not person.before:
            person.before, person.changed = said, True
        return Visitor(code.id, before)

    def write(self) -> None:
        new = [self._row(digest, rule) for digest, rule in self._new.items()]
        if new:
            self._session.connection().execute(_INSERT, new)
        made = {self._codes[digest].person.id for digest in self._new}
        for digest in self._told_apart - set(self._new):
            code = self._codes[digest]
            told = update(Participant).where(Participant.id == code.id).values(shares_with_id=code.shares_with_id)
            self._session.execute(told)
        for person in {code.person.id: code.person for code in self._codes.values()}.values():
            if person.changed and person.id not in made:
                _keep(self._session, person.id, person.first_on, person.before)

    def _make(self, code: CodeHash) -> _Code:
        id_ = ParticipantId(self._ids.next("participants"))
        made = self._codes[code.digest] = _Code(id_, _Person(id_))
        self._new[code.digest] = code.rule
        return made

    def _tell_apart(self, hashed: CodeHash, code: _Code, first: CodeHash) -> None:
        """Two people came with the code `first`; from now on this one has a code of their own."""
        base = self._codes.get(first.digest)
        if base is not None and base is not code:
            code.shares_with_id = base.id
            self._told_apart.add(hashed.digest)

    def _answer(self, entry: Entry) -> SeenBefore:
        """A code first seen while a changed recipe makes everybody's anew has been here before, unless said not."""
        if entry.before is not SeenBefore.NOT_ASKED:
            return entry.before
        if self._recipes is None:
            self._recipes = code_recipes.history(self._session)
        in_force = (one for one in self._recipes if one.since is not None and one.since <= entry.on)
        until = next((one.before_until for one in in_force), None)
        return SeenBefore.BEFORE if until is not None and entry.on <= until else SeenBefore.NOT_ASKED

    def _row(self, digest: bytes, rule: int) -> dict[str, object]:
        code = self._codes[digest]
        return {
            "id": code.id,
            "digest": digest,
            "rule": rule,
            "first_on": code.person.first_on,
            "before": code.person.before,
            "shares_with_id": code.shares_with_id,
        }


def strongest(answers: Iterable[SeenBefore]) -> SeenBefore:
    """Of several answers: *been here before* outweighs *first time*, any answer outweighs *not asked*."""
    return max(answers, key=_STRENGTH.index)


def id_of(session: Session, code: CodeHash) -> ParticipantId | None:
    """The participant with this code, whether or not a visit of theirs stands."""
    found = session.scalar(select(Participant.id).where(Participant.digest == code.digest))
    return ParticipantId(found) if found is not None else None


def person_of(session: Session, participant_id: ParticipantId) -> ParticipantId:
    """Who this code counts as: itself, or the one it is joined to."""
    joined_to = session.scalar(select(Participant.joined_to_id).where(Participant.id == participant_id))
    return ParticipantId(joined_to or participant_id)


def codes_of(person: ParticipantId) -> Select[int]:
    """A select of every code that counts as this person."""
    return select(Participant.id).where(_counts_as(person))


def look_again(session: Session, participants: Collection[ParticipantId]) -> None:
    """Work out `first_on` and `before` anew from the visits that stand, after one was corrected or voided."""
    for person in {person_of(session, participant_id) for participant_id in participants}:
        first_on, before = session.execute(_facts(person)).one()
        _keep(session, person, first_on, _STRENGTH[before or 0])


def _keep(session: Session, person: ParticipantId, first_on: date | None, before: SeenBefore) -> None:
    session.execute(update(Participant).where(_counts_as(person)).values(first_on=first_on, before=before))


def _counts_as(person: ParticipantId) -> ColumnElement[bool]:
    return or_(Participant.id == person, Participant.joined_to_id == person)


def _facts(person: ParticipantId) -> Select[date, int]:
    """The first day and the strongest answer (as a number) among a person's visits that stand and are surely theirs."""
    strength = case(
        {answer.value: number for number, answer in enumerate(_STRENGTH)}, value=EncounterVersion.before, else_=0
    )
    return select(func.min(EncounterVersion.on_day), func.max(strength)).where(
        EncounterVersion.participant_id.in_(codes_of(person)),
        EncounterVersion.is_current,
        ~EncounterVersion.is_void,
        ~EncounterVersion.is_unsure_who,
    )
