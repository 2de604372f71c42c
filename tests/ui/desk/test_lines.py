"""The lines of the basket: whatever is done to them, amounts add up and no two lines are of one lot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.entry import Asked, Unlisted
from outreach.ui.desk.lines import (
    Line,
    LineKey,
    Lines,
    Picked,
    total,
    with_amount,
    with_asked,
    with_lot,
    with_more,
    with_parts,
    with_total,
    with_unlisted,
)
from outreach.vocabulary import Despite, ItemId, LotId, LotKnown

ITEM, OTHER = ItemId(1), ItemId(2)
A, B = (Picked(LotId(n), f"LOT{n}", date(2027, 3, 31)) for n in (1, 2))

items = st.sampled_from([ITEM, OTHER])
lots = st.sampled_from([None, A, B])
contents = st.sampled_from([None, ((ItemId(7), 1),), ((ItemId(7), 2),)])
keys = st.builds(LineKey, items, st.sampled_from([None, LotId(1), LotId(2)]), contents)


def more_of(lines, item_id, amount, lot=None, parts=None):
    return with_more(lines, Line(item_id, amount, lot, parts=parts))


def more(*said):
    lines: Lines = ()
    for one in said:
        lines = more_of(lines, *one)
    return lines


deeds = st.one_of(
    st.tuples(st.just(more_of), items, st.integers(1, 50), lots, contents),
    st.tuples(st.just(with_total), items, st.integers(0, 60)),
    st.tuples(st.just(with_amount), keys, st.integers(0, 60)),
    st.tuples(st.just(with_lot), keys, lots),
    st.tuples(st.just(with_parts), keys, contents),
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


@given(st.lists(deeds, max_size=8), keys, lots)
def test_choosing_a_lot_changes_no_amount(done, key, lot):
    lines = ()
    for deed, *said in done:
        lines = deed(lines, *said)

    after = with_lot(lines, key, lot)

    assert [total(after, item_id) for item_id in (ITEM, OTHER)] == [total(lines, item_id) for item_id in (ITEM, OTHER)]


def test_two_lots_of_an_item_are_two_lines():
    lines = more((ITEM, 10, A), (ITEM, 5, B))

    assert [(line.amount, line.lot) for line in lines] == [(10, A), (5, B)]


def test_less_is_taken_off_what_nobody_saw_the_lot_of():
    lines = more((ITEM, 10, A), (ITEM, 5, None), (ITEM, 5, B))

    assert [(line.amount, line.lot) for line in with_total(lines, ITEM, 12)] == [(10, A), (2, B)]


def test_more_is_more_of_the_lot_that_is_there():
    assert with_total(more((ITEM, 10, A)), ITEM, 12) == (Line(ITEM, 12, A),)


PARTS = ((ItemId(7), 1),)


def test_another_kit_is_as_the_recipe_says_and_less_takes_that_one_first():
    lines = with_total(more((ITEM, 2, None, PARTS)), ITEM, 3)

    assert lines == (Line(ITEM, 2, parts=PARTS), Line(ITEM, 1))
    assert with_total(lines, ITEM, 2) == (Line(ITEM, 2, parts=PARTS),)
    assert with_total(lines, ITEM, 1) == (Line(ITEM, 1, parts=PARTS),)


def test_a_kit_changed_back_joins_those_that_are_as_the_recipe_says():
    lines = more((ITEM, 2, None, PARTS), (ITEM, 1))

    assert with_parts(lines, LineKey(ITEM, None, PARTS), None) == (Line(ITEM, 3),)


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
