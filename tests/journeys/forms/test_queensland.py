"""Queensland's minimum data set keyed as published: every occasion of service, its ages, drugs and interventions."""

import pytest

from tests.journeys.forms.conftest import answered, form, named
from tests.make import SYRINGE
from tests.tallies.published import parts

PUBLISHED = form("queensland")
OCCASION, YEAR = PUBLISHED["occasion"], PUBLISHED["year_2009"]
DRUG = "Main drug to be injected after this visit"
ASKED = {question: answers for question, answers in OCCASION.items() if question[0].isupper()}
ONE_ML, THREE_ML = SYRINGE, "Syringe 23G 1 in 3 mL"
PREFERS_NOT, DOES_NOT_KNOW = {"said": "prefers_not"}, {"said": "does_not_know"}


@pytest.fixture
def queensland(program):
    def make(*sites):
        made = program("Needle and Syringe Program", *sites, zone="Australia/Brisbane")
        made("questions", "on", "age", "--layout", "from-15")
        for question, answers in ASKED.items():
            made.ask(question, answers)
        made("questions", "against", "Age", DRUG)
        made.offer("service", OCCASION["interventions"])
        made("catalog", "add", "site", "Machine at the gate", "--machine")
        return made

    return make


def occasion(age, drug, one_ml=0, three_ml=0, **said):
    """Age as the dictionary codes it: completed years, 98 not stated, 99 no attempt; the drug 98 where unsure."""
    answers = {DRUG: DOES_NOT_KNOW if drug == 98 else drug}
    if age != OCCASION["age"]["missing"]:
        answers["Age"] = PREFERS_NOT if age == OCCASION["age"]["not_stated"] else band(age)
    given = {item: n for item, n in ((ONE_ML, one_ml), (THREE_ML, three_ml)) if n}
    return {"on": "2016-08-10", "site": "Biala", "items": given, "answers": answers, **said}


def band(age):
    """The band of the question that holds this age."""
    begins = (15, 18, 20, 25, 30, 35, 40, 45, 50, 55)
    first = max((one for one in begins if one <= age), default=0)
    if not first:
        return "Under 15"
    return "55 and over" if first == begins[-1] else f"{first} to {begins[begins.index(first) + 1] - 1}"


def test_every_value_of_an_occasion_can_be_said_and_refusing_turns_nobody_away(queensland):
    drugs = OCCASION[DRUG]
    ages = [15, 17, 18, 22, 29, 33, 38, 44, 47, 51, 60, 97, 98, 99]
    visits = [occasion(age, drug, one_ml=2) for age, drug in zip(ages, drugs, strict=True)]
    visits.append(occasion(98, 98, three_ml=100, services=OCCASION["interventions"]))
    visits[-1]["answers"] |= {"Postcode": "No fixed address (9989)", "Gender": PREFERS_NOT}
    program = queensland("Biala")
    program.record(visits)

    month = program.month("2016-08")

    assert month["figures"]["contacts"] == month["figures"]["contacts_without_code"] == 15
    assert {one["item"]: one["given"] for one in month["items"]} == {ONE_ML: 28, THREE_ML: 100}
    assert answered(month, DRUG) == {**dict.fromkeys(drugs, (0, 1)), "does_not_know": (0, 1)}
    assert answered(month, "Age")["prefers_not"] == (0, 2)  # 98, and 99 is another thing
    assert answered(month, "Age")["not_asked"] == (0, 1)
    assert answered(month, "Age")["15 to 17"] == answered(month, "Age")["55 and over"] == (0, 2)
    assert answered(month, "Postcode") == {"No fixed address (9989)": (0, 1), "not_asked": (0, 14)}
    assert answered(month, "Gender") == {"prefers_not": (0, 1), "not_asked": (0, 14)}
    assert named(month["services"]) == dict.fromkeys(OCCASION["interventions"], 1)


def test_age_against_the_drug_to_be_injected_is_printed_in_every_cell(queensland):
    program = queensland("Biala")
    people = [(22, "Fentanyl", 5), (22, "Peptides", 3), (60, "Fentanyl", 4), (98, "Fentanyl", 2), (22, 98, 1)]
    coded = enumerate((age, drug) for age, drug, number in people for _ in range(number))
    program.record([occasion(age, drug, one_ml=2, code=f"AB{place:04}") for place, (age, drug) in coded])

    [table] = program.month("2016-08")["answers"]["two_way"]

    cells = {
        (down, across): n for down, row in table["counts"].items() for across, n in row.items() if n
    }  # fmt: skip
    assert (table["down"], table["across"]) == ("Age", DRUG)
    assert cells == {
        ("20 to 24", "Fentanyl"): 5, ("20 to 24", "Peptides"): 3, ("55 and over", "Fentanyl"): 4,
        ("prefers_not", "Fentanyl"): 2, ("20 to 24", "does_not_know"): 1,
    }  # fmt: skip


def test_what_a_machine_gives_is_no_occasion_of_service(queensland):
    program = queensland("Biala")
    program("receive", "--site", "Biala", "--item", ONE_ML, "--quantity", "100", "--on", "2016-08-01")
    move = ("--from", "Biala", "--to", "Machine at the gate", "--item", ONE_ML, "--quantity", "60")
    program("transfer", *move, "--on", "2016-08-02")
    refill = {"site": "Machine at the gate", "on": "2016-08-20", "items": {ONE_ML: 22}}
    program("count", given=[refill])

    month = program.month("2016-08")

    [machine] = [one for one in month["handed_over"] if one["recipient"] == "machine"]
    assert (machine["syringes"], month["figures"]["contacts"], month["figures"]["syringes_out"]) == (38, 0, 0)
    assert month["reconciled"]


def test_a_state_s_published_year_adds_up_from_its_programs(queensland):
    """160,679 occasions of service at 23 programs in 2009, each program's on one totals sheet."""
    sites = [f"Program {n}" for n in range(1, YEAR["programs"] + 1)]
    program = queensland(*sites)
    numbers = program.blank(sites[0], len(sites))
    for number, site, contacts in zip(numbers, sites, parts(YEAR["occasions"], len(sites)), strict=True):
        said = {"number": number, "kind": "totals", "on": "2009-12-31", "site": site, "contacts": contacts}
        program("sheet", "key", given=[said | {"items": {ONE_ML: 1}}])

    year = program.year("2009-01-01", "2009-12-31")

    assert year["figures"]["contacts"] == YEAR["occasions"]
    assert sum(one["contacts"] for one in year["sites"]) == YEAR["occasions"]
    assert (year["figures"]["participants"], len(year["sites"])) == (0, YEAR["programs"])  # and no idle machine
