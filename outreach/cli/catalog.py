"""`outreach catalog …`: what the commands of the catalog are called, take and are for."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.commands import catalog_room as commands

Command = Callable[..., ArgumentParser]
_SITE = "of a place: the site it belongs to"


def add(several: Any, command: Command) -> None:
    """Add the commands of the catalog to those there are."""
    catalog = command(
        several, "catalog", "items and lists: show, add, rename, retire", "outreach catalog list --json", act=None
    )
    inside = catalog.add_subparsers(metavar="list|add|rename|retire|bring-back|barcode|import|template", required=True)
    _list(inside, command)
    _add(inside, command)
    _rename(inside, command)
    _barcode(inside, command)
    _sheets(inside, command)


def _list(inside: Any, command: Command) -> None:
    listed = command(
        inside, "list", "show the items or a list, the retired too", "outreach catalog list sources --json",
        act=lambda o: commands.show(person(o), o.what, as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    listed.add_argument("what", nargs="?", default="items", choices=(*commands.LISTS, "barcodes"), help="(items)")
    listed.add_argument("--json", action="store_true")


def _add(inside: Any, command: Command) -> None:
    new = command(
        inside, "add", "add an item or an entry of a list",
        'outreach catalog add item "Woolly hat" --category Hygiene --name-es Gorro --units-per-box 50\n'
        '  outreach catalog add partner "River House" --county Kings\n'
        '  outreach catalog add item "Van kit" --category Kits --holds "Cooker=2" --holds "Cotton=2"',
        act=lambda o: commands.add(person(o), o.what, o.name, vars(o), sys.stdout),
    )  # fmt: skip
    _which(new)
    new.add_argument("--name-es", default="", metavar="NAME", help="of an item, category, service or referral")
    new.add_argument("--short", default="", metavar="NAME", help="of an item or site, where there is little room")
    new.add_argument("--also", action="append", default=[], metavar="NAME", help="another name it is found by")
    new.add_argument("--category", help="of an item")
    new.add_argument("--county", default="", help="of a place or partner")
    new.add_argument("--site", help=_SITE)
    new.add_argument("--machine", action="store_true", help="of a site: nobody stands there")
    new.add_argument("--naloxone", choices=("kit", "single_dose"))
    for name in ("units-per-box", "units-per-case", "usual-pack", "minimum", "syringes-per-unit", "doses-per-unit"):
        new.add_argument(f"--{name}", type=acts.whole(0, 9_999_999), metavar="N")
    new.add_argument("--shelf", default="")
    new.add_argument("--holds", action="append", default=[], metavar="ITEM=N", help="what is inside, of a kit")
    new.add_argument("--starts", type=acts.a_day, metavar="DATE", help="of a source")
    new.add_argument("--ends", type=acts.a_day, metavar="DATE", help="of a source")


def _rename(inside: Any, command: Command) -> None:
    rename = command(
        inside, "rename", "call something otherwise from today on",
        'outreach catalog rename site "Northgate" "Hill clinic"',
        act=lambda o: commands.rename(person(o), o.what, o.name, o.to, vars(o), sys.stdout),
    )  # fmt: skip
    _which(rename)
    rename.add_argument("to", metavar="NEW-NAME")
    rename.add_argument("--language", default="en", choices=("en", "es"), help="of its name (en)")
    rename.add_argument("--site", help=_SITE)
    for name, what, comes_back in (
        ("retire", "take something off the lists; pages about the past keep it", False),
        ("bring-back", "put something retired back on the lists", True),
    ):
        one = command(
            inside, name, what, f'outreach catalog {name} item "Woolly hat"',
            act=lambda o, back=comes_back: commands.stand(
                person(o), o.what, o.name, o.site, back=back, out=sys.stdout
            ),
        )  # fmt: skip
        _which(one)
        one.add_argument("--site", help=_SITE)


def _barcode(inside: Any, command: Command) -> None:
    barcode = command(
        inside, "barcode", "say which item a barcode is of, or retire it",
        'outreach catalog barcode 00614141999996 --item "Nasal naloxone 4 mg kit" --units 12',
        act=lambda o: commands.barcode(person(o), o.code, o.item, o.units, sys.stdout),
    )  # fmt: skip
    barcode.add_argument("code")
    kept = barcode.add_mutually_exclusive_group(required=True)
    kept.add_argument("--item")
    kept.add_argument("--retire", action="store_true", help="know it no more")
    barcode.add_argument("--units", type=acts.whole(1, 99_999), default=1, metavar="N", help="one scan stands for (1)")


def _sheets(inside: Any, command: Command) -> None:
    for name, act, what in (
        ("import", commands.take_in, "add and change items as a spreadsheet says"),
        ("template", commands.template, "write a spreadsheet of the items, to fill"),
    ):
        one = command(
            inside, name, what, f"outreach catalog {name} items.xlsx",
            act=lambda o, act=act: act(person(o), o.file, sys.stdout),
        )  # fmt: skip
        one.add_argument("file", type=Path)


def _which(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=commands.KINDS)
    parser.add_argument("name", metavar="NAME")
