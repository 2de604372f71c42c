"""Keeping what is kept: worked out anew, backed up, brought back."""

from pathlib import Path
from typing import TextIO

from outreach.commands.asking import Person, recovery_key
from outreach.commands.desk import WORDS, at_desk, unlock
from outreach.safety.vault import Keys, Vault
from outreach.upkeep import backup as backups
from outreach.upkeep import restore as restoring
from outreach.upkeep.moving_in import moving_in
from outreach.upkeep.verify import Findings, note_proof
from outreach.upkeep.verify import verify as verify_file


def verify(person: Person, out: TextIO, err: TextIO) -> int:
    """Work everything out anew; exit 1 and name what disagrees if anything does."""
    with at_desk(person) as desk:
        findings: Findings = desk.read(verify_file)
        if findings.is_sound:
            with desk.writing() as session:
                note_proof(session, desk.at.day)
        if desk.forgotten:
            out.write(f"{desk.forgotten} small steps whose time was over were forgotten; only their number is kept.\n")
        return _say_findings(findings, out, err)


def backup(person: Person, file: Path, out: TextIO, err: TextIO, *, replace: bool) -> int:
    """Write a backup that was opened again before it got its name."""
    backups.check(file, replace=replace)
    with at_desk(person) as desk:
        made = backups.back_up(desk.by, person.center, desk.opened.keys, file, desk.at.day, replace=replace)
        if made.findings.is_sound:
            with desk.writing() as session:
                note_proof(session, desk.at.day)
    out.write(f"{file} was written, opened and read through.\n")
    return _say_findings(made.findings, out, err)


def restore(person: Person, file: Path, out: TextIO, err: TextIO, *, replace: bool, recovery: bool) -> int:
    """Bring a backup back, once it has opened and been read through."""

    def open_backup(vault: Vault) -> Keys:
        return vault.open_with_recovery(recovery_key()) if recovery else unlock(vault, person)[1]

    restoring.check(file, person.center, replace=replace)
    with moving_in(person.center):
        restored = restoring.restore(file, person.center, person.now, open_backup, replace=replace)
    if restored.kept_aside is not None:
        out.write(f"What was there is kept in {restored.kept_aside}.\n")
    out.write(f"The backup of {restored.manifest.made_on} is in {person.folder}.\n")
    return _say_findings(restored.findings, out, err)


def _say_findings(findings: Findings, out: TextIO, err: TextIO) -> int:
    if findings.is_sound:
        out.write(
            f"Sound: {WORDS.count('{n} visit', '{n} visits', findings.encounters)} and"
            f" {WORDS.count('{n} movement', '{n} movements', findings.movements)}"
            " were added up again and agree.\n"
        )
        return 0
    named = ", ".join(f"{problem.what} ({problem.number})" for problem in findings.problems)
    err.write(f"Not sound: {named}. Keep this folder as it is, and restore the last backup somewhere else.\n")
    return 1
