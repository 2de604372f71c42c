"""What each command does: the same domain functions as the window, with text in and text out.

With `app.py` and `cli.py` the only place that asks the clock.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from getpass import getpass
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from outreach import catalog as catalogs
from outreach import code_recipes, encounters, finding, joining
from outreach.catalog import Catalog
from outreach.codes import estimates, presets
from outreach.codes.look_alikes import readings
from outreach.codes.normalizing import hash_code
from outreach.codes.wording import if_unknown, takes
from outreach.db.files import alone, shared
from outreach.encounter_rows import Recorded
from outreach.errors import SeveralRefusals
from outreach.exchange import entries
from outreach.exchange.visits import visit_json, visit_text
from outreach.founding import DAY_ENDS_AT, NewCenter, NewSite
from outreach.paths import Center
from outreach.reports.figures import tally_json
from outreach.reports.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from outreach.reports.tally import tally_pdf
from outreach.safety import staff as staffs
from outreach.safety.staff import Actor, Right
from outreach.safety.vault import Keys, Vault
from outreach.safety.vault_sealing import WrongPassphrase
from outreach.stock import counts, deliveries, levels
from outreach.stock.known_lots import known_lots
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.translation import translator
from outreach.upkeep import backup as backups
from outreach.upkeep import opening
from outreach.upkeep import restore as restoring
from outreach.upkeep.opening import CenterMissing, NewStaff, Opened, SayWho
from outreach.upkeep.verify import Findings, note_proof
from outreach.upkeep.verify import verify as verify_file
from outreach.visits import listing
from outreach.visits.lines import Line
from outreach.visits.which import Which
from outreach.vocabulary import At, CodesMade, EncounterId, Role, SiteId, VoidReason

VOID_REASONS = tuple(reason.value for reason in VoidReason)
_SLICE = 200  # encounters a write transaction, so that a desk beside us never waits long
_WORDS = translator("en")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, of which center."""

    folder: Path
    initials: str | None
    passphrase_file: Path | None

    @property
    def center(self) -> Center:
        return Center(self.folder)

    def passphrase(self, prompt: str) -> str:
        """From the file named, the environment, or the keyboard, without echo."""
        if self.passphrase_file is not None:
            return _first_line(self.passphrase_file)
        return os.environ.get("OUTREACH_PASSPHRASE") or getpass(prompt)


@dataclass(frozen=True, slots=True)
class Desk:
    """An open center and who stands at it."""

    opened: Opened
    by: Actor
    at: At
    catalog: Catalog

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        with self.opened.store.reading() as session:
            return query(session, *args)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.opened.store.writing() as session:
            yield session

    def hash_code(self, typed: str) -> Any:
        return hash_code(self.opened.keys.code_secret, typed)

    def site(self, name: str | None) -> SiteId | None:
        return SiteId(self.catalog.find("site", name)) if name else None


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
    """Make a center; print its recovery key once, or write its sheet."""
    zone = time_zone or _own_time_zone()
    today = datetime.now(ZoneInfo(zone)).date()
    people = [NewStaff(initials, role, _new_passphrase(person, initials)) for initials, role in staff]
    made = NewCenter(name, zone, language, today, tuple(NewSite(site) for site in sites))
    opened, recovery = opening.create(person.center, made, people)
    opened.close()
    out.write(f"{name} is ready in {person.folder}.\n")
    if recovery_sheet is None:
        out.write(
            f"Recovery key, shown only this once:\n  {recovery.text}\nWrite it down and keep it away from this"
            " computer: it opens the center when no passphrase does.\n"
        )
        return 0
    administrators = tuple(initials for initials, role in staff if role is Role.ADMINISTRATOR)
    sheet = RecoverySheet(name, recovery.groups, administrators, today)
    recovery_sheet.write_bytes(recovery_sheet_pdf(sheet, _WORDS))
    out.write(f"Print {recovery_sheet}, keep it away from this computer, then delete the file.\n")
    return 0


def staff_add(person: Person, initials: str, role: Role, passphrase_file: Path | None, out: TextIO) -> int:
    """Let one more person work here, with a passphrase of their own."""
    with open_desk(person) as desk:
        desk.by.may(Right.MANAGE_STAFF)
        passphrase = _first_line(passphrase_file) if passphrase_file else _typed_twice(initials)
        vault = Vault(person.folder)
        with desk.writing() as session:
            member = staffs.add(session, desk.by, desk.at, initials, role)
            # Inside the transaction: if the key cannot be written, nobody is added who could not get in.
            vault.add_staff(desk.opened.keys, member.id, member.initials, passphrase)
    out.write(f"{member.initials} can work here as {role.value.replace('_', ' ')}.\n")
    return 0


def codes_show(person: Person, out: TextIO) -> int:
    """How codes are made now, what that means among 1,000 people, and the recipes there are to choose from."""
    with open_desk(person) as desk:
        recipe = desk.read(code_recipes.current, desk.at.day)
    if recipe.made is CodesMade.ISSUED:
        out.write("Codes are given out, with a check character.\n")
    for piece in recipe.pieces if recipe.made is CodesMade.FROM_ANSWERS else ():
        unknown = if_unknown(piece, _WORDS)
        out.write(
            f"{_WORDS(piece.label)}: {takes(piece, _WORDS)}" + (f"; if unknown: {unknown}" * bool(unknown)) + "\n"
        )
    pairs, asked = estimates.pairs_sharing(recipe, 1_000), estimates.newcomers_asked(recipe, 1_000)
    out.write(
        f"Of 1,000 people, about {pairs:.0f} pairs share a code and {100 * asked:.0f} of 100 newcomers are a slip"
    )
    out.write(" away from somebody.\n\nRecipes for --preset:\n")
    out.writelines(f"  {one.key:18} {one.example:15} {_WORDS(one.name)}\n" for one in presets.all_presets())
    return 0


def codes_set(person: Person, preset: str, before_until: date | None, out: TextIO) -> int:
    """Make new codes another way from today on."""
    chosen = replace(presets.preset(preset).recipe, before_until=before_until)
    with open_desk(person) as desk, desk.writing() as session:
        code_recipes.change(session, desk.by, desk.at, chosen)
    out.write(f"New codes are made as {preset} from today on. Codes already in use keep working.\n")
    return 0


def codes_join(person: Person, lines: TextIO, out: TextIO) -> int:
    """Let two codes count as one person."""
    with open_desk(person) as desk:
        one, other = desk.hash_code(_code(lines)), desk.hash_code(_code(lines))
        with desk.writing() as session:
            joining.join(session, desk.by, desk.at, one, other)
    out.write("The two codes count as one person now.\n")
    return 0


def codes_part(person: Person, lines: TextIO, out: TextIO) -> int:
    """Take back that two codes are one person's."""
    with open_desk(person) as desk:
        one, other = desk.hash_code(_code(lines)), desk.hash_code(_code(lines))
        with desk.writing() as session:
            joining.part(session, desk.by, desk.at, one, other)
    out.write("The two codes count as two people again.\n")
    return 0


def codes_find(person: Person, lines: TextIO, out: TextIO) -> int:
    """Print the numbers of the visits of whoever has this code, the newest first."""
    with open_desk(person) as desk:
        typed = _code(lines)
        alike = [desk.hash_code(reading) for reading in sorted(readings(typed))]
        with desk.writing() as session:
            found = finding.find(session, desk.by, desk.at, desk.hash_code(typed), alike)
    out.writelines(f"{encounter_id}\n" for encounter_id in found)
    out.write(_WORDS.count("{n} visit.\n", "{n} visits.\n", len(found)))
    return 0


def receive(
    person: Person, said: Mapping[str, Any], text: str | None, out: TextIO, *, despite_rule: bool = False
) -> int:
    """Put what arrived on the shelf: one line from options, or many from JSON; lines of one delivery stand together."""
    with open_desk(person) as desk:
        listed = entries.objects(text) if text is not None else [(1, said)]
        lines = entries.deliveries(listed, desk.catalog, desk.at.day)
        together: dict[tuple[SiteId, date, str], list[deliveries.DeliveryLine]] = {}
        for line in lines:
            together.setdefault((line.site_id, line.on, line.reference), []).append(line.line)
        with desk.writing() as session:
            for (site_id, on, reference), grouped in together.items():
                deliveries.receive(
                    session, desk.by, desk.at,
                    client_id=uuid4(), site_id=site_id, on=on, reference=reference, lines=grouped,
                    beside=deliveries.Beside(despite_rule=despite_rule),
                )  # fmt: skip
    units = sum(line.line.quantity for line in lines)
    out.write(f"Received {_WORDS.count('{n} line', '{n} lines', len(lines))}, {_WORDS.number(units)} units.\n")
    return 0


def record(person: Person, text: str, out: TextIO) -> int:
    """Record encounters; nothing if any line is bad.  Each is reported, as a line of JSON, once it is on the disk."""
    with open_desk(person) as desk:
        made = entries.entries(entries.objects(text), desk.catalog, desk.read(known_lots), desk.hash_code, desk.at.day)
        bad = desk.read(encounters.reused_ids, made)
        if bad:
            refusals = tuple((line + 1, encounters.SameIdOtherContent()) for line in bad)
            raise SeveralRefusals(refusals) if len(made) > 1 else refusals[0][1]
        for start in range(0, len(made), _SLICE):
            with desk.writing() as session:
                recorded = encounters.record_many(session, desk.by, desk.at, made[start : start + _SLICE])
            out.writelines(json.dumps(_recorded(one, desk.catalog), ensure_ascii=False) + "\n" for one in recorded)
            out.flush()
    return 0


def correct(person: Person, encounter: int, text: str, out: TextIO) -> int:
    with open_desk(person) as desk:
        said = entries.objects(text)
        if len(said) != 1:
            raise entries.NotJson("one object {…} was expected")
        [entry] = entries.entries(said, desk.catalog, desk.read(known_lots), desk.hash_code, desk.at.day)
        with desk.writing() as session:
            recorded = encounters.correct(session, desk.by, desk.at, EncounterId(encounter), entry)
        out.write(json.dumps(_recorded(recorded, desk.catalog), ensure_ascii=False) + "\n")
    return 0


def void(person: Person, encounter: int, reason: str, out: TextIO) -> int:
    with open_desk(person) as desk:
        with desk.writing() as session:
            encounters.void(session, desk.by, desk.at, EncounterId(encounter), VoidReason(reason))
        out.write(f"Visit {encounter} was taken back.\n")
    return 0


def count(person: Person, text: str, out: TextIO) -> int:
    """Post a count; print every difference."""
    with open_desk(person) as desk:
        for site_id, on, found in entries.counts(entries.objects(text), desk.catalog, desk.at.day):
            with desk.writing() as session:
                posted = counts.post(session, desk.by, desk.at, client_id=uuid4(), site_id=site_id, on=on, found=found)
            out.writelines(
                f"{desk.catalog.item[difference.item_id].name}: {difference.quantity:+}\n"
                for difference in posted.differences
            )
            out.write(f"Counted {_WORDS.count('{n} item', '{n} items', len(found))}.\n")
    return 0


def stock(person: Person, site: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show what is on the shelves: every item ever stocked (all items in JSON)."""
    with open_desk(person) as desk:
        site_id = desk.site(site)
        found = desk.read(levels.levels, desk.catalog, site_id, desk.at.day)
        if as_json:
            lots = {level.item_id: desk.read(levels.lots, level.item_id, desk.at.day, site_id) for level in found}
            json.dump(
                [_level(level, lots[level.item_id], desk.catalog) for level in found], out, indent=1, ensure_ascii=False
            )
            out.write("\n")
            return 0
        for level in found:
            if level.on_hand or level.by_site:
                name = desk.catalog.item[level.item_id].name
                out.write(f"{name:<40} {level.on_hand:>9,} on hand {level.usable:>9,} usable  {level.status.value}\n")
    return 0


def history(person: Person, which: Which, site: str | None, *, as_json: bool, out: TextIO) -> int:
    """Show visits, newest first, a page at a time; front desk sees its own of today."""
    with open_desk(person) as desk:
        wanted = replace(which, site_id=desk.site(site))
        last: Line | None = None
        while lines := desk.read(listing.page, desk.by, desk.at, wanted, last):
            last = lines[-1]
            for line in lines:
                said = json.dumps(visit_json(line, desk.catalog), ensure_ascii=False) if as_json else None
                out.write(f"{said or visit_text(line, desk.catalog)}\n")
    return 0


def tally(
    person: Person,
    month: Period,
    site: str | None,
    *,
    printed_on: date | None,
    pdf: Path | None,
    as_json: bool,
    out: TextIO,
) -> int:
    """Add up a month; print it as a page, as JSON, or in a few words."""
    with open_desk(person) as desk:
        desk.by.may(Right.REPORT)
        added = desk.read(engine.tally, month, desk.site(site), desk.catalog.language)
        if pdf is not None:
            page = tally_pdf(added, _WORDS, printed_on=printed_on or desk.at.day, initials=desk.by.initials)
            pdf.write_bytes(page)
        if as_json:
            json.dump(tally_json(added), out, indent=1, ensure_ascii=False)
            out.write("\n")
        elif pdf is not None:
            out.write(f"{pdf}\n")
        else:
            _say_figures(tally_json(added), out)
    return 0


def verify(person: Person, out: TextIO, err: TextIO) -> int:
    """Work everything out anew; exit 1 and name what disagrees if anything does."""
    with open_desk(person) as desk:
        findings: Findings = desk.read(verify_file)
        if findings.is_sound:
            with desk.writing() as session:
                note_proof(session, desk.at.day)
        return _say_findings(findings, out, err)


def backup(person: Person, file: Path, out: TextIO, err: TextIO) -> int:
    """Write a backup that was opened again before it got its name."""
    with open_desk(person) as desk:
        made = backups.back_up(desk.by, person.center, desk.opened.keys, file, desk.at.day)
        if made.findings.is_sound:
            with desk.writing() as session:
                note_proof(session, desk.at.day)
    out.write(f"{file} was written, opened and read through.\n")
    return _say_findings(made.findings, out, err)


def restore(person: Person, file: Path, out: TextIO, err: TextIO, *, replace: bool, recovery: bool) -> int:
    """Bring a backup back, once it has opened and been read through."""

    def unlock(vault: Vault) -> Keys:
        if recovery:
            return vault.open_with_recovery(_recovery_key())
        return _unlock(vault, person)[1]

    with _alone(person.center):
        restored = restoring.restore(file, person.center, _today(), unlock, replace=replace)
    if restored.kept_aside is not None:
        out.write(f"What was there is kept in {restored.kept_aside}.\n")
    out.write(f"The backup of {restored.manifest.made_on} is in {person.folder}.\n")
    return _say_findings(restored.findings, out, err)


def recover(person: Person, out: TextIO) -> int:
    """Give somebody a new passphrase with the key on the recovery sheet."""
    if person.initials is None:
        raise SayWho
    vault = Vault(person.folder)
    vault.reset_passphrase_with_recovery(_recovery_key(), person.initials, _typed_twice(person.initials))
    out.write(f"{person.initials} has a new passphrase.\n")
    return 0


# --- the sample center ------------------------------------------------------------------------------------------------


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
    passphrase = _given_passphrase(person) or sample.PASSPHRASE
    if not Center(place).exists:
        out.write(f"Making a sample center in {place}: {months} months, {contacts_per_day} contacts a day.\n")
        zone = _own_time_zone()
        until = (datetime.now(ZoneInfo(zone)) - timedelta(hours=DAY_ENDS_AT)).date()
        sample.make(
            Center(place), months=months, contacts_per_day=contacts_per_day, seed=seed, until=until, time_zone=zone,
            passphrase=passphrase, progress=lambda done, of: _show_progress(out, done, of),
        )  # fmt: skip
        out.write("\n")
    out.write(f"Sample center: {place}\nPassphrase: {passphrase}\n")
    if window and _has_display():
        return place
    out.write("No window: no display was found.\n" if window else "No window, as asked.\n")
    with open_desk(Person(place, sample.INITIALS, None), passphrase) as desk:
        out.writelines(
            line + "\n" for line in sample.main_job(desk.opened, desk.by, desk.at, desk.catalog, place, _WORDS)
        )
    return None


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _show_progress(out: TextIO, done: int, of: int) -> None:
    if out.isatty():
        out.write(f"\r{done:,} of about {of:,} visits")
        out.flush()


# --- opening ----------------------------------------------------------------------------------------------------------


@contextmanager
def open_desk(person: Person, passphrase: str | None = None) -> Iterator[Desk]:
    center = person.center
    if not center.exists:
        raise CenterMissing(str(center.folder))
    with shared(center.lock):
        initials, keys = _unlock(Vault(center.folder), person, passphrase)
        opened = opening.open_center(center, keys, _today())
        try:
            with opened.store.reading() as session:
                catalog = catalogs.load(session, catalogs.language(session), _today())
            yield Desk(opened, opened.actor(initials), catalog.at(datetime.now(UTC)), catalog)
        finally:
            opened.close()
            keys.wipe()


def _alone(center: Center):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a context manager
    from outreach.paths import private_folder  # noqa: PLC0415

    private_folder(center.folder)
    return alone(center.lock)


def _unlock(vault: Vault, person: Person, passphrase: str | None = None) -> tuple[str, Keys]:
    """The keys, and whose passphrase opened them; without --as, the passphrase tells."""
    everyone = vault.initials()
    if person.initials is not None:
        typed = passphrase or person.passphrase(f"Passphrase of {person.initials}: ")
        return person.initials, vault.open(person.initials, typed)
    typed = passphrase or person.passphrase("Passphrase: ")
    for initials in everyone:
        try:
            return initials, vault.open(initials, typed)
        except WrongPassphrase:
            continue
    raise WrongPassphrase


def _today() -> date:
    return datetime.now().astimezone().date()


def _own_time_zone() -> str:
    """This computer's time zone by its name; UTC where it has none."""
    named = os.environ.get("TZ", "").lstrip(":")
    candidates = [named, Path("/etc/timezone").read_text().strip() if Path("/etc/timezone").exists() else ""]
    link = Path("/etc/localtime")
    if link.is_symlink() and "zoneinfo/" in str(link.readlink()):
        candidates.append(str(link.readlink()).rpartition("zoneinfo/")[2])
    for name in candidates:
        if name and _is_zone(name):
            return name
    return "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _given_passphrase(person: Person) -> str | None:
    if person.passphrase_file is not None:
        return _first_line(person.passphrase_file)
    return os.environ.get("OUTREACH_PASSPHRASE")


def _new_passphrase(person: Person, initials: str) -> str:
    """Everyone's first passphrase: the one given to the command, or each typed twice."""
    return _given_passphrase(person) or _typed_twice(initials)


def _typed_twice(initials: str) -> str:
    while True:
        typed = getpass(f"New passphrase of {initials}: ")
        if typed == getpass("The same again: "):
            return typed
        sys.stderr.write("The two were not the same. Try again.\n")


def _recovery_key() -> str:
    return os.environ.get("OUTREACH_RECOVERY_KEY") or getpass("Recovery key, as on the sheet: ")


def _code(lines: TextIO) -> str:
    """A code, from the next line of a pipe or from the keyboard without echo."""
    return getpass("Participant code: ") if lines.isatty() else lines.readline().rstrip("\n")


def _first_line(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")


# --- saying it --------------------------------------------------------------------------------------------------------


def _recorded(one: Recorded, catalog: Catalog) -> dict[str, Any]:
    return {
        "encounter": one.encounter_id,
        "id": str(one.client_id),
        "already": one.already,
        "shortfalls": {catalog.item[short.item_id].name: short.quantity for short in one.shortfalls},
    }


def _level(level: levels.Level, lots: Sequence[levels.LotLevel], catalog: Catalog) -> dict[str, Any]:
    item = catalog.item[level.item_id]
    return {
        "item": item.name,
        "category": item.category,
        "on_hand": level.on_hand,
        "usable": level.usable,
        "expired": level.expired,
        "on_hold": level.on_hold,
        "can_make": level.can_make,
        "minimum": item.minimum,
        "status": level.status.value,
        "sites": {catalog.site[site].name: quantity for site, quantity in level.by_site.items()},
        "lots": [
            {
                "lot": lot.number,
                "source": lot.source,
                "expires": lot.expires_on.isoformat() if lot.expires_on else None,
                "on_hold": lot.on_hold,
                "on_hand": lot.on_hand,
                "sites": {catalog.site[site].name: quantity for site, quantity in lot.by_site.items()},
            }
            for lot in lots
        ],
    }


def _say_figures(figures: Mapping[str, Any], out: TextIO) -> None:
    out.write(f"{figures['period']}, {figures['site'] or 'all sites'}\n")
    for name, value in figures["figures"].items():
        shown = "–" if value is None else f"{value:,}"
        out.write(f"{name.replace('_', ' '):<34} {shown:>10}\n")
    out.write("Reconciled.\n" if figures["reconciled"] else "Not reconciled.\n")


def _say_findings(findings: Findings, out: TextIO, err: TextIO) -> int:
    if findings.is_sound:
        out.write(
            f"Sound: {_WORDS.number(findings.encounters)} visits and {_WORDS.number(findings.movements)} movements"
            " were added up again and agree.\n"
        )
        return 0
    named = ", ".join(f"{problem.what} ({problem.number})" for problem in findings.problems)
    err.write(f"Not sound: {named}. Keep this folder as it is, and restore the last backup somewhere else.\n")
    return 1
