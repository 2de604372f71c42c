"""What happens while kits are made up ahead or taken apart again.  No Qt: with what all papers share."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.stock import kit_reading, making_up
from outreach.ui.stock.acts_there import Act
from outreach.ui.stock.kits.draft import Deed, KitsDraft
from outreach.ui.stock.kits.state import KitsState
from outreach.ui.stock.paper.draft import Chosen, Field, Place
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.state import Done, Posted
from outreach.vocabulary import DocumentKind, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from outreach.catalog import Item
    from outreach.safety.staff import Actor
    from outreach.scans import Marked
    from outreach.stock.documents import Head
    from outreach.stock.kit_reading import KitBooks
    from outreach.stock.known_lots import KnownLot
    from outreach.stock.levels import LotLevel
    from outreach.stock.making_up import MadeUp
    from outreach.stock.paper_reading import OpenedPaper
    from outreach.ui.stock.doing import TakeApart
    from outreach.ui.stock.paper.books import PaperBooks
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, ItemId, LotId

_KIT = "kits of one kind"


class KitsPresenter(PaperPresenter):
    act = Act.KITS

    def __init__(
        self, tasks: Tasks, stock: Stock, show: Callable[[Any], None], posted: Callable[[Posted], None]
    ) -> None:  # fmt: skip
        self._wanted: TakeApart | None = None
        super().__init__(tasks, stock, show, posted, KitsState(KitsDraft(stock.new_id()), stock.clock().day))

    def begin(self, item_id: ItemId | None) -> None:
        """From the panel of a kit: make some of it up."""
        if item_id is not None:
            self._wanted = None
            self._begin_anew(Deed.MAKE, item_id)
        super().begin(item_id)

    def take_apart(self, wanted: TakeApart) -> None:
        """From a lot of kits."""
        self._begin_anew(Deed.UNMAKE, wanted.item_id)
        self._wanted = wanted
        self._change(draft=replace(self._state.draft, site_id=wanted.site_id))
        super().begin(wanted.item_id)

    def choose_deed(self, deed: Deed) -> None:
        """The kit and how many stay; a lot is of the one or of the other."""
        draft: KitsDraft = self._state.draft
        lines = tuple(replace(line, lot=None, number="") for line in draft.lines)
        place = Place(Field.AMOUNT, lines[0].key) if lines else Place(Field.FIND)
        self._edit(replace(draft, deed=deed, lines=lines), looked_at=frozenset(), attention=self._to(place))
        self._choose_first_lot()

    def entered(self, place: Place) -> None:
        """Enter in the amount: on to the lot."""
        to = replace(place, field=Field.NUMBER if place.field is Field.AMOUNT else Field.AMOUNT)
        self._change(attention=self._to(to), looked_at=self._state.looked_at | {place})

    def _begin_anew(self, deed: Deed, item_id: ItemId) -> None:
        """What was begun of another kit, or the other way round, can be brought back."""
        draft: KitsDraft = self._state.draft
        if draft.is_begun and (draft.deed is not deed or (draft.kit and draft.kit.item.id != item_id)):
            self.clear()
        self._change(draft=replace(self._state.draft, deed=deed))

    # What the books say

    def _findable(self, items: Sequence[Item]) -> Sequence[Item]:
        return [item for item in items if item.recipe is not None]

    def _read(self) -> None:
        super()._read()
        self._read_kit()

    def _books_read(self, books: PaperBooks) -> None:
        super()._books_read(books)
        line = self._state.line
        if line is not None and line.item != books.catalog.item[line.item.id]:
            item = books.catalog.item[line.item.id]  # another day has another recipe
            self._change(draft=self._state.draft.typed(line.key, item=item))

    def _books_came(self) -> None:
        self._read_kit()
        self._choose_first_lot()

    def _read_kit(self) -> None:
        state: KitsState = self._state
        if state.line is not None and state.site_id is not None:
            query = partial(kit_reading.read, item_id=state.line.item.id, site_id=state.site_id, on=state.day)
            self._tasks.read(query, self._kit_read, self._refused, key=_KIT)

    def _kit_read(self, found: KitBooks) -> None:
        self._change(read=found)

    def _choose_first_lot(self) -> None:
        """To be taken apart: the lot that was asked for, else the one that goes first."""
        state: KitsState = self._state
        if state.is_making or state.line is None or state.line.lot is not None:
            return
        lots = state.lots_here()
        meant = [lot for lot in lots if self._wanted is not None and lot.lot_id == self._wanted.lot_id]
        if found := (meant or lots)[:1]:
            self._change(draft=state.draft.typed(state.line.key, lot=_chosen(found[0])))

    def _label_scanned(self, item: Item, units: int, lot: KnownLot) -> None:
        """A lot that is taken apart; of kits to be made up it says which, but not how many."""
        if item.recipe is None:
            self.find(item.name)
        elif self._state.is_making:
            self._add(item, "")
        else:
            super()._label_scanned(item, units, lot)

    def _scanned(self, item: Item, units: int, marked: Marked) -> None:
        """A box of anything but kits says no more than its name."""
        if item.recipe is None:
            self.find(item.name)
        else:
            super()._scanned(item, units, marked)

    def _add(self, item: Item, amount: str, lot: Chosen | None = None) -> None:
        """One kit at a time; with how many, the keyboard goes on to the lot."""
        super()._add(item, amount, lot)
        place = self._first_field(self._state.draft.last_key)
        self._change(attention=self._to(replace(place, field=Field.NUMBER) if amount else place))

    # What is written

    def post(self) -> None:
        """More than the lot holds is typed again, unless something else is missing first."""
        state: KitsState = self._state
        if state.too_few is None or state.draft.problems(self._stock.clock().day):
            super().post()
        else:
            self._change(attention=self._to(Place(Field.AMOUNT, state.line.key if state.line else 0)))

    def _about_again(self, draft: KitsDraft, opened: OpenedPaper) -> KitsDraft:
        if opened.paper.kind is DocumentKind.KITS_UNMADE:
            return replace(draft, deed=Deed.UNMAKE)
        number = next((line.lot for line in opened.lines if line.kind is Kind.MADE_KIT), "")
        return replace(draft.typed(draft.last_key, number=number), deed=Deed.MAKE, was_called=number)

    def _blank(self) -> KitsDraft:
        draft: KitsDraft = self._state.draft
        return KitsDraft(self._stock.new_id(), draft.site_id, deed=draft.deed)

    def _counted_items(self) -> Sequence[ItemId]:
        return sorted({*super()._counted_items(), *(part.item.id for part in self._state.parts())})

    def _act(self, head: Head) -> Callable[[Session], Any]:
        line = self._state.line
        said: dict[str, Any] = {"by": self._stock.by, "at": self._stock.clock(), "head": head, "kits": line.units or 0}
        if self._state.is_making:
            return partial(_make_up, **said, item_id=line.item.id, number=line.number.strip())
        return partial(_take_apart, **said, lot_id=line.lot.lot_id, number=line.lot.number)

    def _said(self, answer: MadeUp) -> Posted:
        state: KitsState = self._state
        line = state.line
        assert line is not None  # noqa: S101 - it was posted
        done = Done.KITS_MADE if state.is_making else Done.KITS_UNMADE
        site = state.site.name if state.site else ""
        lot = answer.lot_id if state.is_making else None
        return Posted(site, line.units or 0, line.item.id, done, line.item.name, lot=answer.number, to_label=lot)


def _chosen(lot: LotLevel) -> Chosen:
    return Chosen(lot.lot_id, lot.number, lot.expires_on, lot.source)


def _make_up(session: Session, *, by: Actor, at: At, head: Head, item_id: ItemId, kits: int, number: str) -> MadeUp:
    written = making_up.make_up(session, by, at, head, item_id, kits, number)
    return making_up.made_by(session, written.document_id)


def _take_apart(session: Session, *, by: Actor, at: At, head: Head, lot_id: LotId, kits: int, number: str) -> MadeUp:
    making_up.check_enough(session, head, lot_id, kits)
    making_up.take_apart(session, by, at, head, lot_id, kits)
    return making_up.MadeUp(lot_id, number)
