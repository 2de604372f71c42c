"""The lines of the basket: whatever is done to them, amounts add up and no two lines are of one lot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.entry import Asked, Unlisted
from outreach.ui.desk.lines import (
    Line,
    Lines,
    Picked,
    total,
    with_amount,
    with_asked,
    with_lot,
    with_more,
    with_total,
    with_unlisted,
)
from outreach.vocabulary import Despite, ItemId, LotId, LotKnown

ITEM, OTHER = ItemId(1), ItemId(2)
A, B = (Picked(LotId(n), f"LOT{n}", date(2027, 3, 31)) for n in (1, 2))

items = st.sampled_from([ITEM, OTHER])
lots = st.sampled_from([None, A, B])
deeds = st.one_of(
    st.tuples(st.just(with_more), items, st.integers(1, 50), lots),
    st.tuples(st.just(with_total), items, st.integers(0, 60)),
    st.tuples(st.just(with_amount), st.tuples(items, st.sampled_from([None, LotId(1), LotId(2)])), st.integers(0, 60)),
    st.tuples(st.just(with_lot), st.tuples(items, st.sampled_from([None, LotId(1), LotId(2)])), lots),
)


@given(st.lists(deeds, max_size=12))
def test_no_two_lines_are_of_one_lot_and_none_is_of_nothing(done):
    lines = ()
    for deed, *said in done:
        lines = deed(lines, *said)

        assert len({line.key for line in lines}) == len(lines)
        assert all(line.amount > 0 for line in lines)


@given(st.lists(deeds, max_size=8), items, st.integers(0, 200))
def test_a_tile_sets_exactly_and_touches_no_other_item(done, item_id, amount):
    lines: Lines = ()
    for deed, *said in done:
        lines = deed(lines, *said)
    other = OTHER if item_id == ITEM else ITEM

    after = with_total(lines, item_id, amount)

    assert total(after, item_id) == amount
    assert [line for line in after if line.item_id == other] == [line for line in lines if line.item_id == other]


@given(st.lists(deeds, max_size=8), st.tuples(items, st.sampled_from([None, LotId(1), LotId(2)])), lots)
def test_choosing_a_lot_changes_no_amount(done, key, lot):
    lines = ()
    for deed, *said in done:
        lines = deed(lines, *said)

    after = with_lot(lines, key, lot)

    assert [total(after, item_id) for item_id in (ITEM, OTHER)] == [total(lines, item_id) for item_id in (ITEM, OTHER)]


def test_two_lots_of_an_item_are_two_lines():
    lines = with_more(with_more((), ITEM, 10, A), ITEM, 5, B)

    assert [(line.amount, line.lot) for line in lines] == [(10, A), (5, B)]


def test_less_is_taken_off_what_nobody_saw_the_lot_of():
    lines = with_more(with_more(with_more((), ITEM, 10, A), ITEM, 5, None), ITEM, 5, B)

    assert [(line.amount, line.lot) for line in with_total(lines, ITEM, 12)] == [(10, A), (2, B)]


def test_more_is_more_of_the_lot_that_is_there():
    assert with_total(with_more((), ITEM, 10, A), ITEM, 12) == (Line(ITEM, 12, A),)


def test_a_line_says_how_its_lot_is_known_and_what_it_was_given_despite():
    scanned = Picked(LotId(3), "OLD", date(2025, 1, 31), LotKnown.SCANNED, Despite.EXPIRED)

    given_ = Line(ITEM, 2, scanned).given()

    assert (given_.lot_id, given_.lot_known, given_.despite) == (LotId(3), LotKnown.SCANNED, Despite.EXPIRED)
    assert Line(ITEM, 2).given().lot_id is None


@pytest.mark.parametrize(("amount", "after"), [(2, (Asked(ITEM, 2),)), (0, ())])
def test_what_was_asked_for_is_said_once_for_each_item(amount, after):
    assert with_asked(with_asked((), ITEM, 1), ITEM, amount) == after


def test_a_thing_not_on_the_list_is_one_whatever_its_case():
    unlisted = with_unlisted(with_unlisted((), "Cotton  balls ", 3), "cotton balls", 5)

    assert unlisted == (Unlisted("Cotton balls", 5),)
    assert with_unlisted(unlisted, "COTTON BALLS", 0) == ()
