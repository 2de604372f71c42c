"""`*.outreach-backup`, format 1: the encrypted file, its keys and a manifest, in one ZIP that nothing compresses.

Nothing in it is readable without a passphrase of that day or the recovery key; the manifest holds only numbers.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from outreach.db.files import open_private
from outreach.errors import FileDamaged, FileTooNew
from outreach.paths import private_file

DATABASE = "center.db"
KEYS = "keys.json"
_MANIFEST = "manifest.json"
_MEMBERS = (DATABASE, KEYS)
_FORMAT = 1
_CHUNK = 1 << 20
# A ZIP keeps a time for each member, and we keep none finer than the hour.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_MANIFEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `marks` is the last number each device had given a row."""

    program: str
    revision: str
    made_on: date
    marks: Mapping[int, int]


def pack(folder: Path, archive: Path, manifest: Manifest) -> None:
    """Write the members, which lie in `folder`, to the disk as `archive`."""
    with (
        os.fdopen(open_private(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed,
    ):
        hashes = {}
        for name in _MEMBERS:
            with (folder / name).open("rb") as source, packed.open(_member(name), "w", force_zip64=True) as target:
                hashes[name] = _copied(source, target)
        packed.writestr(_member(_MANIFEST), json.dumps(_record(manifest, hashes), indent=1))
        packed.close()
        file.flush()
        os.fsync(file.fileno())


def unpack(archive: Path, folder: Path) -> Manifest:
    """Lay the members into `folder`, each as its hash says it was.  Raises FileDamaged, FileTooNew."""
    try:
        with zipfile.ZipFile(archive) as packed:
            if packed.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
                raise FileDamaged(archive.name)
            record = json.loads(packed.read(_MANIFEST))
            if record["format"] > _FORMAT:
                raise FileTooNew
            for name in _MEMBERS:
                with packed.open(name) as source, private_file(folder / name).open("wb") as target:
                    found = _copied(source, target)
                if found != record["sha256"][name]:
                    raise FileDamaged(archive.name)
            return _manifest(record)
    except (zipfile.BadZipFile, KeyError, TypeError, AttributeError, ValueError, EOFError, RuntimeError) as error:
        raise FileDamaged(archive.name) from error


def clear(folder: Path) -> None:
    """Take the members away again, with whatever SQLite has laid beside them."""
    for left in folder.iterdir():
        left.unlink()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.external_attr = 0o600 << 16
    return info


def _copied(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _record(manifest: Manifest, hashes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "program": manifest.program,
        "revision": manifest.revision,
        "made_on": manifest.made_on.isoformat(),
        "marks": {str(device): mark for device, mark in manifest.marks.items()},
        "sha256": dict(hashes),
    }


def _manifest(record: dict[str, Any]) -> Manifest:
    marks = {int(device): int(mark) for device, mark in record["marks"].items()}
    return Manifest(str(record["program"]), str(record["revision"]), date.fromisoformat(record["made_on"]), marks)
