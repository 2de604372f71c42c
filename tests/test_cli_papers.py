"""Papers from the command line: listed and taken back; what was found, what stood there at the beginning."""

import json

import pytest

from tests.make import COOKER, COUNTY, FRONT, NASAL, NORTH, STATE, SYRINGE
from tests.test_cli_stock import ARRIVED, ID, lots, outreach, stocked

__all__ = ["outreach", "stocked"]
DAY = "2026-10-03"


def listed(outreach, *said):
    code, out, err = outreach("papers", "--json", *said)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def done(outreach, *said, given=""):
    code, out, _ = outreach(*said, "--json", given=given)
    assert code == 0
    return json.loads(out)["document"]


def moved(outreach):
    return done(
        outreach, "transfer", "--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "10", "--lot", "25F08",
        "--on", DAY,
    )  # fmt: skip


def test_papers_are_listed_newest_first_with_their_lines_by_the_number_other_commands_take(stocked):
    document = moved(stocked)
    slip = json.loads(
        stocked("hand-over", "--site", FRONT, "--event", "Street fair", "--county", "Kings", "--item", NASAL,
                "--quantity", "30", "--json")[1]
    )  # fmt: skip

    newest, before, *deliveries = listed(stocked)

    assert (newest["document"], newest["slip"], newest["reference"]) == (slip["document"], slip["slip"], "Street fair")
    assert (newest["recipient"], newest["county"]) == ("event", "Kings")
    assert [one["kind"] for one in deliveries] == ["delivery"] * 3
    assert before | {"staff": "", "recorded_on": ""} == {
        "document": document, "kind": "transfer", "on": DAY, "site": FRONT, "to_site": NORTH, "recipient": None,
        "whose": None, "county": None, "slip": None, "reference": None, "items": 1, "units": 10,
        "lines": [{"item": SYRINGE, "lot": "25F08", "source": COUNTY, "expires": None, "kind": "moved_out",
                   "quantity": -10}],
        "staff": "", "recorded_on": "", "voided_on": None, "voided_by": None, "void_reason": None, "replaces": None,
        "replaced_by": None, "short_of": None, "belongs_to": None,
    }  # fmt: skip


def test_papers_are_found_by_site_kind_item_lot_days_and_what_they_say(stocked):
    document = moved(stocked)

    def found(*said):
        return [one["document"] for one in listed(stocked, *said)]

    delivered = {one["lines"][0]["lot"]: one["document"] for one in listed(stocked, "--kind", "delivery")}
    assert found("--site", NORTH) == found("--from", "2026-10-02") == [document]
    assert found("--item", SYRINGE, "--lot", "25f08") == [document, delivered["25F08"]]
    assert found("--item", SYRINGE, "--to", ARRIVED) == [delivered["25F08"], delivered["24A17"]]
    assert found("--find", "nx44") == [delivered["NX4417"]]
    assert "There is no lot X1" in stocked("papers", "--item", SYRINGE, "--lot", "X1")[2]
    with pytest.raises(SystemExit):
        stocked("papers", "--lot", "25F08")


def test_a_lot_of_another_source_under_the_same_number_is_another(stocked):
    stocked("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "5", "--lot", "24A17", "--source", COUNTY)
    of = ("--item", SYRINGE, "--lot", "24A17")

    assert "“source”" in stocked("papers", *of)[2]
    assert [one["lines"][0]["source"] for one in listed(stocked, *of, "--source", COUNTY)] == [COUNTY]


def test_a_paper_is_a_line_of_text_and_more_than_were_asked_for_are_spoken_of(stocked):
    document = moved(stocked)

    code, out, err = stocked("papers", "--newest", "1")

    assert (code, out) == (0, f"{document}  {DAY}  transfer  {FRONT} to {NORTH}  1 item  10 units\n")
    assert err == "These are the newest 1. Narrow the days, or say --newest and how many.\n"


def test_a_paper_is_taken_back_once_for_a_reason(stocked):
    document = moved(stocked)

    assert stocked("papers", "void", str(document), "--reason", "wrong_place") == (
        0, f"Paper {document} was taken back.\n", "",
    )  # fmt: skip
    assert lots(stocked, SYRINGE)["25F08"] == {FRONT: 500}
    [shown] = [one for one in listed(stocked) if one["document"] == document]
    assert (shown["void_reason"], shown["voided_by"]) == ("wrong_place", "AR")
    assert stocked("papers")[1].splitlines()[0].endswith("10 units  voided")
    again = stocked("papers", "void", str(document), "--reason", "wrong_place")
    assert (again[0], again[2]) == (1, "That was already taken back or corrected.\n")


@pytest.mark.parametrize("number", ["-1", "7", str(10**30)])
def test_a_paper_that_is_not_there_is_not_taken_back(outreach, number):
    code, _, err = outreach("papers", "void", number, "--reason", "test_entry")

    assert (code, err) == (1, "There is no such document. Check its number.\n")


def test_a_paper_is_taken_back_by_a_coordinator_for_one_of_the_window_s_reasons(stocked):
    document = moved(stocked)

    assert "Ask a coordinator" in stocked("papers", "void", str(document), "--reason", "test_entry", initials="DS")[2]
    with pytest.raises(SystemExit):
        stocked("papers", "void", str(document), "--reason", "changed_my_mind")
    assert lots(stocked, SYRINGE)["25F08"] == {FRONT: 490, NORTH: 10}


def test_what_belongs_to_a_totals_sheet_is_put_right_there(stocked):
    crowd = {"number": "M2X 916", "kind": "totals", "on": DAY, "site": FRONT, "contacts": "not counted",
             "event": "Street fair", "items": {SYRINGE: 120}}  # fmt: skip
    assert stocked("sheet", "key", given=json.dumps(crowd))[0] == 0
    [paper] = listed(stocked, "--kind", "hand_over")
    said = ("papers", "void", str(paper["document"]), "--reason", "entered_twice")

    assert paper["belongs_to"] == {"sheet": "M2X 916"}
    assert stocked(*said)[2] == "It belongs to totals sheet M2X 916, and is put right with the sheet.\n"
    assert lots(stocked, SYRINGE)["24A17"] == {FRONT: 880}
    stocked("sheet", "void", "M2X 916", "--reason", "entered_twice")
    assert stocked(*said)[2] == "That was already taken back or corrected.\n"


def test_what_belongs_to_a_report_is_put_right_there(stocked):
    report = {"site": FRONT, "on": DAY, "kind": "overdose_here", "naloxone": NASAL, "used": 2, "doses": 4}
    stocked("happened", given=json.dumps(report))
    [paper] = listed(stocked, "--kind", "hand_over")

    code, _, err = stocked("papers", "void", str(paper["document"]), "--reason", "entered_twice")

    assert (paper["belongs_to"], code) == ({"report": True}, 1)
    assert "belongs to a report" in err


def test_what_turned_up_is_found_in_its_lot_or_without_one_and_once(stocked):
    found = ("found", "--site", FRONT, "--item", SYRINGE, "--id", ID, "--lot", "25F08", "--quantity", "1b", "--on", DAY)

    assert stocked(*found)[1] == f"{SYRINGE}: 100 · Lot 25F08 · no expiry date\n"
    assert stocked(*found)[1] == "Recorded before; nothing was done again.\n"
    done(stocked, "found", "--site", FRONT, given=json.dumps({"item": COOKER, "quantity": 40}))

    assert lots(stocked, SYRINGE)["25F08"] == {FRONT: 600}
    assert [(one["lines"][0]["item"], one["lines"][0]["quantity"]) for one in listed(stocked, "--kind", "found")] == [
        (COOKER, 40), (SYRINGE, 100),
    ]  # fmt: skip


def test_books_open_with_what_stood_there_by_lot_expiry_and_source_and_once(outreach):
    opens = ("opening", "--site", FRONT, "--item", NASAL, "--quantity", "2", "--in", "cases", "--lot", "PX1",
             "--expires", "2029-03", "--source", STATE, "--on", DAY, "--id", ID)  # fmt: skip

    code, out, _ = outreach(*opens)
    assert (code, outreach(*opens)[1]) == (0, "Recorded before; nothing was done again.\n")

    [paper] = listed(outreach)
    [line] = paper["lines"]
    assert out == f"{NASAL}: {line['quantity']} · Lot PX1 · expires 03/2029\n"
    assert (paper["kind"], paper["on"], line["lot"], line["source"]) == ("opening", DAY, "PX1", STATE)
    assert line["expires"] == "2029-03-31"
    assert "already saved with other lines" in outreach(*opens[:6], "3", *opens[7:])[2]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("--expires", "2029-03"), "“lot”"),
        (("--lot", "NX4417", "--source", STATE, "--expires", "2031-01"), "is known already"),
        (("--lot", "A", "--expires", "soon"), "not an expiry date"),
        (("--source", "Nobody"), "no source called"),
        (("--on", "2999-01-01"), "to come"),
    ],
)
def test_what_the_window_refuses_to_open_with_is_refused_here(outreach, said, sentence):
    outreach("receive", "--site", FRONT, "--item", NASAL, "--quantity", "5", "--lot", "NX4417", "--source", STATE,
             "--expires", "2030-01", "--on", ARRIVED)  # fmt: skip

    code, _, err = outreach("opening", "--site", FRONT, "--item", NASAL, "--quantity", "5", *said)

    assert (code, sentence in err) == (1, True), err
    assert listed(outreach, "--kind", "opening") == []


@pytest.mark.parametrize("command", ["found", "opening"])
def test_of_the_day_of_a_count_it_is_before_or_after(outreach, command):
    outreach("count", given=json.dumps({"site": FRONT, "on": DAY, "items": {SYRINGE: 10}}))
    said = (command, "--site", FRONT, "--item", SYRINGE, "--quantity", "2", "--on", DAY)

    code, _, err = outreach(*said)

    assert (code, err.splitlines()[-1]) == (1, "Add --count-side before, or --count-side after.")
    assert outreach(*said, "--count-side", "after")[0] == 0
