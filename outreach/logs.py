"""What went wrong, without what it was about: the log names places in our code and never a value.

A log lies unencrypted beside an encrypted file, so no message of an error, no argument and no minute goes into it.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from outreach.paths import private_file

OURS = logging.getLogger("outreach")
_KEPT_BYTES = 200_000


class WithoutContent(logging.Formatter):
    """Hour, level and place; of an error its class and frames; of our own records the sentence before filling in."""

    default_time_format = "%Y-%m-%d %H h"  # as fine as anything else we keep
    default_msec_format = None

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}, {record.module}:{record.lineno}"
        is_ours = record.name == OURS.name or record.name.startswith(f"{OURS.name}.")
        said = f": {record.msg}" if is_ours and isinstance(record.msg, str) else ""
        error = record.exc_info[1] if record.exc_info else None
        return head + said + (f"\n{without_content(error)}" if error else "")


def without_content(error: BaseException) -> str:
    """Write an error and what led to it as classes and places, without a word of its message."""
    lines = []
    step: BaseException | None = error
    while step is not None:
        frames = traceback.extract_tb(step.__traceback__)
        lines += [f"{type(step).__module__}.{type(step).__qualname__}"]
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


def start(file: Path) -> None:
    """Send warnings and worse to `file`, and nowhere else; starting again moves to the new file."""
    stop()
    handler = RotatingFileHandler(private_file(file), maxBytes=_KEPT_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(WithoutContent())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


def stop() -> None:
    """Close the log: a restore or a change of center moves the folder it lies in."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler.formatter, WithoutContent)]:
        root.removeHandler(handler)
        handler.close()


def fault(error: BaseException) -> None:
    """Log a fault of ours."""
    OURS.error("a fault of ours", exc_info=error, stacklevel=2)
