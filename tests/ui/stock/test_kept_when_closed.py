"""What is begun in the stock room is there again after closing the program, for whoever began it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from outreach.stock import begun_papers
from outreach.ui.stock import typed
from outreach.ui.stock.acts_there import Act
from outreach.ui.stock.draft import Draft
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.stock.conftest import SYRINGE
from tests.ui.stock.test_pages import focused, receive, room_of

ENTER = Qt.Key.Key_Return


@pytest.fixture
def open_room(qtbot, dressed, store, stock):
    """The stock room as it is when the program starts."""
    return lambda stock=stock: room_of(qtbot, InlineTasks(store), stock)


def closed(room):
    room.forget()
    room.close()


def handed(qtbot, room, act, amount):
    """Begin an act with an amount of syringes, or of kits."""
    item = "Injecting kit" if act is Act.KITS else SYRINGE
    room.begin(act, room.stock.presenter.state.catalog.find("item", item))
    qtbot.keyClicks(focused(), amount)


def test_a_delivery_stands_as_it_was_typed_its_id_included(qtbot, open_room):
    room = open_room()
    receive(qtbot, room, "5b-4")
    before = room.page(Act.RECEIVE).presenter.state.draft
    closed(room)

    again = open_room()

    assert again.page(Act.RECEIVE).presenter.state.draft == before
    assert again.stock.begun.isVisible()
    again.go_on(Act.RECEIVE)
    assert again.page(Act.RECEIVE).isVisible()


def test_it_is_said_over_the_shelves_once_it_was_read(qtbot, open_room, store, stock):
    room = open_room()
    receive(qtbot, room, "5b-4")
    closed(room)

    tasks = HeldTasks(store)
    again = room_of(qtbot, tasks, stock)
    assert not again.stock.begun.isVisible()
    tasks.let_go()

    assert again.stock.begun.isVisible()


@pytest.mark.parametrize("act", [Act.HAND_OVER, Act.MOVE, Act.ADJUST, Act.KITS])
def test_so_does_any_other_paper(qtbot, open_room, act):
    room = open_room()
    handed(qtbot, room, act, "12")
    before = room.page(act).presenter.state.draft
    closed(room)

    assert before.is_begun
    assert open_room().page(act).presenter.state.draft == before


def test_what_was_cleared_or_posted_does_not_come_back(qtbot, open_room):
    room = open_room()
    receive(qtbot, room, "5b-4")
    room.keep()
    room.page(Act.RECEIVE).presenter.post()
    closed(room)

    again = open_room()

    assert not again.page(Act.RECEIVE).has_work
    assert not again.stock.begun.isVisible()


def test_it_is_kept_by_itself_soon_after_the_last_key(qtbot, open_room, store, stock):
    room = open_room()
    receive(qtbot, room, "5b-4")

    def is_kept():
        with store.reading() as session:
            assert Act.RECEIVE in begun_papers.kept(session, stock.by)

    qtbot.waitUntil(is_kept)


def test_what_one_has_begun_another_does_not_see(qtbot, open_room, stock, front_desk):
    room = open_room()
    receive(qtbot, room, "5b-4")
    closed(room)

    assert not open_room(replace(stock, by=front_desk.by)).has_work


@pytest.mark.parametrize("said", ["", "[]", '{"client_id": 7}', '{"client_id": "no id"}', '{"of_old": 1}'])
def test_what_another_version_kept_otherwise_is_no_draft(said):
    assert typed.from_text(Draft, said, {}) is None
