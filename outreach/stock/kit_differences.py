"""What is otherwise in a kit than its recipe says.  Pure: an item that came in stands for one that was left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach.catalog import Item
from outreach.vocabulary import ItemId

Parts = tuple[tuple[ItemId, int], ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """So many of one item in the place of so many of another."""

    item_id: ItemId
    quantity: int
    of: ItemId
    of_quantity: int

    @property
    def is_as_many(self) -> bool:
        return self.quantity == self.of_quantity


@dataclass(frozen=True, slots=True)
class Difference:
    """`other`: a part in another amount (item, now, by the recipe); `without`: left out; `more`: in it besides."""

    instead: tuple[Instead, ...] = ()
    other: tuple[tuple[ItemId, int, int], ...] = ()
    without: tuple[ItemId, ...] = ()
    more: Parts = ()


def difference(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item]) -> Difference:
    """Of the same category before any other; of another only what the recipe has nothing like."""
    held, said = dict(parts), dict(recipe)
    without = [part for part in said if part not in held]
    came = [part for part in held if part not in said]
    categories = {items[part].category_id for part in said}
    instead = []
    for is_alike in (True, False):
        for part in tuple(without):
            for new in tuple(came):
                category = items[new].category_id
                if category == items[part].category_id if is_alike else category not in categories:
                    instead.append(Instead(new, held[new], part, said[part]))
                    without.remove(part)
                    came.remove(new)
                    break
    return Difference(
        tuple(instead),
        tuple((part, held[part], n) for part, n in said.items() if held.get(part, n) != n),
        tuple(without),
        tuple((part, held[part]) for part in came),
    )
