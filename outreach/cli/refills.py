"""`outreach refill …`: what the commands about things given elsewhere are called, take and are for."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person, streams
from outreach.commands import refills as commands
from outreach.exchange import entries

_MOST = 1_000_000


def add(several: Any, command: Callable[..., ArgumentParser]) -> None:
    """Add these commands to those there are."""
    refill = command(
        several, "refill", "count a machine and fill it; what is gone was given by it",
        'outreach refill --machine "Library machine" --from "Front Street" --item "Nasal naloxone 4 mg kit"'
        ' --found 22 --put-in 35\n  (several lines as JSON on stdin, when no --item is given:'
        ' {"item": …, "found": 22, "put_in": "2b", "lot": …})',
        act=lambda o: commands.refill(person(o), vars(o), _refilled(o), streams(o)),
    )  # fmt: skip
    refill.add_argument("--machine", required=True, metavar="SITE")
    refill.add_argument("--from", dest="store", required=True, metavar="SITE", help="where it is filled from")
    refill.add_argument("--item")
    refill.add_argument(
        "--found", type=acts.whole(0, _MOST), metavar="N", help="units counted in it; 0 is counted, too"
    )
    refill.add_argument("--put-in", metavar="QUANTITY", help="units, or 5b-4, 19c 4b")
    refill.add_argument("--lot", help="of what is put in; without it, what goes first")
    refill.add_argument("--source", help="of that lot, where the number is there from several")
    refill.add_argument("--on", type=acts.a_day, metavar="DATE", help="the day it happened (today)")
    refill.add_argument("--id", type=acts.an_id, metavar="UUID", help="sent again under the same id it is done once")
    refill.add_argument("--json", action="store_true", help="answer as JSON")

    reported = command(
        several, "reported", "keep what a partner says it gave out of a hand-over, beside it and never added",
        'outreach reported 3F7-208 --item "Nasal naloxone 4 mg kit" --quantity 25',
        act=lambda o: commands.reported(person(o), o.number, o.id, _reported(o), sys.stdout, sys.stderr),
    )  # fmt: skip
    reported.add_argument("number", help="of the slip, as it is printed")
    reported.add_argument("--item")
    reported.add_argument("--quantity", help="in all, so far")
    reported.add_argument("--id", type=acts.an_id, metavar="UUID", help="sent again under the same id it is done once")


def _refilled(options: Namespace) -> list[entries.Line]:
    if options.item is None:
        return entries.objects(acts.given())
    names = ("item", "found", "put_in", "lot", "source")
    return [(1, {name: found for name in names if (found := getattr(options, name)) is not None})]


def _reported(options: Namespace) -> list[entries.Line]:
    if options.item is None:
        return entries.objects(acts.given())
    said = {"item": options.item, "quantity": options.quantity}
    return [(1, {name: value for name, value in said.items() if value is not None})]
