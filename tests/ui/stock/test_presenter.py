from datetime import date
from uuid import uuid4

import pytest

from outreach import encounters
from outreach.errors import StorageTrouble
from outreach.safety import staff
from outreach.stock import counts, lot_changes, lot_listing
from outreach.stock.counts import Found
from outreach.stock.levels import Status
from outreach.stock.lot_changes import Told
from outreach.translation import translator
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.shared.status import Mark
from outreach.ui.stock import columns, wording
from outreach.ui.stock.finding import Finder
from outreach.ui.stock.presenter import StockPresenter
from outreach.ui.stock.state import Filter
from outreach.vocabulary import Kind, VoidReason
from tests.ui.inline_tasks import InlineTasks
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY, give


def lot_listing_of(session, number):
    return [lot.lot_id for lot in lot_listing.listed(session) if lot.number == number]


def names(presenter):
    return [shelf.item.name for shelf in presenter.state.rows]


def item(presenter, name):
    return presenter.state.catalog.find("item", name)


def shelf(presenter, name):
    return next(one for one in presenter.state.shelves.all if one.item.id == item(presenter, name))


def site(presenter, name):
    return presenter.state.catalog.find("site", name)


def said(presenter):
    return [wording.happened(line, translator("en")) for line in presenter.state.detail.happened]


def test_the_table_begins_with_what_was_ever_stocked(shelves):
    assert {SYRINGE, SWAB, COOKER} <= set(names(shelves))
    assert "Condom" not in names(shelves)
    assert len(shelves.state.rows) < shelves.state.count(Filter.ALL)


def test_all_lists_every_item_there_is(shelves):
    shelves.choose_filter(Filter.ALL)

    assert len(shelves.state.rows) == len([one for one in shelves.state.catalog.items if not one.retired])


def test_what_was_never_stocked_is_found_all_the_same(shelves):
    shelves.find("condom")

    assert "Condom" in names(shelves)


def test_an_item_given_without_stock_is_in_use_from_then_on(store, shelves):
    give(store, "Condom", 5)

    shelves.refresh()

    assert "Condom" in names(shelves)
    assert shelf(shelves, "Condom").level.status is Status.OUT


@pytest.mark.parametrize("typed", ["29g", "SYRINGE 29", "jeringa 29g", "1ml 29"])
def test_items_are_found_by_the_beginning_of_any_name_in_any_language(shelves, typed):
    shelves.find(typed)

    assert SYRINGE in names(shelves)


def test_each_filter_counts_what_it_shows(store, shelves):
    give(store, COOKER, 8)
    shelves.refresh()

    for which in Filter:
        shelves.choose_filter(which)
        assert len(shelves.state.rows) == shelves.state.count(which)
    shelves.choose_filter(Filter.OUT)
    assert COOKER in names(shelves)


def test_what_has_expired_stands_among_what_expires(shelves):
    shelves.choose_filter(Filter.EXPIRING)

    assert {SYRINGE, SWAB} <= set(names(shelves))


def test_what_has_expired_in_part_is_not_called_ok_beside_it(shelves):
    words = translator("en")

    assert columns.marks(shelf(shelves, SYRINGE), words) == [(Mark.EXPIRING, "Expired")]
    assert columns.marks(shelf(shelves, SWAB), words) == [(Mark.EXPIRING, "Expiring")]


def test_of_what_is_expired_and_what_is_on_hold_the_larger_is_said(store, shelves):
    words = translator("en")
    with store.writing() as session:
        [lot] = lot_listing_of(session, "24A17")
        said = Told(uuid4(), lot, "Recalled by the maker")
        lot_changes.stop(session, staff.actor(session, "AR", 1), NOW, said)
    shelves.refresh()

    assert (Mark.HOLD, "On hold") in columns.marks(shelf(shelves, SYRINGE), words)


def test_items_are_found_in_the_order_of_the_desk(shelves):
    items = shelves.state.catalog.items

    for typed in ("kit", "nal", "str", "syringe 1ml", "naloxne"):
        of_the_desk = [match.item_id for match in QuickAdd(items).matches(typed, len(items))]
        assert [item.id for item in Finder(items).find(typed)] == of_the_desk != []


def test_a_number_that_calls_an_item_is_its_name_where_nothing_is_given(shelves):
    shelves.find("29")

    assert SYRINGE in names(shelves)


def test_a_site_has_its_own_figures(shelves):
    shelves.choose_site(site(shelves, "Mobile van"))

    assert shelf(shelves, SYRINGE).level.on_hand == 300
    assert SWAB in names(shelves)


def test_the_item_chosen_shows_its_lots_first_out_first(shelves):
    shelves.select(item(shelves, SYRINGE))

    found = {lot.number: lot for lot in shelves.state.detail.lots}
    assert found["24A17"].next_used
    assert found["22X01"].is_expired
    assert found["24A17"].on_hand == 9300


def test_a_day_of_hand_outs_at_one_site_is_one_line(store, shelves):
    for _ in range(3):
        give(store, SYRINGE, 20)
    give(store, SYRINGE, 5, site="Mobile van")

    shelves.select(item(shelves, SYRINGE))
    shelves.refresh()

    given = [(line.site_id, line.quantity) for line in shelves.state.detail.happened if line.kind is Kind.GIVEN]
    assert set(given) == {(site(shelves, "Front Street"), -60), (site(shelves, "Mobile van"), -5)}


def test_what_is_taken_back_is_said_apart_from_what_was_given(store, shelves):
    recorded = give(store, SYRINGE, 500)
    with store.writing() as session:
        encounters.void(session, staff.actor(session, "AR", 1), NOW, recorded.encounter_id, VoidReason.TAKEN_BACK)

    shelves.select(item(shelves, SYRINGE))
    shelves.refresh()

    assert set(said(shelves)[:2]) == {"Given", "Given, corrected"}


def test_a_count_that_answers_a_late_entry_says_so(store, shelves):
    swab = item(shelves, SWAB)
    with store.writing() as session:
        by, here = staff.actor(session, "AR", 1), site(shelves, "Front Street")
        counts.post(session, by, NOW, client_id=uuid4(), site_id=here, on=TODAY, found=[Found(swab, 500)])
    give(store, SWAB, 30, on=date(2026, 11, 1))

    shelves.select(swab)
    shelves.refresh()

    assert "Counted, answers a late entry" in said(shelves)


def test_a_shortfall_has_a_word(store, shelves):
    give(store, COOKER, 20)

    shelves.select(item(shelves, COOKER))
    shelves.refresh()

    assert "Shortfall" in said(shelves)


def test_every_kind_of_movement_has_words():
    assert set(wording.KINDS) == set(Kind)


def test_a_kit_says_how_many_can_be_made(shelves):
    kit = next(one for one in shelves.state.shelves.all if one.item.recipe)

    assert wording.unit(kit.item, kit.level, translator("en")) == f"{kit.level.can_make} can be made"


def test_a_late_answer_about_another_item_is_dropped(slow_shelves):
    presenter, tasks = slow_shelves
    presenter.select(item(presenter, SWAB))
    late = tasks.held.pop()

    presenter.select(item(presenter, SYRINGE))
    tasks.let_go()
    late()

    assert presenter.state.detail.item_id == item(presenter, SYRINGE)


def test_a_late_answer_for_another_site_is_dropped(slow_shelves):
    presenter, tasks = slow_shelves
    presenter.choose_site(site(presenter, "Mobile van"))
    late = tasks.held.pop()

    presenter.choose_site(None)
    tasks.let_go()
    late()

    assert shelf(presenter, SYRINGE).level.on_hand == 9400


def test_while_an_item_is_read_nothing_of_the_one_before_is_shown(slow_shelves):
    presenter, tasks = slow_shelves
    tasks.let_go()

    presenter.select(item(presenter, COOKER))

    assert presenter.state.detail is None


def test_reading_again_keeps_the_item_chosen(store, shelves):
    shelves.select(item(shelves, SWAB))

    give(store, SWAB, 10)
    shelves.refresh()

    assert shelves.state.selected == item(shelves, SWAB)
    assert shelf(shelves, SWAB).level.on_hand == 490


def test_who_is_filtered_away_gives_the_panel_to_the_first_that_stays(shelves):
    shelves.select(item(shelves, COOKER))

    shelves.find("swab")

    assert shelves.state.selected == shelves.state.rows[0].item.id


def test_a_disk_that_does_not_answer_is_said_and_can_be_asked_again(store, stock):
    class Unplugged(InlineTasks):
        is_out = True

        def read(self, query, then, failed=None, *, key=None):
            if self.is_out:
                failed(StorageTrouble("unreadable"))
            else:
                super().read(query, then, failed, key=key)

    tasks = Unplugged(store)
    presenter = StockPresenter(tasks, stock, lambda _state: None)
    presenter.refresh()
    assert vars(presenter.state.refusal) == {"reason": "unreadable"}

    tasks.is_out = False
    presenter.refresh()
    assert presenter.state.refusal is None
    assert presenter.state.rows


def test_the_front_desk_may_look_and_not_receive(store, front_desk):
    presenter = StockPresenter(InlineTasks(store), front_desk, lambda _state: None)
    presenter.refresh()

    assert presenter.state.rows
    assert not presenter.state.may_receive
