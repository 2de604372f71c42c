"""How a center's codes are made: the newest recipe stands, the older ones are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from outreach import code_recipes
from outreach.code_recipes import BeforeUntilPast
from outreach.codes import presets
from outreach.codes.recipes import AsksNothing, build
from outreach.db.models.center import Audit
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At, CodesMade
from tests.make import TODAY

DAY = timedelta(days=1)
PHILIPPINE = presets.preset("philippines").recipe


def change(desk, recipe, *, on=TODAY, by="JM"):
    who = desk.by(by)
    with desk.writing() as session:
        return code_recipes.change(session, who, At(on, 9), recipe)


def current(desk, on=TODAY):
    return desk.read(code_recipes.current, on)


def test_a_center_that_never_chose_makes_codes_the_usual_way(desk):
    recipe = current(desk)

    assert recipe.since is None
    assert build(recipe, {"Mother’s first name": "ma", "birth_month": "7", "birth_year": "1985"}) == "MA0785"


def test_a_changed_recipe_is_in_force_from_its_day_on_and_the_old_one_is_kept(desk):
    change(desk, PHILIPPINE, on=TODAY - 10 * DAY)
    change(desk, presets.preset("issued").recipe)

    assert current(desk).made is CodesMade.ISSUED
    assert current(desk, TODAY - DAY) == replace(PHILIPPINE, since=TODAY - 10 * DAY)
    assert current(desk, TODAY - 11 * DAY).since is None
    assert [recipe.since for recipe in desk.read(code_recipes.history)] == [TODAY, TODAY - 10 * DAY]


def test_of_two_changes_on_one_day_the_later_stands(desk):
    change(desk, presets.preset("issued").recipe)
    change(desk, PHILIPPINE)

    assert current(desk).pieces == PHILIPPINE.pieces


def test_saving_what_is_the_same_already_writes_nothing(desk):
    change(desk, PHILIPPINE)
    change(desk, PHILIPPINE, on=TODAY + DAY)

    assert len(desk.read(code_recipes.history)) == 1


def test_the_usual_way_can_be_chosen_and_is_then_the_center_s_own(desk):
    assert change(desk, presets.preset(presets.DEFAULT).recipe).since == TODAY


def test_a_change_is_audited_and_says_nothing_of_the_recipe(desk):
    change(desk, PHILIPPINE)

    with desk.store.reading() as session:
        rows = session.execute(select(Audit.action, Audit.subject_id).where(Audit.action == "codes.changed")).all()
    assert len(rows) == 1


def test_front_desk_may_not_change_how_codes_are_made(desk):
    with pytest.raises(NotAllowed):
        change(desk, PHILIPPINE, by="DS")


def test_a_recipe_no_code_can_be_made_with_is_not_kept(desk):
    with pytest.raises(AsksNothing):
        change(desk, replace(PHILIPPINE, pieces=()))

    assert desk.read(code_recipes.history) == ()


def test_new_codes_count_as_been_here_before_until_the_day_the_center_sets(desk):
    change(desk, replace(PHILIPPINE, before_until=TODAY + 30 * DAY))

    recipe = current(desk)
    assert [recipe.marks_before(TODAY + days * DAY) for days in (0, 30, 31)] == [True, True, False]
    assert not presets.preset("issued").recipe.marks_before(TODAY)


def test_a_day_that_is_over_is_no_end_but_may_stand_once_it_has_passed(desk):
    with pytest.raises(BeforeUntilPast):
        change(desk, replace(PHILIPPINE, before_until=TODAY - DAY))
    change(desk, replace(PHILIPPINE, before_until=TODAY))

    changed = change(desk, replace(PHILIPPINE, before_until=TODAY, points_out_slips=False), on=TODAY + DAY)

    assert changed.before_until == TODAY
