"""A van's night on paper and the waste of a month, on the command line: counted once, whoever keys it again."""

import pytest

from tests.make import COOKER, NASAL, SYRINGE

VAN, HOUSE = "Mobile van", "Front Street"


@pytest.fixture
def center(program):
    made = program("Eastbank", HOUSE, VAN)
    made("catalog", "add", "place", "5th & Elm", "--site", VAN)
    return made


def a_night(number):
    """Forty visits as they stand on the sheet: every fourth without a code, every tenth for three people."""
    rows = [
        {"row": row, "code": None if row % 4 == 0 else f"VN{row % 26:03}", "for_people": 3 if row % 10 == 0 else None,
         "items": {SYRINGE: 20, **({NASAL: 1} if row % 5 == 0 else {COOKER: 2})}}
        for row in range(1, 41)
    ]  # fmt: skip
    totals = {SYRINGE: 800, NASAL: 8, COOKER: 64}
    return {"number": number, "on": "2026-10-04", "site": VAN, "place": "5th & Elm", "rows": rows, "totals": totals}


def test_a_van_night_of_forty_visits_is_keyed_next_day_once_and_its_visits_name_their_paper(center):
    [number] = center.blank(VAN, 1, "visit")
    said = center("sheet", "key", given=[a_night(number)])
    month = center.month("2026-10")

    assert "on the paper" not in said  # the totals row agrees
    again = center.refused("sheet", "key", given=str(a_night(number)).replace("'", '"').replace("None", "null"))
    assert f"Sheet {number} was keyed by JM on" in again
    assert center.month("2026-10") == month
    assert (month["figures"]["contacts"], month["figures"]["contacts_without_code"]) == (40, 10)
    assert (month["figures"]["syringes_out"], month["figures"]["naloxone_kits"]) == (800, 8)
    assert month["figures"]["people_supplied_at_visits"] == 12
    papers = [one["sheet"] for one in center.history("2026-10-04", "2026-10-04")]
    assert sorted(paper["row"] for paper in papers) == list(range(1, 41))
    assert {paper["number"] for paper in papers} == {number}
    center.record([{"on": "2026-10-04", "site": HOUSE}])
    assert [one["sheet"] for one in center.history("2026-10-04", "2026-10-04")].count(None) == 1


def test_a_drop_box_emptied_and_pounds_of_waste_are_estimated_and_nobody_s_contact(center):
    center.record([{"on": "2026-10-05", "site": HOUSE}])
    box = ("--site", HOUSE, "--from", "drop_box", "--container", "2 gallon", "--number", "6", "--on", "2026-10-06")
    center("collection", *box)
    pounds = ("--site", HOUSE, "--from", "clean_up", "--pounds", "12.4", "--tare", "0.4", "--on", "2026-10-07")
    center("collection", *pounds)
    picked = {"site": HOUSE, "on": "2026-10-08", "containers": {"2 gallon": 6}, "pounds": 61.5, "manifest": "M-104"}
    center("pick-up", given=[picked])

    month = center.month("2026-10")

    assert {one["came_from"]: one["syringes"] for one in month["collected"]} == {"drop_box": 2_400, "clean_up": 3_372}
    assert month["figures"]["syringes_returned_estimated"] == 2_400 + 3_372
    assert (month["figures"]["contacts"], month["figures"]["returned_not_asked"]) == (1, 1)
    assert [(one["manifest"], one["weight"]) for one in month["picked_up"]] == [("M-104", 61.5)]


def test_a_conversion_changed_on_the_first_leaves_last_month_as_it_was(center):
    def emptied(day):
        center("collection", "--site", HOUSE, "--from", "drop_box", "--container", "2 gallon", "--on", day)

    emptied("2026-09-20")
    september = center.month("2026-09")
    rule = ("--container", "2 gallon", "--syringes", "420", "--since", "2026-10-01", "--origin", "County formula")
    center("conversion", *rule)
    emptied("2026-10-02")

    assert center.month("2026-09") == september
    assert september["collected"][0]["syringes"] == 400
    assert [(one["per"], one["syringes"]) for one in center.month("2026-10")["collected"]] == [(420, 420)]
    emptied("2026-09-29")  # paper found late: by what held then
    assert center.month("2026-09")["figures"]["syringes_collected"] == 800
