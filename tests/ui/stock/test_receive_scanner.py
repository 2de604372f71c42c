"""A scanner on the Receive page, as it sends its keys: whatever has the keyboard keeps what stood there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from outreach.ui.shared.scanner import Scanner
from outreach.ui.stock.doing import Act
from tests.ui.desk.test_scanner import Keys
from tests.ui.inline_tasks import InlineTasks
from tests.ui.stock.conftest import SYRINGE
from tests.ui.stock.test_box_scans import GTIN, NALOXONE_BOX, known, typed
from tests.ui.stock.test_pages import focused, receive, room_of

K, NO = Qt.Key, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot, dressed, store, stock):
    room = room_of(qtbot, InlineTasks(store), stock)
    known(store, room.stock.presenter.state.catalog.find("item", SYRINGE))
    receive(qtbot, room, "5b-4")  # the keyboard is in the lot number
    page = room.page(Act.RECEIVE)
    page.room = room  # which would else be gone
    return page


@pytest.fixture
def keys(page):
    return Keys(page)


def test_a_box_scanned_into_a_lot_number_leaves_it_and_fills_the_line(page, keys):
    keys("26B04", gap=200)
    keys(NALOXONE_BOX + "\n")

    assert focused().accessibleName() == f"Lot number of {SYRINGE}"
    assert focused().text() == "26B04"
    assert typed(page.presenter) == [(SYRINGE, "1c 96", "26B04", "08/2029")]


@pytest.mark.parametrize("separator", ["ctrl", "f8"])
def test_the_separator_arrives_as_a_key_and_does_nothing_else(page, keys, separator):
    head, tail = f"01{GTIN}1026B0417", "17290831"
    for sign in head:
        keys.send(ord(sign), NO, sign)
    if separator == "f8":
        keys.send(K.Key_F8, NO, "")
    else:
        keys.send(K.Key_BracketRight, Qt.KeyboardModifier.ControlModifier, "\x1d")
    keys(tail + "\n")

    assert typed(page.presenter)[-1] == (SYRINGE, "1b", "26B0417", "08/2029")
    assert page.isVisible()


def test_a_scan_while_something_is_looked_for_asks_and_the_answer_is_typed_there(qtbot, page, keys):
    page._find.setFocus()
    keys("4006381333931\n")
    assert focused() is page._find
    assert page._find.text() == ""
    assert page._scan.isVisible()

    keys("29g\n", gap=200)

    qtbot.waitUntil(lambda: getattr(focused(), "label", "") == "A box of 100")
    keys("\n", gap=200)
    assert not page._scan.isVisible()
    assert focused() is page._find


def test_escape_leaves_a_box_unnamed_and_the_delivery_as_it_was(qtbot, page, keys):
    before = typed(page.presenter)
    keys("4006381333931\n")

    qtbot.keyClick(focused(), K.Key_Escape)

    assert not page._scan.isVisible()
    assert page.isVisible()
    assert typed(page.presenter) == before


def a_pause_passes(qtbot, page):
    qtbot.waitUntil(lambda: not page.findChild(Scanner)._pause.isActive())


def field(page, name):
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == f"{name} of {SYRINGE}")


@pytest.mark.parametrize("name", ["Ordered", "Invoiced", "Amount", "Expiry"])
def test_a_box_nobody_knows_is_asked_about_wherever_an_amount_or_a_day_is_typed(page, keys, name):
    field(page, name).setFocus()
    stood = field(page, name).text()

    keys("KT2-77410\n")  # no check digit proves it

    assert (field(page, name).text(), page._scan.isVisible()) == (stood, True)
    assert focused() is page._find


@pytest.mark.parametrize(("name", "amount"), [("Ordered", "12000"), ("Invoiced", "19c4b"), ("Expiry", "08/2029")])
def test_what_is_typed_fast_and_may_be_meant_there_stays(qtbot, page, keys, name, amount):
    field(page, name).setFocus()
    field(page, name).clear()

    keys(amount)
    a_pause_passes(qtbot, page)

    assert (field(page, name).text(), page._scan.isVisible()) == (amount, False)


def test_an_enter_that_comes_late_is_still_the_scanner_s(qtbot, page, keys):
    field(page, "Ordered").setFocus()

    keys(NALOXONE_BOX)
    a_pause_passes(qtbot, page)  # a scanner without Enter is known by it
    keys._at -= 800
    keys("\n")

    assert focused() is field(page, "Ordered")


def test_a_known_box_leaves_the_keyboard_where_it_was(page, keys):
    field(page, "Invoiced").setFocus()
    keys("3", gap=200)

    keys(NALOXONE_BOX + "\n")

    assert (focused(), focused().text()) == (field(page, "Invoiced"), "3")


def test_enter_goes_through_a_lot_and_on_to_what_came_besides(qtbot, page):
    for name in ("Lot number", "Expiry"):
        assert focused() is field(page, name)
        qtbot.keyClick(focused(), K.Key_Return)
    assert focused().accessibleName().startswith("Source of")

    qtbot.keyClick(focused(), K.Key_Return)

    assert QApplication.activePopupWidget() is None
    assert focused() is page._find


def test_with_an_invoice_in_the_hand_its_figures_are_typed_first(qtbot, page):
    page._find.setFocus()
    qtbot.keyClicks(page._find, "cooker")
    qtbot.keyClick(page._find, K.Key_Return)
    assert focused().accessibleName() == "Amount of Cooker"

    qtbot.keyClicks(page._reference, "48213")
    page._find.setFocus()
    qtbot.keyClicks(page._find, "swab")
    qtbot.keyClick(page._find, K.Key_Return)

    said = []
    for _ in range(3):
        said.append(focused().accessibleName().partition(" of ")[0])
        qtbot.keyClick(focused(), K.Key_Return)
    assert said == ["Ordered", "Invoiced", "Amount"]
