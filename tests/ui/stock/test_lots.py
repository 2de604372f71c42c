"""The page of lots: found, held, released, extended, recalled, labeled and printed, with real keys."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from outreach import catalog
from outreach.safety import staff
from outreach.stock import handovers, lot_changes, lot_labels
from outreach.stock.amounts import ExpiryNotUnderstood
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.stock.documents import Head
from outreach.stock.handovers import To
from outreach.stock.lot_changes import ReasonMissing
from outreach.stock.papers import Line
from outreach.stock.recalls import MonthAtSite
from outreach.translation import translator
from outreach.ui.shared.bursts import Into
from outreach.ui.stock import wording as stock_wording
from outreach.ui.stock.doing import Act
from outreach.ui.stock.lots import wording
from outreach.ui.stock.lots.columns import columns
from outreach.ui.stock.lots.presenter import LotsPresenter
from outreach.ui.stock.lots.state import Which
from outreach.ui.theme import Scheme
from outreach.vocabulary import ItemId, LotChangeKind, Recipient, SiteId, SourceId
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import cut_off, look, shown_labels, unnamed
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY, give
from tests.ui.stock.test_pages import CTRL, focused, press, room_of, shown

WORDS = translator("en")
K = Qt.Key
HELD, RELEASED, RECALLED, EXPIRY = LotChangeKind


class Papers(list[tuple[str, bytes]]):
    """The papers shown: the names of their files, and their pages."""

    def add(self, paper, lot, pdf):
        self.append((wording.file_name(paper, lot), pdf))


@pytest.fixture
def shown_papers():
    return Papers()


@pytest.fixture
def lots(store, stock, shown_papers):
    presenter = LotsPresenter(InlineTasks(store), stock, WORDS, lambda _state: None, shown_papers.add)
    presenter.refresh()
    return presenter


@pytest.fixture
def room(qtbot, dressed, store, stock):
    room = room_of(qtbot, InlineTasks(store), stock)
    room.begin(Act.LOTS)
    return room


@pytest.fixture
def page(room):
    return room.page(Act.LOTS)


def numbers(presenter):
    return [lot.number for lot in presenter.state.rows]


def opened(presenter):
    return presenter.state.lot.number if presenter.state.lot else ""


def open_lot(presenter, number):
    presenter.open(next(lot.lot_id for lot in presenter.state.lots if lot.number == number))


def do(presenter, kind, reason, expiry=""):
    presenter.begin_deed(kind)
    presenter.reason_typed(reason)
    if expiry:
        presenter.expiry_typed(expiry)
    presenter.do()


def receive_from(store, source, number, quantity):
    """Syringes of this lot from another source."""
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        source_id = SourceId(known.find("source", source))
        line = DeliveryLine(ItemId(known.find("item", SYRINGE)), quantity, number, None, source_id)
        site = SiteId(known.find("site", "Front Street"))
        by = staff.actor(session, "AR", 1)
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=[line])


def hand_over(store, name, quantity):
    with store.writing() as session:
        by = staff.actor(session, "AR", 1)
        known = catalog.load(session, "en", TODAY)
        head = Head(uuid4(), SiteId(known.find("site", "Front Street")), TODAY, "Street fair")
        lines = [Line(ItemId(known.find("item", name)), quantity)]
        handovers.hand_over(session, by, NOW, head, To(Recipient.EVENT), lines)


def changes(store, lot_id):
    with store.reading() as session:
        return lot_changes.changes(session, lot_id)


def label_of(store, lot_id):
    with store.reading() as session:
        return lot_labels.lot_label(session, lot_id).code


# --- which lots ------------------------------------------------------------------------------------------------------


def test_lots_on_hand_stand_item_by_item_and_the_filters_say_how_many_there_are(lots):
    assert sorted(numbers(lots)) == ["", "22X01", "24A17", "S1"]
    assert {which: lots.state.count(which) for which in Which} == {
        Which.ON_HAND: 4, Which.EXPIRING: 1, Which.EXPIRED: 1, Which.ON_HOLD: 0, Which.RECALLED: 0, Which.ALL: 4,
    }  # fmt: skip
    lots.choose(Which.EXPIRED)
    assert numbers(lots) == ["22X01"]
    lots.choose(Which.EXPIRING)
    assert numbers(lots) == ["S1"]


def test_part_of_a_number_or_the_name_of_its_item_finds_a_lot_even_a_used_up_one(store, lots):
    give(store, SWAB, 500)
    lots.refresh()
    assert "S1" not in numbers(lots)

    lots.find("s1")
    assert numbers(lots) == ["S1"]
    lots.find("alcohol")
    assert numbers(lots) == ["S1"]
    lots.find("nothing like it")
    assert (numbers(lots), lots.state.selected) == ([], None)


def test_from_the_panel_of_an_item_come_its_lots_only(lots):
    lots.begin(lots.state.catalog.find("item", SYRINGE))

    assert numbers(lots) == ["22X01", "24A17"]
    lots.choose_item(None)
    assert len(numbers(lots)) == 4


def test_a_lot_that_is_asked_for_before_the_lots_were_read_is_opened(store, stock, lots):
    tasks = HeldTasks(store)
    slow = LotsPresenter(tasks, stock, WORDS, lambda _state: None, lambda *_: None)
    slow.refresh()
    slow.open(next(lot.lot_id for lot in lots.state.lots if lot.number == "S1"))
    assert opened(slow) == ""

    tasks.let_go()

    assert opened(slow) == "S1"
    assert slow.state.past is not None


def test_an_answer_about_a_lot_no_longer_looked_at_is_dropped(store, stock):
    tasks = HeldTasks(store)
    slow = LotsPresenter(tasks, stock, WORDS, lambda _state: None, lambda *_: None)
    slow.refresh()
    tasks.let_go()
    open_lot(slow, "S1")
    late = list(tasks.held)
    open_lot(slow, "24A17")
    tasks.held.clear()

    for answer in late:
        answer()

    assert (slow.state.past, slow.state.trace) == (None, None)


# --- scanned ---------------------------------------------------------------------------------------------------------


def test_a_label_of_ours_opens_its_very_lot(store, lots):
    lot_id = next(lot.lot_id for lot in lots.state.lots if lot.number == "S1")
    code = label_of(store, lot_id)
    assert lots.is_scan(code, Into.LINE)

    lots.scanned(code)

    assert lots.state.selected == lot_id


def test_a_barcode_that_means_nothing_here_says_so(lots):
    lots.scanned("00312345678906")

    assert wording.heard(lots.state, WORDS) == "No lot here has that barcode."
    lots.find("s")
    assert lots.state.heard is None


# --- what is done ----------------------------------------------------------------------------------------------------


def test_a_lot_of_no_stated_source_says_so_in_the_language_of_the_window(lots):
    spanish, lot = translator("es"), lots.state.rows[0]

    assert lot.source == "No source stated"
    column = next(one for one in columns(lots.state.catalog, TODAY) if one.title == "Source")
    assert column.text(lot, spanish) == "Sin fuente indicada"
    assert stock_wording.lot_in_full("24A17", None, lot.source, spanish).endswith("Sin fuente indicada")


def test_a_lot_is_held_and_released_each_with_its_reason(store, lots):
    open_lot(lots, "24A17")
    do(lots, HELD, "Torn bags")
    assert lots.state.lot.on_hold
    assert wording.done(lots.state.done, WORDS) == "Lot 24A17 is on hold."
    assert wording.stopped(lots.state.stopped, WORDS) == ("On hold since 12 Nov 2026", "Torn bags")

    do(lots, RELEASED, "Looked at, all well")

    assert not lots.state.lot.on_hold
    assert lots.state.stopped is None
    assert [one.change for one in changes(store, lots.state.selected)] == [RELEASED, HELD]


def test_nothing_is_done_without_a_reason_and_what_was_typed_stays(lots):
    open_lot(lots, "24A17")
    do(lots, EXPIRY, "Extended", "soon")
    assert isinstance(lots.state.not_done, ExpiryNotUnderstood)

    do(lots, HELD, "  ")

    assert isinstance(lots.state.not_done, ReasonMissing)
    assert lots.state.deed is not None
    assert not lots.state.lot.on_hold


def test_an_expiry_is_extended_and_what_it_was_is_told(lots):
    open_lot(lots, "24A17")
    lots.begin_deed(EXPIRY)
    assert lots.state.deed.expiry == "03/2029"

    do(lots, EXPIRY, "Extended by the maker", "09/2029")

    assert lots.state.lot.expires_on == date(2029, 9, 30)
    last = wording.steps(lots.state.past, lots.state.catalog, WORDS)[-1]
    assert (last.what, last.text) == ("Expiry changed", "03/2029 → 09/2029: Extended by the maker")


def test_pressing_twice_does_it_once(store, stock):
    tasks = HeldTasks(store)
    slow = LotsPresenter(tasks, stock, WORDS, lambda _state: None, lambda *_: None)
    slow.refresh()
    tasks.let_go()
    open_lot(slow, "24A17")
    tasks.let_go()
    do(slow, HELD, "Torn bags")
    slow.forget()  # locked meanwhile: the answer never came
    slow.do()
    tasks.let_go()

    assert len(changes(store, slow.state.selected)) == 1


def test_a_recall_stops_the_lot_and_shows_what_is_left_and_where_it_went(store, lots):
    hand_over(store, SYRINGE, 30)
    give(store, SYRINGE, 20)
    lots.refresh()
    open_lot(lots, "24A17")

    do(lots, RECALLED, "Maker's notice")

    state, known = lots.state, lots.state.catalog
    assert state.lot.is_recalled
    assert wording.left(state.lot, state.trace, known, WORDS) == [
        ("Front Street", "", "8,950"), ("Mobile van", "", "300"),
    ]  # fmt: skip
    assert wording.months(state.trace, known, WORDS) == [("November 2026 · Front Street", "—", "20")]
    [went] = [wording.went(one, state.trace, known, WORDS) for one in state.trace.hand_overs]
    assert (went[0], went[2], "perhaps" in went[1]) == ("Street fair", "30", True)


@pytest.mark.parametrize("with_others", [True, False])
def test_the_same_number_from_another_source_is_recalled_too_unless_somebody_says_not(store, lots, with_others):
    receive_from(store, "County award 2026", "24A17", 40)
    lots.refresh()
    open_lot(lots, "24A17")
    lots.begin_deed(RECALLED)
    asked = wording.others(lots.state, WORDS)
    lots.say_others(with_others)
    lots.reason_typed("Maker's notice")

    lots.do()

    assert asked in {
        "And the same number: County award 2026 (40 on hand)",
        "And the same number: No source stated (9,300 on hand)",
    }
    assert [lot.is_recalled for lot in lots.state.lots if lot.number == "24A17"].count(True) == 1 + with_others


def test_kits_are_added_to_kits_only(lots):
    open_lot(lots, "24A17")
    known, trace = lots.state.catalog, lots.state.trace
    kit = known.find("item", "Injecting kit")
    given = [
        MonthAtSite(date(2026, month, 1), known.sites[0].id, item, 0, n)
        for item, n in ((trace.item_id, 20), (kit, 3)) for month in (9, 10)
    ]  # fmt: skip

    said = wording.months(replace(trace, months=tuple(given)), known, WORDS)

    assert [(what, n) for what, _, n in said if what.startswith("Together")] == [
        ("Together", "40"), ("Together · Injecting kit", "6"),
    ]  # fmt: skip


def test_another_lot_chosen_is_asked_nothing_about_the_first(lots):
    open_lot(lots, "24A17")
    lots.begin_deed(HELD)
    lots.reason_typed("Torn")

    lots.select(next(lot.lot_id for lot in lots.state.rows if lot.number == "S1"))

    assert lots.state.deed is None


# --- papers ----------------------------------------------------------------------------------------------------------


def test_a_recall_has_a_notice_for_staff_and_a_poster_in_either_language(lots, shown_papers):
    open_lot(lots, "24A17")
    do(lots, RECALLED, "Maker's notice")

    lots.make_notice()
    lots.make_poster("es")

    assert [title for title, _ in shown_papers] == ["recall-notice-24A17", "recall-poster-24A17"]
    assert all(pdf.startswith(b"%PDF") for _, pdf in shown_papers)


def test_labels_fill_the_sheet_unless_it_is_said_how_many(lots, shown_papers):
    open_lot(lots, "24A17")
    lots.begin_labels()
    lots.make_labels()
    lots.say_labels(copies=3)
    lots.make_labels()

    assert len(shown_papers[0][1]) > len(shown_papers[1][1])
    lots.say_labels(start=99)
    lots.make_labels()
    assert lots.state.not_done is not None


# --- the page --------------------------------------------------------------------------------------------------------


def test_a_lot_is_recalled_with_the_keyboard_alone(qtbot, store, page):
    qtbot.keyClick(focused(), K.Key_F, CTRL)
    qtbot.keyClicks(focused(), "24a")
    press(page, "Recall…")
    assert focused().accessibleName() == "Reason"
    qtbot.keyClicks(focused(), "Maker's notice")

    qtbot.keyClick(focused(), K.Key_Return, CTRL)

    assert page.presenter.state.lot.is_recalled
    assert "Lot 24A17 is stopped at every site." in shown_labels(page)
    assert "Notice for staff" in shown(page)
    assert "Recall…" not in shown(page)
    assert focused().text() == "Notice for staff"


def test_an_expiry_that_is_no_day_is_where_the_keyboard_goes(qtbot, page):
    press(page, "Expiry…")
    for typed in ("13/2031", "Extended"):
        focused().selectAll()
        qtbot.keyClicks(focused(), typed)
        qtbot.keyClick(focused(), K.Key_Return)

    assert focused().accessibleName() == "Expires"
    assert focused().selectedText() == "13/2031"


def test_where_there_is_little_room_the_source_stands_behind_the_item(lots):
    said = [columns(lots.state.catalog, TODAY, is_narrow=one)[1].quiet for one in (True, False)]

    assert [quiet(lots.state.rows[0], WORDS) for quiet in said if quiet] == ["No source stated", ""]


def test_escape_leaves_what_is_asked_then_what_was_typed_then_the_page(qtbot, page):
    qtbot.keyClick(focused(), K.Key_F, CTRL)
    qtbot.keyClicks(focused(), "24a")
    press(page, "Put on hold…")
    for _ in range(2):
        qtbot.keyClick(focused(), K.Key_Escape)
    assert (page.presenter.state.deed, page.presenter.state.typed) == (None, "")

    qtbot.keyClick(focused(), K.Key_Escape)

    assert not page.isVisible()


def test_a_notice_is_looked_at_printed_and_saved_where_it_is(qtbot, page, tmp_path):
    open_lot(page.presenter, "24A17")
    do(page.presenter, RECALLED, "Maker's notice")
    press(page, "Notice for staff")
    asked = []
    page.printing.ask = lambda _pdf, title: asked.append(title)
    qtbot.keyClick(focused(), K.Key_P, CTRL)
    qtbot.keyClick(focused(), K.Key_S, CTRL)
    [dialog] = page.findChildren(QFileDialog)
    dialog.close()
    page.preview().save(str(tmp_path / "notice.pdf"))

    assert asked == ["recall-notice-24A17"]
    assert (tmp_path / "notice.pdf").read_bytes() == page.preview().pdf
    qtbot.keyClick(focused(), K.Key_Escape)
    assert page.isVisible()
    assert page._table.isVisible()


def test_what_is_begun_is_said_over_the_shelves(qtbot, room, page):
    open_lot(page.presenter, "24A17")
    press(page, "Put on hold…")
    qtbot.keyClicks(focused(), "Torn")
    press(page, "Stock")

    assert page.has_work
    assert "Begun, and not posted: Lots and recalls." in shown_labels(room)


def test_what_has_no_lot_number_is_told_by_its_source(room):
    room.show_shelves()
    room.stock.presenter.select(room.stock.presenter.state.catalog.find("item", COOKER))

    assert "All that has no lot number: No source stated" in [
        one.accessibleName() for one in room.findChildren(QAbstractButton) if one.isVisible()
    ]


def test_a_lot_in_the_panel_of_an_item_leads_to_it(room):
    press(room.page(Act.LOTS), "Stock")
    buttons = room.findChildren(QAbstractButton)
    next(one for one in buttons if one.isVisible() and one.accessibleName() == "All of lot 24A17").click()

    assert room.page(Act.LOTS).isVisible()
    assert room.page(Act.LOTS).presenter.state.lot.number == "24A17"


def test_front_desk_has_no_page_of_lots(qtbot, dressed, store, front_desk):
    room = room_of(qtbot, InlineTasks(store), front_desk)

    offered = [action.text() for action in room.stock._buttons._more.menu.actions()]
    assert "Lots and recalls" not in offered
    assert not [
        one for one in room.findChildren(QAbstractButton) if one.isVisible() and "24A17" in one.accessibleName()
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_picture_of_the_lots(qtbot, dressed, store, stock, scheme, language):
    dressed.choose(scheme)
    hand_over(store, SYRINGE, 30)
    give(store, SYRINGE, 20)
    room = room_of(qtbot, InlineTasks(store), stock, language=language)
    room.begin(Act.LOTS)
    page = room.page(Act.LOTS)
    open_lot(page.presenter, "24A17")
    do(page.presenter, RECALLED, "Maker's notice")

    look(room, f"lots-{language}-{scheme}")

    assert (cut_off(page), unnamed(page)) == ([], [])
    page.presenter.begin_deed(EXPIRY)
    look(room, f"lots-deed-{language}-{scheme}")
    assert (cut_off(page), unnamed(page)) == ([], [])


def test_everything_that_can_be_pressed_on_the_lots_has_a_name(page):
    reachable = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]

    assert [one for one in reachable if one.isVisible() and not (one.accessibleName() or one.text())] == []
