"""The center's own small steps under their headings, and for how long chosen ones are kept."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db import former
from outreach.db.models import steps as rows
from outreach.questionnaire import called
from outreach.vocabulary import AreaId, Named, StepId


@dataclass(frozen=True, slots=True)
class Step:
    id: StepId
    name: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A heading, and the steps under it; their order says nothing."""

    id: AreaId
    key: str
    name: str
    steps: tuple[Step, ...]
    is_retired: bool = False

    @property
    def offered(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.is_retired)


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether steps are offered at the desk, months they are kept, and whether the printed month counts them."""

    is_offered: bool = False
    keep_months: int = 6
    is_printed: bool = False


def rules(session: Session) -> Rules:
    found = session.execute(
        select(rows.StepRules.is_offered, rows.StepRules.keep_months, rows.StepRules.is_printed)
    ).one_or_none()
    return Rules(*found) if found is not None else Rules()


def load(session: Session, language: str, on: date) -> tuple[Area, ...]:
    """Every area and step there ever was, retired ones marked."""
    areas = session.execute(select(rows.Area.__table__).order_by(rows.Area.position, rows.Area.id)).all()
    if not areas:
        return ()
    then = former.names(session, on)
    area_names: dict[int, dict[str, str]] = {}
    for whose, spoken_in, name in session.execute(select(rows.AreaName.__table__)):
        area_names.setdefault(whose, {})[spoken_in] = name
    step_names: dict[int, dict[str, str]] = {}
    for whose, spoken_in, name in session.execute(select(rows.StepName.__table__)):
        step_names.setdefault(whose, {})[spoken_in] = name
    steps: dict[int, list[Step]] = {}
    for row in session.execute(select(rows.Step.__table__).order_by(rows.Step.position, rows.Step.id)):
        name = called(then, Named.STEP, row.id, step_names[row.id], language)
        steps.setdefault(row.area_id, []).append(Step(StepId(row.id), name, _is_retired(row.retired_on, on)))
    return tuple(
        Area(
            AreaId(row.id),
            row.key,
            called(then, Named.AREA, row.id, area_names[row.id], language),
            tuple(steps.get(row.id, ())),
            _is_retired(row.retired_on, on),
        )
        for row in areas
    )


def offered(session: Session, language: str, on: date, said: Rules) -> tuple[Area, ...]:
    """What is offered at the desk: nothing unless the center wants it."""
    if not said.is_offered:
        return ()
    return tuple(area for area in load(session, language, on) if not area.is_retired and area.offered)


def _is_retired(retired_on: date | None, on: date) -> bool:
    return retired_on is not None and retired_on <= on
