"""A program set up as it is published, and its forms keyed on the command line, as a coordinator would."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from outreach.cli.run import run
from outreach.founding import NewCenter, NewSite
from tests.make import PASSPHRASE, Desk, new_center
from tests.tallies.published import FOLDER, parts


def form(name: str) -> dict[str, Any]:
    """A published form and its figures, as they are kept beside the tests."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@dataclass
class Program:
    """A center of its own, spoken to by commands as a coordinator."""

    folder: Path
    say: Any

    def __call__(self, *arguments: str, given: object = "") -> str:
        text = given if isinstance(given, str) else "\n".join(map(json.dumps, given))  # type: ignore[call-overload]
        code, out, err = self.say(self.folder, arguments, text)
        assert code == 0, (arguments, err)
        return str(out)

    def refused(self, *arguments: str, given: str = "") -> str:
        code, _, err = self.say(self.folder, arguments, given)
        assert code == 1
        return str(err)

    def month(self, month: str, **said: str) -> dict[str, Any]:
        return dict(json.loads(self("tally", "--month", month, "--json", *_options(said))))

    def year(self, first: str, last: str, **said: str) -> dict[str, Any]:
        return dict(json.loads(self("tally", "--from", first, "--to", last, "--json", *_options(said))))

    def history(self, first: str, last: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self("history", "--from", first, "--to", last, "--json").splitlines()]

    def record(self, visits: Iterable[Mapping[str, Any]]) -> None:
        self("record", given=list(visits))

    def ask(self, question: str, answers: Iterable[str], *, several: bool = False) -> None:
        """A question of the program's own, in the answers of its form."""
        listed = [option for answer in answers for option in ("--answer", answer)]
        self("questions", "add", question, *listed, *(["--several"] if several else []))

    def offer(self, what: str, names: Iterable[str]) -> None:
        """Services or referrals of the program's own."""
        for name in names:
            self("catalog", "add", what, name)

    def blank(self, site: str, copies: int, kind: str = "totals") -> list[str]:
        """The numbers of sheets printed."""
        pdf = str(self.folder.parent / "sheets.pdf")
        printed = self("sheet", "print", "--kind", kind, "--site", site, "--copies", str(copies), "--pdf", pdf)
        return [line.removeprefix("Sheet ") for line in printed.splitlines()]

    def totals(self, numbers: Iterable[str], amount: Mapping[str, int], **sheet: Any) -> None:
        """Figures of a stretch of time on as many totals sheets, in uneven parts; `amount` by item or service.

        What a sheet says besides may depend on which of them it is.
        """
        numbers = list(numbers)
        of_each = {name: parts(total, len(numbers)) for name, total in amount.items()}
        for place, number in enumerate(numbers):
            said = {key: value(place) if callable(value) else value for key, value in sheet.items()}
            mine = {name: found[place] for name, found in of_each.items() if found[place]}
            services = said.pop("services", ())
            items = {name: n for name, n in mine.items() if name not in services}
            done = {name: n for name, n in mine.items() if name in services}
            self("sheet", "key", given=[{"number": number, "kind": "totals", "items": items, "services": done, **said}])


def _options(said: Mapping[str, str]) -> list[str]:
    return [word for name, value in said.items() for word in (f"--{name.replace('_', '-')}", value)]


@pytest.fixture
def program(tmp_path, monkeypatch, capsys):
    """Make a program of these sites; its passphrase costs nothing to try."""
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)

    def say(folder: Path, arguments: tuple[str, ...], given: str):
        monkeypatch.setattr("sys.stdin", StringIO(given))
        code = run([*arguments, "--center", str(folder), "--as", "JM"])
        written = capsys.readouterr()
        return code, written.out, written.err

    def make(name: str, *sites: str, zone: str = "America/New_York") -> Program:
        new = NewCenter(name, zone, "en", date(2008, 1, 1), tuple(NewSite(site) for site in sites))
        with closing(Desk(new_center(tmp_path / "program", new)[0])):
            return Program(tmp_path / "program", say)

    return make


def answered(tally: Mapping[str, Any], question: str) -> dict[str, tuple[int, int]]:
    """What was said to a question: answer or state → participants and contacts without a code, zeros left out."""
    found = next(one for one in tally["answers"]["questions"] if one["question"] == question)
    said = {row["name"]: row for row in found["answers"]}
    said |= {state: found[state] for state in ("does_not_know", "prefers_not", "not_asked")}
    both = {name: (row["participants"], row["contacts"]) for name, row in said.items()}
    return {name: counts for name, counts in both.items() if any(counts)}


def reasons(tally: Mapping[str, Any], what: str) -> dict[str, int]:
    """Why naloxone was taken, in kits or doses, zeros left out."""
    return {one["reason"]: one[what] for one in tally["naloxone_reasons"] if one[what]}


def named(lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Services or referrals that were done at all."""
    return {line["name"]: line["count"] for line in lines if line["count"]}
