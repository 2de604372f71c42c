"""Which lot leaves the shelf."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.stock.picking import ShelfLot, first_out, pick, usable
from outreach.vocabulary import LotId
from tests.make import COOKER, COUNTY, NORTH, STATE, SYRINGE, TODAY

DAY = timedelta(days=1)


def lot(id_=1, quantity=10, *, number="A", expires=None, ends=None, on_hold=False, first_on=TODAY):
    return ShelfLot(LotId(id_), number, quantity, expires, ends, on_hold, first_on)


days = st.none() | st.dates(TODAY - 90 * DAY, TODAY + 90 * DAY)
shelves = st.lists(
    st.builds(lot, st.integers(1, 99), st.integers(-5, 30), expires=days, ends=days, on_hold=st.booleans()), max_size=6
)


def test_what_expires_first_goes_first():
    late, soon, never = lot(1, expires=TODAY + 90 * DAY), lot(2, expires=TODAY + 30 * DAY), lot(3)

    picked, _ = pick(sorted([late, never, soon], key=first_out), 25, TODAY)

    assert [(lot.id, taken) for lot, taken in picked] == [(2, 10), (1, 10), (3, 5)]


def test_of_two_that_expire_together_the_source_that_ends_first_goes_first():
    unending, ending = lot(1), lot(2, ends=TODAY + DAY)

    assert sorted([unending, ending], key=first_out) == [ending, unending]


def test_what_has_a_number_goes_before_what_has_none_and_the_older_before_the_newer():
    lots = [lot(3), lot(1, number=""), lot(2)]

    assert [lot.id for lot in sorted(lots, key=first_out)] == [2, 3, 1]


def test_a_lot_may_be_used_on_the_very_day_it_expires_and_not_after():
    assert lot(expires=TODAY).may_be_picked(TODAY)
    assert not lot(expires=TODAY - DAY).may_be_picked(TODAY)


def test_a_lot_on_hold_one_that_was_not_there_yet_and_an_empty_one_are_left_alone():
    assert not lot(on_hold=True).may_be_picked(TODAY)
    assert not lot(first_on=TODAY).may_be_picked(TODAY - DAY)
    assert not lot(quantity=0).may_be_picked(TODAY)


@given(shelves, st.integers(0, 80))
def test_nothing_is_picked_twice_and_nothing_is_forgotten(lots, quantity):
    picked, short = pick(lots, quantity, TODAY)

    assert sum(taken for _, taken in picked) + short == quantity
    assert short == max(0, quantity - usable(lots, TODAY))
    assert all(0 < taken <= lot.quantity and lot.may_be_picked(TODAY) for lot, taken in picked)


def test_at_the_desk_the_next_to_expire_is_given_then_the_award_that_ends_first(center):
    center.receive(SYRINGE, 10, "LATE", expires=date(2028, 1, 31), source=STATE)
    center.receive(SYRINGE, 10, "SOON", expires=date(2027, 1, 31), source=COUNTY)
    center.receive(SYRINGE, 10, "SOON, STATE", expires=date(2027, 1, 31), source=STATE)

    center.give({SYRINGE: 15})

    assert center.lots(SYRINGE) == {"LATE": 10, "SOON": 5}


def test_expiry_is_judged_on_the_day_of_the_visit(center):
    center.receive(SYRINGE, 10, "OLD", expires=TODAY - DAY, on=TODAY - 9 * DAY)
    center.receive(SYRINGE, 10, "NEW", expires=TODAY + 99 * DAY, on=TODAY - 9 * DAY)

    center.give({SYRINGE: 3})
    center.give({SYRINGE: 4}, on=TODAY - DAY, at=TODAY)

    assert center.lots(SYRINGE) == {"OLD": 6, "NEW": 7}


def test_a_lot_that_came_later_is_not_what_was_given_then(center):
    center.receive(SYRINGE, 10, "THEN", expires=TODAY + 99 * DAY, on=TODAY - 9 * DAY)
    center.receive(SYRINGE, 10, "NOW", expires=TODAY + 9 * DAY)

    center.give({SYRINGE: 4}, on=TODAY - DAY, at=TODAY)

    assert center.lots(SYRINGE) == {"THEN": 6, "NOW": 10}


def test_an_expired_lot_may_be_chosen_knowingly(center):
    center.receive(COOKER, 10, "OLD", expires=TODAY - DAY, on=TODAY - 9 * DAY)

    center.give({COOKER: 4}, lot="OLD")

    assert center.lots(COOKER) == {"OLD": 6}


def test_what_stands_at_another_site_is_not_given_here(center):
    center.receive(COOKER, 10, "A", site=NORTH)

    recorded = center.give({COOKER: 4})

    assert [short.quantity for short in recorded.shortfalls] == [4]
    assert center.lots(COOKER, NORTH) == {"A": 10}
