"""Forms about naloxone that was used, keyed as published: told, printed, and the figure opened again."""

from pathlib import Path

import pytest

from tests.journeys.forms.conftest import form, reasons
from tests.make import NASAL
from tests.reports.reading import text

PUBLISHED = form("overdose_forms")
ILLINOIS, REFILL, SAN_FRANCISCO = PUBLISHED["illinois"], PUBLISHED["refill"], PUBLISHED["san_francisco"]
SITE, SOURCE = "Front Street", "State naloxone program"
NAMED = {
    "Site type": "place_kind", "Did the person survive": "outcome", "Naloxone type": "naloxone",
    "911 call made": "emergency",
}  # fmt: skip


@pytest.fixture
def center(program):
    """A program that takes such forms at its desk, with naloxone a state paid for."""
    made = program("Harbor Harm Reduction", SITE)
    made("catalog", "add", "source", SOURCE)
    return made


def told(on, **said):
    return {"kind": "overdose_response", "site": SITE, "on": on, **said}


def of_form(**answers):
    """The answers of Illinois's form, as they are said here; what is left empty was not asked."""
    return {NAMED[question]: ILLINOIS[question][answer] for question, answer in answers.items()}


def printed(center, month):
    pdf = Path(center.folder.parent / "month.pdf")
    center("tally", "--month", month, "--pdf", str(pdf))
    return text(pdf.read_bytes())


def happened(center, first, last):
    """What history opens behind the figure."""
    return center("history", "--from", first, "--to", last, "--what", "happened").splitlines()


def test_illinois_s_form_is_keyed_field_by_field_printed_and_opened_again(center):
    yes = of_form(**{"Site type": "Residence", "Did the person survive": "Yes", "Naloxone type": "Nasal",
                     "911 call made": "No"})  # fmt: skip
    lost = of_form(**{"Did the person survive": "No", "911 call made": "Yes"})
    unknown = of_form(**{"Did the person survive": "Unknown", "Naloxone type": "Other"})
    center("happened", given=[
        told("2026-10-12", happened="2026-09", doses=2, given_by="someone_else", source=SOURCE, **yes),
        told("2026-10-14", happened="2026-10-13", doses=3, given_by="participant", **lost),
        told("2026-10-20", **unknown),
        told("2026-10-21"),
    ])  # fmt: skip

    said = center.month("2026-10")["overdose_responses"]

    assert [said[name] for name in ("reported", "survived", "died", "not_known", "not_asked")] == [4, 1, 1, 1, 1]
    assert said["emergency"] == {"yes": 1, "no": 1, "not_known": 0, "not_asked": 2}
    assert {one: n for one, n in said["given_by"].items() if n} == {"participant": 1, "someone_else": 1, "not_asked": 2}
    assert (said["doses"], said["doses_known"], said["happened_earlier"], said["happened_not_asked"]) == (5, 2, 1, 2)
    assert [(one["name"] or one["known"], one["doses"]) for one in said["products"]] == [
        (NASAL, 2), ("another", 0), ("not_asked", 3),
    ]  # fmt: skip
    assert [(one["name"], one["doses"]) for one in said["sources"] if one["name"]] == [(SOURCE, 2)]
    page = printed(center, "2026-10")
    assert all(words in page for words in ("reversals (the person survived)", "the person died", SOURCE))
    assert len(happened(center, "2026-10-01", "2026-10-31")) == said["reports"] == 4


def test_a_refill_form_is_a_visit_and_a_report_and_its_flags_stay_apart(center):
    center.record([
        {"on": "2026-10-05", "site": SITE, "code": "SEP4711", "items": {NASAL: {"quantity": 2, "reason": "used"}}},
    ])  # fmt: skip
    forms = [("outcome_ok", "outcome_ems"), ("outcome_ok",), ("outcome_death", "outcome_ems"), ("outcome_unk",), ()]
    flagged = [{name: said for flag in flags for name, said in REFILL[flag].items()} for flags in forms]
    center("happened", given=[told("2026-10-05", doses=1, came_from="here", **flags) for flags in flagged])

    month = center.month("2026-10")
    said = month["overdose_responses"]

    assert [said[name] for name in ("survived", "died", "not_known", "not_asked")] == [2, 1, 1, 1]
    assert (said["emergency"]["yes"], said["emergency"]["not_asked"]) == (2, 3)  # a flag that is not set is no *no*
    assert said["came_from"]["here"] == said["doses"] == 5
    assert reasons(month, "kits") == {"used": 2}
    assert month["figures"]["contacts"] == 1


def test_of_399_events_89_in_100_were_reversed_and_of_the_rest_nobody_was_asked(center):
    """The published share of reversals is found again, and what the paper does not say is not made up."""
    events = SAN_FRANCISCO["events"]
    reversed_ = round(events * SAN_FRANCISCO["percent_reversed"] / 100)
    center("happened", given=[
        told(f"20{3 + place * 6 // events:02}-10-15", **({"outcome": "survived"} if place < reversed_ else {}))
        for place in range(events)
    ])  # fmt: skip

    said = center.year("2003-09-01", "2009-12-31")["overdose_responses"]

    assert (said["reported"], said["survived"], said["died"]) == (events, reversed_, 0)
    assert round(100 * said["survived"] / said["reported"]) == SAN_FRANCISCO["percent_reversed"]
    assert said["not_asked"] == events - reversed_
    assert len(happened(center, "2003-09-01", "2009-12-31")) == events
