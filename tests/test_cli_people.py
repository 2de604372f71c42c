"""Who may say a command, for which center, and with which passphrase."""

import shutil
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.cli.run import run
from outreach.commands import centers
from outreach.commands.asking import Person
from outreach.safety.vault import Vault
from outreach.safety.vault_sealing import WrongPassphrase
from outreach.vocabulary import Role
from tests.make import FRONT, PASSPHRASE

OWN, OTHER = "six tall birches", "a kettle of rain"


@pytest.fixture
def say(monkeypatch, capsys):
    """Say a command line as it is: exit code, what it wrote, what it complained of."""
    monkeypatch.delenv("OUTREACH_PASSPHRASE", raising=False)

    def said(*arguments):
        monkeypatch.setattr("sys.stdin", StringIO(""))
        try:
            code: object = run([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        written = capsys.readouterr()
        return code, written.out, written.err

    return said


@pytest.fixture
def word(tmp_path):
    def file_with(*lines):
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8-sig", newline="\r\n")
        return file

    return file_with


def _new(folder, *staff, **more):
    return ["new", "--center", folder, "--name", "Eastbank", "--site", FRONT, "--staff", *staff, *more.get("also", ())]


# --- which center, and who --------------------------------------------------------------------------------------------


@pytest.fixture
def two(folder, tmp_path, monkeypatch):
    """A center, and the default one beside it, whose passphrases are other people's."""
    default = Path(shutil.copytree(folder, tmp_path / "home" / "outreach"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    Vault(default).change_passphrase("AR", PASSPHRASE, OTHER)
    Vault(folder).change_passphrase("AR", PASSPHRASE, OWN)
    return folder


@pytest.mark.skipif("sys.platform != 'linux'", reason="the default folder is moved by an XDG variable")
def test_center_and_who_are_understood_before_and_after_a_command_and_never_swallowed(two, say, word):
    who, where = ("--as", "AR", "--passphrase-file", word(OWN)), ("--center", two)
    new = ("--new-passphrase-file", word(OTHER))

    assert say(*who, *where, "stock")[0] == 0
    assert say(*where, "stock", *who)[0] == 0
    assert say(*who, "stock", *where)[0] == 0
    assert say("staff", *who, *where, "add", "KT:front_desk", *new)[0] == 0
    assert say(*where, "staff", *who, "add", "LT:front_desk", *new)[0] == 0
    assert {"KT", "LT"} < set(Vault(two).initials())


@pytest.mark.parametrize("arguments", [["--as", "JM"], ["--passphrase-file", "x"], ["--as", "JM", "demo"]])
def test_an_option_that_would_not_be_used_is_not_understood(say, arguments):
    code, out, err = say(*arguments)

    assert (code, out) == (2, "")
    assert f"{arguments[0]} is of no use here" in err


def test_a_passphrase_of_several_people_asks_who_it_is(folder, say, word):
    given = ("--center", folder, "--passphrase-file", word(PASSPHRASE))

    code, out, err = say("stock", *given)

    assert (code, out, err) == (1, "", "More than one person has this passphrase. Say who you are: --as INITIALS.\n")
    assert say("stock", "--as", "jm", *given)[0] == 0


def test_a_passphrase_of_one_person_says_who_it_is(folder, say, word):
    Vault(folder).change_passphrase("DS", PASSPHRASE, OWN)

    code, _, err = say("tally", "--month", "2026-10", "--center", folder, "--passphrase-file", word(OWN))

    assert (code, err) == (1, "Ask a coordinator or administrator to print or save a report.\n")


# --- passphrases from files -------------------------------------------------------------------------------------------


def test_everybody_changes_their_own_passphrase(folder, say, word):
    own = ("--center", folder, "--passphrase-file", word(PASSPHRASE), "--new-passphrase-file", word(OWN, "not this"))

    code, out, _ = say("passphrase", "--as", "ds", *own)

    assert (code, out.partition(".")[0]) == (0, "DS has a new passphrase")
    Vault(folder).open("DS", OWN).wipe()
    with pytest.raises(WrongPassphrase):
        Vault(folder).open("DS", PASSPHRASE)


def test_a_changed_passphrase_must_be_long_enough(folder, say, word):
    own = ("--center", folder, "--as", "DS", "--passphrase-file", word(PASSPHRASE))

    assert "at least 8" in say("passphrase", *own, "--new-passphrase-file", word("short"))[2]
    Vault(folder).open("DS", PASSPHRASE).wipe()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "There is no file"), (b"\n", "first line"), (b"caf\xe9", "not text in UTF-8"), ("folder", "is a folder")],
)
@pytest.mark.parametrize("option", ["--passphrase-file", "--new-passphrase-file"])
def test_a_passphrase_file_that_holds_none_is_named(folder, say, word, tmp_path, option, content, said):
    file = tmp_path / "passphrase"
    if content == "folder":
        file.mkdir()
    elif content is not None:
        file.write_bytes(content)
    files = {"--passphrase-file": word(PASSPHRASE), "--new-passphrase-file": word(OWN)} | {option: file}

    code, out, err = say(
        "passphrase", "--as", "DS", "--center", folder, *(part for pair in files.items() for part in pair)
    )

    assert (code, out) == (1, "")
    assert said in err
    assert str(file) in err


def test_a_new_center_takes_a_passphrase_for_each_person_in_their_order(say, word, tmp_path):
    staff = ("AR:administrator", "JM:front_desk")

    assert say(*_new(tmp_path / "c", *staff), "--passphrase-file", word(OWN, OTHER))[0] == 0

    Vault(tmp_path / "c").open("AR", OWN).wipe()
    Vault(tmp_path / "c").open("JM", OTHER).wipe()


@pytest.mark.parametrize("lines", [[OWN], [OWN, OTHER, "a third one here"], [OWN, ""]])
def test_one_passphrase_is_never_given_to_several(say, word, tmp_path, lines):
    code, out, err = say(*_new(tmp_path / "c", "AR:administrator", "JM:front_desk"), "--passphrase-file", word(*lines))

    assert (code, out) == (1, "")
    assert "Each of 2 people" in err
    assert not (tmp_path / "c").exists()


def test_who_is_to_be_let_back_in_is_looked_for_first(folder, say, tmp_path):
    assert say("recover", "--as", "AR", "--center", tmp_path / "no")[2].startswith("There is no center in")
    assert say("recover", "--as", "QQ", "--center", folder)[2] == "QQ has no key to this center. Check the initials.\n"
    assert say("recover", "--center", folder)[2] == "Say who you are: --as INITIALS.\n"


def test_the_recovery_key_lets_somebody_back_in(say, word, tmp_path, monkeypatch):
    made = say(*_new(tmp_path / "c", "AR:administrator"), "--passphrase-file", word(OWN))[1]
    monkeypatch.setenv("OUTREACH_RECOVERY_KEY", made.splitlines()[2].strip())

    code, out, _ = say("recover", "--as", "ar", "--center", tmp_path / "c", "--new-passphrase-file", word(OTHER))

    assert (code, out) == (0, "AR has a new passphrase.\n")
    Vault(tmp_path / "c").open("AR", OTHER).wipe()


# --- a center made whole, or not at all -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["--name", ""], "cannot be a name"),
        (["--name", "x" * 61], "cannot be a name"),
        (["--name", "two\nlines"], "cannot be a name"),
        (["--site", " "], "cannot be a name"),
        (["--site", "FRONT street"], "is there twice"),
        (["--staff", "AR:front_desk"], "Somebody already uses the initials AR"),
        (["--staff", "FRONTDESK:front_desk"], "does not look like initials"),
        (["--time-zone", "Mars/Base"], "There is no time zone “Mars/Base”"),
        (["--time-zone", "America"], "There is no time zone “America”"),
        (["--recovery-sheet", "{here}/no/x.pdf"], "There is no folder"),
        (["--recovery-sheet", "{here}"], "is a folder"),
        (["--recovery-sheet", "{here}/kept.pdf"], "already"),
    ],
)
def test_a_center_that_cannot_be_made_is_refused_before_anybody_types(say, tmp_path, change, said):
    (tmp_path / "kept.pdf").write_text("kept")
    here = [argument.format(here=tmp_path) for argument in change]

    code, out, err = say(*_new(tmp_path / "new" / "c", "AR:administrator", also=here))

    assert (code, out) == (1, "")
    assert said in err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.pdf"]
    assert (tmp_path / "kept.pdf").read_text() == "kept"


def test_a_passphrase_too_short_leaves_no_folder_and_an_old_one_as_it_was(say, word, tmp_path):
    (tmp_path / "old").mkdir(mode=0o755)
    short = word("short")

    for place in (tmp_path / "new" / "c", tmp_path / "old"):
        assert say(*_new(place, "AR:administrator"), "--passphrase-file", short)[0] == 1

    assert not (tmp_path / "new").exists()
    assert list((tmp_path / "old").iterdir()) == []
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o755


class Full(StringIO):
    """Where nothing more can be written."""

    def flush(self):
        raise OSError(28, "No space left on device")


@pytest.fixture
def at_a_quarter_past_one(tmp_path, word):
    return Person(tmp_path / "c", None, word(OWN), datetime(2026, 11, 25, 6, 15, tzinfo=UTC))


def _make(person, out, sheet=None):
    centers.new(
        person, name="Eastbank", sites=[FRONT], staff=[("AR", Role.ADMINISTRATOR)], time_zone="America/New_York",
        language="en", recovery_sheet=sheet, out=out,
    )  # fmt: skip


def test_a_center_whose_recovery_key_nobody_got_is_taken_away(at_a_quarter_past_one, tmp_path):
    with pytest.raises(OSError, match="No space"):
        _make(at_a_quarter_past_one, Full())

    assert not (tmp_path / "c").exists()


def test_the_recovery_sheet_is_private_and_dated_by_the_day_of_the_center(at_a_quarter_past_one, tmp_path):
    sheet, out = tmp_path / "sheet.pdf", StringIO()

    _make(at_a_quarter_past_one, out, sheet)

    printed = PdfReader(BytesIO(sheet.read_bytes())).pages[0].extract_text()
    assert "24 Nov 2026" in printed
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert out.getvalue().startswith(f"Eastbank is ready in {tmp_path / 'c'}.")
