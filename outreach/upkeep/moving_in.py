"""Putting a center into a folder: whole, or the folder is as it was before."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from outreach.db.files import alone, storage_trouble
from outreach.paths import Center, private_folder
from outreach.safety import vault_file


@contextmanager
def moving_in(center: Center) -> Iterator[None]:
    """Make the folder and hold it alone; when the block fails, nothing of it is left behind.

    Raises StorageTrouble.
    """
    missing = [folder for folder in (center.folder, *center.folder.parents) if not folder.exists()]
    was_open_to = None if missing else center.folder.stat().st_mode
    is_in = False
    try:
        with storage_trouble():
            private_folder(center.folder)
        with alone(center.lock):
            is_in = True
            with taken_back(center):
                yield
    except BaseException:
        if is_in and not belongings(center):
            _unlink(center.lock)
        for folder in missing:
            with suppress(OSError):  # somebody else is in it
                folder.rmdir()
        if was_open_to is not None:
            with suppress(OSError):
                center.folder.chmod(was_open_to)
        raise


@contextmanager
def taken_back(center: Center) -> Iterator[None]:
    """When the block fails, take away what it laid into the center's folder."""
    before = set(_everything(center))
    try:
        yield
    except BaseException:
        for file in set(_everything(center)) - before:
            _unlink(file)
        raise


def belongings(center: Center) -> list[Path]:
    """Everything that makes a folder this center on this computer; the newest rows may be in the -wal file."""
    beside = [center.file.with_name(center.file.name + ending) for ending in ("-wal", "-shm")]
    files = [center.file, *beside, center.keys, center.folder / vault_file.PREVIOUS, center.installation]
    return [file for file in files if file.exists()]


def _everything(center: Center) -> list[Path]:
    locks = [file for file in center.folder.glob("*.lock") if file != center.lock]
    return [*belongings(center), *locks]


def _unlink(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
