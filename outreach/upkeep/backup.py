"""A backup is believed only once it has been opened: what gets the name was unpacked, read through and added up.

Nobody stops working for it: the copy is made from one moment while others save.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from outreach import __version__
from outreach.db.copy import Canceled, Progress, copy_database, ignore, key_that_opens, never
from outreach.db.files import alone, check_target, fsync_folder, replace_file, storage_trouble
from outreach.db.ids import BITS
from outreach.db.models.center import Device
from outreach.db.schema import METADATA
from outreach.db.store import open_file
from outreach.db.upgrade import revision
from outreach.errors import Refusal
from outreach.paths import PRIVATE_FOLDER, Center
from outreach.safety import vault_file
from outreach.safety.staff import Actor, Right
from outreach.safety.vault import Keys, Vault
from outreach.upkeep.archive import DATABASE, KEYS, Manifest, clear, pack, unpack
from outreach.upkeep.verify import Findings, verify

SUFFIX = ".outreach-backup"
_WORK = "backing-up"
_LOCK = "backing-up.lock"


@dataclass(eq=False)
class BackupExists(Refusal):
    """There is a file of that name already; it is replaced only when that is asked for."""

    file: str


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was opened again, and what adding it up found: the center as it is, right or wrong."""

    file: Path
    manifest: Manifest
    findings: Findings


def back_up(
    by: Actor,
    center: Center,
    keys: Keys,
    target: Path,
    on: date,
    progress: Progress = ignore,
    canceled: Callable[[], bool] = never,
    *,
    replace: bool = False,
) -> BackedUp:
    """Write the center to `target`, open what was written, and only then give it its name.

    Raises NotAllowed, what `check` raises, Canceled, FileDamaged, StorageTrouble; an older file of that name is then
    untouched.
    """
    by.may(Right.BACK_UP)
    check(target, replace=replace)
    part = target.with_name(target.name + ".part")
    with storage_trouble(), working_folder(center) as work:
        key = key_that_opens(center.file, keys.file_keys)
        copy_database(center.file, work / DATABASE, key, progress, canceled)
        replace_file(work / KEYS, vault_file.content(center.folder)[0])
        manifest = _manifest_of(work / DATABASE, key, on)
        part.unlink(missing_ok=True)
        try:
            pack(work, part, manifest)
            clear(work)
            _stop_if(canceled)
            findings = _prove(part, work, keys, canceled)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        fsync_folder(target.parent)
    return BackedUp(target, manifest, findings)


def check(target: Path, *, replace: bool) -> None:
    """Raise BackupExists, IsAFolder, FolderMissing, StorageTrouble, before anybody is asked for a passphrase."""
    check_target(target)
    if target.exists() and not replace:
        raise BackupExists(str(target))


@contextmanager
def working_folder(center: Center) -> Iterator[Path]:
    """Lend a private folder inside the center's own, empty, for one backup or restore at a time.

    What a killed one left in it is taken away first: whoever holds the lock is the only one here.
    """
    folder = center.folder / _WORK
    with alone(center.folder / _LOCK, seconds=0):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _prove(archive: Path, folder: Path, keys: Keys, canceled: Callable[[], bool]) -> Findings:
    # The hashes say that these are the bytes of the copy, whose every page was read when it was made.
    unpack(archive, folder)
    Vault(folder).check(keys)
    key = key_that_opens(folder / DATABASE, keys.file_keys)
    with closing(open_file(folder / DATABASE, key)) as store, store.reading() as session:
        return verify(session, lambda _done, _of: _stop_if(canceled))


def _manifest_of(file: Path, key: bytes, on: date) -> Manifest:
    with closing(open_file(file, key)) as store, store.reading() as session:
        return Manifest(__version__, revision(store.read_engine) or "", on, _marks(session))


def _marks(session: Session) -> dict[int, int]:
    """For each device, the last number it has given a row of any table."""
    tables = [table for table in METADATA.sorted_tables if "id" in table.c]
    marks = {}
    for device in session.scalars(select(Device.number).order_by(Device.number)):
        low, high = device << BITS, (device + 1) << BITS
        newest = [
            session.scalar(select(func.max(table.c.id)).where(table.c.id >= low, table.c.id < high)) for table in tables
        ]
        marks[device] = max(((found or low) - low for found in newest), default=0)
    return marks


def _stop_if(canceled: Callable[[], bool]) -> None:
    if canceled():
        raise Canceled
