"""The lists of a center: sites, places, sources, suppliers, partners, categories.  Retired, never taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing import names
from outreach.db.ids import Ids
from outreach.db.models import catalog as rows
from outreach.db.models.stock import Balance
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CategoryId, Named, PartnerId, PlaceId, SiteId, SourceId, SupplierId

_TABLES: dict[Named, Any] = {**names.ONE_NAME, Named.CATEGORY: rows.Category, Named.ITEM: rows.Item}


@dataclass(eq=False)
class StillInUse(Refusal):
    """Stock stands there, or items are still in it: move or dispose of them first."""


def add_site(
    session: Session, by: Actor, at: At, name: str, *, short_name: str = "", is_machine: bool = False
) -> SiteId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    position = (session.scalar(select(func.max(rows.Site.position))) or 0) + 1
    values = {"short_name": short_name or name, "position": position, "is_machine": is_machine}
    return SiteId(_add(session, by, at, Named.SITE, name, values))


def add_place(session: Session, by: Actor, at: At, site_id: SiteId, name: str, county: str = "") -> PlaceId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    is_first = session.scalar(select(rows.Place.id).where(rows.Place.site_id == site_id)) is None
    values = {"site_id": site_id, "county": county, "is_usual": is_first}
    return PlaceId(_add(session, by, at, Named.PLACE, name, values))


def add_source(
    session: Session, by: Actor, at: At, name: str, starts: date | None = None, ends: date | None = None
) -> SourceId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    return SourceId(
        _add(session, by, at, Named.SOURCE, name, {"starts_on": starts, "ends_on": ends, "is_unstated": False})
    )


def add_supplier(session: Session, by: Actor, at: At, name: str) -> SupplierId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    return SupplierId(_add(session, by, at, Named.SUPPLIER, name, {}))


def add_partner(session: Session, by: Actor, at: At, name: str, county: str = "") -> PartnerId:
    """Raises NotAllowed, NameMissing, NameTaken."""
    return PartnerId(_add(session, by, at, Named.PARTNER, name, {"county": county}))


def add_category(session: Session, by: Actor, at: At, key: str, called: Mapping[str, str]) -> CategoryId:
    """`called`: language → name.  Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    others = {row.name: row.category_id for row in session.execute(select(rows.CategoryName.__table__))}
    for name in called.values():
        names.refuse_taken(names.checked(name), others)
    ids = Ids(session, by.device, ("categories",))
    category_id = CategoryId(ids.next("categories"))
    position = (session.scalar(select(func.max(rows.Category.position))) or 0) + 1
    session.execute(insert(rows.Category), [{"id": category_id, "key": key, "position": position}])
    session.execute(
        insert(rows.CategoryName),
        [{"category_id": category_id, "language": language, "name": name} for language, name in called.items()],
    )
    audit.note(session, by, at, "category.added", (category_id,))
    return category_id


def rename(session: Session, by: Actor, at: At, what: Named, id_: int, name: str) -> None:
    """Call something of one name otherwise from today on.  Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    said = names.checked(name)
    table = _TABLES[what]
    old = session.execute(select(table.__table__).where(table.id == id_)).mappings().one()
    names.refuse_taken(said, names.of_list(session, what, old.get("site_id")), id_)
    if said == old["name"]:
        return
    names.keep_former(session, by, at, what, id_, "", old["name"], old.get("short_name", ""))
    values = {"name": said}
    if old.get("short_name") == old["name"]:
        values["short_name"] = said
    session.execute(update(table).where(table.id == id_).values(**values))
    audit.note(session, by, at, f"{what}.renamed", (id_,))


def rename_category(session: Session, by: Actor, at: At, category_id: CategoryId, called: Mapping[str, str]) -> None:
    """Raises NotAllowed, NameMissing, NameTaken."""
    by.may(Right.EDIT_CATALOG)
    listed = session.execute(select(rows.CategoryName.__table__)).all()
    for language, name in called.items():
        names.refuse_taken(names.checked(name), {row.name: row.category_id for row in listed}, category_id)
        for row in listed:
            if row.category_id == category_id and row.language == language and row.name != name:
                names.keep_former(session, by, at, Named.CATEGORY, category_id, language, row.name)
        mine = (rows.CategoryName.category_id == category_id) & (rows.CategoryName.language == language)
        session.execute(update(rows.CategoryName).where(mine).values(name=names.checked(name)))
    audit.note(session, by, at, "category.renamed", (category_id,))


def change(session: Session, by: Actor, at: At, what: Named, id_: int, values: Mapping[str, Any]) -> None:
    """Change the facts of a list's entry that are not its name: county, award dates, machine, usual place.

    Raises NotAllowed.
    """
    by.may(Right.EDIT_CATALOG)
    table = _TABLES[what]
    if values.get("is_usual"):
        site = select(rows.Place.site_id).where(rows.Place.id == id_).scalar_subquery()
        session.execute(update(rows.Place).where(rows.Place.site_id == site).values(is_usual=False))
    session.execute(update(table).where(table.id == id_).values(**values))
    audit.note(session, by, at, f"{what}.changed", (id_,))


def retire(session: Session, by: Actor, at: At, what: Named, id_: int) -> None:
    """Take something off the lists from today on; pages about the past keep it.  Raises NotAllowed, StillInUse."""
    by.may(Right.EDIT_CATALOG)
    if _is_in_use(session, what, id_):
        raise StillInUse
    _retired(session, by, at, what, id_, at.day)


def bring_back(session: Session, by: Actor, at: At, what: Named, id_: int) -> None:
    """Put something retired back on the lists.  Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    _retired(session, by, at, what, id_, None)


def _retired(session: Session, by: Actor, at: At, what: Named, id_: int, on: date | None) -> None:
    table = _TABLES[what]
    session.execute(update(table).where(table.id == id_).values(retired_on=on))
    audit.note(session, by, at, f"{what}.{'retired' if on else 'brought_back'}", (id_,))


def _is_in_use(session: Session, what: Named, id_: int) -> bool:
    if what is Named.CATEGORY:
        items = select(rows.Item.id).where(rows.Item.category_id == id_, rows.Item.retired_on.is_(None))
        return session.scalar(items.limit(1)) is not None
    if what not in (Named.ITEM, Named.SITE):
        return False
    column = Balance.item_id if what is Named.ITEM else Balance.site_id
    return session.scalar(select(Balance.lot_id).where(column == id_, Balance.quantity != 0).limit(1)) is not None


def _add(session: Session, by: Actor, at: At, what: Named, name: str, values: Mapping[str, Any]) -> int:
    by.may(Right.EDIT_CATALOG)
    said = names.checked(name)
    names.refuse_taken(said, names.of_list(session, what, values.get("site_id")))
    table = names.ONE_NAME[what].__tablename__
    id_ = Ids(session, by.device, (table,)).next(table)
    session.execute(insert(names.ONE_NAME[what]), [{"id": id_, "name": said, **values}])
    audit.note(session, by, at, f"{what}.added", (id_,))
    return id_
