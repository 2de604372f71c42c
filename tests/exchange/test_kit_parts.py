"""What was in a kit, as JSON: every part of the recipe is said, and nothing is guessed."""

import json

import pytest

from outreach.catalog import UnknownName
from outreach.codes.normalizing import hash_code
from outreach.entry import Given, NothingInKit
from outreach.exchange import entries
from outreach.exchange.entries import FieldWrong, ItemTwice, UnknownField
from outreach.exchange.kit_parts import PartsNotSaid
from outreach.stock import kits
from outreach.stock.kits import KitInKit, NotAKit
from outreach.translation import translator
from outreach.words import words_for
from tests.make import COOKER, COTTON, FRONT, KIT, SYRINGE, TODAY

G28 = "Syringe 28G 1/2 in 1 mL"


@pytest.fixture
def recipe(center):
    items = center.catalog.item
    return {items[part.item_id].name: part.quantity for part in items[center.item(KIT)].recipe.parts}


@pytest.fixture
def given(center):
    def given_of(items):
        listed = entries.objects(json.dumps({"site": FRONT, "items": items}))

        def recipes(item_id):
            return center.read(kits.recipes, [item_id]).get(item_id, ())

        hashing = lambda typed: hash_code(b"s", typed)  # noqa: E731 - as short as it is
        [entry] = entries.entries(listed, center.catalog, {}, hashing, TODAY, recipes)
        return entry.given

    return given_of


def test_what_is_in_each_kit_is_the_whole_of_it(given, center, recipe):
    swapped = recipe | {SYRINGE: 0, G28: 10, COTTON: 4}

    [line] = given({KIT: {"quantity": 2, "parts": swapped}})

    assert (line.item_id, line.quantity) == (center.item(KIT), 2)
    assert dict(line.parts) == {center.item(name): n for name, n in swapped.items() if n}


def test_one_item_can_have_several_lines(given, center, recipe):
    plain, changed = given({KIT: [1, {"quantity": 1, "parts": recipe | {COTTON: 0}}]})

    assert plain == Given(center.item(KIT), 1)
    assert center.item(COTTON) not in dict(changed.parts)


def test_a_part_that_is_forgotten_is_asked_for_by_name(given, recipe):
    del recipe[COTTON], recipe[SYRINGE]

    with pytest.raises(PartsNotSaid) as refused:
        given({KIT: {"quantity": 1, "parts": {G28: 10} | recipe}})

    said = words_for(refused.value, translator("en"))
    assert said == f"Say how many of these were in each Injecting kit, 0 for none: {SYRINGE}, {COTTON}."


@pytest.mark.parametrize(
    ("name", "change", "refusal"),
    [
        (COOKER, {}, NotAKit),
        (KIT, {"Smoking kit": 1}, KitInKit),
        (KIT, {"Coton": 0}, UnknownName),
        (KIT, {"syringe 29g ½″ 1 ML": 3}, ItemTwice),
        (KIT, {COTTON: -1}, FieldWrong),
        (KIT, {COTTON: "4"}, FieldWrong),
    ],
)
def test_what_cannot_be_is_refused(given, recipe, name, change, refusal):
    with pytest.raises(refusal):
        given({name: {"quantity": 1, "parts": recipe | change}})


def test_a_kit_with_nothing_in_it_and_a_line_that_says_nothing_are_refused(given, recipe):
    with pytest.raises(NothingInKit):
        given({KIT: {"quantity": 1, "parts": dict.fromkeys(recipe, 0)}})
    with pytest.raises(FieldWrong):
        given({KIT: []})
    with pytest.raises(UnknownField):
        given({KIT: {"quantity": 1, "part": recipe}})
