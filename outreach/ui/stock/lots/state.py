"""What the page of lots shows, as plain data; everything on it can be worked out from this.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.stock.lots import alike
from outreach.vocabulary import LotChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from outreach.catalog import Catalog, Item
    from outreach.errors import Refusal
    from outreach.stock.lot_changes import Change
    from outreach.stock.lot_listing import ListedLot, Past
    from outreach.stock.recalls import Recall
    from outreach.vocabulary import ItemId, LotId


class Which(StrEnum):
    """Which lots are looked at; ALL has those that are used up, too."""

    ON_HAND = "on_hand"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    ON_HOLD = "on_hold"
    RECALLED = "recalled"
    ALL = "all"


class Paper(StrEnum):
    """What can be printed of a lot; the value begins the name of its file."""

    NOTICE = "recall-notice"
    POSTER = "recall-poster"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Deed:
    """What is about to be done to a lot, as it is typed; `client_id` makes pressing twice once.

    `with_others`: a recall is of the number, from whatever source it came.
    """

    kind: LotChangeKind
    client_id: UUID
    lot_id: LotId
    reason: str = ""
    expiry: str = ""
    with_others: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels about to be printed: how many, on which sheet, from its which label on."""

    sheet: str
    copies: int | None = None
    start: int | None = 1


@dataclass(frozen=True, slots=True)
class Done:
    """What was done just now; a recall stopped so many lots of kits with it."""

    kind: LotChangeKind
    lot: ListedLot
    kits: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """A scan that led to no one lot: of this item, or (None) of nothing the center knows."""

    item: Item | None = None


@dataclass(frozen=True, slots=True)
class State:
    """`rows` pass the filter and what is typed; `past` and `trace` are of the one selected, when they were read.

    `not_done` is why something was not done, beside the lot; `refusal` why nothing could be read.
    """

    today: date
    catalog: Catalog | None = None
    lots: Sequence[ListedLot] | None = None
    which: Which = Which.ON_HAND
    item_id: ItemId | None = None
    typed: str = ""
    rows: tuple[ListedLot, ...] = ()
    selected: LotId | None = None
    past: Past | None = None
    trace: Recall | None = None
    deed: Deed | None = None
    labels: Labels | None = None
    is_writing: bool = False
    done: Done | None = None
    heard: Heard | None = None
    not_done: Refusal | None = None
    refusal: Refusal | None = None
    may_take_apart: bool = False

    @property
    def can_take_apart(self) -> bool:
        """The lot selected is of kits, and some are left."""
        item = self.catalog.item[self.lot.item_id] if self.catalog and self.lot else None
        is_kit = item is not None and item.recipe is not None
        return self.may_take_apart and is_kit and self.lot is not None and self.lot.on_hand > 0

    @property
    def is_reading(self) -> bool:
        return self.lots is None and self.refusal is None

    @property
    def lot(self) -> ListedLot | None:
        return next((one for one in self.lots or () if one.lot_id == self.selected), None)

    @property
    def same_number(self) -> tuple[ListedLot, ...]:
        """The lots of other sources with the number of the one selected, as far as they are not recalled."""
        lot = self.lot
        if lot is None or not lot.number:
            return ()
        return tuple(
            one
            for one in self.lots or ()
            if one.item_id == lot.item_id and one.lot_id != lot.lot_id and not one.is_recalled
            and alike(one.number) == alike(lot.number)
        )  # fmt: skip

    @property
    def stopped(self) -> Change | None:
        """Why the lot selected is not picked: its recall, else its newest hold."""
        lot, past = self.lot, self.past
        if lot is None or past is None or not lot.on_hold:
            return None
        kind = LotChangeKind.RECALLED if lot.is_recalled else LotChangeKind.HELD
        return next((one for one in reversed(past.changes) if one.change is kind), None)

    def count(self, which: Which) -> int:
        return sum(passes(lot, which, self.today) for lot in self._asked)

    @property
    def _asked(self) -> Sequence[ListedLot]:
        return [lot for lot in self.lots or () if self.item_id in (None, lot.item_id)]


def passes(lot: ListedLot, which: Which, today: date) -> bool:
    return {
        Which.ON_HAND: lot.on_hand != 0,
        Which.EXPIRING: lot.on_hand > 0 and lot.expires_soon(today),
        Which.EXPIRED: lot.on_hand > 0 and lot.has_expired(today),
        Which.ON_HOLD: lot.on_hold and not lot.is_recalled,
        Which.RECALLED: lot.is_recalled,
        Which.ALL: True,
    }[which]
