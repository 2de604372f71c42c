"""Questions and small steps without a window; what anybody chose is never listed."""

import json

from tests.make import FRONT, PASSPHRASE
from tests.test_cli import outreach

__all__ = ["PASSPHRASE", "outreach"]

VISIT = {"on": "2026-10-03", "site": FRONT, "code": "MA0785"}


def record(outreach, **said):
    return outreach("record", given=json.dumps(VISIT | said))


def test_questions_are_switched_on_answered_and_tallied(outreach):
    assert outreach("questions", "on", "age", "--layout", "ten-years")[0] == 0
    outreach("questions", "on", "race")
    answers = {"Age": "25 to 34", "Race and ethnicity": ["Asian", "White"]}
    assert record(outreach, answers=answers)[0] == 0
    record(outreach, answers={"Age": {"said": "prefers_not"}}, code=None)

    asked = json.loads(outreach("questions", "list", "--json")[1])
    assert [one["name"] for one in asked if one["is_asked"]] == ["Age", "Race and ethnicity"]
    tally = json.loads(outreach("tally", "--month", "2026-10", "--json")[1])["answers"]["questions"]
    assert tally[0]["prefers_not"] == {"participants": 0, "contacts": 1}
    shown = outreach("history", "--from", "2026-10-01", "--to", "2026-10-31", "--json")[1].splitlines()
    assert answers in [json.loads(line)["answers"] for line in shown]


def test_what_is_not_an_answer_is_named(outreach):
    outreach("questions", "on", "gender")

    for wrong, said in (
        ({"Gendre": "Woman"}, "Did you mean “Gender”?"),
        ({"Gender": "Womann"}, "Did you mean “Woman”?"),
        ({"Gender": ["Woman", "Man"]}, "one answer"),
        ({"Gender": {"said": "no"}}, "prefers_not"),
        (["Gender"], "an object"),
    ):
        code, _, complaint = record(outreach, answers=wrong)
        assert (code, said in complaint) == (1, True), complaint


def test_questions_are_renamed_put_away_and_printed_against_each_other(outreach):
    for key in ("age", "gender"):
        outreach("questions", "on", key)
    for said in (
        ("questions", "add", "Came by bus", "--es", "Vino en autobús", "--answer", "Yes=Sí", "--answer", "No"),
        ("questions", "answer", "Came by bus", "Sometimes"),
        ("questions", "rename", "Came by bus", "--answer", "No", "--to", "Never"),
        ("questions", "retire", "Came by bus", "Sometimes"),
        ("questions", "again", "Came by bus", "--every-visit"),
        ("questions", "against", "Age", "Gender"),
        ("questions", "off", "Gender"),
    ):
        assert outreach(*said)[0] == 0, said

    assert "Gender is" not in outreach("questions", "list")[1]
    assert outreach("questions", "off", "Nothing")[0] == 1


def test_steps_are_listed_chosen_and_kept_only_with_a_code(outreach):
    assert outreach("steps", "begin")[0] == 0
    for said in (
        ("steps", "add", "Cook once a week", "--area", "Food", "--es", "Cocinar"),
        ("steps", "rename", "Find a shower", "--to", "Have a shower"),
        ("steps", "retire", "Wash clothes"),
        ("steps", "keep", "--months", "12", "--print", "yes"),
    ):
        assert outreach(*said)[0] == 0, said
    assert record(outreach, steps={"Cook once a week": "done"})[0] == 0

    code, _, complaint = record(outreach, steps={"Cook once a week": "done"}, code=None)
    assert (code, "one person’s alone" in complaint) == (1, True)
    assert record(outreach, steps={"Cook once a week": "failed"})[0] == 1
    listed = json.loads(outreach("steps", "list", "--json")[1])
    assert (listed["keep_months"], listed["printed"]) == (12, True)
    month = json.loads(outreach("tally", "--month", "2026-10", "--json")[1])
    assert month["visits_with_a_small_step"] == 1


def test_verify_says_what_was_forgotten(outreach):
    outreach("steps", "begin")
    record(outreach, steps={"Get tested": "done"}, on="2025-01-02")
    said = outreach("verify")[1]

    assert "1 small steps" in said
    assert "Sound" in said
