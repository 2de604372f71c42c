"""What happened, and drug checks, on the command line: every bad line is named, and nothing is half done."""

import json

import pytest

from outreach.cli.run import run
from tests.make import FRONT, NASAL, NORTH, SYRINGE
from tests.test_cli_stock import outreach  # noqa: F401 - the fixture

DAY = "2026-10-12"
RESPONSE = {
    "site": FRONT, "kind": "overdose_response", "on": DAY, "happened": "2026-09", "place_kind": "street", "doses": 2,
    "naloxone": NASAL, "outcome": "survived", "given_by": "participant", "emergency": "no", "came_from": "here",
}  # fmt: skip
SAMPLE = {
    "site": FRONT, "on": DAY, "methods": ["Fentanyl test strip"], "bought_as": "Heroin", "result": "found",
    "found": ["Fentanyl", "Xylazine"], "result_on": DAY,
}  # fmt: skip


@pytest.fixture
def say(outreach):  # noqa: F811 - the fixture
    """Say a command with an object, or several, on standard input."""

    def said(*arguments, given=None, initials="AR"):
        lines = given if isinstance(given, list) else [given]
        return outreach(*arguments, given="\n".join(json.dumps(one) for one in lines), initials=initials)

    return said


def recorded(answer, called="report"):
    code, out, err = answer
    assert code == 0, err
    return [json.loads(line)[called] for line in out.splitlines()]


def listed(say, command="happened", *more, initials="AR"):
    _, out, _ = say(command, "--list", "--from", "2026-01-01", "--json", *more, initials=initials)
    return [json.loads(line) for line in out.splitlines()]


def responses(say):
    return json.loads(say("tally", "--month", "2026-10", "--json")[1])["overdose_responses"]


def test_a_report_is_read_back_as_it_was_told(say):
    [number] = recorded(say("happened", given=RESPONSE))

    [line] = listed(say)
    assert line["report"] == number
    assert {name: line[name] for name in RESPONSE} == RESPONSE


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "overdose_here", "naloxone": NASAL, "used": 2, "doses": 4, "outcome": "not_known"},
        {"kind": "needle_stick", "happened": DAY, "hurt": "staff", "during": "returns", "handled_at": "clinic"},
        {"kind": "taken", "taken_by": "police", "supplies": {"Syringes": 40, "Naloxone": None}},
        {"kind": "threat", "towards": "staff", "threat_from": "neighbor", "police": "no", "place_kind": "street"},
    ],
)  # fmt: skip
def test_every_kind_can_be_told(say, said):
    recorded(say("happened", given={"site": FRONT, "on": DAY, **said}))

    [line] = listed(say)
    assert {name: line[name] for name in said} == said


def test_what_somebody_did_not_know_is_read_back_and_what_nobody_asked_is_left_out(say):
    unknown = {"outcome": "not_known", "naloxone": "not_known", "happened": "not_known"}
    told = {"site": FRONT, "kind": "overdose_response", "on": DAY}
    recorded(say("happened", given=[told | unknown, told]))

    not_asked, not_known = listed(say)
    assert {name: not_known.get(name) for name in unknown} == unknown
    assert {name: not_asked.get(name) for name in unknown} == dict.fromkeys(unknown)
    _, out, _ = say("happened", "--list", "--from", "2026-01-01")
    assert ["not asked when" in line for line in out.splitlines()] == [True, False]


def test_a_referral_that_arrived_is_corrected_voided_and_seen_in_history(say):
    told = {"site": FRONT, "on": DAY, "referral": "Housing", "people": 2}
    [number] = recorded(say("arrival", given=told), "arrival")
    recorded(say("arrival", "--correct", str(number), given=told | {"people": 3}), "arrival")
    history = ("history", "--from", DAY, "--to", DAY, "--what", "without_a_visit")
    [line] = [json.loads(one) for one in say(*history, "--json")[1].splitlines()]

    assert (line["arrival"], line["people"], line["referral"], line["corrected"]) == (number, 3, "Housing", True)
    assert "got there  Housing: 3" in say(*history)[1]
    assert say("arrival", "--void", str(number), "--reason", "did_not_happen")[0] == 0
    assert say(*history)[1].endswith("  voided\n")


def test_the_same_id_told_twice_is_one_report_and_with_other_content_refused(say):
    told = {**RESPONSE, "id": "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77"}
    first, second = (json.loads(say("happened", given=told)[1]) for _ in range(2))

    code, _, err = say("happened", given={**told, "doses": 3})

    assert (first["already"], second["already"], first["report"]) == (False, True, second["report"])
    assert (code, "already saved with other content" in err) == (1, True)


def test_every_bad_line_is_named_and_nothing_is_recorded(say):
    lines = [
        RESPONSE,
        {**RESPONSE, "outcome": "survivd"},
        {**RESPONSE, "happened": "last week"},
        {**RESPONSE, "kind": "threat"},
        {**RESPONSE, "note": "they said"},
    ]
    code, _, err = say("happened", given=lines)

    assert code == 1
    assert "Line 2: “outcome” is survivd." in err
    assert "Did you mean “survived”?" in err
    assert "Line 3: “happened” is last week." in err
    assert "Line 4: “doses” is not asked here." in err
    assert "Line 5: “note” is not a field of this." in err
    assert listed(say) == []


def test_a_line_the_file_refuses_takes_the_others_back_too(say):
    code, _, err = say("happened", given=[RESPONSE, {**RESPONSE, "same_as": 77}])

    assert (code, "Line 2: There is nothing saved under that number." in err) == (1, True)
    assert listed(say) == []


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("kind", "overdose", "overdose_here"), ("place_kind", "sheltr", "shelter"),
        ("given_by", "participants", "participant"), ("source", "State", "State program"),
        ("emergency", "notknown", "not_known"), ("came_from", "pharmacie", "pharmacy"),
        ("naloxone", "Nasal naloxone 4 mg", NASAL),
        ("site", "Front Stret", FRONT),
    ],
)  # fmt: skip
def test_a_word_that_is_on_no_list_is_refused_with_the_closest(say, field, typed, meant):
    code, _, err = say("happened", given={**RESPONSE, field: typed})

    assert (code, f"Did you mean “{meant}”?" in err) == (1, True)


def test_what_is_not_asked_of_a_kind_is_refused_by_the_name_it_was_given(say):
    _, _, err = say("happened", given={"site": FRONT, "kind": "threat", "naloxone": NASAL})

    assert "“naloxone” is not asked here." in err


def test_a_report_is_corrected_and_taken_back(say):
    [number] = recorded(say("happened", given=RESPONSE))

    recorded(say("happened", "--correct", str(number), given={**RESPONSE, "doses": 3}))
    assert [(line["doses"], line["corrected"]) for line in listed(say)] == [(3, True)]
    say("happened", "--void", str(number), "--reason", "did_not_happen")

    assert [line["voided"] for line in listed(say)] == [True]
    assert responses(say)["reported"] == 0


def test_two_reports_of_one_event_count_once_until_they_are_parted(say):
    one, other = recorded(say("happened", given=[RESPONSE, {**RESPONSE, "outcome": "not_known"}]))
    assert responses(say)["reported"] == 2

    say("happened", "--link", str(one), "--with", str(other))
    assert responses(say)["reported"] == 1
    assert [line["others_of_the_event"] for line in listed(say)] == [1, 1]

    say("happened", "--part", str(one))
    assert responses(say)["reported"] == 2


def test_a_second_report_can_say_at_once_which_it_is_like(say):
    [first] = recorded(say("happened", given=RESPONSE))

    recorded(say("happened", given={**RESPONSE, "same_as": first}))

    assert (responses(say)["reported"], responses(say)["reports"]) == (1, 2)


def test_a_link_needs_both(say, capsys):
    with pytest.raises(SystemExit):
        say("happened", "--link", "7")

    assert "--link needs --with" in capsys.readouterr().err


def test_lists_are_of_one_site_or_kind_and_front_desk_has_its_own(say):
    recorded(say("happened", given=[RESPONSE, {"site": NORTH, "on": DAY, "kind": "threat"}]))

    assert [line["kind"] for line in listed(say, "happened", "--site", NORTH)] == ["threat"]
    assert [line["kind"] for line in listed(say, "happened", "--kind", "overdose_response")] == ["overdose_response"]
    assert listed(say, initials="DS") == []
    assert "overdose_response  happened 2026-09  survived" in say("happened", "--list", "--from", DAY)[1]


def test_a_drug_check_is_read_back_as_it_was_told(say):
    [number] = recorded(say("drug-check", given=SAMPLE), "drug_check")

    [line] = listed(say, "drug-check")
    assert line["drug_check"] == number
    assert {name: line[name] for name in SAMPLE} == SAMPLE


def test_the_result_that_was_waited_for_is_added_by_anybody(say):
    waiting = {"site": FRONT, "on": DAY, "methods": ["Sent to a lab"]}
    [number] = recorded(say("drug-check", given=waiting), "drug_check")
    assert [line["result"] for line in listed(say, "drug-check", "--waiting")] == ["waiting"]

    say("drug-check", "--result", str(number), given={"found": ["Xylazine"]}, initials="DS")

    assert [line["found"] for line in listed(say, "drug-check")] == [["Xylazine"]]
    assert listed(say, "drug-check", "--waiting") == []


def test_a_drug_check_is_corrected_and_taken_back(say):
    [number] = recorded(say("drug-check", given=SAMPLE), "drug_check")

    recorded(say("drug-check", "--correct", str(number), given={**SAMPLE, "found": ["Fentanyl"]}), "drug_check")
    say("drug-check", "--void", str(number))

    [line] = listed(say, "drug-check")
    assert (line["found"], line["corrected"], line["voided"]) == (["Fentanyl"], True, True)


def test_what_is_on_no_list_of_a_drug_check_is_refused_with_the_closest(say):
    lines = [
        SAMPLE,
        {**SAMPLE, "found": ["Fentanil"]},
        {**SAMPLE, "methods": ["test strip"]},
        {**SAMPLE, "result": "waitng"},
    ]
    code, _, err = say("drug-check", given=lines)

    assert (code, listed(say, "drug-check")) == (1, [])
    assert "Line 2: There is no substance “Fentanil” on the list. Did you mean “Fentanyl”?" in err
    assert "Line 3: There is no way of testing “test strip” on the list." in err
    assert "Did you mean “waiting”?" in err


@pytest.mark.parametrize("command", ["happened", "drug-check"])
def test_help_shows_an_example_of_what_is_read(command, capsys):
    with pytest.raises(SystemExit):
        run([command, "--help"])

    assert '"site": "Front Street"' in capsys.readouterr().out


def _history(say, what, *more, initials="AR"):
    _, out, _ = say("history", "--from", "2026-10-01", "--to", "2026-10-31", "--what", what, *more, initials=initials)
    return out.splitlines()


@pytest.fixture
def a_day(say):
    """A visit, and one of each that stands beside it; two days."""
    say("record", given={"site": FRONT, "on": DAY, "items": {SYRINGE: 10}})
    say("happened", given=RESPONSE)
    say("drug-check", given={**SAMPLE, "on": "2026-10-11"})
    say("collection", "--site", FRONT, "--from", "drop_box", "--on", DAY, "--container", "2 gallon", "--number", "6")
    say("pick-up", given={"site": FRONT, "on": DAY, "containers": {"2 gallon": 6}, "manifest": "M-104"})
    return say


def test_history_shows_what_stands_beside_the_visits_below_those_of_the_day(a_day):
    lines = [json.loads(line) for line in _history(a_day, "all", "--json")]

    assert [next(iter(line)) for line in lines] == ["encounter", "report", "collection", "pick_up", "drug_check"]
    assert (lines[2]["syringes"], lines[2]["collected"][0]["number"]) == (2_400, 6)
    assert (lines[3]["containers"], lines[3]["manifest"]) == ({"2 gallon": 6}, "M-104")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("visits", ["10 out"]), ("happened", ["overdose_response"]), ("drug_checks", ["Heroin"]),
        ("without_a_visit", ["2400 back", "picked up  6 x 2 gallon"]),
    ],
)  # fmt: skip
def test_history_shows_one_kind_alone(a_day, what, said):
    lines = _history(a_day, what)

    assert len(lines) == len(said)
    for line, words in zip(lines, said, strict=True):
        assert words in line
    assert _history(a_day, what, initials="DS") == []
