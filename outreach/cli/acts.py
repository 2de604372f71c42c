"""What was understood of a command line, as each command takes it."""

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import TextIO
from uuid import UUID

from outreach.commands import centers, codes, keeping, months, people, shelves, visits
from outreach.commands import history as looking_back
from outreach.commands.asking import Person
from outreach.commands.moved import Streams
from outreach.commands.sides import SIDES
from outreach.errors import NotText
from outreach.exchange import entries
from outreach.exchange.entries import FieldMissing, FieldWrong, day_of
from outreach.paths import default_center
from outreach.tallies.periods import Period
from outreach.visits.beside import What
from outreach.visits.which import Kind, Which
from outreach.vocabulary import Role


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """What a command answers when the rest happens in a window."""

    center: Path


def person(options: Namespace) -> Person:
    """Who is asking, now."""
    folder = getattr(options, "center", None)
    return Person(
        folder=folder if folder is not None else default_center().folder,
        initials=getattr(options, "initials", None),
        passphrase_file=getattr(options, "passphrase_file", None),
        now=datetime.now(UTC),
    )


def streams(options: Namespace) -> Streams:
    """Where a command answers."""
    return Streams(sys.stdout, sys.stderr, as_json=options.json)


def count_side(parser: ArgumentParser) -> None:
    parser.add_argument("--count-side", choices=SIDES, help="where the site was counted that day: before or after it")


def given() -> str:
    """What stands on standard input.  Raises NotText."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        sys.stderr.write("Reading from the keyboard. End with Ctrl+D on a line of its own.\n")
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise NotText("What was given") from error


def _lines() -> TextIO:
    """The same, a line at a time; who is at the keyboard is asked for each."""
    return sys.stdin if sys.stdin is not None and sys.stdin.isatty() else StringIO(given())


def window(options: Namespace) -> OpenWindow:
    return OpenWindow(person(options).folder)


def demo(options: Namespace) -> int | OpenWindow:
    folder = centers.demo(
        getattr(options, "center", None),
        person(options),
        months=options.months,
        contacts_per_day=options.contacts_per_day,
        seed=options.seed,
        window=not options.no_window,
        out=sys.stdout,
    )
    return OpenWindow(folder) if folder is not None else 0


def new(options: Namespace) -> int:
    return centers.new(
        person(options),
        name=options.name,
        sites=options.site,
        staff=options.staff,
        time_zone=options.time_zone,
        language=options.language,
        recovery_sheet=options.recovery_sheet,
        out=sys.stdout,
    )


def staff_add(options: Namespace) -> int:
    initials, role = options.person
    return people.staff_add(person(options), initials, role, options.new_passphrase_file, sys.stdout)


def passphrase(options: Namespace) -> int:
    return people.passphrase(person(options), options.new_passphrase_file, sys.stdout)


def recover(options: Namespace) -> int:
    return people.recover(person(options), options.new_passphrase_file, sys.stdout)


def codes_show(options: Namespace) -> int:
    return codes.show(person(options), sys.stdout)


def codes_set(options: Namespace) -> int:
    return codes.change(person(options), options.preset, options.before_until, sys.stdout)


def codes_join(options: Namespace) -> int:
    return codes.join(person(options), _lines(), sys.stdout)


def codes_part(options: Namespace) -> int:
    return codes.part(person(options), _lines(), sys.stdout)


def codes_find(options: Namespace) -> int:
    return codes.find(person(options), _lines(), sys.stdout)


def receive(options: Namespace) -> int:
    said = {
        "site": options.site, "item": options.item, "quantity": options.quantity, "in": options.counted_in,
        "lot": options.lot, "expires": options.expires, "source": options.source, "reference": options.reference,
        "on": options.on,
    }  # fmt: skip
    typed = {name: value for name, value in said.items() if value is not None}
    listed = [(1, typed)] if typed else entries.objects(given())
    about = shelves.Delivery(options.supplier, options.despite_rule, options.count_side, options.id)
    return shelves.receive(person(options), listed, about, sys.stdout, sys.stderr)


def record(options: Namespace) -> int:
    return visits.record(person(options), given(), options.count_side, sys.stdout)


def correct(options: Namespace) -> int:
    return visits.correct(person(options), options.encounter, given(), options.count_side, sys.stdout)


def void(options: Namespace) -> int:
    return visits.void(person(options), options.encounter, options.reason, sys.stdout)


def count(options: Namespace) -> int:
    return shelves.count(person(options), given(), sys.stdout)


def history(options: Namespace) -> int:
    days = _stretch(options.first, options.last)
    which = Which(days.first, days.last, kind=Kind(options.kind))
    return looking_back.history(
        person(options), which, What(options.what), options.site, as_json=options.json, out=sys.stdout
    )


def stock(options: Namespace) -> int:
    return shelves.stock(person(options), options.site, as_json=options.json, out=sys.stdout)


def tally(options: Namespace) -> int:
    return months.tally(
        person(options),
        options.month or _stretch(options.first, options.last),
        options.site,
        printed_on=options.printed_on,
        pdf=options.pdf,
        as_json=options.json,
        out=sys.stdout,
    )


def _stretch(first: date, last: date | None) -> Period:
    """A quarter, or a funder's own year.  Raises FieldMissing, FieldWrong."""
    if last is None:
        raise FieldMissing("--to")
    if last < first:
        raise FieldWrong("--to", str(last), f"{first} or later")
    return Period(first, last)


def verify(options: Namespace) -> int:
    return keeping.verify(person(options), sys.stdout, sys.stderr)


def backup(options: Namespace) -> int:
    return keeping.backup(person(options), options.file, sys.stdout, sys.stderr, replace=options.replace)


def restore(options: Namespace) -> int:
    return keeping.restore(
        person(options), options.file, sys.stdout, sys.stderr, replace=options.replace, recovery=options.recovery_key
    )


def a_staff_member(text: str) -> tuple[str, Role]:
    initials, _, role = text.partition(":")
    return initials, Role(role.strip().lower().replace("-", "_").replace(" ", "_"))


a_staff_member.__name__ = "INITIALS:ROLE"  # what argparse calls it when it is not understood


def a_month(text: str) -> Period:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        raise ValueError(text)
    return Period.month(int(text[:4]), int(text[5:]))


a_month.__name__ = "month (YYYY-MM)"


def a_day(text: str) -> date:
    return day_of(text)


a_day.__name__ = "date (YYYY-MM-DD)"


def an_id(text: str) -> UUID:
    return UUID(text)


an_id.__name__ = "id (a UUID)"


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within these."""

    def number(text: str) -> int:
        if not least <= (found := int(text)) <= most:
            raise ValueError(text)
        return found

    number.__name__ = f"whole number from {least} to {most}"
    return number
