"""The catalog's commands: shown, added to, renamed, retired; the same refusals as the window."""

import json

import pytest

from tests.make import COOKER, FRONT, NASAL, NORTH
from tests.test_cli_stock import outreach  # noqa: F401 - a fixture

CODE = "614141999996"


@pytest.fixture
def catalog(outreach):  # noqa: F811 - the fixture
    def say(*arguments, initials="AR"):
        return outreach("catalog", *arguments, initials=initials)

    return say


def listed(catalog, what):
    return {one.get("name") or one["code"]: one for one in json.loads(catalog("list", what, "--json")[1])}


def test_an_item_is_added_named_anew_and_retired(catalog):
    new = ("Woolly hat", "--category", "Hygiene", "--name-es", "Gorro", "--units-per-box", "50", "--also", "beanie")
    assert catalog("add", "item", *new)[0] == 0
    catalog("rename", "item", "beanie", "Warm hat")

    hat = listed(catalog, "items")["Warm hat"]
    assert (hat["name_es"], hat["units_per_box"]) == ("Gorro", 50)
    assert hat["other_names"] == ["Woolly hat", "beanie"]
    assert catalog("retire", "item", "Gorro")[0] == 0
    assert "retired" in next(line for line in catalog("list")[1].splitlines() if line.startswith("Warm hat"))
    catalog("bring-back", "item", "Gorro")
    assert not listed(catalog, "items")["Warm hat"]["retired"]


def test_lists_are_added_to_renamed_and_retired(catalog):
    catalog("add", "site", "Harbor box", "--machine", "--short", "Box")
    catalog("add", "place", "Pier", "--site", "Harbor box", "--county", "Kings")
    catalog("add", "source", "Bake sale", "--starts", "2026-01-01", "--ends", "2026-12-31")
    catalog("add", "partner", "Harbor House", "--county", "Kings")
    catalog("rename", "site", NORTH, "Hill clinic")
    catalog("rename", "category", "Hygiene", "Higiene y más", "--language", "es")
    catalog("retire", "partner", "harbor house")

    assert listed(catalog, "sites")["Harbor box"]["is_machine"]
    assert "Hill clinic" in listed(catalog, "sites")
    assert listed(catalog, "places")["Pier"]["is_usual"]
    assert listed(catalog, "sources")["Bake sale"]["ends"] == "2026-12-31"
    assert listed(catalog, "categories")["Hygiene"]["name_es"] == "Higiene y más"
    assert listed(catalog, "partners")["Harbor House"]["retired"]


def test_services_and_referrals_are_the_center_s_own(catalog):
    catalog("add", "service", "Vein care", "--name-es", "Cuidado de venas")
    catalog("add", "referral", "Dentist")
    catalog("rename", "service", "Vein care", "Veins")
    catalog("retire", "referral", "Legal help")

    assert listed(catalog, "services")["Veins"]["name_es"] == "Cuidado de venas"
    assert listed(catalog, "referrals")["Legal help"]["retired"]
    assert "Dentist" in listed(catalog, "referrals")


def test_a_kit_is_added_with_what_is_inside(catalog):
    assert (
        catalog("add", "item", "Van kit", "--category", "Kits", "--holds", "Cooker=2", "--holds", f"{NASAL}=1")[0] == 0
    )

    [recipe] = listed(catalog, "items")["Van kit"]["recipes"]
    assert recipe["items"] == {COOKER: 2, NASAL: 1}
    assert "such as Cooker=2" in catalog("add", "item", "Bag", "--category", "Kits", "--holds", "Cooker")[2]


def test_a_barcode_is_said_of_one_item_and_retired_before_it_is_another_s(catalog):
    assert catalog("barcode", CODE, "--item", NASAL, "--units", "12")[0] == 0
    assert "is the barcode of" in catalog("barcode", CODE, "--item", COOKER)[2]
    assert catalog("barcode", CODE, "--retire")[0] == 0
    assert catalog("barcode", CODE, "--item", COOKER)[0] == 0

    assert listed(catalog, "barcodes")[f"00{CODE}"] == {
        "code": f"00{CODE}", "item": COOKER, "units": 1, "confirmed": True, "retired": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "item", "Hat"), "“--category” is missing"),
        (("add", "item", COOKER, "--category", "Hygiene"), "is there twice"),
        (("add", "item", "Hat", "--category", "Headgear"), "no category called “Headgear”"),
        (("add", "item", "Hat", "--category", "Hygiene", "--usual-pack", "0"), "usual pack is at least 1"),
        (("add", "place", "Pier"), "“--site” is missing"),
        (("retire", "site", "Nowhere"), "no site called “Nowhere”"),
        (("retire", "item", "Cotton"), "Write a recipe of that kit without it"),
        (("barcode", "XYZ1", "--retire"), "no barcode that can be remembered"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(catalog, arguments, said):
    code, out, complaint = catalog(*arguments)

    assert (code, out) == (1, "")
    assert said in complaint


def test_the_front_desk_looks_and_changes_nothing(catalog):
    assert FRONT in catalog("list", "sites", initials="DS")[1]
    assert "Ask a coordinator" in catalog("add", "supplier", "X1", initials="DS")[2]
