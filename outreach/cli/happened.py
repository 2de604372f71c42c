"""`outreach happened …` and `outreach drug-check …`: what they are called, take and are for."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.closed_lists import Happening
from outreach.commands import happened as commands
from outreach.commands.visits import REASONS_OF_NOBODY
from outreach.drug_checks.reading import WhichChecks
from outreach.happened.reading import WhichReports

Command = Callable[..., ArgumentParser]
_A_YEAR = timedelta(days=365)


def add(several: Any, command: Command) -> None:
    """Add these commands to those there are."""
    happened = command(
        several, "happened", "record what happened: an overdose, a needle-stick, supplies taken, a threat",
        "outreach happened < report.json\n"
        """  report.json: {"site": "Front Street", "kind": "overdose_response", "happened": "2026-10", "doses": 2,"""
        """ "outcome": "survived"}\n"""
        "  outreach happened --link 1099511627782 --with 1099511627780\n"
        "  outreach happened --list --from 2026-10-01 --json",
        act=_happened,
    )  # fmt: skip
    which = _changing(happened)
    which.add_argument("--link", type=int, metavar="NUMBER", help="say that it is of one event with another; --with")
    which.add_argument("--part", type=int, metavar="NUMBER", help="say that it is of an event of its own")
    happened.add_argument("--with", dest="other", type=int, metavar="NUMBER", help="the report it is linked to")
    happened.add_argument("--kind", choices=[kind.value for kind in Happening], help="only these, with --list")
    _listing(happened, "told")

    check = command(
        several, "drug-check", "record drug checks: a sample, how it was tested, what was found",
        "outreach drug-check < check.json\n"
        """  check.json: {"site": "Front Street", "bought_as": "Heroin", "methods": ["Fentanyl test strip"],"""
        """ "found": ["Fentanyl"]}\n"""
        """  echo '{"result": "nothing"}' | outreach drug-check --result 1099511627779""",
        act=_drug_check,
    )  # fmt: skip
    which = _changing(check)
    which.add_argument("--result", type=int, metavar="NUMBER", help="add the result it waits for, as JSON on stdin")
    check.add_argument("--waiting", action="store_true", help="only those whose result is not back, with --list")
    _listing(check, "taken")


def _changing(parser: ArgumentParser) -> Any:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--correct", type=int, metavar="NUMBER", help="say anew what one was, as JSON on stdin")
    which.add_argument("--void", type=int, metavar="NUMBER", help="take one back; with --reason")
    which.add_argument("--list", action="store_true", help="show them, newest first")
    parser.add_argument("--reason", choices=REASONS_OF_NOBODY, default="entered_twice")
    return which


def _listing(parser: ArgumentParser, done: str) -> None:
    parser.add_argument("--from", dest="first", type=acts.a_day, metavar="DATE", help=f"{done} since (a year ago)")
    parser.add_argument("--to", dest="last", type=acts.a_day, metavar="DATE", help=f"{done} until (today)")
    parser.add_argument("--site", help="only of one site, with --list")
    parser.add_argument("--json", action="store_true", help="one object a line, with --list")
    parser.set_defaults(refuse=parser.error)


def _happened(options: Namespace) -> int:
    if options.void is not None:
        return commands.void_happened(person(options), options.void, options.reason, sys.stdout)
    if options.correct is not None:
        return commands.correct_happened(person(options), options.correct, acts.given(), sys.stdout)
    if options.link is not None:
        if options.other is None:
            options.refuse("--link needs --with, the report it is linked to")
        return commands.link_happened(person(options), options.link, options.other, sys.stdout)
    if options.part is not None:
        return commands.part_happened(person(options), options.part, sys.stdout)
    if options.list:
        which = WhichReports(*_days(options), kind=Happening(options.kind) if options.kind else None)
        return commands.list_happened(person(options), which, options.site, as_json=options.json, out=sys.stdout)
    return commands.happened(person(options), acts.given(), sys.stdout)


def _drug_check(options: Namespace) -> int:
    if options.void is not None:
        return commands.void_drug_check(person(options), options.void, options.reason, sys.stdout)
    if options.correct is not None:
        return commands.correct_drug_check(person(options), options.correct, acts.given(), sys.stdout)
    if options.result is not None:
        return commands.add_result(person(options), options.result, acts.given(), sys.stdout)
    if options.list:
        which = WhichChecks(*_days(options), waiting=options.waiting)
        return commands.list_drug_checks(person(options), which, options.site, as_json=options.json, out=sys.stdout)
    return commands.drug_check(person(options), acts.given(), sys.stdout)


def _days(options: Namespace) -> tuple[date, date]:
    return options.first or person(options).now.date() - _A_YEAR, options.last or date.max
