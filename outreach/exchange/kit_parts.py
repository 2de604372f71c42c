"""What was in each of the kits of a line, as JSON: every part its recipe names is said, so that none is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.catalog import Catalog
from outreach.entry import NothingInKit
from outreach.errors import Refusal
from outreach.stock.kits import KitInKit, NotAKit, Recipe, recipe_on
from outreach.vocabulary import ItemId

KitRecipes = Callable[[ItemId], tuple[Recipe, ...]]
"""The recipes of an item, oldest first; of what is no kit, none.  Asked only where parts are said."""
Parts = tuple[tuple[ItemId, int], ...]


@dataclass(eq=False)
class PartsNotSaid(Refusal):
    """Whoever says what was in a kit says it of every part of its recipe: one left out is said to be 0."""

    kit: str
    parts: tuple[str, ...]


@dataclass(eq=False)
class PartsOnPaper(Refusal):
    """A row of a sheet has an amount for each item, and nothing else."""


def read_parts(said: dict[ItemId, int], kit: ItemId, on: date, catalog: Catalog, recipes: KitRecipes) -> Parts:
    """`{part: in each kit}`, 0 for what was left out.

    Raises NotAKit, PartsNotSaid, KitInKit, NothingInKit.
    """
    versions = recipes(kit)
    if not versions:
        raise NotAKit
    recipe = dict(recipe_on(versions, on).parts)
    if unsaid := tuple(catalog.item[part].name for part in recipe if part not in said):
        raise PartsNotSaid(catalog.item[kit].name, unsaid)
    if any(catalog.item[part].recipe is not None for part in said):
        raise KitInKit
    parts = tuple((part, each) for part, each in said.items() if each)
    if not parts:
        raise NothingInKit
    return parts


def parts_json(parts: Parts, recipe: Parts, catalog: Catalog) -> dict[str, Any]:
    """The same the other way: what was left out of the recipe says 0."""
    left_out = {part: 0 for part, _ in recipe}
    return {catalog.item[part].name: each for part, each in (left_out | dict(parts)).items()}
