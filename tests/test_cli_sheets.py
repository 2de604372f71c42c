"""Paper on the command line: the same refusals as the window, and nothing half done."""

import json
from uuid import uuid4

import pytest

from outreach.cli.run import run
from outreach.sheets import keeping
from outreach.sheets.rows import Row
from outreach.vocabulary import SheetKind
from tests.make import COOKER, FRONT, NASAL, SYRINGE
from tests.test_cli_asks_as_the_window import outreach as at_terminal  # noqa: F401 - the fixture
from tests.test_cli_stock import edit, outreach  # noqa: F401 - the fixture

DAY = "2026-10-12"


@pytest.fixture
def number(outreach, tmp_path):  # noqa: F811 - the fixture
    """A visit sheet printed here."""
    pdf = tmp_path / "sheet.pdf"
    _, out, _ = outreach("sheet", "print", "--kind", "visit", "--site", FRONT, "--pdf", str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")
    return out.removeprefix("Sheet ").strip()


def sheet(printed, **said):
    rows = [
        {"code": "MA0785", "before": "before", "for_people": 2, "items": {SYRINGE: 20, NASAL: 1},
         "returned": {"how": "container", "container": "1 quart", "number": 1, "full": 0.5}},
        {"items": {COOKER: 10}, "unlisted": {"rain ponchos": 2}, "services": ["Wound care"], "referrals": ["Housing"]},
    ]  # fmt: skip
    told = {"number": printed, "on": DAY, "site": FRONT, "by": "DS", "rows": rows, "totals": {SYRINGE: 20}}
    return json.dumps({**told, **said})


def listed(outreach):  # noqa: F811 - the fixture
    return [json.loads(line) for line in outreach("sheet", "list", "--json")[1].splitlines()]


def test_a_sheet_is_printed_keyed_and_listed(outreach, number):  # noqa: F811 - the fixture
    assert listed(outreach)[0]["stage"] == "printed"

    code, out, _ = outreach("sheet", "key", given=sheet(number))

    assert (code, len(json.loads(out)["visits"])) == (0, 2)
    assert (listed(outreach)[0]["stage"], listed(outreach)[0]["rows"]) == ("posted", 2)


def test_columns_that_differ_are_said_and_the_sheet_is_posted_as_keyed(outreach, number):  # noqa: F811 - the fixture
    code, out, _ = outreach("sheet", "key", given=sheet(number, totals={SYRINGE: 40}))

    assert code == 0
    assert f"{SYRINGE}: 20 keyed, 40 on the paper." in out


def test_the_same_sheet_keyed_twice_is_refused_with_who_and_when(outreach, number):  # noqa: F811 - the fixture
    outreach("sheet", "key", given=sheet(number))

    code, _, err = outreach("sheet", "key", given=sheet(number.lower()))

    assert code == 1
    assert f"Sheet {number} was keyed by AR on" in err


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"number": "K7"}, "no number of a sheet"),
        ({"number": 7}, "number"),
        ({"rows": "none"}, "rows"),
        ({"rows": [{"items": {"Sirynge": 3}}]}, "Sirynge"),
        ({"rows": [{"row": 2}, {"row": 2}]}, "row"),
        ({"by": "ZZ"}, "ZZ"),
        ({"totals": {SYRINGE: -1}}, SYRINGE),
        ({"kind": "week"}, "visit or totals"),
        ({"count_side": "during"}, "before, after"),
        ({"rows": []}, "Nothing is keyed"),
        ({"participant": "x"}, "participant"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(outreach, number, wrong, words):  # noqa: F811 - the fixture
    code, _, err = outreach("sheet", "key", given=sheet(number, **wrong))

    assert code == 1
    assert words in err
    assert listed(outreach)[0]["stage"] == "printed"


def test_a_row_that_is_wrong_is_named_by_its_number_on_the_sheet(outreach, number):  # noqa: F811 - the fixture
    wrong = [{"row": 3, "items": {SYRINGE: 1}}, {"row": 7, "items": {"Sirynge": 3}}]

    code, _, err = outreach("sheet", "key", given=sheet(number, rows=wrong))
    assert (code, "Row 7: " in err, "Line" in err) == (1, True, False)
    code, _, err = outreach("sheet", "key", given=sheet(number, rows=wrong[1:]))
    assert (code, "Row 7: " in err) == (1, True)


def test_a_voided_sheet_keyed_again_is_keyed_and_says_who_voided_it_and_when(outreach, number):  # noqa: F811
    outreach("sheet", "key", given=sheet(number))
    outreach("sheet", "void", number, "--reason", "entered_twice")

    code, out, _ = outreach("sheet", "key", given=sheet(number))

    assert code == 0
    assert f"Sheet {number} was voided by AR on" in out
    assert "It is keyed anew." in out
    assert [one["stage"] for one in listed(outreach)] == ["posted", "voided"]


def test_a_list_calls_a_totals_sheet_contacts_and_never_rows(outreach, number):  # noqa: F811 - the fixture
    crowd = {"number": "M2X 916", "kind": "totals", "on": DAY, "site": FRONT, "contacts": 41, "items": {SYRINGE: 120}}
    outreach("sheet", "key", given=json.dumps(crowd))
    outreach("sheet", "key", given=json.dumps({**crowd, "number": "M2X 917", "contacts": 1}))
    outreach("sheet", "key", given=sheet(number))

    said = outreach("sheet", "list")[1].splitlines()

    assert [line.split("  ")[-1] for line in said] == ["1 contact", "41 contacts", "2 visits"]
    assert [one.get("contacts") for one in listed(outreach)] == [1, 41, None]
    assert "41 contacts taken back" in outreach("sheet", "void", "M2X 916", "--reason", "entered_twice")[1]


def test_a_totals_sheet_adds_contacts_and_what_came_back(outreach, tmp_path):  # noqa: F811 - the fixture
    crowd = {
        "number": "M2X 916", "kind": "totals", "on": DAY, "site": FRONT, "contacts": 41, "items": {SYRINGE: 120},
        "services": {"Naloxone training": 7}, "returned": {"1 quart": 2.5, "pounds": 12.4},
    }  # fmt: skip
    code, out, _ = outreach("sheet", "key", given=json.dumps(crowd))

    assert (code, len(json.loads(out)["visits"])) == (0, 1)
    month = json.loads(outreach("tally", "--month", "2026-10", "--json")[1])
    assert "41" in json.dumps(month)
    not_counted = {**crowd, "number": "M2X 917", "contacts": "not counted", "event": "Street fair"}
    assert json.loads(outreach("sheet", "key", given=json.dumps(not_counted))[1])["document"] is not None


def test_a_sheet_is_moved_and_voided_in_one_act(outreach, number):  # noqa: F811 - the fixture
    outreach("sheet", "key", given=sheet(number))

    assert "2 visits are now of 2026-10-10" in outreach("sheet", "redate", number, "--on", "2026-10-10")[1]
    code, _, refused = outreach("sheet", "redate", number, "--on", "2126-10-10")
    assert (code, refused.strip()) == (1, "That day is still to come. Choose today or a day before.")
    assert listed(outreach)[0]["on"] == "2026-10-10"
    assert "2 visits taken back" in outreach("sheet", "void", number, "--reason", "entered_twice")[1]
    code, _, err = outreach("sheet", "void", number, "--reason", "entered_twice")
    assert (code, "was voided" in err) == (1, True)


def test_a_number_nobody_knows_is_said(outreach):  # noqa: F811 - the fixture
    code, _, err = outreach("sheet", "void", "K7Q 482", "--reason", "entered_twice")

    assert (code, "K7Q 482" in err) == (1, True)


def test_a_number_that_was_not_printed_here_is_keyed_and_that_is_said(outreach, number):  # noqa: F811 - the fixture
    code, out, err = outreach("sheet", "key", given=sheet("M2X 916"))

    assert (code, json.loads(out)["printed_here"]) == (0, False)
    assert err.startswith("This sheet was not printed here.")
    code, out, err = outreach("sheet", "key", given=sheet(number))
    assert (code, json.loads(out)["printed_here"], err) == (0, True, "")


def test_a_sheet_of_the_other_kind_is_named_without_a_tab(outreach, number):  # noqa: F811 - the fixture
    crowd = {"number": number, "kind": "totals", "on": DAY, "site": FRONT, "contacts": 41, "items": {SYRINGE: 120}}

    code, _, err = outreach("sheet", "key", given=json.dumps(crowd))

    assert (code, err.strip()) == (1, f"Sheet {number} is a visit sheet, and is keyed as one.")


def test_a_sheet_moved_to_where_it_is_changes_nothing_and_says_so(outreach, number):  # noqa: F811 - the fixture
    outreach("sheet", "key", given=sheet(number))

    code, out, _ = outreach("sheet", "redate", number, "--on", DAY)

    assert (code, out.strip()) == (0, f"Sheet {number}: nothing changes, it is of that day, site and place already.")


@pytest.fixture
def begun(outreach, number, folder, template):  # noqa: F811 - the fixture
    """The sheet with two rows keyed and not posted."""

    def begin(desk, session, by, at):
        kept = keeping.begin(session, by, at, number, SheetKind.VISIT, desk.site(FRONT))
        for place in (1, 2):
            items = ((desk.item(SYRINGE), 20),)
            keeping.keep_row(session, by, kept.id, place, Row(uuid4(), items=items))

    edit(folder, template, begin)
    return number


def test_rows_keyed_and_not_posted_that_go_with_a_sheet_are_said(outreach, begun):  # noqa: F811 - the fixture
    code, out, _ = outreach("sheet", "void", begun, "--reason", "entered_twice")

    assert (code, out.splitlines()[-1]) == (0, "2 rows keyed and not posted were let go.")


@pytest.mark.parametrize("what", [("sheet", "void", "K7Q 482"), ("collection",), ("happened",), ("drug-check",)])
def test_what_is_of_no_one_person_is_not_voided_for_the_wrong_person(capsys, what):
    with pytest.raises(SystemExit):
        run([*what, "--reason", "wrong_person"])

    assert "invalid choice: 'wrong_person'" in capsys.readouterr().err


def test_on_a_terminal_rows_not_posted_are_asked_about_first(at_terminal, begun):  # noqa: F811 - the fixture
    void = ("sheet", "void", begun, "--reason", "entered_twice")

    code, _, err = at_terminal(*void, typed="leave\n")

    assert (code, "rows keyed and not posted: 2" in err) == (1, True)
    assert listed(at_terminal)[0]["stage"] == "being_keyed"
    assert at_terminal(*void, typed="void\n")[0] == 0
    assert listed(at_terminal)[0]["stage"] == "voided"
