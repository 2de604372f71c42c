"""What is given, not given, and set aside: the presenter, with a real center behind it."""

import pytest

from outreach import sorting
from outreach.entry import Asked, Unlisted
from outreach.ui.desk.state import Question
from tests.ui.desk.test_presenter import SWAB, SYRINGE, give

NEVER_HERE = "Cotton"


def read(desk, query, *args):
    with desk.store.reading() as session:
        return query(session, *args)


def test_what_there_is_none_of_is_noted_as_asked_for(at_desk):
    cotton = at_desk.item(NEVER_HERE)

    assert at_desk.presenter.what.none_left(cotton)

    assert at_desk.state.draft.asked == (Asked(cotton, 1),)
    assert not at_desk.state.draft.has_nothing


def test_where_there_is_some_nobody_notes_that_there_was_none(at_desk):
    assert not at_desk.presenter.what.none_left(at_desk.item(SYRINGE))
    assert at_desk.state.draft.asked == ()


def test_a_line_of_what_is_out_becomes_what_was_asked_for(at_desk):
    cotton = at_desk.item(NEVER_HERE)
    give(at_desk, NEVER_HERE, 12)

    at_desk.presenter.what.none_left(cotton)
    at_desk.presenter.what.set_asked(cotton, 10)

    assert (at_desk.state.draft.lines, at_desk.state.draft.asked) == ((), (Asked(cotton, 10),))


def test_what_is_typed_can_be_asked_for_with_its_amount(at_desk):
    at_desk.presenter.line_typed("12 cotton")

    assert at_desk.presenter.what.match_none_left()

    assert at_desk.state.draft.asked == (Asked(at_desk.item(NEVER_HERE), 12),)
    assert at_desk.state.line == ""


def test_what_is_not_on_the_list_is_saved_and_waits_to_be_sorted(at_desk):
    at_desk.presenter.what.set_unlisted(" rain  ponchos ", 3)

    at_desk.presenter.save()

    assert at_desk.state.draft.unlisted == ()
    assert [(thing.name, thing.quantity) for thing in read(at_desk, sorting.unsorted)] == [("rain ponchos", 3)]


@pytest.mark.parametrize("name", ["", "  ", "…"])
def test_a_thing_without_a_name_is_none(at_desk, name):
    at_desk.presenter.what.set_unlisted(name, 3)

    assert at_desk.state.draft.unlisted == ()


def test_taking_back_brings_asked_for_and_not_listed_back_too(at_desk):
    at_desk.presenter.what.none_left(at_desk.item(NEVER_HERE))
    at_desk.presenter.what.set_unlisted("rain ponchos", 3)
    at_desk.presenter.save()

    at_desk.presenter.take_back()

    assert at_desk.state.draft.asked == (Asked(at_desk.item(NEVER_HERE), 1),)
    assert at_desk.state.draft.unlisted == (Unlisted("rain ponchos", 3),)


def begin(desk, amount):
    give(desk, SWAB, amount)
    desk.presenter.aside.set_aside()


def waiting(desk):
    return [kept.draft.amount_of(desk.item(SWAB)) for kept in desk.state.aside]


def test_three_visits_wait_in_the_order_they_came(at_desk):
    for amount in (1, 2, 3):
        begin(at_desk, amount)

    assert waiting(at_desk) == [1, 2, 3]
    assert not at_desk.state.draft.is_begun


def test_a_fourth_stays_on_the_form_and_it_is_said_why(at_desk):
    for amount in (1, 2, 3, 4):
        begin(at_desk, amount)

    assert waiting(at_desk) == [1, 2, 3]
    assert at_desk.state.draft.amount_of(at_desk.item(SWAB)) == 4
    assert at_desk.state.question is Question.ASIDE_FULL


def test_what_is_brought_back_changes_places_with_the_form(at_desk):
    for amount in (1, 2):
        begin(at_desk, amount)
    give(at_desk, SWAB, 9)

    at_desk.presenter.bring_back(0)

    assert at_desk.state.draft.amount_of(at_desk.item(SWAB)) == 1
    assert waiting(at_desk) == [9, 2]


def test_nothing_begun_is_nothing_to_set_aside(at_desk):
    at_desk.presenter.aside.set_aside()
    at_desk.presenter.bring_back(0)

    assert at_desk.state.aside == ()


def test_a_visit_set_aside_keeps_its_code_as_a_hash_only(at_desk):
    at_desk.presenter.code_typed("MA0785")
    begin(at_desk, 1)

    assert at_desk.state.code_text == ""
    assert at_desk.state.aside[0].draft.code is not None


def test_what_was_cleared_waits_beside_the_three(at_desk):
    for amount in (1, 2, 3):
        begin(at_desk, amount)
    give(at_desk, SWAB, 7)

    at_desk.presenter.clear()
    at_desk.presenter.bring_back(3)

    assert at_desk.state.draft.amount_of(at_desk.item(SWAB)) == 7


def test_what_was_cleared_is_gone_with_the_next_save_and_what_waits_is_not(at_desk):
    begin(at_desk, 1)
    give(at_desk, SWAB, 7)
    at_desk.presenter.clear()
    give(at_desk, SWAB, 2)

    at_desk.presenter.save()

    assert waiting(at_desk) == [1]
