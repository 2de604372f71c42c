"""Shortfalls: what left a shelf beyond what the books held there.  Pure; judged by the day, never by who keyed first.

At the end of each day (and before each count of it) an item that the books would have below zero at a site is short by
as much.  So the same facts, keyed in any order, are short on the same days by the same amounts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outreach.db.ids import device_of
from outreach.vocabulary import DocumentId, LotId, MovementId

Place = tuple[date, int]
"""A day, and how many counts of that day stand before."""


@dataclass(frozen=True, slots=True)
class Count:
    """A posted count of one item at one site: what it found by lot, and up to where it had seen."""

    document_id: DocumentId
    on: date
    seen: Mapping[int, int]  # device → last movement
    found: Mapping[LotId, int]

    def had_seen(self, row_id: int) -> bool:
        return row_id <= self.seen.get(device_of(row_id), 0)


@dataclass(frozen=True, slots=True)
class Noted:
    """One movement as far as shortfalls go; `answered_by` is the count with a line against it."""

    id: MovementId
    on: date
    lot_id: LotId
    quantity: int
    is_shortfall: bool
    reverses: MovementId | None = None
    answered_by: DocumentId | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What must be written so that one place is short by what it should be."""

    on: date
    count: Count | None  # the count that stands after it
    take_back: tuple[Noted, ...]
    add: Mapping[LotId, int]


def changes(
    start: Mapping[LotId, int],
    moved: Mapping[date, Mapping[LotId, int]],
    rows: Iterable[Noted],
    counts: Sequence[Count],
    order: Sequence[LotId],
) -> Iterator[Change]:
    """Walk from the first day on and say what is short otherwise than it should be.

    `start` is what stood there before; `moved` each day's sums without shortfalls, for days without a count; `rows` the
    shortfalls, and every row of days with a count; `order` that in which lots below zero are made up for.
    """
    on_day: dict[date, list[Count]] = defaultdict(list)
    for count in counts:
        on_day[count.on].append(count)
    parts = _parts(moved, rows, on_day)
    following = _following(counts)
    running = defaultdict(int, start)
    for place in sorted(parts.keys() | {(day, 0) for day in on_day} | set(following)):
        part = parts.get(place, _Part())
        for lot, quantity in part.moved.items():
            running[lot] += quantity
        needed = by_lot(running, order)
        for lot, quantity in needed.items():
            running[lot] += quantity
        answering = following.get(place) or next((c for c in counts if c.on > place[0]), None)
        change = _change(place[0], answering, part.shortfalls, needed)
        if change is not None:
            yield change
        if place in following:
            running = defaultdict(int, following[place].found)


class _Part:
    """What moved between two counts of one day, and what of it is noted as short."""

    def __init__(self) -> None:
        self.moved: dict[LotId, int] = defaultdict(int)
        self.shortfalls: list[Noted] = []


def _parts(
    moved: Mapping[date, Mapping[LotId, int]], rows: Iterable[Noted], on_day: Mapping[date, Sequence[Count]]
) -> dict[Place, _Part]:
    parts: dict[Place, _Part] = defaultdict(_Part)
    for day, by_lot in moved.items():
        parts[day, 0].moved.update(by_lot)
    for row in rows:
        part = parts[row.on, _position(row, on_day.get(row.on, ()))]
        if row.is_shortfall:
            part.shortfalls.append(row)
        else:
            part.moved[row.lot_id] += row.quantity
    return parts


def _position(row: Noted, counts: Sequence[Count]) -> int:
    for position, count in enumerate(counts):
        if row.answered_by == count.document_id or count.had_seen(row.id):
            return position
    return len(counts)


def _following(counts: Sequence[Count]) -> dict[Place, Count]:
    """The count that stands at the end of each place that ends with one."""
    found: dict[Place, Count] = {}
    for count in counts:
        found[count.on, sum(on == count.on for on, _ in found)] = count
    return found


def by_lot(running: Mapping[LotId, int], order: Sequence[LotId]) -> dict[LotId, int]:
    """How short the item is, on the lots that the books have below zero."""
    short = -sum(running.values())
    needed: dict[LotId, int] = {}
    for lot in order:
        if short > 0 and running.get(lot, 0) < 0:
            needed[lot] = min(short, -running[lot])
            short -= needed[lot]
    return needed


def _change(on: date, count: Count | None, noted: Sequence[Noted], needed: Mapping[LotId, int]) -> Change | None:
    reversed_ids = {row.reverses for row in noted}
    standing = [row for row in noted if row.reverses is None and row.id not in reversed_ids]
    take_back: list[Noted] = []
    add: dict[LotId, int] = {}
    for lot in sorted({row.lot_id for row in standing} | set(needed)):
        mine = [row for row in standing if row.lot_id == lot]
        while sum(row.quantity for row in mine) > needed.get(lot, 0):
            take_back.append(mine.pop())
        missing = needed.get(lot, 0) - sum(row.quantity for row in mine)
        if missing:
            add[lot] = missing
    return Change(on, count, tuple(take_back), add) if take_back or add else None
