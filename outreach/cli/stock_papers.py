"""`outreach labels …`: what the stock room's printed pages are called, take and are for."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from outreach.cli import acts
from outreach.cli.acts import person
from outreach.commands import counting
from outreach.commands import stock_papers as papers
from outreach.reports.label_sheets import SHEETS, USUAL
from outreach.reports.stock_paper import PAPERS
from outreach.translation import LANGUAGES

_SHEETS = f"of labels ({USUAL.key}). " + "; ".join(f"{sheet.key}: {sheet.name}" for sheet in SHEETS.values())
_MOST_LABELS, _MOST_UNITS = 10_000, 100_000


def add(several: Any, command: Callable[..., ArgumentParser]) -> None:
    """Add the commands that only print."""
    labels = command(
        several, "labels", "print labels of lots, with barcodes that are read as that lot",
        'outreach labels --item "Nasal naloxone 4 mg kit" --lot PX2610 --copies 12 --pdf labels.pdf\n'
        '  outreach labels --site "Front Street" --sheet a4-24 --start 7 --pdf labels.pdf',
        act=_labels,
    )  # fmt: skip
    labels.add_argument("--item", help="alone: every lot of it that is on hand")
    labels.add_argument("--lot", help="lot number")
    labels.add_argument("--source", help="of that lot, where the number is there from several")
    labels.add_argument("--site", help="lots on hand there")
    labels.add_argument("--copies", type=acts.whole(1, _MOST_LABELS), default=1, metavar="N", help="of each (1)")
    labels.add_argument(
        "--units", type=acts.whole(1, _MOST_UNITS), default=1, metavar="N", help="how many one scan stands for (1)"
    )
    labels.add_argument("--sheet", choices=tuple(SHEETS), default=USUAL.key, help=_SHEETS)
    labels.add_argument("--start", type=int, default=1, metavar="N", help="the first free label of a begun sheet (1)")
    labels.set_defaults(parser=labels)
    printing(labels, ("--pdf", "the labels"), required=True, on_paper=False)

    shelves = command(
        several, "shelf-list", "print what stands on each shelf of a site",
        'outreach shelf-list --site "Front Street" --pdf shelves.pdf',
        act=lambda o: papers.shelf_list(person(o), vars(o), sys.stdout),
    )  # fmt: skip
    shelves.add_argument("--site", required=True)
    shelves.add_argument("--category", help="only what is of it")
    printing(shelves, ("--pdf", "the list"), required=True)

    slip = command(
        several, "slip", "print the slip of a hand-over again", "outreach slip 3F7-208 --pdf slip.pdf",
        act=lambda o: papers.slip(person(o), o.number, vars(o), sys.stdout),
    )  # fmt: skip
    slip.add_argument("number", help="as it is printed on the slip")
    printing(slip, ("--pdf", "the slip, in two copies"), required=True)

    said = command(
        several, "slip-words", "show or write what slips say about recalls",
        'outreach slip-words --write "If a lot is recalled, we will call you."',
        act=lambda o: papers.slip_words(person(o), "" if o.ours else o.write, sys.stdout),
    )  # fmt: skip
    which = said.add_mutually_exclusive_group()
    which.add_argument("--write", metavar="WORDS", help="print these from now on")
    which.add_argument("--ours", action="store_true", help="print Outreach's own again")


def printing(parser: ArgumentParser, *files: tuple[str, str], required: bool = False, on_paper: bool = True) -> None:
    """The files a command prints to, and how."""
    for name, what in files:
        parser.add_argument(name, type=Path, required=required, metavar="FILE", help=f"print {what}")
    parser.add_argument("--language", choices=LANGUAGES, help="of the page (the center's)")
    if on_paper:
        parser.add_argument("--paper", choices=tuple(PAPERS), default="letter", help="(letter)")
        parser.add_argument("--printed-on", type=acts.a_day, metavar="DATE", help="what stands on the page (today)")


def count_sheet(parser: ArgumentParser, o: Namespace) -> int:
    """`count sheet`: a new sheet of a site, or one that was printed already."""
    if o.pdf is None:
        parser.error("count sheet needs --pdf")
    if o.number:
        return papers.count_sheet(person(o), o.number, vars(o), sys.stdout)
    if o.site is None:
        parser.error("count sheet needs --site, or --number to print one again")
    return counting.count_start(person(o), vars(o), is_blind=True, on_paper=True, out=sys.stdout)


def _labels(o: Namespace) -> int:
    if o.lot and not o.item:
        o.parser.error("--lot needs --item")
    if not o.item and not o.site:
        o.parser.error("labels needs --item or --site")
    return papers.labels(person(o), vars(o), sys.stdout)
