"""The command line: the same center without a window, for people and for scripts."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from outreach.cli.parser import make_parser
from outreach.cli.run import run
from outreach.db.models.encounters import EncounterVersion
from outreach.errors import Refusal
from outreach.safety.vault import Vault
from outreach.words import has_words
from tests.make import FRONT, KIT, NASAL, PASSPHRASE, SYRINGE, opened_again

VISIT = {"on": "2026-10-03", "hour": 14, "site": FRONT, "code": "MA0785", "items": {SYRINGE: 50}}


@pytest.fixture
def outreach(folder, monkeypatch, capsys):
    """Say a command as AR, an administrator: exit code, what it wrote, what it complained of."""
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)

    def say(*arguments, given="", initials="AR"):
        monkeypatch.setattr("sys.stdin", StringIO(given))
        try:
            code: object = run([*arguments, "--center", str(folder), "--as", initials])
        except SystemExit as stop:
            code = stop.code
        written = capsys.readouterr()
        return code, written.out, written.err

    return say


def _record(outreach, *visits):
    return outreach("record", given="\n".join(json.dumps(visit) for visit in visits))


def _tally(outreach):
    return json.loads(outreach("tally", "--month", "2026-10", "--json")[1])


def _commands():
    return re.findall(r"^    ([a-z-]+)(?=\s)", make_parser().format_help(), re.MULTILINE)


def test_there_is_every_command_the_readme_names():
    promised = {
        "demo",
        "new",
        "staff",
        "receive",
        "record",
        "correct",
        "void",
        "count",
        "stock",
        "tally",
        "history",
        "verify",
    }

    stock = {
        "transfer",
        "fill",
        "hand-over",
        "dispose",
        "put-back",
        "found",
        "opening",
        "papers",
        "lots",
        "hold",
        "release",
        "expiry",
        "recall",
        "refill",
        "reported",
        "kits",
    }
    stock |= {
        "labels",
        "shelf-list",
        "slip",
        "slip-words",
        "orders",
        "sheet",
        "collection",
        "attention",
        "pick-up",
        "arrival",
        "conversion",
        "happened",
        "drug-check",
    }
    others = {"catalog", "codes", "questions", "steps", "backup", "restore", "recover", "passphrase"}
    assert set(_commands()) == promised | stock | others


@pytest.mark.parametrize("command", _commands())
def test_every_command_helps_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as stop:
        run([command, "--help"])

    assert stop.value.code == 0
    assert f"example:\n  {'outreach' if command not in {'record', 'count'} else 'echo'}" in capsys.readouterr().out


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati"])  # 26 hours apart
def test_the_sample_ends_today_wherever_it_is_tried(tmp_path, monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    run(["demo", "--center", str(tmp_path / "s"), "--months", "1", "--contacts-per-day", "2", "--no-window"])

    with closing(opened_again(tmp_path / "s", Vault(tmp_path / "s").open("JM", "demo"))) as desk:
        newest = desk.rows(select(func.max(EncounterVersion.on_day)))[0][0]
        assert newest == desk.catalog.at(datetime.now(UTC)).day


def test_a_visit_recorded_is_in_the_month(outreach):
    code, out, _ = _record(outreach, VISIT | {"returned": {"how": "weight", "pounds": 12.4, "tare": 0.4}})

    month = _tally(outreach)
    assert (code, json.loads(out)["shortfalls"]) == (0, {SYRINGE: 50})
    assert (month["period"], month["site"], month["reconciled"]) == ("2026-10", None, True)
    assert month["figures"]["contacts"] == month["figures"]["participants"] == 1
    assert month["figures"]["syringes_returned_estimated"] == 3372
    assert next(item for item in month["items"] if item["item"] == SYRINGE)["given"] == 50


def test_a_stretch_of_days_is_added_up_and_its_days_are_both_asked_for(outreach):
    _record(outreach, VISIT, VISIT | {"on": "2026-09-30"}, VISIT | {"on": "2026-07-01"})

    out = outreach("tally", "--from", "2026-07-02", "--to", "2026-10-31", "--json")[1]

    assert (json.loads(out)["period"], json.loads(out)["figures"]["contacts"]) == ("2026-07-02/2026-10-31", 2)
    assert "--to" in outreach("tally", "--from", "2026-07-01")[2]
    assert "2026-07-02 or later" in outreach("tally", "--from", "2026-07-02", "--to", "2026-07-01")[2]


def test_the_same_id_sent_twice_is_recorded_once(outreach):
    visit = VISIT | {"id": str(uuid4())}
    _record(outreach, visit)

    _, out, _ = _record(outreach, visit)

    assert json.loads(out)["already"] is True
    assert _tally(outreach)["figures"]["contacts"] == 1


def test_the_same_id_with_other_content_is_refused(outreach):
    visit = VISIT | {"id": str(uuid4())}
    _record(outreach, visit)

    code, _, err = _record(outreach, visit | {"items": {SYRINGE: 5}})

    assert code == 1
    assert "other content" in err


def test_an_id_used_twice_in_one_input_names_both_lines(outreach):
    visit = VISIT | {"id": str(uuid4())}

    code, out, err = outreach("record", given=f"{json.dumps(visit)}\n\n{json.dumps(visit | {'hour': 9})}")

    assert (code, out) == (1, "")
    assert "Line 3: Line 1 has this id too" in err
    assert _tally(outreach)["figures"]["contacts"] == 0


@pytest.mark.parametrize("command", [["record"], ["count"], ["receive"], ["correct", "1"]])
@pytest.mark.parametrize("given", ["", "\n \n", "[]"])
def test_nothing_given_is_no_success(outreach, command, given):
    code, out, err = outreach(*command, given=given)

    assert (code, out) == (1, "")
    assert err.startswith("There was nothing to read.")


def test_one_bad_line_and_nothing_is_recorded_and_every_bad_line_is_named(outreach):
    code, out, err = _record(outreach, VISIT, VISIT | {"site": "Front Stret"}, VISIT, VISIT | {"items": {"Cokker": 1}})

    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "Nothing was recorded.",
        "Line 2: There is no site called “Front Stret”. Did you mean “Front Street”?",
        "Line 4: There is no item called “Cokker”. Did you mean “Cooker”?",
    ]
    assert _tally(outreach)["figures"]["contacts"] == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"itmes": {}}, "itmes"),
        ({"hour": 25}, "hour"),
        ({"items": {SYRINGE: 0}}, SYRINGE),
        ({"items": {SYRINGE: 2.5}}, SYRINGE),
        ({"on": "2026-13-01"}, "on"),
        ({"on": "2999-01-01"}, "today or earlier"),
        ({"returned": {"how": "counted"}}, "syringes"),
        ({"returned": {"how": "container", "container": "1 quart", "number": 1, "full": 0.3}}, "0.25"),
        ({"returned": {"how": "weight", "pounds": 1, "tare": 2}}, "weighs more"),
        ({"before": "maybe"}, "before"),
        ({"id": "7"}, "UUID"),
        ({"on": "2026-W10-1"}, "2026-10-03"),
        ({"on": "20261003"}, "2026-10-03"),
        ({"returned": {"how": ["counted"]}}, "none, told, counted"),
        ({"returned": {"how": "weight", "pounds": 1, "kilograms": 2}}, "“kilograms” is 2. It needs to be left out"),
        ({"code": " "}, "“code” is empty"),
        ({"services": ""}, "“services” is empty"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(outreach, change, said):
    code, _, err = _record(outreach, VISIT | change)

    assert code == 1
    assert said in err


def test_a_refused_code_is_not_shown_back(outreach):
    code, _, err = _record(outreach, VISIT | {"code": "Q" * 77})

    assert code == 1
    assert "QQ" not in err


def test_five_hundred_typed_for_fifty_a_count_then_the_correction(outreach):
    outreach("receive", "--site", FRONT, "--item", SYRINGE, "--quantity", "2c", "--lot", "24A17", "--on", "2026-10-01")
    visit = json.loads(_record(outreach, VISIT | {"items": {SYRINGE: 500}})[1])["encounter"]

    counted = outreach("count", given=json.dumps({"site": FRONT, "items": {SYRINGE: 950}}))
    outreach("correct", str(visit), given=json.dumps(VISIT))

    assert f"{SYRINGE}, no lot number: +450" in counted[1]
    stock = json.loads(outreach("stock", "--site", FRONT, "--json")[1])
    assert next(item for item in stock if item["item"] == SYRINGE)["on_hand"] == 950
    assert outreach("verify")[0] == 0


def test_a_delivery_is_received_by_options_and_by_lines(outreach):
    options = ["--site", FRONT, "--item", NASAL, "--quantity", "3", "--expires", "2027-08", "--lot", "NX1"]
    lines = [{"site": FRONT, "item": NASAL, "quantity": 5, "lot": "NX2", "source": "Gift Shop"}]

    assert outreach("receive", *options, "--on", "2026-10-01")[0] == 0
    code, _, err = outreach("receive", given=json.dumps(lines))

    assert code == 1
    assert "no source called “Gift Shop”" in err
    stock = json.loads(outreach("stock", "--json")[1])
    [lot] = next(item for item in stock if item["item"] == NASAL)["lots"]
    assert (lot["lot"], lot["expires"], lot["on_hand"]) == ("NX1", "2027-08-31", 3)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--quantity", "99999999999999999999"], "more than 1,000,000"),
        (["--quantity", "9" * 5_000], "more than 1,000,000"),
        (["--quantity", "3", "--lot", "A" * 5_000], "“lot” is 5000 characters long"),
        (["--quantity", "3", "--reference", "A" * 81], "“reference” is 81 characters long"),
        (["--quantity", "3", "--on", "2026-W10-1"], "a day, such as"),
        ([], "“quantity” is missing"),
    ],
)
def test_a_delivery_nobody_can_mean_is_refused(outreach, options, said):
    code, out, err = outreach("receive", "--site", FRONT, "--item", NASAL, *options)

    assert (code, out) == (1, "")
    assert said in err
    assert len(err) < 300


def test_a_lot_is_a_text(outreach):
    line = {"site": FRONT, "item": NASAL, "quantity": 5, "lot": {"x": 1}}

    assert outreach("receive", given=json.dumps(line))[2] == "“lot” is {'x': 1}. It needs to be a text.\n"


def test_counting_boxes_or_cases_is_not_forgotten_when_lines_are_read(outreach):
    code, _, err = outreach("receive", "--in", "boxes", given="this is not read")

    assert (code, err) == (1, "“item” is missing.\n")


def test_an_item_counted_under_two_spellings_is_no_sum(outreach):
    code, _, err = outreach("count", given=json.dumps({"site": FRONT, "items": {"Cooker": 10, "cooker": 20}}))

    assert (code, err) == (1, "“cooker” is there twice. Say its amount once.\n")


def test_counts_are_posted_all_or_none_and_say_which_lot_differs(outreach):
    for lot in (["--lot", "A1"], ["--lot", "B2"], []):
        outreach("receive", "--site", FRONT, "--item", "Cooker", "--quantity", "5", *lot)
    said = {"site": FRONT, "items": {"Cooker": 4}}

    assert outreach("count", given=f"{json.dumps(said)}\n{json.dumps(said | {'site': 'Nowhere'})}")[0] == 1
    out = outreach("count", given=json.dumps(said))[1]

    assert sorted(out.splitlines()[:-1]) == ["Cooker, lot A1: −5", "Cooker, lot B2: −5", "Cooker, no lot number: −1"]


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "-5"])
def test_a_number_no_visit_has_is_no_visit(outreach, number):
    assert outreach("void", number, "--reason", "entered_twice")[:2] == (1, "")
    assert outreach("correct", number, given=json.dumps(VISIT)) == (
        1,
        "",
        "There is no such visit. Check its number.\n",
    )


@pytest.mark.parametrize(
    ("month", "day"), [("2026-3", "2026-10-03"), ("9999-12", "2026-10-03"), ("2026-10", "20261003")]
)
def test_a_month_and_a_day_are_written_in_one_way(outreach, month, day):
    assert outreach("tally", "--month", month, "--printed-on", day)[0] == 2


def test_the_page_has_the_same_bytes_for_the_same_day(outreach, tmp_path):
    _record(outreach, VISIT | {"items": {KIT: 2}})
    pages = [tmp_path / "one.pdf", tmp_path / "two.pdf"]

    for page in pages:
        assert outreach("tally", "--month", "2026-10", "--printed-on", "2026-11-02", "--pdf", str(page))[0] == 0

    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert pages[0].stat().st_mode & 0o777 == 0o600


def test_where_no_page_can_be_written_is_said_before_anything_is_added_up(outreach, tmp_path):
    (tmp_path / "a file").write_text("")

    for place, said in ((tmp_path, "is a folder"), (tmp_path / "no" / "x.pdf", "There is no folder")):
        code, out, err = outreach("tally", "--month", "2026-10", "--pdf", str(place))
        assert (code, out) == (1, "")
        assert said in err
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == []


def test_two_codes_are_joined_and_parted_again(outreach):
    _record(outreach, VISIT, {**VISIT, "code": "KL1190"})

    assert outreach("codes", "join", given="MA0785\nkl-1190\n")[:2] == (0, "The two codes count as one person now.\n")
    assert _tally(outreach)["figures"]["participants"] == 1
    assert outreach("codes", "join", given="MA0785\nKL1190\n")[0] == 1
    assert outreach("codes", "part", given="MA0785\nKL1190\n")[0] == 0
    assert _tally(outreach)["figures"]["participants"] == 2
    assert outreach("codes", "part", given="MA0785\nKL1190\n", initials="DS")[2].startswith("Ask a coordinator")


def test_visits_are_found_by_a_code_that_is_never_written_on_the_command_line(outreach):
    _, out, _ = _record(outreach, VISIT)

    found = outreach("codes", "find", given="MAO785\n")

    assert found == (0, f"{json.loads(out)['encounter']}\n1 visit.\n", "")


def test_how_codes_are_made_is_shown_and_changed(outreach):
    code, out, _ = outreach("codes", "set", "--preset", "philippines")
    assert (code, out) == (
        0, "New codes are made as philippines from today on. Codes already in use keep working.\n"
    )  # fmt: skip

    _, out, _ = outreach("codes", "show")

    assert "Father’s first name: First 2 letters; if unknown: Own initials" in out
    assert "about 0 pairs share a code and 0 of 100 newcomers" in out
    assert "MARE0101011970" in out


def test_a_recipe_nobody_knows_is_refused_with_those_there_are(outreach):
    code, _, err = outreach("codes", "set", "--preset", "mars")

    assert code == 1
    assert "mother-month-year, lower-east-side" in err
    assert outreach("codes", "set", "--preset", "issued", initials="DS")[0] == 1


def test_front_desk_records_and_does_not_count_report_or_add_staff(outreach):
    assert outreach("record", given=json.dumps(VISIT), initials="DS")[0] == 0
    for command in (["tally", "--month", "2026-10"], ["count"], ["staff", "add", "XY:front_desk"]):
        code, _, err = outreach(*command, given=json.dumps({"site": FRONT, "items": {SYRINGE: 1}}), initials="DS")
        assert code == 1
        assert err.startswith("Ask a coordinator or administrator to ")


def test_a_wrong_passphrase_is_refused_gently(outreach, monkeypatch):
    monkeypatch.setenv("OUTREACH_PASSPHRASE", "something else")

    code, _, err = outreach("verify")

    assert (code, err) == (1, "That did not match. Try again.\n")


def test_a_command_not_understood_is_another_exit_than_a_refusal(outreach):
    assert outreach("tally", "--month", "October")[0] == 2
    assert outreach("teleport")[0] == 2


def test_a_backup_comes_back_somewhere_else(outreach, folder, tmp_path, capsys):
    _record(outreach, VISIT)
    backup = tmp_path / "october.outreach-backup"
    assert outreach("backup", str(backup))[0] == 0

    code = run(["restore", str(backup), "--center", str(tmp_path / "restored"), "--as", "AR"])

    assert code == 0
    capsys.readouterr()
    assert run(["tally", "--month", "2026-10", "--center", str(tmp_path / "restored"), "--as", "AR", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["contacts"] == 1


def test_an_older_backup_is_kept_unless_asked(outreach, tmp_path):
    backup = tmp_path / "x.outreach-backup"
    backup.write_bytes(b"kept")

    code, _, err = outreach("backup", str(backup))

    assert (code, backup.read_bytes()) == (1, b"kept")
    assert "--replace" in err
    assert outreach("backup", str(backup), "--replace")[0] == 0
    assert outreach("backup", str(tmp_path))[2].endswith("is a folder. Add the name of a file.\n")


@pytest.mark.parametrize("given", ["nothing", "junk", "folder"])
def test_a_restore_that_is_refused_leaves_nothing_behind(outreach, tmp_path, capsys, given):
    (tmp_path / "junk").write_bytes(b"PK no backup")
    (tmp_path / "folder").mkdir()
    new = tmp_path / "new" / "center"

    code = run(["restore", str(tmp_path / given), "--center", str(new), "--as", "AR"])

    said = {"nothing": "There is no file", "junk": "is damaged, or no backup", "folder": "is a folder"}[given]
    assert code == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_with_a_center_is_never_made_into_another(folder, monkeypatch, capsys):
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    before = (folder / "keys.json").read_bytes()

    code = run(["new", "--center", str(folder), "--name", "X", "--site", "Y", "--staff", "AR:administrator"])

    assert (code, (folder / "keys.json").read_bytes()) == (1, before)
    assert "already" in capsys.readouterr().err


def _every(kind):
    for below in kind.__subclasses__():
        yield below
        yield from _every(below)


def test_every_refusal_has_words():
    ours = [kind for kind in _every(Refusal) if kind.__module__.startswith("outreach.")]

    assert len(ours) > 30
    assert [kind for kind in ours if not has_words(kind)] == []


def test_days_the_wrong_way_round_are_said_and_not_an_empty_answer(outreach):
    code, out, err = outreach("history", "--from", "2026-10-31", "--to", "2026-10-01")

    assert (code, out) == (1, "")
    assert "2026-10-31 or later" in err


def test_a_correction_sent_twice_is_made_once(outreach):
    visit = json.loads(_record(outreach, VISIT)[1])["encounter"]
    said = json.dumps(VISIT | {"items": {SYRINGE: 5}})

    answers = [json.loads(outreach("correct", str(visit), given=said)[1]) for _ in range(2)]

    assert [answer["already"] for answer in answers] == [False, True]


def test_visits_are_shown_newest_first_with_the_numbers_that_correct_them(outreach):
    _record(outreach, VISIT, VISIT | {"on": "2026-10-04", "code": None, "items": {NASAL: 2}})
    code, out, _ = outreach("history", "--from", "2026-10-01", "--to", "2026-10-31", "--json")
    newest, before = map(json.loads, out.splitlines())

    assert code == 0
    assert (newest["on"], newest["naloxone_doses"], newest["with_code"]) == ("2026-10-04", 4, False)
    assert (before["hour"], before["syringes"], before["items"]) == (14, 50, {SYRINGE: 50})
    assert "MA0785" not in out

    outreach("void", str(before["encounter"]), "--reason", "entered_twice")
    voided = outreach("history", "--from", "2026-10-01", "--to", "2026-10-31", "--kind", "voided")[1]
    assert voided.startswith(f"{before['encounter']}  2026-10-03 14h  code")
    assert voided.endswith("AR  voided\n")


def test_a_conversion_says_that_whoever_says_so_is_needed(capsys):
    with pytest.raises(SystemExit) as stop:
        run(["conversion", "--syringes", "420"])

    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert "[--syringes N --origin WHO" in told
    assert "--syringes needs --origin: who says so" in told
