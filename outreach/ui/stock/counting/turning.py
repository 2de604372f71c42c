"""A line is turned to by words or by a scan; a box that is scanned is counted, a lot not on the list added.  No Qt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outreach import barcodes
from outreach.errors import Refusal
from outreach.stock import draft_lines
from outreach.stock.amounts import parse_amount
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.stock.box_scans import Asked
from outreach.ui.stock.counting import look
from outreach.ui.stock.counting.lines import Field, first_open
from outreach.ui.stock.counting.scanning import CountScans
from outreach.ui.stock.counting.state import Heard, NewLot, Spot, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.catalog import Item
    from outreach.scans import Marked
    from outreach.stock.known_lots import KnownLot
    from outreach.ui.stock.box_scans import ScanQuestion
    from outreach.ui.stock.counting.holder import Holder
    from outreach.ui.stock.counting.keeping import Keeping
    from outreach.ui.stock.counting.lines import CountLine
    from outreach.ui.stock.counting.look import Opened
    from outreach.vocabulary import DraftLineId, ItemId, LotId

MATCHES = 3


class Turning:
    """`read(Opened)` takes a count read again; `new_lot(ItemId)` asks about a lot of an item without a line."""

    def __init__(
        self, holder: Holder, keeping: Keeping, read: Callable[[Opened], None], not_there: Callable[[Refusal], None],
        new_lot: Callable[[ItemId], None], open_sheet: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._holder, self._keeping, self._read, self._not_there = holder, keeping, read, not_there
        self._new_lot = new_lot
        self.quick_add = QuickAdd(())
        self.scanning = CountScans(
            holder.tasks, holder.stock, lambda: holder.state.catalog,
            lambda said: bool(self.quick_add.matches(said, 1)), self._box_scanned,
            self._ask, lambda _, units, lot: self._lot_scanned(lot.lot_id, units),
            sheet=open_sheet, is_waiting_for_sheet=lambda: holder.state.step is Step.START,
        )  # fmt: skip

    def _ask(self, asked: ScanQuestion | None) -> None:
        """What is in a box is said in the line that finds: the keyboard goes there, and no amount is typed over."""
        is_what = asked is not None and asked.asks is Asked.WHAT
        attention = self._holder.to(Spot.FIND) if is_what else self._holder.state.attention
        self._holder.change(asked=asked, find="", matches=(), attention=attention)

    def find_typed(self, text: str) -> None:
        matches = self.quick_add.matches(text, MATCHES) if text.strip() else ()
        self._holder.change(find=text, matches=matches, heard=None)

    def find_first(self, place: int = 0) -> None:
        """Turn to the line of the item the words mean; where it has none, say which lot was found."""
        state = self._holder.state
        if place >= len(state.matches):
            return
        item_id = state.matches[place].item_id
        self._holder.change(find="", matches=())
        if not self.scanning.say_item(item_id):
            self._turn_to_item(item_id)

    def _turn_to_item(self, item_id: ItemId) -> CountLine | None:
        mine = [line for line in self._holder.state.lines if line.item_id == item_id]
        line = first_open(mine)
        if line is not None:
            self._holder.change(attention=self._holder.to(Spot.LINE, line.id))
        else:
            self._new_lot(item_id)
        return line

    def _box_scanned(self, item: Item, units: int, marked: Marked) -> None:
        if not marked.number:
            line = self._turn_to_item(item.id)
            if line is not None:
                self._count_scan(line, units)
            return
        query = partial(barcodes.lots_marked, item_id=item.id, marked=(marked,))
        self._holder.tasks.read(query, partial(self._marks_known, item, units, marked))

    def _marks_known(self, item: Item, units: int, marked: Marked, known: Sequence[KnownLot]) -> None:
        if len(known) == 1:
            self._lot_scanned(known[0].lot_id, units)
        else:
            expiry = f"{marked.expires_on:%m/%Y}" if marked.expires_on else ""
            self._holder.change(
                new_lot=NewLot(item.id, marked.number, expiry, str(units)), attention=self._holder.to(Spot.NEW_LOT)
            )  # fmt: skip

    def _lot_scanned(self, lot_id: LotId, units: int) -> None:
        count = self._holder.state.count
        line = next((one for one in self._holder.state.lines if one.lot_id == lot_id), None)
        if line is not None:
            self._count_scan(line, units)
        elif count is not None:
            add = partial(
                draft_lines.add_lot, by=self._holder.by, at=self._holder.at(), draft_id=count.begun.id, lot_id=lot_id
            )
            self._holder.tasks.write(add, partial(self.line_added, units), self._not_there)

    def line_added(self, units: int, line_id: DraftLineId) -> None:
        count = self._holder.state.count
        if count is None:
            return

        def then(opened: Opened) -> None:
            self._holder.change(again=self._holder.state.again | {line_id} if self._holder.state.again else frozenset())
            self._read(opened)
            line = self._holder.state.line(line_id)
            if line is not None and units:
                self._count_scan(line, units)
            elif line is not None:
                self._holder.change(attention=self._holder.to(Spot.LINE, line_id))

        query = partial(look.opened, draft_id=count.begun.id, is_reviewed=False)
        self._holder.tasks.read(query, then, self._not_there)

    def _count_scan(self, line: CountLine, units: int) -> None:
        """One more box of it; a line that was counted is turned to first, and counted on by the next scan."""
        state, item = self._holder.state, self._holder.state.item(line)
        if item is None:
            return
        number = state.heard.number + 1 if state.heard else 1
        is_going_on = state.scanned == line.id or not state.is_done(line)
        total = None
        if is_going_on:
            total = _units(state.fields(line).amount, item) + units
            self._keeping.typed(line.id, Field.AMOUNT, str(total))
        heard, to = Heard(number, item, line.lot, units, total), self._holder.to(Spot.LINE, line.id)
        self._holder.change(scanned=line.id, heard=heard, attention=to)


def _units(amount: str, item: Item) -> int:
    try:
        return parse_amount(amount, item.units_per_box, item.units_per_case, least=0)
    except Refusal:
        return 0
