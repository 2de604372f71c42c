"""Putting a file on the disk so that a power cut leaves the old one or the new one, whole and private."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from outreach.errors import StorageTrouble
from outreach.paths import PRIVATE_FILE

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EBUSY: "busy",
}


def replace_file(file: Path, content: bytes) -> None:
    """Write `content` as `file`: a temporary file beside it, fsync, rename, fsync of the folder."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        with open(open_private(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    fsync_folder(file.parent)


def open_private(path: str | Path, flags: int) -> int:
    """Open for nobody else to read, from its first byte; an opener for `open`."""
    return os.open(path, flags | getattr(os, "O_BINARY", 0), PRIVATE_FILE)


def fsync_folder(folder: Path) -> None:
    """Make sure the names in it are on the disk."""
    if sys.platform == "win32":  # which has no such thing, and writes names at once
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def load() -> None:
    """Import now what taking a lock would import: the lock page does not need it."""
    import portalocker  # noqa: F401, PLC0415


@contextmanager
def alone(lock_file: Path, seconds: float = 2) -> Iterator[None]:
    """Keep every other window and command out until the block ends; wait this long for one that is in.

    Raises StorageTrouble("busy").
    """
    import portalocker  # noqa: PLC0415 - the lock page does not need it

    lock = portalocker.Lock(lock_file, "a", timeout=seconds, opener=open_private)
    with storage_trouble():
        try:
            lock.acquire()
        except portalocker.LockException as error:
            raise StorageTrouble("busy") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def shared(lock_file: Path) -> Iterator[None]:
    """Be one of the windows and commands at a center, until the block ends; `alone` waits for all of them.

    Raises StorageTrouble("busy") while somebody needs the center alone.
    """
    import portalocker  # noqa: PLC0415 - the lock page does not need it

    flags = portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING
    lock = portalocker.Lock(lock_file, "a", timeout=2, flags=flags, opener=open_private)
    with storage_trouble():
        try:
            lock.acquire()
        except portalocker.LockException as error:
            raise StorageTrouble("busy") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def storage_trouble() -> Iterator[None]:
    """Say as a StorageTrouble what the disk says as an OSError."""
    try:
        yield
    except OSError as error:
        raise StorageTrouble(_REASONS.get(error.errno or 0, "unreadable")) from error
