"""Counting with the keyboard alone: the page in its room, with a real file behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from outreach.stock import draft_reading
from outreach.translation import translator
from outreach.ui.shared.status import StatusChip
from outreach.ui.shared.void_dialog import VoidDialog
from outreach.ui.stock.counting.count_row import CountRow
from outreach.ui.stock.counting.review_row import ReviewRow
from outreach.ui.stock.counting.state import Step
from outreach.ui.stock.doing import Act
from outreach.ui.stock.room import StockRoom
from outreach.ui.theme import Scheme
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import cut_off, look, small_targets, unnamed
from tests.ui.stock.conftest import COOKER, SYRINGE, TODAY, deliver, give

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER, ESC, TAB, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up
SIZES = [(1290, 642), (1204, 600), (980, 640), (600, 560)]


class Page:
    """The page in its room, its keys, and the file behind it."""

    def __init__(self, qtbot, store, stock, *, tasks=None, size=(1290, 768), language="en", item=None):
        self.qtbot, self.store = qtbot, store
        self.room = StockRoom(tasks or InlineTasks(store), stock, translator(language))
        qtbot.addWidget(self.room)
        self.room.resize(*size)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.refresh()
        self.room.begin(Act.COUNT, item)
        self.page = self.room.page(Act.COUNT)
        self.presenter = self.page.presenter  # type: ignore[attr-defined]

    @property
    def state(self):
        return self.presenter.state

    @property
    def focused(self):
        return QApplication.focusWidget() or self.room

    @property
    def here(self):
        return self.focused.accessibleName()

    def types(self, text):
        self.qtbot.keyClicks(self.focused, text)

    def presses(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.focused, key, modifier)

    def counts(self, *amounts):
        for amount in amounts:
            self.types(amount)
            self.presses(ENTER)

    def press(self, name):
        next(b for b in self.page.findChildren(QAbstractButton) if b.isVisible() and b.text() == name).click()

    def says(self, words):
        shown = [one for one in self.page.findChildren(QLabel) if one.isVisible()]
        return any(words in one.text() for one in shown)

    def rows(self, kind=CountRow):
        return [one for one in self.page.findChildren(kind) if one.isVisible()]


@pytest.fixture
def page(qtbot, dressed, store, stock):
    return Page(qtbot, store, stock)


@pytest.fixture
def started(page):
    page.presses(ENTER, CTRL)
    return page


def test_a_whole_count_takes_the_keyboard_alone(started):
    first = started.here
    started.counts("100", "8,950", "5b-4")
    started.presses(ENTER, CTRL)
    reviewed = started.state.step
    started.presses(ENTER, CTRL)

    assert first == "Counted: Syringe 29G 1/2 in 1 mL, Lot 22X01, expires 09/2026"
    assert reviewed is Step.REVIEW
    assert started.room.stock.presenter.state.posted.given == 2
    assert any("Count posted" in one.text() for one in started.room.stock.findChildren(QLabel))


def test_enter_goes_to_the_next_amount_and_the_arrows_up_and_down(started):
    started.counts("100")
    second = started.here
    started.presses(DOWN)
    started.presses(UP)
    started.presses(TAB)

    assert "24A17" in second
    assert "Counted: Syringe 29G 1/2 in 0.5 mL" in started.here


def test_sixty_lines_cost_their_digits_and_an_enter_each(started):
    for _ in range(60):
        started.types("7")
        started.presses(ENTER)

    with started.store.reading() as session:
        assert draft_reading.load(session, started.state.count.begun.id).counted == 60
    assert started.says("60 of 83 lines counted")


def test_what_came_since_is_shown_while_it_is_counted_and_reviewed(started):
    started.counts("100")
    with started.store.writing() as session:
        deliver(session, "Front Street", TODAY, [(SYRINGE, 48, "NEW1", None)])
    started.room.refresh()

    assert started.says("Came after the count began. Unless you count it")
    started.presses(ENTER, CTRL)
    assert started.says("Came meanwhile")
    assert started.says("Stays as it is")
    assert cut_off(started.page) == []


def test_a_miskeyed_amount_is_typed_over_before_it_is_posted(started):
    started.counts("100", "500")
    started.presses(UP)
    assert started.focused.selectedText() == "500"
    started.counts("9000")
    started.presses(ENTER, CTRL)

    assert [line for line in started.state.reviewed if not started.state.is_match(line)] == []


def test_what_is_typed_and_not_entered_counts_when_the_count_is_reviewed_or_left(started):
    started.types("100")
    started.presses(ESC)
    assert started.room.stock.isVisible()
    started.room.begin(Act.COUNT)

    assert started.says("1 of 83 lines counted")


def test_a_count_that_was_left_is_gone_on_with_by_enter(started):
    started.counts("100")
    started.presses(ESC)
    started.room.begin(Act.COUNT)
    go_on = next(b for b in started.page.findChildren(QAbstractButton) if b.accessibleName().startswith("Go on with"))
    go_on.setFocus()
    started.presses(ENTER)

    assert started.state.counted == 1
    assert "24A17" in started.here


def test_damaged_and_expired_open_by_a_key_and_enter_goes_on(started):
    started.counts("100")
    started.types("8990")
    started.presses(Qt.Key.Key_D, ALT)
    here = started.here
    started.types("6")
    started.presses(ENTER)

    assert here.startswith("Damaged: Syringe 29G 1/2 in 1 mL, Lot 24A17")
    assert started.state.count.lines[1].counted.damaged == 6
    assert started.here.startswith("Counted: ")


def test_what_means_nothing_is_said_where_it_stands(started):
    started.counts("many")

    assert started.focused.text() == "many"
    assert started.focused.accessibleDescription() != ""
    assert any(chip.text() == "1 line not kept" for chip in started.page.findChildren(StatusChip) if chip.isVisible())


def test_an_empty_shelf_is_one_press(started):
    started.press("Empty shelf (0)")

    assert started.state.count.lines[0].counted.found == 0


def test_a_lot_that_was_found_is_said_with_keys(started):
    started.presses(Qt.Key.Key_L, ALT)
    started.counts("cook", "C9", "12/2027", "12")

    line = next(line for line in started.state.count.lines if line.lot == "C9")
    assert line.counted.found == 12
    assert "Lot C9" in started.here


def test_esc_leaves_a_lot_unsaid_then_the_count(started):
    started.presses(Qt.Key.Key_L, ALT)
    started.presses(ESC)
    assert started.state.new_lot is None
    started.presses(ESC)
    assert started.room.stock.isVisible()


def test_a_line_is_found_by_its_words(started):
    started.presses(Qt.Key.Key_F, CTRL)
    started.types("cook")
    assert started.says("Enter: Cooker")
    started.presses(ENTER)

    assert started.here.startswith("Counted: Cooker")


def test_stock_that_moved_is_asked_about_and_enter_takes_what_stands_there_now(started):
    started.counts("100", "8990")
    give(started.store, SYRINGE, 6)
    started.presses(ENTER, CTRL)
    assert started.says("Stock moved since you counted this line")
    assert started.focused.text() == "Use 8,984 (8,990 less 6)"
    started.presses(ENTER)
    started.presses(ENTER, CTRL)

    assert started.room.stock.isVisible()


def test_posting_with_a_line_that_waits_goes_there(started):
    started.counts("100", "8990")
    give(started.store, SYRINGE, 6)
    started.presses(ENTER, CTRL)
    started.page._post.setFocus()
    started.presses(ENTER, CTRL)

    assert started.focused.text() == "Use 8,984 (8,990 less 6)"
    assert started.says("Say what stands there now")


def test_a_reason_is_chosen_for_each_lot_with_keys(started):
    started.counts("90", "8950")
    started.presses(ENTER, CTRL)
    menus = [row.reason for row in started.rows(ReviewRow)]

    assert [menu.text() for menu in menus] == ["Not recorded", "Not recorded"]
    next(one for one in menus[0].menu.actions() if one.text() == "Damaged").trigger()

    assert started.state.count.lines[0].reason.value == "damaged"
    assert started.state.count.lines[1].reason is None


def test_the_sheet_is_previewed_and_esc_goes_back_to_the_count(started):
    started.presses(Qt.Key.Key_P, CTRL)
    assert started.page._preview.pdf[:4] == b"%PDF"
    assert started.page._preview.isVisible()
    started.presses(ESC)

    assert started.here.startswith("Counted: ")
    assert any(b.text() == f"Print sheet {started.state.count.begun.sheet}" for b in buttons(started))


def test_a_printed_sheet_is_keyed_by_its_number(started):
    started.presses(Qt.Key.Key_P, CTRL)
    number = started.state.count.begun.sheet
    for _ in range(2):
        started.presses(ESC)
    started.room.begin(Act.COUNT)
    started.presses(Qt.Key.Key_F, CTRL)
    started.types(number.replace("-", ""))
    started.presses(ENTER)

    assert (started.state.step, started.state.keying) == (Step.COUNT, True)


def test_a_count_is_put_away_only_when_it_is_meant(started):
    started.presses(ESC)
    started.room.begin(Act.COUNT)
    started.press("Put away")
    dialog = started.page.findChild(VoidDialog)
    assert len(started.state.begun) == 1
    next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Put away").click()

    assert started.state.begun == ()


def test_front_desk_counts_and_is_offered_neither_review_nor_post(qtbot, dressed, store, stock, front_desk):
    Page(qtbot, store, stock).presses(ENTER, CTRL)
    other = Page(qtbot, store, front_desk)
    assert other.says("Ask a coordinator to start a count.")
    assert not any(b.text() == "Start the count" for b in buttons(other))
    other.press("Go on")
    other.counts("100")
    offered = {b.text() for b in buttons(other)}
    other.presses(ENTER, CTRL)

    assert offered & {"Review", "Post count"} == set()
    assert other.state.step is Step.COUNT
    assert other.says("A coordinator reviews and posts it.")


def test_from_an_item_s_panel_enter_begins_its_count(qtbot, dressed, store, stock):
    page = Page(qtbot, store, stock)
    item = page.state.catalog.find("item", COOKER)
    page.room.begin(Act.COUNT, item)
    page.presses(ENTER)
    page.counts("8")

    assert [line.item_id for line in page.state.count.lines] == [item]
    assert page.focused.text() == "Review"


def test_a_category_or_a_shelf_that_is_not_said_is_asked_for(page):
    page.presenter.say(scope=page.state.form.scope.__class__.CATEGORY)
    page.presses(ENTER, CTRL)

    assert page.says("Choose the category to count.")
    assert page.here.startswith("Category")


def test_locking_keeps_what_is_typed_and_a_line_on_its_way(qtbot, dressed, store, stock):
    tasks = HeldTasks(store)
    page = Page(qtbot, store, stock, tasks=tasks)
    tasks.let_go()
    page.presses(ENTER, CTRL)
    tasks.let_go()
    page.types("100")
    page.presses(ENTER)
    page.room.forget()
    page.room.refresh()
    tasks.let_go()

    assert page.state.counted == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_page_fits_at_every_size(qtbot, dressed, store, stock, size, scheme):
    dressed.choose(scheme, 1.0 if scheme is Scheme.LIGHT else 1.25)
    page = Page(qtbot, store, stock, size=size)
    for step in ("start", "count", "found", "review"):
        if step == "count":
            page.presses(ENTER, CTRL)
            page.counts("90", "8990")
            give(store, SYRINGE, 6)
            page.types("12")
            page.presses(Qt.Key.Key_D, ALT)
        elif step == "found":
            page.presses(Qt.Key.Key_L, ALT)
        elif step == "review":
            page.presses(ESC)
            page.presses(ENTER, CTRL)
        look(page.room, f"counting-{step}-{size[0]}")
        assert cut_off(page.page) == []
        assert unnamed(page.page) == []
        assert small_targets(page.page) == []


def buttons(page):
    return [one for one in page.page.findChildren(QAbstractButton) if one.isVisible()]
