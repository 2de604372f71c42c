"""`outreach attention …`: what the commands about what waits are called, take and are for."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.commands import attention as commands

Command = Callable[..., ArgumentParser]


def add(several: Any, command: Command) -> None:
    """Add these commands to those there are."""
    waiting = command(
        several, "attention", "what waits for a coordinator", "outreach attention list --json", act=None
    )  # fmt: skip
    inside = waiting.add_subparsers(metavar="list|let-stand|sort", required=True)
    listed = command(
        inside, "list", "show what was short, against a source's rule, on no list, or said of barcodes",
        "outreach attention list --json",
        act=lambda o: commands.listed(person(o), as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    listed.add_argument("--json", action="store_true", help="one object a line")
    stand = command(
        inside, "let-stand", "look at one thing and let it stand",
        'outreach attention let-stand --what short --item Cooker --site "Front Street" --on 2026-10-03',
        act=lambda o: commands.let_stand(person(o), o.what, o.item, o.site, o.on, sys.stdout),
    )  # fmt: skip
    stand.add_argument("--what", required=True, choices=tuple(commands.KINDS))
    stand.add_argument("--item", required=True)
    stand.add_argument("--site", required=True)
    stand.add_argument("--on", required=True, type=acts.a_day, metavar="DATE", help="as the list says it")
    sort = command(
        inside, "sort", "say which item a thing was that is on no list; every visit with it says so too",
        'outreach attention sort --thing "cotton balls" --item Cotton',
        act=lambda o: commands.sort(person(o), o.thing, o.item, sys.stdout),
    )  # fmt: skip
    sort.add_argument("--thing", required=True, metavar="NAME", help="as the list says it")
    sort.add_argument("--item", required=True)
