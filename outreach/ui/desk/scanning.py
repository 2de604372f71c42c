"""What a scan means here: more of an item, the lot of a line, or a barcode nobody has named yet.  No Qt."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from outreach import barcodes, label_codes, scans
from outreach.catalog import Barcode
from outreach.errors import Refusal
from outreach.label_codes import Label
from outreach.scans import Scan
from outreach.sheets.numbers import sheet_in
from outreach.stock.known_lots import KnownLot
from outreach.stock.lot_labels import lot_of
from outreach.ui.desk import look
from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.lines import LineKey
from outreach.ui.desk.lot_choice import LotChoice
from outreach.ui.desk.state import Heard, Notice, State
from outreach.ui.desk.swapping import Swap
from outreach.ui.shared.bursts import Into, is_nothing_else
from outreach.ui.shared.quick_add import Match
from outreach.ui.tasks import Tasks


class Scanning:
    """Anyone's word about a new barcode is kept in the file; anyone's but a coordinator's waits for a coordinator."""

    def __init__(self, tasks: Tasks, form: Form, books: Books, lots: LotChoice, swap: Swap) -> None:
        self._tasks, self._form, self._books, self._lots, self._swap = tasks, form, books, lots, swap
        self._taught: dict[str, Barcode] = {}
        self.sheet_scanned: Callable[[str], None] = lambda _: None

    @property
    def _state(self) -> State:
        return self._form.state

    def is_scan(self, text: str, into: Into) -> bool:
        """Whether keys too fast for anyone are a barcode: known, proved by its digits, or nothing else here."""
        scan = scans.read(text)
        if sheet_in(text) is not None or scan.is_standard:
            return True
        if label_codes.read(text) is not None or self._known(scan) is not None:
            return True
        return is_nothing_else(text, into, lambda said: bool(self._books.quick_add.matches(said, 1)))

    def scanned(self, text: str) -> None:
        if (number := sheet_in(text)) is not None:
            self.sheet_scanned(number)
            return
        if label := label_codes.read(text):
            then = partial(self._label_found, self._state.draft.client_id, label)
            self._tasks.read(partial(lot_of, label=label), then=then)
            return
        scan = scans.read(text)
        if barcode := self._known(scan):
            self._found(barcode, scan, Heard.ADDED)
        elif self._state.catalog is not None:
            self._form.change(new_barcode=scan, heard=Heard.WHICH_ITEM, line="", matches=(), chosen=0)

    def teach(self, match: Match) -> bool:
        """Say which item the new barcode is of, and how many one scan stands for (1 if no amount was typed)."""
        scan = self._state.new_barcode
        if scan is None:
            return False
        barcode = Barcode(match.item_id, 1 if match.is_usual else match.amount)
        self._taught[scan.code] = barcode
        self._form.change(new_barcode=None, heard=Heard.NOTHING)
        desk, keep = self._form.desk, barcodes.remember if self._state.may_arrange else barcodes.say
        said = {"code": scan.code, "item_id": barcode.item_id, "units": barcode.units}
        self._tasks.write(
            partial(keep, by=desk.by, at=desk.clock(), **said),  # type: ignore[arg-type]
            then=lambda _: None,
            refused=self._not_kept,
        )
        self._found(barcode, scan, Heard.REMEMBERED if self._state.may_arrange else Heard.SAID)
        return True

    def never_mind(self) -> bool:
        """Leave the new barcode unnamed; say whether one was waiting."""
        is_waiting = self._state.new_barcode is not None
        if is_waiting:
            self._form.change(new_barcode=None, heard=Heard.NOTHING, line="", matches=(), chosen=0)
        return is_waiting

    def forget(self) -> None:
        self._taught.clear()

    def _known(self, scan: Scan) -> Barcode | None:
        catalog = self._state.catalog
        kept = catalog.barcodes.get(scan.code) if catalog else None
        if kept is not None:  # from here on the file tells, also that it is known no more
            self._taught.pop(scan.code, None)
        found = kept or self._taught.get(scan.code)
        return found if found and found.item_id in self._state.items else None

    def _found(self, barcode: Barcode, scan: Scan, heard: Heard) -> None:
        if self._put_in_kit(barcode, heard):
            return
        marks = tuple(mark for mark in scan.lots if mark.number)
        if not marks or self._state.site_id is None:
            self._add(barcode, heard)
            return
        query = partial(
            look.marked, item_id=barcode.item_id, marks=marks, site_id=self._state.site_id, day=self._state.on
        )
        self._tasks.read(query, then=partial(self._lots_found, self._state.draft.client_id, barcode, heard))

    def _label_found(self, client_id: UUID, label: Label, lot: KnownLot | None) -> None:
        """A label of ours names one lot; there is nothing to choose."""
        if lot is not None and lot.item_id in self._state.items:
            self._lots_found(client_id, Barcode(lot.item_id, label.units), Heard.ADDED, (lot,))
        elif client_id == self._state.draft.client_id:
            self._form.change(heard=Heard.LABEL_NOT_OURS)

    def _lots_found(self, client_id: UUID, barcode: Barcode, heard: Heard, found: tuple[KnownLot, ...]) -> None:
        if client_id != self._state.draft.client_id or self._put_in_kit(barcode, heard):
            return
        choosing = self._state.choosing
        if len(found) == 1:
            lot = self._lots.scanned(found[0])
            if choosing is not None and choosing.item_id == barcode.item_id:
                self._lots.put(choosing, lot)
                self._form.change(heard=heard)
                return
            self._lots.add(barcode.item_id, barcode.units, lot)
            self._form.change(heard=heard)
            self._books.read_lots((barcode.item_id,))
            return
        self._add(barcode, Heard.WHICH_LOT if found else Heard.LOT_NOT_ON_BOOKS)
        if found:
            self._lots.open(LineKey(barcode.item_id))

    def _put_in_kit(self, barcode: Barcode, heard: Heard) -> bool:
        """While the parts of a kit are said, what is scanned goes into it."""
        is_put_in = self._swap.put_scanned(barcode.item_id)
        if is_put_in:
            self._form.change(heard=heard)
        return is_put_in

    def _add(self, barcode: Barcode, heard: Heard) -> None:
        self._lots.add(barcode.item_id, barcode.units, None)
        self._form.change(heard=heard)
        self._books.read_lots((barcode.item_id,))

    def _not_kept(self, refusal: Refusal) -> None:
        self._form.change(notice=Notice.NOT_ARRANGED, refusal=refusal)
