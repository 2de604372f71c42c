"""Files of the person who asks: what they want is whole or not there, and for nobody else to read."""

import os
from pathlib import Path

from outreach.db.files import check_source, replace_file, storage_trouble
from outreach.errors import NotText, StorageTrouble


def save_file(path: Path, content: bytes) -> None:
    """Raises StorageTrouble; what had that name is then as it was."""
    with storage_trouble():
        if path.is_dir():
            raise StorageTrouble("folder")
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe or a device, such as /dev/stdout: it must not be replaced
        else:
            replace_file(Path(os.path.realpath(path)), content)


def read_text(path: Path) -> str:
    """Raises FileMissing, IsAFolder, NotText, StorageTrouble."""
    check_source(path)
    with storage_trouble():
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotText(str(path)) from error
