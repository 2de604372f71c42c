"""Small steps people choose for themselves: kept with their code for a while, then only counted.

They are read only when the person asks, never because a code was typed, and only with a code that is one person's
alone.  Forgetting is an act like any other: it leaves a number for each month and area, and no row.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from outreach.db.models import steps as rows
from outreach.db.models.encounters import EncounterVersion, Participant
from outreach.errors import Refusal
from outreach.months import months_before
from outreach.participants import id_of
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.step_list import Rules, rules
from outreach.vocabulary import At, CodeHash, ParticipantId, StepId, StepIs

SHORTEST, LONGEST = 1, 24  # months


@dataclass(eq=False)
class StepsOff(Refusal):
    """Small steps are kept only with a code, and only if it is surely one person's alone."""


@dataclass(eq=False)
class KeptTooLong(Refusal):
    """How many months small steps are kept."""

    least: int = SHORTEST
    most: int = LONGEST


def of_person(session: Session, code: CodeHash | None, on: date) -> Mapping[StepId, StepIs]:
    """How the steps of whoever has this code stand: of each, what was said last.  Raises StepsOff."""
    if code is None:
        raise StepsOff
    participant_id = id_of(session, code)
    if participant_id is None:
        return {}
    if not is_one_persons(session, participant_id):
        raise StepsOff
    version = EncounterVersion
    said = session.execute(
        select(rows.VersionStep.step_id, rows.VersionStep.standing)
        .join(version, version.id == rows.VersionStep.version_id)
        .where(
            version.participant_id == participant_id,
            version.is_current,
            ~version.is_void,
            ~version.is_unsure_who,
            version.on_day >= months_before(on, rules(session).keep_months),
        )
        .order_by(version.on_day, version.encounter_id)
    )
    return {StepId(row.step_id): row.standing for row in said}


def is_one_persons(session: Session, participant_id: ParticipantId) -> bool:
    """Whether nobody else uses this code: it is joined to none, shared with none, and told from none."""
    mine = and_(
        Participant.id == participant_id,
        or_(Participant.joined_to_id.is_not(None), Participant.shares_with_id.is_not(None)),
    )
    others = or_(Participant.joined_to_id == participant_id, Participant.shares_with_id == participant_id)
    return session.scalar(select(Participant.id).where(or_(mine, others)).limit(1)) is None


def set_rules(session: Session, by: Actor, at: At, wanted: Rules) -> None:
    """Raises NotAllowed, KeptTooLong."""
    by.may(Right.CHANGE_SETTINGS)
    if not SHORTEST <= wanted.keep_months <= LONGEST:
        raise KeptTooLong
    values = {"is_offered": wanted.is_offered, "keep_months": wanted.keep_months, "is_printed": wanted.is_printed}
    if session.scalar(select(rows.StepRules.id)) is None:
        session.execute(insert(rows.StepRules), [{"id": 1, **values}])
    else:
        session.execute(update(rows.StepRules).values(**values))
    audit.note(session, by, at, "steps.ruled", (None,))


def are_due(session: Session, on: date) -> bool:
    """Whether there is anything to forget."""
    return session.scalar(_due(months_before(on, rules(session).keep_months)).limit(1)) is not None


def forget(session: Session, by: Actor, at: At) -> int:
    """Let go of the steps whose time is over; only how many of a month and area is left.  How many rows went.

    Raises NotAllowed.
    """
    by.may(Right.RECORD)
    due = _due(months_before(at.day, rules(session).keep_months))
    _count_what_goes(session, due)
    gone = session.execute(delete(rows.VersionStep).where(rows.VersionStep.version_id.in_(due)))
    if gone.rowcount:  # type: ignore[attr-defined]
        audit.note(session, by, at, "steps.forgotten", (None,))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _due(kept_since: date) -> Select[int]:
    """Versions with steps whose time is over, by their own day or by the day their visit stands at now."""
    mine, now = aliased(EncounterVersion), aliased(EncounterVersion)
    has_steps = exists().where(rows.VersionStep.version_id == mine.id)
    return (
        select(mine.id)
        .join(now, and_(now.encounter_id == mine.encounter_id, now.is_current))
        .where(has_steps, or_(mine.on_day < kept_since, now.on_day < kept_since))
    )


def _count_what_goes(session: Session, due: Select[int]) -> None:
    """Add what stands of it to the totals of its month."""
    version = EncounterVersion
    chosen = session.execute(
        select(version.id, version.on_day, rows.Step.area_id, rows.VersionStep.standing)
        .join(rows.VersionStep, rows.VersionStep.version_id == version.id)
        .join(rows.Step, rows.Step.id == rows.VersionStep.step_id)
        .where(version.id.in_(due), version.is_current, ~version.is_void)
    ).all()
    sums: dict[tuple[int, int], dict[StepIs, int]] = defaultdict(lambda: dict.fromkeys(StepIs, 0))
    visits: dict[int, set[int]] = defaultdict(set)
    for row in chosen:
        month = row.on_day.year * 100 + row.on_day.month
        sums[month, row.area_id][row.standing] += 1
        visits[month].add(row.id)
    for (month, area_id), added in sums.items():
        _add(session, rows.StepTotal, {"month": month, "area_id": area_id}, {one.value: n for one, n in added.items()})
    for month, ids in visits.items():
        _add(session, rows.StepVisits, {"month": month}, {"visits": len(ids)})


def _add(session: Session, table: type, key: dict[str, int], amounts: dict[str, int]) -> None:
    """Add to a row of sums, making it first if it is not there."""
    mine = [getattr(table, name) == value for name, value in key.items()]
    if session.scalar(select(func.count()).select_from(table).where(*mine)):
        more = {name: getattr(table, name) + amount for name, amount in amounts.items()}
        session.execute(update(table).where(*mine).values(**more))
    else:
        session.execute(insert(table), [key | amounts])
