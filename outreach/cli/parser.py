"""What each command is called, takes and is for."""

from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from outreach import __version__
from outreach.cli import acts, asking, attention, catalog, happened, orders, sheets, stock_room, without_visit
from outreach.commands.visits import VOID_REASONS
from outreach.visits.beside import What
from outreach.visits.which import Kind


def understood(arguments: Sequence[str]) -> Namespace:
    """What was said; whoever cannot be understood is told so, with exit 2."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    for name in set(vars(options)) & {"initials", "passphrase_file"} - options.takes:
        parser.error(f"{_ABOUT_ME[name]} is of no use here")
    return options


_ABOUT_ME = {"initials": "--as", "passphrase_file": "--passphrase-file"}
_ALL = frozenset(_ABOUT_ME)


def make_parser() -> ArgumentParser:  # noqa: PLR0915 - one statement an option reads best as a list
    parser = ArgumentParser(
        prog="outreach",
        description="Supplies, anonymous encounters and the monthly tally of a harm-reduction center.",
        epilog="Without a command the window opens.  The passphrase comes from --passphrase-file, from the environment"
        " variable OUTREACH_PASSPHRASE, or is asked for.  --center, --as and --passphrase-file may stand before or"
        " after the command.",
    )
    parser.set_defaults(act=acts.window, takes=frozenset())
    _say_who_and_where(parser)
    parser.add_argument("--version", action="version", version=f"Outreach {__version__}")
    several = parser.add_subparsers(title="commands", metavar="COMMAND")

    demo = _command(
        several,
        "demo",
        "make a sample center and open it",
        "outreach demo --months 3",
        act=acts.demo,
        takes=frozenset({"passphrase_file"}),
    )
    demo.add_argument(
        "--months", type=acts.whole(1, 120), default=3, metavar="N", help="whole months before this one (3)"
    )
    demo.add_argument("--contacts-per-day", type=acts.whole(1, 5_000), default=60, metavar="N", help="(60)")
    demo.add_argument("--seed", type=int, default=1, metavar="N", help="another seed is another center (1)")
    demo.add_argument("--no-window", action="store_true", help="log an encounter and print the month without a window")

    new = _command(
        several, "new", "make a center",
        'outreach new --center ./eastbank --name "Eastbank" --site "Front Street" --staff AR:administrator',
        act=acts.new, takes=frozenset({"passphrase_file"}),
    )  # fmt: skip
    new.add_argument("--name", required=True, help="what the center is called on paper")
    new.add_argument("--site", required=True, nargs="+", action="extend", help="where supplies are kept")
    new.add_argument(
        "--staff", required=True, nargs="+", action="extend", type=acts.a_staff_member, metavar="INITIALS:ROLE",
        help="roles: front_desk, coordinator, administrator; at least one administrator",
    )  # fmt: skip
    new.add_argument("--time-zone", default="", metavar="ZONE", help="such as America/New_York (this computer's)")
    new.add_argument("--language", default="en", choices=("en", "es"), help="what items are called (en)")
    new.add_argument("--recovery-sheet", type=Path, metavar="FILE.pdf", help="where to write the recovery sheet")

    staff = _command(several, "staff", "add staff", "outreach staff add KP:front_desk --as JM", act=None)
    staff_acts = staff.add_subparsers(metavar="add", required=True)
    add = _command(
        staff_acts,
        "add",
        "let one more person work here",
        "outreach staff add KP:front_desk --as JM",
        act=acts.staff_add,
    )
    add.add_argument("person", type=acts.a_staff_member, metavar="INITIALS:ROLE")
    _new_passphrase_file(add)

    _codes(several)
    asking.add(several, _command)

    own = _command(
        several, "passphrase", "change your own passphrase", "outreach passphrase --as JM", act=acts.passphrase
    )
    _new_passphrase_file(own)

    receive = _command(
        several, "receive", "put a delivery on the shelf",
        'outreach receive --site "Front Street" --item "Nasal naloxone 4 mg kit" --quantity 2 --in cases --lot NX4417'
        " --expires 2027-08\n  outreach receive < lines.json\n"
        '  lines.json: {"site": "Front Street", "item": "Cooker", "quantity": 480, "source": "Gift"}',
        act=acts.receive,
    )  # fmt: skip
    receive.add_argument("--site")
    receive.add_argument("--item")
    receive.add_argument("--quantity", help="units (or boxes or cases, see --in), or 5b-4, 19c 4b")
    receive.add_argument("--in", dest="counted_in", choices=("units", "boxes", "cases"))
    receive.add_argument("--lot", help="lot number")
    receive.add_argument("--expires", metavar="YYYY-MM[-DD]", help="a month alone ends on its last day")
    receive.add_argument("--source", help="who paid for it or gave it")
    receive.add_argument("--supplier", help="who sent it")
    receive.add_argument("--reference", help="invoice or delivery note")
    receive.add_argument("--on", metavar="DATE", help="the day it arrived (today)")
    receive.add_argument("--despite-rule", action="store_true", help="although a source may not pay for it")
    acts.count_side(receive)
    receive.add_argument("--id", type=acts.an_id, metavar="UUID", help="sent again under the same id it is done once")

    record = _command(
        several, "record", "record encounters from JSON, one object or one a line",
        """echo '{"site": "Front Street", "items": {"Syringe 29G 1/2 in 1 mL": 50}}' | outreach record""",
        act=acts.record,
    )  # fmt: skip
    acts.count_side(record)
    correct = _command(
        several, "correct", "say anew what an encounter was", "outreach correct 1099511627777 < encounter.json",
        act=acts.correct,
    )  # fmt: skip
    correct.add_argument("encounter", type=int, help="its number, as record printed it")
    acts.count_side(correct)
    void = _command(
        several, "void", "take an encounter back", "outreach void 1099511627777 --reason entered_twice",
        act=acts.void,
    )  # fmt: skip
    void.add_argument("encounter", type=int, help="its number, as record printed it")
    void.add_argument("--reason", required=True, choices=VOID_REASONS)
    count = _command(
        several, "count", "post a count of some items at a site, or make one step by step",
        """echo '{"site": "Front Street", "items": {"Cooker": 480}}' | outreach count""",
        act=acts.count,
    )  # fmt: skip
    stock_room.count_options(count)
    stock_room.add(several, _command)
    orders.add(several, _command)
    sheets.add(several, _command)
    without_visit.add(several, _command)
    happened.add(several, _command)
    catalog.add(several, _command)
    attention.add(several, _command)

    stock = _command(
        several, "stock", "show what is on the shelves", 'outreach stock --site "Front Street" --json',
        act=acts.stock,
    )  # fmt: skip
    stock.add_argument("--site")
    stock.add_argument("--json", action="store_true")

    history = _command(
        several, "history", "show visits, and what is recorded beside them, newest first",
        'outreach history --from 2026-10-01 --to 2026-10-31 --site "Front Street" --json', act=acts.history,
    )  # fmt: skip
    history.add_argument("--from", dest="first", required=True, type=acts.a_day, metavar="DATE")
    history.add_argument("--to", dest="last", required=True, type=acts.a_day, metavar="DATE")
    history.add_argument("--site")
    history.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.ALL.value, help="(all)")
    history.add_argument(
        "--what", choices=[what.value for what in What], default=What.VISITS.value,
        help="what happened, drug checks, what came and went without a visit, or all of it (visits)",
    )  # fmt: skip
    history.add_argument("--json", action="store_true", help="one object a line")

    tally = _command(
        several, "tally", "add up a month, or any stretch of days",
        "outreach tally --month 2026-10 --pdf october.pdf\n"
        "  outreach tally --from 2025-11-01 --to 2026-10-31 --json",
        act=acts.tally,
    )  # fmt: skip
    stretch = tally.add_mutually_exclusive_group(required=True)
    stretch.add_argument("--month", type=acts.a_month, metavar="YYYY-MM")
    stretch.add_argument("--from", dest="first", type=acts.a_day, metavar="DATE", help="the first day, with --to")
    tally.add_argument("--to", dest="last", type=acts.a_day, metavar="DATE", help="the last day")
    tally.add_argument("--site")
    tally.add_argument("--printed-on", type=acts.a_day, metavar="DATE", help="the day that stands on the page (today)")
    tally.add_argument("--pdf", type=Path, metavar="FILE")
    tally.add_argument("--json", action="store_true")

    _command(
        several, "verify", "work everything kept out anew and compare", "outreach verify",
        act=acts.verify,
    )  # fmt: skip
    backup = _command(
        several, "backup", "write a backup, and open it to be sure", "outreach backup october.outreach-backup",
        act=acts.backup,
    )  # fmt: skip
    backup.add_argument("file", type=Path)
    backup.add_argument("--replace", action="store_true", help="a file of that name is overwritten")
    restore = _command(
        several, "restore", "bring a backup back", "outreach restore october.outreach-backup --center ./eastbank",
        act=acts.restore,
    )  # fmt: skip
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="the center that is there is kept aside")
    restore.add_argument("--recovery-key", action="store_true", help="ask for the key on the recovery sheet instead")
    recover = _command(
        several, "recover", "let somebody back in with the recovery sheet", "outreach recover --as AR",
        act=acts.recover,
    )  # fmt: skip
    _new_passphrase_file(recover)
    return parser


def _codes(several) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - argparse has no public type for it
    codes = _command(
        several, "codes", "how participant codes are made, and whose they are", "outreach codes show", act=None
    )
    codes_acts = codes.add_subparsers(metavar="show|set|join|part|find", required=True)
    _command(
        codes_acts, "show", "show how codes are made, and how many people would share one", "outreach codes show",
        act=acts.codes_show,
    )  # fmt: skip
    set_codes = _command(
        codes_acts, "set", "make new codes another way", "outreach codes set --preset philippines", act=acts.codes_set
    )
    set_codes.add_argument("--preset", required=True, metavar="NAME", help="outreach codes show lists them")
    set_codes.add_argument(
        "--before-until", type=acts.a_day, metavar="DATE", help="codes first used until then count as been here before"
    )
    for name, help_text, example, act in (
        ("join", "let two codes count as one person", "outreach codes join --as JM", acts.codes_join),
        ("part", "take that back", "outreach codes part --as JM", acts.codes_part),
        ("find", "find the visits of a code", "outreach codes find --as JM", acts.codes_find),
    ):
        made = _command(codes_acts, name, help_text, example, act=act)
        made.description = f"{made.description}  {_CODES_ARE_READ}"


_CODES_ARE_READ = "Codes are asked for, or read from standard input one a line: none stays in a list of commands."


def _command(several, name, help_text, example, *, act, takes=_ALL) -> ArgumentParser:  # type: ignore[no-untyped-def]  # noqa: ANN001 - argparse has no public type for it
    parser: ArgumentParser = several.add_parser(
        name,
        help=help_text,
        description=f"{help_text[0].upper()}{help_text[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    _say_who_and_where(parser, takes)
    if act is not None:
        parser.set_defaults(act=act, takes=takes)
    return parser


def _say_who_and_where(parser: ArgumentParser, takes: frozenset[str] = _ALL) -> None:
    """No default of its own: what was said before the command must not be forgotten after it."""
    parser.add_argument(
        "--center", type=Path, default=SUPPRESS, metavar="DIR", help="the center's folder (this computer's own)"
    )
    if "initials" in takes:
        parser.add_argument("--as", dest="initials", default=SUPPRESS, metavar="INITIALS", help="who you are")
    if "passphrase_file" in takes:
        parser.add_argument(
            "--passphrase-file", type=Path, default=SUPPRESS, metavar="FILE",
            help="a file whose first line is the passphrase",
        )  # fmt: skip


def _new_passphrase_file(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="the new passphrase (asked for without it)"
    )
