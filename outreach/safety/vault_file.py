"""`keys.json`, format 1: what stands in it, and how it is written so that a power cut leaves one that opens.

Every step of writing leaves a whole `keys.json` behind, old or new, and the one before it as `keys.json.previous`.
"""

import binascii
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.db.files import replace_file, storage_trouble
from outreach.errors import FileDamaged, FileTooNew
from outreach.safety.vault_sealing import Cost, Lock

NAME = "keys.json"
PREVIOUS = "keys.json.previous"
FORMAT = 1
# A file that asks for more than this was not written by us, and would stop an old laptop.
_DEAREST = Cost(memory_kib=1024 * 1024, passes=32, lanes=16)


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
    found, from_previous = content(folder)
    return parse(found), from_previous


def content(folder: Path) -> tuple[bytes, bool]:
    """Give what `read` reads as it stands in the file, for a backup.  Raises as `read` does."""
    for name in (NAME, PREVIOUS):
        found = _content(folder / name)
        with suppress(ValueError):
            parse(found)
            return found, name == PREVIOUS
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
    with storage_trouble():
        before = _content(folder / NAME)
        # A damaged file must not push out the good one that still opens.
        with suppress(ValueError):
            parse(before)
            replace_file(folder / PREVIOUS, before)
        replace_file(folder / NAME, _dump(file))


def _content(file: Path) -> bytes:
    with storage_trouble():
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return b""


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
    return binascii.b2a_base64(value, newline=False).decode()


def _bytes(text: str, length: int) -> bytes:
    value = binascii.a2b_base64(text, strict_mode=True)
    # Base 64 has spare bits at the end: a changed letter could decode to the same bytes.
    if len(value) != length or _text(value) != text:
        raise ValueError(NAME)
    return value
