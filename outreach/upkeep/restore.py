"""Bringing a backup back: read through and added up before anything in the center's folder is touched.

Nothing is overwritten: what was there is kept aside.  The restored file is on this computer for the first time, so it
takes a new device number when it is opened; nothing that says otherwise is left beside it.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from outreach import catalog
from outreach.db.copy import check_database, key_that_opens
from outreach.db.files import check_source, fsync_folder, storage_trouble
from outreach.db.store import open_file
from outreach.db.upgrade import upgrade
from outreach.errors import FileDamaged, Refusal
from outreach.paths import PRIVATE_FOLDER, Center, private_folder
from outreach.safety.vault import Keys, Vault
from outreach.upkeep.archive import DATABASE, KEYS, Manifest, unpack
from outreach.upkeep.backup import working_folder
from outreach.upkeep.moving_in import belongings
from outreach.upkeep.verify import Findings, verify


@dataclass(eq=False)
class WouldReplaceCenter(Refusal):
    """There is a center in this folder; it is replaced only when that is asked for."""

    folder: str


@dataclass(eq=False)
class BackupDamaged(FileDamaged):
    """What was to be brought back is damaged, or no backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, what adding it up found, and where what it replaced is kept."""

    manifest: Manifest
    findings: Findings
    kept_aside: Path | None


def restore(
    backup: Path, center: Center, now: datetime, unlock: Callable[[Vault], Keys], *, replace: bool = False
) -> Restored:
    """Put a backup in the center's folder; `unlock` opens the backup's own keys.

    The caller holds the center's lock alone.  Raises what `check` raises, BackupDamaged, FileTooNew, StorageTrouble
    and whatever `unlock` raises; the folder is then as it was.
    """
    check(backup, center, replace=replace)
    with storage_trouble():
        private_folder(center.folder)
        with working_folder(center) as work:
            try:
                manifest = unpack(backup, work)
                keys = unlock(Vault(work))
                findings, today = _read_through(work / DATABASE, keys, now)
            except FileDamaged as damaged:
                raise BackupDamaged(backup.name) from damaged
            kept_aside = _set_aside(center, today)
            (work / DATABASE).replace(center.file)
            (work / KEYS).replace(center.keys)
            fsync_folder(center.folder)
    return Restored(manifest, findings, kept_aside)


def check(backup: Path, center: Center, *, replace: bool) -> None:
    """Raise FileMissing, IsAFolder, WouldReplaceCenter, before anybody is asked for a passphrase."""
    check_source(backup)
    if belongings(center) and not replace:
        raise WouldReplaceCenter(str(center.folder))


def _read_through(file: Path, keys: Keys, now: datetime) -> tuple[Findings, date]:
    """What adding it up found, and which day it is at this center."""
    key = key_that_opens(file, keys.file_keys)
    check_database(file, key)
    with closing(open_file(file, key)) as store:
        # The backup itself is the copy made aside.
        upgrade(store.write_engine, copy_aside=lambda _: None)
        with store.reading() as session:
            return verify(session), catalog.basics(session).at(now).day


def _set_aside(center: Center, on: date) -> Path | None:
    there = belongings(center)
    if not there:
        return None
    names = (f"replaced-{on:%Y-%m-%d}" + (f"-{n}" if n > 1 else "") for n in count(1))
    aside = next(center.folder / name for name in names if not (center.folder / name).exists())
    aside.mkdir(mode=PRIVATE_FOLDER)
    for file in there:
        file.replace(aside / file.name)
    fsync_folder(aside)
    return aside
