"""A paper of the stock room as it is typed: a hand-over, a transfer, a loss.  Pure.

What was typed stays as it is; what is wrong with it is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from outreach.catalog import Item
from outreach.errors import Refusal
from outreach.stock.amounts import AmountNotUnderstood, parse_amount, parse_expiry
from outreach.stock.papers import Line
from outreach.vocabulary import CountSide, DocumentId, ItemId, LotId, LotKnown, SiteId, SourceId


class Field(StrEnum):
    FIND = "find"
    AMOUNT = "amount"
    COUNTED = "counted"
    NUMBER = "number"
    EXPIRY = "expiry"
    WHO = "who"
    TO = "to"


class Missing(StrEnum):
    """What keeps a paper from being posted, where it is not a refusal of what was typed."""

    LINE = "line"
    AMOUNT = "amount"
    COUNTED = "counted"
    NUMBER = "number"
    DAY_TO_COME = "day_to_come"
    PARTNER = "partner"
    EVENT = "event"
    TRAINING = "training"
    MACHINE = "machine"
    TO = "to"
    REASON = "reason"
    KIT = "kit"
    LOT_OF_KITS = "lot_of_kits"


@dataclass(frozen=True, slots=True)
class Place:
    """A field: of the line with this key, or (key 0) of the paper."""

    field: Field
    key: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    place: Place
    what: Missing | Refusal


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lot somebody named, and how it is called."""

    lot_id: LotId
    number: str
    expires_on: date | None
    source: str
    known: LotKnown = LotKnown.CHOSEN


@dataclass(frozen=True, slots=True)
class PaperLine:
    """So many of an item.  `lot`: as chosen or scanned, else by the books.

    `counted`: what still stood in a machine.  `number`, `expiry` and `source_id`: of a lot the books do not have yet.
    """

    key: int
    item: Item
    amount: str = ""
    lot: Chosen | None = None
    counted: str = ""
    number: str = ""
    expiry: str = ""
    source_id: SourceId | None = None

    @property
    def units(self) -> int | None:
        """None while it is no amount (yet)."""
        found = self._read(self.amount)
        return found if isinstance(found, int) else None

    @property
    def found(self) -> int | None:
        """What was counted; 0 is a count too."""
        found = _nothing(self.counted) or self._read(self.counted)
        return 0 if found is True else found if isinstance(found, int) else None

    @property
    def expires_on(self) -> date | None:
        found = _tried(lambda: parse_expiry(self.expiry)) if self.expiry.strip() else None
        return found if isinstance(found, date) else None

    @property
    def is_blank(self) -> bool:
        return not (self.amount.strip() or self.counted.strip())

    def amount_problem(self) -> Missing | Refusal | None:
        if not self.amount.strip():
            return Missing.AMOUNT
        found = self._read(self.amount)
        return found if isinstance(found, Refusal) else None

    def counted_problem(self) -> Refusal | None:
        if not self.counted.strip() or self.found is not None:
            return None
        found = self._read(self.counted)
        return found if isinstance(found, Refusal) else AmountNotUnderstood(self.counted)

    def lot_problems(self) -> list[Problem]:
        """Of a lot that is typed."""
        if not self.expiry.strip():
            return []
        found = _tried(lambda: parse_expiry(self.expiry))
        problems = [] if self.number.strip() else [Problem(Place(Field.NUMBER, self.key), Missing.NUMBER)]
        return [*problems, Problem(Place(Field.EXPIRY, self.key), found)] if isinstance(found, Refusal) else problems

    def as_line(self) -> Line:
        if self.lot is None:
            return Line(self.item.id, self.units or 0)
        return Line(self.item.id, self.units or 0, self.lot.lot_id, self.lot.known)

    def _read(self, typed: str) -> int | Refusal:
        found: int | Refusal = _tried(lambda: parse_amount(typed, self.item.units_per_box, self.item.units_per_case))
        return found


@dataclass(frozen=True, slots=True)
class StoodAt:
    """Where a paper stood that is written again."""

    on: date
    sites: tuple[SiteId, ...]


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """`on` is the day chosen (None: today); `side` the answer to *before or after the count?*.

    `replaces` is the paper it is written again for, which `stood` on that day at those sites.
    """

    client_id: UUID
    site_id: SiteId | None = None
    on: date | None = None
    side: CountSide | None = None
    lines: tuple[PaperLine, ...] = ()
    last_key: int = 0
    replaces: DocumentId | None = None
    stood: StoodAt | None = None

    @property
    def is_begun(self) -> bool:
        return self.replaces is not None or any(not line.is_blank for line in self.lines)

    def stands_where_it_stood(self, on: date, sites: Sequence[SiteId]) -> bool:
        """Then it needs no other answer than the one it is written again for."""
        return self.stood is not None and self.stood.on == on and set(sites) <= set(self.stood.sites)

    @property
    def items(self) -> tuple[ItemId, ...]:
        return tuple(dict.fromkeys(line.item.id for line in self.lines))

    def day(self, today: date) -> date:
        return self.on or today

    def line(self, key: int) -> PaperLine | None:
        return next((line for line in self.lines if line.key == key), None)

    def with_line(self, item: Item, amount: str = "", lot: Chosen | None = None) -> Self:
        key = self.last_key + 1
        return replace(self, lines=(*self.lines, PaperLine(key, item, amount, lot)), last_key=key)

    def typed(self, key: int, **what: Any) -> Self:
        return replace(self, lines=tuple(replace(one, **what) if one.key == key else one for one in self.lines))

    def without(self, key: int) -> Self:
        return replace(self, lines=tuple(one for one in self.lines if one.key != key))

    def neighbor(self, key: int) -> int:
        """The line to go to when this one is taken off, or 0."""
        keys = [line.key for line in self.lines]
        place = keys.index(key)
        rest = keys[:place] + keys[place + 1 :]
        return rest[min(place, len(rest) - 1)] if rest else 0

    def waiting(self, item_id: ItemId, lot: Chosen | None = None) -> PaperLine | None:
        """The line of this item (and lot) that one more of it belongs to."""
        lot_id = lot.lot_id if lot else None
        mine = [one for one in self.lines if one.item.id == item_id]
        return next((one for one in mine if (one.lot.lot_id if one.lot else None) == lot_id), None)

    def about_problems(self) -> list[Problem]:
        """What is missing of whom, where or why it is about."""
        return []

    def line_problems(self, line: PaperLine) -> list[Problem]:
        what = line.amount_problem()
        return [Problem(Place(Field.AMOUNT, line.key), what)] if what else []

    def problems(self, today: date) -> list[Problem]:
        """Everything that keeps it from being posted, in reading order."""
        found = [] if self.day(today) <= today else [Problem(Place(Field.FIND), Missing.DAY_TO_COME)]
        found += self.about_problems()
        if not self.lines:
            found.append(Problem(Place(Field.FIND), Missing.LINE))
        return found + [problem for line in self.lines for problem in self.line_problems(line)]


def _nothing(typed: str) -> bool:
    return typed.strip() != "" and not typed.strip().strip("0")


def _tried(parse: Callable[[], Any]) -> Any:
    try:
        return parse()
    except Refusal as refusal:
        return refusal
