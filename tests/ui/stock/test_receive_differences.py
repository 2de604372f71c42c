"""Ordered, invoiced, arrived: what differs, why, what goes on the shelf and what is claimed."""

import pytest

from outreach.catalog_editing import limits, lists
from outreach.catalog_editing.limits import NewRule
from outreach.safety import staff
from outreach.stock import counts, paper_listing, paper_reading
from outreach.stock.count_sides import SideNotSaid
from outreach.stock.counts import Found
from outreach.stock.deliveries import Said
from outreach.stock.paper_listing import WhichPapers
from outreach.stock.source_rules import AgainstRule
from outreach.translation import translator
from outreach.ui.stock import receive_words
from outreach.ui.stock.draft import Field, Missing, Place
from outreach.vocabulary import Arrived, CountSide, DocumentId, ItemId, SiteId, SourceId
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY
from tests.ui.stock.test_receiving import lot_of, problems

WORDS = translator("en")


def said_of(receiving, name, ordered="", invoiced="", **fields):
    key = receiving.add(name, **fields)
    receiving.presenter.ordered_typed(key, ordered)
    receiving.presenter.invoiced_typed(key, invoiced)
    return key


def one(receiving, place=0):
    return receiving.state.draft.items[place]


def newest(store):
    with store.reading() as session:
        return paper_reading.opened(session, paper_listing.papers(session, WhichPapers(), 1)[0].id)


def test_what_is_missing_of_the_invoice_is_short_unless_somebody_says_otherwise(store, receiving):
    said_of(receiving, SYRINGE, "60c", "60c", amount="59c 4b", lot="26B04")

    assert (one(receiving).difference, one(receiving).reason, one(receiving).to_claim) == (-100, Arrived.SHORT, 100)
    receiving.presenter.post()

    assert newest(store).said == (Said(ItemId(receiving.item(SYRINGE)), 30_000, 30_000, 0, Arrived.SHORT),)
    assert lot_of(store, receiving.item(SYRINGE), "26B04").on_hand == 29_900


def test_what_came_damaged_goes_back_and_is_claimed(store, receiving):
    key = said_of(receiving, SYRINGE, "5b", "5b", amount="5b-4", lot="26A19")
    receiving.presenter.choose_reason(key, Arrived.DAMAGED)

    receiving.presenter.post()

    assert newest(store).said[0].goes_back == 4
    assert lot_of(store, receiving.item(SYRINGE), "26A19").on_hand == 496


def test_damaged_needs_to_know_how_many_should_have_come(receiving):
    key = receiving.add(SYRINGE, "5b-4", "26A19")
    receiving.presenter.choose_reason(key, Arrived.DAMAGED)

    receiving.presenter.post()

    assert problems(receiving) == {(Field.INVOICED, Missing.EXPECTED)}
    assert receiving.state.attention[1] == Place(Field.INVOICED, key)


def test_what_is_wrong_goes_back_and_never_stands_on_a_shelf(store, receiving):
    key = receiving.add(SYRINGE, "1b", "25D11", "09/2028")
    receiving.presenter.choose_reason(key, Arrived.WRONG)
    receiving.add(SWAB, "40", "S9")

    assert receive_words.foot(receiving.state, WORDS) == "1 item onto the shelf at Front Street. 1 goes back."
    receiving.presenter.post()

    assert lot_of(store, receiving.item(SYRINGE), "25D11") is None
    assert newest(store).said[0].goes_back == 100
    assert receiving.done[0].first == receiving.item(SWAB)


def test_more_than_invoiced_is_free(receiving):
    said_of(receiving, COOKER, "", "0", amount="1000")

    assert (one(receiving).difference, one(receiving).reason, one(receiving).to_claim) == (1_000, Arrived.FREE, 0)


def test_an_order_partly_invoiced_has_the_rest_to_come_and_nothing_to_claim(receiving):
    said_of(receiving, SYRINGE, "5b", "3b", amount="3b", lot="L")

    assert (one(receiving).difference, one(receiving).still_to_come, one(receiving).to_claim) == (0, 200, 0)
    assert "200 ordered and not invoiced yet" in receive_words.why(one(receiving), WORDS)


def test_an_item_of_the_invoice_of_which_nothing_came_is_said_and_moves_nothing(store, receiving):
    said_of(receiving, SYRINGE, "", "5b", amount="0")
    receiving.add(SWAB, "40", "S9")

    receiving.presenter.post()

    said = newest(store).said
    assert [(line.item_id, line.invoiced, line.reason) for line in said] == [
        (receiving.item(SYRINGE), 500, Arrived.SHORT)
    ]


def test_nothing_came_is_no_amount_where_nothing_was_ordered(receiving):
    receiving.add(SYRINGE, "0")

    receiving.presenter.post()

    assert problems(receiving) == {(Field.AMOUNT, Missing.AMOUNT)}


def test_the_supplier_is_kept_with_the_delivery(store, receiving):
    with store.writing() as session:
        made = lists.add_supplier(session, staff.actor(session, "AR", 1), NOW, "Cascade Medical Supply")
    receiving.presenter.refresh()
    receiving.presenter.choose_supplier(made)
    receiving.add(SWAB, "40", "S9")

    receiving.presenter.post()

    assert (newest(store).supplier_id, newest(store).paper.whose) == (made, "Cascade Medical Supply")


@pytest.fixture
def against(store, receiving):
    """A delivery whose source may not buy syringes."""
    source = SourceId(receiving.state.catalog.find("source", "County award 2026"))
    with store.writing() as session:
        rule = NewRule(source, may_buy=False, item_id=receiving.item(SYRINGE))
        limits.add_rule(session, staff.actor(session, "AR", 1), NOW, rule)
    receiving.presenter.choose_source(receiving.add(SYRINGE, "1b", "26B04"), source)
    return receiving


def test_a_source_that_may_not_buy_it_asks_once_and_is_then_recorded(store, against):
    against.presenter.post()
    assert isinstance(against.state.refusal, AgainstRule)
    assert against.done == []

    against.presenter.post_despite_rule()

    assert len(against.done) == 1
    assert lot_of(store, against.item(SYRINGE), "26B04").on_hand == 100


def test_changing_something_after_the_question_lets_it_be_asked_again(against):
    against.presenter.post()
    against.presenter.reference_typed("1")

    assert against.state.refusal is None
    against.presenter.post()
    assert isinstance(against.state.refusal, AgainstRule)


def test_on_the_day_of_a_count_it_is_asked_once_on_which_side_it_came(store, receiving):
    site = SiteId(receiving.state.catalog.find("site", "Front Street"))
    with store.writing() as session:
        found = [Found(ItemId(receiving.item(COOKER)), 8)]
        counts.post(
            session, staff.actor(session, "AR", 1), NOW, client_id=receiving.presenter._stock.new_id(), site_id=site,
            on=TODAY, found=found,
        )  # fmt: skip
    receiving.add(COOKER, "40")

    receiving.presenter.post()
    assert isinstance(receiving.state.refusal, SideNotSaid)
    receiving.presenter.post_on_side(CountSide.BEFORE)

    with store.reading() as session:
        assert sum(one.quantity for one in newest(store).lines) == 40
    assert lot_of(store, receiving.item(COOKER), "").on_hand == 8  # counted after it came


def test_a_delivery_written_again_stands_in_the_place_of_the_first(store, receiving):
    key = said_of(receiving, SYRINGE, "5b", "5b", amount="5b-4", lot="26A19", expiry="05/2029")
    receiving.presenter.choose_reason(key, Arrived.DAMAGED)
    receiving.add(SWAB, "40", "S9")
    receiving.presenter.post()
    wrong = newest(store)

    receiving.presenter.write_again(wrong)
    draft = receiving.state.draft
    assert [(one.item.name, one.lots[0].amount, one.reason) for one in draft.items] == [
        (SYRINGE, "4b 96", Arrived.DAMAGED), (SWAB, "40", None),
    ]  # fmt: skip
    receiving.presenter.amount_typed(draft.items[0].lots[0].key, "490")
    receiving.presenter.post()

    assert lot_of(store, receiving.item(SYRINGE), "26A19").on_hand == 490
    assert newest(store).replaces.id == wrong.paper.id
    assert newest(store).said[0].goes_back == 10


def test_what_was_begun_is_not_lost_when_another_is_written_again(store, receiving):
    receiving.add(SWAB, "40", "S9")
    receiving.presenter.post()
    receiving.add(COOKER, "7")
    begun = receiving.state.draft

    receiving.presenter.write_again(newest(store))
    assert receiving.state.draft.replaces == DocumentId(newest(store).paper.id)

    receiving.presenter.bring_back()
    assert receiving.state.draft == begun


def test_from_the_panel_of_an_item_the_delivery_begins_with_it(receiving):
    receiving.presenter.begin(ItemId(receiving.item(COOKER)))

    assert [one.item.name for one in receiving.state.draft.items] == [COOKER]
