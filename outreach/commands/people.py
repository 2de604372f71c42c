"""Who works here, and how they get in."""

from pathlib import Path
from typing import TextIO

from outreach.commands.asking import Person, new_passphrase, recovery_key
from outreach.commands.desk import at_desk, standing_in, unlock
from outreach.safety import staff as staffs
from outreach.safety.staff import Right
from outreach.safety.vault import NoKeyFor, Vault
from outreach.upkeep.opening import SayWho
from outreach.vocabulary import Role


def staff_add(person: Person, initials: str, role: Role, new_file: Path | None, out: TextIO) -> int:
    """Let one more person work here, with a passphrase of their own."""
    with at_desk(person) as desk:
        desk.by.may(Right.MANAGE_STAFF)
        initials = staffs.checked_initials(initials)
        passphrase = new_passphrase(initials, new_file)
        vault = Vault(person.folder)
        with desk.writing() as session:
            member = staffs.add(session, desk.by, desk.at, initials, role)
            # Inside the transaction: if the key cannot be written, nobody is added who could not get in.
            vault.add_staff(desk.opened.keys, member.id, member.initials, passphrase)
    out.write(f"{member.initials} can work here as {role.value.replace('_', ' ')}.\n")
    return 0


def passphrase(person: Person, new_file: Path | None, out: TextIO) -> int:
    """Change one's own passphrase."""
    with standing_in(person.center) as center:
        vault, old = Vault(center.folder), person.passphrase()
        initials, keys = unlock(vault, person, old)
        keys.wipe()
        vault.change_passphrase(initials, old, new_passphrase(initials, new_file))
    out.write(f"{_as_kept(vault, initials)} has a new passphrase. Backups made before still open with the old one.\n")
    return 0


def recover(person: Person, new_file: Path | None, out: TextIO) -> int:
    """Give somebody a new passphrase with the key on the recovery sheet."""
    if person.initials is None:
        raise SayWho
    with standing_in(person.center) as center:
        vault = Vault(center.folder)
        initials = _as_kept(vault, person.initials)
        key = recovery_key()
        vault.open_with_recovery(key).wipe()
        vault.reset_passphrase_with_recovery(key, initials, new_passphrase(initials, new_file)).wipe()
    out.write(f"{initials} has a new passphrase.\n")
    return 0


def _as_kept(vault: Vault, typed: str) -> str:
    """These initials as they stand in the keys.  Raises NoKeyFor."""
    for initials in vault.initials():
        if initials.casefold() == typed.strip().casefold():
            return initials
    raise NoKeyFor(typed.strip())
