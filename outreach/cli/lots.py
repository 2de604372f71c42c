"""`outreach lots …`: what the commands about lots are called, take and are for."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from outreach.cli import acts, stock_papers
from outreach.cli.acts import person
from outreach.commands import lots as commands

Command = Callable[..., ArgumentParser]


def add(several: Any, command: Command) -> None:
    """Add the commands about lots to those there are."""
    lots = command(
        several, "lots", "show every lot on the books", 'outreach lots --item "Nasal naloxone 4 mg kit" --json',
        act=lambda o: commands.lots(person(o), o.site, o.item, as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    lots.add_argument("--site")
    lots.add_argument("--item")
    lots.add_argument("--json", action="store_true")

    for name, what in (("hold", "stop a lot being picked"), ("release", "let a lot be picked again")):
        held = command(
            several, name, what, f'outreach {name} --item "Sterile water 3 mL" --lot W3012 --reason "Torn bags"',
            act=lambda o, name=name: commands.hold(person(o), vars(o), release=name == "release", out=sys.stdout),
        )  # fmt: skip
        _lot(held)
    expiry = command(
        several, "expiry", "write the expiry of a lot anew, when its maker extended it or it was mistyped",
        'outreach expiry --item "Sterile water 3 mL" --lot W3012 --expires 2029-03 --reason "Extended by the maker"',
        act=lambda o: commands.expiry(person(o), vars(o), sys.stdout),
    )  # fmt: skip
    _lot(expiry)
    expiry.add_argument("--expires", required=True, metavar="YYYY-MM[-DD]", help="a month alone ends on its last day")
    recall = command(
        several, "recall", "stop a lot, and print where it is and went",
        'outreach recall --item "Nasal naloxone 4 mg kit" --lot PX2610 --reason "Recalled by the maker"',
        act=lambda o: commands.recall(person(o), vars(o), sys.stdout),
    )  # fmt: skip
    _lot(recall, or_again=True)
    stock_papers.printing(recall, ("--notice", "a notice for staff"), ("--poster", "a poster for participants"))


def _lot(parser: ArgumentParser, *, or_again: bool = False) -> None:
    parser.add_argument("--item", required=True)
    parser.add_argument("--lot", required=True, help='its number, or the code of its label; "" for what has none')
    several = "only of this source; without it, of every source the number came from" if or_again else ""
    parser.add_argument("--source", help=several or "where the number is there from several")
    parser.add_argument("--id", type=acts.an_id, metavar="UUID", help="sent again under the same id it is done once")
    if not or_again:
        parser.add_argument("--reason", required=True)
        return
    why = parser.add_mutually_exclusive_group(required=True)
    why.add_argument("--reason")
    why.add_argument("--again", action="store_true", help="stop nothing: print once more where the lot is and went")
