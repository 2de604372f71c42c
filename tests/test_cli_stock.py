"""The stock room's commands: the same refusals as the window, and nothing half done."""

import json
from contextlib import closing
from io import StringIO

import pytest
from openpyxl import Workbook
from sqlalchemy import update

from outreach.catalog_editing import limits, lists
from outreach.catalog_editing.limits import NewRule, Target
from outreach.cli.run import run
from outreach.db.models.stock import Lot
from outreach.stock import lot_changes, slip_reading
from outreach.vocabulary import At, CollectedBy
from tests.make import COOKER, COUNTY, FRONT, KIT, NASAL, NORTH, PASSPHRASE, STATE, SYRINGE, TODAY, opened_again

ARRIVED = "2026-10-01"
ID = "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77"
ARRIVALS = (
    (SYRINGE, "24A17", "1000", STATE),
    (SYRINGE, "25F08", "500", COUNTY),
    (NASAL, "NX4417", "600", STATE),
)


@pytest.fixture
def outreach(folder, monkeypatch, capsys):
    """Say a command as AR, an administrator: exit code, what it wrote, what it complained of."""
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)

    def say(*arguments, given="", initials="AR"):
        monkeypatch.setattr("sys.stdin", StringIO(given))
        code = run([*arguments, "--center", str(folder), "--as", initials])
        written = capsys.readouterr()
        return code, written.out, written.err

    return say


@pytest.fixture
def stocked(outreach):
    for item, lot, quantity, source in ARRIVALS:
        outreach(
            "receive", "--site", FRONT, "--item", item, "--quantity", quantity, "--lot", lot, "--source", source,
            "--on", ARRIVED,
        )  # fmt: skip
    return outreach


def edit(folder, template, act):
    with closing(opened_again(folder, template.keys)) as desk:
        by = desk.by("AR")
        with desk.writing() as session:
            act(desk, session, by, At(TODAY))


def lots(outreach, item):
    found = json.loads(outreach("lots", "--item", item, "--json")[1])
    return {one["lot"]: one["sites"] for one in found}


def test_a_transfer_moves_the_lot_that_was_named(stocked):
    code, out, _ = stocked(
        "transfer", "--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "2b", "--lot", "25f08"
    )  # fmt: skip

    assert (code, out) == (0, f"{SYRINGE}: 200 · Lot 25F08 · no expiry date\n")
    assert lots(stocked, SYRINGE)["25F08"] == {FRONT: 300, NORTH: 200}


def test_what_is_moved_is_said_by_the_lot_as_on_every_paper(stocked):
    arrives = ("receive", "--site", FRONT, "--item", NASAL, "--on", ARRIVED, "--lot", "NX9")
    stocked(*arrives, "--quantity", "10", "--source", COUNTY, "--expires", "2027-03")
    stocked(*arrives, "--quantity", "5", "--source", STATE, "--expires", "2027-05")

    _, out, _ = stocked("dispose", "--site", FRONT, "--reason", "lost", "--item", NASAL, "--quantity", "18")

    assert out.splitlines() == [
        f"{NASAL}: 10 · Lot NX9 · expires 03/2027 · {COUNTY}",
        f"{NASAL}: 5 · Lot NX9 · expires 05/2027 · {STATE}",
        f"{NASAL}: 3 · Lot NX4417 · no expiry date",
    ]


def test_several_lines_are_moved_or_none(stocked):
    good = {"item": SYRINGE, "quantity": 10}
    code, _, err = stocked(
        "transfer", "--from", FRONT, "--to", NORTH,
        given=json.dumps([good, {"item": "Cokker", "quantity": 1}, {"item": SYRINGE}, {**good, "in": "bags"}]),
    )  # fmt: skip

    assert code == 1
    assert all(f"Line {number}" in err for number in (2, 3, 4))
    assert NORTH not in str(lots(stocked, SYRINGE))
    assert stocked("transfer", "--from", FRONT, "--to", NORTH, given=json.dumps([good, good]))[0] == 0


def test_a_site_is_filled_from_the_store(stocked, folder, template):
    def want(desk, session, by, at):
        limits.set_target(session, by, at, Target(desk.site(NORTH), desk.item(SYRINGE), 0, 1600))

    edit(folder, template, want)

    said = stocked("fill", "--site", NORTH, "--from", FRONT)[1]
    stocked("fill", "--site", NORTH, "--from", FRONT, "--post")

    assert "1,000 of lot 24A17; 500 of lot 25F08, 100 not in the store" in said
    assert lots(stocked, SYRINGE)["24A17"] == {NORTH: 1000}


def test_a_site_without_targets_and_one_that_lacks_nothing_are_said(stocked, folder, template):
    code, out, err = stocked("fill", "--site", NORTH, "--from", FRONT)
    assert (code, out) == (0, "")
    assert err == f"Nobody has said how much {NORTH} should have. Set its targets in the settings, under Items.\n"

    def want(desk, session, by, at):
        limits.set_target(session, by, at, Target(desk.site(NORTH), desk.item(SYRINGE), 0, 100))

    edit(folder, template, want)
    stocked("fill", "--site", NORTH, "--from", FRONT, "--post")
    assert stocked("fill", "--site", NORTH, "--from", FRONT)[2] == f"{NORTH} has everything it should have.\n"


def test_500_kits_are_handed_over_and_a_recall_names_who_has_them(stocked, folder, template):
    edit(folder, template, lambda _desk, session, by, at: lists.add_partner(session, by, at, "Harbor House", "Kings"))

    code, out, _ = stocked(
        "hand-over",
        "--site",
        FRONT,
        "--to",
        "harbor house",
        "--item",
        NASAL,
        "--quantity",
        "500",
        "--lot",
        "NX4417",
        "--on",
        ARRIVED,
    )
    month = json.loads(stocked("tally", "--month", "2026-10", "--json")[1])
    recall = json.loads(stocked("recall", "--item", NASAL, "--lot", "NX4417", "--reason", "Maker's notice")[1])

    assert (code, out[:5]) == (0, "Slip ")
    assert [(one["name"], one["doses"]) for one in month["handed_over"]] == [("Harbor House", 1000)]
    assert (month["figures"]["contacts"], month["figures"]["participants"]) == (0, 0)
    assert [(one["name"], one["quantity"]) for one in recall["hand_overs"]] == [("Harbor House", 500)]
    assert [(one["site"], one["quantity"]) for one in recall["left"]] == [(FRONT, 100)]


@pytest.mark.parametrize(
    ("who", "kind"), [(("--event", "Street fair"), "event"), (("--training", "Nurses"), "training")]
)
def test_events_and_trainings_are_named(stocked, who, kind):
    stocked("hand-over", "--site", FRONT, *who, "--item", SYRINGE, "--quantity", "5", "--on", ARRIVED)

    [line] = json.loads(stocked("tally", "--month", "2026-10", "--json")[1])["handed_over"]
    assert (line["recipient"], line["name"], line["syringes"]) == (kind, who[1], 5)


def test_used_here_lost_and_put_back(stocked):
    stocked("hand-over", "--site", FRONT, "--used-here", "--item", SYRINGE, "--quantity", "5", "--on", ARRIVED)
    stocked(
        "dispose", "--site", FRONT, "--reason", "taken_by_police", "--item", SYRINGE, "--quantity", "7", "--on", ARRIVED
    )
    stocked("put-back", "--site", FRONT, "--item", SYRINGE, "--quantity", "2", "--lot", "25F08", "--on", ARRIVED)

    month = json.loads(stocked("tally", "--month", "2026-10", "--json")[1])
    [line] = [line for line in month["statement"] if line["item"] == SYRINGE]
    assert (line["used_here"], line["disposed"], line["put_back"], line["closing"]) == (5, 7, 2, 1490)
    assert month["disposed"][0]["taken_by_police"] == 7


def test_a_machine_is_refilled_and_what_is_gone_was_given_by_it(stocked, folder, template):
    edit(
        folder, template,
        lambda _desk, session, by, at: lists.add_site(session, by, at, "Library machine", is_machine=True),
    )  # fmt: skip
    machine = ("refill", "--machine", "Library machine", "--from", FRONT)
    assert stocked(*machine, "--item", NASAL, "--put-in", "60", "--on", ARRIVED)[1] == f"{NASAL}: 60 put in\n"
    lines = json.dumps({"item": NASAL, "found": 22, "put_in": 38, "lot": "NX4417"})
    id_ = ("--id", "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77")

    said = [stocked(*machine, *id_, given=lines)[1] for _ in range(2)]

    assert said[0] == f"{NASAL}: 38 given by the machine\n{NASAL}: 38 put in\n"
    assert said[1].startswith("Recorded before")
    assert lots(stocked, NASAL)["NX4417"]["Library machine"] == 60
    assert "0 included" in stocked(*machine, given=json.dumps({"item": NASAL, "found": -1}))[2]
    only_counted = stocked(*machine, "--item", NASAL, "--found", "57", "--put-in", "0")
    assert only_counted[:2] == (0, f"{NASAL}: 3 given by the machine\n")


def test_a_machine_that_holds_more_than_its_books_is_said_and_its_lot_stays_known(stocked, folder, template):
    edit(
        folder, template,
        lambda _desk, session, by, at: lists.add_site(session, by, at, "Library machine", is_machine=True),
    )  # fmt: skip
    machine = ("refill", "--machine", "Library machine", "--from", FRONT, "--item", NASAL)
    stocked(*machine, "--put-in", "60", "--on", ARRIVED)

    assert stocked(*machine, "--found", "90")[:2] == (0, f"{NASAL}: 30 more than the books\n")
    assert lots(stocked, NASAL)["NX4417"]["Library machine"] == 90
    said = json.loads(stocked(*machine, "--found", "92", "--json")[1])
    assert (said["given_by_machine"], said["more_than_books"]) == ({}, {NASAL: 2})
    code, _, err = stocked(*machine, "--found", "90", "--on", "2999-01-01")
    assert (code, err) == (1, "That day is still to come. Choose today or a day before.\n")


def test_who_carries_a_hand_over_and_what_is_reported_of_it_are_kept_beside_it(stocked, folder, template):
    edit(folder, template, lambda _desk, session, by, at: lists.add_partner(session, by, at, "Harbor House", "Kings"))
    out = stocked(
        "hand-over", "--site", FRONT, "--to", "Harbor House", "--collected-by", "courier", "--item", NASAL,
        "--quantity", "30",
    )[1]  # fmt: skip
    slip = out.splitlines()[0].removeprefix("Slip ")

    assert stocked("reported", slip, "--item", NASAL, "--quantity", "25")[1] == f"{NASAL}: 25 reported given out\n"
    code, _, err = stocked("reported", slip, "--item", SYRINGE, "--quantity", "5")
    assert (code, err) == (1, "That item is not on this slip. Report only what was handed over with it.\n")
    assert stocked("reported", slip, "--item", NASAL, "--quantity", "300") == (
        0, f"{NASAL}: 300 reported given out\n",
        f"{NASAL}: That is 270 more than was handed over. It is kept as they say.\n",
    )  # fmt: skip
    stocked("reported", slip, "--item", NASAL, "--quantity", "25")

    with closing(opened_again(folder, template.keys)) as desk:
        kept = desk.read(slip_reading.slip, desk.read(slip_reading.of_slip, slip))
        assert (kept.collected_by, kept.reported) == (
            CollectedBy.COURIER,
            tuple((desk.item(NASAL), n) for n in (25, 300, 25)),
        )


def test_a_lot_is_held_and_released(stocked):
    held = ("--item", SYRINGE, "--lot", " 24a17", "--reason", "Torn bags")

    assert stocked("hold", *held)[1] == "Lot 24A17 is on hold.\n"
    assert "on hold" in stocked("lots", "--item", SYRINGE)[1]
    assert stocked("release", *held)[1] == "Lot 24A17 is released.\n"
    assert "on hold" not in stocked("lots", "--site", FRONT)[1]


def test_what_a_script_sends_twice_is_done_to_a_lot_once(stocked, folder, template):
    lot = ("--item", SYRINGE, "--lot", "24A17", "--id", "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77")
    for _ in range(2):
        assert stocked("recall", *lot, "--reason", "Torn bags")[0] == 0

    assert "other content" in stocked("hold", *lot, "--reason", "Torn bags")[2]
    with closing(opened_again(folder, template.keys)) as desk:
        assert len(desk.read(lot_changes.changes, desk.lot(SYRINGE, "24A17"))) == 1


def test_what_is_out_stands_among_the_shelves(stocked):
    stocked("dispose", "--site", FRONT, "--reason", "lost", "--item", NASAL, "--quantity", "600")

    shown = stocked("stock")[1].splitlines()

    assert [line.split()[-1] for line in shown if line.startswith(NASAL)] == ["out"]
    assert not any(line.startswith(COOKER) for line in shown)  # nobody ever had one here


def test_a_lot_is_named_with_its_source(stocked):
    stocked("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "5", "--lot", "24A17", "--source", COUNTY)

    shown = [line for line in stocked("lots", "--item", SYRINGE)[1].splitlines() if "24A17" in line]

    assert [(STATE in line, COUNTY in line) for line in shown] == [(True, False), (False, True)]


def test_a_month_in_a_terminal_says_what_its_page_says(stocked, folder, template):
    edit(folder, template, lambda _desk, session, by, at: lists.add_partner(session, by, at, "Harbor House", "Kings"))
    stocked("hand-over", "--site", FRONT, "--to", "Harbor House", "--item", NASAL, "--quantity", "5", "--on", ARRIVED)
    stocked("dispose", "--site", FRONT, "--reason", "lost", "--item", SYRINGE, "--quantity", "1500", "--on", ARRIVED)

    shown = stocked("tally", "--month", "2026-10")[1].splitlines()

    assert f"  {SYRINGE}: opening 0, received 1,500, disposed 1,500, closing 0, balances" in shown
    assert any(line.startswith("  Harbor House, partner: county Kings, naloxone kits 5, doses 10") for line in shown)
    assert any(line.startswith(f"  {SYRINGE}: ") and "lost 1,500" in line for line in shown)
    assert shown[-1] == "Reconciled."


def test_an_expiry_is_written_anew(stocked):
    said = stocked(
        "expiry", "--item", SYRINGE, "--lot", "24A17", "--expires", "2029-02", "--reason", "Extended by the maker"
    )

    assert said[1] == "Lot 24A17 expires 2029-02-28.\n"
    assert "2029-02-28" in stocked("lots", "--item", SYRINGE)[1]


def test_a_lot_that_is_not_there_or_there_twice_is_refused(stocked):
    stocked("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "5", "--lot", "24A17", "--source", COUNTY)

    assert "no lot 9" in stocked("hold", "--item", SYRINGE, "--lot", "9", "--reason", "x")[2]
    assert "Say which" in stocked("hold", "--item", SYRINGE, "--lot", "24A17", "--reason", "x")[2]
    assert stocked("hold", "--item", SYRINGE, "--lot", "24A17", "--source", COUNTY, "--reason", "x")[0] == 0


def test_a_recall_stops_a_number_from_every_source_or_from_the_one_that_is_named(stocked):
    of = ("--item", SYRINGE, "--lot", "24A17", "--reason", "Maker's notice")
    stocked("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "5", "--lot", "24A17", "--source", COUNTY)

    one = json.loads(stocked("recall", *of, "--source", COUNTY)[1])
    assert one["sources"] == [COUNTY]
    both = json.loads(stocked("recall", *of)[1])

    assert sorted(both["sources"]) == sorted([COUNTY, STATE])
    listed = json.loads(stocked("lots", "--item", SYRINGE, "--json")[1])
    assert {lot["source"] for lot in listed if lot["recalled"]} == {COUNTY, STATE}
    assert "recalled" in stocked("lots", "--item", SYRINGE)[1]


def test_lots_from_before_that_differ_in_case_are_each_held_and_recalled(stocked, folder, template):
    for lot in ("24a17", "other"):
        stocked("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "5", "--lot", lot, "--source", STATE)
    twin = update(Lot).where(Lot.number == "other").values(number="24a17")
    edit(folder, template, lambda _desk, session, _by, _at: session.execute(twin))
    of = ("--item", SYRINGE, "--source", STATE)

    assert lots(stocked, SYRINGE)["24A17"] == {FRONT: 1005}
    for lot in ("24A17", "24a17"):
        assert stocked("hold", *of, "--lot", lot, "--reason", "x")[1] == f"Lot {lot} is on hold.\n"
        assert json.loads(stocked("recall", *of, "--lot", lot, "--reason", "x")[1])["lot"] == lot
    for act in (("dispose", "--reason", "lost"), ("hand-over", "--used-here")):
        assert stocked(*act, "--site", FRONT, *of, "--quantity", "1", "--lot", "24a17")[0] == 0
    assert lots(stocked, SYRINGE)["24a17"] == {FRONT: 3}
    said = stocked("hold", *of, "--lot", "24 A17", "--reason", "x")
    assert said[0] != 0
    assert "24A17, 24a17" in said[2]


def test_a_source_alone_names_what_has_no_lot_number(outreach):
    for source in (STATE, COUNTY):
        outreach("receive", "--site", FRONT, "--item", COOKER, "--quantity", "10", "--source", source)

    assert outreach("put-back", "--site", FRONT, "--item", COOKER, "--quantity", "3", "--source", COUNTY)[0] == 0
    refused = outreach("put-back", "--site", FRONT, "--item", SYRINGE, "--quantity", "3", "--source", COUNTY)
    unsaid = outreach("hold", "--item", COOKER, "--lot", "", "--reason", "Torn bags")
    held = outreach("hold", "--item", COOKER, "--lot", "", "--source", COUNTY, "--reason", "Torn bags")

    shown = {one["source"]: one for one in json.loads(outreach("lots", "--item", COOKER, "--json")[1])}
    assert {name: (one["on_hand"], one["on_hold"]) for name, one in shown.items() if one["on_hand"]} == {
        STATE: (10, False), COUNTY: (13, True),
    }  # fmt: skip
    assert "without a lot number" in refused[2]
    assert "Say which, with “source”" in unsaid[2]
    assert held[1] == "What has no lot number is on hold.\n"
    assert "  " not in refused[2] + unsaid[2]


def test_a_lot_that_arrives_expired_is_said_as_in_the_window(outreach):
    arrives = ("receive", "--site", FRONT, "--item", NASAL, "--quantity", "2", "--lot", "OLD", "--id", ID)
    code, out, err = outreach(*arrives, "--expires", "2020-01")

    assert (code, out) == (0, "Received 1 line, 2 units.\n")
    assert err == f"{NASAL}, lot OLD: This lot has expired already. It goes on the shelf, and is never picked.\n"
    assert outreach(*arrives[:-4], "--lot", "NEW", "--expires", "2099-01")[2] == ""


@pytest.mark.parametrize("command", [("receive",), ("put-back",)])
def test_an_amount_that_is_none_is_quoted_as_it_was_typed(outreach, command):
    refused = outreach(*command, "--site", FRONT, "--item", SYRINGE, "--quantity", "2b", "--in", "boxes")

    assert refused[0] != 0
    assert "“quantity” is 2b. It needs to be a number of boxes and nothing else" in refused[2]


def test_a_count_is_begun_on_paper_keyed_and_posted(stocked):
    draft = json.loads(stocked("count", "--start", "--site", FRONT, "--item", SYRINGE, "--blind", "--sheet")[1])
    lines = [{"line": line["line"], "found": 400} for line in draft["lines"] if line["lot"] == "25F08"]

    listed = [json.loads(line) for line in stocked("count", "--drafts", "--site", FRONT)[1].splitlines()]
    code, out, _ = stocked("count", "--post", str(draft["draft"]), given="\n".join(map(json.dumps, lines)))

    assert "expected" not in draft["lines"][0]
    assert [one["sheet"] for one in listed] == [draft["sheet"]]
    assert (code, out) == (0, f"{SYRINGE}, lot 25F08: −100\n")


def test_a_line_says_what_is_thrown_away_and_what_its_difference_was(stocked):
    draft = json.loads(stocked("count", "--start", "--site", FRONT, "--item", SYRINGE)[1])
    [line] = [line for line in draft["lines"] if line["lot"] == "25F08"]
    said = {"line": line["line"], "found": 480, "damaged": 6, "reason": "damaged"}

    wrong = stocked("count", "--post", str(draft["draft"]), given=json.dumps(said | {"reason": "eaten"}))
    code, out, _ = stocked("count", "--post", str(draft["draft"]), given=json.dumps(said))

    assert "damaged, expired" in wrong[2]
    assert (code, out) == (0, f"{SYRINGE}, lot 25F08: −{line['expected'] - 480}\n")


def test_what_came_since_a_count_began_is_listed_and_left_on_the_shelf(stocked):
    draft = json.loads(stocked("count", "--start", "--site", FRONT, "--item", SYRINGE)[1])
    stocked("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "48", "--lot", "NEW1", "--source", STATE)

    [listed] = [json.loads(line) for line in stocked("count", "--drafts")[1].splitlines()]
    counted = {"line": draft["lines"][0]["line"], "found": 990}
    code, out, _ = stocked("count", "--post", str(draft["draft"]), given=json.dumps(counted))

    assert [one["lot"] for one in listed["lines"] if one["came_since"]] == ["NEW1"]
    assert code == 0
    assert out.splitlines() == [
        f"{SYRINGE}, lot 24A17: −10",
        f"{SYRINGE}, lot NEW1: came since the count began, not counted; 48 left as they are",
    ]
    assert lots(stocked, SYRINGE)["NEW1"] == {FRONT: 48}


def test_a_count_names_the_source_where_the_number_does_not_tell_its_lots_apart(stocked):
    for source in (STATE, COUNTY):
        stocked("receive", "--site", FRONT, "--item", COOKER, "--quantity", "30", "--source", source)
    draft = json.loads(stocked("count", "--start", "--site", FRONT, "--item", COOKER)[1])
    lines = [{"line": line["line"], "found": found} for line, found in zip(draft["lines"], (28, 29), strict=True)]

    out = stocked("count", "--post", str(draft["draft"]), given="\n".join(map(json.dumps, lines)))[1]

    assert [line["source"] for line in draft["lines"]] == [STATE, COUNTY]
    assert sorted(out.splitlines()) == sorted(
        f"{COOKER}, no lot number, {source}: −{n}" for source, n in ((STATE, 2), (COUNTY, 1))
    )


@pytest.mark.parametrize("scope", [("--category", "Syringes"), ("--shelf", "A1"), ()])
def test_a_count_has_a_scope(stocked, scope):
    draft = json.loads(stocked("count", "--start", "--site", FRONT, *scope)[1])

    assert all("expected" in line for line in draft["lines"])
    assert len(draft["lines"]) > 1 or scope == ("--shelf", "A1")


def test_a_count_says_what_it_does_not_know(stocked):
    assert "no category" in stocked("count", "--start", "--site", FRONT, "--category", "Hats")[2]
    assert "missing" in stocked("count", "--post", "7", given='{"line": 1}')[2]
    assert "no such count" in stocked("count", "--post", "7")[2]


def test_kits_are_made_up_and_taken_apart(stocked):
    stocked("kits", "make", "--site", FRONT, "--item", KIT, "--quantity", "10", "--lot", "W1")
    code, out, _ = stocked("kits", "unmake", "--site", FRONT, "--item", KIT, "--quantity", "4", "--lot", "W1")

    assert code == 0
    assert f"{SYRINGE}: 40" in out
    assert lots(stocked, KIT) == {"W1": {FRONT: 6}}


def test_kits_made_up_are_not_said_to_be_what_can_be_made(stocked):
    stocked("kits", "make", "--site", FRONT, "--item", KIT, "--quantity", "10", "--lot", "W1")

    [said] = [one for one in json.loads(stocked("stock", "--json")[1]) if one["item"] == KIT]
    [line] = [line for line in stocked("stock")[1].splitlines() if line.startswith(KIT)]

    assert (said["on_hand"], said["can_make"]) == (10, 0)
    assert " 10 on hand " in line
    assert line.endswith(", 0 can be made")


def test_more_kits_than_the_lot_holds_are_not_taken_apart(stocked):
    stocked("kits", "make", "--site", FRONT, "--item", KIT, "--quantity", "10", "--lot", "W1")
    code, out, err = stocked(
        "kits", "unmake", "--site", FRONT, "--item", KIT, "--quantity", "200000", "--lot", "W1"
    )  # fmt: skip

    assert (code, out) == (1, "")
    assert err == "The books hold 10 kits of this lot here. Take apart no more than that, or count them first.\n"
    assert lots(stocked, KIT) == {"W1": {FRONT: 10}}


def test_items_come_from_a_spreadsheet(outreach, tmp_path):
    book = Workbook()
    book.active.append(["name", "category"])
    book.active.append(["Woolly hat", "Hygiene"])
    book.save(tmp_path / "items.xlsx")

    assert outreach("catalog", "import", str(tmp_path / "items.xlsx"))[1] == "Added 1, changed 0.\n"
    assert outreach("catalog", "template", str(tmp_path / "t.xlsx"))[0] == 0
    assert outreach("catalog", "import", str(tmp_path / "t.xlsx"))[0] == 0


def test_what_a_source_may_not_buy_is_asked_about_once(stocked, folder, template):
    edit(
        folder, template,
        lambda desk, session, by, at: limits.add_rule(session, by, at, NewRule(desk.source(STATE), may_buy=False)),
    )  # fmt: skip
    said = ["receive", "--site", FRONT, "--item", COOKER, "--quantity", "5", "--source", STATE]

    assert "may not pay" in stocked(*said)[2]
    assert stocked(*said, "--despite-rule")[0] == 0


def test_the_front_desk_is_told_whom_to_ask(stocked):
    for command in (
        ["transfer", "--from", FRONT, "--to", NORTH, "--item", SYRINGE, "--quantity", "1"],
        ["hold", "--item", SYRINGE, "--lot", "24A17", "--reason", "x"],
    ):
        assert stocked(*command, initials="DS")[2].startswith("Ask a coordinator or administrator to ")


def test_a_suggested_order_names_its_supplier_and_source_and_shows_its_sum(outreach, folder, template):
    edit(folder, template, lambda _desk, session, by, at: lists.add_supplier(session, by, at, "Cascade Medical Supply"))
    outreach(
        "receive", "--site", FRONT, "--item", COOKER, "--quantity", "300", "--source", COUNTY,
        "--supplier", "cascade medical supply", "--on", "2026-01-05",
    )  # fmt: skip
    outreach("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "300", "--on", "2026-01-05")

    code, out, _ = outreach("orders", "suggest", "--json", "--on-order", f"{COOKER}=50")

    found = json.loads(out)
    assert code == 0
    assert [one["supplier"] for one in found["suppliers"]] == ["Cascade Medical Supply", None]
    cooker = next(line for line in found["suppliers"][0]["lines"] if line["item"] == COOKER)
    assert cooker["source"] == COUNTY
    assert cooker["on_order"] == 50
    assert cooker["needed"] == max(0, cooker["target"] - cooker["usable"] - cooker["on_order"])


def test_an_order_is_asked_of_one_supplier_there_is(outreach):
    code, _, complaint = outreach("orders", "suggest", "--supplier", "Nobody at all")

    assert code == 1
    assert "There is no supplier called" in complaint


def test_thin_history_is_a_dash_with_its_reason(outreach, monkeypatch):
    outreach("receive", "--site", FRONT, "--item", COOKER, "--quantity", "300")

    _, out, _ = outreach("orders", "suggest")

    assert f"{COOKER}: –" in out
    assert "under 3 months" in out
