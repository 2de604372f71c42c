"""Stock handed over, moved and adjusted with the keyboard alone: to the end, with a slip of the hand, and away."""

from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from outreach import catalog
from outreach.catalog_editing import lists
from outreach.safety import staff
from outreach.stock import attention, handovers, paper_listing, paper_reading, slip_reading, transfers
from outreach.stock.documents import Head
from outreach.stock.handovers import To
from outreach.stock.known_lots import lots_named
from outreach.stock.paper_listing import WhichPapers
from outreach.stock.papers import Line
from outreach.translation import translator
from outreach.ui.shared.buttons import Button, MenuButton
from outreach.ui.stock import paper_words
from outreach.ui.stock.doing import Act
from outreach.ui.stock.handing.draft import Whom
from outreach.ui.stock.handing.slip_view import _SlipLine
from outreach.ui.stock.paper.line import LineWidget
from outreach.vocabulary import DocumentKind, ItemId, LotId, Recipient, SiteId
from tests.ui.inline_tasks import InlineTasks
from tests.ui.stock.conftest import COOKER, NOW, SYRINGE
from tests.ui.stock.test_pages import focused, room_of, shown, table

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space
MOST_TABS = 40


class Hands:
    """The keyboard in a stock room, and what one sees there."""

    def __init__(self, qtbot, store, stock):
        self.qtbot, self.store = qtbot, store
        self.room = room_of(qtbot, InlineTasks(store), stock)

    def begin(self, act):
        self.room.begin(act)
        self.page = self.room.page(act)

    def begins_a_loss(self):
        self.begin(Act.ADJUST)
        self.tabs_to("Lost")
        self.presses(SPACE)

    def presses(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(focused() or self.room, key, modifier)

    def types(self, *words):
        """Each followed by Enter."""
        for one in words:
            self.qtbot.keyClicks(focused(), one)
            self.presses(ENTER)

    def tabs_to(self, name):
        for _ in range(MOST_TABS):
            if name in (getattr(focused(), "label", ""), focused().accessibleName().partition(":")[0]):
                return
            self.presses(TAB)
        raise AssertionError(name)

    def adds(self, words, amount):
        self.presses(Qt.Key.Key_F, CTRL)
        self.types(words)
        self.qtbot.keyClicks(focused(), amount)

    def posts(self):
        self.presses(ENTER, CTRL)

    def on_hand(self, name):
        self.room.stock.presenter.refresh()
        return next(one.level.on_hand for one in self.room.stock.presenter.state.shelves.all if one.item.name == name)

    def reads(self, words):
        return any(words in one.text() for one in self.room.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def hands(qtbot, dressed, store, stock):
    return Hands(qtbot, store, stock)


def test_what_is_lost_is_adjusted_to_its_end(hands):
    hands.begins_a_loss()
    hands.adds("29g", "40")
    hands.posts()

    assert (hands.room.stock.isVisible(), hands.on_hand(SYRINGE)) == (True, 9400 - 40)
    assert focused() is table(hands.room)


def test_posting_with_the_keyboard_still_in_the_first_of_several_lines_ends_as_well(hands):
    hands.begins_a_loss()
    hands.adds("29g", "40")
    hands.adds("cooker", "2")
    hands.page._lines.chain[0].setFocus()
    hands.qtbot.keyClicks(focused(), "3")
    hands.posts()

    assert (hands.on_hand(SYRINGE), hands.on_hand(COOKER)) == (9400 - 3, 6)


def test_what_is_put_back_without_a_lot_shows_the_lots_it_will_go_to(hands, stock):
    hands.begin(Act.ADJUST)
    state = hands.page.presenter.state
    [syringe] = [item.id for item in state.catalog.items if item.name == SYRINGE]
    at = stock.clock()
    with hands.store.writing() as session:
        gone = handovers.hand_over(
            session, stock.by, at, Head(uuid4(), state.site_id, at.day), To(Recipient.USED_HERE), [Line(syringe, 40)]
        )
    with hands.store.reading() as session:
        left = lots_named(session, [gone.moved[0].lot_id])[gone.moved[0].lot_id]

    hands.tabs_to("Put back unused")
    hands.presses(SPACE)
    hands.adds("29g", "15")

    [line] = hands.page.presenter.state.draft.lines
    [back] = hands.page.presenter.state.shares()[line.key]
    assert (back.lot_id, back.source, back.quantity) == (left.lot_id, left.source, 15)
    assert any(one.isVisible() and left.number in one.label for one in hands.page.findChildren(MenuButton))


def test_what_happened_to_it_is_asked_for_before_it_is_posted(hands):
    hands.begin(Act.ADJUST)
    hands.adds("29g", "40")
    hands.posts()

    assert hands.reads("Choose what happened to it.")
    assert hands.on_hand(SYRINGE) == 9400


def test_an_amount_that_is_none_is_gone_back_to_and_put_right(hands):
    hands.begins_a_loss()
    hands.adds("29g", "4x")
    hands.posts()
    assert (focused().accessibleName(), focused().text()) == (f"Amount of {SYRINGE}", "4x")
    assert hands.reads("“4x” is not an amount.")

    hands.presses(Qt.Key.Key_A, CTRL)
    hands.qtbot.keyClicks(focused(), "4")
    hands.posts()

    assert hands.on_hand(SYRINGE) == 9396


def test_more_than_the_books_hold_is_said_recorded_and_waits(hands):
    hands.begin(Act.HAND_OVER)
    hands.tabs_to("Partner organization")
    for _ in range(4):  # the last of the cards
        hands.presses(Qt.Key.Key_Right)
    assert hands.page.presenter.state.draft.whom is Whom.USED_HERE
    hands.adds("cooker", "10")
    assert hands.reads("The books hold 2 too few here.")

    hands.posts()

    with hands.store.reading() as session:
        assert [one.quantity for one in attention.shortfalls(session)] == [2]
    assert hands.on_hand(COOKER) == 0


def test_a_machine_that_holds_more_than_its_books_is_said_before_and_after_it_is_posted(hands):
    with hands.store.writing() as session:
        by = staff.actor(session, "AR", 1)
        lists.add_site(session, by, NOW, "Library machine", is_machine=True)
        known = catalog.load(session, "en", NOW.day)
        front, library = (SiteId(known.find("site", name)) for name in ("Front Street", "Library machine"))
        filling = Line(ItemId(known.find("item", SYRINGE)), 6)
        transfers.transfer(session, by, NOW, Head(uuid4(), front, NOW.day, to_site_id=library), [filling])
    hands.begin(Act.HAND_OVER)
    hands.page.presenter.choose_whom(Whom.MACHINE)
    hands.adds("29g", "22")
    assert not hands.reads("more than the books")  # of which machine?
    hands.page.presenter.choose_machine(library)

    assert hands.reads("16 more than the books.")
    assert not hands.reads("Nothing is adjusted")
    hands.presses(ENTER)
    hands.posts()

    assert hands.reads("it gave 0 units; 16 more than the books")


def test_escape_closes_what_was_looked_for_and_then_leaves_the_rest_to_go_on_with(hands):
    hands.begin(Act.HAND_OVER)
    hands.adds("cooker", "10")
    hands.presses(Qt.Key.Key_F, CTRL)
    hands.qtbot.keyClicks(focused(), "swab")

    hands.presses(ESC)
    assert (hands.page.isVisible(), hands.page._find.text()) == (True, "")
    hands.presses(ESC)
    assert hands.room.stock.isVisible()
    assert "Go on with it" in shown(hands.room)

    hands.room.go_on(Act.HAND_OVER)
    assert [line.amount for line in hands.page.presenter.state.draft.lines] == ["10"]


def test_what_was_done_is_no_news_once_another_act_was_opened(hands):
    hands.begins_a_loss()
    hands.adds("29g", "40")
    hands.posts()
    assert hands.reads("1 item taken off the books")

    hands.begin(Act.MOVE)
    hands.adds("29g", "50")
    hands.presses(ESC)

    assert hands.room.stock.isVisible()
    assert hands.reads("A move of 1 item is begun, and not posted.")
    assert not hands.reads("taken off the books")


def test_more_than_two_things_begun_take_one_line_of_the_shelves_and_each_is_a_press_away(hands):
    for act in (Act.MOVE, Act.ADJUST, Act.HAND_OVER):
        hands.begin(act)
        hands.adds("29g", "50")
        assert hands.reads("Draft kept")
        hands.presses(ESC)

    assert hands.reads("Begun, and not posted: 3")
    begun = hands.room.stock.begun
    offered = [one for one in begun.findChildren(Button) if one.isVisible()]
    assert [one.label for one in offered] == ["Hand-over", "Move", "Adjustment"]
    offered[2].click()
    assert hands.room.page(Act.ADJUST).isVisible()


def test_what_a_partner_reports_is_kept_with_enter_and_more_than_it_got_is_said(hands, stock):
    at = stock.clock()
    with hands.store.writing() as session:
        known = catalog.load(session, "en", at.day)
        partner = lists.add_partner(session, stock.by, at, "Harbor House", "Kings")
        head = Head(uuid4(), SiteId(known.find("site", "Front Street")), at.day)
        lines = [Line(ItemId(known.find("item", COOKER)), 5)]
        handed = handovers.hand_over(session, stock.by, at, head, To(Recipient.PARTNER, partner), lines).document_id
    hands.begin(Act.HAND_OVER)
    hands.page.presenter.choose_partner(partner)
    hands.tabs_to("Slip")
    hands.presses(Qt.Key.Key_Right)
    hands.tabs_to(f"They say they gave out of {COOKER}")
    hands.types("7")

    assert hands.reads("5 handed over. That is 2 more than was handed over.")
    with hands.store.reading() as session:
        assert [n for _, n in slip_reading.slip(session, handed).reported] == [7]


def test_at_the_largest_text_every_reason_to_adjust_can_be_reached_and_read_whole(hands, dressed):
    hands.begin(Act.ADJUST)
    dressed.choose(factor=2.0)
    hands.room.resize(1210, 690)
    hands.adds("29g", "40")
    about = hands.page._about
    hands.qtbot.waitUntil(lambda: about.height() == about.heightForWidth(about.width()))
    hands.tabs_to("Taken by police")

    chip = focused()
    assert chip.visibleRegion().boundingRect() == chip.rect()
    hands.page._find.setFocus()
    assert hands.page._find.height() >= hands.page._find.sizeHint().height()


def test_a_move_asks_once_where_from(hands):
    hands.begin(Act.MOVE)

    asked = [one for one in hands.page.findChildren(MenuButton) if one.accessibleName().startswith("From")]
    assert [one.isVisible() for one in asked].count(True) == 1


def test_a_move_without_a_site_goes_to_where_it_is_said(hands):
    hands.begin(Act.MOVE)
    hands.adds("29g", "50")
    hands.posts()
    assert focused().accessibleName().startswith("To")

    van = hands.page.presenter.state.catalog.find("site", "Mobile van")
    hands.page.presenter.choose_to(van)
    hands.posts()

    assert hands.on_hand(SYRINGE) == 9400
    assert hands.room.stock.isVisible()


def test_a_move_of_more_than_there_is_has_one_figure_everywhere_and_a_pick_list_that_adds_up(hands):
    hands.begin(Act.MOVE)
    presenter = hands.page.presenter
    presenter.choose_to(presenter.state.catalog.find("site", "Mobile van"))
    hands.adds("29g", "9110")

    assert hands.reads("The books hold 100 of these here only as expired or on hold. The books hold 10 too few here.")
    line = presenter.state.draft.lines[0]
    assert presenter.state.left_here(line) == -10
    shares = presenter.state.shares()[line.key]
    assert [(one.number, one.quantity) for one in shares] == [("24A17", 9000), ("22X01", 100), ("", 10)]
    assert hands.reads("Not on the books: take them where you find them.")
    assert hands.reads("22X01 · 09/2026, expired or on hold")

    hands.posts()

    with hands.store.reading() as session:
        assert [one.quantity for one in attention.shortfalls(session)] == [10]
    assert hands.on_hand(SYRINGE) == 9400 + 10


def test_what_has_expired_is_handed_to_nobody_by_itself(hands):
    hands.begin(Act.HAND_OVER)
    hands.page.presenter.choose_whom(Whom.USED_HERE)
    hands.adds("29g", "9050")

    assert hands.reads("The books hold 50 of these here only as expired or on hold.")
    assert not hands.reads("too few here")
    assert hands.page.presenter.state.left_here(hands.page.presenter.state.draft.lines[0]) == 50


def test_kits_not_made_up_stand_on_the_slip_as_kits_before_and_after_it_is_posted(hands):
    hands.begin(Act.HAND_OVER)
    hands.page.presenter.choose_whom(Whom.USED_HERE)
    hands.adds("injecting kit", "3")

    assert hands.reads("3 kits are made up with this, of their parts.")
    foreseen = hands.page.presenter.state.slip().lines
    hands.posts()

    with hands.store.reading() as session:
        [paper] = paper_listing.papers(session, WhichPapers(kind=DocumentKind.HAND_OVER), 9)
        slip, opened = slip_reading.slip(session, paper.id), paper_reading.opened(session, paper.id)
    kept = [replace(one, lot_id=LotId(0)) for one in slip.lines]
    assert [(one.lot_number, one.quantity) for one in kept] == [("K261112", 3)]
    assert kept == list(foreseen)
    kits, *parts = [
        (paper_words.what(one, paper, translator("en")), one.quantity) for one in paper_words.in_order(opened)
    ]
    assert (kits, {what for what, _ in parts}) == (("", -3), {"Used in kits"})


def test_a_delivery_is_corrected_from_the_papers(hands):
    hands.begin(Act.RECEIVE)
    hands.types("cooker", "30")
    hands.posts()
    assert hands.on_hand(COOKER) == 38

    hands.begin(Act.PAPERS)
    hands.presses(Qt.Key.Key_E, CTRL)
    receive = hands.room.page(Act.RECEIVE)
    assert receive.isVisible()
    [line] = receive.presenter.state.draft.items[0].lots
    receive.presenter.amount_typed(line.key, "20")
    hands.posts()

    assert hands.on_hand(COOKER) == 28


def test_a_refill_names_a_line_s_lot_before_its_amount_and_sums_what_is_put_in(hands):
    hands.begin(Act.HAND_OVER)
    hands.page.presenter.choose_whom(Whom.MACHINE)
    hands.adds("29g", "6")
    [line] = hands.page.findChildren(LineWidget)
    assert "24A17" in line._lot.label  # counted, and nothing typed that is put in

    hands.presses(TAB)
    hands.qtbot.keyClicks(focused(), "4")

    assert hands.page.presenter.state.totals().put_in == 4
    assert hands.reads("units put in")
    assert not hands.reads("doses")


def test_figures_of_a_slip_stand_at_the_right(hands):
    hands.begin(Act.HAND_OVER)
    hands.adds("29g", "40")

    [line] = hands.page.findChildren(_SlipLine)
    assert line._amount.alignment() & Qt.AlignmentFlag.AlignRight
