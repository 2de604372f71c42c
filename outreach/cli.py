"""`outreach …` without a window: what each command is called, takes and is for.  What it does is in `commands.py`.

Exit codes: 0 done; 1 refused, with one sentence on stderr; 2 the command was not understood.
"""

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach import __version__, cli_stock, commands
from outreach.commands import Person
from outreach.errors import Refusal
from outreach.paths import default_center
from outreach.tallies.periods import Period
from outreach.translation import translator
from outreach.visits.which import Kind, Which
from outreach.vocabulary import Role
from outreach.words import words_for


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """What a command answers when the rest happens in a window."""

    center: Path


def run(arguments: Sequence[str]) -> int | OpenWindow:
    """Carry out one command line."""
    options = _parser().parse_args(arguments)
    try:
        answer = options.act(options)
    except Refusal as refusal:
        sys.stderr.write(words_for(refusal, translator("en")) + "\n")
        return 1
    return answer if isinstance(answer, OpenWindow) else int(answer or 0)


def _parser() -> ArgumentParser:  # noqa: PLR0915 - one statement an option reads best as a list
    parser = ArgumentParser(
        prog="outreach",
        description="Supplies, anonymous encounters and the monthly tally of a harm-reduction center.",
        epilog="Without a command the window opens.  The passphrase comes from --passphrase-file, from the environment"
        " variable OUTREACH_PASSPHRASE, or is asked for.",
    )
    parser.add_argument("--version", action="version", version=f"Outreach {__version__}")
    several = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    demo = _command(
        several, "demo", "make a sample center and open it", "outreach demo --months 3", act=_demo, who=False
    )
    demo.add_argument("--months", type=_at_least(1), default=3, metavar="N", help="whole months before this one (3)")
    demo.add_argument("--contacts-per-day", type=_at_least(1), default=60, metavar="N", help="(60)")
    demo.add_argument("--seed", type=int, default=1, metavar="N", help="another seed is another center (1)")
    demo.add_argument("--no-window", action="store_true", help="log an encounter and print the month without a window")

    new = _command(
        several, "new", "make a center",
        'outreach new --center ./eastbank --name "Eastbank" --site "Front Street" --staff AR:administrator',
        act=_new, who=False,
    )  # fmt: skip
    new.add_argument("--name", required=True, help="what the center is called on paper")
    new.add_argument("--site", required=True, nargs="+", action="extend", help="where supplies are kept")
    new.add_argument(
        "--staff", required=True, nargs="+", action="extend", type=_staff, metavar="INITIALS:ROLE",
        help="roles: front_desk, coordinator, administrator; at least one administrator",
    )  # fmt: skip
    new.add_argument("--time-zone", default="", metavar="ZONE", help="such as America/New_York (this computer's)")
    new.add_argument("--language", default="en", choices=("en", "es"), help="what items are called (en)")
    new.add_argument("--recovery-sheet", type=Path, metavar="FILE.pdf", help="where to write the recovery sheet")

    staff = _command(several, "staff", "add staff", "outreach staff add JM:front_desk --as AR", act=None)
    staff_acts = staff.add_subparsers(metavar="add", required=True)
    add = _command(
        staff_acts, "add", "let one more person work here", "outreach staff add JM:front_desk --as AR", act=_staff_add
    )
    add.add_argument("person", type=_staff, metavar="INITIALS:ROLE")
    add.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="their own passphrase (asked for without it)"
    )

    codes = _command(
        several, "codes", "how participant codes are made, and whose they are", "outreach codes show", act=None
    )
    codes_acts = codes.add_subparsers(metavar="show|set|join|part|find", required=True)
    _command(
        codes_acts, "show", "show how codes are made, and how many people would share one", "outreach codes show",
        act=lambda o: commands.codes_show(_person(o), sys.stdout),
    )  # fmt: skip
    set_codes = _command(
        codes_acts, "set", "make new codes another way", "outreach codes set --preset philippines",
        act=lambda o: commands.codes_set(_person(o), o.preset, o.before_until, sys.stdout),
    )  # fmt: skip
    set_codes.add_argument("--preset", required=True, metavar="NAME", help="outreach codes show lists them")
    set_codes.add_argument(
        "--before-until", type=_day, metavar="DATE", help="codes first used until then count as been here before"
    )
    for name, help_text, example in (
        ("join", "let two codes count as one person", "outreach codes join --as JM"),
        ("part", "take that back", "outreach codes part --as JM"),
        ("find", "find the visits of a code", "outreach codes find --as JM"),
    ):
        act = _command(codes_acts, name, help_text, example, act=_codes)
        act.description = f"{act.description}  {_CODES_ARE_READ}"
        act.set_defaults(does=getattr(commands, f"codes_{name}"))

    receive = _command(
        several, "receive", "put a delivery on the shelf",
        'outreach receive --site "Front Street" --item "Nasal naloxone 4 mg kit" --quantity 2 --in cases --lot NX4417'
        " --expires 2027-08\n  outreach receive < lines.json",
        act=_receive,
    )  # fmt: skip
    receive.add_argument("--site")
    receive.add_argument("--item")
    receive.add_argument("--quantity", help="units (or boxes or cases, see --in), or 5b-4, 19c 4b")
    receive.add_argument("--in", dest="counted_in", choices=("units", "boxes", "cases"), default="units")
    receive.add_argument("--lot", help="lot number")
    receive.add_argument("--expires", metavar="YYYY-MM[-DD]", help="a month alone ends on its last day")
    receive.add_argument("--source", help="who paid for it or gave it")
    receive.add_argument("--reference", help="invoice or delivery note")
    receive.add_argument("--on", metavar="DATE", help="the day it arrived (today)")
    receive.add_argument("--despite-rule", action="store_true", help="although a source may not pay for it")

    _command(
        several, "record", "record encounters from JSON, one object or one a line",
        """echo '{"site": "Front Street", "items": {"Syringe 29G 1/2 in 1 mL": 50}}' | outreach record""",
        act=lambda o: commands.record(_person(o), sys.stdin.read(), sys.stdout),
    )  # fmt: skip
    correct = _command(
        several, "correct", "say anew what an encounter was", "outreach correct 1099511627777 < encounter.json",
        act=lambda o: commands.correct(_person(o), o.encounter, sys.stdin.read(), sys.stdout),
    )  # fmt: skip
    correct.add_argument("encounter", type=int, help="its number, as record printed it")
    void = _command(
        several, "void", "take an encounter back", "outreach void 1099511627777 --reason entered_twice",
        act=lambda o: commands.void(_person(o), o.encounter, o.reason, sys.stdout),
    )  # fmt: skip
    void.add_argument("encounter", type=int, help="its number, as record printed it")
    void.add_argument("--reason", required=True, choices=commands.VOID_REASONS)
    count = _command(
        several, "count", "post a count of some items at a site, or make one step by step",
        """echo '{"site": "Front Street", "items": {"Cooker": 480}}' | outreach count""", act=None,
    )  # fmt: skip
    cli_stock.count_options(count, _person, lambda o: commands.count(_person(o), sys.stdin.read(), sys.stdout))
    cli_stock.add(several, _command, _person, _day)

    stock = _command(
        several, "stock", "show what is on the shelves", 'outreach stock --site "Front Street" --json',
        act=lambda o: commands.stock(_person(o), o.site, as_json=o.json, out=sys.stdout),
    )  # fmt: skip
    stock.add_argument("--site")
    stock.add_argument("--json", action="store_true")

    history = _command(
        several, "history", "show visits, newest first",
        'outreach history --from 2026-10-01 --to 2026-10-31 --site "Front Street" --json',
        act=lambda o: commands.history(
            _person(o), Which(o.first, o.last, kind=Kind(o.kind)), o.site, as_json=o.json, out=sys.stdout
        ),
    )  # fmt: skip
    history.add_argument("--from", dest="first", required=True, type=_day, metavar="DATE")
    history.add_argument("--to", dest="last", required=True, type=_day, metavar="DATE")
    history.add_argument("--site")
    history.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.ALL.value, help="(all)")
    history.add_argument("--json", action="store_true", help="one object a line")

    tally = _command(several, "tally", "add up a month", "outreach tally --month 2026-10 --pdf october.pdf", act=_tally)
    tally.add_argument("--month", required=True, type=_month, metavar="YYYY-MM")
    tally.add_argument("--site")
    tally.add_argument("--printed-on", type=_day, metavar="DATE", help="the day that stands on the page (today)")
    tally.add_argument("--pdf", type=Path, metavar="FILE")
    tally.add_argument("--json", action="store_true")

    _command(
        several, "verify", "work everything kept out anew and compare", "outreach verify",
        act=lambda o: commands.verify(_person(o), sys.stdout, sys.stderr),
    )  # fmt: skip
    backup = _command(
        several, "backup", "write a backup, and open it to be sure", "outreach backup october.outreach-backup",
        act=lambda o: commands.backup(_person(o), o.file, sys.stdout, sys.stderr),
    )  # fmt: skip
    backup.add_argument("file", type=Path)
    restore = _command(
        several, "restore", "bring a backup back", "outreach restore october.outreach-backup --center ./eastbank",
        act=_restore,
    )  # fmt: skip
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="the center that is there is kept aside")
    restore.add_argument("--recovery-key", action="store_true", help="ask for the key on the recovery sheet instead")
    recover = _command(
        several, "recover", "let somebody back in with the recovery sheet", "outreach recover --as AR",
        act=lambda o: commands.recover(_person(o), sys.stdout),
    )  # fmt: skip
    recover.set_defaults(needs_initials=True)
    return parser


def _command(several, name, help_text, example, *, act, who=True) -> ArgumentParser:  # type: ignore[no-untyped-def]  # noqa: ANN001 - argparse has no public type for it
    parser: ArgumentParser = several.add_parser(
        name,
        help=help_text,
        description=f"{help_text[0].upper()}{help_text[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--center", type=Path, metavar="DIR", help="the center's folder (this computer's own)")
    if who:
        parser.add_argument("--as", dest="initials", metavar="INITIALS", help="who you are")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="a file whose first line is the passphrase"
    )
    if act is not None:
        parser.set_defaults(act=act)
    return parser


def _person(options: Namespace) -> Person:
    return Person(
        folder=options.center or default_center().folder,
        initials=getattr(options, "initials", None),
        passphrase_file=options.passphrase_file,
    )


_CODES_ARE_READ = "Codes are asked for, or read from standard input one a line: none stays in a list of commands."


def _codes(options: Namespace) -> int:
    return int(options.does(_person(options), sys.stdin, sys.stdout))


def _demo(options: Namespace) -> int | OpenWindow:
    folder = commands.demo(
        options.center,
        _person(options),
        months=options.months,
        contacts_per_day=options.contacts_per_day,
        seed=options.seed,
        window=not options.no_window,
        out=sys.stdout,
    )
    return OpenWindow(folder) if folder is not None else 0


def _new(options: Namespace) -> int:
    return commands.new(
        _person(options),
        name=options.name,
        sites=options.site,
        staff=options.staff,
        time_zone=options.time_zone,
        language=options.language,
        recovery_sheet=options.recovery_sheet,
        out=sys.stdout,
    )


def _staff_add(options: Namespace) -> int:
    initials, role = options.person
    return commands.staff_add(_person(options), initials, role, options.new_passphrase_file, sys.stdout)


def _receive(options: Namespace) -> int:
    said = {
        "site": options.site, "item": options.item, "quantity": options.quantity, "in": options.counted_in,
        "lot": options.lot, "expires": options.expires, "source": options.source, "reference": options.reference,
        "on": options.on,
    }  # fmt: skip
    given = {name: value for name, value in said.items() if value is not None}
    text = sys.stdin.read() if set(given) == {"in"} else None
    return commands.receive(_person(options), given, text, sys.stdout, despite_rule=options.despite_rule)


def _restore(options: Namespace) -> int:
    return commands.restore(
        _person(options), options.file, sys.stdout, sys.stderr, replace=options.replace, recovery=options.recovery_key
    )


def _tally(options: Namespace) -> int:
    return commands.tally(
        _person(options),
        options.month,
        options.site,
        printed_on=options.printed_on,
        pdf=options.pdf,
        as_json=options.json,
        out=sys.stdout,
    )


def _staff(text: str) -> tuple[str, Role]:
    initials, _, role = text.partition(":")
    return initials, Role(role.strip().lower().replace("-", "_").replace(" ", "_"))


_staff.__name__ = "INITIALS:ROLE"  # what argparse calls it when it is not understood


def _month(text: str) -> Period:
    year, month = text.split("-")
    return Period.month(int(year), int(month))


_month.__name__ = "month (YYYY-MM)"


def _day(text: str) -> date:
    return date.fromisoformat(text)


_day.__name__ = "date (YYYY-MM-DD)"


def _at_least(least: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a type for argparse
    def whole(text: str) -> int:
        number = int(text)
        if number < least:
            raise ValueError
        return number

    whole.__name__ = f"whole number from {least}"
    return whole
