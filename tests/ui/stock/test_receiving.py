from datetime import date, timedelta

from outreach.errors import StorageTrouble
from outreach.stock.amounts import AmountNotUnderstood, ExpiryNotUnderstood
from outreach.stock.levels import lots, movements_of
from outreach.ui.stock.draft import Field, Missing, Place
from outreach.ui.stock.receiving import ReceivePresenter
from outreach.ui.stock.typed import as_text
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.stock.conftest import COOKER, SWAB, SYRINGE, TODAY, Receiving


def problems(receiving):
    return {(problem.place.field, problem.what) for problem in receiving.state.problems}


def lot_of(store, item_id, number):
    with store.reading() as session:
        return next((lot for lot in lots(session, item_id, TODAY) if lot.number == number), None)


def test_amounts_are_typed_as_they_stand_on_the_boxes(receiving):
    receiving.add(SYRINGE, "19c 4b")

    assert receiving.state.draft.items[0].units == 19 * 500 + 4 * 100


def test_what_is_posted_is_on_the_shelf(store, receiving):
    key = receiving.add(SYRINGE, "5b-4", "26B04", "08/2029")
    award = receiving.state.catalog.find("source", "County award 2026")
    receiving.presenter.choose_source(key, award)

    receiving.presenter.post()

    lot = lot_of(store, receiving.item(SYRINGE), "26B04")
    assert (lot.on_hand, lot.expires_on, lot.source) == (496, date(2029, 8, 31), "County award 2026")
    assert receiving.done[0].first == receiving.item(SYRINGE)
    assert not receiving.state.draft.is_begun


def test_another_lot_is_one_more_line_of_the_same_item_with_the_same_source(store, receiving):
    key = receiving.add(SYRINGE, "1b", "26B04")
    receiving.presenter.choose_source(key, receiving.state.catalog.find("source", "County award 2026"))
    receiving.add(SWAB, "1")

    receiving.presenter.another_lot(key)

    syringe = receiving.state.draft.items[0]
    assert len(syringe.lots) == 2
    assert syringe.lots[1].source_id == syringe.lots[0].source_id
    assert receiving.state.attention[1] == Place(Field.AMOUNT, syringe.lots[1].key)


def test_what_was_kept_is_there_before_an_item_is_added_however_early_that_is_asked(store, stock, receiving):
    receiving.add(SWAB, "1")
    tasks = HeldTasks(store)
    early = ReceivePresenter(tasks, stock, lambda _: None, lambda _: None)
    early.refresh()
    early.bring_back_kept(as_text(receiving.state.draft))
    early.begin(receiving.item(SYRINGE))

    tasks.let_go()

    assert [one.item.name for one in early.state.draft.items] == [SWAB, SYRINGE]


def test_adding_an_item_whose_amount_is_still_missing_goes_there(receiving):
    first = receiving.add(SYRINGE)

    again = receiving.add(SYRINGE)

    assert again == first


def test_post_goes_to_what_is_missing_and_says_so(receiving):
    receiving.presenter.post()
    assert receiving.state.attention[1] == Place(Field.FIND)
    assert problems(receiving) == {(Field.FIND, Missing.ITEM)}

    key = receiving.add(SYRINGE)
    receiving.presenter.post()
    assert receiving.state.attention[1] == Place(Field.AMOUNT, key)
    assert problems(receiving) == {(Field.AMOUNT, Missing.AMOUNT)}
    assert receiving.done == []


def test_what_is_not_understood_is_said_once_its_field_is_left(receiving):
    key = receiving.add(SYRINGE, "lots", "L1", "13/2029")
    assert problems(receiving) == set()

    receiving.presenter.left(Place(Field.AMOUNT, key))
    receiving.presenter.left(Place(Field.EXPIRY, key))

    assert [type(problem.what) for problem in receiving.state.problems] == [AmountNotUnderstood, ExpiryNotUnderstood]
    receiving.presenter.amount_typed(key, "900")
    assert [problem.place.field for problem in receiving.state.problems] == [Field.EXPIRY]


def test_an_empty_field_is_left_in_peace(receiving):
    key = receiving.add(SYRINGE)

    receiving.presenter.left(Place(Field.AMOUNT, key))

    assert receiving.state.problems == ()


def test_an_expiry_date_needs_its_lot_number(receiving):
    receiving.add(SYRINGE, "1b", "", "08/2029")

    receiving.presenter.post()

    assert problems(receiving) == {(Field.LOT, Missing.LOT)}


def test_posting_twice_posts_once(store, slow_receiving):
    slow_receiving.add(COOKER, "40", "C1")

    slow_receiving.presenter.post()
    slow_receiving.presenter.post()
    slow_receiving.tasks.let_go()

    assert lot_of(store, slow_receiving.item(COOKER), "C1").on_hand == 40
    assert len(slow_receiving.done) == 1


def test_posting_again_after_the_lock_swallowed_the_answer_posts_once(store, slow_receiving):
    slow_receiving.add(COOKER, "40", "C1")
    slow_receiving.presenter.post()
    on_its_way = slow_receiving.tasks.held.pop()
    slow_receiving.presenter.forget()

    slow_receiving.presenter.post()
    slow_receiving.tasks.let_go()
    on_its_way()

    assert lot_of(store, slow_receiving.item(COOKER), "C1").on_hand == 40
    with store.reading() as session:
        assert len([m for m in movements_of(session, slow_receiving.item(COOKER), 9) if m.lot == "C1"]) == 1
    assert len(slow_receiving.done) == 1


class FullDisk(InlineTasks):
    is_full = True

    def write(self, change, then, refused, *, entry=None):
        if self.is_full:
            refused(StorageTrouble("full"))
        else:
            super().write(change, then, refused, entry=entry)


def test_a_refusal_keeps_everything_typed_and_posting_again_goes_on(store, stock):
    receiving = Receiving(FullDisk(store), stock)
    receiving.add(SYRINGE, "1b", "26B04")

    receiving.presenter.post()
    assert receiving.state.refusal.reason == "full"
    assert receiving.state.draft.items[0].lots[0].amount == "1b"

    receiving.tasks.is_full = False
    receiving.presenter.post()
    assert len(receiving.done) == 1


def test_the_front_desk_is_refused_and_nothing_is_lost(store, front_desk):
    receiving = Receiving(InlineTasks(store), front_desk)
    receiving.add(SYRINGE, "1b", "26B04")

    receiving.presenter.post()

    assert receiving.state.refusal is not None
    assert receiving.state.draft.is_begun


def test_the_day_it_arrived_can_be_typed_and_is_never_to_come(store, receiving):
    receiving.add(SYRINGE, "1b", "26B04")
    receiving.presenter.type_day()
    assert receiving.state.attention[1] == Place(Field.DAY)

    receiving.presenter.type_day((TODAY + timedelta(days=1)).isoformat())
    receiving.presenter.post()
    assert problems(receiving) == {(Field.DAY, Missing.DAY_TO_COME)}

    receiving.presenter.type_day("2026-11-05")
    receiving.presenter.post()
    with store.reading() as session:
        assert movements_of(session, receiving.item(SYRINGE), 1)[0].on == date(2026, 11, 5)


def test_it_arrives_at_the_site_chosen_with_its_reference(store, receiving):
    receiving.add(SYRINGE, "1b", "26B04")
    receiving.presenter.reference_typed("48999")
    receiving.presenter.choose_site(receiving.state.catalog.find("site", "Mobile van"))

    receiving.presenter.post()

    with store.reading() as session:
        line = movements_of(session, receiving.item(SYRINGE), 1)[0]
    assert (line.site_id, line.reference) == (receiving.state.catalog.find("site", "Mobile van"), "48999")


def test_a_source_that_had_ended_is_not_offered_unless_it_arrived_before(receiving):
    offered = {source.name for source in receiving.state.sources(None)}
    receiving.presenter.choose_day(date(2025, 11, 12))
    before = {source.name for source in receiving.state.sources(None)}

    assert "County award 2025" not in offered
    assert "County award 2025" in before


def test_taking_off_the_last_lot_takes_the_item_off(receiving):
    swab = receiving.add(SWAB, "1")
    key = receiving.add(SYRINGE, "1b")

    receiving.presenter.remove(key)

    assert [one.item.name for one in receiving.state.draft.items] == [SWAB]
    assert receiving.state.attention[1] == Place(Field.AMOUNT, swab)


def test_what_was_cleared_can_be_brought_back(receiving):
    receiving.add(SYRINGE, "1b", "26B04")
    kept = receiving.state.draft

    receiving.presenter.clear()
    assert not receiving.state.draft.is_begun

    receiving.presenter.bring_back()
    assert receiving.state.draft == kept


def test_items_are_found_by_a_name_in_any_language_and_enter_adds_the_first(receiving):
    receiving.presenter.find("jeringa 29g")

    receiving.presenter.add_first()

    assert receiving.state.draft.items[0].item.name == SYRINGE
    assert receiving.state.typed == ""
