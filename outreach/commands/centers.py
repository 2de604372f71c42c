"""Making a center, and the sample center."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO

from outreach.catalog import Basics
from outreach.commands.asking import Person, first_passphrases
from outreach.commands.desk import WORDS, at_desk
from outreach.commands.time_zone import own_time_zone
from outreach.db.files import check_target
from outreach.display import has_display
from outreach.errors import FileExists
from outreach.exchange.files import save_file
from outreach.founding import DAY_ENDS_AT, NewCenter, NewSite, check_time_zone
from outreach.paths import Center
from outreach.reports.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from outreach.safety.vault_recovery import RecoveryKey
from outreach.upkeep import opening
from outreach.upkeep.moving_in import moving_in
from outreach.upkeep.opening import NewStaff
from outreach.vocabulary import At, Role


def new(
    person: Person,
    *,
    name: str,
    sites: Sequence[str],
    staff: Sequence[tuple[str, Role]],
    time_zone: str,
    language: str,
    recovery_sheet: Path | None,
    out: TextIO,
) -> int:
    """Make a center; print its recovery key once, or write its sheet.  A center whose key nobody got is taken away."""
    zone = time_zone or own_time_zone()
    today = _today(person, zone)
    made = NewCenter(name.strip(), zone, language, today, tuple(NewSite(site.strip()) for site in sites))
    opening.check(person.center, made, staff)
    if recovery_sheet is not None:
        check_target(recovery_sheet)
        if recovery_sheet.exists():
            raise FileExists(str(recovery_sheet))
    passphrases = first_passphrases(person, [initials for initials, _ in staff])
    people = [NewStaff(initials, role, own) for (initials, role), own in zip(staff, passphrases, strict=True)]
    with moving_in(person.center):
        opened, recovery = opening.create(person.center, made, people)
        opened.close()
        said = f"{made.name} is ready in {person.folder}.\n"
        if recovery_sheet is None:
            out.write(said + _recovery_said(recovery))
            out.flush()
        else:
            administrators = tuple(initials for initials, role in staff if role is Role.ADMINISTRATOR)
            sheet = RecoverySheet(made.name, recovery.groups, administrators, today)
            save_file(recovery_sheet, recovery_sheet_pdf(sheet, WORDS))
    if recovery_sheet is not None:
        out.write(f"{said}Print {recovery_sheet}, keep it away from this computer, then delete the file.\n")
    return 0


def demo(
    folder: Path | None,
    person: Person,
    *,
    months: int,
    contacts_per_day: int,
    seed: int,
    window: bool,
    out: TextIO,
) -> Path | None:
    """Make the sample center if it is not there; the folder to open a window on, or None when all is done without."""
    from outreach.sample import demo as sample  # noqa: PLC0415 - no other command needs it

    place = folder or sample.default_folder()
    passphrase = person.given_passphrase() or sample.PASSPHRASE
    if not Center(place).exists:
        so_long = WORDS.count("{n} month", "{n} months", months)
        a_day = WORDS.count("{n} contact", "{n} contacts", contacts_per_day)
        out.write(f"Making a sample center in {place}: {so_long}, {a_day} a day.\n")
        zone = own_time_zone()
        with moving_in(Center(place)):
            sample.make(
                Center(place), months=months, contacts_per_day=contacts_per_day, seed=seed,
                until=_now(person, zone), time_zone=zone, passphrase=passphrase,
                progress=lambda done, of: _show_progress(out, done, of),
            )  # fmt: skip
        out.write("\n")
    out.write(f"Sample center: {place}\nPassphrase: {passphrase}\n")
    if window and has_display():
        return place
    out.write("No window: no display was found.\n" if window else "No window, as asked.\n")
    with at_desk(replace(person, folder=place, initials=sample.INITIALS), passphrase) as desk:
        out.writelines(
            line + "\n" for line in sample.main_job(desk.opened, desk.by, desk.at, desk.catalog, place, WORDS)
        )
    return None


def _today(person: Person, zone: str) -> date:
    """The day of a center in this time zone, before there is one."""
    return _now(person, zone).day


def _now(person: Person, zone: str) -> At:
    check_time_zone(zone)
    return Basics("en", is_sample=False, time_zone=zone, day_ends_at=DAY_ENDS_AT).at(person.now)


def _recovery_said(recovery: RecoveryKey) -> str:
    return (
        f"Recovery key, shown only this once:\n  {recovery.text}\nWrite it down and keep it away from this"
        " computer: it opens the center when no passphrase does.\n"
    )


def _show_progress(out: TextIO, done: int, of: int) -> None:
    if out.isatty():
        out.write(f"\r{done:,} of about {of:,} visits")
        out.flush()
