"""The one kind of error a person at the desk can put right."""

from dataclasses import dataclass


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """The request was understood and the answer is no.

    A refusal is a small dataclass: it carries data, never a sentence; `outreach.words` has the words.
    Any other exception is our bug and goes to the log and the crash dialog.
    """


@dataclass(eq=False)
class StorageTrouble(Refusal):
    """The disk or another program is in the way: full, read-only, locked, unplugged."""

    reason: str


@dataclass(eq=False)
class FileMissing(Refusal):
    file: str


@dataclass(eq=False)
class FolderMissing(Refusal):
    folder: str


@dataclass(eq=False)
class IsAFolder(Refusal):
    """A file was meant, and a folder has that name."""

    folder: str


@dataclass(eq=False)
class FileExists(Refusal):
    """There is a file of that name already; it was left as it is."""

    file: str


@dataclass(eq=False)
class NotText(Refusal):
    """What was read is not text in UTF-8."""

    file: str


@dataclass(eq=False)
class FileTooNew(Refusal):
    """A newer version of Outreach has already changed this file; it was left untouched."""


@dataclass(eq=False)
class FileDamaged(Refusal):
    """The file does not open with its own key, or its pages do not check."""

    name: str


@dataclass(eq=False)
class SeveralRefusals(Refusal):
    """Many lines were given at once and some are bad; nothing was recorded."""

    lines: tuple[tuple[int, Refusal], ...]
