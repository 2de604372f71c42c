"""The lists of a center: sites, places, sources, suppliers, partners, categories.  Added to, renamed, changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing import names
from outreach.db.ids import Ids
from outreach.db.models import catalog as rows
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CategoryId, Named, PartnerId, PlaceId, SiteId, SourceId, SupplierId

_TABLES: dict[Named, Any] = {**names.ONE_NAME, Named.CATEGORY: rows.Category, Named.ITEM: rows.Item}


@dataclass(eq=False)
class DatesWrong(Refusal):
    """What ends does not end before it starts."""


def add_site(
    session: Session, by: Actor, at: At, name: str, *, short_name: str = "", is_machine: bool = False
) -> SiteId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    values = {"short_name": short_name or name, "position": _last(session, rows.Site), "is_machine": is_machine}
    return SiteId(_add(session, by, at, Named.SITE, name, values))


def add_place(session: Session, by: Actor, at: At, site_id: SiteId, name: str, county: str = "") -> PlaceId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    is_first = session.scalar(select(rows.Place.id).where(rows.Place.site_id == site_id)) is None
    values = {"site_id": site_id, "county": county, "is_usual": is_first, "position": _last(session, rows.Place)}
    return PlaceId(_add(session, by, at, Named.PLACE, name, values))


def add_source(
    session: Session, by: Actor, at: At, name: str, starts: date | None = None, ends: date | None = None
) -> SourceId:
    """Raises NotAllowed, NameMissing, NameTaken, DatesWrong."""
    check_dates(starts, ends)
    values = {
        "starts_on": starts, "ends_on": ends, "is_unstated": False, "position": _last(session, rows.Source),
    }  # fmt: skip
    return SourceId(_add(session, by, at, Named.SOURCE, name, values))


def add_supplier(session: Session, by: Actor, at: At, name: str) -> SupplierId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    return SupplierId(_add(session, by, at, Named.SUPPLIER, name, {}))


def add_partner(session: Session, by: Actor, at: At, name: str, county: str = "") -> PartnerId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    return PartnerId(_add(session, by, at, Named.PARTNER, name, {"county": county}))


def add_category(session: Session, by: Actor, at: At, called: Mapping[str, str]) -> CategoryId:
    """`called`: language → name.  Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    others = {row.name: row.category_id for row in session.execute(select(rows.CategoryName.__table__))}
    for name in called.values():
        names.refuse_taken(names.checked(name), others)
    ids = Ids(session, by.device, ("categories",))
    category_id = CategoryId(ids.next("categories"))
    values = {"id": category_id, "key": f"category-{category_id}", "position": _last(session, rows.Category)}
    session.execute(insert(rows.Category), [values])
    session.execute(
        insert(rows.CategoryName),
        [{"category_id": category_id, "language": language, "name": name} for language, name in called.items()],
    )
    audit.note(session, by, at, "category.added", (category_id,))
    return category_id


def rename(session: Session, by: Actor, at: At, what: Named, id_: int, name: str, short_name: str = "") -> None:
    """Call something of one name otherwise from today on; a short name that was the name follows it.

    Raises NotAllowed, NameMissing, NameTaken.
    """
    by.may(Right.EDIT_CATALOG)
    said = names.checked(name)
    table = _TABLES[what]
    old = session.execute(select(table.__table__).where(table.id == id_)).mappings().one()
    names.refuse_taken(said, names.of_list(session, what, old.get("site_id")), id_)
    former = old.get("short_name", "")
    short = "" if not former else short_name or (said if former == old["name"] else former)
    if (said, short) == (old["name"], former):
        return
    names.keep_former(session, by, at, what, id_, "", old["name"], former)
    values = {"name": said, "short_name": short} if former else {"name": said}
    session.execute(update(table).where(table.id == id_).values(**values))
    audit.note(session, by, at, f"{what}.renamed", (id_,))


def rename_category(session: Session, by: Actor, at: At, category_id: CategoryId, called: Mapping[str, str]) -> None:
    """Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    listed = session.execute(select(rows.CategoryName.__table__)).all()
    for language, name in called.items():
        said = names.checked(name)
        names.refuse_taken(said, {row.name: row.category_id for row in listed}, category_id)
        for row in listed:
            if row.category_id == category_id and row.language == language and row.name != said:
                names.keep_former(session, by, at, Named.CATEGORY, category_id, language, row.name)
        mine = (rows.CategoryName.category_id == category_id) & (rows.CategoryName.language == language)
        session.execute(delete(rows.CategoryName).where(mine))
        named = {"category_id": category_id, "language": language, "name": said}
        session.execute(insert(rows.CategoryName), [named])
    audit.note(session, by, at, "category.renamed", (category_id,))


def change(session: Session, by: Actor, at: At, what: Named, id_: int, values: Mapping[str, Any]) -> None:
    """Change the facts of a list's entry that are not its name: county, award dates, machine, usual place.

    Raises NotAllowed, DatesWrong.
    """
    by.may(Right.EDIT_CATALOG)
    check_dates(values.get("starts_on"), values.get("ends_on"))
    table = _TABLES[what]
    if values.get("is_usual"):
        site = select(rows.Place.site_id).where(rows.Place.id == id_).scalar_subquery()
        session.execute(update(rows.Place).where(rows.Place.site_id == site).values(is_usual=False))
    session.execute(update(table).where(table.id == id_).values(**values))
    audit.note(session, by, at, f"{what}.changed", (id_,))


def _last(session: Session, table: Any) -> int:
    """The place behind all others."""
    return (session.scalar(select(func.max(table.position))) or 0) + 1


def check_dates(starts: date | None, ends: date | None) -> None:
    """Raises DatesWrong."""
    if starts is not None and ends is not None and ends < starts:
        raise DatesWrong


def _add(session: Session, by: Actor, at: At, what: Named, name: str, values: Mapping[str, Any]) -> int:
    by.may(Right.EDIT_CATALOG)
    said = names.checked(name)
    names.refuse_taken(said, names.of_list(session, what, values.get("site_id")))
    table = names.ONE_NAME[what].__tablename__
    id_ = Ids(session, by.device, (table,)).next(table)
    session.execute(insert(names.ONE_NAME[what]), [{"id": id_, "name": said, **values}])
    audit.note(session, by, at, f"{what}.added", (id_,))
    return id_
