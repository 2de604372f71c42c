"""What happened to one kit at one site, put in order: by the day, before which of its counts, and within that."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outreach.stock.kit_splits import Line, Moved, Stretch
from outreach.stock.shortfalls import Found
from outreach.stock.standing import PostedCount, Seen

FIRST, IN_ORDER, LAST = range(3)
Place = tuple[int, ...]  # of a fact among those of its stretch


@dataclass(slots=True)
class Book:
    """Facts by the day and by how many of its counts stand before them; `found` of the counts that say it."""

    counts: Mapping[PostedCount, Found | None]
    day_ends_at: int
    _facts: dict[tuple[date, int], list[tuple[Place, Moved | Line]]] = field(default_factory=lambda: defaultdict(list))

    def in_order(self, hour: int | None, first_row: int | None) -> Place:
        """No hour is before any; a visit that gave nothing at first has no row, and stands at the end of its hour."""
        since = -1 if hour is None else (hour - self.day_ends_at) % 24
        return (IN_ORDER, since, first_row is None, first_row or 0)

    def add(self, on: date, seen: Seen, place: Place, fact: Moved | Line) -> None:
        before = self._of(on)
        at = next((number for number, count in enumerate(before) if count.answers(on, seen)), len(before))
        self._facts[on, at].append((place, fact))

    def stretches(self) -> list[Stretch]:
        found = []
        for on in sorted({day for day, _ in self._facts} | {count.on for count in self.counts}):
            ends = [self.counts[count] for count in self._of(on)]
            for number, end in enumerate([*ends, None]):
                facts = [fact for _, fact in sorted(self._facts[on, number], key=lambda one: one[0])]
                is_settled = number == len(ends) or end is not None
                found.append(Stretch(on, facts, is_settled, end))
        return found

    def _of(self, on: date) -> list[PostedCount]:
        return [count for count in self.counts if count.on == on]
