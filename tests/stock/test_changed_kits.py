"""A part swapped or left out at the hand-out: still one kit, and what was really in it counts once."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach import history
from outreach.entry import Given, NothingInKit, fingerprint
from outreach.stock.kit_differences import Difference, Instead, Parts, difference
from outreach.stock.kits import KitInKit
from outreach.translation import translator
from outreach.ui.shared import changed_kit
from tests.make import COOKER, COTTON, KIT, NASAL, SYRINGE, TODAY
from tests.stock.made import make_up

G28 = "Syringe 28G 1/2 in 1 mL"


@pytest.fixture
def stocked(center):
    for name in (*recipe(center), G28):
        center.receive(name, 100_000, "P", on=date(2026, 9, 1))
    return center


def recipe(center) -> dict[str, int]:
    items = center.catalog.item
    return {items[part.item_id].name: part.quantity for part in items[center.item(KIT)].recipe.parts}


def parts_of(center, **swapped: int) -> Parts:
    """`parts_of(center, **{SYRINGE: 0, G28: 10})`: the rest as the recipe says."""
    return tuple((center.item(name), n) for name, n in (recipe(center) | swapped).items() if n)


def kit(center, quantity: int = 1, **swapped: int) -> Given:
    return Given(center.item(KIT), quantity, parts=parts_of(center, **swapped))


def give(center, *given):
    return center.record(replace(center.entry(), given=given)).encounter_id


def counted(center) -> tuple[Counter[str], int, int]:
    """Units given by item, kits given, and how many of those were changed."""
    tally = center.tally()
    return (
        Counter({line.item: line.given for line in tally.items}),
        sum(line.given for line in tally.kits),
        sum(line.changed for line in tally.kits),
    )


def owned(center, name):
    """Of an item, what is on the shelf and what is in made-up kits."""
    return center.books(name) + recipe(center).get(name, 0) * center.books(KIT)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_in_a_changed_kit_is_given_once_and_it_is_one_kit(stocked, data):
    amounts = {name: data.draw(st.integers(0, 12)) for name in (*recipe(stocked), G28)}
    amounts[SYRINGE] = amounts[SYRINGE] or 1
    number, made_up = data.draw(st.integers(1, 4)), data.draw(st.integers(0, 3))
    if made_up:
        make_up(stocked, KIT, made_up)
    items, kits, changed = counted(stocked)
    before = {name: owned(stocked, name) for name in amounts}

    give(stocked, kit(stocked, number, **amounts))

    items_now, kits_now, changed_now = counted(stocked)
    is_changed = {name: n for name, n in amounts.items() if n} != recipe(stocked)
    assert items_now == items + Counter({name: n * number for name, n in amounts.items()})
    assert (kits_now - kits, changed_now - changed) == (number, number if is_changed else 0)
    assert {name: before[name] - owned(stocked, name) for name in amounts} == {
        name: n * number for name, n in amounts.items()
    }
    assert stocked.tally().reconciled
    assert stocked.verify().is_sound


def test_a_kit_said_to_hold_what_its_recipe_says_is_not_changed(stocked):
    make_up(stocked, KIT, 3)

    give(stocked, kit(stocked, 2))

    assert (stocked.books(KIT), counted(stocked)[1:]) == (1, (2, 0))


def test_one_kit_as_it_is_and_one_changed_in_the_same_visit_stay_two_lines(stocked):
    plain, swapped = Given(stocked.item(KIT), 1), kit(stocked, 1, **{SYRINGE: 0, G28: 10})

    visit = give(stocked, plain, swapped)

    said = stocked.read(history.entry_of, visit).given
    assert [(line.quantity, line.parts is not None) for line in said] == [(1, False), (1, True)]
    assert counted(stocked)[0][SYRINGE] == counted(stocked)[0][G28] == 10


def test_the_order_in_which_parts_are_said_makes_no_other_visit(stocked):
    line, parts = kit(stocked, 1, **{COTTON: 0}), parts_of(stocked, **{COTTON: 0})
    entry = replace(stocked.entry(), given=(line,))
    turned = replace(entry, given=(replace(line, parts=parts[::-1]),))

    assert fingerprint(entry) == fingerprint(turned)


def test_a_kit_of_which_nothing_is_left_and_a_kit_in_a_kit_are_refused(stocked):
    with pytest.raises(NothingInKit):
        give(stocked, Given(stocked.item(KIT), 1, parts=()))
    with pytest.raises(KitInKit):
        give(stocked, kit(stocked, 1, **{"Smoking kit": 1}))
    assert counted(stocked) == (Counter(), 0, 0)


def _difference(center, **swapped):
    return difference(parts_of(center, **swapped), parts_of(center), center.catalog.item)


def test_what_came_in_stands_for_what_was_left_out_and_the_same_category_comes_first(center):
    ids = {name: center.item(name) for name in (SYRINGE, G28, COOKER, COTTON, NASAL)}

    found = _difference(center, **{SYRINGE: 0, COOKER: 0, COTTON: 5, NASAL: 1, G28: 10})

    assert found == Difference(
        instead=(Instead(ids[G28], 10, ids[SYRINGE], 10), Instead(ids[NASAL], 1, ids[COOKER], 5)),
        other=((ids[COTTON], 5, 10),),
    )


@pytest.mark.parametrize(
    ("swapped", "said"),
    [
        ({}, ""),
        ({SYRINGE: 0, G28: 10}, "28G instead of 29G"),
        ({SYRINGE: 0, G28: 5}, "5 × 28G instead of 10 × 29G"),
        ({COTTON: 0}, "without cottons"),
        ({COTTON: 0, COOKER: 0}, "without cookers, cottons"),
        ({COTTON: 4, COOKER: 0}, "4 × cotton, not 10, without cookers"),
        ({NASAL: 1}, "with 1 × nasal naloxone 4 mg kit"),
        ({SYRINGE: 3, G28: 7, COTTON: 0}, "3 × 29G, not 10, without cottons, with 7 × 28G"),
        ({SYRINGE: 0}, "without 29G"),
        ({SYRINGE: 0, "Syringe 29G 1/2 in 0.5 mL": 10}, "29G ½″ 0.5 mL instead of 29G ½″ 1 mL"),
    ],
)
def test_a_changed_kit_is_said_in_a_few_words(center, swapped, said):
    parts, by_recipe = parts_of(center, **swapped), parts_of(center)

    assert changed_kit.how(parts, by_recipe, center.catalog.item, translator("en")) == said


def test_a_changed_kit_recorded_on_a_day_of_another_recipe_holds_what_was_said(stocked):
    line = kit(stocked, 1, **{COTTON: 0})

    stocked.record(replace(stocked.entry(on=date(2025, 12, 1)), given=(line,)), at=TODAY)

    items = {one.item: one.given for one in stocked.tally(date(2025, 12, 1)).items}
    assert (items[SYRINGE], items.get(COTTON)) == (10, None)
