"""The lists a drug check chooses from: how samples are tested, and substances.  A coordinator adds to them.

An entry is retired, never taken away: pages about the past keep it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from outreach import catalog
from outreach.catalog import UnknownName, folded
from outreach.closed_lists import MethodId, SubstanceId
from outreach.db.ids import Ids
from outreach.db.models.happened import CheckMethod, CheckMethodName, Substance, SubstanceName
from outreach.founding import LONGEST_NAME, NameTaken, NotAName
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At


class ListOf(StrEnum):
    SUBSTANCE = "substance"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry; its id is a MethodId or a SubstanceId."""

    id: int
    name: str
    is_retired: bool
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lists:
    """Both lists in one language, in their order, retired entries too."""

    methods: tuple[Listed, ...]
    substances: tuple[Listed, ...]

    def method(self, id_: int) -> str:
        return next(one.name for one in self.methods if one.id == id_)

    def substance(self, id_: int) -> str:
        return next(one.name for one in self.substances if one.id == id_)

    def find_method(self, name: str) -> MethodId:
        """Raises UnknownName."""
        return MethodId(_find("method", self.methods, name))

    def find_substance(self, name: str) -> SubstanceId:
        """Raises UnknownName."""
        return SubstanceId(_find("substance", self.substances, name))


_TABLES: dict[ListOf, tuple[Any, Any, str]] = {
    ListOf.SUBSTANCE: (Substance, SubstanceName, "substance_id"),
    ListOf.METHOD: (CheckMethod, CheckMethodName, "method_id"),
}


def load(session: Session, language: str) -> Lists:
    """Both lists; an entry without a name in this language has that of the center's, or any."""
    return Lists(_load(session, ListOf.METHOD, language), _load(session, ListOf.SUBSTANCE, language))


def add(session: Session, by: Actor, at: At, what: ListOf, called: Mapping[str, str]) -> int:
    """Add an entry; `called`: language → name, at least one.  Raises NotAllowed, NotAName, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    names = _checked(session, what, called)
    entries, entry_names, foreign = _TABLES[what]
    id_ = Ids(session, by.device, (entries.__tablename__,)).next(entries.__tablename__)
    position = (session.scalar(select(func.max(entries.position))) or 0) + 1
    session.execute(insert(entries), [{"id": id_, "key": f"own-{id_}", "position": position}])
    rows = [{foreign: id_, "language": language, "name": name} for language, name in names.items()]
    session.execute(insert(entry_names), rows)
    audit.note(session, by, at, f"{what}.added", (id_,))
    return id_


def retire(session: Session, by: Actor, at: At, what: ListOf, id_: int) -> None:
    """Take an entry off the list from today on.  Raises NotAllowed."""
    _set_retired(session, by, at, what, id_, is_retired=True)


def bring_back(session: Session, by: Actor, at: At, what: ListOf, id_: int) -> None:
    """Put a retired entry back on the list.  Raises NotAllowed."""
    _set_retired(session, by, at, what, id_, is_retired=False)


def _set_retired(session: Session, by: Actor, at: At, what: ListOf, id_: int, *, is_retired: bool) -> None:
    by.may(Right.EDIT_CATALOG)
    entries = _TABLES[what][0]
    session.execute(update(entries).where(entries.id == id_).values(retired_on=at.day if is_retired else None))
    audit.note(session, by, at, f"{what}.{'retired' if is_retired else 'brought_back'}", (id_,))


def _load(session: Session, what: ListOf, language: str) -> tuple[Listed, ...]:
    entries, entry_names, foreign = _TABLES[what]
    named: dict[int, dict[str, str]] = {}
    for row in session.execute(select(entry_names.__table__)).mappings():
        named.setdefault(row[foreign], {})[row["language"]] = row["name"]
    own = catalog.language(session)
    found = session.execute(select(entries.id, entries.retired_on).order_by(entries.position, entries.id))
    return tuple(
        Listed(row.id, _called(named[row.id], (language, own)), row.retired_on is not None, named[row.id])
        for row in found
    )


def _called(names: Mapping[str, str], spoken: tuple[str, ...]) -> str:
    return next(names[one] for one in (*spoken, *sorted(names)) if one in names)


def _checked(session: Session, what: ListOf, called: Mapping[str, str]) -> dict[str, str]:
    names = {language: " ".join(name.split()) for language, name in called.items() if name.strip()}
    taken = {(entry.language, folded(entry.name)) for entry in session.scalars(select(_TABLES[what][1]))}
    for language, name in names.items():
        if len(name) > LONGEST_NAME or not any(sign.isalnum() for sign in name):
            raise NotAName(name[:LONGEST_NAME], LONGEST_NAME)
        if (language, folded(name)) in taken:
            raise NameTaken(name)
    if not names:
        raise NotAName("", LONGEST_NAME)
    return names


def _find(what: str, listed: tuple[Listed, ...], name: str) -> int:
    for one in listed:
        if folded(name) in {folded(called) for called in one.names.values()}:
            return one.id
    raise UnknownName(what, name, catalog.closest(name, [one.name for one in listed]))
