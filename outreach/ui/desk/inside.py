"""What is in each kit of a line: as its recipe says today, or as it was changed.  Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach.catalog import Item
from outreach.stock.kit_differences import difference
from outreach.ui.desk.lines import Line, Parts
from outreach.vocabulary import ItemId


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in each kit of a line, and what its recipe says."""

    parts: Parts
    recipe: Parts

    @property
    def is_changed(self) -> bool:
        return sorted(self.parts) != sorted(self.recipe)


def inside(line: Line, items: Mapping[ItemId, Item]) -> Inside:
    recipe = recipe_of(line.item_id, items)
    return Inside(line.parts if line.parts is not None else recipe, recipe)


def shown_parts(line: Line, items: Mapping[ItemId, Item]) -> Parts:
    """Every part of the recipe, 0 for one left out; what came in stands behind what it replaces."""
    now = inside(line, items)
    held = dict(now.parts)
    parts: Parts = tuple((item, held.get(item, 0)) for item, _ in now.recipe)
    found = difference(now.parts, now.recipe, items)
    for one in found.instead:
        parts = put_after(parts, one.of, (one.item_id, one.quantity))
    return (*parts, *found.more)


def recipe_of(item_id: ItemId, items: Mapping[ItemId, Item]) -> Parts:
    recipe = items[item_id].recipe
    return tuple((part.item_id, part.quantity) for part in recipe.parts) if recipe is not None else ()


def put_after(parts: Parts, item_id: ItemId, one: tuple[ItemId, int]) -> Parts:
    """One more part, behind another."""
    place = next((place for place, (item, _) in enumerate(parts, 1) if item == item_id), len(parts))
    return (*parts[:place], one, *parts[place:])
