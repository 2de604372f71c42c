"""`outreach sheet …`: what the commands for paper are called, take and are for."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.commands import sheets as commands
from outreach.commands.visits import REASONS_OF_NOBODY
from outreach.reports.paper import Paper
from outreach.sheets.printing import MOST

Command = Callable[..., ArgumentParser]


def add(several: Any, command: Command) -> None:
    """Add `sheet` and what is done with one."""
    sheet = command(
        several, "sheet", "paper that is keyed later: printed, keyed, voided", "outreach sheet list", act=None
    )
    made = sheet.add_subparsers(metavar="print|key|list|void|redate", required=True)
    blank = command(
        made, "print", "print blank sheets, each with a number of its own",
        'outreach sheet print --kind visit --site "Mobile van" --copies 5 --pdf sheets.pdf',
        act=lambda o: commands.print_blank(person(o), o.kind, o.site, o.copies, o.pdf, sys.stdout, paper=o.paper),
    )  # fmt: skip
    blank.add_argument("--kind", choices=commands.KINDS, required=True)
    blank.add_argument("--site", required=True)
    blank.add_argument("--copies", type=acts.whole(1, MOST), default=1, metavar="N", help="(1)")
    blank.add_argument("--pdf", type=Path, required=True, metavar="FILE")
    blank.add_argument("--paper", choices=[one.value for one in Paper], default=Paper.LETTER.value, help="(letter)")
    command(
        made, "key", "key one sheet from JSON and post it, whole or not at all", "outreach sheet key < sheet.json",
        act=lambda o: commands.key(person(o), acts.given(), sys.stdout),
    )  # fmt: skip
    listed = command(
        made, "list", "show every sheet, newest first", 'outreach sheet list --site "Mobile van" --json',
        act=lambda o: commands.listing(person(o), o.site, sys.stdout, as_json=o.json),
    )  # fmt: skip
    listed.add_argument("--site")
    listed.add_argument("--json", action="store_true", help="one object a line")
    void = command(
        made, "void", "void every visit of a sheet in one act", 'outreach sheet void "K7Q 482" --reason entered_twice',
        act=lambda o: commands.void(person(o), o.number, o.reason, sys.stdout),
    )  # fmt: skip
    void.add_argument("number", metavar="NUMBER")
    void.add_argument("--reason", required=True, choices=REASONS_OF_NOBODY)
    redate = command(
        made, "redate", "let every visit of a sheet be of another day, site or place",
        'outreach sheet redate "K7Q 482" --on 2026-10-03',
        act=lambda o: commands.redate(person(o), o.number, o.on, o.site, o.place, o.count_side, sys.stdout),
    )  # fmt: skip
    redate.add_argument("number", metavar="NUMBER")
    redate.add_argument("--on", type=acts.a_day, metavar="DATE")
    redate.add_argument("--site")
    redate.add_argument("--place")
    redate.add_argument("--count-side", choices=commands.SIDES, help="of a count of that day")
