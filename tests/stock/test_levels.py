"""What stands on the shelves, as it is read."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from outreach.db.models.stock import Lot
from outreach.stock import levels
from outreach.stock.levels import Status
from outreach.vocabulary import Kind
from tests.make import COOKER, COTTON, FRONT, KIT, NORTH, SYRINGE, TODAY

DAY = timedelta(days=1)


def level(center, item, site=None):
    found = center.read(levels.levels, center.catalog, center.site(site) if site else None, TODAY)
    return next(line for line in found if line.item_id == center.item(item))


def hold(center, number):
    with center.writing() as session:
        session.execute(update(Lot).where(Lot.number == number).values(on_hold=True))


def test_usable_is_on_hand_less_expired_less_on_hold(center):
    center.receive(SYRINGE, 100, "OK", expires=TODAY + 300 * DAY)
    center.receive(SYRINGE, 40, "OLD", expires=TODAY - DAY)
    center.receive(SYRINGE, 7, "HELD")
    hold(center, "HELD")

    found = level(center, SYRINGE)

    assert (found.on_hand, found.usable, found.expired, found.on_hold) == (147, 100, 40, 7)
    assert found.next_expiry == TODAY + 300 * DAY


def test_each_site_has_its_own_and_all_together_have_both(center):
    center.receive(COOKER, 10, "A")
    center.receive(COOKER, 25, "B", site=NORTH)

    assert level(center, COOKER).by_site == {center.site(FRONT): 10, center.site(NORTH): 25}
    assert (level(center, COOKER, NORTH).on_hand, level(center, COOKER).on_hand) == (25, 35)


@pytest.mark.parametrize(
    ("quantity", "expires", "status"),
    [
        (0, None, Status.OUT),
        (999, None, Status.LOW),
        (1000, TODAY + 120 * DAY, Status.EXPIRING),
        (1000, TODAY + 121 * DAY, Status.OK),
        (1000, TODAY - DAY, Status.OUT),
    ],
)
def test_one_word_says_how_an_item_stands(desk, quantity, expires, status):
    if quantity:
        desk.receive(SYRINGE, quantity, "A", expires=expires)

    assert level(desk, SYRINGE).status is status


def test_an_item_that_stands_elsewhere_is_out_here(desk):
    desk.receive(SYRINGE, 5000, "A", site=NORTH)

    assert level(desk, SYRINGE, FRONT).status is Status.OUT
    assert level(desk, SYRINGE, NORTH).status is Status.OK


def test_kits_that_could_be_made_count_what_their_parts_allow(center):
    recipe = center.catalog.item[center.item(KIT)].recipe
    for part in recipe.parts:
        center.receive(center.catalog.item[part.item_id].name, part.quantity * 4, "A")
    center.receive(KIT, 2, "K")

    assert (level(center, KIT).can_make, level(center, KIT).can_be_given) == (4, 6)
    center.give({COTTON: 1})
    assert (level(center, KIT).can_make, level(center, KIT).can_be_given) == (3, 5)


def test_days_of_cover_need_three_whole_months_of_giving(center):
    center.receive(SYRINGE, 10_000, "A", on=date(2026, 7, 1))
    center.give({SYRINGE: 920}, on=date(2026, 8, 5))
    assert level(center, SYRINGE).days_of_cover == 908  # 920 in the 92 days of July, August and September

    center.receive(COOKER, 10, "B")
    assert level(center, COOKER).days_of_cover is None


def test_lots_are_listed_first_out_first_and_the_next_one_is_marked(center):
    center.receive(SYRINGE, 10, "LATE", expires=TODAY + 90 * DAY)
    center.receive(SYRINGE, 10, "OLD", expires=TODAY - DAY)
    center.receive(SYRINGE, 10, "SOON", expires=TODAY + 30 * DAY, site=NORTH)

    found = center.read(levels.lots, center.item(SYRINGE), TODAY)

    assert [(lot.number, lot.is_expired, lot.next_used) for lot in found] == [
        ("OLD", True, False),
        ("SOON", False, True),
        ("LATE", False, False),
    ]


def test_the_next_lot_is_the_one_a_visit_is_then_given(center):
    center.receive(SYRINGE, 10, "LATE", expires=TODAY + 90 * DAY)
    center.receive(SYRINGE, 10, "SOON", expires=TODAY + 30 * DAY)
    item = center.item(SYRINGE)

    found = center.read(levels.next_lots, center.site(), [item, center.item(COOKER)], TODAY)
    center.give({SYRINGE: 4})

    assert {id_: lot.number for id_, lot in found.items()} == {item: "SOON"}
    assert center.lots(SYRINGE) == {"LATE": 10, "SOON": 6}


def test_an_item_s_ledger_reads_newest_first_and_says_what_was_taken_back(center):
    center.receive(SYRINGE, 10, "A")
    center.void(center.give({SYRINGE: 4}).encounter_id)

    lines = center.read(levels.movements_of, center.item(SYRINGE), 9)

    assert [(line.kind, line.quantity, line.is_reversal) for line in lines] == [
        (Kind.GIVEN, 4, True),
        (Kind.GIVEN, -4, False),
        (Kind.RECEIVED, 10, False),
    ]


def test_what_is_given_most_goes_by_visits_not_units(center):
    center.give({COOKER: 500})
    center.give({SYRINGE: 1})
    center.give({SYRINGE: 1})
    center.void(center.give({COOKER: 1}).encounter_id)

    most = center.read(levels.given_most, center.site(), TODAY - DAY, TODAY)

    assert most == (center.item(SYRINGE), center.item(COOKER))


def test_months_given_count_from_the_first_day_of_each(center):
    center.give({COOKER: 5}, on=date(2026, 8, 31))
    center.give({COOKER: 7}, on=date(2026, 10, 1))

    months = levels.months_before(date(2026, 11, 30), 3)
    found = center.read(levels.given_by_month, center.item(COOKER), months)

    assert [(month.first_day, month.quantity) for month in found] == [
        (date(2026, 8, 1), 5), (date(2026, 9, 1), 0), (date(2026, 10, 1), 7),
    ]  # fmt: skip
