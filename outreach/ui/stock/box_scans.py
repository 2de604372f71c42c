"""A scanner in the stock room: which item is in the box, how many, which lot; what is not known is asked once.  No Qt.

A page passes on a box it can take by `found`, a label of ours, which names its lot, by `of_lot`, and draws what is
asked (`ask`).  It answers with the item, how many one scan stands for, or the lot.  A coordinator's word about a
barcode is kept in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from outreach import barcodes, label_codes, scans
from outreach.catalog import Barcode
from outreach.safety.staff import Right
from outreach.scans import Marked, Scan
from outreach.stock.lot_labels import lot_of
from outreach.ui.shared.bursts import Into, is_nothing_else

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.catalog import Catalog, Item
    from outreach.errors import Refusal
    from outreach.stock.known_lots import KnownLot
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import ItemId


class Asked(Enum):
    WHAT = auto()
    HOW_MANY = auto()
    WHICH_LOT = auto()
    NOTHING = auto()  # it only says that a label is of no lot here


@dataclass(frozen=True, slots=True)
class ScanQuestion:
    """What is still to be said of a box that was scanned; `lots` are the ways its marks can be read.

    `is_label`: it was a label such as ours, and is of no lot here.
    """

    scan: Scan
    item: Item | None = None
    units: int | None = None
    lots: tuple[Marked, ...] = ()
    is_label: bool = False

    @property
    def asks(self) -> Asked:
        if self.item is None:
            return Asked.NOTHING if self.is_label else Asked.WHAT
        return Asked.HOW_MANY if self.units is None else Asked.WHICH_LOT


class BoxScans:
    """`found(item, units, marks)` takes a box; `ask(question)` shows what is asked, `ask(None)` that nothing is."""

    def __init__(
        self,
        tasks: Tasks,
        stock: Stock,
        catalog: Callable[[], Catalog | None],
        means_something: Callable[[str], bool],
        found: Callable[[Item, int, Marked], None],
        ask: Callable[[ScanQuestion | None], None],
        of_lot: Callable[[Item, int, KnownLot], None],
    ) -> None:
        self._tasks, self._stock, self._catalog = tasks, stock, catalog
        self._means_something, self._found, self._ask, self._of_lot = means_something, found, ask, of_lot
        self._question: ScanQuestion | None = None
        self._taught: dict[str, Barcode] = {}

    def is_scan(self, text: str, into: Into) -> bool:
        scan = scans.read(text)
        if label_codes.read(text) is not None:
            return True
        return scan.is_standard or self._known(scan) is not None or is_nothing_else(text, into, self._means_something)

    def scanned(self, text: str) -> None:
        catalog, scan = self._catalog(), scans.read(text)
        if catalog is None:
            return
        if label := label_codes.read(text):
            self._tasks.read(partial(lot_of, label=label), partial(self._label_found, scan, label.units))
            return
        if barcode := self._known(scan):
            self._settle(catalog.item[barcode.item_id], barcode.units, scan)
        else:
            self._put(ScanQuestion(scan))

    def _label_found(self, scan: Scan, units: int, lot: KnownLot | None) -> None:
        """A label of ours names one lot; there is nothing to choose."""
        catalog = self._catalog()
        item = catalog.item.get(lot.item_id) if lot is not None and catalog is not None else None
        if lot is None or item is None:
            self._put(ScanQuestion(scan, is_label=True))
            return
        self._put(None)
        self._of_lot(item, units, lot)

    def say_item(self, item_id: ItemId) -> bool:
        """Say what is in the box asked about; False if none was."""
        question, catalog = self._question, self._catalog()
        if question is not None and question.asks is Asked.NOTHING:  # said, and over with what comes next
            self._put(None)
        if question is None or question.asks is not Asked.WHAT or catalog is None:
            return False
        item = catalog.item[item_id]
        self._put(replace(question, item=item))
        if not (item.units_per_box or item.units_per_case):
            self.say_units(1)
        return True

    def say_units(self, units: int) -> None:
        """Say how many one scan stands for; from now on this barcode is known."""
        question = self._question
        if question is None or question.item is None:
            return
        self._remember(question.scan.code, Barcode(question.item.id, units))
        self._settle(question.item, units, question.scan)

    def say_lot(self, marked: Marked) -> None:
        question = self._question
        if question is not None and question.item is not None and question.units is not None:
            self._put(None)
            self._found(question.item, question.units, marked)

    def never_mind(self) -> bool:
        """Leave the box; say whether one was asked about."""
        was_asked = self._question is not None
        if was_asked:
            self._put(None)
        return was_asked

    def forget(self) -> None:
        self._taught.clear()

    def _known(self, scan: Scan) -> Barcode | None:
        catalog = self._catalog()
        found = self._taught.get(scan.code) or (catalog.barcodes.get(scan.code) if catalog else None)
        return found if found and catalog and found.item_id in catalog.item else None

    def _remember(self, code: str, barcode: Barcode) -> None:
        self._taught[code] = barcode
        if self._stock.by.has(Right.ARRANGE_DESK):
            by, at = self._stock.by, self._stock.clock()
            self._tasks.write(
                partial(barcodes.remember, by=by, at=at, code=code, item_id=barcode.item_id, units=barcode.units),
                then=lambda _: None,
                refused=_known_until_the_lock,
            )

    def _settle(self, item: Item, units: int, scan: Scan) -> None:
        """Take the box, unless its marks can be read in several ways: then the books say, or else a person."""
        if len(scan.lots) <= 1:
            self._put(None)
            self._found(item, units, scan.lots[0] if scan.lots else Marked())
            return
        self._put(question := ScanQuestion(scan, item, units, scan.lots))
        query = partial(barcodes.lots_marked, item_id=item.id, marked=scan.lots)
        self._tasks.read(query, partial(self._lots_known, question))

    def _lots_known(self, question: ScanQuestion, known: Sequence[KnownLot]) -> None:
        if self._question is not question:
            return
        said = {(lot.number, lot.expires_on) for lot in known}
        if len(said) == 1:
            self.say_lot(Marked(*said.pop()))

    def _put(self, question: ScanQuestion | None) -> None:
        self._question = question
        self._ask(question)


def _known_until_the_lock(_: Refusal) -> None:
    """The file did not take it: it is known here until the lock, and asked again after."""
