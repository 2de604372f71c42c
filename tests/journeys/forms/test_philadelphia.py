"""Prevention Point Philadelphia's forms as published: the exchange, the registration, the staff box, and a year."""

import pytest

from tests.journeys.forms.conftest import answered, form, named
from tests.make import NASAL, SYRINGE

PUBLISHED = form("philadelphia")
ASKED, BOX, YEAR = PUBLISHED["registration"], PUBLISHED["staff_box"], PUBLISHED["year"]
TRAINING = "Naloxone training"
MONTHS = [f"2019-{month:02}" for month in range(7, 13)] + [f"2020-{month:02}" for month in range(1, 7)]


@pytest.fixture
def philadelphia(program):
    """Its sites, its questions asked once, its staff box as services and a referral; IDs are given by the program."""
    made = program("Prevention Point", "Kensington Avenue", "Mobile unit")
    for place in ("Broad and Somerset", "Kensington and Somerset"):
        made("catalog", "add", "place", place, "--site", "Mobile unit")
    for question, answers in ASKED.items():
        made.ask(question, answers, several=question == "In drug treatment")
        made("questions", "again", question, "--once")
    made.offer("service", BOX["services"])
    made.offer("referral", BOX["referrals"])
    return made


def visit(code, given, returned, people=None, **said):
    return {
        "on": "2020-01-15", "site": "Mobile unit", "place": "Broad and Somerset", "code": code,
        "items": {SYRINGE: given}, "returned": {"how": "told", "syringes": returned}, "for_people": people,
        **said,
    }  # fmt: skip


def test_the_exchange_form_is_keyed_field_by_field(philadelphia):
    philadelphia.record([visit("SEP4711", 100, 80, 3), visit("SEP0815", 20, 0), visit("SEP4711", 40, 40, 1)])

    month = philadelphia.month("2020-01")
    figures = month["figures"]

    assert (figures["contacts"], figures["participants"]) == (3, 2)
    assert (figures["syringes_out"], figures["syringes_returned_told"]) == (160, 120)
    assert (figures["people_supplied_at_visits"], figures["for_people_not_asked"]) == (4, 1)  # empty is not zero
    [mobile] = [one for one in month["places"] if one["place"] == "Broad and Somerset"]
    assert (mobile["contacts"], mobile["participants"]) == (3, 2)


def test_the_registration_is_keyed_once_and_stands_and_nobody_must_answer(philadelphia):
    answers = {question: choices[0] for question, choices in ASKED.items()}
    answers["In drug treatment"] = ASKED["In drug treatment"][:2]
    unsaid = {question: {"said": "prefers_not"} for question in ASKED}
    unsaid["Ever tested for hepatitis C"] = {"said": "does_not_know"}
    philadelphia.record([
        visit("SEP4711", 10, 0, answers=answers, services=BOX["services"], referrals=BOX["referrals"]),
        visit("SEP0815", 10, 0, answers=unsaid),
        visit("SEP1234", 10, 0),
    ])  # fmt: skip

    tally = philadelphia.month("2020-01")

    for question, choices in ASKED.items():
        said = answered(tally, question)
        declined = "does_not_know" if "hepatitis C" in question else "prefers_not"
        assert said[choices[0]] == said[declined] == said["not_asked"] == (1, 0), question
    assert named(tally["services"]) == dict.fromkeys(BOX["services"], 1)
    assert named(tally["referrals"]) == dict.fromkeys(BOX["referrals"], 1)
    assert answered(philadelphia.year("2020-01-01", "2020-06-30"), "Housing")["Permanently housed"] == (1, 0)


def test_a_year_kept_as_monthly_totals_sheets_is_the_published_one(philadelphia):
    """Crowds: contacts were not counted, so nobody is; what came back came with the clean-ups."""
    amounts = {SYRINGE: YEAR["syringes_given"], TRAINING: YEAR["naloxone_trainings"]}
    amounts["Nasal naloxone 4 mg single dose"] = YEAR["naloxone_doses"]
    philadelphia.totals(
        philadelphia.blank("Kensington Avenue", len(MONTHS)), amounts, site="Kensington Avenue",
        contacts="not counted", event="Month", services=(TRAINING,), on=lambda place: f"{MONTHS[place]}-15",
    )  # fmt: skip
    for month in MONTHS:
        came = YEAR["syringes_returned"] // 12 + (YEAR["syringes_returned"] % 12 if month == MONTHS[-1] else 0)
        where = ("--site", "Kensington Avenue", "--from", "clean_up", "--on", f"{month}-28")
        philadelphia("collection", *where, "--told", str(came))

    year = philadelphia.year("2019-07-01", "2020-06-30")

    [given] = [one for one in year["handed_over"] if one["recipient"] == "event"]
    assert (given["syringes"], given["doses"]) == (YEAR["syringes_given"], YEAR["naloxone_doses"])
    assert named(year["services"])[TRAINING] == YEAR["naloxone_trainings"]
    assert year["figures"]["syringes_collected"] == YEAR["syringes_returned"]
    assert (year["figures"]["contacts"], year["figures"]["participants"]) == (0, 0)
    assert len(philadelphia("sheet", "list").splitlines()) == len(MONTHS)
    assert NASAL not in given["items"]
