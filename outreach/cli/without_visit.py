"""`outreach collection …`: what the commands for what has no visit are called, take and are for."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.commands import without_visit as commands
from outreach.commands.visits import REASONS_OF_NOBODY
from outreach.vocabulary import CollectedFrom

Command = Callable[..., ArgumentParser]


def add(several: Any, command: Command) -> None:
    """Add these commands to those there are."""
    collection = command(
        several, "collection", "record used syringes that came without a person",
        'outreach collection --site "Front Street" --from drop_box --container "2 gallon" --number 6\n'
        "  outreach collection < collection.json\n"
        """  collection.json: {"site": "Front Street", "from": "drop_box","""
        """ "collected": [{"how": "container", "container": "2 gallon", "number": 6, "full": 1}]}""",
        act=_collection,
    )  # fmt: skip
    collection.add_argument("--site")
    collection.add_argument("--from", dest="came_from", choices=[one.value for one in CollectedFrom])
    collection.add_argument("--place")
    collection.add_argument("--partner", help="whose bin it was")
    collection.add_argument("--on", metavar="DATE", help="the day it was emptied (today)")
    collection.add_argument("--container", help="the kind of container")
    collection.add_argument("--number", type=int, metavar="N", help="how many of them")
    collection.add_argument("--full", type=float, metavar="PART", help="0.25, 0.5, 0.75 or 1 (1)")
    for name in ("pounds", "kilograms", "tare"):
        collection.add_argument(f"--{name}", metavar="WEIGHT")
    for name in ("counted", "told"):
        collection.add_argument(f"--{name}", type=int, metavar="SYRINGES")
    _correcting(collection)

    pick_up = command(
        several, "pick-up", "record waste that left for disposal",
        "outreach pick-up < pick-up.json\n"
        """  pick-up.json: {"site": "Front Street", "containers": {"2 gallon": 6}, "manifest": "M-104"}""",
        act=_pick_up,
    )  # fmt: skip
    _correcting(pick_up)

    arrival = command(
        several, "arrival", "record referrals known to have got there, told without a visit",
        "outreach arrival < arrival.json\n"
        """  arrival.json: {"site": "Front Street", "referral": "Housing", "people": 2}""",
        act=_arrival,
    )  # fmt: skip
    _correcting(arrival)

    conversion = command(
        several, "conversion", "show conversions, or set one from a day on",
        'outreach conversion --container "2 gallon" --syringes 420 --since 2026-11-01 --origin "County formula 2026"',
        act=_conversion,
    )  # fmt: skip
    conversion.usage = (
        "%(prog)s [-h] [--center DIR] [--as INITIALS] [--passphrase-file FILE]\n"
        "                           [--syringes N --origin WHO [--container KIND] [--since DATE]]"
    )
    conversion.add_argument("--container", metavar="KIND", help="without it: a pound")
    conversion.add_argument("--syringes", type=int, metavar="N", help="without it, those there are are shown")
    conversion.add_argument(
        "--since", type=acts.a_day, metavar="DATE",
        help="(today) a day after the last on which something was measured by another figure: that figure is kept",
    )  # fmt: skip
    conversion.add_argument("--origin", metavar="WHO", help="who says so; needed with --syringes")
    conversion.set_defaults(refuse=conversion.error)


def _correcting(parser: ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--correct", type=int, metavar="NUMBER", help="say anew what one was, as JSON on stdin")
    which.add_argument("--void", type=int, metavar="NUMBER", help="take one back; with --reason")
    parser.add_argument("--reason", choices=REASONS_OF_NOBODY, default="entered_twice")


def _collection(options: Namespace) -> int:
    if options.void is not None:
        return commands.void_collection(person(options), options.void, options.reason, sys.stdout)
    if options.correct is not None:
        return commands.correct_collection(person(options), options.correct, acts.given(), sys.stdout)
    said = _said(options)
    return commands.collection(person(options), json.dumps(said) if said else acts.given(), sys.stdout)


def _said(options: Namespace) -> dict[str, Any]:
    """One collection of one line, from the options; nothing where none was given."""
    about = {
        "site": options.site, "from": options.came_from, "place": options.place, "partner": options.partner,
        "on": options.on,
    }  # fmt: skip
    said = {name: value for name, value in about.items() if value is not None}
    if not said:
        return {}
    return said | {"collected": [line] if (line := _measured(options)) else []}


def _measured(options: Namespace) -> dict[str, Any]:
    if options.container is not None:
        full, number = (1 if said is None else said for said in (options.full, options.number))
        return {"how": "container", "container": options.container, "number": number, "full": full}
    for unit in ("pounds", "kilograms"):
        if (weight := getattr(options, unit)) is not None:
            return {"how": "weight", unit: weight, **({"tare": options.tare} if options.tare is not None else {})}
    for how in ("counted", "told"):
        if (syringes := getattr(options, how)) is not None:
            return {"how": how, "syringes": syringes}
    return {}


def _pick_up(options: Namespace) -> int:
    if options.void is not None:
        return commands.void_pick_up(person(options), options.void, options.reason, sys.stdout)
    if options.correct is not None:
        return commands.correct_pick_up(person(options), options.correct, acts.given(), sys.stdout)
    return commands.pick_up(person(options), acts.given(), sys.stdout)


def _arrival(options: Namespace) -> int:
    if options.void is not None:
        return commands.void_arrival(person(options), options.void, options.reason, sys.stdout)
    if options.correct is not None:
        return commands.correct_arrival(person(options), options.correct, acts.given(), sys.stdout)
    return commands.arrival(person(options), acts.given(), sys.stdout)


def _conversion(options: Namespace) -> int:
    if options.syringes is None:
        return commands.show_conversions(person(options), sys.stdout)
    if options.origin is None:
        options.refuse("--syringes needs --origin: who says so")
    since = options.since or person(options).now.date()
    return commands.set_conversion(
        person(options), options.container, options.syringes, since, options.origin, sys.stdout
    )
