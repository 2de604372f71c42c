"""What the page of counts does, without Qt: begun, kept line by line, gone on with, reviewed, posted."""

from datetime import date
from uuid import uuid4

import pytest

from outreach import catalog
from outreach.safety import staff
from outreach.sheets import printing
from outreach.stock import draft_reading, drafts, known_lots, levels, lot_changes, recalls
from outreach.stock.amounts import AmountNotUnderstood, NoBoxSize
from outreach.stock.draft_lines import AmountMissing
from outreach.stock.draft_reading import NoSuchDraft
from outreach.stock.lot_changes import Told
from outreach.stock.lot_labels import lot_label
from outreach.translation import translator
from outreach.ui.shared.status import Mark, held
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.lines import Field
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import Lacking, Spot, State, Step, Which
from outreach.ui.stock.state import Done, Posted
from outreach.vocabulary import CountScope, DifferenceReason, ItemId, SheetKind, SiteId
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY, deliver, give


class Counting:
    """A presenter, what it showed, posted and printed, and the file behind it."""

    def __init__(self, tasks, store, stock):
        self.tasks, self.store, self.stock = tasks, store, stock
        self.posted: list[Posted] = []
        self.printed: list[tuple[str, bytes]] = []
        self.seen: list[State] = []
        self.presenter = CountPresenter(
            tasks, stock, translator("en"), self.seen.append, self.posted.append,
            lambda title, pdf: self.printed.append((title, pdf)),
        )  # fmt: skip
        self.presenter.refresh()

    @property
    def state(self):
        return self.presenter.state

    def item(self, name):
        return ItemId(self.state.catalog.find("item", name))

    def line(self, name, lot=None):
        mine = [one for one in self.state.count.lines if one.item_id == self.item(name)]
        return next(one for one in mine if lot in (None, one.lot))

    def start(self, **form):
        self.presenter.say(**form)
        self.presenter.start()
        return self

    def types(self, name, text, lot=None, which=Field.AMOUNT):
        line = self.line(name, lot)
        self.presenter.typed(line.id, which, text)
        self.presenter.entered(line.id)
        return line.id

    def books(self, name, site="Front Street"):
        with self.store.reading() as session:
            known = catalog.load(session, "en", TODAY)
            found = levels.levels(session, known, SiteId(known.find("site", site)), TODAY)
            return next(one.on_hand for one in found if one.item_id == known.find("item", name))

    def draft(self):
        with self.store.reading() as session:
            return draft_reading.load(session, self.state.count.begun.id)


@pytest.fixture
def counting(store, stock):
    return Counting(InlineTasks(store), store, stock)


def test_a_count_goes_from_the_first_line_to_the_next_and_is_posted(counting):
    counting.start(scope=CountScope.ITEM, item_id=counting.item(SYRINGE))
    counting.types(SYRINGE, "100", "22X01")
    second = counting.state.attention

    counting.types(SYRINGE, "8,950", "24A17")
    counting.presenter.review()
    counting.presenter.post()

    assert second[1] is Spot.LINE
    assert counting.books(SYRINGE) == 9050
    [posted] = counting.posted
    assert (posted.done, posted.items, posted.given) == (Done.COUNTED, 2, 1)
    assert (counting.state.step, counting.state.count) == (Step.START, None)


def test_a_line_says_that_its_lot_is_recalled_or_on_hold(counting, store, stock):
    item = counting.item(SYRINGE)
    for number, change, why in (
        ("22X01", lot_changes.hold, "Torn bags"),
        ("24A17", recalls.recall, "Recalled by the maker"),
    ):
        with store.writing() as session:
            lot = known_lots.the_lot(known_lots.known_lots(session), item, number, None).lot_id
            change(session, stock.by, NOW, Told(uuid4(), lot, why))
    counting.start(scope=CountScope.ITEM, item_id=item)

    said = {
        line.lot: held(translator("en"), is_recalled=line.is_recalled, on_hold=line.on_hold)
        for line in counting.state.count.lines
    }
    assert said == {"22X01": (Mark.HOLD, "On hold"), "24A17": (Mark.OUT, "Recalled")}


def test_while_it_is_blind_nothing_the_page_was_shown_knows_what_is_expected(counting):
    counting.start()
    counting.types(COOKER, "7")

    counts = [state.count for state in counting.seen if state.count is not None]
    assert counts
    assert {line.expected for count in counts for line in count.lines} == {None}
    assert "9000" not in repr(counting.state.count)


def test_review_shows_what_is_expected_and_going_back_hides_it_again(counting):
    counting.start()
    counting.types(COOKER, "7")
    counting.presenter.review()
    reviewed = counting.line(COOKER).expected
    counting.presenter.back_to_counting()

    assert reviewed == 8
    assert {line.expected for line in counting.state.count.lines} == {None}


def test_what_is_not_blind_shows_what_is_expected(counting):
    counting.start(is_blind=False)
    shown = counting.line(COOKER).expected
    counting.presenter.hide_expected(is_blind=True)

    assert (shown, counting.line(COOKER).expected, counting.state.count.is_blind) == (8, None, True)


@pytest.mark.parametrize(("typed", "found"), [("5b-4", 496), ("1c 2b 3", 703), ("0", 0), ("8,900", 8900)])
def test_amounts_are_typed_from_the_boxes_and_nothing_left_is_an_answer(counting, typed, found):
    counting.start()

    counting.types(SYRINGE, typed)

    assert (counting.line(SYRINGE).counted.found, counting.draft().counted) == (found, 1)


def test_an_empty_shelf_is_one_press_and_a_line_left_empty_is_not_counted(counting):
    counting.start()
    counting.presenter.empty_shelf(counting.line(COOKER).id)
    counting.types(SWAB, "")
    counting.presenter.review()
    counting.presenter.post()

    assert (counting.books(COOKER), counting.books(SWAB)) == (0, 500)


@pytest.mark.parametrize(("item", "typed", "why"), [(SYRINGE, "many", AmountNotUnderstood), (COOKER, "2b", NoBoxSize)])
def test_what_means_nothing_stays_and_is_said(counting, item, typed, why):
    counting.start()
    if item is COOKER and counting.state.catalog.item[counting.item(COOKER)].units_per_box:
        pytest.skip("cookers come in boxes here")
    line_id = counting.types(item, typed)

    line = counting.line(item)
    assert isinstance(counting.state.wrong(line), why)
    assert counting.state.fields(line).amount == typed
    assert counting.state.attention[1:] == (Spot.LINE, line_id)
    counting.presenter.review()
    assert counting.state.step is Step.COUNT


def test_damaged_and_expired_are_said_apart_and_thrown_away(counting):
    counting.start()
    line = counting.line(SWAB)
    counting.presenter.typed(line.id, Field.DAMAGED, "30")
    counting.presenter.entered(line.id)
    wrong = counting.state.wrong(counting.line(SWAB))
    counting.presenter.typed(line.id, Field.EXPIRED, "20")
    counting.types(SWAB, "440")
    counting.presenter.review()
    counting.presenter.post()

    assert isinstance(wrong, AmountMissing)
    assert counting.books(SWAB) == 440
    with counting.store.reading() as session:
        given = [row for row in levels.movements_of(session, counting.item(SWAB), 9) if row.quantity < 0]
    assert sorted((row.kind.value, row.quantity) for row in given) == [
        ("counted", -10), ("damaged", -30), ("expired", -20),
    ]  # fmt: skip


def test_a_count_waits_in_a_list_and_somebody_else_goes_on_with_it(counting, store, front_desk):
    counting.start()
    counting.types(COOKER, "7")
    counting.presenter.keep_as_draft()
    other = Counting(InlineTasks(store), store, front_desk)
    [begun] = other.state.begun

    other.presenter.go_on(begun.id)
    other.types(SWAB, "490")

    assert (begun.counted, begun.started_by, other.state.may_start) == (1, "AR", False)
    assert {line.by for line in other.state.count.lines if line.counted is not None} == {"AR", "TK"}


def test_front_desk_counts_and_neither_starts_reviews_nor_posts(counting, store, front_desk):
    counting.start()
    other = Counting(InlineTasks(store), store, front_desk)
    other.presenter.start()
    assert other.state.count is None
    other.presenter.go_on(counting.state.count.begun.id)
    other.types(COOKER, "7")
    other.presenter.review()

    assert (other.state.step, other.draft().counted) == (Step.COUNT, 1)
    assert other.line(COOKER).expected is None


def test_a_line_is_kept_though_nobody_waits_for_the_answer(store, stock):
    counting = Counting(HeldTasks(store), store, stock)
    counting.tasks.let_go()
    counting.start()
    counting.tasks.let_go()
    line = counting.line(COOKER)
    counting.presenter.typed(line.id, Field.AMOUNT, "7")
    counting.presenter.entered(line.id)

    assert counting.state.fields(line).amount == "7"
    assert (counting.state.keeping, counting.state.is_done(line)) == ({line.id}, False)
    counting.presenter.forget()  # locked before the answer
    counting.presenter.refresh()
    counting.tasks.let_go()
    assert counting.state.is_done(counting.line(COOKER))
    assert counting.draft().counted == 1


def test_review_waits_until_every_line_is_kept(store, stock):
    counting = Counting(HeldTasks(store), store, stock)
    counting.tasks.let_go()
    counting.start()
    counting.tasks.let_go()
    counting.presenter.typed(counting.line(COOKER).id, Field.AMOUNT, "7")
    counting.presenter.review()
    before = counting.state.step
    counting.tasks.let_go()

    assert (before, counting.state.step) == (Step.COUNT, Step.REVIEW)
    assert counting.line(COOKER).counted.found == 7


def test_nothing_counted_is_said_instead_of_reviewed(counting):
    counting.start()
    counting.presenter.review()

    assert (counting.state.step, counting.state.lacking) == (Step.COUNT, Lacking.NOTHING_COUNTED)


def test_what_a_count_covers_must_be_said(counting):
    for scope, lacking in (
        (CountScope.CATEGORY, Lacking.CATEGORY), (CountScope.SHELF, Lacking.SHELF), (CountScope.ITEM, Lacking.ITEM),
    ):  # fmt: skip
        counting.start(scope=scope)
        assert (counting.state.lacking, counting.state.count) == (lacking, None)


def test_from_an_item_s_panel_its_count_is_one_press_away(counting):
    counting.presenter.begin(counting.item(COOKER))
    spot = counting.state.attention[1]
    counting.presenter.start()

    assert spot is Spot.BEGIN
    assert {line.item_id for line in counting.state.count.lines} == {counting.item(COOKER)}


# Review


def test_only_differences_are_to_check_and_each_lot_has_its_reason(counting):
    counting.start()
    counting.types(SYRINGE, "9,000", "24A17")
    counting.types(SYRINGE, "90", "22X01")
    counting.types(COOKER, "10")
    counting.presenter.review()
    checked = [line.lot for line in counting.state.those(Which.TO_CHECK)]
    counting.presenter.give_reason(counting.line(SYRINGE, "22X01").id, DifferenceReason.EXPIRED)
    counting.presenter.give_reason(counting.line(COOKER).id, DifferenceReason.FOUND)
    counting.presenter.post()

    assert checked == ["22X01", ""]
    with counting.store.reading() as session:
        rows = {
            (row.kind.value, row.quantity)
            for name in (SYRINGE, COOKER) for row in levels.movements_of(session, counting.item(name), 2)
        }  # fmt: skip
    assert {("expired", -10), ("found", 2)} <= rows


def test_stock_that_moved_since_is_asked_about_and_never_overwritten(counting):
    counting.start()
    counting.types(SYRINGE, "8,990", "24A17")
    give(counting.store, SYRINGE, 6)
    counting.presenter.review()
    line = counting.line(SYRINGE, "24A17")
    counting.presenter.post()
    assert (counting.state.lacking, counting.posted) == (Lacking.YOUR_CHOICE, [])

    counting.presenter.settle(line.id, line.carried)
    counting.presenter.post()

    assert (line.moved, line.carried) == (-6, 8984)
    assert counting.books(SYRINGE) == 8984 + 100


def test_what_moves_while_it_is_reviewed_is_asked_about_again(counting):
    counting.start()
    counting.types(SYRINGE, "8,990", "24A17")
    counting.presenter.review()
    give(counting.store, SYRINGE, 6)
    counting.presenter.post()

    assert counting.posted == []
    assert [line.moved for line in counting.state.waiting] == [-6]


def test_count_again_goes_to_the_line_and_nothing_has_moved_since(counting):
    counting.start()
    counting.types(SYRINGE, "8,990", "24A17")
    give(counting.store, SYRINGE, 6)
    counting.presenter.review()
    line_id = counting.state.waiting[0].id
    counting.presenter.back_to_counting(line_id)
    spot = counting.state.attention
    counting.types(SYRINGE, "8,984", "24A17")
    counting.presenter.review()

    assert spot[1:] == (Spot.LINE, line_id)
    assert counting.state.waiting == []


def test_those_to_check_are_counted_again_without_their_first_amounts(counting):
    counting.start()
    counting.types(SYRINGE, "9,000", "24A17")
    counting.types(COOKER, "5")
    counting.presenter.review()
    counting.presenter.count_again([line.id for line in counting.state.those(Which.TO_CHECK)])
    shown = [(line.item_id, counting.state.fields(line).amount) for line in counting.state.lines]
    counting.types(COOKER, "8")
    counting.presenter.review()

    assert shown == [(counting.item(COOKER), "")]
    assert counting.state.those(Which.TO_CHECK) == []


def test_what_was_to_be_counted_again_and_was_not_stays(counting):
    counting.start()
    counting.types(COOKER, "5")
    counting.presenter.review()
    counting.presenter.count_again([counting.line(COOKER).id])
    counting.types(COOKER, "")
    counting.presenter.review()

    assert counting.line(COOKER).counted.found == 5


def test_a_count_somebody_else_posted_meanwhile_is_said_to_be_gone(counting):
    counting.start()
    counting.types(COOKER, "7")
    with counting.store.writing() as session:
        by = staff.actor(session, "AR", 1)
        drafts.post(session, by, NOW, counting.state.count.begun.id)
    counting.types(SWAB, "490")

    assert counting.state.step is Step.START
    assert isinstance(counting.state.refusal, NoSuchDraft)


# Paper


def test_a_printed_count_has_a_number_and_is_keyed_by_it(counting):
    counting.start()
    counting.presenter.print_sheet()
    [(title, pdf)] = counting.printed
    number = counting.state.count.begun.sheet
    counting.presenter.keep_as_draft()
    give(counting.store, SYRINGE, 6)

    counting.presenter.number_typed(number.lower().replace("-", " "))
    counting.presenter.open_sheet()
    counting.types(SYRINGE, "8,990", "24A17")
    counting.presenter.review()

    assert (title, pdf[:4]) == (f"count-{number}", b"%PDF")
    assert [(line.is_from_sheet, line.moved) for line in counting.state.waiting] == [(True, -6)]


def test_a_number_nobody_printed_is_said_and_stays_typed(counting):
    counting.presenter.number_typed("ZZZ-999")
    counting.presenter.open_sheet()

    assert isinstance(counting.state.refusal, NoSuchDraft)
    assert (counting.state.number, counting.state.attention[1]) == ("ZZZ-999", Spot.NUMBER)


def test_the_barcode_of_a_printed_sheet_opens_it(counting):
    counting.start()
    counting.presenter.print_sheet()
    number = counting.state.count.begun.sheet
    counting.presenter.keep_as_draft()

    assert counting.presenter.scanning.is_scan(number, None)
    counting.presenter.scanning.scanned(number)

    assert (counting.state.step, counting.state.keying) == (Step.COUNT, True)


def test_sheets_not_keyed_yet_are_named_before_a_count_begins(counting, store):
    with store.writing() as session:
        by = staff.actor(session, "AR", 1)
        known = catalog.load(session, "en", TODAY)
        site = SiteId(known.find("site", "Front Street"))
        [printed] = printing.print_sheets(session, by, NOW, SheetKind.VISIT, site, 1, uuid4())
    counting.presenter.refresh()

    assert counting.state.not_keyed == (printed.number,)
    counting.presenter.say(site_id=known.find("site", "Mobile van"))
    assert counting.state.not_keyed == ()


# Scanning


def labelled(counting, name, lot, units=1):
    with counting.store.reading() as session:
        return lot_label(session, counting.line(name, lot).lot_id, units).code


def test_a_scan_turns_to_its_line_and_counts_a_box(counting):
    counting.start()
    code = labelled(counting, SYRINGE, "24A17", 100)
    for _ in range(3):
        counting.presenter.scanning.scanned(code)

    line = counting.line(SYRINGE, "24A17")
    assert counting.state.fields(line).amount == "300"
    assert counting.state.attention[1:] == (Spot.LINE, line.id)
    counting.presenter.left(line.id)
    assert counting.line(SYRINGE, "24A17").counted.found == 300


def test_a_line_that_was_counted_is_turned_to_first_and_counted_on_by_the_next_scan(counting):
    counting.start()
    code = labelled(counting, SYRINGE, "24A17", 100)
    counting.types(SYRINGE, "500", "24A17")
    counting.presenter.scanning.scanned(code)
    turned = counting.state.fields(counting.line(SYRINGE, "24A17")).amount
    counting.presenter.scanning.scanned(code)

    assert (turned, counting.state.fields(counting.line(SYRINGE, "24A17")).amount) == ("500", "600")


def test_a_lot_that_is_not_on_the_list_is_added_by_its_label(counting):
    van = counting.state.catalog.find("site", "Mobile van")
    counting.start(site_id=van, scope=CountScope.ITEM, item_id=counting.item(SYRINGE))
    with counting.store.reading() as session:
        [lot] = known_lots.known_lots(session, [counting.item(SYRINGE)])[(counting.item(SYRINGE), "22x01")]
        code = lot_label(session, lot.lot_id, 50).code
    counting.presenter.scanning.scanned(code)

    assert counting.state.fields(counting.line(SYRINGE, "22X01")).amount == "50"


def test_words_find_the_line_of_an_item(counting):
    counting.start()
    counting.presenter.find_typed("cook")
    counting.presenter.find_first()

    assert counting.state.attention[1:] == (Spot.LINE, counting.line(COOKER).id)


# A lot nobody knew


def test_a_lot_the_books_do_not_know_is_added_and_counted(counting):
    counting.start(scope=CountScope.ITEM, item_id=counting.item(COOKER))
    counting.presenter.found_lot.begin()
    counting.presenter.found_lot.add()
    asked = counting.state.lacking
    counting.presenter.found_lot.say(item_id=counting.item(COOKER), number="C9", expiry="13/2027", amount="12")
    counting.presenter.found_lot.add()
    wrong = counting.state.new_lot_wrong
    counting.presenter.found_lot.say(expiry="12/2027")
    counting.presenter.found_lot.add()

    line = counting.line(COOKER, "C9")
    assert (asked, wrong is None) == (Lacking.LOT_ITEM, False)
    assert (line.counted.found, line.expires_on) == (12, date(2027, 12, 31))
    assert counting.state.new_lot is None


def test_a_lot_found_twice_is_one_line(counting):
    counting.start(scope=CountScope.ITEM, item_id=counting.item(COOKER))
    for amount in ("12", "13"):
        counting.presenter.found_lot.begin(counting.item(COOKER))
        counting.presenter.found_lot.say(number="C9", amount=amount)
        counting.presenter.found_lot.add()

    assert [line.counted.found for line in counting.state.count.lines if line.lot == "C9"] == [13]


def test_a_count_put_away_posts_nothing(counting):
    counting.start()
    counting.types(COOKER, "7")
    begun = counting.state.count.begun.id
    counting.presenter.keep_as_draft()
    counting.presenter.put_away(begun)

    assert (counting.state.begun, counting.books(COOKER)) == ((), 8)


def test_what_is_in_an_unknown_box_is_typed_in_the_line_that_finds_and_over_no_amount(counting):
    counting.start()
    counting.presenter.scanning.scanned("KT2-77410")

    assert counting.state.asked is not None
    assert counting.state.attention[1] is Spot.FIND


def test_what_comes_while_it_is_counted_has_a_line_and_stays_unless_it_is_counted(counting):
    counting.start()
    counting.types(SYRINGE, "8,990", "24A17")
    with counting.store.writing() as session:
        deliver(session, "Front Street", TODAY, [(SYRINGE, 48, "NEW1", None)])

    counting.presenter.refresh()
    counted = counting.line(SYRINGE, "NEW1")
    counting.presenter.review()
    reviewed = [(line.lot, line.is_left) for line in counting.state.those(Which.TO_CHECK)]
    counting.presenter.post()

    assert (counted.is_left, counted.expected) == (True, None)
    assert reviewed == [("24A17", False), ("NEW1", True)]
    assert [posted.given for posted in counting.posted] == [1]
    assert counting.books(SYRINGE) == 8990 + 100 + 48


@pytest.mark.parametrize("step", ["begun again", "reviewed"])
def test_what_came_has_its_line_wherever_the_count_is_turned_to(counting, step):
    counting.start()
    counting.types(SYRINGE, "8,990", "24A17")
    draft = counting.state.count.begun.id
    with counting.store.writing() as session:
        deliver(session, "Front Street", TODAY, [(SYRINGE, 48, "NEW1", None)])

    if step == "reviewed":
        counting.presenter.review()
    else:
        counting.presenter.keep_as_draft()
        counting.presenter.go_on(draft)

    assert counting.line(SYRINGE, "NEW1").is_left


def test_what_comes_between_review_and_posting_stays(counting):
    counting.start()
    counting.types(SYRINGE, "8,990", "24A17")
    counting.presenter.review()
    with counting.store.writing() as session:
        deliver(session, "Front Street", TODAY, [(SYRINGE, 48, "NEW1", None)])
    counting.presenter.post()

    assert counting.books(SYRINGE) == 8990 + 100 + 48


def test_more_than_a_line_takes_is_said_in_words_of_a_count(counting):
    counting.start()
    counting.types(COOKER, "99999999")

    said = wording.note(counting.line(COOKER), counting.state, translator("en"))

    assert "99999999" in said
    assert "receive" not in said
