"""The order of the lists, and what leaves them and comes back.  Nothing is ever taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing import names
from outreach.db.models import catalog as rows
from outreach.db.models.stock import Balance
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, Named

_TABLES: dict[Named, Any] = {
    **names.ONE_NAME, Named.CATEGORY: rows.Category, Named.ITEM: rows.Item, Named.SERVICE: rows.Service,
    Named.REFERRAL: rows.Referral,
}  # fmt: skip
ORDERED: dict[Named, Any] = {
    Named.SITE: rows.Site, Named.PLACE: rows.Place, Named.SOURCE: rows.Source, Named.CATEGORY: rows.Category,
    Named.ITEM: rows.Item, Named.SERVICE: rows.Service, Named.REFERRAL: rows.Referral,
}  # fmt: skip
"""What stands in an order of the center's own; suppliers and partner organizations stand by their names."""


@dataclass(eq=False)
class StillInUse(Refusal):
    """Stock stands there, or items are still in it: move or dispose of them first."""


@dataclass(eq=False)
class InAKit(Refusal):
    """Kits are made with it from now on: it is taken out of their recipe first."""

    kit: str


@dataclass(eq=False)
class LastOne(Refusal):
    """A center has at least one site with staff, and what has no source needs its own line."""


def order(session: Session, by: Actor, at: At, what: Named, ids: Sequence[int]) -> None:
    """Let these stand in this order, wherever the list is shown.  Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    table = ORDERED[what]
    for position, id_ in enumerate(ids, start=1):
        session.execute(update(table).where(table.id == id_).values(position=position))
    audit.note(session, by, at, f"{what}.ordered", (None,))


def retire(session: Session, by: Actor, at: At, what: Named, id_: int) -> None:
    """Take something off the lists from today on; pages about the past keep it.

    Raises NotAllowed, StillInUse, InAKit, LastOne.
    """
    by.may(Right.EDIT_CATALOG)
    if _is_in_use(session, what, id_):
        raise StillInUse
    if what is Named.ITEM and (kit := _kit_with(session, id_, at.day)):
        raise InAKit(kit)
    if _is_last(session, what, id_):
        raise LastOne
    _retired(session, by, at, what, id_, at.day)
    if what is Named.PLACE:
        _choose_usual(session, id_)


def bring_back(session: Session, by: Actor, at: At, what: Named, id_: int) -> None:
    """Put something retired back on the lists.  Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    _retired(session, by, at, what, id_, None)
    if what is Named.PLACE:
        _choose_usual(session, id_)


def _retired(session: Session, by: Actor, at: At, what: Named, id_: int, on: date | None) -> None:
    table = _TABLES[what]
    session.execute(update(table).where(table.id == id_).values(retired_on=on))
    audit.note(session, by, at, f"{what}.{'retired' if on else 'brought_back'}", (id_,))


def _choose_usual(session: Session, place_id: int) -> None:
    """A site meets people at a place that is on its list: the usual one if that is, else the first."""
    site_id = session.scalar(select(rows.Place.site_id).where(rows.Place.id == place_id))
    here = select(rows.Place.id).where(rows.Place.site_id == site_id, rows.Place.retired_on.is_(None))
    first = here.order_by(rows.Place.is_usual.desc(), rows.Place.position, rows.Place.id).limit(1)
    usual = session.scalar(first)
    if usual is not None:
        session.execute(update(rows.Place).where(rows.Place.site_id == site_id).values(is_usual=rows.Place.id == usual))


def _kit_with(session: Session, item_id: int, on: date) -> str:
    """A kit on the list that holds this item, today or from a later day on."""
    version, part = rows.RecipeVersion, rows.RecipePart
    listed = (
        select(version.id, version.item_id, version.since_on)
        .join(rows.Item, rows.Item.id == version.item_id)
        .where(rows.Item.retired_on.is_(None))
        .order_by(version.since_on)
    )
    in_force: dict[int, set[int]] = {}
    for row in session.execute(listed):
        later = in_force.get(row.item_id, set()) if row.since_on > on else set()
        in_force[row.item_id] = {*later, row.id}
    holding = select(part.recipe_version_id).where(part.item_id == item_id)
    held_by = set(session.scalars(holding))
    kit = next((kit for kit, versions in in_force.items() if versions & held_by), None)
    return names.english(session, kit) if kit is not None else ""


def _is_last(session: Session, what: Named, id_: int) -> bool:
    if what is Named.SOURCE:
        return bool(session.scalar(select(rows.Source.is_unstated).where(rows.Source.id == id_)))
    if what is not Named.SITE:
        return False
    others = select(rows.Site.id).where(
        rows.Site.id != id_, rows.Site.retired_on.is_(None), rows.Site.is_machine.is_(False)
    )
    return session.scalar(others.limit(1)) is None


def _is_in_use(session: Session, what: Named, id_: int) -> bool:
    if what is Named.CATEGORY:
        items = select(rows.Item.id).where(rows.Item.category_id == id_, rows.Item.retired_on.is_(None))
        return session.scalar(items.limit(1)) is not None
    if what not in (Named.ITEM, Named.SITE):
        return False
    column = Balance.item_id if what is Named.ITEM else Balance.site_id
    return session.scalar(select(Balance.lot_id).where(column == id_, Balance.quantity != 0).limit(1)) is not None
