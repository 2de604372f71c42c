"""A box scanned into a delivery: item, lot and expiry are filled; what is not known is asked once."""

from datetime import date

import pytest

from outreach import barcodes, catalog, label_codes
from outreach.label_codes import Label
from outreach.safety import staff
from outreach.scans import Marked
from outreach.stock import lot_labels
from outreach.stock.known_lots import known_lots, the_lot
from outreach.translation import translator
from outreach.ui.shared.bursts import Into
from outreach.ui.stock.box_scans import Asked
from outreach.ui.stock.draft import Field
from outreach.ui.stock.moving.presenter import MovePresenter
from outreach.vocabulary import ItemId, LotKnown
from tests.ui.inline_tasks import InlineTasks
from tests.ui.stock.conftest import NOW, SWAB, SYRINGE, TODAY

GTIN = "00614141999996"
NALOXONE_BOX = f"01{GTIN}172908311026B04"  # a lot at the end needs no separator
SPLIT = f"01{GTIN}1026B0417290831"  # without one, a lot may end in more than one place
NEW = "4006381333931"


def known(store, item, code=GTIN, units=100):
    with store.writing() as session:
        barcodes.remember(session, staff.actor(session, "AR", 1), NOW, code=code, item_id=ItemId(item), units=units)


@pytest.fixture
def scanning(store, receiving):
    known(store, receiving.item(SYRINGE))
    receiving.presenter.refresh()
    return receiving


def typed(receiving):
    return [
        (one.item.name, lot.amount, lot.number, lot.expiry) for one in receiving.state.draft.items for lot in one.lots
    ]


def scan(receiving, text):
    receiving.presenter.scanning.scanned(text)


def test_a_datamatrix_fills_item_lot_and_expiry(scanning):
    scan(scanning, "]d2" + NALOXONE_BOX)

    assert typed(scanning) == [(SYRINGE, "1b", "26B04", "08/2029")]


def test_a_second_box_of_the_lot_is_one_box_more_and_another_lot_a_line_more(scanning):
    for text in (NALOXONE_BOX, NALOXONE_BOX, f"01{GTIN}172908151026B05"):
        scan(scanning, text)

    assert typed(scanning) == [(SYRINGE, "2b", "26B04", "08/2029"), (SYRINGE, "1b", "26B05", "2029-08-15")]


def test_a_box_is_added_to_an_amount_typed_before(scanning):
    scanning.add(SYRINGE, "5b-4", "26b04")

    scan(scanning, NALOXONE_BOX)

    assert typed(scanning) == [(SYRINGE, "1c 96", "26b04", "08/2029")]


def test_an_amount_that_is_none_stays_and_is_asked_about(scanning):
    key = scanning.add(SYRINGE, "lots", "26B04")

    scan(scanning, NALOXONE_BOX)

    assert scanning.state.draft.lot(key).amount == "lots"
    assert Field.AMOUNT in {problem.place.field for problem in scanning.state.problems}


def test_fnc1_ends_a_lot_before_the_date(scanning):
    scan(scanning, f"01{GTIN}1026B0417\x1d17290831")

    assert typed(scanning) == [(SYRINGE, "1b", "26B0417", "08/2029")]


def test_without_a_separator_the_books_say_which_lot_it_is(store, scanning):
    scanning.add(SYRINGE, "1b", "26B04", "08/2029")
    scanning.presenter.post()

    scan(scanning, SPLIT)

    assert scanning.state.asked is None
    assert typed(scanning) == [(SYRINGE, "1b", "26B04", "08/2029")]


def test_where_the_books_cannot_say_a_person_is_asked(scanning):
    scan(scanning, SPLIT)
    asked = scanning.state.asked
    assert asked.asks is Asked.WHICH_LOT
    assert Marked("26B04", date(2029, 8, 31)) in asked.lots
    assert typed(scanning) == []

    scanning.presenter.scanning.say_lot(Marked("26B04", date(2029, 8, 31)))

    assert typed(scanning) == [(SYRINGE, "1b", "26B04", "08/2029")]


def test_an_unknown_barcode_asks_once_what_is_in_the_box_and_how_many(store, scanning):
    scan(scanning, NEW)
    asked = [scanning.state.asked.asks]
    scanning.presenter.find("29g")
    scanning.presenter.add_first()
    asked.append(scanning.state.asked.asks)
    assert asked == [Asked.WHAT, Asked.HOW_MANY]
    scanning.presenter.scanning.say_units(500)
    scan(scanning, NEW)

    assert scanning.state.asked is None
    assert typed(scanning) == [(SYRINGE, "2c", "", "")]
    scanning.presenter.refresh()
    assert scanning.state.catalog.barcodes["0" + NEW].units == 500


def test_a_box_nobody_names_is_left_and_nothing_is_added(scanning):
    scan(scanning, NEW)

    assert scanning.presenter.scanning.never_mind()
    assert scanning.state.asked is None
    assert typed(scanning) == []


def test_what_is_typed_fast_into_a_field_of_words_stays_there(scanning):
    is_scan = scanning.presenter.scanning.is_scan

    assert not is_scan("26B0417", Into.WORDS)
    assert is_scan(NALOXONE_BOX, Into.WORDS)
    assert is_scan("4711X9", Into.LINE)
    assert not is_scan("syringe 29g", Into.LINE)


def test_what_stood_there_before_the_burst_is_put_back(scanning):
    scanning.add(SWAB, "40", "S1")
    before = scanning.state
    scanning.presenter.number_typed(before.attention[1].key, "S1010061")

    scanning.presenter.put_back(before)

    assert typed(scanning) == [(SWAB, "40", "S1", "")]


def label_of(store, name, number, units=1):
    with store.reading() as session:
        known = catalog.load(session, "en", TODAY)
        item_id = ItemId(known.find("item", name))
        lot = the_lot(known_lots(session, (item_id,)), item_id, number)
        return lot_labels.lot_label(session, lot.lot_id, units).code


def test_a_label_of_ours_names_its_lot_in_a_delivery(store, receiving):
    scan(receiving, label_of(store, SWAB, "S1", 50))
    scan(receiving, label_of(store, SWAB, "S1", 50))

    assert typed(receiving) == [(SWAB, "1b", "S1", "01/2027")]  # a box has 100
    assert receiving.presenter.scanning.is_scan(label_of(store, SWAB, "S1"), Into.WORDS)


def test_a_label_of_ours_names_the_lot_that_is_moved_and_is_no_new_barcode(store, stock):
    presenter = MovePresenter(
        InlineTasks(store), stock, translator("en"), lambda _: None, lambda _: None, lambda _: None
    )
    presenter.refresh()
    presenter.scanning.scanned(label_of(store, SYRINGE, "22X01", 100))

    [line] = presenter.state.draft.lines
    assert (line.amount, line.lot.number, line.lot.known) == ("100", "22X01", LotKnown.SCANNED)
    assert presenter.state.asked is None


def test_a_label_of_no_lot_here_says_so_and_teaches_nothing(receiving):
    scan(receiving, label_codes.written(Label(9, 7, "ELSE")))

    assert receiving.state.asked.asks is Asked.NOTHING
    receiving.presenter.find("29g")
    receiving.presenter.add_first()
    assert receiving.state.catalog.barcodes == {}
    assert receiving.state.asked is None
    assert typed(receiving) == [(SYRINGE, "", "", "")]
