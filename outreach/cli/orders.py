"""`outreach orders …`: what to order."""

import argparse
import sys
from typing import Any

from outreach.cli.acts import person
from outreach.cli.stock_room import Command
from outreach.commands import orders as commands
from outreach.stock.orders import MONTHS

_MOST_MONTHS = 24


def add(several: Any, command: Command) -> None:
    orders = command(several, "orders", "what to order", "outreach orders suggest", act=None)
    acts = orders.add_subparsers(metavar="suggest", required=True)
    suggest = command(
        acts, "suggest", "say what to order from whom, with the arithmetic",
        'outreach orders suggest --supplier "Cascade Medical Supply" --on-order Cooker=5c --json',
        act=lambda o: commands.suggest(person(o), vars(o), as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    suggest.add_argument("--supplier", help="what comes from this one alone")
    suggest.add_argument("--site", help="for one site alone (all together)")
    suggest.add_argument(
        "--cover", type=_months, metavar="MONTHS", default=MONTHS, help=f"how long it should last ({MONTHS})"
    )
    suggest.add_argument(
        "--on-order", type=_ordered, action="append", metavar="ITEM=AMOUNT",
        help="what is ordered and has not come, such as Cooker=5c; several times for several items",
    )  # fmt: skip
    suggest.add_argument("--json", action="store_true")


def _months(typed: str) -> int:
    if not (typed.isdigit() and 1 <= int(typed) <= _MOST_MONTHS):
        raise argparse.ArgumentTypeError(f"{typed!r} is not a number of months from 1 to {_MOST_MONTHS}")
    return int(typed)


def _ordered(typed: str) -> tuple[str, str]:
    item, _, amount = typed.rpartition("=")
    if not item or not amount:
        raise argparse.ArgumentTypeError(f"{typed!r} is not ITEM=AMOUNT")
    return item, amount
