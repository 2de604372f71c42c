"""`outreach transfer …`: what the stock room's commands are called, take and are for."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from outreach.cli import acts, lots, papers, refills, stock_papers
from outreach.cli.acts import person, streams
from outreach.commands import counting
from outreach.commands import stock_room as commands
from outreach.exchange import entries
from outreach.vocabulary import CollectedBy

Command = Callable[..., ArgumentParser]
_LINES = "\n  (several lines as JSON on stdin, when no --item is given)"


def add(several: Any, command: Command) -> None:
    """Add the stock room's commands to those there are."""
    transfer = command(
        several, "transfer", "move stock from one site to another",
        'outreach transfer --from "Front Street" --to "Mobile van" --item "Nasal naloxone 4 mg kit"'
        " --quantity 2 --lot PX2610" + _LINES,
        act=lambda o: commands.transfer(person(o), vars(o), _listed(o), streams(o)),
    )  # fmt: skip
    stock_papers.printing(transfer, ("--pdf", "what it moves, as a pick list"))
    transfer.add_argument("--from", dest="from_site", required=True, metavar="SITE")
    transfer.add_argument("--to", required=True, metavar="SITE")
    _line(transfer)
    _when(transfer)

    fill = command(
        several, "fill", "say what brings a site up to its targets, and move it",
        'outreach fill --site "Mobile van" --from "Front Street" --post',
        act=lambda o: commands.fill(person(o), vars(o), streams(o)),
    )  # fmt: skip
    stock_papers.printing(fill, ("--pdf", "the pick list"))
    fill.add_argument("--site", required=True)
    fill.add_argument("--from", dest="store", required=True, metavar="SITE", help="where it is taken from")
    fill.add_argument("--post", action="store_true", help="move it; without, it is only said")
    _when(fill)

    hand_over = command(
        several, "hand-over", "hand supplies over without a visit",
        'outreach hand-over --site "Front Street" --to "Harbor House" --item "Nasal naloxone 4 mg kit" --quantity 30'
        + _LINES,
        act=lambda o: commands.hand_over(person(o), vars(o), _listed(o), streams(o)),
    )  # fmt: skip
    stock_papers.printing(hand_over, ("--slip", "its slip, in two copies"))
    who = hand_over.add_mutually_exclusive_group(required=True)
    who.add_argument("--to", metavar="ORGANIZATION", help="a partner organization of the list")
    who.add_argument("--event", metavar="NAME")
    who.add_argument("--training", metavar="NAME")
    who.add_argument("--used-here", action="store_true", help="by staff: neither given nor disposed")
    hand_over.add_argument("--county", help="where it is given out")
    hand_over.add_argument(
        "--collected-by", choices=tuple(kind.value for kind in CollectedBy), help="who carries it to the organization"
    )
    hand_over.add_argument("--reference")
    _at_site(hand_over)
    _line(hand_over)

    dispose = command(
        several, "dispose", "throw stock away, or write off what is gone",
        'outreach dispose --site "Front Street" --reason expired --item Cooker --quantity 40' + _LINES,
        act=lambda o: commands.dispose(person(o), vars(o), _listed(o), streams(o)),
    )  # fmt: skip
    dispose.add_argument("--reason", required=True, choices=commands.REASONS)
    _at_site(dispose)
    _line(dispose)

    put_back = command(
        several, "put-back", "put stock back on the shelf unused",
        'outreach put-back --site "Front Street" --item Cooker --quantity 40' + _LINES,
        act=lambda o: commands.put_back(person(o), vars(o), _listed(o), streams(o)),
    )  # fmt: skip
    _at_site(put_back)
    _line(put_back, "the lots that left this site last, by the day; what never left has none")

    found = command(
        several, "found", "note stock that turned up and was on nobody's books",
        'outreach found --site "Front Street" --item Cooker --quantity 40' + _LINES,
        act=lambda o: commands.find(person(o), vars(o), _listed(o), streams(o)),
    )  # fmt: skip
    _at_site(found)
    _line(found, "it has no lot number")

    opening = command(
        several, "opening", "enter what stood on the shelf when the books began: neither received nor found",
        'outreach opening --site "Front Street" --item Cooker --quantity 40 --lot C100 --expires 2029-03' + _LINES,
        act=lambda o: commands.open_with(person(o), vars(o), _listed(o), streams(o)),
    )  # fmt: skip
    _at_site(opening)
    _amount(opening)
    opening.add_argument("--lot", help="lot number")
    opening.add_argument("--expires", metavar="YYYY-MM[-DD]", help="of that lot; a month alone ends on its last day")
    opening.add_argument("--source", help="who paid for it or gave it")

    lots.add(several, command)
    papers.add(several, command)
    refills.add(several, command)
    stock_papers.add(several, command)
    _kits(several, command)


def count_options(count: ArgumentParser) -> None:
    """What `count` takes beside a count as JSON: drafts begun, listed and posted."""
    count.add_argument("--start", action="store_true", help="begin a count and print its lines")
    count.add_argument("--drafts", action="store_true", help="print the counts in work")
    count.add_argument(
        "--post",
        type=int,
        metavar="DRAFT",
        help='post one, with lines {"line": n, "found": n}, and damaged, expired, reason',
    )
    count.add_argument("--site")
    count.add_argument("--category")
    count.add_argument("--item")
    count.add_argument("--shelf")
    count.add_argument("--blind", action="store_true", help="without what the books expect")
    count.add_argument("--sheet", action="store_true", help="on paper: the count has a number to be keyed by")
    count.add_argument(
        "what", nargs="?", choices=("sheet",), metavar="sheet", help="begin a blind count on paper and print its sheet"
    )
    count.add_argument("--number", metavar="SHEET", help="print this sheet of a count in work again")
    stock_papers.printing(count, ("--pdf", "the sheet"))

    def act(o: Namespace) -> int:
        if o.what == "sheet":
            return stock_papers.count_sheet(count, o)
        if o.start:
            return counting.count_start(person(o), vars(o), is_blind=o.blind, on_paper=o.sheet, out=sys.stdout)
        if o.drafts:
            return counting.count_drafts(person(o), o.site, sys.stdout)
        return counting.count_post(person(o), o.post, acts.given(), sys.stdout) if o.post is not None else acts.count(o)

    count.set_defaults(act=act)


def _kits(several: Any, command: Command) -> None:
    kits = command(
        several, "kits", "make kits up ahead, or take them apart",
        'outreach kits make --site "Front Street" --item "Injecting kit" --quantity 40', act=None,
    )  # fmt: skip
    acts = kits.add_subparsers(metavar="make|unmake", required=True)
    for name, act, what in (
        ("make", commands.make_kits, "make kits up ahead"),
        ("unmake", commands.unmake_kits, "take kits of a lot apart again"),
    ):
        one = command(
            acts, name, what,
            f'outreach kits {name} --site "Front Street" --item "Injecting kit" --quantity 40 --lot K261015',
            act=lambda o, act=act: act(person(o), vars(o), o.quantity, streams(o)),
        )  # fmt: skip
        _at_site(one)
        one.add_argument("--item", required=True)
        one.add_argument("--quantity", type=int, required=True)
        one.add_argument("--lot", required=name == "unmake", help="the number of the lot of kits")
        one.add_argument("--source")


def _at_site(parser: ArgumentParser) -> None:
    parser.add_argument("--site", required=True)
    _when(parser)


def _when(parser: ArgumentParser) -> None:
    """What every paper says: its day, its side of a count of that day, its id; and how it is answered."""
    parser.add_argument("--on", type=acts.a_day, metavar="DATE", help="the day it happened (today)")
    acts.count_side(parser)
    parser.add_argument("--id", type=acts.an_id, metavar="UUID", help="sent again under the same id it is done once")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def _amount(parser: ArgumentParser) -> None:
    parser.add_argument("--item")
    parser.add_argument("--quantity", help="units (or boxes or cases, see --in), or 5b-4, 19c 4b")
    parser.add_argument("--in", dest="counted_in", choices=("units", "boxes", "cases"), default="units")


def _line(parser: ArgumentParser, without_lot: str = "what goes first") -> None:
    _amount(parser)
    parser.add_argument("--lot", help=f"lot number, or the code of its label; without it, {without_lot}")
    parser.add_argument(
        "--source", help="of that lot, where the number is there from several; alone, of what has no lot number"
    )


def _listed(options: Namespace) -> list[entries.Line]:
    if options.item is None:
        return entries.objects(acts.given())
    said = {
        "item": options.item, "quantity": options.quantity, "in": options.counted_in, "lot": options.lot,
        "source": options.source, "expires": getattr(options, "expires", None),
    }  # fmt: skip
    return [(1, {name: value for name, value in said.items() if value is not None})]
