"""What is typed as a code: whether a recipe of the center could have made it."""

import pytest

from outreach.codes import presets
from outreach.codes.fitting import fits
from outreach.codes.issued import new_code
from outreach.codes.recipes import Recipe
from outreach.vocabulary import CodesMade

USUAL = presets.preset(presets.DEFAULT).recipe
ISSUED = Recipe(CodesMade.ISSUED)


@pytest.mark.parametrize("preset", presets.all_presets(), ids=lambda preset: preset.key)
def test_every_published_example_is_a_code_of_its_recipe(preset):
    if preset.recipe.made is CodesMade.FROM_ANSWERS:
        assert fits([preset.recipe], preset.example)


@pytest.mark.parametrize("typed", ["MA0785", "ma-07 85", "XX9999", "MA9985", "MA0785X"])
def test_an_answer_an_unknown_one_and_a_second_persons_letter_all_fit(typed):
    assert fits([USUAL], typed)


@pytest.mark.parametrize("typed", ["1", "20", "MA1385", "M0785", "MA07855", "MA0785XY", "MA07"])
def test_what_no_answer_makes_does_not_fit(typed):
    assert not fits([USUAL], typed)


def test_a_code_given_out_fits_by_its_check_and_one_of_an_older_recipe_still_does():
    code = new_code()
    assert fits([ISSUED], code)
    assert not fits([ISSUED], "MA0785")
    assert fits([ISSUED, USUAL], "MA0785")
    assert fits([], "anything")
