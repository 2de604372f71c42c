"""Lists to walk along the shelves with: what to take, and what stands there."""

from dataclasses import replace
from datetime import timedelta

from outreach.reports.pick_list import pick_list_pdf
from outreach.reports.shelf_list import shelf_list_pdf
from outreach.reports.stock_paper import Printed
from outreach.stock.papers import Line
from outreach.translation import translator
from tests.make import COOKER, NASAL, SYRINGE, TODAY
from tests.reports.reading import text
from tests.reports.stock_room import PRINTED_ON

WORDS = translator("en")
BY_JM = Printed(PRINTED_ON, "JM")


def pick_list(room, picks):
    return text(pick_list_pdf(picks, room.known(), WORDS, BY_JM))


def shelf_list(room):
    return text(shelf_list_pdf(room.shelves(), room.known(), WORDS, BY_JM))


def test_a_pick_list_says_from_which_lot_how_many_and_how_they_are_packed(room):
    said = pick_list(room, room.picks())

    assert f"{SYRINGE} Lot 24A17 · expires 03/2027 State program 2 cases, 2 boxes, 40 loose 1,240" in said
    assert f"{COOKER} No lot number 77" in said
    for known in ("Front Street", "Northgate", "Picked by", "Nothing is moved until it is recorded."):
        assert known in said


def test_it_is_walked_shelf_by_shelf_and_what_has_none_comes_last(room):
    said = pick_list(room, room.picks())

    assert said.index("Shelf A1") < said.index(SYRINGE) < said.index("No shelf") < said.index(COOKER)


def test_what_the_store_has_not_is_listed(room):
    said = pick_list(room, replace(room.picks(), lacking=((room.desk.item(COOKER), 13),)))

    assert "Not in the store" in said
    assert f"{COOKER} 13" in said
    assert "Not in the store" not in pick_list(room, room.picks())


def test_what_is_moved_beyond_the_books_has_its_line(room):
    said = pick_list(room, room.picks())

    assert f"{COOKER} No lot number Not on the books: take them where you find them. 13" in said


def test_a_lot_that_should_rather_stay_is_marked_on_both_lists(room):
    desk = room.desk
    desk.receive(COOKER, 4, "OLD", expires=TODAY - timedelta(days=30))
    room.recall()

    picked = pick_list(room, room.picks(Line(desk.item(NASAL), 10), Line(desk.item(COOKER), 80)))

    assert "Lot NX4417 · expires 08/2027 Recalled 10" in picked
    assert "expires 09/2026 Expired 3" in picked
    assert "Recalled" in shelf_list(room)
    assert "Expired" in shelf_list(room)
    assert "Recalled" not in pick_list(room, room.picks(Line(desk.item(COOKER), 1)))


def test_once_moved_it_says_so_and_with_nothing_to_take_too(room):
    assert "Recorded as moved." in pick_list(room, replace(room.picks(), is_done=True))
    assert "Nothing to take" in pick_list(room, replace(room.picks(), lines=(), lacking=()))


def test_a_shelf_list_has_each_lot_with_what_is_on_hand_and_items_that_are_out(room):
    said = shelf_list(room)

    assert f"{SYRINGE} Lot 24A17 · expires 03/2027" in said
    assert f"{NASAL} Lot NX4417 · expires 08/2027 468" in said
    for known in ("1,240", "50", "Use first", f"{COOKER} No lot number 77"):
        assert known in said
    assert said.index("Shelf A1") < said.index("Shelf B2") < said.index("No shelf")


def test_a_lot_on_hold_is_never_the_one_to_use(room):
    room.hold(NASAL, "NX4417")

    assert "expires 08/2027 On hold 468" in shelf_list(room)
