"""Which lots a paper would take, as the domain will pick them, to be shown while it is typed.  Pure: nothing is kept.

First expiry first out among what may be picked; kits made up before their parts; what nobody holds has no lot.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outreach.catalog import Item
from outreach.stock.levels import LotLevel
from outreach.ui.stock.paper.draft import PaperLine
from outreach.vocabulary import ItemId, LotId


@dataclass(frozen=True, slots=True)
class Share:
    """So many units of one lot; `is_short`: the books do not hold them."""

    item: Item
    quantity: int
    lot_id: LotId | None = None
    number: str = ""
    expires_on: date | None = None
    source: str = ""
    is_short: bool = False


class Shelf:
    """What is left of each lot while the lines of a paper take theirs."""

    def __init__(self, lots: Mapping[ItemId, Sequence[LotLevel]], items: Mapping[ItemId, Item]) -> None:
        self._lots, self._items = lots, items
        self._left = {lot.lot_id: lot.on_hand for each in lots.values() for lot in each}

    def take(self, line: PaperLine) -> tuple[Share, ...]:
        if not line.units:
            return ()
        if line.lot is not None:
            return self._named(line, line.units)
        taken, rest = self._pick(line.item, line.units)
        if not rest or line.item.recipe is None:
            return (*taken, *self._short(line.item, rest))
        for part in line.item.recipe.parts:
            item = self._items[part.item_id]
            more, missing = self._pick(item, part.quantity * rest)
            taken += [*more, *self._short(item, missing)]
        return tuple(taken)

    def _named(self, line: PaperLine, units: int) -> tuple[Share, ...]:
        lot = line.lot
        if lot is None:
            return ()
        left = self._left.get(lot.lot_id, 0)
        self._left[lot.lot_id] = left - units
        return (Share(line.item, units, lot.lot_id, lot.number, lot.expires_on, lot.source, is_short=left < units),)

    def _pick(self, item: Item, units: int) -> tuple[list[Share], int]:
        found: list[Share] = []
        for lot in self._lots.get(item.id, ()):
            taken = min(units, self._left[lot.lot_id])
            if taken > 0 and not (lot.on_hold or lot.is_expired):
                self._left[lot.lot_id] -= taken
                units -= taken
                found.append(Share(item, taken, lot.lot_id, lot.number, lot.expires_on, lot.source))
        return found, units

    def _short(self, item: Item, units: int) -> list[Share]:
        return [Share(item, units, is_short=True)] if units else []


def shares_of(
    lines: Iterable[PaperLine], lots: Mapping[ItemId, Sequence[LotLevel]], items: Mapping[ItemId, Item]
) -> dict[int, tuple[Share, ...]]:
    """Line → what it takes, line after line as they will be written."""
    shelf = Shelf(lots, items)
    return {line.key: shelf.take(line) for line in lines}
