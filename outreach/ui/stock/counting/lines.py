"""A line of a count on the page: what is kept of it, and what stands in its fields and is not kept yet.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.errors import Refusal
from outreach.stock.amounts import AmountTooLarge, parse_amount
from outreach.stock.draft_lines import AmountMissing, Counted, TooManyCounted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from outreach.catalog import Item
    from outreach.stock.draft_reading import DraftLine
    from outreach.vocabulary import DifferenceReason, DraftLineId, ItemId, LotId


class Field(StrEnum):
    AMOUNT = "amount"
    DAMAGED = "damaged"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class CountLine:
    """`expected` is None where a blind count does not know it."""

    id: DraftLineId
    item_id: ItemId
    lot_id: LotId
    lot: str
    source: str
    expires_on: date | None
    on_hold: bool
    shelf: str
    counted: Counted | None
    reason: DifferenceReason | None
    moved: int
    by: str
    is_from_sheet: bool
    expected: int | None = None
    came_since: bool = False
    is_recalled: bool = False

    @classmethod
    def of(cls, line: DraftLine, *, is_shown: bool) -> CountLine:
        counted = Counted(line.found, line.damaged, line.expired) if line.found is not None else None
        return cls(
            line.id, line.item_id, line.lot_id, line.lot_number, line.source, line.expires_on, line.on_hold,
            line.shelf, counted, line.reason, line.moved, line.counted_by, line.is_from_sheet,
            line.expected if is_shown else None, line.came_since, line.is_recalled,
        )  # fmt: skip

    @property
    def is_left(self) -> bool:
        """It came since the count began, and nobody counted it: it stays as the books have it."""
        return self.came_since and self.counted is None

    @property
    def carried(self) -> int:
        """What stands there now if it was counted right: found, less what went, plus what came since."""
        return max(0, (self.counted.found if self.counted else 0) + self.moved)

    def difference(self, stands: int | None = None) -> int:
        """What the shelf has less or more than the books; where something moved, by what `stands` there now."""
        found = self.counted.found if self.counted else 0
        return (found if stands is None else stands) - (self.expected or 0)

    def unexplained(self, stands: int | None = None) -> int:
        """What of the difference is not thrown away, and needs its reason."""
        apart = self.counted.damaged + self.counted.expired if self.counted else 0
        return self.difference(stands) + apart


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a line."""

    amount: str = ""
    damaged: str = ""
    expired: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.amount.strip() or self.damaged.strip() or self.expired.strip())

    def counted(self, item: Item) -> Counted | None:
        """What it says; nothing if it is empty.  Raises AmountMissing, TooManyCounted, what `parse_amount` raises."""
        if self.is_empty:
            return None
        amount, damaged, expired = (_units(text, item) for text in (self.amount, self.damaged, self.expired))
        if amount is None:
            raise AmountMissing
        return Counted(amount, damaged or 0, expired or 0)

    def wrong(self, item: Item) -> Refusal | None:
        try:
            self.counted(item)
        except Refusal as refusal:
            return refusal
        return None


def _units(text: str, item: Item) -> int | None:
    try:
        return parse_amount(text, item.units_per_box, item.units_per_case, least=0) if text.strip() else None
    except AmountTooLarge as one:
        raise TooManyCounted(one.typed, one.most) from one


def shown(counted: Counted | None) -> Typed:
    """As it stands in the fields once it is kept."""
    if counted is None:
        return Typed()
    apart = (f"{n:,}" if n else "" for n in (counted.damaged, counted.expired))
    return Typed(f"{counted.found:,}", *apart)


def first_open(lines: Sequence[CountLine]) -> CountLine | None:
    """The first that was not counted yet; else the first."""
    return next((line for line in lines if line.counted is None), lines[0] if lines else None)
