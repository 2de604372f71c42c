"""A count answers for the lots it looked at: of one it left out it says nothing, whatever is keyed when."""

from datetime import timedelta
from uuid import uuid4

import pytest

from outreach.stock import counts
from outreach.stock.counts import Found, NothingCounted
from outreach.vocabulary import At, CountSide
from tests.make import SYRINGE, TODAY
from tests.stock.made import dispose, hand_over, void
from tests.stock.test_drafts import enter, post, start

DAY = timedelta(days=1)
COUNTED_ON = TODAY - 2 * DAY
BEFORE = COUNTED_ON - DAY


def count(center, on=COUNTED_ON, replaces=None, **found):
    """Count some lots of syringes; None: nobody looked."""
    by, item = center.by(), center.item(SYRINGE)
    lines = [Found(item, n, center.lot(SYRINGE, lot)) for lot, n in found.items()]
    with center.writing() as session:
        return counts.post(
            session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=on, found=lines, replaces=replaces
        )


@pytest.fixture
def stocked(center):
    center.receive(SYRINGE, 100, "A", on=BEFORE - DAY)
    center.receive(SYRINGE, 50, "B", on=BEFORE - DAY)
    return center


def adjusted(center):
    return center.line(SYRINGE).adjusted


def test_late_paper_of_a_lot_nobody_looked_at_moves_it_as_if_no_count_had_been(stocked):
    count(stocked, A=90, B=None)

    dispose(stocked, SYRINGE, 5, lot="B", on=BEFORE, at=TODAY)
    dispose(stocked, SYRINGE, 7, lot="A", on=BEFORE, at=TODAY)

    assert stocked.lots(SYRINGE) == {"A": 90, "B": 45}
    assert adjusted(stocked) == -10 + 7
    assert stocked.verify().is_sound


def test_the_next_count_that_looked_at_it_answers_what_one_left_out(stocked):
    count(stocked, A=90, B=None)
    count(stocked, on=TODAY - DAY, A=88, B=48)

    dispose(stocked, SYRINGE, 5, lot="B", on=BEFORE, at=TODAY)

    assert stocked.lots(SYRINGE) == {"A": 88, "B": 48}
    assert adjusted(stocked) == -12 - 2 + 5


def test_a_lot_the_count_does_not_know_of_was_not_there(stocked):
    count(stocked, A=90, B=None)

    stocked.receive(SYRINGE, 30, "C", on=BEFORE, at=TODAY)

    assert stocked.lots(SYRINGE) == {"A": 90, "B": 50}


def test_a_lot_below_nothing_that_nobody_looked_at_stays_there_and_the_item_is_short_by_it(stocked):
    dispose(stocked, SYRINGE, 60, lot="B", on=BEFORE)

    count(stocked, A=3, B=None)

    assert stocked.lots(SYRINGE) == {"A": 3, "B": -3}
    assert (adjusted(stocked), stocked.line(SYRINGE).shortfall) == (-97, 7)


def test_a_line_left_empty_that_the_books_have_below_nothing_stays_so(stocked):
    dispose(stocked, SYRINGE, 60, lot="B", on=BEFORE)
    draft = start(stocked)
    enter(stocked, draft, SYRINGE, 90, lot="A")

    post(stocked, draft)

    assert stocked.lots(SYRINGE) == {"A": 90, "B": -10}


def test_what_was_short_before_the_count_was_short_of_what_stood_there_then(stocked):
    count(stocked, A=90, B=None)

    wrong = dispose(stocked, SYRINGE, 160, lot="B", on=COUNTED_ON, at=TODAY)
    first = stocked.line(SYRINGE).shortfall
    dispose(stocked, SYRINGE, 155, lot="B", on=COUNTED_ON, at=TODAY, replaces=wrong.document_id)

    assert (first, stocked.line(SYRINGE).shortfall) == (10 + 10, 5 + 10)
    assert stocked.lots(SYRINGE) == {"A": 90, "B": -90}
    assert stocked.verify().is_sound


def test_a_count_put_right_that_looks_at_one_more_lot_keeps_what_came_after_it(stocked):
    wrong = count(stocked, on=TODAY, A=90, B=None)
    dispose(stocked, SYRINGE, 5, lot="B", side=CountSide.BEFORE)
    stocked.give({SYRINGE: 20}, lot="B")

    count(stocked, on=TODAY, A=90, B=47, replaces=wrong.document_id)

    assert stocked.lots(SYRINGE) == {"A": 90, "B": 27}
    assert adjusted(stocked) == -10 + 2


def test_a_count_put_right_that_leaves_a_lot_out_answers_nothing_of_it_any_more(stocked):
    wrong = count(stocked, A=90, B=40)
    dispose(stocked, SYRINGE, 5, lot="B", on=BEFORE, at=TODAY)

    count(stocked, A=90, B=None, replaces=wrong.document_id)

    assert stocked.lots(SYRINGE) == {"A": 90, "B": 45}
    assert adjusted(stocked) == -10


def test_what_was_short_of_a_lot_left_out_and_taken_back_since_is_no_part_of_what_is_counted_then(center):
    """Found by chance: the shortfall was seen by the count, and what took it back looked as if it came after."""
    for lot in ("A", "B"):
        center.receive(SYRINGE, 1, lot)
    wrong = dispose(center, SYRINGE, 18, lot="B")
    first = count(center, on=TODAY, A=1, B=None)
    void(center, wrong.document_id)

    count(center, on=TODAY, A=1, B=59, replaces=first.document_id)

    assert center.lots(SYRINGE) == {"A": 1, "B": 59}
    assert center.verify().is_sound


def test_the_van_s_sheet_of_before_takes_nothing_of_a_delivery_that_came_while_it_was_counted(center):
    """October given 30 all the same: what came after Sunday cannot have left on Sunday."""
    center.receive(SYRINGE, 100, "A", on=BEFORE)
    draft = start(center)
    center.receive(SYRINGE, 48, "NEW")
    enter(center, draft, SYRINGE, 60, lot="A")
    post(center, draft)
    center.give({SYRINGE: 60})

    center.give({SYRINGE: 30}, on=BEFORE, at=TODAY)

    assert (center.lots(SYRINGE), center.line(SYRINGE).given) == ({"NEW": 48}, 90)
    assert center.verify().is_sound


def test_a_hand_over_of_a_lot_left_out_is_taken_back_where_it_stood(stocked):
    count(stocked, A=90, B=None)
    handed = hand_over(stocked, SYRINGE, 5, "B", on=BEFORE, at=TODAY)

    hand_over(stocked, SYRINGE, 3, "B", on=BEFORE, at=TODAY, replaces=handed.document_id)

    assert (stocked.lots(SYRINGE), adjusted(stocked)) == ({"A": 90, "B": 47}, -10)


def test_what_was_thrown_away_of_a_lot_nobody_looked_at_is_no_count_of_it(stocked):
    by, item = stocked.by(), stocked.item(SYRINGE)
    lines = [Found(item, 90, stocked.lot(SYRINGE, "A")), Found(item, None, stocked.lot(SYRINGE, "B"), damaged=3)]

    with pytest.raises(NothingCounted), stocked.writing() as session:
        counts.post(session, by, At(TODAY), client_id=uuid4(), site_id=stocked.site(), on=TODAY, found=lines)
