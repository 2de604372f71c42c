"""Sorting on the stock page: one thing after the other, and a coordinator's note beside the figures."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from outreach import catalog, encounters, sorting
from outreach.entry import Entry, Unlisted
from outreach.safety import staff
from outreach.translation import translator
from outreach.ui.stock.room import StockRoom
from outreach.ui.stock.sorting import Sorting
from outreach.vocabulary import ItemId
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look
from tests.ui.stock.conftest import COOKER, NOW, SWAB, TODAY


def give_things(store, *names):
    with store.writing() as session:
        by, site = staff.actor(session, "AR", 1), catalog.load(session, "en", TODAY).sites[0].id
        for name in names:
            entry = Entry(uuid4(), TODAY, 14, site, unlisted=(Unlisted(name, 3),))
            encounters.record(session, by, NOW, entry)


@pytest.fixture
def things(store, stock):
    give_things(store, "swabbies", "spoons", "spoons")
    made = Sorting(InlineTasks(store), stock, lambda _: None)
    made.refresh()
    return made


def test_the_one_asked_about_is_the_first_and_the_next_follows(things):
    things.open()
    assert (things.state.thing.name, things.state.thing.visits) == ("swabbies", 1)

    things.leave()
    assert (things.state.thing.name, things.state.thing.visits, things.state.thing.quantity) == ("spoons", 2, 6)
    things.leave()

    assert things.state.thing.name == "swabbies"


def test_choosing_is_not_yet_saying(things, store):
    things.open()
    things.find("swab")
    things.choose_first()
    assert things.state.item.name == SWAB

    things.another()
    things.sort()

    with store.reading() as session:
        assert len(sorting.unsorted(session)) == 2


def test_what_is_sorted_is_gone_and_said(things, store):
    things.open()
    things.leave()
    things.find("cooker")
    things.choose_first()
    things.sort()

    assert (things.state.last.item, things.state.last.visits) == (COOKER, 2)
    assert [thing.name for thing in things.state.things] == ["swabbies"]
    with store.reading() as session:
        assert [thing.name for thing in sorting.unsorted(session)] == ["swabbies"]


def test_two_coordinators_sort_a_thing_once(things, store, stock):
    other = Sorting(InlineTasks(store), stock, lambda _: None)
    other.refresh()
    for one in (things, other):
        one.open()
        one.find("swab")
        one.choose_first()
        one.sort()

    assert other.state.refusal is not None


def test_the_front_desk_is_not_asked(store, stock, front_desk):
    give_things(store, "spoons")
    made = Sorting(InlineTasks(store), front_desk, lambda _: None)
    made.refresh()

    assert made.state.things == ()


@pytest.fixture
def room(qtbot, dressed, store, stock):
    give_things(store, "swabbies", "spoons")
    room = StockRoom(InlineTasks(store), stock, translator("en"))
    qtbot.addWidget(room)
    room.resize(1290, 768)
    with qtbot.waitActive(room):
        room.show()
    room.refresh()
    return room


def test_a_quiet_line_opens_a_panel_and_keys_alone_sort(room, qtbot):
    panel = room.stock.sorting
    assert panel.banner.accessibleName().startswith("2 things to sort")
    panel.open()

    qtbot.keyClicks(panel.field, "swab")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.sort.hasFocus()
    qtbot.keyClick(panel.sort, Qt.Key.Key_Space)

    assert panel.banner.accessibleName() == "1 thing to sort “swabbies” is Alcohol swab: 1 visit corrected."
    assert panel.field.hasFocus()


def test_where_nothing_waits_there_is_no_line(qtbot, dressed, store, stock):
    room = StockRoom(InlineTasks(store), stock, translator("en"))
    qtbot.addWidget(room)
    room.show()
    room.refresh()

    assert room.stock.sorting.isHidden()


def test_a_note_is_written_beside_the_figures(room, qtbot, store):
    note = room.stock.detail._note
    note.edit.click()
    qtbot.keyClicks(note.box.field, "Two boxes at most")
    note.box.save.click()

    assert room.stock.presenter.state.shelf.item.note.text == "Two boxes at most"
    assert (note._note.text(), note.edit.label) == ("Two boxes at most", "Change the note")


def test_the_front_desk_reads_the_note_and_writes_none(qtbot, dressed, store, stock, front_desk):
    coordinator, reader = (StockRoom(InlineTasks(store), who, translator("en")) for who in (stock, front_desk))
    for room in (coordinator, reader):
        qtbot.addWidget(room)
        room.refresh()
    coordinator.stock.presenter.note("Two boxes at most")
    reader.refresh()
    reader.show()

    note = reader.stock.detail._note
    assert (note._note.text(), note.edit.isHidden()) == ("Two boxes at most", True)


def test_what_is_none_of_the_items_is_put_on_the_list_by_its_name(room, qtbot, store):
    panel = room.stock.sorting
    panel.open()
    qtbot.keyClicks(panel.field, "gaiters")
    assert (panel._nothing.isVisibleTo(panel), panel._none.isVisibleTo(panel)) == (True, True)
    look(room, "stock-sorting-nothing")
    qtbot.keyClick(panel._none, Qt.Key.Key_Space)
    assert panel._category.hasFocus()
    look(room, "stock-sorting-new")

    panel.presenter.add_new(next(one.id for one in panel.presenter.state.categories if one.name == "Hygiene"))

    assert "“swabbies” is on the list now" in panel.banner.accessibleName()
    with store.reading() as session:
        known = catalog.load(session, "en", TODAY)
        assert [thing.name for thing in sorting.unsorted(session)] == ["spoons"]
    new = known.item[ItemId(known.find("item", "Swabbies"))]
    assert (new.category, new.search_words.count("swabbies")) == ("Hygiene", 1)


def test_the_only_thing_left_for_now_is_put_away(things):
    things.open()
    things.find("swab")
    things.choose_first()
    things.sort()
    things.none_of_these()
    things.leave()

    assert (things.state.is_open, things.state.is_new, len(things.state.things)) == (False, False, 1)


def test_a_word_that_means_no_item_is_said(things):
    things.open()
    things.find("gaiters")
    assert things.state.finds_nothing
    things.find("swab")
    assert not things.state.finds_nothing
