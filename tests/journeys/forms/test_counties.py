"""Counties' forms keyed as published: one for one with kiosks, kits of 20, pounds of waste, an outreach form."""

from tests.journeys.forms.conftest import answered, form, reasons
from tests.make import SYRINGE
from tests.tallies.published import parts, rows

PUBLISHED = form("counties")
SANTA_CRUZ, ORANGE, OUTREACH = PUBLISHED["santa_cruz"], PUBLISHED["orange"], PUBLISHED["outreach_form"]
RACE = {"aa": "Black or African American", "white": "White", "latin": "Hispanic or Latino"}


def test_santa_cruz_s_report_is_found_again_and_the_kiosks_stand_beside_it(program):
    """876 people, 170,373 brought, 165,712 given; 493 pounds from kiosks are in addition, and estimated."""
    people, site = SANTA_CRUZ["unduplicated"], "Emeline clinic"
    given, brought = parts(SANTA_CRUZ["dispensed"], people), parts(SANTA_CRUZ["collected"], people)
    county = program("Santa Cruz County", site, zone="America/Los_Angeles")
    county.record([
        {"on": f"2013-{5 + place % 8:02}-15", "site": site, "code": f"SC{place:04}",
         "items": {SYRINGE: given[place]} if given[place] else {},
         "returned": {"how": "counted", "syringes": brought[place]}}
        for place in range(people)
    ])  # fmt: skip
    county("collection", "--site", site, "--from", "drop_box", "--on", "2013-12-31", "--pounds", "493")

    report = county.year("2013-04-30", "2014-02-28")
    figures = report["figures"]

    assert (figures["participants"], figures["syringes_out"]) == (people, SANTA_CRUZ["dispensed"])
    assert figures["syringes_returned_counted"] == SANTA_CRUZ["collected"]
    [kiosk] = report["collected"]
    assert (kiosk["how"], kiosk["amount"], kiosk["per"]) == ("weight", SANTA_CRUZ["kiosk_pounds"], 281)
    assert figures["syringes_returned_estimated"] == figures["syringes_collected"] == 493 * 281


def test_orange_county_counts_kits_of_twenty_and_281_a_pound(program):
    county, site = program("Orange County", "Southern clinic"), "Southern clinic"
    holds = f"{SYRINGE}={ORANGE['syringes_a_kit']}"
    county("catalog", "add", "item", "Safe syringe kit", "--category", "Kits", "--holds", holds)
    visit = {"on": "2026-10-05", "site": site, "items": {"Safe syringe kit": 1}}
    weighed = {"how": "weight", "pounds": 12.4, "tare": 0.4}
    county.record([*[visit] * 119, visit | {"returned": weighed, "referrals": ["Mental health"]}])

    month = county.month("2026-10")

    [kit] = month["kits"]
    assert (kit["given"], kit["syringes_each"], month["figures"]["syringes_out"]) == (120, 20, 2_400)
    assert month["figures"]["syringes_returned_estimated"] == 12 * ORANGE["syringes_a_pound"] == 3_372
    assert month["reconciled"]


def test_a_county_s_outreach_form_is_keyed_field_by_field(program):
    county = program("County outreach", "Team")
    for kit in OUTREACH["kits"]:
        county("catalog", "add", "item", kit, "--category", "Kits", "--holds", "Alcohol swab=2")
    asked = "Received Narcan from our team before"
    county.ask(asked, OUTREACH[asked])
    box, *others = OUTREACH["items"]
    visit = {"on": "2026-10-05", "site": "Team"}
    given = dict.fromkeys((*OUTREACH["kits"], *others), 2)
    unsaid = {asked: {"said": "prefers_not"}}
    county.record([
        visit | {"items": {**given, box: {"quantity": 2, "reason": "used"}}, "answers": {asked: "Yes"}},
        visit | {"items": {box: {"quantity": 1, "reason": "taken_by_police"}}, "answers": unsaid},
        visit | {"items": {box: {"quantity": 1, "reason": "first"}}},
    ])  # fmt: skip

    month = county.month("2026-10")

    handed = {one["item"]: one["given"] for one in month["items"]}
    assert {name: handed[name] for name in given} == given
    assert handed[box] == 4
    assert reasons(month, "kits") == {
        "used": 2, "taken_by_police": 1, "first": 1, "not_asked": 2,
    }  # fmt: skip
    assert answered(month, asked) == {"Yes": (0, 1), "prefers_not": (0, 1), "not_asked": (0, 1)}


def test_race_by_gender_of_a_published_month_is_found_again_in_every_cell(program):
    """January 2018 of a small program in Pennsylvania: six cells of 350 people, who came 478 times."""
    row = next(one for one in rows("small_program_months.csv") if one["month"] == "2018-01")
    cells = {
        (RACE[race], gender): int(row[column])
        for race, man, woman in (("aa", "aa_male", "aa_female"), ("white", "white_male", "white_female"),
                                 ("latin", "latino", "latina"))
        for gender, column in (("Man", man), ("Woman", woman))
    }  # fmt: skip
    county = program("Small program", "Storefront")
    for question in ("race", "gender"):
        county("questions", "on", question)
    county("questions", "against", "Race and ethnicity", "Gender")
    people = [key for key, number in cells.items() for _ in range(number)]
    at = {"on": "2018-01-09", "site": "Storefront"}
    first = [
        at | {"code": f"P{place}", "answers": {"Race and ethnicity": [race], "Gender": gender}}
        for place, (race, gender) in enumerate(people)
    ]
    again = [at | {"code": f"P{place}"} for place in range(int(row["total_idu_contacts"]) - len(people))]
    county.record([*first, *again, *[at] * (int(row["total_contacts"]) - int(row["total_idu_contacts"]))])

    month = county.month("2018-01")

    [table] = month["answers"]["two_way"]
    found = {(race, gender): table["counts"][race][gender] for race, gender in cells}
    assert found == cells
    assert month["figures"]["participants"] == int(row["unduplicated_idu_contacts"]) == sum(cells.values())
    assert month["figures"]["contacts"] == int(row["total_contacts"])
    assert answered(month, "Gender")["not_asked"] == (0, 34)  # those who do not inject have no code
