"""What the page of kits shows: what each part comes to, how many can be made, what their lot will carry.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from outreach.stock import assembling, kit_lots
from outreach.stock.making_up import TooFewKits
from outreach.ui.stock.kits.draft import Deed, KitsDraft
from outreach.ui.stock.paper.draft import Field, PaperLine, Place, Problem
from outreach.ui.stock.paper.shares import Share, Shelf, carried
from outreach.ui.stock.paper.state import PaperState, Totals

if TYPE_CHECKING:
    from datetime import date

    from outreach.catalog import Item
    from outreach.stock.kit_reading import KitBooks, LotOfKits
    from outreach.stock.levels import LotLevel
    from outreach.vocabulary import ItemId


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part: how many each kit has, how many of it move in all (None: not known yet), and of which lots."""

    item: Item
    each: int
    units: int | None
    usable: int
    shares: tuple[Share, ...] = ()

    @property
    def short(self) -> int:
        """What the books do not hold of it."""
        return sum(one.beyond for one in self.shares)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The lot of kits as it will be; `first`: of which part's lot it has its expiry.

    `is_mixed`: its parts have several sources, so that none is stated.
    """

    number: str
    expires_on: date | None
    first: Share | None
    source: str
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class KitsState(PaperState):
    """`read`: what the books say of the kit chosen, once they were asked."""

    read: KitBooks | None = None

    @property
    def making(self) -> KitsDraft:
        assert isinstance(self.draft, KitsDraft)  # noqa: S101 - the only kind this page has
        return self.draft

    @property
    def line(self) -> PaperLine | None:
        return self.making.kit

    @property
    def is_making(self) -> bool:
        return self.making.deed is Deed.MAKE

    @property
    def known(self) -> KitBooks | None:
        """What was read, if it is of this kit."""
        return self.read if self.read and self.line and self.read.item_id == self.line.item.id else None

    @property
    def opened(self) -> LotOfKits | None:
        """The lot that is taken apart."""
        lot = self.line.lot if self.line else None
        return self.known.lots.get(lot.lot_id) if self.known and lot else None

    @property
    def too_few(self) -> TooFewKits | None:
        """More are taken apart than the books hold of the lot; of a day before, the file knows."""
        if self.is_making or self.line is None or self.line.lot is None or self.books is None or self.day < self.today:
            return None
        here = sum(lot.on_hand for lot in self.lots_here() if lot.lot_id == self.line.lot.lot_id)
        return TooFewKits(here) if (self.line.units or 0) > here else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """With what was typed beyond the lot, said at once."""
        found = tuple(one for one in self.draft.problems(self.today) if one.place in self.looked_at)
        if self.too_few is None or self.line is None:
            return found
        return (*found, Problem(Place(Field.AMOUNT, self.line.key), self.too_few))

    def usable(self, item_id: ItemId) -> int:
        level = self.books.levels.get(item_id) if self.books else None
        return level.usable if level else 0

    def most(self, item: Item) -> int:
        """How many of a kit the parts here are enough for."""
        parts = item.recipe.parts if item.recipe else ()
        return min((max(0, self.usable(part.item_id)) // part.quantity for part in parts), default=0)

    def made_up(self, item: Item) -> int:
        """How many of a kit stand here made up; one that is retired is not among the levels."""
        level = self.books.levels.get(item.id) if self.books else None
        return level.on_hand if level else sum(lot.on_hand for lot in self.lots(item.id))

    def lots_here(self) -> tuple[LotLevel, ...]:
        """Of the kit chosen, those with some left here."""
        return tuple(lot for lot in self.lots(self.line.item.id) if lot.on_hand > 0) if self.line else ()

    def parts(self) -> tuple[PartShown, ...]:
        if self.line is None or self.books is None:
            return ()
        return self._going_in(self.line) if self.is_making else self._coming_out(self.line)

    def _going_in(self, line: PaperLine) -> tuple[PartShown, ...]:
        if self.books is None or line.item.recipe is None:
            return ()
        items = self.books.catalog.item
        shelf, kits = Shelf(self.books.lots, items), line.units
        return tuple(
            PartShown(
                items[part.item_id], part.quantity, part.quantity * kits if kits else None,
                self.usable(part.item_id),
                shelf.take(PaperLine(0, items[part.item_id], str(part.quantity * (kits or 0)))),
            )
            for part in line.item.recipe.parts
        )  # fmt: skip

    def _coming_out(self, line: PaperLine) -> tuple[PartShown, ...]:
        if self.books is None or self.opened is None or line.lot is None:
            return ()
        items, back = self.books.catalog.item, kit_lots.spread(self.opened.inside, self.opened.parts, line.units or 0)
        own = Share(line.item, 0, None, line.lot.number, line.lot.expires_on, line.lot.source)
        shares: dict[ItemId, tuple[Share, ...]] = {}
        for part, lot, n in back:
            share = Share(items[part], n, lot.lot_id, lot.number, lot.expires_on, lot.source) if lot else None
            shares[part] = (*shares.get(part, ()), share or replace(own, item=items[part], quantity=n))
        return tuple(
            PartShown(
                items[part], each, each * line.units if line.units else None, self.usable(part), shares.get(part, ())
            )
            for part, each in self.opened.parts
        )  # fmt: skip

    def foreseen(self) -> Foreseen | None:
        """What the lot of kits will be called, and carry."""
        if self.line is None or not self.is_making:
            return None
        wanted = self.line.number.strip() or assembling.usual_number(self.day)
        taken = self.known.numbers - {self.making.was_called} if self.known else ()
        number = assembling.free_number(taken, wanted)
        inside = [one for part in self.parts() for one in part.shares]
        expires_on, source = carried(inside, self.unstated)
        first = next((one for one in inside if one.expires_on is not None and one.expires_on == expires_on), None)
        return Foreseen(number, expires_on, first, source or self.unstated, is_mixed=source is None)

    def totals(self) -> Totals:
        """Of all the parts, as the recipe has them."""
        moved = [(part.item, part.units or 0) for part in self.parts()]
        return Totals(
            sum(item.syringes_per_unit * n for item, n in moved), sum(item.doses_per_unit * n for item, n in moved)
        )
