"""Kits of which a part was swapped or left out: what each held, and what its recipe says it holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from outreach.db.models.base import table_of
from outreach.db.models.catalog import RecipePart
from outreach.db.models.encounters import Given, GivenPart
from outreach.vocabulary import ItemId

_AT_ONCE = 500
Parts = tuple[tuple[ItemId, int], ...]


@dataclass(frozen=True, slots=True)
class ChangedKit:
    """So many of a kit; `parts` is what each of them held, `recipe` what it is made of otherwise."""

    item_id: ItemId
    quantity: int
    parts: Parts
    recipe: Parts


_given, _held, _part = table_of(Given).c, table_of(GivenPart).c, table_of(RecipePart).c


def changed_kits(session: Session, given_ids: Collection[int]) -> dict[int, ChangedKit]:
    """Of these lines of what was given, those whose kits were changed."""
    asked = sorted(given_ids)
    found: dict[int, ChangedKit] = {}
    by_recipe: dict[int, list[int]] = {}
    for start in range(0, len(asked), _AT_ONCE):
        rows = session.execute(
            select(_given.id, _given.item_id, _given.quantity, _given.recipe_version_id, _held.item_id, _held.quantity)
            .where(_held.given_id == _given.id, _given.id.in_(asked[start : start + _AT_ONCE]))
            .order_by(_given.id, _held.item_id)
        )
        for given_id, item_id, quantity, recipe, part, each in rows:
            if given_id not in found:
                found[given_id] = ChangedKit(item_id, quantity, (), ())
                by_recipe.setdefault(recipe, []).append(given_id)
            found[given_id] = replace(found[given_id], parts=(*found[given_id].parts, (part, each)))
    for recipe, parts in _recipes(session, by_recipe).items():
        found |= {given_id: replace(found[given_id], recipe=parts) for given_id in by_recipe[recipe]}
    return found


def summed(kits: Iterable[ChangedKit]) -> tuple[ChangedKit, ...]:
    """Those that held the same, together: some may have been made up and others drawn apart."""
    alike: dict[ChangedKit, int] = {}
    for kit in kits:
        one = replace(kit, quantity=1)
        alike[one] = alike.get(one, 0) + kit.quantity
    return tuple(replace(one, quantity=quantity) for one, quantity in alike.items())


def _recipes(session: Session, versions: Collection[int]) -> dict[int, Parts]:
    if not versions:
        return {}
    found: dict[int, Parts] = {}
    rows = session.execute(
        select(_part.recipe_version_id, _part.item_id, _part.quantity)
        .where(_part.recipe_version_id.in_(sorted(versions)))
        .order_by(_part.recipe_version_id, _part.item_id)
    )
    for version, part, each in rows:
        found[version] = (*found.get(version, ()), (part, each))
    return found
