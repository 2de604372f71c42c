"""Shortfalls: what left a shelf beyond what the books held there.  Pure; judged by the day, never by who keyed first.

At the end of each day (and before each count of it) an item that the books would have below zero at a site is short by
as much.  So the same facts, keyed in any order, are short on the same days by the same amounts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outreach.vocabulary import DocumentId, LotId, MovementId

Place = tuple[date, int]
"""A day, and how many counts of that day stand before."""
Found = Mapping[LotId, int | None]
"""What a count found by lot; None: nobody looked."""
_Key = tuple[date, LotId, DocumentId | None]


@dataclass(frozen=True, slots=True)
class Count:
    """A posted count of one item at one site, and what it found."""

    document_id: DocumentId
    on: date
    found: Found

    def looked_at(self, lot_id: LotId) -> bool:
        return self.found.get(lot_id, 0) is not None


@dataclass(frozen=True, slots=True)
class Noted:
    """A shortfall as it stands; `answered_by` is the count it stands before, of those that looked at its lot."""

    id: MovementId
    on: date
    lot_id: LotId
    quantity: int
    answered_by: DocumentId | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What must be written so that a lot is short by what it should be, on a day and before one count."""

    on: date
    lot_id: LotId
    count: Count | None
    take_back: tuple[Noted, ...]
    add: int


def changes(
    start: Mapping[LotId, int],
    moved: Mapping[Place, Mapping[LotId, int]],
    noted: Iterable[Noted],
    counts: Sequence[Count],
    order: Sequence[LotId],
) -> Iterator[Change]:
    """Walk from the first day on and say what is short otherwise than it should be.

    `start` is what stood there before; `moved` the sums of each day, or of its parts between counts, without
    shortfalls; `order` that in which lots below zero are made up for.
    """
    by_id = {count.document_id: count for count in counts}
    should = _should(start, moved, counts, order)
    stands: dict[_Key, list[Noted]] = defaultdict(list)
    for row in noted:
        stands[row.on, row.lot_id, row.answered_by].append(row)
    for key in sorted(should.keys() | stands.keys(), key=lambda key: (key[0], key[1], key[2] or 0)):
        on, lot, document = key
        mine, take_back = stands.get(key, []), []
        while sum(row.quantity for row in mine) > should.get(key, 0):
            take_back.append(mine.pop())
        add = should.get(key, 0) - sum(row.quantity for row in mine)
        if take_back or add:
            yield Change(on, lot, by_id[document] if document is not None else None, tuple(take_back), add)


def after_count(running: Mapping[LotId, int], found: Found) -> dict[LotId, int]:
    """What stands there after a count: what it found, and of lots nobody looked at what stood there before it."""
    return {lot: running.get(lot, 0) if n is None else n for lot, n in found.items()}


def by_lot(running: Mapping[LotId, int], order: Sequence[LotId]) -> dict[LotId, int]:
    """How short the item is, on the lots that the books have below zero."""
    short = -sum(running.values())
    needed: dict[LotId, int] = {}
    for lot in order:
        if short > 0 and running.get(lot, 0) < 0:
            needed[lot] = min(short, -running[lot])
            short -= needed[lot]
    return needed


def _should(
    start: Mapping[LotId, int],
    moved: Mapping[Place, Mapping[LotId, int]],
    counts: Sequence[Count],
    order: Sequence[LotId],
) -> dict[_Key, int]:
    ends = _ends(counts)
    after_each = {(on, number + 1) for on, number in ends}
    running = defaultdict(int, start)
    should: dict[_Key, int] = defaultdict(int)
    for place in sorted(moved.keys() | ends.keys() | after_each):
        for lot, quantity in moved.get(place, {}).items():
            running[lot] += quantity
        for lot, quantity in by_lot(running, order).items():
            running[lot] += quantity
            answering = next((c for at, c in ends.items() if at >= place and c.looked_at(lot)), None)
            should[place[0], lot, answering.document_id if answering is not None else None] += quantity
        if place in ends:
            running = defaultdict(int, after_count(running, ends[place].found))
    return should


def _ends(counts: Sequence[Count]) -> dict[Place, Count]:
    """The count that stands at the end of each place that ends with one, in order."""
    found: dict[Place, Count] = {}
    for count in counts:
        found[count.on, sum(on == count.on for on, _ in found)] = count
    return found
