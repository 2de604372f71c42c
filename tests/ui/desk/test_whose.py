"""Whose visit it is: what the desk says about a code, what it never says, and what is saved."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from outreach import code_recipes
from outreach.codes import estimates, issued, presets
from outreach.codes.normalizing import hash_code
from outreach.db.models.encounters import EncounterVersion, Participant
from outreach.known_codes import Known, look_up
from outreach.ui.desk.state import Code
from outreach.vocabulary import ReturnedHow, SeenBefore
from tests.ui.desk.conftest import NOW, SECRET, TODAY

SYRINGE, SWAB = "Syringe 29G ½″ 1 ml", "Alcohol swab"
LONG, SHORT = "philippines", "mother-month-year"  # of the second, newcomers would soon meet the question too often


@pytest.fixture
def made_so(store, at_desk):
    """Let codes be made by another recipe."""

    def change(preset, **said):
        recipe = replace(presets.preset(preset).recipe, **said)
        with store.writing() as session:
            code_recipes.change(session, at_desk.desk.by, NOW, recipe)
        at_desk.presenter.refresh()
        return recipe

    return change


def come(desk, code, *supplies, answer=None):
    """Somebody comes with a code and is given something."""
    typed(desk, code)
    if answer is not None:
        answer()
    for name, amount in supplies or ((SYRINGE, 1),):
        desk.presenter.set_amount(desk.item(name), amount)
    desk.presenter.save()


def typed(desk, code):
    desk.presenter.code_typed(code)
    desk.presenter.code_left()
    return desk.state.code


def rows(desk, statement):
    with desk.store.reading() as session:
        return [tuple(row) for row in session.execute(statement)]


def people(desk):
    return rows(desk, select(func.count()).select_from(Participant))[0][0]


def crowd(desk, number):
    """So many more people are known here."""
    with desk.store.writing() as session:
        for place in range(number):
            digest = hash_code(SECRET, f"CROWD{place}").digest
            session.add(
                Participant(id=1_000 + place, digest=digest, rule=1, first_on=TODAY, before=SeenBefore.NOT_ASKED)
            )


def wrong_check():
    code = issued.new_code()
    wrong = next(code[:-1] + sign for sign in issued.SIGNS if sign != code[-1])
    assert not issued.is_right(wrong)
    return wrong


# --- looks alike ------------------------------------------------------------------------------------------------------


def test_a_code_one_slip_off_is_asked_about_in_place_and_kept_with_one_key(at_desk, made_so):
    made_so(LONG)
    come(at_desk, "MARE0101011970")

    assert typed(at_desk, "MARE0101011971") is Code.LOOKS_ALIKE
    at_desk.presenter.whose.keep()

    assert at_desk.state.code is Code.FIRST_SEEN


def test_the_question_is_never_required(at_desk, made_so):
    made_so(LONG)
    come(at_desk, "MARE0101011970")
    come(at_desk, "MARE0101011971")

    assert people(at_desk) == 2


def test_nobody_is_asked_where_honest_newcomers_would_meet_the_question_too_often(at_desk, made_so):
    recipe = made_so(SHORT)
    come(at_desk, "MA0785")
    assert typed(at_desk, "MA0786") is Code.LOOKS_ALIKE

    crowd(at_desk, 400)

    assert estimates.newcomers_asked(recipe, 401) >= estimates.ASKED_BELOW > estimates.newcomers_asked(recipe, 1)
    assert typed(at_desk, "MA0787") is Code.FIRST_SEEN


def test_a_center_may_choose_not_to_be_asked(at_desk, made_so):
    made_so(LONG, points_out_slips=False)
    come(at_desk, "MARE0101011970")

    assert typed(at_desk, "MARE0101011971") is Code.FIRST_SEEN


def test_a_wrong_check_character_is_always_asked_about(at_desk, made_so):
    made_so("issued", points_out_slips=False)
    wrong = wrong_check()

    assert typed(at_desk, wrong) is Code.CHECK_WRONG
    come(at_desk, wrong, answer=at_desk.presenter.whose.keep)
    assert typed(at_desk, wrong) is Code.KNOWN


# --- been here before -------------------------------------------------------------------------------------------------


def test_while_a_changed_recipe_makes_new_codes_they_count_as_been_here_before_unless_it_is_the_first_time(
    at_desk, made_so
):
    made_so(LONG, before_until=TODAY)
    come(at_desk, "MARE0101011970")
    come(at_desk, "KRJO0203151988", answer=lambda: at_desk.presenter.seen_before(SeenBefore.FIRST))

    answers = rows(at_desk, select(Participant.before).order_by(Participant.id))
    assert answers == [(SeenBefore.BEFORE,), (SeenBefore.FIRST,)]


def test_whoever_forgot_the_code_gets_a_new_one_and_has_been_here_before(at_desk, made_so):
    made_so("issued")
    at_desk.presenter.whose.give_out(is_forgotten=True)

    assert issued.is_right(at_desk.state.code_text)
    assert (at_desk.state.code, at_desk.state.draft.before) == (Code.MADE, SeenBefore.BEFORE)
    at_desk.presenter.whose.give_out()
    assert at_desk.state.draft.before is SeenBefore.NOT_ASKED


def test_a_code_built_anew_by_whoever_forgot_it_is_found_again_or_has_been_here_before(at_desk):
    come(at_desk, "MA0785")

    at_desk.presenter.whose.built("MA0785", is_forgotten=True)
    assert (at_desk.state.code, at_desk.state.draft.before) == (Code.KNOWN, SeenBefore.NOT_ASKED)
    at_desk.presenter.whose.built("KR0391", is_forgotten=True)
    assert (at_desk.state.code, at_desk.state.draft.before) == (Code.FIRST_SEEN, SeenBefore.BEFORE)
    at_desk.presenter.whose.built("PX0188")
    assert at_desk.state.draft.before is SeenBefore.NOT_ASKED


# --- two who share a code ---------------------------------------------------------------------------------------------


def test_not_me_gives_the_second_person_a_code_of_their_own(at_desk):
    come(at_desk, "ma 0785")
    typed(at_desk, "ma 0785")

    at_desk.presenter.whose.not_me()

    assert (at_desk.state.code_text, at_desk.state.code) == ("MA0785X", Code.MADE)
    come_again = at_desk.state.draft
    at_desk.presenter.set_amount(at_desk.item(SWAB), 2)
    at_desk.presenter.save()
    assert come_again.shares_with == hash_code(SECRET, "MA0785")
    assert people(at_desk) == 2


def test_a_third_person_gets_the_next_letter_whichever_code_they_typed(at_desk):
    come(at_desk, "MA0785")
    come(at_desk, "MA0785", answer=at_desk.presenter.whose.not_me)
    for code in ("MA0785", "MA0785X"):
        typed(at_desk, code)
        at_desk.presenter.whose.not_me()
        assert at_desk.state.code_text == "MA0785Y"


def test_from_then_on_the_code_offers_first_second_and_not_sure(at_desk):
    come(at_desk, "MA0785", (SYRINGE, 30))
    come(at_desk, "MA0785", (SWAB, 5), answer=at_desk.presenter.whose.not_me)

    assert typed(at_desk, "MA0785") is Code.SHARED
    assert (len(at_desk.state.sharing), at_desk.state.draft.is_unsure_who) == (2, True)
    at_desk.presenter.whose.is_one_of(1)
    at_desk.presenter.repeat()
    assert at_desk.state.draft.amount_of(at_desk.item(SWAB)) == 5
    assert not at_desk.state.draft.amount_of(at_desk.item(SYRINGE))
    at_desk.presenter.save()

    assert typed(at_desk, "MA0785X") is Code.KNOWN
    assert rows(at_desk, select(EncounterVersion.is_unsure_who)) == [(False,)] * 3


def test_not_sure_is_a_visit_that_adds_nobody_and_repeats_nothing(at_desk):
    come(at_desk, "MA0785", (SYRINGE, 30))
    come(at_desk, "MA0785", answer=at_desk.presenter.whose.not_me)

    typed(at_desk, "MA0785")
    at_desk.presenter.repeat()
    assert at_desk.state.draft.lines == ()
    come(at_desk, "MA0785")

    unsure = select(EncounterVersion.is_unsure_who).order_by(EncounterVersion.id.desc()).limit(1)
    assert rows(at_desk, unsure) == [(True,)]
    assert people(at_desk) == 2


def test_a_shared_code_saved_before_the_desk_could_ask_is_not_sure(at_desk, slow_desk):
    come(at_desk, "MA0785")
    come(at_desk, "MA0785", answer=at_desk.presenter.whose.not_me)

    slow_desk.presenter.code_typed("MA0785")
    slow_desk.presenter.set_amount(slow_desk.item(SYRINGE), 1)
    slow_desk.presenter.save()
    slow_desk.tasks.let_go()

    unsure = select(EncounterVersion.is_unsure_who).order_by(EncounterVersion.id.desc()).limit(1)
    assert rows(slow_desk, unsure) == [(True,)]


def test_a_second_person_s_visit_taken_back_and_saved_again_still_shares_the_code(at_desk):
    come(at_desk, "MA0785")
    come(at_desk, "MA0785", answer=at_desk.presenter.whose.not_me)
    at_desk.presenter.take_back()
    at_desk.presenter.save()

    with at_desk.store.reading() as session:
        found = look_up(session, hash_code(SECRET, "MA0785"))
    assert isinstance(found, Known)
    assert len(found.sharing) == 2


# --- repeat last ------------------------------------------------------------------------------------------------------


def test_repeat_last_fills_supplies_and_leaves_what_was_typed(at_desk):
    come(at_desk, "MA0785", (SYRINGE, 30), (SWAB, 10))
    typed(at_desk, "MA0785")
    at_desk.presenter.set_amount(at_desk.item(SWAB), 4)

    at_desk.presenter.repeat()

    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 30
    assert at_desk.state.draft.amount_of(at_desk.item(SWAB)) == 4
    at_desk.presenter.clear()
    assert at_desk.state.draft.lines == ()


def test_repeat_last_may_be_pressed_before_the_box_was_left(at_desk):
    come(at_desk, "MA0785", (SYRINGE, 30))

    at_desk.presenter.code_typed("MA0785")
    at_desk.presenter.repeat()

    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 30


def test_a_late_answer_never_fills_somebody_else_s_basket(at_desk, slow_desk):
    come(at_desk, "MA0785", (SYRINGE, 30))
    slow_desk.presenter.code_typed("MA0785")
    slow_desk.presenter.repeat()
    slow_desk.presenter.no_code()

    slow_desk.tasks.let_go()

    assert slow_desk.state.draft.lines == ()


def test_nothing_to_repeat_is_said(at_desk):
    typed(at_desk, "MA0785")
    at_desk.presenter.returned(how=ReturnedHow.NONE)
    at_desk.presenter.save()
    assert typed(at_desk, "MA0785") is Code.KNOWN

    at_desk.presenter.repeat()

    assert at_desk.state.has_nothing_to_repeat
    at_desk.presenter.code_typed("MA078")
    assert not at_desk.state.has_nothing_to_repeat


# --- nothing is left --------------------------------------------------------------------------------------------------


def test_a_letter_more_makes_the_code_nobody_s(at_desk):
    come(at_desk, "MA0785")
    typed(at_desk, "MA0785")
    at_desk.presenter.whose.not_me()

    at_desk.presenter.code_typed("MA0785Q")

    draft = at_desk.state.draft
    assert (draft.code, draft.shares_with, draft.is_unsure_who, at_desk.state.sharing) == (None, None, False, ())


def test_a_late_answer_about_who_is_meant_never_reaches_another_form(at_desk, slow_desk):
    come(at_desk, "MA0785")
    slow_desk.presenter.code_typed("MA0785")
    slow_desk.presenter.code_left()
    slow_desk.tasks.let_go()
    slow_desk.presenter.whose.not_me()
    slow_desk.presenter.no_code()

    slow_desk.tasks.let_go()

    assert (slow_desk.state.code, slow_desk.state.code_text, slow_desk.state.draft.code) == (Code.NONE, "", None)


def test_no_state_ever_shows_a_code_or_a_hash_when_printed(at_desk):
    come(at_desk, "MA0785")
    come(at_desk, "MA0785", answer=at_desk.presenter.whose.not_me)
    typed(at_desk, "MA0785")

    for state in at_desk.shown:
        assert "MA0785" not in repr(state)
        assert hash_code(SECRET, "MA0785").digest.hex() not in repr(state)
        assert "CodeHash" not in repr(state)
