"""The items of a center: added, changed, named anew.  What a page about the past says of them stays."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from outreach.catalog_editing import names
from outreach.db.ids import Ids
from outreach.db.models import catalog as rows
from outreach.db.models.stock import Lot
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, CategoryId, ItemId, Knowingly, Naloxone, Named

LARGEST = 9_999_999


@dataclass(eq=False)
class ItemWrong(Refusal):
    """A figure of an item cannot be: `field` says which."""

    field: str


@dataclass(frozen=True, slots=True)
class Called:
    """What an item is called in one language; no short name, no aliases: as they are."""

    name: str
    short_name: str = ""
    aliases: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What an item is, besides its name."""

    category_id: CategoryId
    naloxone: Naloxone | None = None
    syringes_per_unit: int = 0
    doses_per_unit: int = 0
    units_per_box: int | None = None
    units_per_case: int | None = None
    usual_pack: int = 1
    minimum: int = 0
    shelf: str = ""
    expired_or_held: Knowingly = field(default=Knowingly.ASK)


def add(session: Session, by: Actor, at: At, called: Mapping[str, Called], facts: Facts) -> ItemId:
    """Add an item, with the lot that stands for what has no number.

    Raises NotAllowed, NameMissing, NameTaken, ItemWrong.
    """
    by.may(Right.EDIT_CATALOG)
    check(facts)
    _refuse_taken(session, called, None)
    ids = Ids(session, by.device, ("items", "lots"))
    item_id = ItemId(ids.next("items"))
    position = (session.scalar(select(func.max(rows.Item.position))) or 0) + 1
    key = f"item-{item_id}"
    session.execute(insert(rows.Item), [{"id": item_id, "key": key, "position": position, **asdict(facts)}])
    unstated = session.scalars(select(rows.Source.id).where(rows.Source.is_unstated)).one()
    session.execute(
        insert(Lot),
        [{"id": ids.next("lots"), "item_id": item_id, "number": "", "source_id": unstated, "on_hold": False}],
    )
    _call(session, item_id, called)
    audit.note(session, by, at, "item.added", (item_id,))
    return item_id


def change(session: Session, by: Actor, at: At, item_id: ItemId, called: Mapping[str, Called], facts: Facts) -> None:
    """Say anew what an item is and is called.  An old name still finds it, and stands on pages about the past.

    Raises NotAllowed, NameMissing, NameTaken, ItemWrong.
    """
    by.may(Right.EDIT_CATALOG)
    check(facts)
    _refuse_taken(session, called, item_id)
    former = session.execute(select(rows.ItemName.__table__).where(rows.ItemName.item_id == item_id)).all()
    said = {
        language: replace(one, aliases=_aliases(session, item_id, language, one)) for language, one in called.items()
    }
    for old in former:
        new = said.get(old.language)
        if new is None:
            continue
        short_name = new.short_name or (old.short_name if new.name == old.name else "")
        said[old.language] = replace(new, short_name=short_name)
        if new.name != old.name:
            names.keep_former(session, by, at, Named.ITEM, item_id, old.language, old.name, old.short_name)
            said[old.language] = replace(new, aliases=(*(new.aliases or ()), old.name))
    session.execute(update(rows.Item).where(rows.Item.id == item_id).values(**asdict(facts)))
    for table in (rows.ItemName, rows.ItemAlias):
        mine = (table.item_id == item_id) & table.language.in_(sorted(called))
        session.execute(delete(table).where(mine))
    _call(session, item_id, said)
    audit.note(session, by, at, "item.changed", (item_id,))


def ask_before_giving(session: Session, by: Actor, at: At, item_id: ItemId, when: Knowingly) -> None:
    """Whether the desk asks once before a lot of this item that is expired or on hold is given.  Raises NotAllowed."""
    by.may(Right.EDIT_CATALOG)
    session.execute(update(rows.Item).where(rows.Item.id == item_id).values(expired_or_held=when))
    audit.note(session, by, at, "item.changed", (item_id,))


def check(facts: Facts) -> None:
    """Raise ItemWrong for the first figure that cannot be."""
    packs: dict[str, int | None] = {
        "units_per_box": facts.units_per_box, "units_per_case": facts.units_per_case, "usual_pack": facts.usual_pack,
    }  # fmt: skip
    for name, pack in packs.items():
        if pack is not None and not 1 <= pack <= LARGEST:
            raise ItemWrong(name)
    for name in ("minimum", "syringes_per_unit", "doses_per_unit"):
        if not 0 <= getattr(facts, name) <= LARGEST:
            raise ItemWrong(name)
    if (facts.naloxone is None) != (facts.doses_per_unit == 0):
        raise ItemWrong("doses_per_unit")
    if facts.naloxone is Naloxone.SINGLE_DOSE and facts.doses_per_unit != 1:
        raise ItemWrong("doses_per_unit")


def _refuse_taken(session: Session, called: Mapping[str, Called], item_id: ItemId | None) -> None:
    if not called:
        raise names.NameMissing
    others: dict[str, int] = {}
    for row in session.execute(select(rows.ItemName.item_id, rows.ItemName.name, rows.ItemName.short_name)):
        others |= {row.name: row.item_id, row.short_name: row.item_id}
    for alias in session.execute(select(rows.ItemAlias.item_id, rows.ItemAlias.alias)):
        others.setdefault(alias.alias, alias.item_id)
    for one in called.values():
        for word in (names.checked(one.name), one.short_name, *(one.aliases or ())):
            if word:
                names.refuse_taken(word, others, item_id)


def _aliases(session: Session, item_id: ItemId, language: str, called: Called) -> tuple[str, ...]:
    if called.aliases is not None:
        return called.aliases
    mine = (rows.ItemAlias.item_id == item_id) & (rows.ItemAlias.language == language)
    return tuple(session.scalars(select(rows.ItemAlias.alias).where(mine).order_by(rows.ItemAlias.alias)))


def _call(session: Session, item_id: ItemId, called: Mapping[str, Called]) -> None:
    values: list[dict[str, Any]] = [
        {
            "item_id": item_id,
            "language": language,
            "name": names.checked(one.name),
            "short_name": one.short_name or one.name,
        }
        for language, one in called.items()
    ]
    session.execute(insert(rows.ItemName), values)
    aliases = [
        {"item_id": item_id, "language": language, "alias": alias}
        for language, one in called.items()
        for alias in dict.fromkeys(one.aliases or ())
    ]
    if aliases:
        session.execute(insert(rows.ItemAlias), aliases)
