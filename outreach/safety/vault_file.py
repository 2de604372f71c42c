"""`keys.json`, format 1: what stands in it, and how it is written so that a power cut leaves one that opens.

Every step of writing leaves a whole `keys.json` behind, old or new, and the one before it as `keys.json.previous`.
"""

import base64
import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.errors import FileDamaged, FileTooNew, StorageTrouble
from outreach.paths import PRIVATE_FILE
from outreach.safety.vault_sealing import Cost, Lock

NAME = "keys.json"
PREVIOUS = "keys.json.previous"
FORMAT = 1
_LOCK = "keys.json.lock"
# A file that asks for more than this was not written by us, and would stop an old laptop.
_DEAREST = Cost(memory_kib=1024 * 1024, passes=32, lanes=16)
_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENOENT: "missing",
    errno.EBUSY: "busy",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """The center's secrets as one key pair can open them."""

    public: bytes
    file_keys: tuple[bytes, ...]
    code_secret: bytes


@dataclass(frozen=True, slots=True)
class StaffEntry:
    id: int
    initials: str
    lock: Lock
    private: bytes
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class KeysFile:
    staff: tuple[StaffEntry, ...]
    recovery: Sealed
    mark: bytes = b""

    @property
    def roster(self) -> bytes:
        """Whose keys these are: the part that nobody may change without the center's secrets."""
        people = [[entry.id, entry.initials, _text(entry.sealed.public)] for entry in self.staff]
        return json.dumps([FORMAT, people, _text(self.recovery.public)]).encode()


def read(folder: Path) -> tuple[KeysFile, bool]:
    """Read the keys, and whether they had to be taken from the predecessor because the file itself is damaged.

    Raises FileTooNew, FileDamaged, StorageTrouble.
    """
    current = _content(folder / NAME)
    with suppress(ValueError):
        return parse(current), False
    with suppress(ValueError):
        return parse(_content(folder / PREVIOUS)), True
    raise FileDamaged(NAME)


def parse(content: bytes) -> KeysFile:
    """Raise ValueError for anything that is not a whole file of keys, FileTooNew for one of a later format."""
    try:
        record = json.loads(content)
        if record["format"] > FORMAT:
            raise FileTooNew
        _number(record["format"], FORMAT)
        return KeysFile(
            tuple(map(_staff_entry, record["staff"])), _sealed(record["recovery"]), _bytes(record["mark"], 32)
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(NAME) from error


def write(folder: Path, file: KeysFile) -> None:
    """Replace the keys.  Raises StorageTrouble, and then the file is as it was."""
    with _storage_trouble():
        before = _content(folder / NAME)
        # A damaged file must not push out the good one that still opens.
        with suppress(ValueError):
            parse(before)
            _replace(folder, PREVIOUS, before)
        _replace(folder, NAME, _dump(file))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other window and command from changing the keys between our reading and our writing."""
    import portalocker  # noqa: PLC0415 - the lock page does not need it

    lock = portalocker.Lock(folder / _LOCK, "a", timeout=2, opener=_private)
    with _storage_trouble():
        try:
            lock.acquire()
        except portalocker.LockException as error:
            raise StorageTrouble("busy") from error
    try:
        yield
    finally:
        lock.release()


def _replace(folder: Path, name: str, content: bytes) -> None:
    fresh = folder / f"{name}.new"
    fresh.unlink(missing_ok=True)
    try:
        with open(_private(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / name)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    _fsync_folder(folder)


def _private(path: str | Path, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_BINARY", 0), PRIVATE_FILE)


def _fsync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # which has no such thing, and writes names at once
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(file: Path) -> bytes:
    with _storage_trouble():
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return b""


@contextmanager
def _storage_trouble() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageTrouble(_REASONS.get(error.errno or 0, "unreadable")) from error


def _dump(file: KeysFile) -> bytes:
    staff = [
        {
            "id": entry.id,
            "initials": entry.initials,
            "lock": {
                "kind": "argon2id",
                "salt": _text(entry.lock.salt),
                "memory_kib": entry.lock.cost.memory_kib,
                "passes": entry.lock.cost.passes,
                "lanes": entry.lock.cost.lanes,
            },
            "private": _text(entry.private),
            **_sealed_record(entry.sealed),
        }
        for entry in file.staff
    ]
    record = {"format": FORMAT, "staff": staff, "recovery": _sealed_record(file.recovery), "mark": _text(file.mark)}
    return json.dumps(record, indent=1).encode()


def _sealed_record(sealed: Sealed) -> dict[str, Any]:
    return {
        "public": _text(sealed.public),
        "file_keys": [_text(key) for key in sealed.file_keys],
        "code_secret": _text(sealed.code_secret),
    }


def _staff_entry(record: dict[str, Any]) -> StaffEntry:
    lock = record["lock"]
    if lock["kind"] != "argon2id" or not isinstance(record["initials"], str):
        raise ValueError(NAME)
    cost = Cost(
        _number(lock["memory_kib"], _DEAREST.memory_kib),
        _number(lock["passes"], _DEAREST.passes),
        _number(lock["lanes"], _DEAREST.lanes),
    )
    if cost.memory_kib < 8 * cost.lanes:  # Argon2 cannot work with less
        raise ValueError(NAME)
    return StaffEntry(
        _number(record["id"], 1 << 53),
        record["initials"],
        Lock(_bytes(lock["salt"], 16), cost),
        _bytes(record["private"], 60),
        _sealed(record),
    )


def _sealed(record: dict[str, Any]) -> Sealed:
    keys = tuple(_bytes(key, 80) for key in record["file_keys"])
    if not keys:
        raise ValueError(NAME)
    return Sealed(_bytes(record["public"], 32), keys, _bytes(record["code_secret"], 80))


def _number(value: object, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError(NAME)
    return value


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(text: str, length: int) -> bytes:
    value = base64.b64decode(text, validate=True)
    # Base 64 has spare bits at the end: a changed letter could decode to the same bytes.
    if len(value) != length or _text(value) != text:
        raise ValueError(NAME)
    return value
