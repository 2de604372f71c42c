"""Kits that left by the books: made up, from the shelf, or not.  Pure; judged by the day, never by who keyed first.

A kit was one that was made up if one stood there, else it was drawn apart (or made up for the hand-over it left with).
What surely left the shelf (a lot that was named) goes before what the books can only guess.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from outreach.stock.shortfalls import Found, after_count, by_lot
from outreach.vocabulary import LotId

Lots = Mapping[LotId, int]
MayGoOut = Callable[[LotId, date], bool]
"""Whether a lot is given by the books on a day: not expired, not on hold."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Kits of a lot that came (above zero) or surely left."""

    lot_id: LotId
    quantity: int


class How(IntEnum):
    """How kits left: the sum of each is kept.  In this order, where nobody knows any other."""

    HANDED_OVER = 1
    GIVEN = 2
    CHANGED = 3  # opened, if made up, and given otherwise


Key = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class Line:
    """Kits given by the books; `lots` is what the books have from the shelf so far, the rest of them is drawn apart.

    `id` is that of a line given, or of a document that handed them over.
    """

    id: int
    quantity: int
    lots: Lots
    how: How = How.GIVEN

    @property
    def key(self) -> "Key":
        return self.how is How.HANDED_OVER, self.id


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day, or what of it lies between two counts, in order."""

    on: date
    facts: Sequence[Moved | Line]
    is_settled: bool = True  # at its end nothing stands below zero: the day ends, or kits were counted
    found: Found | None = None  # what a count found at its end


def otherwise(
    start: Lots,
    stretches: Sequence[Stretch],
    may_go_out: MayGoOut,
    order: Sequence[LotId],
    made_up_for: Sequence[LotId],
) -> Iterator[tuple[Line, Lots]]:
    """The lines whose kits left otherwise than noted, each with the lots they left.

    `order` is that of first out, `made_up_for` that in which lots below zero are made up for.
    """
    running = defaultdict(int, start)
    for stretch in stretches:
        shelf = _Shelf(running, stretch.on, may_go_out, order)
        yield from shelf.judge(stretch.facts)
        if stretch.is_settled:
            for lot, short in by_lot(running, made_up_for).items():
                running[lot] += short
        if stretch.found is not None:
            running = defaultdict(int, after_count(running, stretch.found))


class _Shelf:
    """The kits of one site during one stretch; `running` is what the books hold by lot."""

    def __init__(
        self, running: defaultdict[LotId, int], on: date, may_go_out: MayGoOut, order: Sequence[LotId]
    ) -> None:
        self._running, self._on, self._may_go_out, self._order = running, on, may_go_out, order

    def judge(self, facts: Sequence[Moved | Line]) -> Iterator[tuple[Line, Lots]]:
        lines = [fact for fact in facts if isinstance(fact, Line)]
        made_up = self._made_up(facts)  # what cannot be otherwise has left the shelf
        for line in lines:
            for lot, taken in self._free(line).items():
                self._running[lot] -= taken
        lots = {line.key: dict(line.lots) for line in lines}
        for step in (self._fewer, self._more):
            for how in How:
                step([line for line in lines if line.how is how], made_up, lots)
        for line in lines:
            self._elsewhere(lots[line.key])
            if lots[line.key] != line.lots:
                yield line, lots[line.key]

    def _made_up(self, facts: Sequence[Moved | Line]) -> dict[Key, int]:
        """How many of each line were made up, one after the other."""
        taken: dict[Key, int] = {}
        for fact in facts:
            if isinstance(fact, Line):
                fixed = self._fixed(fact)
                for lot, quantity in fixed.items():
                    self._running[lot] -= quantity
                free = fact.quantity - sum(fixed.values())
                taken[fact.key] = max(0, min(free, self._there() - sum(taken.values())))
                continue
            self._running[fact.lot_id] += fact.quantity
            short = sum(taken.values()) - self._there() if fact.quantity < 0 else 0
            for key in reversed(taken):  # it left the shelf, so those given were not there any more
                less = max(0, min(short, taken[key]))
                taken[key] -= less
                short -= less
        return taken

    def _there(self) -> int:
        """What can be given by the books; a lot below zero counts against the others."""
        return sum(n for lot, n in self._running.items() if n < 0 or self._may_go_out(lot, self._on))

    def _fixed(self, line: Line) -> Lots:
        """What left lots that are not given by the books any more: it left before they were stopped."""
        return {lot: n for lot, n in line.lots.items() if not self._may_go_out(lot, self._on)}

    def _free(self, line: Line) -> Lots:
        return {lot: n for lot, n in line.lots.items() if self._may_go_out(lot, self._on)}

    def _fewer(self, lines: Sequence[Line], made_up: Mapping[Key, int], lots: dict[Key, dict[LotId, int]]) -> None:
        """Draw apart what stood on no shelf, the last of the stretch first; no more lines change than must."""
        noted = {line.key: sum(self._free(line).values()) for line in lines}
        over = sum(noted.values()) - sum(made_up[line.key] for line in lines)
        for line in reversed(lines):
            less = min(over, noted[line.key] - made_up[line.key])
            mine = lots[line.key]
            for lot in sorted(self._free(line), key=lambda lot: (self._running[lot], self._order.index(lot))):
                back = max(0, min(less, mine[lot]))
                self._put(mine, lot, -back)
                over, less = over - back, less - back

    def _more(self, lines: Sequence[Line], made_up: Mapping[Key, int], lots: dict[Key, dict[LotId, int]]) -> None:
        """Take from the shelf what need not have been drawn apart, the first of the stretch first."""
        noted = {line.key: sum(self._free(line).values()) for line in lines}
        missing = sum(made_up[line.key] for line in lines) - sum(noted.values())
        for line in lines:
            more = max(0, min(missing, made_up[line.key] - noted[line.key]))
            missing -= more - self._take(lots[line.key], more)

    def _elsewhere(self, lots: dict[LotId, int]) -> None:
        """Take from another lot what stood in none of this one, as far as another has it."""
        for lot, taken in tuple(lots.items()):
            over = min(taken, -self._running[lot])
            if over > 0 and self._may_go_out(lot, self._on):
                self._put(lots, lot, -over)
                self._put(lots, lot, self._take(lots, over))

    def _take(self, lots: dict[LotId, int], kits: int) -> int:
        """So many kits more for a line, first out first; how many no lot has."""
        for lot in self._order:
            stands = self._running[lot] if self._may_go_out(lot, self._on) else 0
            taken = max(0, min(kits, stands))
            self._put(lots, lot, taken)
            kits -= taken
        return kits

    def _put(self, lots: dict[LotId, int], lot: LotId, kits: int) -> None:
        """So many kits more of a lot for a line."""
        if kits:
            self._running[lot] -= kits
            lots[lot] = lots.get(lot, 0) + kits
            if not lots[lot]:
                del lots[lot]
