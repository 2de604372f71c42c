"""What waits for the coordinator: said quietly over the shelves, and each line with what settles it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from outreach import barcodes, catalog, encounters
from outreach.catalog_editing import limits
from outreach.catalog_editing.limits import NewRule
from outreach.entry import Entry, Given, Unlisted
from outreach.safety import staff
from outreach.stock import adjusting, attention, deliveries
from outreach.stock.begun_papers import AnotherBegun
from outreach.stock.deliveries import DeliveryLine
from outreach.stock.documents import Head
from outreach.stock.known_lots import known_lots, the_lot
from outreach.stock.papers import Line
from outreach.translation import translator
from outreach.ui.shared.buttons import Button
from outreach.ui.stock.doing import Act
from outreach.ui.stock.room import StockRoom
from outreach.vocabulary import ItemId, Kind, LotKnown, SourceId
from outreach.waiting import Sort
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import cut_off, look, small_targets, unnamed
from tests.ui.stock.conftest import COOKER, NOW, SOURCES, SWAB, SYRINGE, TODAY


def at_the_desk(store, act):
    with store.writing() as session:
        return act(session, staff.actor(session, "TK", 1), catalog.load(session, "en", TODAY))


def item(known, name):
    return ItemId(known.find("item", name))


def item_named(room, name):
    return room.stock.presenter.state.catalog.find("item", name)


def give(store, name, quantity, *things, on=TODAY, at=0):
    """One visit at the first site (or another): so many of an item, and things that are on no list."""

    def record(session, by, known):
        unlisted = tuple(Unlisted(thing, 3) for thing in things)
        given = (Given(item(known, name), quantity),) if quantity else ()
        encounters.record(session, by, NOW, Entry(uuid4(), on, 14, known.sites[at].id, given=given, unlisted=unlisted))

    at_the_desk(store, record)


def scan_said(store, code="00614141999996"):
    at_the_desk(
        store, lambda session, by, known: barcodes.say(session, by, NOW, code=code, item_id=item(known, SWAB), units=12)
    )


def arrive(store, name, quantity, lot, source):
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        line = DeliveryLine(item(known, name), quantity, lot, None, SourceId(known.find("source", source)))
        by, site = staff.actor(session, "AR", 1), known.sites[0].id
        deliveries.receive(
            session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=[line]
        )  # fmt: skip


def give_from(store, name, quantity, number):
    def record(session, by, known):
        lot = the_lot(known_lots(session), item(known, name), number, None).lot_id
        given = (Given(item(known, name), quantity, lot, LotKnown.CHOSEN),)
        encounters.record(session, by, NOW, Entry(uuid4(), TODAY, 14, known.sites[0].id, given=given))

    at_the_desk(store, record)


def forbid(store, name, source):
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        rule = NewRule(SourceId(known.find("source", source)), may_buy=False, item_id=item(known, name))
        limits.add_rule(session, staff.actor(session, "AR", 1), NOW, rule)


@pytest.fixture
def room(qtbot, dressed, store, stock):
    room = StockRoom(InlineTasks(store), stock, translator("en"))
    qtbot.addWidget(room)
    room.resize(1290, 768)
    with qtbot.waitActive(room):
        room.show()
    room.refresh()
    return room


@pytest.fixture
def page(room, store):
    """Five cookers and a thing nobody knows beyond the books, and a barcode said at the desk."""
    give(store, COOKER, 13, "ponchos")
    scan_said(store)
    room.begin(Act.ATTENTION)
    return room.page(Act.ATTENTION)


def facts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def press(qtbot, page, spoken):
    """The button of this name, by the keyboard."""
    [button] = [one for one in page.findChildren(Button) if one.accessibleName().startswith(spoken)]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_the_number_stands_quietly_beside_the_acts_and_goes_when_nothing_waits(room, store):
    button = room.stock._buttons._on_top[Act.ATTENTION]
    assert not button.isVisibleTo(room)

    give(store, COOKER, 13, "ponchos")
    room.refresh()

    assert (button.isVisibleTo(room), button.text()) == (True, "To look at: 2")
    room.resize(1100, 768)
    assert button.isVisibleTo(room)
    room.resize(900, 768)
    assert not button.isVisibleTo(room)
    assert room.stock._buttons._folded[Act.ATTENTION].text() == "To look at: 2"


def test_each_line_says_what_where_and_since_when(page):
    said = facts(page)

    for fact, where in (
        ("Cooker: 5 beyond the books", "Front Street, 12 Nov 2026"),
        ("“ponchos”: 3", "Front Street, 1 visit since 12 Nov 2026"),
        ("00614141999996 is Alcohol swab", "12 units a scan, said by TK on 12 Nov 2026"),
    ):
        assert said[said.index(fact) + 1] == where
    assert unnamed(page) == cut_off(page) == small_targets(page) == []
    look(page, "stock-attention")


def test_a_shortfall_says_what_left_on_its_last_days_and_what_the_books_held(page, store):
    for days in (5, 4, 3):
        give(store, COOKER, 10, on=TODAY - timedelta(days=days))
    page.refresh()
    said = facts(page)

    assert said[said.index("Cooker: 35 beyond the books") + 2].splitlines() == [
        "1 earlier day", "8 Nov: Given 10 · 0 on the books", "9 Nov: Given 10 · 0 on the books",
        "12 Nov: Given 13 · 0 on the books",
    ]  # fmt: skip


def test_what_was_given_of_several_lots_of_a_source_is_one_line_that_names_them(qtbot, page, store):
    county = SOURCES[1].name
    for lot in ("C9", "C10"):
        arrive(store, SYRINGE, 40, lot, county)
        give_from(store, SYRINGE, 10, lot)
    forbid(store, SYRINGE, county)
    page.refresh()
    said = facts(page)

    assert said[said.index(f"{SYRINGE}: 20 from {county}") + 1] == "Front Street, November 2026 · Lot C9 · Lot C10"
    assert f"Rule of {county}: may not pay for {SYRINGE}" in said
    press(qtbot, page, f"Let it stand: {SYRINGE}: 20")
    assert not page._groups[Sort.GIVEN].isVisibleTo(page)


def test_a_shortfall_is_let_stand_once_with_who_and_stays_told(qtbot, page, store):
    assert page.focusWidget().accessibleName().startswith("Receive a delivery: Cooker")
    press(qtbot, page, "Let it stand: Cooker")

    assert "Let stand by AR: Cooker: 5 beyond the books." in facts(page)
    assert "Let stand by AR on 12 Nov 2026" in facts(page)
    with store.reading() as session:
        assert attention.shortfalls(session) == ()
    assert not page._groups[Sort.SHORT].isVisibleTo(page)


def test_what_was_short_on_several_days_is_one_line_and_stands_as_one(qtbot, page, store):
    give(store, COOKER, 10, on=TODAY - timedelta(days=3))
    page.refresh()
    said = facts(page)
    assert said[said.index("Cooker: 15 beyond the books") + 1] == "Front Street, on 2 days since 9 Nov 2026"

    press(qtbot, page, "Let it stand: Cooker")

    assert "Let stand by AR: Cooker: 15 beyond the books." in facts(page)
    with store.reading() as session:
        assert attention.shortfalls(session) == ()


def test_a_delivery_that_was_missing_is_begun_with_its_item_its_site_and_the_first_day(qtbot, page, room, store):
    give(store, COOKER, 10, on=TODAY - timedelta(days=3))
    page.refresh()
    press(qtbot, page, "Receive a delivery: Cooker")

    receiving = room.page(Act.RECEIVE)
    assert receiving.isVisible()
    [line] = receiving.presenter.state.draft.items
    assert (line.item.name, receiving.presenter.state.day) == (COOKER, TODAY - timedelta(days=3))


def test_a_delivery_that_was_missing_is_not_begun_within_another_of_another_day(qtbot, page, room, store):
    room.begin(Act.RECEIVE, item_named(room, SWAB))
    room.begin(Act.ATTENTION)
    give(store, COOKER, 10, on=TODAY - timedelta(days=3))
    page.refresh()

    press(qtbot, page, "Receive a delivery: Cooker")

    state = room.page(Act.RECEIVE).presenter.state
    assert [line.item.name for line in state.draft.items] == [SWAB]
    assert isinstance(state.refusal, AnotherBegun)
    assert any("Another delivery is begun" in said for said in facts(room.page(Act.RECEIVE)))


def test_a_count_that_settles_a_shortfall_is_of_its_item_at_its_site(qtbot, page, room, store):
    give(store, COOKER, 4, at=1)
    page.refresh()

    press(qtbot, page, "Count: Cooker: 4 beyond the books, Mobile van")

    form = room.page(Act.COUNT).presenter.state.form
    assert (form.item_id, form.site_id) == (item_named(room, COOKER), room.stock.presenter.state.catalog.sites[1].id)


def test_escape_closes_the_thing_that_is_asked_about_before_it_leaves(qtbot, page, room):
    press(qtbot, page, "Sort: “ponchos”: 3")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.isVisible()
    assert not page._sorting.presenter.state.is_open

    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert room.stock.isVisible()


def test_a_thing_is_sorted_here_by_keys_and_its_line_is_gone(qtbot, page, room):
    press(qtbot, page, "Sort: “ponchos”: 3")
    qtbot.keyClicks(page.focusWidget(), "cooker")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)

    assert "“ponchos”: 3" not in facts(page)
    assert "Cooker: 8 beyond the books" in facts(page)


def test_a_barcode_is_confirmed_or_retired(qtbot, page, store):
    press(qtbot, page, "Confirm: 00614141999996")
    with store.reading() as session:
        assert [one.is_confirmed for one in barcodes.listed(session)] == [True]

    scan_said(store, "00614141999989")
    page.refresh()
    press(qtbot, page, "Retire the barcode: 00614141999989")
    with store.reading() as session:
        assert [one.code for one in barcodes.listed(session) if one.is_retired] == ["00614141999989"]


def test_what_a_source_may_not_pay_for_is_told_and_let_stand(qtbot, page, room, store):
    county = SOURCES[1].name
    arrive(store, SYRINGE, 40, "C9", county)
    forbid(store, SYRINGE, county)
    give_from(store, SYRINGE, 10, "C9")
    page.refresh()
    assert f"{SYRINGE}: 40 from {county}" in facts(page)
    assert f"{SYRINGE}: 10 from {county}" in facts(page)

    press(qtbot, page, f"Let it stand: {SYRINGE}: 10")
    assert not page._groups[Sort.GIVEN].isVisibleTo(page)
    press(qtbot, page, f"Its papers: {SYRINGE}: 40")
    papers = room.page(Act.PAPERS)
    assert (papers.isVisible(), papers.presenter.state.which.item_id is not None) == (True, True)


def test_what_is_said_of_it_is_true_of_whatever_left_beyond_the_books(room, store):
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        head = Head(uuid4(), known.sites[0].id, TODAY)
        adjusting.dispose(
            session, staff.actor(session, "AR", 1), NOW, head, Kind.LOST, [Line(item(known, COOKER), 13)]
        )  # fmt: skip
    room.begin(Act.ATTENTION)
    page = room.page(Act.ATTENTION)

    assert "Left beyond the books" in facts(page)
    assert not [said for said in facts(page) if "served" in said or "Given" in said]
    assert page.focusWidget().label == "Receive a delivery"


def test_where_nothing_waits_it_is_said_warmly(room):
    room.begin(Act.ATTENTION)
    page = room.page(Act.ATTENTION)

    assert page._empty.isVisibleTo(page)
    assert any("Thank you" in text for text in facts(page))
    assert page.focusWidget() is page._top.back
    look(page, "stock-attention-empty")


def test_the_front_desk_does_not_see_it(qtbot, dressed, store, front_desk):
    room = StockRoom(InlineTasks(store), front_desk, translator("en"))
    qtbot.addWidget(room)
    give(store, COOKER, 13)
    room.refresh()

    assert Act.ATTENTION not in room.stock._buttons._labels
    room.stock.say_waiting(3)  # says nothing


def test_where_it_stands_under_more_the_button_says_what_its_number_is_of(room):
    room.stock.say_waiting(6)
    more = room.stock._buttons._more
    assert more.label == "More"

    room.resize(900, 648)

    assert more.label == "More · 6 to look at"
    assert cut_off(room) == []
    room.stock.say_waiting(0)
    assert more.label == "More"


@pytest.mark.parametrize("width", [1290, 900, 700])
def test_it_fits_where_there_is_little_room(room, page, width):
    room.resize(width, 648)

    assert cut_off(page) == small_targets(page) == []
