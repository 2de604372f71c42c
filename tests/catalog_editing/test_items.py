"""Items and kits: added, changed and named anew without touching what was given."""

from dataclasses import replace
from datetime import date

import pytest

from outreach import catalog
from outreach.catalog_editing import items, recipes
from outreach.catalog_editing.items import Called, Facts, ItemWrong
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.recipes import RecipeInUse, RecipeWrong
from outreach.catalog_editing.standing import StillInUse
from outreach.founding import NameTaken
from outreach.vocabulary import At, Naloxone
from tests.make import COOKER, COTTON, KIT, SYRINGE, TODAY, Desk

SEPTEMBER = date(2026, 9, 1)
HAT = {"en": Called("Woolly hat", "Hat", ("bobble hat",)), "es": Called("Gorro")}


def do(desk, act, *rest, on=TODAY):
    who = desk.by()
    with desk.writing() as session:
        return act(session, who, At(on), *rest)


def facts(desk, **said):
    return replace(Facts(desk.catalog.item[desk.item(COOKER)].category_id), **said)


def item(desk, id_, on=TODAY, language="en"):
    return desk.read(catalog.load, language, on).item[id_]


def test_an_item_is_added_and_stocked_at_once(desk):
    hat = do(desk, items.add, HAT, facts(desk, units_per_box=50, minimum=20, shelf="C1"))

    found = item(desk, hat)
    later = Desk(desk.opened)
    later.receive("bobble hat", 10)
    later.give({"Gorro": 12})

    assert (found.name, found.short_name, found.units_per_box, found.minimum, found.shelf) == (
        "Woolly hat", "Hat", 50, 20, "C1",
    )  # fmt: skip
    assert (item(desk, hat, language="es").name, later.line("Woolly hat").shortfall) == ("Gorro", 2)


def test_an_old_name_still_finds_it_and_stands_on_pages_about_the_past(desk):
    hat = do(desk, items.add, HAT, facts(desk), on=SEPTEMBER)
    Desk(desk.opened).give({"Woolly hat": 2}, on=SEPTEMBER)
    Desk(desk.opened).give({"Woolly hat": 3}, on=TODAY)
    do(desk, items.change, hat, {"en": Called("Thick hat", "Thick")}, facts(desk), on=date(2026, 10, 1))

    assert [line.item for line in desk.tally(SEPTEMBER).items] == ["Woolly hat"]
    assert [line.item for line in desk.tally(TODAY).items] == ["Thick hat"]
    assert desk.read(catalog.load, "en", TODAY).find("item", "woolly hat") == hat


def test_what_is_not_said_of_its_names_stays(desk):
    hat = do(desk, items.add, HAT, facts(desk))
    do(desk, items.change, hat, {"en": Called("Woolly hat")}, facts(desk, minimum=5))

    found = item(desk, hat)

    assert (found.short_name, found.minimum) == ("Hat", 5)
    assert {"bobble hat", "Gorro"} <= set(found.search_words)


@pytest.mark.parametrize(
    ("called", "refusal"),
    [({"en": Called(COOKER)}, NameTaken), ({"en": Called("X", aliases=("cooker",))}, NameTaken), ({}, NameMissing)],
)
def test_no_word_means_two_items(desk, called, refusal):
    with pytest.raises(refusal):
        do(desk, items.add, called, facts(desk))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"usual_pack": 0}, "usual_pack"),
        ({"units_per_box": 0}, "units_per_box"),
        ({"minimum": -1}, "minimum"),
        ({"doses_per_unit": 2}, "doses_per_unit"),
        ({"naloxone": Naloxone.KIT}, "doses_per_unit"),
        ({"naloxone": Naloxone.SINGLE_DOSE, "doses_per_unit": 2}, "doses_per_unit"),
    ],
)
def test_a_figure_that_cannot_be_is_named(desk, said, field):
    with pytest.raises(ItemWrong) as refused:
        do(desk, items.add, HAT, facts(desk, **said))

    assert refused.value.field == field


def test_a_recipe_begins_on_its_day_and_an_unused_one_is_written_over(desk):
    kit, since = desk.item(KIT), date(2026, 10, 20)
    do(desk, recipes.write, kit, since, [(desk.item(SYRINGE), 5)])
    do(desk, recipes.write, kit, since, [(desk.item(SYRINGE), 6), (desk.item(COOKER), 1)])

    before, after = (item(desk, kit, on).recipe for on in (TODAY, since))

    assert len(before.parts) > 2
    assert [(part.item_id, part.quantity) for part in after.parts] == [(desk.item(SYRINGE), 6), (desk.item(COOKER), 1)]


def test_a_recipe_kits_were_given_by_stays(desk):
    desk.give({KIT: 1})
    since = item(desk, desk.item(KIT)).recipe.since

    with pytest.raises(RecipeInUse):
        do(desk, recipes.write, desk.item(KIT), since, [(desk.item(SYRINGE), 5)])


def test_an_item_becomes_a_kit_only_while_nothing_of_it_stands_anywhere(desk):
    do(desk, recipes.write, desk.item(COTTON), TODAY, [(desk.item(SYRINGE), 5)])
    desk.receive(COOKER, 5, "A")

    assert item(desk, desk.item(COTTON)).recipe is not None
    with pytest.raises(StillInUse):
        do(desk, recipes.write, desk.item(COOKER), TODAY, [(desk.item(SYRINGE), 5)])


def test_a_kit_holds_something_each_once_and_no_kit(desk):
    syringe, kit = desk.item(SYRINGE), desk.item(KIT)
    for parts in ([], [(syringe, 0)], [(syringe, 1), (syringe, 2)], [(kit, 1)]):
        with pytest.raises(RecipeWrong):
            do(desk, recipes.write, desk.item(COTTON) if parts != [(kit, 1)] else kit, TODAY, parts)
