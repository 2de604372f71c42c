"""Kits from the shelf or drawn apart: the rule alone, and the rows it is read from."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text

from outreach.stock import kit_facts
from outreach.stock.kit_splits import How, Line, Lots, Moved, Stretch, otherwise
from outreach.vocabulary import LotId
from tests.make import KIT, TODAY

A, B, STOPPED = LotId(1), LotId(2), LotId(3)
LOTS = (A, B, STOPPED)


def judged(*facts: Moved | Line, start: Lots | None = None, days: Sequence[Stretch] = ()) -> dict[int, Lots]:
    """Line given → the lots its kits left, of those that left otherwise than noted."""
    stretches = [Stretch(TODAY, facts), *days]
    found = otherwise(start or {}, stretches, lambda lot, _on: lot != STOPPED, LOTS, LOTS)
    return {line.id: lots for line, lots in found}


def test_what_came_first_is_given_first_and_the_rest_is_drawn_apart():
    assert judged(Moved(A, 2), Moved(B, 1), Line(1, 5, {})) == {1: {A: 2, B: 1}}


def test_what_came_afterwards_is_not_given_before():
    assert judged(Line(1, 5, {}), Moved(A, 2), Line(2, 1, {})) == {2: {A: 1}}


def test_no_line_changes_as_long_as_their_sum_is_right():
    assert judged(Line(1, 1, {}), Line(2, 1, {A: 1}), start={A: 1}) == {}


def test_what_surely_left_was_not_given_by_the_books_the_last_of_these_first():
    assert judged(Line(1, 2, {A: 2}), Line(2, 2, {A: 2}), Moved(A, -3), start={A: 4}) == {1: {A: 1}, 2: {}}


def test_a_lot_that_never_had_it_gives_way_to_one_that_had():
    assert judged(Moved(B, 2), Line(1, 2, {A: 2})) == {1: {B: 2}}
    assert judged(Moved(B, 1), Line(1, 2, {A: 2}), start={A: 1}) == {1: {A: 1, B: 1}}


def test_a_changed_kit_and_one_that_is_not_are_told_apart():
    assert judged(Line(1, 1, {}), Line(2, 1, {A: 1}, How.CHANGED), start={A: 1}) == {1: {A: 1}, 2: {}}


def test_a_hand_over_and_a_line_given_are_told_apart():
    handed = Line(1, 2, {A: 2}, How.HANDED_OVER)

    assert judged(Line(2, 1, {}), handed, start={A: 2}) == {1: {A: 1}, 2: {A: 1}}
    assert judged(handed, Line(2, 1, {}), start={A: 2}) == {}


def test_a_stopped_lot_gives_no_more_and_what_had_left_it_has_left_it():
    assert judged(Line(1, 3, {STOPPED: 2}), start={STOPPED: 5}) == {}
    assert judged(Line(1, 3, {STOPPED: 2}), start={STOPPED: 5, A: 4}) == {1: {STOPPED: 2, A: 1}}


def test_a_count_says_what_is_there_for_those_after_it():
    counted = Stretch(TODAY, [Line(1, 1, {})], found={A: 1})

    assert judged(Moved(A, -2), days=[counted, Stretch(TODAY, [Line(2, 3, {})])]) == {2: {A: 1}}


def test_of_a_lot_nobody_looked_at_what_was_there_before_a_count_is_there_after_it():
    counted = Stretch(TODAY, [Line(1, 1, {A: 1})], found={A: 0, B: None})

    assert judged(Moved(B, 2), start={A: 3}, days=[counted, Stretch(TODAY, [Line(2, 5, {})])]) == {2: {B: 2}}


def test_what_was_short_on_a_day_is_not_owed_by_the_next():
    assert judged(Moved(A, -3), days=[Stretch(TODAY, [Moved(A, 2), Line(1, 2, {})])]) == {1: {A: 2}}


def test_kits_are_judged_by_the_visits_of_their_days_however_many_there_are(file_desk):
    asked = {"site": file_desk.site(), "kit": file_desk.item(KIT), "since": date(2026, 10, 1)}
    with file_desk.store.reading() as session:
        statement = f"EXPLAIN QUERY PLAN {kit_facts._GIVEN_SINCE}"
        plan = [row.detail for row in session.execute(text(statement), asked)]

    assert plan[0] == "SEARCH v USING INDEX ix_encounter_versions_standing (on_day>?)"
    assert all(step.startswith(("SEARCH", "CORRELATED", "USE TEMP B-TREE")) for step in plan), plan
