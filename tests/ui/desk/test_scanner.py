"""A scanner anywhere on the desk: keys with their own times, at the window, as it sends them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from outreach import barcodes
from outreach.safety import staff
from outreach.stock.lot_labels import labels_at
from outreach.ui.desk.state import Code, Heard
from outreach.vocabulary import LotKnown
from tests.ui.desk.conftest import NOW
from tests.ui.desk.test_page import ALT, CTRL, SWAB, SYRINGE, K, amounts, item

GTIN = "00614141999996"
BOX = f"01{GTIN}"
NEW = "4006381333931"


@pytest.fixture
def keys(page):
    """Send keys some milliseconds apart; Enter, Tab and line feed end a scan, Ctrl+] is a separator."""
    return Keys(page)


class Keys:
    def __init__(self, page):
        self._window = page.window().windowHandle()
        self._at = 10_000

    def __call__(self, text, gap=4):
        for sign in text:
            key, modifiers, said = SPECIAL.get(sign, (ord(sign.upper()), Qt.KeyboardModifier.NoModifier, sign))
            self.send(key, modifiers, said, gap)
        self._at += 1000

    def send(self, key, modifiers, said, gap=4):
        self._at += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, said)
            event.setTimestamp(self._at)
            QApplication.sendEvent(self._window, event)


NO = Qt.KeyboardModifier.NoModifier
SPECIAL = {
    "\n": (K.Key_Return, NO, "\r"),
    "\t": (K.Key_Tab, NO, "\t"),
    "\x0b": (10, NO, "\n"),
    "\x1d": (K.Key_BracketRight, CTRL, "\x1d"),
}


@pytest.fixture
def known(page, store):
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        barcodes.remember(session, by, NOW, code=GTIN, item_id=item(page, SYRINGE), units=100)
        barcodes.remember(session, by, NOW, code="SWAB-200", item_id=item(page, SWAB), units=200)
    page.refresh()


def given(page):
    return [(line.amount, line.lot.number if line.lot else "") for line in page.presenter.state.draft.lines]


@pytest.mark.parametrize("end", ["\n", "\t", "\x0b"])
def test_a_scan_in_the_code_box_leaves_what_stood_there(page, keys, known, end):
    keys("MA07", gap=200)
    code = page._who.code
    code.setSelection(1, 2)

    keys(BOX + end)

    assert amounts(page) == {item(page, SYRINGE): 100}
    assert (code.text(), code.selectedText(), page.presenter.state.code_text) == ("MA07", "A0", "MA07")
    assert code.hasFocus()
    assert page.presenter.state.draft.code is None
    assert not code.isUndoAvailable()


def test_a_code_typed_as_fast_as_a_machine_stays_a_code(page, keys, known):
    keys("MARE0101011970\n")

    assert page.presenter.state.code is Code.FIRST_SEEN
    assert page.presenter.state.code_text == "MARE0101011970"
    assert amounts(page) == {}


def test_a_scan_while_an_amount_is_typed_changes_no_amount(page, keys, known):
    page.presenter.set_amount(item(page, SWAB), 7)
    field = page._basket._lines[0].amount
    field.setFocus()

    keys(BOX + "10" + "24A17\n")

    assert amounts(page) == {item(page, SWAB): 7, item(page, SYRINGE): 100}
    assert (field.text(), field.selectedText()) == ("7", "7")
    assert page.presenter.state.draft.lines[1].lot.known is LotKnown.SCANNED


def test_a_label_of_ours_in_the_code_box_is_its_lot_and_leaves_no_sign(page, keys, store):
    with store.reading() as session:
        [label] = [one for one in labels_at(session, None, item(page, SYRINGE)) if one.number == "24A17"]

    page._who.code.setFocus()
    keys(label.code + "\n")

    assert given(page) == [(1, "24A17")]
    assert page._who.code.text() == ""


def test_a_scan_in_a_tile_changes_no_amount(page, press, keys, known):
    tile = page.presenter.state.tiles.index(item(page, SYRINGE))
    press(K.Key_0 + tile + 1, ALT)
    before = amounts(page)

    keys("swab-200\n")

    assert amounts(page) == before | {item(page, SWAB): 200}


def test_half_a_line_stays_while_a_box_is_scanned(page, keys, known):
    page._line.setFocus()
    keys("2 nal", gap=150)

    keys(BOX + "\n")

    assert (page._line.text(), page.presenter.state.line) == ("2 nal", "2 nal")
    assert page.presenter.state.matches
    assert amounts(page) == {item(page, SYRINGE): 100}


def test_a_button_with_the_keyboard_is_not_pressed_by_a_scan(page, keys, known):
    page._basket.foot.save.setFocus()

    keys(BOX + "\n")

    assert amounts(page) == {item(page, SYRINGE): 100}
    assert page.presenter.state.strip.contacts == 0


def test_a_scanner_without_enter_is_known_by_its_pause(page, keys, known, qtbot):
    keys(BOX)
    assert amounts(page) == {}

    qtbot.waitUntil(lambda: amounts(page) == {item(page, SYRINGE): 100})
    assert page._who.code.text() == ""


@pytest.mark.parametrize("as_f8", [False, True])
def test_the_separator_of_gs1_comes_in_more_than_one_way(page, keys, known, as_f8):
    keys_of_lot = BOX + "10" + "24A17"
    for sign in keys_of_lot:
        keys.send(ord(sign), NO, sign)
    keys.send(*((K.Key_F8, NO, "") if as_f8 else SPECIAL["\x1d"]))
    keys("17270331\n")

    assert given(page) == [(100, "24A17")]


def test_a_key_of_the_page_is_no_shortcut_within_a_burst(page, keys, known):
    def is_taken():
        event = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_F8, NO)
        event.ignore()
        QApplication.sendEvent(page._who.code, event)
        return event.isAccepted()

    before = is_taken()
    for sign in BOX:
        keys.send(ord(sign), NO, sign)
    during = is_taken()
    keys("\n")

    assert (before, during, is_taken()) == (False, True, False)


def test_a_barcode_nobody_knows_asks_in_the_line_and_enter_answers(page, keys):
    keys(NEW + "\n")
    assert page.presenter.state.heard is Heard.WHICH_ITEM
    assert page._line.hasFocus()

    keys("25 swab\n", gap=150)
    keys(NEW + "\n")

    assert amounts(page) == {item(page, SWAB): 50}


def test_escape_leaves_a_new_barcode_and_nothing_else(page, press, keys):
    page.presenter.set_amount(item(page, SWAB), 7)
    keys(NEW + "\n")

    press(K.Key_Escape)

    assert page.presenter.state.new_barcode is None
    assert amounts(page) == {item(page, SWAB): 7}


def test_keys_at_the_pace_of_hands_are_typed(page, keys, known):
    keys(BOX + "\n", gap=120)

    assert page.presenter.state.code_text == BOX
    assert amounts(page) == {}


def test_a_scan_while_all_items_are_searched_leaves_the_search(page, press, keys, known):
    press(K.Key_F4)
    keys("swa", gap=150)

    keys(BOX + "\n")

    assert page._all_items()._search.text() == "swa"
    assert amounts(page) == {item(page, SYRINGE): 100}


def test_a_page_that_is_not_seen_hears_no_scan(page, keys, known):
    page.hide()
    keys(BOX + "\n")
    assert amounts(page) == {}

    page.show()
    keys(BOX + "\n")
    assert amounts(page) == {item(page, SYRINGE): 100}


def test_scanning_the_box_is_choosing_the_lot(page, press, keys, known):
    page.presenter.set_amount(item(page, SYRINGE), 30)
    press(K.Key_L, ALT)
    assert page._over.lots().isVisible()

    keys(BOX + "10" + "24A17\n")

    assert given(page) == [(30, "24A17")]
    assert not page._over.lots().isVisible()
