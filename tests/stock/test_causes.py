"""Why something was short: what left on that day, by papers and, of visits, as one sum."""

from datetime import timedelta

import pytest

from outreach.stock import attention, causes
from outreach.stock.causes import Gone
from outreach.vocabulary import Kind
from tests.make import NORTH, SYRINGE, TODAY
from tests.stock.made import hand_over, move

DAY = timedelta(days=1)


@pytest.fixture
def shelf(center):
    """Twelve syringes."""
    center.receive(SYRINGE, 12, on=TODAY - 9 * DAY)
    return center


def why(center):
    short = center.read(attention.shortfalls)
    found = center.read(causes.causes, short)
    return [found[one.site_id, one.item_id, one.on] for one in short]


def test_visits_are_one_sum_beside_what_the_books_held(shelf):
    for n in (30, 10):
        shelf.give({SYRINGE: n}, on=TODAY - DAY)

    [cause] = why(shelf)

    assert (cause.on, cause.gone, cause.held) == (TODAY - DAY, (Gone(Kind.GIVEN, 40),), 12)


def test_papers_are_named_by_their_slip_and_where_they_went(shelf):
    handed = hand_over(shelf, SYRINGE, 20)
    move(shelf, SYRINGE, 5, NORTH)

    [cause] = [one for one in why(shelf) if len(one.gone) > 1]

    assert cause.gone == (
        Gone(Kind.HANDED_OVER, 20, handed.slip), Gone(Kind.MOVED_OUT, 5, to_site_id=shelf.site(NORTH)),
    )  # fmt: skip
    assert cause.held == 12


def test_what_was_there_is_so_too_on_the_day_of_a_count(shelf):
    shelf.count({SYRINGE: 7}, on=TODAY - DAY)
    shelf.give({SYRINGE: 9}, on=TODAY)

    [cause] = why(shelf)

    assert (cause.gone, cause.held) == ((Gone(Kind.GIVEN, 9),), 7)


def test_each_day_has_its_own_cause_and_nothing_short_has_none(shelf):
    for days, n in ((3, 20), (2, 4), (1, 6)):
        shelf.give({SYRINGE: n}, on=TODAY - days * DAY)

    assert [(one.on, one.held) for one in why(shelf)] == [
        (TODAY - 3 * DAY, 12), (TODAY - 2 * DAY, 0), (TODAY - DAY, 0),
    ]  # fmt: skip
    assert shelf.read(causes.causes, ()) == {}
