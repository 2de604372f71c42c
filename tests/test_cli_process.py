"""The command line as scripts and terminals meet it: processes, exit codes, what is on the disk when one is killed."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from select import select
from signal import SIG_DFL, SIGINT, signal
from uuid import UUID

import pytest

from outreach import encounters
from outreach.safety.vault import Vault
from tests.make import FRONT, PASSPHRASE, SYRINGE, opened_again

ROOT = Path(__file__).parents[1]
VISIT = {"on": "2024-03-05", "site": FRONT, "items": {SYRINGE: 10}}


def command(*arguments, **how):
    """A command with no terminal of its own; a variable of None is not there."""
    changed = {"OUTREACH_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT)} | how.pop("env", {})
    kept = {name: value for name, value in (os.environ | changed).items() if value is not None}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE) | {"encoding": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "outreach", *map(str, arguments)], env=kept, start_new_session=True, **(pipes | how)
    )


def run(*arguments, given="", **how):
    with command(*arguments, **how) as process:
        out, err = process.communicate(given, timeout=60)
    return process.returncode, out, err


def test_a_center_is_made_staffed_and_used_from_the_command_line(tmp_path):
    here = ("--center", str(tmp_path / "eastbank"))
    own = tmp_path / "passphrase"
    own.write_text("another long one\r\nnot this line\n")

    made = run("new", *here, "--name", "Eastbank", "--site", FRONT, "Mobile van", "--staff", "AR:administrator")
    added = run("staff", "add", "JM:coordinator", "--new-passphrase-file", str(own), *here, "--as", "AR")
    recorded = run("record", *here, "--as", "JM", "--passphrase-file", str(own), given=json.dumps(VISIT))
    month = run("tally", "--month", "2024-03", "--json", *here, "--passphrase-file", str(own))

    assert [code for code, _, _ in (made, added, recorded, month)] == [0, 0, 0, 0], (made, added, recorded, month)
    assert "Recovery key, shown only this once" in made[1]
    assert json.loads(month[1])["figures"]["contacts"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["verify", "--center", "{nowhere}"], 1, "There is no center in"),
        (["stock", "--center", "{folder}", "--as", "QQ"], 1, "That did not match."),
        (["stock", "--center", "{folder}", "--as", "JM", "--site", "Nowhere"], 1, "There is no site called"),
        (["record", "--center", "{folder}", "--as", "JM"], 1, "This is not JSON"),
        (["stock", "--shelf"], 2, "usage: outreach"),
        (["restore"], 2, "usage: outreach restore"),
    ],
)
def test_a_refusal_is_one_sentence_and_no_traceback(folder, tmp_path, arguments, code, said):
    filled = [argument.format(folder=folder, nowhere=tmp_path / "nowhere") for argument in arguments]

    found, out, err = run(*filled, given="not json")

    assert (found, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


def test_a_command_killed_half_way_has_on_the_disk_what_it_printed(folder, template):
    lines = "\n".join(json.dumps(VISIT | {"code": f"MA{n:04}"}) for n in range(3_000))
    with command("record", "--center", str(folder), "--as", "DS") as process:
        process.stdin.write(lines)
        process.stdin.close()
        said = [json.loads(process.stdout.readline())["id"]]
        process.kill()
        said += [json.loads(line)["id"] for line in process.stdout if line.endswith("\n")]

    desk = opened_again(folder, template.keys, template.catalog)
    assert all(desk.read(encounters.saved, UUID(client_id)) for client_id in said)
    assert desk.verify().is_sound
    desk.close()


def test_the_command_line_needs_no_qt():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, outreach.cli.run; print('PySide6' in sys.modules)"],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert found.stdout == "False\n"


_PATIENCE = 1  # second
NO_PASSPHRASE = {"OUTREACH_PASSPHRASE": None}
NEW_WITH_TWO = ("--name", "Eastbank", "--site", FRONT, "--staff", "AR:administrator", "JM:front_desk")


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        (["stock", "--as", "AR"], "--passphrase-file FILE or the variable OUTREACH_PASSPHRASE"),
        (["record", "--as", "AR"], "--passphrase-file FILE or the variable OUTREACH_PASSPHRASE"),
        (["passphrase", "--as", "AR", "--passphrase-file", "{own}"], "--new-passphrase-file FILE"),
        (["staff", "add", "XY:front_desk", "--as", "AR", "--passphrase-file", "{own}"], "--new-passphrase-file FILE"),
        (["recover", "--as", "AR"], "the variable OUTREACH_RECOVERY_KEY"),
    ],
)
def test_without_a_terminal_nobody_is_asked_and_what_to_do_is_said(folder, tmp_path, arguments, instead):
    (tmp_path / "own").write_text(PASSPHRASE)
    filled = [argument.format(own=tmp_path / "own") for argument in arguments]

    ended = run(*filled, "--center", folder, given=json.dumps(VISIT), env=NO_PASSPHRASE)

    assert ended == (1, "", f"There is no terminal to ask on. Give it with {instead}.\n")


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_without_a_terminal_several_people_are_not_given_one_passphrase(tmp_path, passphrase):
    code, out, err = run("new", "--center", tmp_path / "c", *NEW_WITH_TWO, env={"OUTREACH_PASSPHRASE": passphrase})

    assert (code, out) == (1, "")
    assert err.startswith("Each of 2 people needs a passphrase of their own.")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def terminal():
    """Say a command in a terminal, answering what it asks: exit code, and everything that was shown.

    What is `pressed` is pressed again for who did not hear: between two instructions Python hears no signal.
    """
    pty = pytest.importorskip("pty")
    try:
        ends = pty.openpty()
    except OSError:  # a bare root without /dev/pts
        pytest.skip("this machine gives out no terminals")
    for end in ends:
        os.close(end)

    def say(*arguments, answers=(), pressed=b""):
        python = [sys.executable, "-m", "outreach", *map(str, arguments)]
        process, screen = pty.fork()
        if process == 0:
            try:
                signal(SIGINT, SIG_DFL)  # which those who run tests beside each other ignore, and so would we
                os.execve(sys.executable, python, os.environ | {"PYTHONPATH": str(ROOT)})  # noqa: S606
            finally:
                os._exit(127)
        shown = ""
        for prompt, answer in answers:
            since = len(shown)
            while prompt not in shown[since:]:
                shown += os.read(screen, 1_000).decode()
            os.write(screen, f"{answer}\n".encode())
        with suppress(OSError):  # how a terminal says that nobody is there any more
            while True:
                if select([screen], [], [], _PATIENCE)[0]:
                    shown += os.read(screen, 1_000).decode()
                else:
                    os.write(screen, pressed)
        os.close(screen)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown

    return say


def test_in_a_terminal_each_person_of_a_new_center_types_their_own(terminal, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)  # one for all: not used
    first, second = "six tall birches", "a kettle of rain"
    typed = [
        ("New passphrase of AR: ", "short"), ("New passphrase of AR: ", first), ("The same again: ", "another one"),
        ("New passphrase of AR: ", first), ("The same again: ", first),
        ("New passphrase of JM: ", second), ("The same again: ", second),
    ]  # fmt: skip

    code, shown = terminal("new", "--center", tmp_path / "c", *NEW_WITH_TWO, answers=typed)

    assert (code, "Recovery key, shown only this once" in shown) == (0, True)
    assert "at least 8 characters" in shown
    assert first not in shown
    Vault(tmp_path / "c").open("AR", first).wipe()
    Vault(tmp_path / "c").open("JM", second).wipe()


@pytest.mark.parametrize("arguments", [["record"], ["stock"]])
def test_ctrl_c_ends_quietly(terminal, folder, monkeypatch, arguments):
    monkeypatch.delenv("OUTREACH_PASSPHRASE", raising=False)
    asked = "Ctrl+D" if arguments == ["record"] else "Passphrase of AR: "

    code, shown = terminal(*arguments, "--as", "AR", "--center", folder, answers=[(asked, "\x03")], pressed=b"\x03")

    assert code == 130
    assert "Traceback" not in shown
    assert "Error" not in shown


@pytest.mark.parametrize("arguments", [["stock", "--json"], ["tally", "--month", "2026-10", "--json"]])
def test_a_reader_that_has_had_enough_is_no_fault(folder, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    with command(*arguments, "--as", "AR", "--center", folder, stdout=writing) as process:
        os.close(writing)
        _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_an_output_that_is_full_is_said_in_one_sentence(folder):
    with Path("/dev/full").open("w") as full:
        code, _, err = run("stock", "--json", "--as", "AR", "--center", folder, stdout=full)

    said = "What the command says could not be written: where it goes is full. What the command did is kept.\n"
    assert (code, err) == (1, said)


def test_what_is_read_and_written_is_utf_8_whatever_the_system_s_letters(folder):
    said = VISIT | {"returned": {"how": "container", "container": "1 galón", "number": 1, "full": 1}}
    cp1252 = {"PYTHONIOENCODING": "cp1252"}
    record = ("record", "--as", "AR", "--center", folder)

    assert run(*record, given=f"\ufeff{json.dumps(said, ensure_ascii=False)}", env=cp1252)[0] == 0
    assert "“Nö”" in run(*record, given=json.dumps(VISIT | {"services": ["Nö"]}, ensure_ascii=False), env=cp1252)[2]


def test_what_is_not_utf_8_is_named(folder):
    with command("record", "--as", "AR", "--center", folder, encoding=None) as process:
        out, err = process.communicate('{"site": "Café"}'.encode("utf-16"), timeout=60)

    assert (process.returncode, out) == (1, b"")
    assert err.decode() == "What was given is not text in UTF-8. Save it as UTF-8, then try again.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a display be missing")
@pytest.mark.parametrize("arguments", [[], ["--center", "{folder}"]])
def test_without_a_display_the_window_says_so(folder, arguments):
    nothing = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

    code, out, err = run(*(argument.format(folder=folder) for argument in arguments), env=nothing)

    assert (code, out) == (1, "")
    assert err.startswith("There is no display to open a window on.")
    assert "demo --no-window" in err
