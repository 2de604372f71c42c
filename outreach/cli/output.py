"""What a command prints: where it goes may be full, and that says nothing about what the command did."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from outreach.errors import StorageTrouble


class Output:
    """A text stream; raises StorageTrouble("output") where what is printed can no longer be written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with _said():
            return self._stream.write(text)

    def flush(self) -> None:
        with _said():
            self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever reads had enough: no fault
        raise
    except OSError as error:
        raise StorageTrouble("output") from error
