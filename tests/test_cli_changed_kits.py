"""A changed kit from the command line: recorded, corrected, looked back at, and refused where it cannot be."""

import json

import pytest

from tests.make import COTTON, FRONT, KIT, SYRINGE
from tests.test_cli import outreach  # noqa: F401 - the fixture

G28 = "Syringe 28G 1/2 in 1 mL"
PARTS = {
    SYRINGE: 10, "Cooker": 5, COTTON: 10, "Sterile water 5 mL": 10, "Tourniquet": 1, "Alcohol swab": 20,
    "Adhesive bandage": 5, "Sharps container pocket size": 1,
}  # fmt: skip
SWAPPED = PARTS | {SYRINGE: 0, G28: 10, COTTON: 0}


@pytest.fixture
def say(outreach):  # noqa: F811 - the fixture
    def told(command, *arguments, **items):
        visit = {"on": "2026-10-03", "site": FRONT, "items": items}
        return outreach(command, *arguments, given=json.dumps(visit))

    return told


def _history(outreach):  # noqa: F811
    said = outreach("history", "--from", "2026-10-01", "--to", "2026-10-31", "--json")[1]
    return [json.loads(line) for line in said.splitlines()]


def test_a_changed_kit_is_recorded_and_named_with_all_it_held(outreach, say):  # noqa: F811
    code, out, _ = say("record", **{KIT: {"quantity": 2, "parts": SWAPPED}})

    [visit] = _history(outreach)
    assert code == 0
    assert json.loads(out)["shortfalls"][G28] == 20
    assert SYRINGE not in json.loads(out)["shortfalls"]
    assert (visit["items"], visit["syringes"]) == ({KIT: 2}, 20)
    assert visit["changed_kits"] == [{"kit": KIT, "quantity": 2, "parts": SWAPPED}]


def test_what_history_says_can_be_recorded_again(outreach, say):  # noqa: F811
    say("record", **{KIT: [1, {"quantity": 1, "parts": SWAPPED}]})
    [kit] = _history(outreach)[0]["changed_kits"]

    code, _, _ = say("record", **{kit.pop("kit"): kit})

    assert code == 0
    assert [visit["changed_kits"][0]["parts"] for visit in _history(outreach)] == [SWAPPED, SWAPPED]


def test_a_visit_is_corrected_to_a_changed_kit_and_back(outreach, say):  # noqa: F811
    visit = str(json.loads(say("record", **{KIT: 1})[1])["encounter"])

    say("correct", visit, **{KIT: {"quantity": 1, "parts": SWAPPED}})
    assert _history(outreach)[0]["changed_kits"] != []
    say("correct", visit, **{KIT: 1})

    assert _history(outreach)[0]["changed_kits"] == []


def test_refusals_are_sentences_and_nothing_is_recorded(outreach, say):  # noqa: F811
    refused = say("record", Cooker={"quantity": 1, "parts": PARTS})
    assert refused[::2] == (1, "Only kits with a recipe are made up, taken apart or changed. Choose a kit.\n")
    assert say("record", **{KIT: {"quantity": 1, "parts": {G28: 10}}})[2].startswith("Say how many of these were in")
    nothing = say("record", **{KIT: {"quantity": 1, "parts": dict.fromkeys(PARTS, 0)}})[2]
    assert nothing == "Nothing is left in the kit. Take the kit out of the visit instead.\n"
    assert _history(outreach) == []


def test_a_row_of_a_sheet_says_what_to_do_instead(outreach):  # noqa: F811
    sheet = {
        "number": "K7Q 482", "on": "2026-10-03", "site": FRONT,
        "rows": [{"items": {KIT: {"quantity": 1, "parts": SWAPPED}}}],
    }  # fmt: skip

    code, _, said = outreach("sheet", "key", given=json.dumps(sheet))

    assert code == 1
    assert "A sheet has no column for what is in a kit. Post it, then correct that visit." in said
