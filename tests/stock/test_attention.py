"""What waits for the coordinator, and how it settles."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from outreach.catalog_editing import limits
from outreach.catalog_editing.limits import NewRule
from outreach.db.models.counting import LetStand
from outreach.stock import attention, deliveries
from outreach.stock.deliveries import Beside, DeliveryLine
from outreach.stock.source_rules import AgainstRule
from outreach.versioned import SameIdOtherRecord
from outreach.vocabulary import At, Attention
from tests.make import COOKER, COUNTY, NASAL, STATE, SYRINGE, TODAY

DAY = timedelta(days=1)


def short(center):
    return [(one.item_id, one.on, one.quantity) for one in center.read(attention.shortfalls)]


def let_stand(center, one, id_=None):
    by = center.by()
    with center.writing() as session:
        attention.let_stand(session, by, At(TODAY), one, id_ or uuid4())


def add_rule(center, source, **said):
    by = center.by()
    with center.writing() as session:
        return limits.add_rule(session, by, At(TODAY), NewRule(center.source(source), **said))


def receive(center, item, source, lot="A", *, despite_rule=False, on=TODAY):
    by = center.by()
    with center.writing() as session:
        deliveries.receive(
            session, by, At(on), client_id=uuid4(), site_id=center.site(), on=on, reference="",
            lines=[DeliveryLine(center.item(item), 50, lot, None, center.source(source))],
            beside=Beside(despite_rule=despite_rule),
        )  # fmt: skip


def test_a_shortfall_waits_until_the_delivery_is_found(center):
    center.give({SYRINGE: 50}, on=TODAY - DAY)
    assert short(center) == [(center.item(SYRINGE), TODAY - DAY, 50)]

    center.receive(SYRINGE, 50, "A", on=TODAY - DAY, at=TODAY)

    assert short(center) == []


def test_what_was_short_is_found_without_looking_at_what_was_not(file_desk):
    with file_desk.store.reading() as session:
        asked = attention.SHORT.compile(session.get_bind())
        plan = " ".join(row.detail for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}"))

    assert "SCAN movements USING COVERING INDEX ix_movements_shortfalls" in plan


def test_a_shortfall_is_behind_us_once_the_shelf_was_counted(center):
    center.give({SYRINGE: 50}, on=TODAY - DAY)

    center.count({SYRINGE: 20})

    assert short(center) == []


def test_a_shortfall_let_stand_comes_back_if_it_grows(center):
    center.give({SYRINGE: 50})
    [waiting] = center.read(attention.shortfalls)
    let_stand(center, waiting)
    assert short(center) == []

    center.give({SYRINGE: 5})

    assert short(center) == [(center.item(SYRINGE), TODAY, 55)]


def test_a_thing_is_let_stand_once_however_often_it_is_sent(center):
    center.give({SYRINGE: 50})
    [waiting] = center.read(attention.shortfalls)
    id_ = uuid4()
    let_stand(center, waiting, id_)
    let_stand(center, waiting, id_)

    assert center.read(lambda session: session.scalar(select(func.count()).select_from(LetStand))) == 1
    with pytest.raises(SameIdOtherRecord):
        let_stand(center, replace(waiting, quantity=55), id_)


def test_receiving_what_a_source_may_not_buy_asks_once_and_is_listed(center):
    category = center.catalog.item[center.item(NASAL)].category_id
    add_rule(center, STATE, may_buy=True, category_id=category)
    with pytest.raises(AgainstRule) as refused:
        receive(center, SYRINGE, STATE)

    receive(center, SYRINGE, STATE, despite_rule=True)
    receive(center, NASAL, STATE)

    assert refused.value.lines == ((center.source(STATE), center.item(SYRINGE)),)
    [waiting] = center.read(attention.received_against)
    assert (waiting.item_id, waiting.quantity, waiting.source, waiting.on) == (center.item(SYRINGE), 50, STATE, TODAY)
    let_stand(center, waiting)
    assert center.read(attention.received_against) == ()


def test_a_hand_out_is_never_stopped_by_a_rule_and_is_listed_by_month(center):
    receive(center, SYRINGE, STATE, on=date(2026, 9, 1))
    add_rule(center, STATE, may_buy=False, item_id=center.item(SYRINGE), since=date(2026, 10, 1))

    center.give({SYRINGE: 10})
    center.give({SYRINGE: 5}, on=date(2026, 9, 2), at=TODAY)

    [waiting] = center.read(attention.given_against)
    assert (waiting.what, waiting.on, waiting.quantity) == (Attention.GIVEN_AGAINST, date(2026, 10, 1), 10)
    assert (waiting.against.item_id, waiting.against.since) == (center.item(SYRINGE), date(2026, 10, 1))


def test_what_no_rule_of_its_source_names_is_against_none_of_them(center):
    receive(center, SYRINGE, STATE)
    add_rule(center, STATE, may_buy=True, item_id=center.item(NASAL))

    [waiting] = center.read(attention.received_against)
    assert waiting.against is None


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ([], {COOKER, SYRINGE, NASAL}),
        ([{"may_buy": False}], set()),
        ([{"may_buy": False, "item": SYRINGE}], {COOKER, NASAL}),
        ([{"may_buy": True, "item": SYRINGE}], {SYRINGE}),
        ([{"may_buy": True}, {"may_buy": False, "item": SYRINGE}], {COOKER, NASAL}),
        ([{"may_buy": False}, {"may_buy": True, "category": NASAL}], {NASAL}),
        ([{"may_buy": False, "category": NASAL}, {"may_buy": True, "item": NASAL}], {NASAL}),
        ([{"may_buy": False, "item": SYRINGE, "until": TODAY - DAY}], {COOKER, SYRINGE, NASAL}),
    ],
)
def test_the_nearest_rule_in_force_tells(center, rules, allowed):
    for said in rules:
        rule = {name: value for name, value in said.items() if name in ("may_buy", "until")}
        if "item" in said:
            rule["item_id"] = center.item(said["item"])
        if "category" in said:
            rule["category_id"] = center.catalog.item[center.item(said["category"])].category_id
        add_rule(center, COUNTY, **rule)
    came = set()
    for item in (COOKER, SYRINGE, NASAL):
        try:
            receive(center, item, COUNTY)
            came.add(item)
        except AgainstRule:
            pass

    assert came == allowed


def test_a_rule_holds_to_its_last_day(center):
    rule, by = add_rule(center, COUNTY, may_buy=False), center.by()
    with center.writing() as session:
        limits.end_rule(session, by, At(TODAY), rule, TODAY - DAY)

    receive(center, COOKER, COUNTY)

    assert center.books(COOKER) == 50


def test_a_rule_that_begins_in_the_middle_of_a_month_speaks_of_the_days_after(center):
    center.receive(SYRINGE, 90, "A", source=STATE, on=TODAY - 9 * DAY)
    add_rule(center, STATE, may_buy=False, item_id=center.item(SYRINGE), since=TODAY - DAY, until=TODAY - DAY)
    for before, quantity in ((2, 10), (1, 20), (0, 40)):
        center.give({SYRINGE: quantity}, on=TODAY - before * DAY, lot="A")

    [given] = center.read(attention.given_against)

    assert (given.quantity, given.on) == (20, TODAY.replace(day=1))
    assert center.read(attention.received_against) == ()


def test_a_shortfall_of_a_month_long_ago_still_waits_and_one_before_a_count_does_not(center):
    long_ago = TODAY - 400 * DAY
    for on, item in ((long_ago, SYRINGE), (long_ago, COOKER)):
        center.give({item: 7}, on=on)
    center.count({COOKER: 0}, on=long_ago + DAY)

    assert short(center) == [(center.item(SYRINGE), long_ago, 7)]
