"""Two codes found to be one person's, joined and parted again.  A pair is never forgotten: parted, it keeps its row.

What counts follows everywhere: `joined_to_id` is kept as the lowest id among the codes a person's pairs reach, and all
of them keep the same first day and answer (`participants`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.encounters import Participant, ParticipantJoin
from outreach.errors import Refusal
from outreach.participants import id_of, look_again, person_of
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CodeHash, ParticipantId

_Pair = tuple[ParticipantId, ParticipantId]


@dataclass(eq=False)
class CodeNotUsedHere(Refusal):
    """No visit was ever recorded with that code.  It does not say which one."""


@dataclass(eq=False)
class SameCode(Refusal):
    """Both are the same code, however they were typed."""


@dataclass(eq=False)
class AlreadyJoined(Refusal):
    """The two count as one person already."""


@dataclass(eq=False)
class NotJoined(Refusal):
    """The two do not count as one person."""


@dataclass(eq=False)
class JoinedThroughAnother(Refusal):
    """The two are one person only because each was joined to a third code."""


def join(session: Session, by: Actor, at: At, one: CodeHash, other: CodeHash) -> None:
    """From now on the two codes count as one person, for every day there is.

    Raises NotAllowed, CodeNotUsedHere, SameCode, AlreadyJoined.
    """
    by.may(Right.JOIN_CODES)
    first, second = _pair(session, one, other)
    if person_of(session, first) == person_of(session, second):
        raise AlreadyJoined
    join_id = Ids(session, by.device, ("participant_joins",)).next("participant_joins")
    row = {"id": join_id, "one_id": first, "other_id": second, "joined_on": at.day, "parted_on": None}
    session.execute(insert(ParticipantJoin), [row])
    _count_anew(session, (first, second))
    audit.note(session, by, at, "codes.joined", (join_id,))


def part(session: Session, by: Actor, at: At, one: CodeHash, other: CodeHash) -> None:
    """Take back that two codes are one person's; what each was joined to besides stays with it.

    Raises NotAllowed, CodeNotUsedHere, SameCode, NotJoined, JoinedThroughAnother.
    """
    by.may(Right.JOIN_CODES)
    first, second = _pair(session, one, other)
    join_id = session.scalar(
        select(ParticipantJoin.id).where(
            ParticipantJoin.one_id == first, ParticipantJoin.other_id == second, ParticipantJoin.parted_on.is_(None)
        )
    )
    if join_id is None:
        raise JoinedThroughAnother if person_of(session, first) == person_of(session, second) else NotJoined
    session.execute(update(ParticipantJoin).where(ParticipantJoin.id == join_id).values(parted_on=at.day))
    _count_anew(session, (first, second))
    audit.note(session, by, at, "codes.parted", (join_id,))


def reached(start: ParticipantId, pairs: Iterable[_Pair]) -> frozenset[ParticipantId]:
    """Every code that `pairs` connect with `start`, itself included."""
    beside: dict[ParticipantId, set[ParticipantId]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    found, waiting = {start}, [start]
    while waiting:
        new = beside[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def _pair(session: Session, one: CodeHash, other: CodeHash) -> _Pair:
    """The two participants, the lower id first."""
    if one == other:
        raise SameCode
    ids = sorted(found for code in (one, other) if (found := id_of(session, code)) is not None)
    if len(ids) < 2:  # noqa: PLR2004 - two
        raise CodeNotUsedHere
    return ids[0], ids[1]


def _count_anew(session: Session, changed: Collection[ParticipantId]) -> None:
    rows = session.execute(
        select(ParticipantJoin.one_id, ParticipantJoin.other_id).where(ParticipantJoin.parted_on.is_(None))
    )
    pairs = [(ParticipantId(row.one_id), ParticipantId(row.other_id)) for row in rows]
    for group in {reached(participant_id, pairs) for participant_id in changed}:
        lowest = min(group)
        session.execute(update(Participant).where(Participant.id == lowest).values(joined_to_id=None))
        others = group - {lowest}
        session.execute(update(Participant).where(Participant.id.in_(others)).values(joined_to_id=lowest))
    look_again(session, changed)
