"""Where things are on this machine.  The only module that knows, and the one that keeps them private."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Center:
    """One center's folder and the name of everything in it."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "center.db"

    @property
    def keys(self) -> Path:
        return self.folder / "keys.json"

    @property
    def installation(self) -> Path:
        """The random value that also stands inside the file: a copied folder differs, and takes a new device."""
        return self.folder / "installation"

    @property
    def lock(self) -> Path:
        return self.folder / "outreach.lock"

    @property
    def desk(self) -> Path:
        """Where this computer's desk was last: a van's laptop begins at the van."""
        return self.folder / "desk.json"

    @property
    def log(self) -> Path:
        return self.folder / "outreach.log"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def exists(self) -> bool:
        return self.file.exists() and self.keys.exists()


def default_center() -> Center:
    """The center of whoever is logged in to this computer, where their system keeps programs' data."""
    import platformdirs  # noqa: PLC0415 - only when nobody said which center

    return Center(Path(platformdirs.user_data_dir("outreach", appauthor=False)))


def center_option(center: Center) -> str:
    """What a command must be told to find this center: nothing, or ` --center …` as a shell reads it."""
    if center == default_center():
        return ""
    import shlex  # noqa: PLC0415 - seldom asked for
    import subprocess  # noqa: PLC0415

    folder = str(center.folder.absolute())
    return f" --center {subprocess.list2cmdline([folder]) if sys.platform == 'win32' else shlex.quote(folder)}"


def resources() -> Path:
    """Inside the frozen program, inside the installed package, or beside the package in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(frozen) / "outreach" if frozen else Path(__file__).parent
    packed = package / "resources"
    return packed if packed.is_dir() else package.parent / "resources"


def private_folder(folder: Path) -> Path:
    """Make the folder, and everything missing above it, for this person alone."""
    for missing in reversed([folder, *folder.parents]):
        if not missing.exists():
            missing.mkdir(mode=PRIVATE_FOLDER)
    folder.chmod(PRIVATE_FOLDER)
    return folder


def private_file(file: Path) -> Path:
    """Make sure the file exists and nobody else can read it, before anything is written to it."""
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
    file.chmod(PRIVATE_FILE)
    return file
