"""What to order of an item: sums that anybody can do again by hand, and what must hold of all of them."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from outreach.stock.reordering import AtSite, Lot, Suggestion, Use, will_expire

TODAY = date(2026, 11, 12)
DAYS = 92
SITES = st.builds(AtSite, st.integers(0, 50_000), st.integers(0, 500), st.integers(0, DAYS))
USES = st.builds(Use, st.lists(SITES, max_size=3).map(tuple), st.integers(0, 5_000), st.just(3), st.just(DAYS))
SUGGESTIONS = st.builds(
    Suggestion,
    USES,
    st.integers(1, 12),
    st.integers(0, 99_999),
    st.integers(0, 9_999),
    st.integers(1, 1_000),
    st.just(0),
)
LOTS = st.lists(st.builds(Lot, st.integers(1, 5_000), st.dates(date(2026, 11, 12), date(2030, 1, 1))), max_size=5)


def use(given=0, asked=0, out=0, bulk=0):
    return Use((AtSite(given, asked, out),), bulk, 3, DAYS)


def order(of, usable=0, on_order=0, pack=1, cover=3):
    return Suggestion(of, cover, usable, on_order, pack, 0)


def test_three_months_use_less_what_is_there_and_coming_in_whole_cases():
    found = order(use(given=84_600), usable=32_200, on_order=30_000, pack=500)

    assert (found.target, found.needed, found.packs, found.units) == (84_600, 22_400, 45, 22_500)


def test_an_empty_shelf_does_not_make_people_need_less():
    assert use(given=600, out=46).monthly == 400  # 600 in half the days


def test_what_was_asked_for_in_vain_counts_and_never_twice():
    assert use(given=600, asked=300).monthly == 300
    assert use(given=600, asked=300, out=46).monthly == 400


def test_of_a_few_days_nobody_can_say_what_a_month_would_have_been():
    assert use(given=30, out=DAYS - 5).monthly == 10


def test_hand_overs_are_a_term_of_their_own_which_no_empty_shelf_makes_larger():
    assert use(given=300, bulk=300, out=0).monthly == 200
    assert use(given=0, bulk=300, out=46).monthly == 100


@given(SUGGESTIONS)
def test_what_is_ordered_covers_what_is_needed_and_no_whole_pack_more(found):
    assert found.units >= found.needed > found.units - found.pack or found.units == found.needed == 0
    assert found.usable + found.on_order + found.units >= found.target


@given(SUGGESTIONS, st.integers(0, 5_000))
def test_the_more_there_is_the_less_is_ordered(found, more):
    richer = Suggestion(found.use, found.cover, found.usable + more, found.on_order, found.pack, 0)

    assert richer.units <= found.units


@given(USES)
def test_use_is_never_less_than_what_left_the_shelves(of):
    assert of.monthly * of.months >= of.given + of.bulk
    assert of.desk >= Fraction(of.given + of.asked, of.months)


@given(LOTS, st.integers(0, 20_000))
def test_no_more_expires_than_is_there_and_less_the_more_is_used(lots, monthly):
    lost = will_expire(lots, monthly, TODAY)

    assert 0 <= lost <= sum(lot.quantity for lot in lots)
    assert will_expire(lots, monthly + 100, TODAY) <= lost


def test_what_nobody_uses_expires_and_what_has_no_date_never_does():
    lots = (Lot(876, TODAY + timedelta(days=98)), Lot(500, None))

    assert will_expire(lots, 0, TODAY) == 876
    assert will_expire(lots, 60, TODAY) == 876 - 196  # 60 a month for 99 days


def test_the_first_to_expire_is_used_first():
    soon, later = Lot(100, TODAY + timedelta(days=364)), Lot(100, TODAY + timedelta(days=364))

    assert will_expire((soon, later), 10, TODAY) == 200 - 120
