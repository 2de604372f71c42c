"""Finds an item by the beginnings of its words, as the line of the desk does and in the same order.  Pure."""

from collections.abc import Iterable, Sequence

from outreach.catalog import Item
from outreach.ui.shared.quick_add import QuickAdd


class Finder:
    """Made once for a catalog, asked on each key press."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.id: item for item in items}
        self._quick_add = QuickAdd(self._items.values())

    def find(self, typed: str) -> Sequence[Item]:
        """Every item that is called so, likeliest first; else what it may mean with an amount, or a typo forgiven."""
        called = self.called(typed)
        return called or [self._items[match.item_id] for match in self._quick_add.matches(typed, len(self._items))]

    def called(self, typed: str) -> Sequence[Item]:
        """Only what is called so, to the letter."""
        return [self._items[item_id] for item_id in self._quick_add.called(typed)]
