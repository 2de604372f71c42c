"""A delivery as it is typed.  Pure: what was typed stays as it is, and what is wrong with it is worked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Any, TypeVar
from uuid import UUID

from outreach.catalog import Item
from outreach.errors import Refusal
from outreach.stock.amounts import parse_amount, parse_expiry
from outreach.stock.deliveries import DeliveryLine
from outreach.vocabulary import ItemId, SiteId, SourceId

Parsed = TypeVar("Parsed")


class Field(StrEnum):
    FIND = "find"
    DAY = "day"
    AMOUNT = "amount"
    LOT = "lot"
    EXPIRY = "expiry"


class Missing(Enum):
    """What keeps a delivery from being posted, where it is not a refusal of what was typed."""

    ITEM = "item"
    AMOUNT = "amount"
    LOT = "lot"
    DAY = "day"
    DAY_TO_COME = "day to come"


@dataclass(frozen=True, slots=True)
class Place:
    """A field: of the lot with this key, or (key 0) of the delivery."""

    field: Field
    key: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    place: Place
    what: Missing | Refusal


@dataclass(frozen=True, slots=True)
class LotDraft:
    """One lot of an item, as typed."""

    key: int
    amount: str = ""
    number: str = ""
    expiry: str = ""
    source_id: SourceId | None = None

    def units(self, item: Item) -> int | None:
        """None while it is no amount (yet)."""
        return _or_none(lambda: parse_amount(self.amount, item.units_per_box, item.units_per_case))

    @property
    def expires_on(self) -> date | None:
        return _or_none(lambda: parse_expiry(self.expiry)) if self.expiry.strip() else None

    def problems(self, item: Item) -> list[Problem]:
        found = []
        if not self.amount.strip():
            found.append(Problem(Place(Field.AMOUNT, self.key), Missing.AMOUNT))
        elif refusal := _refusal(lambda: parse_amount(self.amount, item.units_per_box, item.units_per_case)):
            found.append(Problem(Place(Field.AMOUNT, self.key), refusal))
        if self.expiry.strip():
            if not self.number.strip():  # stock without a number is one lot, whenever it came: it has no one date
                found.append(Problem(Place(Field.LOT, self.key), Missing.LOT))
            if refusal := _refusal(lambda: parse_expiry(self.expiry)):
                found.append(Problem(Place(Field.EXPIRY, self.key), refusal))
        return found


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item that came, in one lot or several."""

    item: Item
    lots: tuple[LotDraft, ...]

    @property
    def units(self) -> int | None:
        """None while an amount is missing or not understood."""
        each = [lot.units(self.item) for lot in self.lots]
        return None if None in each else sum(n for n in each if n is not None)


@dataclass(frozen=True, slots=True)
class Draft:
    """`on` is the day chosen (None: today), unless one is being typed: then `typed_day` is what it says."""

    client_id: UUID
    site_id: SiteId | None = None
    on: date | None = None
    typed_day: str | None = None
    reference: str = ""
    items: tuple[ItemDraft, ...] = ()
    last_key: int = 0

    @property
    def is_begun(self) -> bool:
        return bool(self.items or self.reference.strip())

    def day(self, today: date) -> date | None:
        """None while what is typed is no day."""
        if self.typed_day is None:
            return self.on or today
        return _day(self.typed_day)

    def item_of(self, key: int) -> ItemDraft | None:
        return next((one for one in self.items if any(lot.key == key for lot in one.lots)), None)

    def with_lot(self, item: Item) -> Draft:
        """One more lot of this item, at its end; a new item comes last.  It begins with the source typed last."""
        key = self.last_key + 1
        mine = next((one for one in self.items if one.item.id == item.id), None)
        before = (mine or (self.items[-1] if self.items else None)) if self.items else None
        lot = LotDraft(key, source_id=before.lots[-1].source_id if before else None)
        if mine is None:
            return replace(self, items=(*self.items, ItemDraft(item, (lot,))), last_key=key)
        longer = replace(mine, lots=(*mine.lots, lot))
        return replace(self, items=tuple(longer if one is mine else one for one in self.items), last_key=key)

    def typed(self, key: int, **what: Any) -> Draft:
        def changed(lot: LotDraft) -> LotDraft:
            return replace(lot, **what) if lot.key == key else lot

        return replace(
            self, items=tuple(replace(one, lots=tuple(changed(lot) for lot in one.lots)) for one in self.items)
        )

    def without(self, key: int) -> Draft:
        """Take a lot off; with its last lot an item goes too."""
        shorter = [replace(one, lots=tuple(lot for lot in one.lots if lot.key != key)) for one in self.items]
        return replace(self, items=tuple(one for one in shorter if one.lots))

    def neighbor(self, key: int) -> int:
        """The lot to go to when this one is taken off, or 0."""
        keys = [lot.key for one in self.items for lot in one.lots]
        place = keys.index(key)
        rest = keys[:place] + keys[place + 1 :]
        return rest[min(place, len(rest) - 1)] if rest else 0

    def empty_lot(self, item_id: ItemId) -> int:
        """A lot of this item that still waits for its amount, or 0."""
        lots = [lot for one in self.items if one.item.id == item_id for lot in one.lots]
        return next((lot.key for lot in lots if not lot.amount.strip()), 0)

    def problems(self, today: date) -> list[Problem]:
        """Everything that keeps it from being posted, in reading order."""
        found = []
        day = self.day(today)
        if day is None:
            found.append(Problem(Place(Field.DAY), Missing.DAY))
        elif day > today:
            found.append(Problem(Place(Field.DAY), Missing.DAY_TO_COME))
        if not self.items:
            found.append(Problem(Place(Field.FIND), Missing.ITEM))
        return found + [problem for one in self.items for lot in one.lots for problem in lot.problems(one.item)]

    def lines(self) -> tuple[DeliveryLine, ...]:
        """What is put on the shelf, once there are no problems."""
        return tuple(
            DeliveryLine(one.item.id, lot.units(one.item) or 0, lot.number.strip(), lot.expires_on, lot.source_id)
            for one in self.items
            for lot in one.lots
        )


_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _day(typed: str) -> date | None:
    match = _DAY.fullmatch(typed.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _refusal(parse: Callable[[], object]) -> Refusal | None:
    try:
        parse()
    except Refusal as refusal:
        return refusal
    return None


def _or_none(parse: Callable[[], Parsed]) -> Parsed | None:
    try:
        return parse()
    except Refusal:
        return None
