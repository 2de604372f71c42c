"""A file somebody asked for, where they asked for it: whole or not at all, and for nobody else to read."""

from pathlib import Path

from outreach.db.files import replace_file, storage_trouble


def save_file(path: Path, content: bytes) -> None:
    """Raises StorageTrouble."""
    with storage_trouble():
        replace_file(path, content)
