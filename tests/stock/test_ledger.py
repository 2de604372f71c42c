"""The ledger: nobody is refused, nothing is changed, and late paper never undoes a count."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from outreach.db.models.stock import Movement
from tests.make import COOKER, FRONT, NORTH, SYRINGE, TODAY

DAY = timedelta(days=1)
BEFORE, AFTER = TODAY - DAY, TODAY + DAY


def movements(center, **where):
    """(kind, quantity, day) of the ledger's lines, in order."""
    statement = select(Movement.kind, Movement.quantity, Movement.occurred_on).filter_by(**where).order_by(Movement.id)
    return [tuple(row) for row in center.rows(statement)]


def test_nobody_is_turned_away_because_our_count_is_wrong(center):
    center.receive(SYRINGE, 30, "A")

    recorded = center.give({SYRINGE: 50})

    assert [(short.item_id, short.quantity) for short in recorded.shortfalls] == [(center.item(SYRINGE), 20)]
    assert center.books(SYRINGE) == 0
    assert center.line(SYRINGE).shortfall == 20


def test_a_lot_chosen_beyond_what_it_held_leaves_less_of_the_item_and_nothing_is_short(center):
    center.receive(SYRINGE, 30, "A")
    center.receive(SYRINGE, 30, "B")

    recorded = center.give({SYRINGE: 50}, lot="B")

    assert recorded.shortfalls == ()
    assert (center.books(SYRINGE), center.lots(SYRINGE)) == (10, {"A": 30, "B": -20})


def test_what_no_lot_holds_is_short_once(center):
    center.receive(SYRINGE, 30, "A")
    center.receive(SYRINGE, 30, "B")
    center.give({SYRINGE: 50}, lot="B")

    recorded = center.give({SYRINGE: 25})

    assert [short.quantity for short in recorded.shortfalls] == [15]
    assert (center.books(SYRINGE), center.line(SYRINGE).shortfall) == (0, 15)


def test_a_delivery_keyed_late_settles_what_was_short_because_of_it(center):
    center.give({SYRINGE: 50}, on=BEFORE)

    center.receive(SYRINGE, 30, "A", on=BEFORE, at=TODAY)

    assert (center.books(SYRINGE), center.line(SYRINGE).shortfall) == (0, 20)


def test_of_two_visits_the_later_is_short_whichever_was_keyed_first(center):
    center.receive(SYRINGE, 100, "A", on=date(2026, 9, 1))
    center.give({SYRINGE: 80}, on=date(2026, 10, 3))

    center.give({SYRINGE: 80}, on=date(2026, 9, 3), at=TODAY)

    september, october = center.line(SYRINGE, date(2026, 9, 1)), center.line(SYRINGE)
    assert (september.shortfall, september.closing, october.shortfall, october.closing) == (0, 20, 60, 0)


def test_what_was_short_before_a_count_stays_short_and_the_count_finds_no_more(center):
    """At Northgate the visit is keyed after the count: the same figures."""
    for site, visit_first in ((FRONT, True), (NORTH, False)):
        center.receive(SYRINGE, 30, "A", on=BEFORE, site=site)
        said = {"on": BEFORE, "at": TODAY, "site": site}
        steps = [
            lambda said=said: center.give({SYRINGE: 50}, **said),
            lambda said=said: center.count({SYRINGE: 0}, **said),
        ]
        for step in steps if visit_first else reversed(steps):
            step()

    here, there = center.line(SYRINGE, site=FRONT), center.line(SYRINGE, site=NORTH)
    assert here == there
    assert (here.shortfall, here.adjusted, here.closing) == (20, 0, 0)


def test_a_correction_takes_back_the_shortfall_with_the_mistake(center):
    center.receive(SYRINGE, 300, "A")
    visit = center.give({SYRINGE: 500}).encounter_id

    center.correct(visit, center.entry({SYRINGE: 50}))

    assert center.lots(SYRINGE) == {"A": 250}
    assert center.line(SYRINGE).shortfall == 0


def test_a_mistake_is_taken_back_on_its_own_day_and_in_its_own_column(center):
    center.receive(SYRINGE, 100, "A", on=date(2026, 9, 1))
    visit = center.give({SYRINGE: 40}, on=date(2026, 9, 30)).encounter_id

    center.void(visit)

    assert center.line(SYRINGE, date(2026, 9, 1)).given == 0
    assert center.line(SYRINGE).opening == 100
    assert movements(center, kind="given") == [("given", -40, date(2026, 9, 30)), ("given", 40, date(2026, 9, 30))]


def test_500_typed_for_50_then_a_count_then_the_correction_leaves_the_books_as_the_shelf(center):
    center.receive(SYRINGE, 300, "A")
    visit = center.give({SYRINGE: 500}).encounter_id
    center.count({SYRINGE: 250})

    center.correct(visit, center.entry({SYRINGE: 50}), at=AFTER)

    assert center.books(SYRINGE) == 250
    line = center.line(SYRINGE)
    assert (line.given, line.shortfall, line.adjusted, line.closing) == (50, 0, 0, 250)


def test_a_visit_taken_back_after_a_count_leaves_the_books_as_the_shelf(center):
    center.receive(SYRINGE, 300, "A")
    visit = center.give({SYRINGE: 50}).encounter_id
    center.count({SYRINGE: 300})  # it had never happened

    center.void(visit)

    assert center.books(SYRINGE) == 300


@pytest.mark.parametrize("on", [BEFORE - DAY, BEFORE])
def test_a_visit_keyed_late_leaves_the_books_as_they_were_counted(center, on):
    center.receive(SYRINGE, 300, "A", on=BEFORE - DAY)
    center.count({SYRINGE: 250}, on=BEFORE)

    recorded = center.give({SYRINGE: 50}, on=on, at=TODAY)

    assert center.books(SYRINGE) == 250
    assert recorded.shortfalls == ()
    assert center.line(SYRINGE).adjusted == 0


def test_a_visit_after_the_count_on_the_same_day_is_off_the_shelf(center):
    center.receive(SYRINGE, 300, "A")
    center.count({SYRINGE: 250})

    visit = center.give({SYRINGE: 50}).encounter_id

    assert center.books(SYRINGE) == 200
    center.void(visit)
    assert center.books(SYRINGE) == 250


def test_a_visit_after_the_count_corrected_days_later_is_still_off_the_shelf(center):
    center.receive(SYRINGE, 300, "A")
    center.count({SYRINGE: 250})
    visit = center.give({SYRINGE: 500}).encounter_id

    center.correct(visit, center.entry({SYRINGE: 50}), at=AFTER)

    assert center.books(SYRINGE) == 200


def test_of_two_counts_on_a_day_the_one_that_saw_a_visit_answers_for_it(center):
    center.receive(SYRINGE, 300, "A")
    center.count({SYRINGE: 290})
    visit = center.give({SYRINGE: 50}).encounter_id
    center.count({SYRINGE: 235})

    center.void(visit)

    assert center.books(SYRINGE) == 235


def test_a_delivery_keyed_late_was_on_the_shelf_that_was_counted(center):
    center.count({SYRINGE: 100}, on=BEFORE)

    center.receive(SYRINGE, 100, "A", on=BEFORE, at=TODAY)

    assert center.books(SYRINGE) == 100


def test_a_delivery_after_the_count_on_the_same_day_is_added(center):
    center.count({SYRINGE: 100})

    center.receive(SYRINGE, 50, "A")

    assert center.books(SYRINGE) == 150


def test_a_visit_moved_to_the_other_side_of_a_count_moves_the_books(center):
    center.receive(SYRINGE, 300, "A", on=BEFORE - DAY)
    visit = center.give({SYRINGE: 50}, on=BEFORE - DAY).encounter_id
    center.count({SYRINGE: 300}, on=BEFORE)

    center.correct(visit, center.entry({SYRINGE: 50}, on=TODAY))

    assert center.books(SYRINGE) == 250


def test_a_visit_moved_to_another_site_is_put_back_here_and_taken_there(center):
    center.receive(COOKER, 10, "A")
    center.receive(COOKER, 10, "A", site=NORTH)
    visit = center.give({COOKER: 4}).encounter_id

    center.correct(visit, center.entry({COOKER: 3}, site=NORTH))

    assert (center.books(COOKER), center.books(COOKER, NORTH)) == (10, 7)


def test_late_paper_older_than_two_counts_changes_neither(center):
    center.receive(SYRINGE, 300, "A", on=TODAY - 9 * DAY)
    center.count({SYRINGE: 200}, on=TODAY - 5 * DAY)
    center.count({SYRINGE: 180}, on=TODAY - 2 * DAY)

    center.give({SYRINGE: 30}, on=TODAY - 7 * DAY, at=TODAY)
    center.give({SYRINGE: 20}, on=TODAY - 4 * DAY, at=TODAY)

    assert center.books(SYRINGE) == 180
    assert [m for m in movements(center, kind="counted") if m[2] == TODAY - 5 * DAY] == [
        ("counted", -100, TODAY - 5 * DAY),
        ("counted", 30, TODAY - 5 * DAY),
    ]


def test_the_line_that_answers_late_paper_names_it(center):
    center.receive(SYRINGE, 300, "A", on=BEFORE)
    center.count({SYRINGE: 300}, on=BEFORE)
    center.give({SYRINGE: 50}, on=BEFORE, at=TODAY)

    [late] = center.rows(select(Movement.id).where(Movement.kind == "given"))
    [answer] = center.rows(select(Movement.late_id, Movement.quantity).where(Movement.late_id.is_not(None)))

    assert (answer.late_id, answer.quantity) == (late.id, 50)


def test_a_count_of_one_item_says_nothing_of_another(center):
    center.receive(COOKER, 300, "A", on=BEFORE)
    center.count({SYRINGE: 0}, on=BEFORE)

    center.give({COOKER: 50}, on=BEFORE, at=TODAY)

    assert center.books(COOKER) == 250


def test_whoever_keyed_first_the_item_s_month_is_the_same(center):
    """At Northgate the paper comes in the other order; there is enough on the shelf either way."""
    center.receive(SYRINGE, 100, "A", on=BEFORE)
    center.give({SYRINGE: 30}, on=BEFORE)
    center.give({SYRINGE: 20}, on=TODAY)
    center.receive(SYRINGE, 100, "A", on=BEFORE, at=TODAY, site=NORTH)
    center.give({SYRINGE: 20}, on=TODAY, site=NORTH)
    center.give({SYRINGE: 30}, on=BEFORE, at=TODAY, site=NORTH)

    here, there = center.line(SYRINGE, site="Front Street"), center.line(SYRINGE, site=NORTH)

    assert here == there
