"""Which lot leaves the shelf.  Pure: first expiry first out, then the source that ends first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from outreach.vocabulary import LotId, RecipeVersionId

_NEVER = date.max


@dataclass(slots=True)
class ShelfLot:
    """What the books hold of one lot at one site, while one transaction moves it about."""

    id: LotId
    number: str
    quantity: int
    expires_on: date | None
    source_ends_on: date | None
    on_hold: bool
    first_on: date  # the first day anything of it moved at this site
    recipe_version_id: RecipeVersionId | None = None
    source_id: int = 0

    def may_be_picked(self, on: date) -> bool:
        """There on that day, not on hold, not past its date: never picked by itself otherwise."""
        return (
            self.quantity > 0
            and not self.on_hold
            and self.first_on <= on
            and (self.expires_on is None or self.expires_on >= on)
        )


def first_out(lot: ShelfLot) -> tuple[date, date, bool, int]:
    """Sort key: soonest expiry, then the source that ends first, unlotted last, then the older lot."""
    return (lot.expires_on or _NEVER, lot.source_ends_on or _NEVER, not lot.number, lot.id)


def by_name(lot: ShelfLot) -> tuple[str, int, int]:
    """Sort key that does not depend on which lot was entered first."""
    return (lot.number, lot.source_id, lot.recipe_version_id or 0)


def pick(lots: Iterable[ShelfLot], quantity: int, on: date) -> tuple[list[tuple[ShelfLot, int]], int]:
    """Share `quantity` out over `lots` (in `first_out` order); also how much no lot covers.  Changes nothing."""
    picked: list[tuple[ShelfLot, int]] = []
    for lot in lots:
        if quantity == 0:
            break
        if lot.may_be_picked(on):
            taken = min(quantity, lot.quantity)
            picked.append((lot, taken))
            quantity -= taken
    return picked, quantity


def pick_stopped(lots: Iterable[ShelfLot], quantity: int, on: date) -> tuple[list[tuple[ShelfLot, int]], int]:
    """The same over what is never picked by itself: more went than could be used, so these were among it."""
    picked: list[tuple[ShelfLot, int]] = []
    for lot in lots:
        taken = min(quantity, lot.quantity)
        if taken > 0 and lot.first_on <= on and not lot.may_be_picked(on):
            picked.append((lot, taken))
            quantity -= taken
    return picked, quantity


def free(lots: Iterable[ShelfLot], on: date) -> int:
    """What can be given by the books; a lot below zero counts against the others."""
    return sum(lot.quantity for lot in lots if lot.quantity < 0 or lot.may_be_picked(on))


def usable(lots: Sequence[ShelfLot], on: date) -> int:
    """On hand less expired less on hold."""
    return sum(lot.quantity for lot in lots if lot.may_be_picked(on))
