"""Ontario's minimum data set keyed as published: clients, transactions, naloxone by kit and dose, and batch entry."""

import pytest

from tests.journeys.forms.conftest import answered, form, named, reasons
from tests.make import NASAL, SINGLE, SYRINGE

PUBLISHED = form("ontario")
CLIENT, TRANSACTION = PUBLISHED["client"], PUBLISHED["transaction"]
BEHALF, POSTAL, SUBSTANCES = "Collecting on behalf of", "Postal code, first three characters", "Substances used"
INJECTABLE, INJECTABLE_DOSE = "IM naloxone 0.4 mg kit", "IM naloxone 0.4 mg single dose"
TRAINING = "Naloxone training"


@pytest.fixture
def ontario(program):
    """A site with its locations of transaction; the client reference code; the answers a client may give."""
    made = program("Windsor-Essex", "Downtown", zone="America/Toronto")
    made("codes", "set", "--preset", "ontario")
    for place in TRANSACTION["places"]:
        made("catalog", "add", "place", place, "--site", "Downtown")
    for question, answers in CLIENT.items():
        made.ask(question, answers, several=question == SUBSTANCES)
    made.ask(BEHALF, TRANSACTION[BEHALF])
    made("questions", "again", BEHALF, "--every-visit")
    made.offer("service", [one for one in TRANSACTION["services"] if one not in (TRAINING, "HIV test")])
    made.offer("referral", ["Hep C Team"])
    return made


def test_a_client_and_two_transactions_are_keyed_field_by_field(ontario):
    used = ["Fentanyl (non-prescribed)", "Crack"]
    client = {"Gender": "Trans female", POSTAL: {"said": "does_not_know"}, SUBSTANCES: used}
    at = {"on": "2023-05-04", "site": "Downtown", "code": "ABCD1988F"}
    ontario.record([
        at | {"place": "Van delivery", "answers": client | {BEHALF: "Another person"}, "for_people": 2,
              "items": {SYRINGE: 60, INJECTABLE: {"quantity": 1, "reason": "used"}, INJECTABLE_DOSE: 2},
              "services": TRANSACTION["services"], "referrals": TRANSACTION["referrals"]},
        at | {"place": "Street and parks", "answers": {BEHALF: "Self"}, "items": {SYRINGE: 20, NASAL: 1, SINGLE: 3}},
        {"on": "2023-05-04", "site": "Downtown", "place": "In-service", "answers": {"Gender": "Male"}},
    ])  # fmt: skip

    month = ontario.month("2023-05")

    assert answered(month, "Gender") == {"Trans female": (1, 0), "Male": (0, 1)}
    assert answered(month, POSTAL) == {"does_not_know": (1, 0), "not_asked": (0, 1)}
    assert answered(month, SUBSTANCES)["Crack"] == (1, 0)  # left blank by the other: not asked
    assert answered(month, BEHALF)["Self"] == (1, 0)  # asked at every visit: the last answer stands
    assert {line["product"]: (line["kits"], line["doses"]) for line in month["naloxone"]} == {
        INJECTABLE: (1, 2), INJECTABLE_DOSE: (None, 2), NASAL: (1, 2), SINGLE: (None, 3),
    }  # fmt: skip
    assert reasons(month, "doses") == {"used": 2, "not_asked": 7}
    assert named(month["services"]) == dict.fromkeys(TRANSACTION["services"], 1)
    assert named(month["referrals"]) == dict.fromkeys(TRANSACTION["referrals"], 1)
    assert {one["place"]: one["contacts"] for one in month["places"] if one["contacts"]} == dict.fromkeys(
        ("Van delivery", "Street and parks", "In-service"), 1
    )


def test_returned_needles_and_a_clean_up_stand_apart_from_every_client(ontario):
    """A date and a quantity each; the form ties neither to a client."""
    ontario.record([{"on": "2023-05-04", "site": "Downtown", "code": "ABCD1988F"}])
    for where, needles in (("drop_box", 140), ("clean_up", 35)):
        ontario("collection", "--site", "Downtown", "--from", where, "--on", "2023-05-06", "--counted", str(needles))

    month = ontario.month("2023-05")

    assert {one["came_from"]: one["syringes"] for one in month["collected"]} == {"drop_box": 140, "clean_up": 35}
    assert (month["figures"]["contacts"], month["figures"]["returned_not_asked"]) == (1, 1)


def test_a_year_of_naloxone_through_partners_is_the_published_one(ontario):
    """Windsor-Essex 2023: 1,487 kits and 171 single sprays through 26 partners, 1,106 people trained."""
    year = PUBLISHED["windsor_essex_2023"]
    partners = [f"Partner {n}" for n in range(1, year["partners"] + 1)]
    kits, sprays = year["naloxone_kits"], year["single_nasal_sprays"]
    for place, partner in enumerate(partners):
        first = place == 0
        ontario("catalog", "add", "partner", partner)
        mine = {NASAL: kits // 26 + first * (kits % 26), SINGLE: sprays // 26 + first * (sprays % 26)}
        lines = [{"item": item, "quantity": quantity} for item, quantity in mine.items()]
        ontario("hand-over", "--site", "Downtown", "--to", partner, "--on", "2023-06-30", given=lines)
    ontario.totals(
        ontario.blank("Downtown", 4), {TRAINING: year["people_trained"]}, on=lambda n: f"2023-{3 * n + 1:02}-20",
        site="Downtown", contacts="not counted", event="Partner training", services=(TRAINING,),
    )  # fmt: skip

    tally = ontario.year("2023-01-01", "2023-12-31")

    handed = [one for one in tally["handed_over"] if one["recipient"] == "partner"]
    assert len(handed) == year["partners"]
    assert sum(one["naloxone_kits"] for one in handed) == kits
    assert sum(one["items"][SINGLE] for one in handed) == sprays
    assert sum(one["doses"] for one in handed) == 2 * kits + sprays
    assert named(tally["services"]) == {TRAINING: year["people_trained"]}
    assert (tally["figures"]["contacts"], tally["figures"]["naloxone_doses"]) == (0, 0)


def test_a_satellite_s_quarters_keyed_as_batches_are_the_published_year(ontario):
    """Waterloo 2015: 546,464 given, 244,550 returned; one batch a quarter, beside single transactions or without."""
    year = PUBLISHED["waterloo_2015"]
    days = ["2015-03-31", "2015-06-30", "2015-09-30", "2015-12-31"]
    ontario.totals(
        ontario.blank("Downtown", 4), {SYRINGE: year["needles_given"]}, on=lambda n: days[n], site="Downtown",
        place="Satellite", contacts="not counted",
    )  # fmt: skip
    for day in days:
        came = year["needles_returned"] // 4 + (year["needles_returned"] % 4 if day == days[-1] else 0)
        ontario("collection", "--site", "Downtown", "--from", "drop_box", "--on", day, "--told", str(came))

    tally = ontario.year("2015-01-01", "2015-12-31")
    quarters = [ontario.year(f"2015-{n:02}-01", day) for n, day in zip((1, 4, 7, 10), days, strict=True)]

    assert sum(one["syringes"] for one in tally["handed_over"]) == year["needles_given"]
    assert tally["figures"]["syringes_collected"] == year["needles_returned"]
    assert sum(one["figures"]["syringes_collected"] for one in quarters) == year["needles_returned"]
