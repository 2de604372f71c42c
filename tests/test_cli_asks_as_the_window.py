"""The stock room's commands say and ask what the window says and asks beside its lines."""

import json
from io import StringIO

import pytest

from outreach.catalog_editing import limits
from outreach.catalog_editing.limits import NewRule
from outreach.cli.run import run
from outreach.vocabulary import At
from tests.make import COOKER, FRONT, KIT, NORTH, PASSPHRASE, STATE, SYRINGE, TODAY, opened_again

TOO_FEW = "The books hold {} too few here. It is recorded all the same, and listed to be looked at."
ID = ("--id", "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77")
DAY = "2026-10-03"


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def outreach(folder, monkeypatch, capsys):
    """Say a command as AR; `typed` at a terminal, else `given` by a script."""
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)

    def say(*arguments, given="", typed=None):
        monkeypatch.setattr("sys.stdin", StringIO(given) if typed is None else Terminal(typed))
        code = run([*arguments, "--center", str(folder), "--as", "AR"])
        written = capsys.readouterr()
        return code, written.out, written.err

    return say


@pytest.fixture
def ten(outreach):
    """Ten syringes of a lot that has a number."""
    outreach("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "10", "--lot", "24A17", "--on", DAY)
    return outreach


def counted(outreach, found=10):
    outreach("count", given=json.dumps({"site": FRONT, "on": DAY, "items": {SYRINGE: found}}))


@pytest.mark.parametrize(
    "paper",
    [
        ("transfer", "--from", FRONT, "--to", NORTH),
        ("dispose", "--site", FRONT, "--reason", "lost"),
        ("hand-over", "--site", FRONT, "--used-here"),
    ],
)
def test_what_exceeds_the_books_is_recorded_and_said(ten, paper):
    code, out, err = ten(*paper, "--item", SYRINGE, "--quantity", "14")

    lots = [f"{SYRINGE}: 10 · Lot 24A17 · no expiry date", f"{SYRINGE}: 4 · No lot number"]
    assert (code, out.splitlines()[-2:]) == (0, lots)
    assert err == f"{SYRINGE}: {TOO_FEW.format(4)}\n"


def test_json_carries_what_the_books_did_not_hold(ten):
    code, out, err = ten(
        "dispose", "--site", FRONT, "--reason", "lost", "--item", SYRINGE, "--quantity", "14", "--json"
    )

    said = json.loads(out)
    assert (code, said["shortfalls"], said["already"]) == (0, {SYRINGE: 4}, False)
    assert said["moved"] == [
        {"item": SYRINGE, "lot": "24A17", "source": "No source stated", "quantity": 10},
        {"item": SYRINGE, "lot": None, "source": "No source stated", "quantity": 4},
    ]
    assert "too few" in err


@pytest.fixture
def eight(outreach):
    """Four syringes that can be used, and four that have expired."""
    for lot, expires in (("24A17", "2028-01"), ("OLD", "2026-09")):
        outreach(
            "receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "4", "--lot", lot, "--expires", expires,
            "--on", DAY,
        )  # fmt: skip
    return outreach


STOPPED = "The books hold {} of these here only as expired or on hold."


def test_what_has_expired_moves_after_all_else_and_only_the_rest_is_on_no_books(eight):
    _, out, err = eight("transfer", "--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "10", "--json")

    said = json.loads(out)
    assert [(one["lot"], one["quantity"]) for one in said["moved"]] == [("24A17", 4), ("OLD", 4), (None, 2)]
    assert (said["shortfalls"], said["only_expired_or_on_hold"]) == ({SYRINGE: 2}, {SYRINGE: 4})
    assert err.splitlines() == [f"{SYRINGE}: {STOPPED.format(4)}", f"{SYRINGE}: {TOO_FEW.format(2)}"]
    lots = json.loads(eight("lots", "--item", SYRINGE, "--json")[1])
    assert {one["lot"]: one["sites"] for one in lots} == {"24A17": {NORTH: 4}, "OLD": {NORTH: 4}, "": {NORTH: 2}}


def test_what_has_expired_is_handed_to_nobody_by_itself_and_the_same_figures_are_said(eight):
    _, out, err = eight("hand-over", "--site", FRONT, "--used-here", "--item", SYRINGE, "--quantity", "10", "--json")

    said = json.loads(out)
    assert [(one["lot"], one["quantity"]) for one in said["moved"]] == [("24A17", 4), (None, 6)]
    assert (said["shortfalls"], said["only_expired_or_on_hold"]) == ({SYRINGE: 2}, {SYRINGE: 4})
    assert err.splitlines() == [f"{SYRINGE}: {STOPPED.format(4)}", f"{SYRINGE}: {TOO_FEW.format(2)}"]


def test_parts_that_are_too_few_for_kits_are_said(ten):
    _, out, err = ten("kits", "make", "--site", FRONT, "--item", KIT, "--quantity", "2", "--json")

    assert json.loads(out)["shortfalls"][SYRINGE] == 10
    assert f"{SYRINGE}: {TOO_FEW.format(10)}\n" in err


def test_a_lot_that_was_named_can_be_short_by_itself(ten):
    ten("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "50", "--lot", "25F08", "--on", DAY)
    _, out, err = ten(
        "transfer", "--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "12", "--lot", "24A17", "--json"
    )

    assert json.loads(out)["fewer_of_lot"] == [{"item": SYRINGE, "lot": "24A17"}]
    assert err == f"{SYRINGE}, lot 24A17: The books hold fewer of this lot here. It is recorded all the same.\n"


def test_a_lot_on_hold_is_handed_over_all_the_same_and_said(ten):
    ten("hold", "--item", SYRINGE, "--lot", "24A17", "--reason", "Torn bags")
    code, out, err = ten(
        "hand-over", "--site", FRONT, "--used-here", "--item", SYRINGE, "--quantity", "1", "--lot", "24A17", "--json"
    )

    assert (code, json.loads(out)["doubtful_lots"][0]["despite"]) == (0, "on_hold")
    assert err == f"{SYRINGE}, lot 24A17: This lot is on hold. It was taken all the same, as you named it.\n"


def test_whoever_is_at_the_terminal_is_asked_before_a_lot_on_hold_goes(ten):
    ten("hold", "--item", SYRINGE, "--lot", "24A17", "--reason", "Torn bags")
    said = ("hand-over", "--site", FRONT, "--used-here", "--item", SYRINGE, "--quantity", "1", "--lot", "24A17")

    for typed in ("leave\n", "\n"):
        code, out, err = ten(*said, typed=typed)
        assert (code, out, "Lot 24A17 is on hold." in err, on_hand(ten)) == (1, "", True, 10)
    assert (ten(*said, typed="t\n")[0], on_hand(ten)) == (0, 9)


@pytest.mark.parametrize(
    "paper",
    [
        ("transfer", "--from", FRONT, "--to", NORTH),
        ("dispose", "--site", FRONT, "--reason", "lost"),
        ("put-back", "--site", FRONT),
        ("hand-over", "--site", FRONT, "--used-here"),
        ("receive", "--site", FRONT),
    ],
)
def test_a_paper_of_the_day_of_a_count_says_on_which_side_it_stands(ten, paper):
    counted(ten)
    said = (*paper, "--item", SYRINGE, "--quantity", "2", "--on", DAY)

    code, _, err = ten(*said)

    assert (code, err.splitlines()) == (
        1,
        ["That day was counted. Say whether this came before or after the count.",
         "Add --count-side before, or --count-side after."],
    )  # fmt: skip
    assert ten(*said, "--count-side", "before")[0] == 0
    assert ten(*said, typed="a\n")[0] == 0


def test_who_answers_nothing_at_the_terminal_has_recorded_nothing(ten):
    counted(ten)
    code, _, err = ten(
        "dispose", "--site", FRONT, "--reason", "lost", "--item", SYRINGE, "--quantity", "2", "--on", DAY, typed="\n"
    )

    assert (code, "[before/after]" in err) == (1, True)
    assert json.loads(ten("lots", "--item", SYRINGE, "--json")[1])[0]["on_hand"] == 10


def visit(**said):
    return json.dumps({"on": DAY, "site": FRONT, "items": {SYRINGE: 2}, **said})


def on_hand(outreach):
    return json.loads(outreach("lots", "--item", SYRINGE, "--json")[1])[0]["on_hand"]


def test_visits_of_the_day_of_a_count_say_it_line_by_line_or_together(ten):
    counted(ten)
    other_day = json.dumps({"on": "2026-10-04", "site": FRONT, "items": {SYRINGE: 2}})
    lines = "\n".join([visit(), other_day, visit(count_side="before"), visit()])

    code, _, err = ten("record", given=lines)
    assert (code, "Line 1: That day" in err, "Line 2" in err, "Line 3" in err) == (1, True, False, False)
    assert (on_hand(ten), err.count("Add --count-side")) == (10, 1)

    assert ten("record", "--count-side", "after", given=lines)[0] == 0
    assert on_hand(ten) == 10 - 3 * 2


def test_whoever_is_at_the_terminal_is_asked_once_for_all_visits(ten):
    counted(ten)
    code, _, err = ten("record", typed=visit())  # one line, and nobody to answer: the keyboard is at its end
    assert (code, "before/after" in err) == (1, True)


def test_a_corrected_visit_stays_on_its_side_of_the_count(ten):
    counted(ten)
    number = json.loads(ten("record", given=visit(count_side="before"))[1])["encounter"]
    assert on_hand(ten) == 10

    assert ten("correct", str(number), given=visit(items={SYRINGE: 5}))[0] == 0

    assert on_hand(ten) == 10


def test_what_is_sent_again_under_one_id_is_done_once(ten):
    for paper in (
        ("transfer", "--from", FRONT, "--to", NORTH, *ID),
        ("receive", "--site", FRONT, "--id", "7c1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77"),
    ):
        first, second = (ten(*paper, "--item", SYRINGE, "--quantity", "2") for _ in range(2))
        assert (first[0], second[:2]) == (0, (0, "Recorded before; nothing was done again.\n"))


def test_a_source_that_may_not_pay_is_asked_about_at_the_terminal(ten, folder, template):
    desk = opened_again(folder, template.keys)
    with desk.writing() as session:
        limits.add_rule(session, desk.by("AR"), At(TODAY), NewRule(desk.source(STATE), may_buy=False))
    desk.close()
    said = ["receive", "--site", FRONT, "--item", COOKER, "--quantity", "5", "--source", STATE]

    assert "Add --despite-rule" in ten(*said)[2]
    assert ten(*said, typed="leave\n")[0] == 1
    assert ten(*said, typed="s\n")[0] == 0
