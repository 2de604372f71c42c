"""`outreach papers …`: what the commands about the stock room's papers are called, take and are for."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.commands import papers as commands

_USUAL, _MOST = 200, 10_000


def add(several: Any, command: Callable[..., ArgumentParser]) -> None:
    """Add `papers` and what is done with one."""
    papers = command(
        several, "papers", "show the stock room's papers, newest first: deliveries, moves, hand-overs, counts, losses",
        'outreach papers --site "Front Street" --from 2026-10-01 --to 2026-10-31 --json\n'
        '  outreach papers --item "Nasal naloxone 4 mg kit" --kind delivery',
        act=_listing,
    )  # fmt: skip
    papers.add_argument("--site", help="what was moved stands at both its sites")
    papers.add_argument("--kind", choices=commands.KINDS)
    papers.add_argument("--item")
    papers.add_argument("--lot", help='its number, or the code of its label; "" for what has none; with --item')
    papers.add_argument("--source", help="of that lot, where the number is there from several")
    papers.add_argument(
        "--find", metavar="WORDS", help="part of a reference, of a slip's number, or of whose it is; how a lot begins"
    )
    papers.add_argument("--from", dest="first", type=acts.a_day, metavar="DATE", help="(the beginning)")
    papers.add_argument("--to", dest="last", type=acts.a_day, metavar="DATE", help="(today)")
    papers.add_argument(
        "--newest", type=acts.whole(1, _MOST), default=_USUAL, metavar="N", help=f"so many at most ({_USUAL})"
    )
    papers.add_argument("--json", action="store_true", help="one object a line, with its lines")
    papers.set_defaults(parser=papers)

    void = command(
        papers.add_subparsers(metavar="[void]"), "void", "take a paper of the stock room back",
        "outreach papers void 1099511627777 --reason entered_twice",
        act=lambda o: commands.void(person(o), o.document, o.reason, sys.stdout),
    )  # fmt: skip
    void.add_argument("document", type=int, help="its number, as papers shows it")
    void.add_argument("--reason", required=True, choices=commands.REASONS)


def _listing(o: Namespace) -> int:
    if o.lot is not None and not o.item:
        o.parser.error("--lot needs --item")
    return commands.listing(person(o), vars(o), sys.stdout, sys.stderr)
