"""What is called something in each language: written, renamed from a day on, and taken off a list, never out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing import names
from outreach.db.models import catalog, questions, steps
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, Named

Called = Mapping[str, str]
"""Language → name; an empty name is none in that language."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The table of a kind of thing, that of its names, and the column that says whose those are."""

    table: Any
    names: Any
    whose: str
    inside: str | None = None  # the column of what it belongs to


KINDS = {
    Named.QUESTION: Kind(questions.Question, questions.QuestionName, "question_id"),
    Named.CHOICE: Kind(questions.Choice, questions.ChoiceName, "choice_id", "question_id"),
    Named.AREA: Kind(steps.Area, steps.AreaName, "area_id"),
    Named.STEP: Kind(steps.Step, steps.StepName, "step_id", "area_id"),
    Named.SERVICE: Kind(catalog.Service, catalog.ServiceName, "service_id"),
    Named.REFERRAL: Kind(catalog.Referral, catalog.ReferralName, "referral_id"),
}


def checked(
    session: Session, what: Named, called: Called, mine: int | None = None, inside: int | None = None
) -> Called:
    """The names, spaces put right.  Raises NameMissing, NameTaken."""
    said = {language: " ".join(name.split()) for language, name in called.items() if name.strip()}
    names.checked(next(iter(said.values()), ""))
    for language, name in said.items():
        names.refuse_taken(name, _others(session, what, language, inside), mine)
    return said


def write(session: Session, what: Named, id_: int, values: Mapping[str, Any], called: Called) -> None:
    """Put one more at the end of its list."""
    kind = KINDS[what]
    listed = select(func.max(kind.table.position))
    if kind.inside is not None:
        listed = listed.where(getattr(kind.table, kind.inside) == values[kind.inside])
    position = (session.scalar(listed) or 0) + 1
    session.execute(insert(kind.table), [{"id": id_, "position": position, **values}])
    session.execute(
        insert(kind.names),
        [{kind.whose: id_, "language": language, "name": name} for language, name in called.items()],
    )


def rename(session: Session, by: Actor, at: At, what: Named, id_: int, called: Called) -> None:
    """Call it otherwise from today on; pages about the past keep what it was called then.

    Raises NotAllowed, NameMissing, NameTaken.
    """
    by.may(Right.EDIT_CATALOG)
    kind = KINDS[what]
    inside = (
        session.scalar(select(getattr(kind.table, kind.inside)).where(kind.table.id == id_)) if kind.inside else None
    )
    said = checked(session, what, called, id_, inside)
    before = _called(session, kind, id_)
    if said == before:
        return
    for language, name in before.items():
        if said.get(language) != name:
            names.keep_former(session, by, at, what, id_, language, name)
    for language, name in said.items():
        if language in before:
            mine = (getattr(kind.names, kind.whose) == id_) & (kind.names.language == language)
            session.execute(update(kind.names).where(mine).values(name=name))
        else:
            session.execute(insert(kind.names), [{kind.whose: id_, "language": language, "name": name}])
    audit.note(session, by, at, f"{what}.renamed", (id_,))


def retire(session: Session, by: Actor, at: At, what: Named, id_: int) -> None:
    """Offer it no more from today on.  Raises NotAllowed."""
    _retired(session, by, at, what, id_, at.day)


def bring_back(session: Session, by: Actor, at: At, what: Named, id_: int) -> None:
    """Offer it again.  Raises NotAllowed."""
    _retired(session, by, at, what, id_, None)


def put_in_order(session: Session, by: Actor, at: At, what: Named, ids: tuple[int, ...]) -> None:
    """Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    table = KINDS[what].table
    for position, id_ in enumerate(ids, start=1):
        session.execute(update(table).where(table.id == id_).values(position=position))
    audit.note(session, by, at, f"{what}.ordered", (None,))


def names_of(session: Session, what: Named, id_: int) -> Called:
    """What it is called now, in every language it has a name in."""
    return _called(session, KINDS[what], id_)


def _retired(session: Session, by: Actor, at: At, what: Named, id_: int, on: date | None) -> None:
    by.may(Right.EDIT_CATALOG)
    table = KINDS[what].table
    session.execute(update(table).where(table.id == id_).values(retired_on=on))
    audit.note(session, by, at, f"{what}.{'retired' if on else 'brought_back'}", (id_,))


def _called(session: Session, kind: Kind, id_: int) -> dict[str, str]:
    mine = select(kind.names.language, kind.names.name).where(getattr(kind.names, kind.whose) == id_)
    return {row.language: row.name for row in session.execute(mine)}


def _others(session: Session, what: Named, language: str, inside: int | None) -> dict[str, int]:
    kind = KINDS[what]
    whose = getattr(kind.names, kind.whose)
    asked = select(kind.names.name, whose.label("whose")).where(kind.names.language == language)
    if inside is not None and kind.inside is not None:
        belongs = getattr(kind.table, kind.inside) == inside
        asked = asked.join(kind.table, kind.table.id == whose).where(belongs)
    return {row.name: row.whose for row in session.execute(asked)}
