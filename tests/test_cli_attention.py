"""What waits for a coordinator, without a window."""

import json

from tests.make import COOKER, FRONT, SYRINGE
from tests.test_cli_stock import outreach

__all__ = ["outreach"]
ON = "2026-10-03"


def waiting(outreach):
    return [json.loads(line) for line in outreach("attention", "list", "--json")[1].splitlines()]


def give(outreach, **said):
    outreach("record", given=json.dumps({"on": ON, "site": FRONT, **said}))


def test_what_waits_is_listed_and_let_stand_once(outreach):
    give(outreach, items={COOKER: 5, SYRINGE: 20}, unlisted={"rain ponchos": 3})
    assert {(one.get("item") or one["thing"], one["quantity"], one["on"]) for one in waiting(outreach)} == {
        (COOKER, 5, ON), (SYRINGE, 20, ON), ("rain ponchos", 3, ON),
    }  # fmt: skip

    which = ("--what", "short", "--item", COOKER, "--site", FRONT, "--on", ON)
    assert outreach("attention", "let-stand", *which)[0] == 0

    assert [one.get("item") for one in waiting(outreach)] == [SYRINGE, None]
    code, _, err = outreach("attention", "let-stand", *which)
    assert (code, "waits of Cooker" in err) == (1, True)
    assert f"short     {ON}      20 {SYRINGE}  {FRONT}  given 20; 0 on the books" in outreach("attention", "list")[1]
    [left] = waiting(outreach)[0]["left"]
    assert left == {"kind": "given", "quantity": 20, "paper": None, "to": None}


def test_a_thing_that_is_on_no_list_is_sorted_once(outreach):
    give(outreach, unlisted={"rain ponchos": 3})
    which = ("--thing", "Rain Ponchos", "--item", COOKER)

    assert outreach("attention", "sort", *which)[1] == "rain ponchos: Cooker in 1 visit.\n"

    assert [one["what"] for one in waiting(outreach)] == ["short"]
    code, _, err = outreach("attention", "sort", *which)
    assert (code, "sorted already" in err) == (1, True)


def test_where_nothing_waits_it_is_said_and_front_desk_does_not_look(outreach):
    assert outreach("attention", "list")[1] == "Nothing waits.\n"
    assert outreach("attention", "list", initials="DS")[0] == 1
