"""What lies over the desk for a moment, tiles and basket lines beside amounts: real keys, and what is told aloud."""

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from outreach import item_notes, pins
from outreach.entry import Unlisted
from outreach.safety import staff
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import Question
from outreach.vocabulary import Knowingly, Role
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.desk.tasks import InlineTasks
from tests.ui.desk.test_page import ALT, CTRL, SYRINGE, K, amounts, item

COTTON = "Cotton"
offscreen_menus = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def later_lot(page, store):
    with store.writing() as session:
        by, site = staff.actor(session, "JM", 1), page.presenter.state.site_id
        line = DeliveryLine(item(page, SYRINGE), 300, "25B02", replace_year(TODAY))
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=[line])
    page.refresh()


def replace_year(day):
    return day.replace(year=day.year + 2)


def labels(panel):
    return [row.accessibleName() for row in panel.rows]


def test_the_lots_say_number_expiry_source_and_what_is_there(page, press, later_lot):
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_L, ALT)

    first, second, books = labels(page._over.lots())
    assert first.startswith("1, Lot 24A17 · 03/2027 · ")
    assert first.endswith("900 here")
    assert second.startswith("2, Lot 25B02 · 11/2028")
    assert books == "0, By the books: what expires first"


def test_a_digit_takes_a_lot_and_the_keyboard_is_where_it_was(page, press, later_lot):
    page._line.setFocus()
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_L, ALT)
    press("2")

    assert page._basket._lines[0].lot.label == "Lot 25B02 · 11/2028 · chosen"
    assert page._line.hasFocus()
    assert not page._over.lots().isVisible()


def test_arrows_and_enter_take_one_too(page, press, later_lot):
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_L, ALT)
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Return)

    assert page.presenter.state.draft.lines[0].lot.number == "25B02"


def test_escape_leaves_the_lot_as_it_was(page, press, later_lot):
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_L, ALT)
    press(K.Key_Escape)

    assert page.presenter.state.draft.lines[0].lot is None
    assert amounts(page)
    assert page.presenter.state.choosing is None


def test_going_elsewhere_closes_the_lots(page, press, later_lot):
    page.presenter.set_amount(item(page, SYRINGE), 10)
    press(K.Key_L, ALT)
    press(K.Key_F3)

    assert not page._over.lots().isVisible()
    assert page._line.hasFocus()


def test_an_item_without_a_lot_has_no_button(page):
    page.presenter.set_amount(item(page, COTTON), 10)

    assert page._basket._lines[0].lot.isHidden()


def test_the_lot_key_is_heard_by_its_name(page, press):
    page.presenter.set_amount(item(page, SYRINGE), 10)

    lot = page._basket._lines[0].lot
    assert lot.accessibleName() == "Lot 24A17 · 03/2027 · by the books"
    assert "Alt+L" in lot.accessibleDescription()


def test_what_is_not_on_the_list_is_named_and_counted_by_keys_alone(page, press):
    press(K.Key_U, ALT)
    press("rain ponchos")
    press(K.Key_Return)
    assert page._over.unlisted().isVisible()
    press("3")
    press(K.Key_Return)

    assert page.presenter.state.draft.unlisted == (Unlisted("rain ponchos", 3),)
    assert not page._over.unlisted().isVisible()


def test_what_was_looked_for_and_not_found_need_not_be_typed_again(page, press):
    press(K.Key_F3)
    press("3 zebra masks")
    press(K.Key_U, ALT)
    assert page._over.unlisted().name.text() == "zebra masks"
    press(K.Key_Return)
    press(K.Key_Return)

    assert page.presenter.state.draft.unlisted == (Unlisted("zebra masks", 3),)
    assert page.presenter.state.line == ""


def test_what_is_found_is_not_taken_for_a_thing_on_no_list(page, press):
    press(K.Key_F3)
    press("cooker")
    press(K.Key_U, ALT)

    assert page._over.unlisted().name.text() == ""


def test_a_thing_without_a_name_is_asked_for_one(page, press):
    press(K.Key_U, ALT)
    press(K.Key_Return)

    assert page._over.unlisted().isVisible()
    assert page._over.unlisted()._missing.text()
    press(K.Key_Escape)
    assert not page._over.unlisted().isVisible()


def test_its_name_has_room_for_forty(page, press):
    press(K.Key_U, ALT)
    press("x" * 45)

    assert len(page._over.unlisted().name.text()) == 40


def test_locking_closes_what_lies_over_the_page(page, press):
    press(K.Key_U, ALT)
    press("rain")

    page.forget()

    assert not page._over.unlisted().isVisible()
    assert page._over.unlisted().name.text() == ""


def tile_of(page, name):
    return page._tiles.tiles[page.presenter.state.tiles.index(item(page, name))]


def empty_tile(page):
    return next(tile for tile in page._tiles.tiles if tile.asked.isVisible())


def test_a_tile_of_what_is_out_offers_asked_for_and_one_that_has_some_does_not(page, press):
    empty = empty_tile(page)

    empty.asked.click()

    assert [one.item_id for one in page.presenter.state.draft.asked] == [empty.item.id]
    assert not tile_of(page, SYRINGE).asked.isVisible()
    extra = page._basket._extras[0]
    assert (extra.amount.text(), extra._what.text()) == ("1", "Asked for, none left")


def test_the_key_means_the_tile_the_keyboard_is_in(page, press):
    empty = empty_tile(page)
    empty.amount.focus()

    press(K.Key_O, ALT)

    assert [one.item_id for one in page.presenter.state.draft.asked] == [empty.item.id]


def test_the_amount_asked_for_can_be_changed_and_taken_out(page, press):
    page.presenter.what.none_left(item(page, COTTON))
    page._basket._extras[0].amount.setFocus()
    press("12")
    assert page.presenter.state.draft.asked[0].quantity == 12

    page._basket._extras[0]._remove.click()

    assert page.presenter.state.draft.asked == ()


def test_five_times_the_usual_is_pointed_out_and_saved(page, press):
    pack = page.presenter.state.items[item(page, SYRINGE)].usual_pack
    page.presenter.set_amount(item(page, SYRINGE), 5 * pack)
    assert page._basket._lines[0]._times.text() == "5 × the usual"
    page.presenter.set_amount(item(page, SYRINGE), 5 * pack - 1)
    assert page._basket._lines[0]._times.text() == ""

    page.presenter.set_amount(item(page, SYRINGE), 9 * pack)
    press(K.Key_Return, CTRL)

    assert page.presenter.state.strip.syringes_out == 9 * pack


def test_the_foot_shows_what_waits_by_its_number_of_items(page, press):
    press("MA0785")
    press(K.Key_1, ALT)
    press(K.Key_2, ALT)
    press(K.Key_A, ALT)
    button = page._basket.foot.aside.buttons[0]

    assert button.label == "2 items"
    button.click()
    assert len(amounts(page)) == 2


def test_a_fourth_visit_is_not_set_aside_and_it_is_said_beside(page, press):
    for _ in range(4):
        press(K.Key_1, ALT)
        press(K.Key_A, ALT)

    assert page.presenter.state.question is Question.ASIDE_FULL
    assert page._basket.asked.isVisible()
    assert amounts(page)


def menu_of(page, tile):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), tile.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(tile, event)
    return [menu for menu in page.findChildren(QMenu) if menu.isVisible()]


def choose(menu, words):
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()


@offscreen_menus
def test_a_coordinator_keeps_a_tile_from_its_menu(page, store):
    last = page._tiles.tiles[9]
    kept = last.item.id

    choose(menu_of(page, last)[0], "Keep this tile")

    assert page.presenter.state.tiles[0] == kept
    with store.reading() as session:
        assert pins.pinned(session, page.presenter.state.site_id) == (kept,)


@offscreen_menus
def test_a_coordinator_says_whether_an_expired_lot_asks_first(page):
    tile = page._tiles.tiles[0]
    choose(menu_of(page, tile)[0], "Give expired or held lots without asking")
    assert page.presenter.state.items[tile.item.id].expired_or_held is Knowingly.ALLOW

    choose(menu_of(page, tile)[0], "Ask before an expired or held lot is given")
    assert page.presenter.state.items[tile.item.id].expired_or_held is Knowingly.ASK


@offscreen_menus
def test_pinned_tiles_change_places_and_are_let_go(page):
    before = page.presenter.state.tiles
    for item_id in before[3:5]:
        page.presenter.arranging.pin(item_id)
    choose(menu_of(page, page._tiles.tiles[1])[0], "Move it forward")
    assert page.presenter.state.tiles[:2] == (before[4], before[3])

    choose(menu_of(page, page._tiles.tiles[0])[0], "Let this tile go")

    assert page.presenter.state.tiles[0] == before[3]
    assert page.presenter.state.pins == (before[3],)


@offscreen_menus
def test_a_note_written_from_the_menu_stands_on_the_tile_and_in_the_line(page, press):
    choose(menu_of(page, tile_of(page, SYRINGE))[0], "Write a note")
    press("Two boxes at most")
    press(K.Key_Return)

    assert page.presenter.state.items[item(page, SYRINGE)].note.text == "Two boxes at most"
    tile = tile_of(page, SYRINGE)
    assert tile.toolTip() == "Two boxes at most (12 Nov 2026)"
    assert "Two boxes at most (12 Nov 2026)" in tile.amount.field.accessibleDescription()
    page.presenter.line_typed("29g")
    assert page._suggestions._cells[0].toolTip() == "Two boxes at most (12 Nov 2026)"
    assert page._suggestions._cells[0].accessibleDescription() == "Two boxes at most (12 Nov 2026)"


def test_the_front_desk_has_no_menu_and_reads_the_note(qtbot, dressed, store, desk_of):
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        known = desk_of(InlineTasks(store)).desk
        staff.add_first(session, TODAY, 1, "DS", Role.FRONT_DESK)
        front = staff.actor(session, "DS", 1)
    page = DeskPage(InlineTasks(store), replace(known, by=front), translator("en"))
    qtbot.addWidget(page)
    page.resize(1290, 768)
    page.refresh()
    with store.writing() as session:
        item_notes.write(session, by, NOW, item_id=page.presenter.state.tiles[0], note="Two at most")
    page.refresh()
    page.show()

    assert menu_of(page, page._tiles.tiles[0]) == []
    assert "Two at most" in page._tiles.tiles[0].toolTip()


@pytest.mark.parametrize("size", [(1290, 768), (1204, 648)])
def test_asked_for_lies_inside_its_tile_and_over_nothing(page, size):
    page.resize(*size)
    QApplication.sendPostedEvents()
    tile = empty_tile(page)

    assert tile.rect().contains(tile.asked.geometry())
    assert not tile.asked.geometry().adjusted(0, 3, 0, -3).intersects(tile.amount.geometry())


def test_enter_on_an_empty_line_goes_on(page, press):
    press(K.Key_F3)
    press("29g")
    press(K.Key_Return)
    press(K.Key_Return)

    assert page._returned.isAncestorOf(QApplication.focusWidget())


@offscreen_menus
def test_all_items_have_the_same_menu(page, press):
    press(K.Key_F4)
    press("drinking")
    listed = page._all_items()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), listed.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(listed, event)
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())

    choose(menu, "Keep this tile")

    assert page.presenter.state.pins == (item(page, "Drinking water"),)


def test_where_every_lot_here_is_expired_the_button_says_so(page, store, press):
    with store.writing() as session:
        by, site = staff.actor(session, "JM", 1), page.presenter.state.site_id
        line = DeliveryLine(item(page, COTTON), 300, "OLD", TODAY.replace(year=TODAY.year - 1))
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=[line])
    page.refresh()
    page.presenter.set_amount(item(page, COTTON), 10)
    shown = page._basket._lines[0]
    assert shown.lot.label == "No lot here that may go out by itself"

    press(K.Key_L, ALT)
    press("1")

    assert shown._despite.text() == "Expired"
    assert page._basket.doubt.isVisible()
    press(K.Key_Return, CTRL)
    assert page._basket.doubt.buttons[0].hasFocus()
    press(K.Key_F3)
    press(K.Key_Return, CTRL)
    press(K.Key_Return)
    assert not page._basket.doubt.isVisible()
    page.presenter.lots.open()
    page.presenter.lots.choose(None)
    assert page.presenter.state.draft.lines[0].lot is None


def test_another_lot_than_the_expired_one_takes_the_choice_back(page, store, press):
    with store.writing() as session:
        by, site = staff.actor(session, "JM", 1), page.presenter.state.site_id
        line = DeliveryLine(item(page, COTTON), 300, "OLD", TODAY.replace(year=TODAY.year - 1))
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=[line])
    page.refresh()
    page.presenter.set_amount(item(page, COTTON), 10)
    press(K.Key_L, ALT)
    press("1")

    page._basket.doubt.buttons[1].click()

    assert page.presenter.state.draft.lines[0].lot is None
