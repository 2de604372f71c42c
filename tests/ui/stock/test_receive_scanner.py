"""A scanner on the Receive page, as it sends its keys: whatever has the keyboard keeps what stood there."""

import pytest
from PySide6.QtCore import Qt

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
