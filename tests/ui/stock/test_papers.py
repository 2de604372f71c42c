"""Handing over, moving and adjusting with the keyboard alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from outreach.catalog_editing import limits, lists
from outreach.catalog_editing.limits import Target
from outreach.stock import counts, handovers, paper_trail
from outreach.stock.counts import Found
from outreach.stock.documents import Head
from outreach.stock.levels import lots
from outreach.stock.papers import Line
from outreach.stock.transfers import transfer
from outreach.translation import translator
from outreach.ui.stock.adjusting.presenter import Why
from outreach.ui.stock.doing import Act
from outreach.ui.stock.handing.draft import Whom
from outreach.ui.stock.room import StockRoom
from outreach.ui.theme import Scheme
from outreach.vocabulary import Kind
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import cut_off, look, unnamed
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def focused():
    return QApplication.focusWidget()


class Room:
    """A stock room, its keys, and the file behind it."""

    def __init__(self, qtbot, store, stock):
        self.qtbot, self.store, self.by = qtbot, store, stock.by
        with store.writing() as session:
            lists.add_partner(session, stock.by, NOW, "Harbor House", "Kings")
            self.machine = lists.add_site(session, stock.by, NOW, "Library machine", is_machine=True)
        self.room = StockRoom(InlineTasks(store), stock, translator("en"))
        qtbot.addWidget(self.room)
        self.room.resize(1290, 768)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.refresh()

    def turn_to(self, act):
        self.room.begin(act)
        return self.room.page(act)

    def types(self, *lines):
        for words in lines:
            self.qtbot.keyClicks(focused(), words)
            self.qtbot.keyClick(focused(), ENTER)

    def posts(self):
        self.qtbot.keyClick(focused(), ENTER, CTRL)

    def item(self, page, name):
        return page.presenter.state.catalog.find("item", name)

    def on_hand(self, page, name, site="Front Street"):
        known = page.presenter.state.catalog
        with self.store.reading() as session:
            return sum(lot.on_hand for lot in lots(session, known.find("item", name), TODAY, known.find("site", site)))

    def documents(self):
        with self.store.reading() as session:
            return paper_trail.of_site(session, None, TODAY - timedelta(days=400), TODAY)


@pytest.fixture
def room(qtbot, dressed, store, stock):
    return Room(qtbot, store, stock)


@pytest.fixture
def handing(room):
    page = room.turn_to(Act.HAND_OVER)
    page.printing.ask = lambda pdf, title: room.__setattr__("printed", (title, pdf))
    return page


def to_harbor(page):
    page.presenter.choose_partner(page.presenter.state.catalog.find("partner", "Harbor House"))


def labels(page):
    return [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]


def test_boxes_are_handed_over_by_keys_and_the_slip_is_printed(room, handing):
    to_harbor(handing)
    room.types("10b 29g", "6 swab")

    assert [line.amount for line in handing.presenter.state.draft.lines] == ["10b", "6"]
    look(room.room, "stock-hand-over")
    assert unnamed(handing) == []
    room.posts()

    [made] = [one for one in room.documents() if one.kind == "hand_over"]
    with room.store.reading() as session:
        slip = handovers.slip(session, made.id)
    assert [(one.lot_number, one.quantity) for one in slip.lines] == [("24A17", 1000), ("S1", 6)]
    assert (slip.name, room.printed[0]) == ("Harbor House", f"slip-{slip.number}")
    assert room.printed[1].startswith(b"%PDF")
    assert f"2 items handed over: Harbor House, slip {slip.number}" in labels(room.room)
    assert not handing.has_work


def test_an_organization_not_on_the_list_is_added_and_chosen_without_leaving(room, handing):
    handing._about.new.click()
    room.types("Night shelter", "Queens")

    state = handing.presenter.state
    assert (state.partner.name, state.county) == ("Night shelter", "Queens")
    handing._about.new.click()
    room.types("night SHELTER", "Queens")
    assert state.partner.name in {one.name for one in handing.presenter.state.catalog.partners}
    assert handing.presenter.state.naming_refusal is not None


def test_a_machine_is_counted_and_filled_by_keys(room, handing, stock, store):
    known = handing.presenter.state.catalog
    syringe, front = known.find("item", SYRINGE), known.find("site", "Front Street")
    with store.writing() as session:
        head = Head(uuid4(), front, TODAY - timedelta(days=9), to_site_id=room.machine)
        transfer(session, stock.by, NOW, head, [Line(syringe, 60)])
    handing.presenter.choose_whom(Whom.MACHINE)
    handing.presenter.choose_machine(room.machine)

    assert focused().accessibleName() == f"Counted of {SYRINGE}"
    room.qtbot.keyClicks(focused(), "22")
    handing.presenter.amount_typed(1, "30")
    look(room.room, "stock-machine")
    room.posts()

    assert "Library machine counted and filled: 1 item, it gave 38 units" in labels(room.room)
    assert room.on_hand(handing, SYRINGE, "Library machine") == 52


def test_what_a_partner_reports_is_kept_beside(room, handing):
    to_harbor(handing)
    room.types("10b 29g")
    room.posts()
    room.turn_to(Act.HAND_OVER)
    to_harbor(handing)
    [slip] = handing.presenter.state.earlier
    before = room.documents()

    handing.presenter.report(slip.document_id, slip.lines[0].item_id, 312)
    handing.presenter.report(slip.document_id, slip.lines[0].item_id, 320)

    [slip] = handing.presenter.state.earlier
    assert dict(slip.reported) == {slip.lines[0].item_id: 320}
    assert room.documents() == before


def test_short_on_the_books_is_said_and_never_refused(room, handing):
    to_harbor(handing)
    room.types("20 cooker")
    assert any("The books hold 12 too few here." in one for one in labels(handing))

    room.posts()

    assert room.on_hand(handing, COOKER) == 0
    assert not handing.has_work


def test_post_goes_to_who_gets_it_and_a_draft_waits_while_one_looks_elsewhere(room, handing):
    room.types("6 swab")
    room.posts()

    assert "Choose the organization that gets it." in labels(handing)
    room.qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert room.room.has_work
    assert room.turn_to(Act.HAND_OVER).presenter.state.draft.lines[0].amount == "6"


def test_a_hand_over_of_a_counted_day_is_asked_before_or_after_once(room, handing, store, stock):
    known = handing.presenter.state.catalog
    swab, front = known.find("item", SWAB), known.find("site", "Front Street")
    with store.writing() as session:
        counts.post(session, stock.by, NOW, client_id=uuid4(), site_id=front, on=TODAY, found=[Found(swab, 500)])
    handing.refresh()
    to_harbor(handing)
    room.types("6 swab")
    assert any("Counted that day." in one for one in labels(handing))

    room.posts()
    assert not [one for one in room.documents() if one.kind == "hand_over"]
    room.qtbot.waitUntil(lambda: isinstance(focused(), QAbstractButton))
    room.qtbot.keyClick(focused(), ENTER)  # Before stands first

    assert room.on_hand(handing, SWAB) == 500
    assert len([one for one in room.documents() if one.kind == "hand_over"]) == 1


def test_yesterday_s_hand_over_stands_in_its_own_day(room, handing):
    to_harbor(handing)
    handing.presenter.choose_day(TODAY - timedelta(days=1))
    room.types("6 swab")
    room.posts()

    assert [one.on for one in room.documents() if one.kind == "hand_over"] == [TODAY - timedelta(days=1)]


def test_a_lot_that_is_chosen_is_the_one_that_leaves(room, handing):
    to_harbor(handing)
    room.types("5 29g")
    old = next(lot for lot in handing.presenter.state.lots(room.item(handing, SYRINGE)) if lot.number == "22X01")
    handing.presenter.choose_lot(1, old)

    assert any("This lot has expired." in one for one in labels(handing))
    room.posts()

    [made] = [one for one in room.documents() if one.kind == "hand_over"]
    with room.store.reading() as session:
        assert [one.lot_number for one in handovers.slip(session, made.id).lines] == ["22X01"]


def test_the_slip_is_looked_at_before_it_is_recorded_and_esc_goes_back(room, handing):
    to_harbor(handing)
    room.types("10b 29g")

    room.qtbot.keyClick(focused(), Qt.Key.Key_P, CTRL)
    assert handing._preview.isVisible()
    look(room.room, "stock-slip-preview")
    room.qtbot.keyClick(focused(), Qt.Key.Key_Escape)

    assert not handing._preview.isVisible()
    assert room.documents() == tuple(one for one in room.documents() if one.kind != "hand_over")


def test_the_van_is_filled_from_the_store(room, store, stock):
    page = room.turn_to(Act.MOVE)
    known = page.presenter.state.catalog
    van, syringe = known.find("site", "Mobile van"), known.find("item", SYRINGE)
    with store.writing() as session:
        limits.set_target(session, stock.by, NOW, Target(van, syringe, 100, 800))
    page.presenter.choose_to(van)
    page.presenter.fill()

    assert [(one.amount, one.lot.number) for one in page.presenter.state.draft.lines] == [("500", "24A17")]
    look(room.room, "stock-move")
    assert unnamed(page) == []
    page.presenter.amount_typed(1, "4b")
    room.posts()

    assert room.on_hand(page, SYRINGE, "Mobile van") == 700
    assert "1 item moved from Front Street to Mobile van" in labels(room.room)


def test_every_expired_lot_is_disposed_of_in_one_step(room):
    page = room.turn_to(Act.ADJUST)
    page.presenter.choose_why(Why.EXPIRED)
    page.presenter.add_offered()
    look(room.room, "stock-adjust")
    assert unnamed(page) == []

    room.posts()

    [made] = [one for one in room.documents() if one.kind == "disposal"]
    with room.store.reading() as session:
        _, lines = paper_trail.one(session, made.id)
    assert [(one.kind, one.lot_number, one.quantity) for one in lines] == [(Kind.EXPIRED, "22X01", -100)]


@pytest.mark.parametrize(("why", "after"), [(Why.FOUND, 12), (Why.PUT_BACK, 12), (Why.STOLEN, 4), (Why.OPENING, 12)])
def test_what_is_found_put_back_lost_or_opened_with_changes_the_shelf(room, why, after):
    page = room.turn_to(Act.ADJUST)
    page.presenter.choose_why(why)
    room.types("4 cooker")
    room.posts()

    assert room.on_hand(page, COOKER) == after


def test_an_item_s_panel_begins_the_act_with_that_item(room):
    page = room.turn_to(Act.ADJUST)
    item = room.item(page, SWAB)

    room.room.begin(Act.ADJUST, item)

    assert focused().accessibleName() == f"Amount of {SWAB}"


@pytest.mark.parametrize("act", [Act.HAND_OVER, Act.MOVE, Act.ADJUST])
@pytest.mark.parametrize(("factor", "scheme"), [(1.5, Scheme.LIGHT), (1.0, Scheme.DARK)])
def test_nothing_is_cut_off_in_large_text_or_the_dark(room, dressed, act, factor, scheme):
    dressed.choose(scheme, factor)
    page = room.turn_to(act)
    room.types("5 29g")

    look(room.room, f"stock-{act}-{factor}-{scheme}")
    assert cut_off(page) == []
    assert unnamed(page) == []
