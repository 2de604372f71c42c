"""Every example of every command's help is carried out on a sample center, as it stands there."""

import json
import re
import shlex
import shutil
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from outreach.cli.parser import make_parser
from outreach.cli.run import run
from outreach.paths import Center, resources
from outreach.safety import staff
from outreach.safety.vault import Vault
from outreach.sample.handing import hand_over
from outreach.sample.plan import Plan
from outreach.sample.write import RECEIVES, STAFF, fill, new_center
from outreach.starter import load as load_starter
from outreach.stock import slip_reading
from outreach.upkeep import opening
from outreach.upkeep.opening import NewStaff
from outreach.vocabulary import At
from tests.make import CHEAP, PASSPHRASE, opened_again

README = Path(__file__).parents[1] / "README.md"
UNTIL = date(2026, 10, 31)
NO_TERMINAL = {
    "outreach demo": "opens the window",
    "outreach recover": "asks for the recovery key",
}
MORE = {
    "outreach staff add": ["--new-passphrase-file", "new.txt"],
    "outreach staff": ["--new-passphrase-file", "new.txt"],
    "outreach passphrase": ["--new-passphrase-file", "new.txt"],
}
CODES = "MA0785\nKL1190\n"
TWO = "\n".join(json.dumps({"site": "Front Street", "code": code}) for code in CODES.split())
SHORT = {"site": "Front Street", "on": "2026-10-03", "items": {"Cooker": 900_000}}
BEFORE = {
    "outreach codes join": [(["record"], TWO)],
    "outreach codes part": [(["record"], TWO), (["codes", "join"], CODES)],
    "outreach codes find": [(["record"], TWO)],
    "outreach questions against": [(["questions", "on", "age"], ""), (["questions", "on", "gender"], "")],
    "outreach correct": [(["questions", "on", "race"], "")],
    "outreach kits unmake": [
        (["kits", "make", "--site", "Front Street", "--item", "Injecting kit", "--quantity", "40", "--lot", "K261015"],
         ""),
    ],
    "outreach catalog retire": [(["catalog", "add", "item", "Woolly hat", "--category", "Hygiene"], "")],
    "outreach catalog bring-back": [
        (["catalog", "add", "item", "Woolly hat", "--category", "Hygiene"], ""),
        (["catalog", "retire", "item", "Woolly hat"], ""),
    ],
    "outreach catalog import": [(["catalog", "template", "items.xlsx"], "")],
    "outreach attention let-stand": [(["record"], json.dumps(SHORT))],
    "outreach attention sort": [(["record"], json.dumps({"site": "Front Street", "unlisted": {"cotton balls": 3}}))],
    "outreach restore": [(["backup", "october.outreach-backup"], "")],
}  # fmt: skip


def parsers(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """Every command, those inside of others too."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for inner in action.choices.values():
                yield inner
                yield from parsers(inner)


ALL = {parser.prog: parser for parser in parsers(make_parser())}


def examples(parser: ArgumentParser) -> tuple[list[str], dict[str, str]]:
    """The lines somebody would type, and what the files they name hold."""
    said = [line.strip() for line in (parser.epilog or "").splitlines()[1:]]
    files = {found[1]: found[2] for line in said if (found := re.fullmatch(r"([\w-]+\.json): (\{.*)", line))}
    return [line for line in said if line.startswith(("outreach", "echo"))], files


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample center of `outreach demo`, smaller, as it stands at the end of a month."""
    folder = tmp_path_factory.mktemp("sample") / "center"
    plan = Plan(load_starter(resources() / "catalog"), months=2, contacts_per_day=4, seed=1, until=UNTIL)
    people = [NewStaff(initials, role, f"{PASSPHRASE} {initials}") for initials, role in STAFF.items()]
    vault = Vault(folder, CHEAP)
    opened, _ = opening.create(Center(folder), new_center(plan), people, vault=vault, starter=plan.starter)
    with closing(opened):
        fill(opened.store, opened.device, opened.keys.code_secret, plan)
        with opened.store.writing() as session:
            hand_over(session, staff.actor(session, RECEIVES, opened.device), plan.first, At(plan.until, 16))
    return folder


@pytest.fixture
def center(sample, tmp_path, monkeypatch):
    """A copy of it in the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OUTREACH_PASSPHRASE", f"{PASSPHRASE} JM")
    (tmp_path / "new.txt").write_text("another good passphrase\n")
    return shutil.copytree(sample, tmp_path / "center")


def drawn(center, line):
    """A slip's number is drawn by chance: here it is one that is there."""
    if "3F7-208" not in line:
        return line
    with closing(opened_again(center, Vault(center).open("JM", f"{PASSPHRASE} JM"), on=UNTIL)) as desk:
        [partner] = [one.id for one in desk.catalog.partners]
        slip = desk.read(slip_reading.of_partner, partner, 1)[0].number
    return line.replace("3F7-208", slip)


def carried_out(monkeypatch, words, given):
    monkeypatch.setattr("sys.stdin", StringIO(given))
    try:
        return run(words)
    except SystemExit as stop:
        return stop.code


@pytest.mark.parametrize("command", sorted(set(ALL) - set(NO_TERMINAL)))
def test_an_example_does_what_it_says_on_a_sample_center(center, command, monkeypatch, capsys):
    lines, files = examples(ALL[command])
    for words, given in BEFORE.get(command, ()):
        assert carried_out(monkeypatch, [*words, "--center", str(center), "--as", "JM"], given) == 0
    for line in lines:
        capsys.readouterr()
        words, given = understood(drawn(center, line), files)
        own = [] if "--center" in words else ["--center", str(center)]
        who = [] if {"--as", "--staff"} & set(words) else ["--as", "JM"]
        code = carried_out(monkeypatch, [*words, *own, *who, *MORE.get(command, ())], given)
        assert (line, code, capsys.readouterr().err if code else "") == (line, 0, "")


def understood(line: str, files: dict[str, str]) -> tuple[list[str], str]:
    """The words of a command line, and what stands on its standard input."""
    given = CODES
    if piped := re.fullmatch(r"echo '(.*)' \| (.*)", line):
        given, line = piped.groups()
    line, _, name = line.partition(" < ")
    return shlex.split(line)[1:], (files.get(name) or of_the_readme(name)) if name else given


def of_the_readme(name: str) -> str:
    """The example under this name in the README, without what is said beside it."""
    part = README.read_text("utf-8").split(f"### {name}\n")[1]
    lines = re.findall(r"(?m)^    (.*)$", part.split("\n###")[0])
    return "\n".join(re.sub(r"\s+#.*", "", line) for line in lines)


@pytest.mark.parametrize("command", NO_TERMINAL)
def test_an_example_that_waits_for_a_person_is_understood(command):
    for line in examples(ALL[command])[0]:
        make_parser().parse_args(shlex.split(line)[1:])


def test_every_command_has_an_example():
    assert [name for name, parser in ALL.items() if not examples(parser)[0]] == []


def test_the_readme_s_table_has_every_command_and_no_other():
    rows = [row.split("|")[1] for row in README.read_text("utf-8").splitlines() if row.startswith("| `outreach")]
    said = {name for row in rows for name in re.findall(r"`(?:outreach )?([a-z-]+)", row)}
    there = {prog.split()[1] for prog in ALL}
    inner = {prog.split()[-1] for prog in ALL}

    assert there - said == set()
    assert said - inner - {"outreach", "sheet"} == set()
