"""The command line as scripts meet it: processes, exit codes, and what is on the disk when one is killed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from outreach import encounters
from tests.make import FRONT, PASSPHRASE, SYRINGE, opened_again

ROOT = Path(__file__).parents[1]
VISIT = {"on": "2024-03-05", "site": FRONT, "items": {SYRINGE: 10}}


def command(*arguments, **how):
    environment = os.environ | {"OUTREACH_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT)} | how.pop("env", {})
    return subprocess.Popen(
        [sys.executable, "-m", "outreach", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **how,
    )  # fmt: skip


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
        [sys.executable, "-c", "import sys, outreach.cli; print('PySide6' in sys.modules)"],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert found.stdout == "False\n"
