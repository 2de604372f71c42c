"""Which lots a paper would take, as the domain will pick them, to be shown while it is typed.  Pure: nothing is kept.

First expiry first out among what may be picked; kits made up before, then those made up just now of their parts; what
nobody holds has no lot.
What is moved or lost is all there was, so what is expired or on hold goes last; to people it never goes by itself.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from outreach.catalog import Item
from outreach.stock import assembling
from outreach.stock.levels import LotLevel
from outreach.ui.stock.paper.draft import PaperLine
from outreach.vocabulary import ItemId, LotId


@dataclass(frozen=True, slots=True)
class Share:
    """So many units of one lot; `is_short`: the books do not hold them of it.

    `beyond`: what they do not hold of the item; `is_stopped`: of a lot that goes by itself only when no other is left.
    `made_of`: of kits that are made up just now, what goes into them.
    """

    item: Item
    quantity: int
    lot_id: LotId | None = None
    number: str = ""
    expires_on: date | None = None
    source: str = ""
    is_short: bool = False
    beyond: int = 0
    is_stopped: bool = False
    made_of: tuple["Share", ...] = ()


@dataclass(frozen=True, slots=True)
class NewLots:
    """Lots of kits made up just now: how one would be called, what is taken, and what no source is called."""

    wanted: str
    taken: Mapping[ItemId, Collection[str]]
    unstated: str


def carried(inside: Iterable[Share], unstated: str) -> tuple[date | None, str | None]:
    """The expiry and the source that a lot of kits takes from its parts; no source where they have several."""
    parts = list(inside)
    source = assembling.source_carried((one.source or unstated, one.item.naloxone is not None) for one in parts)
    return assembling.first_to_expire(one.expires_on for one in parts), source


class Shelf:
    """What is left of each lot while the lines of a paper take theirs."""

    def __init__(
        self,
        lots: Mapping[ItemId, Sequence[LotLevel]],
        items: Mapping[ItemId, Item],
        new: NewLots | None = None,
        *,
        as_it_stands: bool = False,
    ) -> None:
        """With `new` lots of kits, those that are missing are made up just now."""
        self._lots, self._items, self._new, self._as_it_stands = lots, items, new, as_it_stands
        self._went_in: dict[ItemId, tuple[Share, ...]] = {}
        self._total = {item_id: sum(lot.on_hand for lot in each) for item_id, each in lots.items()}
        self._left = {lot.lot_id: lot.on_hand for each in lots.values() for lot in each}

    def take(self, line: PaperLine) -> tuple[Share, ...]:
        if not line.units:
            return ()
        if line.lot is not None:
            return self._named(line, line.units)
        taken, rest = self._pick(line.item, line.units)
        if not rest or line.item.recipe is None or self._new is None:
            return tuple(self._all(line.item, taken, rest))
        return (*taken, self._made(line.item, rest, self._new))

    def _made(self, kit: Item, kits: int, new: NewLots) -> Share:
        """Kits made up just now: all of a paper are one lot."""
        made_of: list[Share] = []
        for part in kit.recipe.parts if kit.recipe else ():
            item = self._items[part.item_id]
            made_of += self._all(item, *self._pick(item, part.quantity * kits))
        self._went_in[kit.id] = (*self._went_in.get(kit.id, ()), *made_of)
        expires_on, source = carried(self._went_in[kit.id], new.unstated)
        number = assembling.free_number(new.taken.get(kit.id, ()), new.wanted)
        return Share(kit, kits, None, number, expires_on, source or new.unstated, made_of=tuple(made_of))

    def _named(self, line: PaperLine, units: int) -> tuple[Share, ...]:
        lot = line.lot
        if lot is None:
            return ()
        left = self._left.get(lot.lot_id, 0)
        self._left[lot.lot_id] = left - units
        self._total[line.item.id] = self._total.get(line.item.id, 0) - units
        beyond = min(units, max(0, -self._total[line.item.id]))
        share = Share(line.item, units, lot.lot_id, lot.number, lot.expires_on, lot.source, is_short=left < units)
        return (replace(share, beyond=beyond),)

    def _pick(self, item: Item, units: int) -> tuple[list[Share], int]:
        found: list[Share] = []
        for lot in self._lots.get(item.id, ()):
            taken = min(units, self._left[lot.lot_id])
            if taken > 0 and not (lot.on_hold or lot.is_expired):
                self._left[lot.lot_id] -= taken
                units -= taken
                found.append(Share(item, taken, lot.lot_id, lot.number, lot.expires_on, lot.source))
        return found, units

    def _all(self, item: Item, picked: list[Share], rest: int) -> list[Share]:
        """With what no lot covers that may be picked, and by how much the item is short then."""
        taken = list(picked)
        for lot in self._lots.get(item.id, ()) if self._as_it_stands else ():
            more = min(rest, self._left[lot.lot_id])
            if more > 0:
                self._left[lot.lot_id] -= more
                rest -= more
                taken.append(
                    Share(item, more, lot.lot_id, lot.number, lot.expires_on, lot.source, is_stopped=True)
                )  # fmt: skip
        taken += [Share(item, rest, is_short=True)] if rest else []
        units = sum(one.quantity for one in taken)
        self._total[item.id] = self._total.get(item.id, 0) - units
        beyond = min(units, max(0, -self._total[item.id]))
        return [*taken[:-1], replace(taken[-1], beyond=beyond)] if taken else []


def shares_of(
    lines: Iterable[PaperLine],
    lots: Mapping[ItemId, Sequence[LotLevel]],
    items: Mapping[ItemId, Item],
    new: NewLots | None = None,
    *,
    as_it_stands: bool = False,
) -> dict[int, tuple[Share, ...]]:
    """Line → what it takes, line after line as they will be written."""
    shelf = Shelf(lots, items, new, as_it_stands=as_it_stands)
    return {line.key: shelf.take(line) for line in lines}
