"""A delivery as it is typed.  Pure: what was typed stays as it is, and what is wrong with it is worked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from outreach.catalog import Item, folded
from outreach.errors import Refusal
from outreach.scans import Marked
from outreach.stock.amounts import as_typed, parse_amount, parse_expiry, typed_expiry
from outreach.stock.deliveries import DeliveryLine, Said
from outreach.vocabulary import Arrived, DocumentId, ItemId, SiteId, SourceId, SupplierId

Parsed = TypeVar("Parsed")


class Field(StrEnum):
    FIND = "find"
    DAY = "day"
    AMOUNT = "amount"
    LOT = "lot"
    EXPIRY = "expiry"
    ORDERED = "ordered"
    INVOICED = "invoiced"


class Missing(Enum):
    """What keeps a delivery from being posted, where it is not a refusal of what was typed."""

    ITEM = "item"
    AMOUNT = "amount"
    LOT = "lot"
    EXPECTED = "expected"
    DAY = "day"
    DAY_TO_COME = "day to come"


@dataclass(frozen=True, slots=True)
class Place:
    """A field: of the lot with this key, of the item whose first lot it is, or (key 0) of the delivery."""

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
        """None while it is no amount (yet).  Nothing came of it: 0."""
        return _or_none(lambda: _units(self.amount, item))

    @property
    def is_blank(self) -> bool:
        return not (self.amount.strip() or self.number.strip() or self.expiry.strip())

    def is_of(self, marked: Marked) -> bool:
        """Whether a box with these marks is one more of this lot."""
        if folded(self.number) != folded(marked.number):
            return False
        return None in (marked.expires_on, self.expires_on) or marked.expires_on == self.expires_on

    @property
    def expires_on(self) -> date | None:
        return _or_none(lambda: parse_expiry(self.expiry)) if self.expiry.strip() else None

    def problems(self, item: Item) -> list[Problem]:
        found = []
        if not self.amount.strip():
            found.append(Problem(Place(Field.AMOUNT, self.key), Missing.AMOUNT))
        elif refusal := _refusal(lambda: _units(self.amount, item)):
            found.append(Problem(Place(Field.AMOUNT, self.key), refusal))
        if self.expiry.strip():
            if not self.number.strip():  # stock without a number is one lot, whenever it came: it has no one date
                found.append(Problem(Place(Field.LOT, self.key), Missing.LOT))
            if refusal := _refusal(lambda: parse_expiry(self.expiry)):
                found.append(Problem(Place(Field.EXPIRY, self.key), refusal))
        return found


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item that came, in one lot or several; what order and invoice say of it, and why that is not what came."""

    item: Item
    lots: tuple[LotDraft, ...]
    ordered: str = ""
    invoiced: str = ""
    chosen: Arrived | None = None

    @property
    def key(self) -> int:
        """By which its own fields are named: that of its first lot."""
        return self.lots[0].key

    @property
    def units(self) -> int | None:
        """What came; None while an amount is missing or not understood."""
        each = [lot.units(self.item) for lot in self.lots]
        return None if None in each else sum(n for n in each if n is not None)

    @property
    def said_ordered(self) -> int | None:
        return _said(self.ordered, self.item)

    @property
    def said_invoiced(self) -> int | None:
        return _said(self.invoiced, self.item)

    @property
    def expected(self) -> int | None:
        """What the invoice says; where there is none, the order."""
        return self.said_ordered if self.said_invoiced is None else self.said_invoiced

    @property
    def difference(self) -> int | None:
        return None if self.units is None or self.expected is None else self.units - self.expected

    @property
    def still_to_come(self) -> int:
        """Ordered and not invoiced yet: nothing to claim."""
        return max(0, (self.said_ordered or 0) - self.said_invoiced) if self.said_invoiced is not None else 0

    @property
    def reason(self) -> Arrived | None:
        """Why it differs: as chosen, else what a difference mostly is."""
        if self.chosen is not None or not self.difference:
            return self.chosen
        return Arrived.SHORT if self.difference < 0 else Arrived.FREE

    @property
    def goes_back(self) -> int:
        """Wrong: all that came.  Damaged: what is missing of what should have come."""
        if self.reason is Arrived.WRONG:
            return self.units or 0
        return max(0, -(self.difference or 0)) if self.reason is Arrived.DAMAGED else 0

    @property
    def to_claim(self) -> int:
        """Units on the invoice that are not on our shelf."""
        kept = 0 if self.reason is Arrived.WRONG else self.units or 0
        return max(0, (self.said_invoiced or 0) - kept)

    def problems(self) -> list[Problem]:
        found = []
        for field, typed in ((Field.ORDERED, self.ordered), (Field.INVOICED, self.invoiced)):
            if typed.strip() and (refusal := _refusal(partial(_units, typed, self.item))):
                found.append(Problem(Place(field, self.key), refusal))
        if self.chosen is Arrived.DAMAGED and (self.difference or 0) >= 0 and self.units is not None:
            found.append(Problem(Place(Field.INVOICED, self.key), Missing.EXPECTED))
        for lot in self.lots:
            found += lot.problems(self.item)
            if lot.units(self.item) == 0 and self.expected is None:
                found.append(Problem(Place(Field.AMOUNT, lot.key), Missing.AMOUNT))
        return found

    def lines(self) -> list[DeliveryLine]:
        """What is put on the shelf of it: nothing of what goes back."""
        if self.reason is Arrived.WRONG:
            return []
        return [
            DeliveryLine(self.item.id, units, lot.number.strip(), lot.expires_on, lot.source_id)
            for lot in self.lots
            if (units := lot.units(self.item))
        ]

    def said(self) -> Said | None:
        """What is kept beside it, if order or invoice were looked at."""
        if self.expected is None and self.reason is None:
            return None
        return Said(self.item.id, self.said_ordered, self.said_invoiced, self.goes_back, self.reason)


@dataclass(frozen=True, slots=True)
class Draft:
    """`on` is the day chosen (None: today), unless one is being typed: then `typed_day` is what it says.

    `replaces` is the delivery it is written again for, which stood on the day `replaced_on`.
    """

    client_id: UUID
    site_id: SiteId | None = None
    on: date | None = None
    typed_day: str | None = None
    supplier_id: SupplierId | None = None
    reference: str = ""
    items: tuple[ItemDraft, ...] = ()
    last_key: int = 0
    replaces: DocumentId | None = None
    replaced_on: date | None = None

    @property
    def is_begun(self) -> bool:
        return bool(self.items or self.reference.strip() or self.supplier_id is not None or self.replaces is not None)

    @property
    def is_compared(self) -> bool:
        """Somebody has its invoice or order in the hand: it is named, or was typed from for another item."""
        return bool(self.reference.strip()) or any(one.ordered.strip() or one.invoiced.strip() for one in self.items)

    def is_first_lot(self, key: int) -> bool:
        return any(one.key == key for one in self.items)

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

    def said_of(self, key: int, **what: Any) -> Draft:
        """The same of the item whose first lot this is."""
        return replace(self, items=tuple(replace(one, **what) if one.key == key else one for one in self.items))

    def scanned(self, item: Item, units: int, marked: Marked) -> tuple[Draft, int]:
        """One more box of a lot, on its line or on one of its own; which line it was."""
        lots = [lot for one in self.items if one.item.id == item.id for lot in one.lots]
        same = [lot for lot in lots if lot.is_of(marked)] if marked.number else lots[-1:]
        found = next(iter((*same, *(lot for lot in lots if lot.is_blank))), None)
        draft = self if found else self.with_lot(item)
        key = found.key if found else draft.last_key
        lot = draft.lot(key)
        so_far = lot.units(item) if lot.amount.strip() else 0
        if so_far is None:  # what is typed there is no amount: it stays, and is asked about
            return draft, key
        expiry = lot.expiry or (typed_expiry(marked.expires_on) if marked.expires_on else "")
        amount = as_typed(so_far + units, item.units_per_box, item.units_per_case)
        return draft.typed(key, amount=amount, number=lot.number or marked.number, expiry=expiry), key

    def lot(self, key: int) -> LotDraft:
        return next(lot for one in self.items for lot in one.lots if lot.key == key)

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
        return found + [problem for one in self.items for problem in one.problems()]

    def lines(self) -> tuple[DeliveryLine, ...]:
        """What is put on the shelf, once there are no problems."""
        return tuple(line for one in self.items for line in one.lines())

    def said(self) -> tuple[Said, ...]:
        return tuple(said for one in self.items if (said := one.said()) is not None)


_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _day(typed: str) -> date | None:
    match = _DAY.fullmatch(typed.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _units(typed: str, item: Item) -> int:
    """An amount, of which 0 is one too: ordered, and nothing came."""
    return 0 if typed.strip() == "0" else parse_amount(typed, item.units_per_box, item.units_per_case)


def _said(typed: str, item: Item) -> int | None:
    return _or_none(lambda: _units(typed, item)) if typed.strip() else None


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
