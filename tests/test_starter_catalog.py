"""The starter catalog is data; these are the promises it keeps and the mistakes it does not let pass."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from outreach import starter
from outreach.catalog import folded
from outreach.starter import Starter, StarterItem, StarterPart, StarterRecipe
from outreach.vocabulary import Naloxone

FOLDER = Path(__file__).parent.parent / "resources" / "catalog"

TYPED_BY_EVERYONE = [
    "Syringe 29G 1/2 in 1 mL",
    "Syringe 28G 1/2 in 1 mL",
    "Syringe 31G 5/16 in 0.5 mL",
    "Syringe 25G 1 in 3 mL",
    "Nasal naloxone 4 mg kit",
    "IM naloxone 0.4 mg kit",
    "Nasal naloxone 4 mg single dose",
    "IM naloxone 0.4 mg single dose",
    "Fentanyl test strip",
    "Xylazine test strip",
    "Cooker",
    "Cotton",
    "Sterile water 5 mL",
    "Tourniquet",
    "Alcohol swab",
    "Sharps container 1 quart",
    "Sharps container 2 gallon",
    "Smoking kit",
    "Condom",
    "Wound care kit",
    "Hygiene kit",
    "Injecting kit",
]


@pytest.fixture(scope="module")
def catalog() -> Starter:
    return starter.load(FOLDER)


def item(catalog: Starter, name: str) -> StarterItem:
    return next(item for item in catalog.items if item.name["en"] == name)


def changed(catalog: Starter, which: str, fields: dict[str, Any]) -> Starter:
    """The catalog with one item changed."""
    items = tuple(replace(one, **fields) if one.name["en"] == which else one for one in catalog.items)
    return replace(catalog, items=items)


@pytest.mark.parametrize("name", TYPED_BY_EVERYONE)
def test_the_names_staff_and_scripts_type_are_there(catalog: Starter, name: str) -> None:
    assert item(catalog, name).name["en"] == name


@pytest.mark.parametrize("name", TYPED_BY_EVERYONE)
def test_those_names_can_be_typed_on_any_keyboard(name: str) -> None:
    assert name.isascii()


def test_a_center_starts_with_what_centers_really_hand_out(catalog: Starter) -> None:
    assert len(catalog.items) >= 50
    assert [category.name["en"] for category in catalog.categories] == [
        "Syringes",
        "Naloxone",
        "Drug checking",
        "Safer injecting",
        "Sharps containers",
        "Safer smoking",
        "Safer sex",
        "Wound care",
        "Hygiene",
        "Food and water",
        "Kits",
    ]


def test_everything_has_a_name_in_english_and_spanish(catalog: Starter) -> None:
    assert catalog.languages == {"en", "es"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("29g", "Syringe 29G 1/2 in 1 mL"),
        ("insulin", "Syringe 29G 1/2 in 1 mL"),
        ("nal", "Nasal naloxone 4 mg kit"),
        ("narcan", "Nasal naloxone 4 mg kit"),
        ("strips", "Fentanyl test strip"),
        ("tiras", "Fentanyl test strip"),
        ("cottons", "Cotton"),
        ("algodones", "Cotton"),
        ("kit", "Injecting kit"),
        ("preservativo", "Condom"),
    ],
)
def test_what_staff_type_means_one_thing(catalog: Starter, typed: str, name: str) -> None:
    meant = [one.name["en"] for one in catalog.items if typed in map(starter.folded, one.search_words)]

    assert meant == [name]


def test_a_kit_counts_its_doses_and_a_single_dose_is_no_kit(catalog: Starter) -> None:
    assert item(catalog, "Nasal naloxone 4 mg kit").doses_per_unit == 2
    assert item(catalog, "IM naloxone 0.4 mg kit").naloxone is Naloxone.KIT
    assert item(catalog, "IM naloxone 0.4 mg single dose").naloxone is Naloxone.SINGLE_DOSE


def test_the_injecting_kit_holds_eight_things_and_ten_syringes(catalog: Starter) -> None:
    recipe = item(catalog, "Injecting kit").recipe

    assert recipe is not None
    assert len(recipe.parts) == 8
    assert recipe.parts[0] == StarterPart("syringe-29g-1-2in-1ml", 10)


def test_every_syringe_counts_as_one(catalog: Starter) -> None:
    assert all(one.syringes_per_unit == (one.category == "syringes") for one in catalog.items)


def test_conversions_say_where_they_come_from(catalog: Starter) -> None:
    full = {container.name["en"]: container.per for container in catalog.containers}

    assert full["1 quart"] == 70
    assert full["2 gallon"] == 400
    assert [weight.per_pound for weight in catalog.weights] == [281]
    assert all(container.origin and container.looked_up for container in catalog.containers)
    assert all(weight.origin and weight.looked_up for weight in catalog.weights)


def test_no_word_means_two_items_however_it_is_typed(catalog: Starter) -> None:
    meanings: dict[str, set[str]] = {}
    for one in catalog.items:
        for word in one.search_words:
            meanings.setdefault(folded(word), set()).add(one.key)

    assert {word: items for word, items in meanings.items() if len(items) > 1} == {}


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"key": "tourniquet"}, "twice"),
        ({"key": "No Key"}, "small letters"),
        ({"name": {"en": "Cooker"}}, r"must be in \['en', 'es'\]"),
        ({"name": {"en": "Cooker", "es": " "}}, "empty or padded"),
        ({"short_name": {"en": "Cookers and everything", "es": "Cazoletas"}}, "16 characters"),
        ({"aliases": {"en": ("ALGODÓN",), "es": ("ollita",)}}, "already means cooker|already means cotton"),
        ({"aliases": {"en": (), "es": ("ollita",)}}, "aliases in every language"),
        ({"category": "pots"}, "pots"),
        ({"usual_pack": 0}, "at least 1"),
        ({"units_per_box": -1}, "at least 1"),
        ({"units_per_box": 300, "units_per_case": 1000}, "whole boxes"),
        ({"minimum": -1}, "below 0"),
        ({"doses_per_unit": 1}, "only naloxone"),
        ({"naloxone": Naloxone.SINGLE_DOSE, "doses_per_unit": 2}, "1 dose"),
        ({"naloxone": Naloxone.KIT}, "has doses"),
        ({"recipe": StarterRecipe(date(2026, 1, 1), ())}, "empty"),
        ({"recipe": StarterRecipe(date(2026, 1, 1), (StarterPart("bell", 1),))}, "no item"),
        ({"recipe": StarterRecipe(date(2026, 1, 1), (StarterPart("injecting-kit", 1),))}, "kit itself"),
        ({"recipe": StarterRecipe(date(2026, 1, 1), (StarterPart("cotton", 0),))}, "amount of cotton"),
    ],
)
def test_a_mistake_in_the_list_is_found_and_named(catalog: Starter, change: dict[str, Any], trouble: str) -> None:
    with pytest.raises(ValueError, match=trouble):
        starter.check(changed(catalog, "Cooker", change))


def test_a_conversion_of_nothing_is_found(catalog: Starter) -> None:
    nothing = replace(catalog.weights[0], per_pound=0)

    with pytest.raises(ValueError, match="above 0"):
        starter.check(replace(catalog, weights=(nothing,)))


def test_a_misspelt_field_is_found_and_named(tmp_path: Path) -> None:
    copy = copytree(FOLDER, tmp_path / "catalog") / "items.toml"
    copy.write_text(copy.read_text(encoding="utf-8").replace("\nusual_pack", "\nusual_pak", 1), encoding="utf-8")

    with pytest.raises(ValueError, match=r"syringe-29g-1-2in-1ml: .*usual_pak"):
        starter.load(copy.parent)
