"""What to order, read from the books: use by month, empty days, hand-overs, who sends it and who pays."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from outreach.catalog import load
from outreach.catalog_editing import limits, lists
from outreach.catalog_editing.limits import NewRule
from outreach.entry import Asked as AskedFor
from outreach.safety.staff import NotAllowed
from outreach.stock import deliveries, orders
from outreach.stock.deliveries import Beside, DeliveryLine
from outreach.stock.orders import Asked
from outreach.vocabulary import At
from tests.make import COOKER, COUNTY, FRONT, KIT, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import hand_over

JULY, LAST = date(2026, 7, 1), date(2026, 9, 30)


def suggested(desk, by="JM", **asked):
    known = desk.read(load, "en", TODAY)
    return {
        known.item[line.item_id].name: line
        for line in desk.read(orders.suggested, desk.by(by), known, TODAY, Asked(**asked))
    }


def supplied(desk, name, item, quantity, source, on=JULY):
    by, client = desk.by(), uuid4()
    with desk.writing() as session:
        supplier = lists.add_supplier(session, by, At(on), name)
        line = DeliveryLine(desk.item(item), quantity, "L1", None, desk.source(source))
        deliveries.receive(
            session, by, At(on), client_id=client, site_id=desk.site(FRONT), on=on, reference="", lines=[line],
            beside=Beside(supplier_id=supplier),
        )  # fmt: skip
    return supplier


def test_use_of_the_last_three_whole_months_is_what_is_ordered_by(center):
    center.receive(SYRINGE, 5_000, on=JULY)
    center.give({SYRINGE: 300}, on=date(2026, 7, 20))
    center.give({SYRINGE: 600}, on=LAST)
    center.give({SYRINGE: 999}, on=TODAY)

    found = suggested(center)[SYRINGE].suggestion

    assert (found.use.given, found.use.monthly, found.target) == (900, 300, 900)
    assert (found.usable, found.packs) == (3_101, 0)


def test_thin_history_has_no_suggestion_and_says_since_when(center):
    center.receive(COOKER, 100, on=date(2026, 8, 20))
    center.give({COOKER: 90}, on=LAST)

    line = suggested(center)[COOKER]

    assert line.suggestion is None
    assert line.since == date(2026, 8, 1)


def test_days_with_an_empty_shelf_are_counted_and_a_day_it_ran_out_by_giving_is_not(center):
    center.receive(COOKER, 300, on=JULY)
    center.give({COOKER: 300}, on=date(2026, 8, 15))  # the 46th of 92 days
    center.receive(COOKER, 50, on=date(2026, 10, 1))

    found = suggested(center)[COOKER].suggestion

    assert found.use.days_out == 46
    assert found.use.monthly == 200


def test_a_shelf_with_expired_stock_alone_is_empty(center):
    center.receive(COOKER, 400, "OLD", expires=date(2026, 8, 15), on=JULY)
    center.give({COOKER: 100}, on=date(2026, 7, 10))

    assert suggested(center)[COOKER].suggestion.use.days_out == 46


def test_hand_overs_and_what_was_asked_for_count(center):
    center.receive(SYRINGE, 5_000, on=JULY)
    hand_over(center, SYRINGE, 600, on=date(2026, 8, 3))
    asked = replace(center.entry({}, on=LAST), asked=(AskedFor(center.item(SYRINGE), 60),))
    center.record(asked, at=LAST)

    found = suggested(center)[SYRINGE].suggestion.use

    assert (found.desk, found.bulk_a_month) == (20, 200)


def test_kits_made_up_here_are_ordered_as_their_parts(center):
    center.receive(COOKER, 1_000, on=JULY)
    center.give({KIT: 30}, on=LAST)

    found = suggested(center)

    assert KIT not in found
    assert found[COOKER].suggestion.use.given == 30 * dict(_parts(center))[COOKER]


def test_kits_made_up_to_be_handed_over_are_hand_overs_of_their_parts(center):
    center.receive(COOKER, 1_000, on=JULY)
    hand_over(center, KIT, 30, on=LAST)

    found = suggested(center)[COOKER].suggestion.use

    assert (found.given, found.desk, found.bulk_a_month) == (0, 0, 10 * dict(_parts(center))[COOKER])


def _parts(desk):
    kit = desk.catalog.item[desk.item(KIT)]
    return [(desk.catalog.item[part.item_id].name, part.quantity) for part in kit.recipe.parts]


def test_one_site_alone_is_asked_about(center):
    center.receive(SYRINGE, 900, on=JULY)
    center.receive(SYRINGE, 500, site=NORTH, on=JULY)
    center.give({SYRINGE: 300}, on=LAST, site=NORTH)

    found = suggested(center, site_id=center.site(NORTH))[SYRINGE].suggestion

    assert (found.use.monthly, found.usable) == (100, 200)


def test_what_is_on_order_already_is_taken_off(center):
    center.receive(COOKER, 300, on=JULY)
    center.give({COOKER: 300}, on=LAST)

    found = suggested(center, on_order={center.item(COOKER): 100})[COOKER].suggestion

    assert (found.needed, found.on_order) == (200, 100)


def test_a_line_names_who_sent_it_last_and_a_source_that_can_still_pay(center):
    supplied(center, "First Supply", COOKER, 100, COUNTY)
    last = supplied(center, "Second Supply", COOKER, 100, STATE, on=date(2026, 8, 1))

    payer = suggested(center)[COOKER].payer

    assert (payer.supplier_id, payer.source_id) == (last, center.source(STATE))
    assert (payer.has_ended, payer.may_not) == (False, False)


def test_a_source_that_may_not_pay_gives_way_to_one_that_may(center):
    supplied(center, "First Supply", COOKER, 100, COUNTY)
    supplied(center, "Second Supply", COOKER, 100, STATE, on=date(2026, 8, 1))
    by = center.by()
    with center.writing() as session:
        limits.add_rule(session, by, At(TODAY), NewRule(center.source(STATE), may_buy=False))

    assert suggested(center)[COOKER].payer.source_id == center.source(COUNTY)


def test_front_desk_orders_nothing(center):
    with pytest.raises(NotAllowed):
        suggested(center, by="DS")


def test_a_lot_that_lasts_too_long_is_said_to_expire(center):
    center.receive(COOKER, 900, "C1", expires=TODAY + timedelta(days=100), on=JULY)
    center.give({COOKER: 90}, on=LAST)

    found = suggested(center)[COOKER].suggestion

    assert found.packs == 0
    assert found.will_expire == 810 - 100  # 30 a month for 101 days
