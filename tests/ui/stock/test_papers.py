"""The page of papers: found, opened, put right and voided, with real keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit

from outreach.safety import staff
from outreach.stock import adjusting, counts
from outreach.stock.counts import Found
from outreach.stock.documents import AlreadyVoided, Head
from outreach.stock.levels import lots
from outreach.stock.papers import Line
from outreach.translation import translator
from outreach.ui.stock import paper_words
from outreach.ui.stock.doing import Act
from outreach.ui.stock.paper_columns import _marks
from outreach.ui.stock.papers import PapersPresenter, Span
from outreach.ui.theme import Scheme
from outreach.vocabulary import DocumentKind, ItemId, Kind, PaperVoid, SiteId
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import look
from tests.ui.stock.conftest import COOKER, NOW, SYRINGE, TODAY, deliver
from tests.ui.stock.test_pages import ALT, CTRL, focused, press, receive, room_of, shown

WORDS = translator("en")
K = Qt.Key


@pytest.fixture
def papers(store, stock):
    presenter = PapersPresenter(InlineTasks(store), stock, lambda _state: None)
    presenter.begin(None)
    presenter.choose_span(Span.ALL)
    return presenter


@pytest.fixture
def room(qtbot, dressed, store, stock):
    with store.writing() as session:
        deliver(session, "Front Street", TODAY, [(SYRINGE, 500, "26B04", date(2029, 8, 31))])
    room = room_of(qtbot, InlineTasks(store), stock)
    room.begin(Act.PAPERS)
    return room


@pytest.fixture
def page(room):
    return room.page(Act.PAPERS)


def item(papers, name):
    return ItemId(papers.state.catalog.find("item", name))


def on_hand(store, item_id, number):
    with store.reading() as session:
        return next((lot.on_hand for lot in lots(session, item_id, TODAY) if lot.number == number), 0)


def lose(store, presenter, name, quantity):
    with store.writing() as session:
        by = staff.actor(session, "AR", 1)
        site = SiteId(presenter.state.catalog.find("site", "Front Street"))
        head = Head(presenter._stock.new_id(), site, TODAY)
        adjusting.dispose(session, by, NOW, head, Kind.LOST, [Line(item(presenter, name), quantity)])
    presenter.refresh()
    presenter.select(presenter.state.papers[0].id)


def count(store, presenter, name, found):
    with store.writing() as session:
        by, site = staff.actor(session, "AR", 1), SiteId(presenter.state.catalog.find("site", "Front Street"))
        said = [Found(item(presenter, name), found)]
        counts.post(session, by, NOW, client_id=presenter._stock.new_id(), site_id=site, on=TODAY, found=said)
    presenter.refresh()
    presenter.select(presenter.state.papers[0].id)


def test_the_newest_paper_is_open_and_says_who_wrote_it_and_its_lots(papers):
    opened = papers.state.opened

    assert paper_words.heading(opened.paper, WORDS) == "Delivery of 2 Oct 2026"
    assert [paper_words.lot(line, WORDS) for line in opened.lines] == ["Lot 24A17 · expires 03/2029 · No source stated"]
    assert [(step.what, step.by) for step in paper_words.steps(opened, WORDS)] == [("Written", "12 Nov, 2 pm, AR")]


def test_a_day_or_part_of_an_invoice_finds_a_paper(papers):
    papers.find("", date(2026, 10, 1))
    assert [paper.on for paper in papers.state.papers] == [date(2026, 10, 1)]

    papers.find("482", None)
    papers.choose_span(Span.ALL)
    assert len(papers.state.papers) == 2

    papers.find("no such", None)
    assert papers.state.papers == ()
    assert papers.state.selected is None


def test_from_the_panel_of_an_item_come_its_own_papers_however_old(store, papers):
    papers.begin(item(papers, COOKER))

    assert [paper.on for paper in papers.state.papers] == [date(2026, 10, 1)]
    papers.choose_kind(DocumentKind.TRANSFER)
    assert papers.state.papers == ()


def test_what_was_lost_is_told_apart_and_can_be_voided_once(store, papers):
    lose(store, papers, COOKER, 3)

    assert paper_words.what(papers.state.opened.lines[0], papers.state.opened.paper, WORDS) == "Lost"
    assert papers.state.written_again_by is Act.ADJUST
    assert not papers.state.may_be_short
    papers.void(PaperVoid.DID_NOT_HAPPEN)

    assert papers.state.opened.voided.reason is PaperVoid.DID_NOT_HAPPEN
    assert on_hand(store, item(papers, COOKER), "") == 8
    papers.void(PaperVoid.DID_NOT_HAPPEN)
    assert isinstance(papers.state.not_done, AlreadyVoided)


def test_a_posted_count_is_voided_from_its_paper_and_the_shelf_is_as_before(store, papers):
    was = on_hand(store, item(papers, COOKER), "")
    count(store, papers, COOKER, was - 3)
    assert papers.state.opened.paper.kind is DocumentKind.COUNT
    assert on_hand(store, item(papers, COOKER), "") == was - 3

    papers.void(PaperVoid.WRONG_AMOUNTS)

    assert papers.state.opened.voided.reason is PaperVoid.WRONG_AMOUNTS
    assert papers.state.papers[0].is_void
    assert on_hand(store, item(papers, COOKER), "") == was


def test_a_posted_count_says_of_which_lot_nobody_looked(store, papers):
    with store.writing() as session:
        by, site = staff.actor(session, "AR", 1), SiteId(papers.state.catalog.find("site", "Front Street"))
        one, other = (lot.lot_id for lot in lots(session, item(papers, SYRINGE), TODAY, site)[:2])
        found = [Found(item(papers, SYRINGE), 5, one), Found(item(papers, SYRINGE), None, other)]
        counts.post(session, by, NOW, client_id=papers._stock.new_id(), site_id=site, on=TODAY, found=found)
    papers.refresh()
    papers.select(papers.state.papers[0].id)

    opened = papers.state.opened
    said = {line.lot_id: paper_words.amount(line, opened.paper, WORDS) for line in opened.lines}
    assert (said[one][:7], said[other]) == ("5 found", "not counted")


def test_a_box_found_short_is_typed_as_it_is_missing(store, papers):
    papers.begin_short()
    papers.short_typed("2b-4")

    papers.post_short()

    assert on_hand(store, item(papers, SYRINGE), "24A17") == 9_300 - 196
    assert papers.state.short is None
    assert papers.state.opened.paper.kind is DocumentKind.DELIVERY
    step = paper_words.steps(papers.state.opened, WORDS)[-1]
    assert (step.what, step.text) == ("Found short", "196 less were received. It is no loss")


def test_what_is_not_understood_of_a_short_box_is_said_and_kept(papers):
    papers.begin_short()
    papers.short_typed("a box")

    papers.post_short()

    assert papers.state.not_done is not None
    assert papers.state.short.amount == "a box"


def test_an_answer_for_papers_no_longer_asked_for_is_dropped(store, stock):
    tasks = HeldTasks(store)
    slow = PapersPresenter(tasks, stock, lambda _state: None)
    slow.begin(None)
    late = tasks.held.pop()
    slow.find("no such", None)
    tasks.let_go()

    late()

    assert slow.state.papers == ()


def test_delete_voids_for_a_reason_and_enter_does_not(qtbot, store, page):
    qtbot.keyClick(focused(), K.Key_Delete)
    (dialog,) = page.findChildren(QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog, "Void the paper")
    assert "Choose why" in dialog._missing.text()

    press(dialog, "Entered twice")
    press(dialog, "Void the paper")

    assert page.presenter.state.opened.voided.reason is PaperVoid.ENTERED_TWICE
    assert "Write again" not in shown(page)
    assert on_hand(store, item(page.presenter, SYRINGE), "26B04") == 0


def test_a_delivery_is_written_again_from_its_paper_with_the_keyboard(qtbot, store, room, page):
    qtbot.keyClick(focused(), K.Key_E, CTRL)
    receiving = room.page(Act.RECEIVE)
    amount = next(field for field in receiving.findChildren(QLineEdit) if field.text() == "1c")
    amount.setFocus()
    amount.selectAll()
    qtbot.keyClicks(amount, "480")
    qtbot.keyClick(amount, K.Key_Return, CTRL)

    assert on_hand(store, item(page.presenter, SYRINGE), "26B04") == 480
    room.begin(Act.PAPERS)
    assert page.presenter.state.opened.replaces is not None


def test_found_short_asks_in_the_panel_and_escape_leaves_it(qtbot, page):
    press(page, "Found short…")
    assert focused().accessibleName() == "How many were short"

    qtbot.keyClick(focused(), K.Key_Escape)

    assert page.presenter.state.short is None
    assert page.isVisible()


def test_what_was_counted_wrong_is_typed_again_in_the_panel_of_its_count(qtbot, store, page):
    count(store, page.presenter, COOKER, 5)
    qtbot.keyClick(focused(), K.Key_E, CTRL)
    assert (focused().accessibleName(), focused().text()) == ("How many stood there", "5")
    qtbot.keyClick(focused(), K.Key_Escape)
    assert page.presenter.state.recount is None

    qtbot.keyClick(focused(), K.Key_E, CTRL)
    qtbot.keyClicks(focused(), "0")
    qtbot.keyClick(focused(), K.Key_Return)

    assert focused() is page._table
    assert on_hand(store, item(page.presenter, COOKER), "") == 0
    assert page.presenter.state.opened.replaces is not None
    assert "Correction" in [mark for paper in page.presenter.state.papers for _, mark in _marks(paper, WORDS)]


def test_escape_goes_back_to_the_shelves(qtbot, page):
    qtbot.keyClick(focused(), K.Key_Escape)

    assert not page.isVisible()


def test_a_day_is_typed_into_the_line_that_finds(qtbot, page):
    qtbot.keyClick(focused(), K.Key_F, CTRL)
    qtbot.keyClicks(focused(), "1 oct")

    assert [paper.on for paper in page.presenter.state.papers] == [date(2026, 10, 1)]
    assert page._days.label == "Thu 1 Oct 2026"


def test_front_desk_has_no_papers(qtbot, dressed, store, front_desk):
    room = room_of(qtbot, InlineTasks(store), front_desk)

    offered = [action.text() for action in room.stock._buttons._more.menu.actions()]
    assert "Papers" not in [*shown(room), *offered]


def test_what_is_begun_is_said_over_the_shelves_with_one_press_to_go_on(qtbot, dressed, store, stock):
    room = room_of(qtbot, InlineTasks(store), stock)
    receive(qtbot, room, "5b-4")
    qtbot.keyClick(focused(), K.Key_Escape)
    said = [label.text() for label in room.stock.begun.findChildren(QLabel) if label.isVisible()]
    assert "A delivery of 1 item is begun, and not posted." in said

    press(room, "Go on with it")
    assert room.page(Act.RECEIVE).isVisible()
    qtbot.keyClick(focused(), K.Key_Return, CTRL)

    assert not room.stock.begun.isVisible()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_picture_of_the_papers(qtbot, dressed, store, stock, scheme):
    dressed.choose(scheme)
    room = room_of(qtbot, InlineTasks(store), stock)
    room.begin(Act.PAPERS)
    room.page(Act.PAPERS).presenter.choose_span(Span.ALL)

    picture = look(room, f"papers-{scheme}")

    assert picture.width() >= 1290


def test_everything_that_can_be_pressed_on_the_papers_has_a_name(page):
    reachable = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]

    assert [one for one in reachable if one.isVisible() and not (one.accessibleName() or one.text())] == []


def test_another_lot_is_still_a_key_of_the_delivery(qtbot, room, page):
    qtbot.keyClick(focused(), K.Key_E, CTRL)
    qtbot.keyClick(focused(), K.Key_L, ALT)

    assert len(room.page(Act.RECEIVE).presenter.state.draft.items[0].lots) == 2
