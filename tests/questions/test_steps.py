"""Small steps: kept with a person's own code for a while, then only a number; nothing else ever shows them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from outreach import history, steps
from outreach.catalog_editing import steps as editing
from outreach.entry import fingerprint
from outreach.months import months_before
from outreach.safety.staff import NotAllowed
from outreach.step_list import Rules
from outreach.steps import KeptTooLong, StepsOff
from outreach.vocabulary import At, StepIs
from tests.make import TODAY
from tests.questions.made import STEP_AREAS, choose, forget, known, offer_steps, step

SPRING = date(2026, 3, 10)


@pytest.fixture
def offering(center):
    offer_steps(center, on=SPRING)
    return center


def of(desk, code, on=TODAY):
    return dict(desk.read(steps.of_person, desk.code(code), on))


def kept(desk):
    return desk.rows(text("SELECT * FROM version_steps"))


def totals(desk):
    named = "SELECT month, key, working_on_it, done FROM step_totals JOIN step_areas ON id = area_id ORDER BY 1, 2"
    return [tuple(row) for row in desk.rows(text(named))]


def test_nothing_is_offered_until_a_center_wants_it(center):
    by = center.by()
    with center.writing() as session:
        editing.begin_with(session, by, At(TODAY, 9), STEP_AREAS)

    assert known(center).areas == ()


def test_what_somebody_chose_is_there_when_they_ask_again(offering):
    choose(offering, "AA11", date(2026, 10, 1), Not_use_alone="working_on_it", Find_a_shower="working_on_it")
    choose(offering, "AA11", date(2026, 10, 9), Not_use_alone="done")

    assert of(offering, "AA11") == {
        step(offering, "Not use alone"): StepIs.DONE, step(offering, "Find a shower"): StepIs.WORKING_ON_IT,
    }  # fmt: skip
    assert of(offering, "BB22") == {}


def test_a_visit_taken_back_takes_its_steps_along(offering):
    offering.void(choose(offering, "AA11", Find_a_shower="done"))

    assert of(offering, "AA11") == {}


def test_a_code_more_than_one_person_uses_has_no_steps(offering):
    for one, other in (("AA11", "BB22"), ("CC33", "CC33X")):
        choose(offering, one, Find_a_shower="done")
        offering.give({}, code=other)
    offering.join("AA11", "BB22")
    second = offering.entry(code="CC33X")
    offering.record(replace(second, shares_with=offering.code("CC33")))

    for code in ("AA11", "BB22", "CC33", "CC33X"):
        with pytest.raises(StepsOff):
            of(offering, code)


def test_whoever_is_not_sure_or_has_no_code_leaves_no_step(offering):
    chosen = offering.read(history.entry_of, choose(offering, "AA11", Find_a_shower="done")).steps
    before = len(kept(offering))
    offering.record(replace(offering.entry(code="AA11"), steps=chosen, is_unsure_who=True))
    offering.record(replace(offering.entry(), steps=chosen))

    assert len(kept(offering)) == before
    assert offering.verify().is_sound


def test_steps_are_forgotten_after_their_time_and_only_counted(offering):
    choose(offering, "AA11", SPRING, Not_use_alone="working_on_it", Find_a_shower="done")
    choose(offering, "BB22", SPRING, Find_a_shower="working_on_it")
    choose(offering, "AA11", date(2026, 9, 1), Find_a_shower="done")

    assert offering.read(steps.are_due, date(2026, 9, 11))
    assert forget(offering, date(2026, 9, 11)) == 3

    assert totals(offering) == [(202603, "hygiene", 1, 1), (202603, "safer-use", 1, 0)]
    assert len(kept(offering)) == 1
    assert of(offering, "BB22", date(2026, 9, 11)) == {}
    assert not offering.read(steps.are_due, date(2026, 9, 11))
    assert offering.verify().is_sound


def test_until_they_are_forgotten_steps_past_their_time_are_not_shown_either(offering):
    choose(offering, "AA11", SPRING, Find_a_shower="done")

    assert of(offering, "AA11", date(2026, 9, 10)) != {}
    assert of(offering, "AA11", date(2026, 9, 11)) == {}


def test_no_version_of_a_visit_keeps_a_step_longer(offering):
    """The visit was first dated later than it was: the old version must not outlive the new one."""
    visit = choose(offering, "AA11", date(2026, 6, 1), Find_a_shower="done")
    was = offering.read(history.entry_of, visit)
    offering.correct(visit, replace(was, on=SPRING), at=date(2026, 6, 2))
    voided = choose(offering, "BB22", SPRING, Find_a_shower="done")
    offering.void(voided, at=SPRING)

    forget(offering, date(2026, 9, 11))

    assert kept(offering) == []
    assert totals(offering) == [(202603, "hygiene", 0, 1)]


def test_a_visit_told_late_is_forgotten_at_once_and_added(offering):
    choose(offering, "AA11", SPRING, Find_a_shower="done")
    forget(offering, TODAY)
    choose(offering, "BB22", SPRING, Find_a_shower="done")
    forget(offering, TODAY)

    assert totals(offering) == [(202603, "hygiene", 0, 2)]


def test_no_fingerprint_is_left_to_try_guesses_on(offering):
    chosen = offering.read(history.entry_of, choose(offering, "AA11", Find_a_shower="done"))

    assert chosen.steps
    assert fingerprint(chosen) == fingerprint(replace(chosen, steps=()))


def test_correcting_only_the_steps_is_a_correction(offering):
    visit = choose(offering, "AA11", Find_a_shower="done")
    was, by = offering.read(history.entry_of, visit), offering.by()
    with offering.writing() as session:
        again = history.correct(session, by, At(TODAY, 15), visit, replace(was, steps=()))

    assert not again.already
    assert of(offering, "AA11") == {}


def test_who_forgot_is_in_the_audit_and_no_step(offering):
    choose(offering, "AA11", SPRING, Find_a_shower="done")
    forget(offering, TODAY)

    said = offering.rows(text("SELECT action, subject_id FROM audit WHERE action LIKE 'steps.%' ORDER BY id"))
    assert [tuple(row) for row in said] == [("steps.ruled", None), ("steps.forgotten", None)]


def test_the_page_counts_visits_only_where_the_center_wants_it(center):
    offer_steps(center, printed=True, on=SPRING)
    choose(center, "AA11", SPRING, Find_a_shower="done", Not_use_alone="done")
    choose(center, "BB22", SPRING, Find_a_shower="done")
    before = center.tally(SPRING).visits_with_steps
    forget(center, TODAY)

    assert (before, center.tally(SPRING).visits_with_steps) == (2, 2)
    assert center.tally(TODAY).visits_with_steps == 0
    offer_steps(center, printed=False)
    assert center.tally(SPRING).visits_with_steps is None


def test_months_kept_are_from_one_to_twenty_four_and_a_coordinator_s_to_say(center):
    by, front_desk = center.by(), center.by("DS")
    for months in (0, 25):
        with pytest.raises(KeptTooLong), center.writing() as session:
            steps.set_rules(session, by, At(TODAY, 9), Rules(keep_months=months))
    with pytest.raises(NotAllowed), center.writing() as session:
        steps.set_rules(session, front_desk, At(TODAY, 9), Rules())


def test_months_are_counted_back_as_people_count_them():
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2026, 3, 1), 24) == date(2024, 3, 1)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
