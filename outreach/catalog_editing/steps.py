"""The center's own list of small steps; retired, a step is offered no more and is still counted where it was chosen."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.catalog_editing import in_languages
from outreach.catalog_editing.in_languages import Called
from outreach.db.ids import Ids
from outreach.db.models import steps as rows
from outreach.question_sets import StepArea
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import AreaId, At, Named, StepId


def begin_with(session: Session, by: Actor, at: At, areas: Sequence[StepArea]) -> int:
    """Put the starter list's areas on the list, those that were never there; how many.  Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    known = set(session.scalars(select(rows.Area.key)))
    new = [area for area in areas if area.key not in known]
    for area in new:
        area_id = _add_area(session, by, at, area.key, area.name)
        for step in area.steps:
            _add_step(session, by, at, area_id, step.key, step.name)
    return len(new)


def add_area(session: Session, by: Actor, at: At, called: Called) -> AreaId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    return _add_area(session, by, at, f"own-{uuid4()}", called)


def add_step(session: Session, by: Actor, at: At, area_id: AreaId, called: Called) -> StepId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    return _add_step(session, by, at, area_id, f"own-{uuid4()}", called)


def _add_area(session: Session, by: Actor, at: At, key: str, called: Called) -> AreaId:
    said = in_languages.checked(session, Named.AREA, called)
    id_ = Ids(session, by.device, ("step_areas",)).next("step_areas")
    in_languages.write(session, Named.AREA, id_, {"key": key}, said)
    audit.note(session, by, at, "area.added", (id_,))
    return AreaId(id_)


def _add_step(session: Session, by: Actor, at: At, area_id: AreaId, key: str, called: Called) -> StepId:
    said = in_languages.checked(session, Named.STEP, called, inside=area_id)
    id_ = Ids(session, by.device, ("steps",)).next("steps")
    in_languages.write(session, Named.STEP, id_, {"area_id": area_id, "key": key}, said)
    audit.note(session, by, at, "step.added", (id_,))
    return StepId(id_)
