from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from outreach.errors import StorageTrouble
from outreach.translation import translator
from outreach.ui.shared.table import Table
from outreach.ui.stock.doing import Act
from outreach.ui.stock.room import StockRoom
from outreach.ui.theme import Scheme
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import look
from tests.ui.stock.conftest import COOKER, SWAB, SYRINGE

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WIDE = (1290, 768)


def room_of(qtbot, tasks, stock, size=WIDE, language="en"):
    room = StockRoom(tasks, stock, translator(language))
    qtbot.addWidget(room)
    room.resize(*size)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    room.refresh()
    room.focus_first()
    return room


@pytest.fixture
def room(qtbot, dressed, store, stock):
    return room_of(qtbot, InlineTasks(store), stock)


def focused():
    return QApplication.focusWidget()


def shown(room):
    return [one.text() for one in room.findChildren(QAbstractButton) if one.isVisible()]


def table(room):
    return room.stock.findChild(Table)


def press(room, label):
    next(one for one in room.findChildren(QAbstractButton) if one.text() == label and one.isVisible()).click()


def receive(qtbot, room, *typed):
    """Press Receive, add the 29G syringe, and type its fields with Enter between them."""
    press(room, "Receive a delivery")
    for words in ("29g", *typed):
        qtbot.keyClicks(focused(), words)
        qtbot.keyClick(focused(), Qt.Key.Key_Return)


def chosen(room):
    row = table(room).current_row
    return row.item.name if row else None


def test_arrow_keys_choose_the_item_whose_lots_are_shown(qtbot, room):
    qtbot.keyClick(focused(), Qt.Key.Key_Down)

    assert room.stock.presenter.state.detail.item_id == table(room).current_row.item.id
    assert chosen(room) != SYRINGE


def test_ctrl_f_finds_and_down_goes_to_what_was_found(qtbot, room):
    qtbot.keyClick(focused(), Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(focused(), "swab")
    qtbot.keyClick(focused(), Qt.Key.Key_Down)

    assert focused() is table(room)
    assert chosen(room) == SWAB


def test_escape_shows_all_shelves_again(qtbot, room):
    qtbot.keyClick(focused(), Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(focused(), "swab")

    qtbot.keyClick(focused(), Qt.Key.Key_Escape)

    assert len(room.stock.presenter.state.rows) > 1


def test_a_filter_is_pressed_and_stays_pressed(room):
    press(room, "Expiring")
    press(room, "Expiring")

    assert {SYRINGE, SWAB} <= {row.item.name for row in room.stock.presenter.state.rows}
    assert next(one for one in room.findChildren(QAbstractButton) if one.text() == "Expiring").isChecked()


def test_a_delivery_is_received_with_the_keyboard_alone(qtbot, room):
    receive(qtbot, room, "5b-4", "26B04", "08/2029")

    qtbot.keyClick(focused(), Qt.Key.Key_L, ALT)
    qtbot.keyClicks(focused(), "900")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)

    assert room.stock.isVisible()
    assert chosen(room) == SYRINGE
    assert focused() is table(room)
    assert table(room).current_row.level.on_hand == 9400 + 496 + 900


def test_units_are_worked_out_while_they_are_typed(qtbot, room):
    receive(qtbot, room)

    qtbot.keyClicks(focused(), "5b-4")

    assert "= 496" in [label.text() for label in room.page(Act.RECEIVE).findChildren(QLabel)]


def test_post_goes_to_what_is_missing_and_says_it_beside_the_field(qtbot, room):
    receive(qtbot, room)

    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)

    assert focused().accessibleName() == f"Amount of {SYRINGE}"
    assert focused().accessibleDescription() == "Type how many came."


def test_a_delivery_half_typed_waits_while_one_looks_at_the_shelves(qtbot, room):
    receive(qtbot, room, "5b-4")

    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert room.stock.isVisible()
    press(room, "Receive a delivery")

    assert "5b-4" in [field.text() for field in room.page(Act.RECEIVE).findChildren(QLineEdit)]


def test_stock_asked_for_once_more_leads_back_to_the_shelves_and_what_is_typed_waits(qtbot, room):
    receive(qtbot, room, "50")

    room.show_first()

    assert room.stock.isVisible()
    assert focused() is table(room)
    assert room.has_work


def test_a_refusal_is_said_on_the_page_and_nothing_typed_is_lost(qtbot, room):
    receive(qtbot, room, "5b-4")
    presenter = room.page(Act.RECEIVE).presenter

    room.page(Act.RECEIVE).show_state(replace(presenter.state, refusal=StorageTrouble("full")))

    assert "The disk is full" in room.page(Act.RECEIVE)._banner.accessibleName()
    assert "5b-4" in [field.text() for field in room.page(Act.RECEIVE).findChildren(QLineEdit)]


def test_tab_goes_through_a_delivery_in_reading_order(qtbot, room):
    receive(qtbot, room, "1b")
    room.page(Act.RECEIVE)._find.setFocus()

    names = []
    for _ in range(11):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        names.append(focused().accessibleName() or focused().text())

    assert names == [
        "Invoice or reference", f"Ordered of {SYRINGE}", f"Invoiced of {SYRINGE}",
        f"Why {SYRINGE} differs: As ordered", f"Amount of {SYRINGE}", f"Lot number of {SYRINGE}",
        f"Expiry of {SYRINGE}",
        f"Source of {SYRINGE}: No source stated", f"Take off {SYRINGE}", f"Another lot of {SYRINGE}", "Clear",
    ]  # fmt: skip


def test_the_front_desk_is_told_once_whom_to_ask(qtbot, dressed, store, front_desk):
    room = room_of(qtbot, InlineTasks(store), front_desk)

    assert "Receive a delivery" not in shown(room)
    assert room.stock._top.hint.text() == "Ask a coordinator to receive a delivery."


def test_shelves_that_take_long_say_that_they_are_read(qtbot, dressed, store, stock):
    room = room_of(qtbot, HeldTasks(store), stock)

    qtbot.waitUntil(lambda: room.stock._waiting.text() == "Loading…")


def test_everything_a_person_can_press_or_type_in_has_a_name(qtbot, room):
    receive(qtbot, room, "1b", "26B04")

    reachable = [*room.findChildren(QAbstractButton), *room.findChildren(QLineEdit)]
    assert [one for one in reachable if one.isVisible() and not (one.accessibleName() or one.text())] == []


def test_drawing_a_state_twice_changes_nothing(room):
    before = room.grab().toImage()

    room.stock.show_state(room.stock.presenter.state)

    assert room.grab().toImage() == before


def test_large_text_lets_the_item_cover_the_table_and_escape_brings_it_back(qtbot, dressed, store, stock):
    dressed.choose(factor=1.5)
    room = room_of(qtbot, InlineTasks(store), stock)
    assert not room.stock.detail.isVisible()

    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert room.stock.detail.isVisible()
    assert not table(room).isVisible()

    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is table(room)


def test_the_whole_room_speaks_the_language_of_whoever_unlocked(qtbot, dressed, store, stock):
    room = room_of(qtbot, InlineTasks(store), stock, language="qps")

    untranslated = [label for label in shown(room) if label and not label.startswith("[")]
    room.begin(Act.RECEIVE)
    untranslated += [label for label in shown(room) if label and not label.startswith("[")]

    assert untranslated == ["Front Street"]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_picture_of_each_page(qtbot, dressed, store, stock, scheme):
    dressed.choose(scheme)
    room = room_of(qtbot, InlineTasks(store), stock)
    shelves = look(room, f"stock-{scheme}")
    receive(qtbot, room, "5b-4", "26B04", "08/2029")
    delivery = look(room, f"receive-{scheme}")

    assert shelves.size() == delivery.size()
    assert shelves != delivery


def test_a_new_center_is_told_where_to_begin(qtbot, dressed, store, stock):
    room = room_of(qtbot, InlineTasks(store), stock)

    room.stock.show_state(replace(room.stock.presenter.state, rows=()))

    assert room.stock._empty.isVisible()
    assert "Receive a delivery" in shown(room)


def test_a_smaller_window_has_fewer_columns_and_keeps_the_item_chosen(qtbot, room):
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    before = chosen(room)
    columns = table(room).model().columnCount()

    room.resize(1204, 600)

    qtbot.waitUntil(lambda: table(room).model().columnCount() == columns - 2)
    assert chosen(room) == before
    assert room.stock.presenter.state.detail is not None


def test_a_long_name_does_not_make_the_window_grow(qtbot, dressed, store, stock):
    room = room_of(qtbot, InlineTasks(store), stock, size=(1204, 600))
    receive(qtbot, room)
    qtbot.keyClick(focused(), Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(focused(), "s")

    assert room.width() == 1204
    assert COOKER in {item.name for item in room.stock.presenter.state.catalog.items}
