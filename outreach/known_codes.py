"""What a typed code may say at the desk: that it is known, or shared, or looks like one that is; and what to repeat.

A code proves nothing, so nothing here gives a date, a visit or another code that was not made from the one typed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from outreach.db.models.base import table_of
from outreach.db.models.catalog import Item
from outreach.db.models.encounters import EncounterVersion, Given, GivenPart, Participant
from outreach.participants import codes_of, id_of, person_of
from outreach.vocabulary import CodeHash, ItemId, RecipeVersionId

_AT_ONCE = 5_000
_TABLE = table_of(Participant)
_SOME_KNOWN = (
    select(_TABLE.c.id)
    .where(_TABLE.c.digest.in_(bindparam("digests", expanding=True)), _TABLE.c.first_on.is_not(None))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Supply:
    """So many of an item; `parts` is what was in each kit that was changed, `recipe_version_id` what it was made by."""

    item_id: ItemId
    quantity: int
    parts: tuple[tuple[ItemId, int], ...] | None = None
    recipe_version_id: RecipeVersionId | None = None


Supplies = tuple[Supply, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A visit with this code stands.  `sharing`: the codes of all who share it, the first person's first; else none.

    `is_told_apart`: it is itself the code of a second person (or a third), told from the first by its last letter.
    """

    sharing: tuple[CodeHash, ...] = ()
    is_told_apart: bool = False


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """No visit with this code stands; one with a code that looks like it may."""

    looks_like_another: bool = False


def look_up(
    session: Session, code: CodeHash, slips: Callable[[int], Collection[CodeHash]] = lambda _: ()
) -> Known | FirstSeen:
    """Whether a code is known, in one reading.

    `slips` is asked only for a code first seen: told how many codes are used here, it answers with the hashes of what
    may have been meant, or none where nobody is to be asked.
    """
    typed = session.execute(
        select(Participant.id, Participant.first_on, Participant.shares_with_id).where(
            Participant.digest == code.digest
        )
    ).one_or_none()
    sharing = _sharing(session, code) if typed is not None else ()
    if typed is not None and (typed.first_on is not None or sharing):
        return Known((code, *sharing) if sharing else (), is_told_apart=typed.shares_with_id is not None)
    return FirstSeen(_some_known(session, slips(used_here(session))))


def used_here(session: Session) -> int:
    """How many codes have a visit that stands."""
    return session.scalar(select(func.count()).where(Participant.first_on.is_not(None))) or 0


def first_free(session: Session, codes: Sequence[CodeHash]) -> int | None:
    """The place of the first of these codes that is nobody's."""
    digests = [code.digest for code in codes]
    taken = set(
        session.scalars(
            select(Participant.digest).where(Participant.digest.in_(digests), Participant.first_on.is_not(None))
        )
    )
    return next((place for place, digest in enumerate(digests) if digest not in taken), None)


def repeat(session: Session, code: CodeHash) -> Supplies:
    """What this person was given when last given anything: items, amounts, how kits were changed; never when.

    Nothing that is retired.
    """
    participant_id = id_of(session, code)
    if participant_id is None:
        return ()
    surely = select(EncounterVersion.id).where(
        EncounterVersion.participant_id.in_(codes_of(person_of(session, participant_id))),
        EncounterVersion.is_current,
        ~EncounterVersion.is_void,
        ~EncounterVersion.is_unsure_who,
        select(Given.id).where(Given.version_id == EncounterVersion.id).exists(),
    )
    last = surely.order_by(EncounterVersion.on_day.desc(), EncounterVersion.encounter_id.desc()).limit(1)
    lines: dict[int, Supply] = {}
    kept = GivenPart.item_id.label("part"), GivenPart.quantity.label("each")
    for row in session.execute(
        select(Given.id, Given.item_id, Given.quantity, Given.recipe_version_id, *kept)
        .join(Item, Item.id == Given.item_id)
        .outerjoin(GivenPart, GivenPart.given_id == Given.id)
        .where(Given.version_id == last.scalar_subquery(), Item.retired_on.is_(None))
        .order_by(Given.id, GivenPart.item_id)
    ):
        one = lines.get(row.id, Supply(row.item_id, row.quantity))
        if row.part is not None:
            one = Supply(row.item_id, row.quantity, (*(one.parts or ()), (row.part, row.each)), row.recipe_version_id)
        lines[row.id] = one
    amounts: dict[Supply, int] = {}
    for one in lines.values():
        alike = replace(one, quantity=1)
        amounts[alike] = amounts.get(alike, 0) + one.quantity
    return tuple(replace(one, quantity=quantity) for one, quantity in amounts.items())


def _sharing(session: Session, code: CodeHash) -> tuple[CodeHash, ...]:
    """The codes of those who are told from the first person of this one by a letter, and are not that person."""
    person_id = func.coalesce(Participant.joined_to_id, Participant.id).label("person_id")
    first = select(Participant.id, person_id).where(Participant.digest == code.digest).subquery()
    rows = session.execute(
        select(Participant.digest, Participant.rule)
        .join(first, Participant.shares_with_id == first.c.id)
        .where(
            Participant.first_on.is_not(None),
            person_id != first.c.person_id,
        )
        .order_by(Participant.id)
    )
    return tuple(CodeHash(row.digest, row.rule) for row in rows)


def _some_known(session: Session, codes: Collection[CodeHash]) -> bool:
    digests = sorted(code.digest for code in codes)
    return any(
        session.connection().execute(_SOME_KNOWN, {"digests": digests[start : start + _AT_ONCE]}).first() is not None
        for start in range(0, len(digests), _AT_ONCE)
    )
