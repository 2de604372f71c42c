"""The only way a center's file is copied while people work in it: whole, of one moment, and opened to be believed.

Never a file copy: in WAL mode the newest rows may still be in the -wal file.
"""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from outreach.db.files import fsync_folder, storage_trouble
from outreach.db.store import worldly_trouble
from outreach.errors import FileDamaged, Refusal
from outreach.paths import private_file

_PAGES = 200
_PART = ".part"

Progress = Callable[[int, int], None]


@dataclass(eq=False)
class Canceled(Refusal):
    """Somebody pressed Cancel; what was begun has been taken away again."""


def ignore(_done: int, _total: int) -> None:
    """Show no progress."""


def never() -> bool:
    """Go on to the end."""
    return False


def copy_database(
    source: Path, target: Path, key: bytes, progress: Progress = ignore, canceled: Callable[[], bool] = never
) -> None:
    """Copy the database and check the copy; only a copy that checks gets the name `target`.

    `progress` is told pages done and pages in all.  Raises Canceled, FileDamaged, StorageTrouble.
    """
    part = target.with_name(target.name + _PART)
    _remove(part)
    with storage_trouble():
        try:
            with worldly_trouble():
                _copy(source, private_file(part), key, progress, canceled)
            check_database(part, key, called=source.name)
            part.replace(target)
            fsync_folder(target.parent)
        finally:
            _remove(part)


def key_that_opens(file: Path, keys: Iterable[bytes]) -> bytes:
    """Try the keys in turn: there are two while the file key is being changed.  Raises FileDamaged."""
    for key in keys:
        with suppress(FileDamaged), worldly_trouble(), closing(_connect(file, key, read_only=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return key
    raise FileDamaged(file.name)


def check_database(file: Path, key: bytes, *, called: str = "") -> None:
    """Read every page: each proves itself by its own keyed hash, then all together.  Raises FileDamaged."""
    with worldly_trouble(), closing(_connect(file, key)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master")
        for pragma, sound in (
            ("cipher_integrity_check", []),
            ("integrity_check", [("ok",)]),
            ("foreign_key_check", []),
        ):
            if connection.execute(f"PRAGMA {pragma}").fetchall() != sound:
                raise FileDamaged(called or file.name)


def _copy(source: Path, target: Path, key: bytes, progress: Progress, canceled: Callable[[], bool]) -> None:
    def after_step(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)
        if canceled():
            raise Canceled

    with closing(_connect(source, key, read_only=True)) as reading, closing(_connect(target, key)) as writing:
        # One read transaction holds the moment still.  Without it every save by somebody
        # else starts the copy over: 370 times in eight seconds, measured.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing, pages=_PAGES, progress=after_step)


def _connect(file: Path, key: bytes, *, read_only: bool = False) -> sqlcipher.Connection:
    # Not the store's engines: those keep connections, and set a journal that a fresh copy must not have.
    uri = f"file:{quote(str(file))}?mode={'ro' if read_only else 'rw'}"
    connection = sqlcipher.connect(uri, uri=True, isolation_level=None, timeout=5)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _remove(file: Path) -> None:
    for left in (file, *(file.with_name(file.name + ending) for ending in ("-journal", "-wal", "-shm"))):
        with suppress(OSError):
            left.unlink()
