"""Kits: from the shelf if they are made up, else drawn apart; what is inside counts once."""

from datetime import date

import pytest
from sqlalchemy import insert

from outreach.db.ids import Ids
from outreach.db.models.catalog import RecipePart, RecipeVersion
from outreach.stock.known_lots import OfSeveralRecipes, UnknownLot, known_lots, the_lot
from tests.make import COOKER, COTTON, KIT, NASAL, STATE, SYRINGE, TODAY

MID = date(2026, 10, 10)


@pytest.fixture
def kits(center):
    """A center with parts for many kits, and from the 10th another recipe: 5 syringes, 1 cooker."""
    for item in (
        SYRINGE,
        COOKER,
        COTTON,
        "Sterile water 5 mL",
        "Tourniquet",
        "Alcohol swab",
        "Sharps container pocket size",
    ):
        center.receive(item, 1000, "A", on=date(2026, 9, 1))
    center.receive("Adhesive bandage", 1000, "A", on=date(2026, 9, 1))
    return center


def new_recipe(center, parts, since=MID):
    with center.writing() as session:
        version = Ids(session, center.opened.device, ("recipe_versions",)).next("recipe_versions")
        session.execute(insert(RecipeVersion), [{"id": version, "item_id": center.item(KIT), "since_on": since}])
        session.execute(
            insert(RecipePart),
            [{"recipe_version_id": version, "item_id": center.item(name), "quantity": n} for name, n in parts.items()],
        )


def kit_line(center):
    [line] = center.tally().kits
    return line


def test_a_kit_that_is_not_made_up_is_drawn_apart(kits):
    kits.give({KIT: 3})

    assert (kits.books(SYRINGE), kits.books(COOKER), kits.books(KIT)) == (970, 985, 0)
    assert kits.tally().reconciled


def test_a_kit_from_the_shelf_leaves_its_parts_alone(kits):
    kits.receive(KIT, 5, "K1")

    kits.give({KIT: 3})

    assert (kits.books(SYRINGE), kits.lots(KIT)) == (1000, {"K1": 2})
    assert (kits.line(SYRINGE).given, kits.line(SYRINGE).received, kits.line(SYRINGE).closing) == (30, 50, 1020)


def test_when_made_up_kits_run_out_the_rest_is_drawn_apart(kits):
    kits.receive(KIT, 2, "K1")

    kits.give({KIT: 5})

    assert (kits.books(KIT), kits.books(SYRINGE)) == (0, 970)
    assert kit_line(kits).given == 5
    assert kits.tally().reconciled


def test_kits_are_given_although_no_part_is_on_the_books(center):
    recorded = center.give({KIT: 2})

    shorts = {center.catalog.item[short.item_id].name: short.quantity for short in recorded.shortfalls}
    assert (shorts[SYRINGE], shorts[COOKER]) == (20, 10)
    assert center.figures()["syringes_out"] == 20


def test_syringes_in_a_kit_and_beside_it_are_each_counted_once(kits):
    kits.give({KIT: 2, SYRINGE: 7})

    [line] = [line for line in kits.tally().items if line.item == SYRINGE]
    assert (line.given, line.inside_kits, line.syringes) == (27, 20, 27)
    assert (kits.figures()["syringes_out"], kits.figures()["syringes_out_inside_kits"]) == (27, 20)
    assert kits.books(SYRINGE) == 973


def test_a_recipe_changed_in_the_middle_of_a_month_counts_each_kit_by_its_own(kits):
    kits.give({KIT: 2}, on=date(2026, 10, 9))
    new_recipe(kits, {SYRINGE: 5, COOKER: 1})
    kits.give({KIT: 3}, on=MID)

    assert [(line.given, line.recipe_since, line.syringes_each) for line in kits.tally().kits] == [
        (2, date(2026, 1, 1), 10),
        (3, MID, 5),
    ]
    assert kits.figures()["syringes_out"] == 35
    assert kits.tally().reconciled


def test_kits_made_up_by_the_old_recipe_stay_what_they_are(kits):
    kits.receive(KIT, 4, "OLD", on=date(2026, 10, 1))
    new_recipe(kits, {SYRINGE: 5, COOKER: 1})

    kits.give({KIT: 6}, on=TODAY)

    assert sorted((line.given, line.syringes_each) for line in kits.tally().kits) == [(2, 5), (4, 10)]
    assert kits.line(SYRINGE).given == 50
    assert kits.tally().reconciled


def test_a_lot_of_kits_chosen_although_it_is_used_up_counts_by_its_own_recipe(kits):
    kits.receive(KIT, 1, "OLD", on=date(2026, 10, 1))
    kits.give({KIT: 1}, on=date(2026, 10, 1))
    new_recipe(kits, {SYRINGE: 5, COOKER: 1})

    kits.give({KIT: 1}, lot="OLD")

    assert kits.figures()["syringes_out"] == 20
    assert kits.tally().reconciled


def test_a_kit_taken_back_goes_back_where_it_came_from(kits):
    kits.receive(KIT, 2, "K1")
    visit = kits.give({KIT: 5}).encounter_id

    kits.void(visit)

    assert (kits.lots(KIT), kits.books(SYRINGE), kits.tally().kits) == ({"K1": 2}, 1000, ())


def test_naloxone_inside_kits_is_told_by_its_source(center):
    new_recipe(center, {NASAL: 1, COOKER: 2}, date(2026, 9, 1))
    center.receive(KIT, 3, "K1", source=STATE)

    center.give({KIT: 2})

    [source] = center.tally().naloxone_sources
    assert (source.source, source.doses, center.figures()["naloxone_doses"]) == (STATE, 4, 4)


def test_kits_of_one_number_by_two_recipes_are_told_apart_by_the_code_of_their_label(kits):
    new_recipe(kits, {SYRINGE: 5, COOKER: 1})
    kits.receive(KIT, 5, "K1", on=date(2026, 10, 1))
    kits.receive(KIT, 7, "K1", on=MID)
    with kits.store.reading() as session:
        item, known = kits.item(KIT), known_lots(session)

    with pytest.raises(OfSeveralRecipes) as refused:
        the_lot(known, item, "k1")
    codes = [said.split()[0] for said in refused.value.codes.split(", ")]
    found = [the_lot(known, item, code) for code in codes]

    assert str(MID) in refused.value.codes
    assert [(lot.number, lot.recipe_since == MID) for lot in found] == [("K1", False), ("K1", True)]
    with pytest.raises(UnknownLot):
        the_lot(known, kits.item(COOKER), codes[0])
