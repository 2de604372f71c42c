"""Bringing a backup back: read through and added up before anything in the center's folder is touched.

Nothing is overwritten: what was there is kept aside.  The restored file is on this computer for the first time, so it
takes a new device number when it is opened; nothing that says otherwise is left beside it.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from outreach.db.copy import check_database, key_that_opens
from outreach.db.files import fsync_folder, storage_trouble
from outreach.db.store import open_file
from outreach.db.upgrade import upgrade
from outreach.errors import Refusal
from outreach.paths import PRIVATE_FOLDER, Center, private_folder
from outreach.safety import vault_file
from outreach.safety.vault import Keys, Vault
from outreach.upkeep.archive import DATABASE, KEYS, Manifest, unpack
from outreach.upkeep.backup import working_folder
from outreach.upkeep.verify import Findings, verify


@dataclass(eq=False)
class WouldReplaceCenter(Refusal):
    """There is a center in this folder; it is replaced only when that is asked for."""

    folder: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, what adding it up found, and where what it replaced is kept."""

    manifest: Manifest
    findings: Findings
    kept_aside: Path | None


def restore(
    backup: Path, center: Center, on: date, unlock: Callable[[Vault], Keys], *, replace: bool = False
) -> Restored:
    """Put a backup in the center's folder; `unlock` opens the backup's own keys.

    The caller holds the center's lock alone.  Raises WouldReplaceCenter, FileDamaged, FileTooNew, StorageTrouble and
    whatever `unlock` raises; the folder is then as it was.
    """
    if _belongings(center) and not replace:
        raise WouldReplaceCenter(str(center.folder))
    with storage_trouble():
        private_folder(center.folder)
        with working_folder(center) as work:
            manifest = unpack(backup, work)
            keys = unlock(Vault(work))
            findings = _read_through(work / DATABASE, keys)
            kept_aside = _set_aside(center, on)
            (work / DATABASE).replace(center.file)
            (work / KEYS).replace(center.keys)
            fsync_folder(center.folder)
    return Restored(manifest, findings, kept_aside)


def _read_through(file: Path, keys: Keys) -> Findings:
    key = key_that_opens(file, keys.file_keys)
    check_database(file, key)
    with closing(open_file(file, key)) as store:
        # The backup itself is the copy made aside.
        upgrade(store.write_engine, copy_aside=lambda _: None)
        with store.reading() as session:
            return verify(session)


def _set_aside(center: Center, on: date) -> Path | None:
    belongings = _belongings(center)
    if not belongings:
        return None
    names = (f"replaced-{on:%Y-%m-%d}" + (f"-{n}" if n > 1 else "") for n in count(1))
    aside = next(center.folder / name for name in names if not (center.folder / name).exists())
    aside.mkdir(mode=PRIVATE_FOLDER)
    for file in belongings:
        file.replace(aside / file.name)
    fsync_folder(aside)
    return aside


def _belongings(center: Center) -> list[Path]:
    """Everything that makes a folder this center on this computer; the newest rows may be in the -wal file."""
    beside = [center.file.with_name(center.file.name + ending) for ending in ("-wal", "-shm")]
    files = [center.file, *beside, center.keys, center.folder / vault_file.PREVIOUS, center.installation]
    return [file for file in files if file.exists()]
