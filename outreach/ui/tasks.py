"""Work on the file happens on other threads; its answer comes back on this one, once, and only if still wanted.

One thread writes, one reads.  A request carries the number of the unlocking it was made in: after `forget`, at lock,
no answer asked for before reaches anybody.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from outreach.errors import Refusal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Sessions(Protocol):
    """What is asked of the store."""

    def reading(self) -> AbstractContextManager[Session]: ...

    def writing(self) -> AbstractContextManager[Session]: ...

    def data_version(self) -> int: ...


class Tasks(Protocol):
    """What a presenter may ask for.  Answers arrive on the UI thread, after the call has returned or within it."""

    def read(
        self,
        query: Callable[[Session], T],
        then: Callable[[T], None],
        failed: Callable[[Refusal], None] | None = None,
        *,
        key: object = None,
    ) -> None:
        """Read; of several readings with the same `key` only the answer to the last one is given."""

    def write(
        self,
        change: Callable[[Session], T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None],
        *,
        entry: UUID | None = None,
    ) -> None:
        """Write in one transaction; `entry` is what to look up if it ends in a bug."""


@dataclass(frozen=True, slots=True)
class Bug:
    """Our fault, without content: what kind and where, never what the message said."""

    kind: str
    frames: tuple[str, ...]
    was_writing: bool
    was_saved: bool | None
    """None: not known."""


@dataclass(frozen=True, slots=True)
class _Answer:
    request: int
    deliver: Callable[[], None] | None
    committed: bool = False


class BackgroundTasks(QObject):
    """The two threads.  `saved(session, entry)` says whether an entry is in the file; `bug` shows what we did wrong."""

    committed = Signal()
    """Something was written, here or by another program: whoever is visible reads again."""
    trouble = Signal(object)
    """A reading was refused and nobody had asked to be told."""
    _answered = Signal(object)

    def __init__(
        self,
        store: Sessions,
        bug: Callable[[Bug], None],
        saved: Callable[[Session, UUID], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._bug, self._saved = store, bug, saved
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writes")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reads")
        self._last = 0
        self._wanted: set[int] = set()
        self._latest: dict[object, tuple[int, Future[None]]] = {}
        self._version: int | None = None
        self._watch = QTimer(self)
        # Queued always: an answer never arrives in the middle of what asked for it.
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Somebody still waits for an answer."""
        return bool(self._wanted)

    def read(
        self,
        query: Callable[[Session], T],
        then: Callable[[T], None],
        failed: Callable[[Refusal], None] | None = None,
        *,
        key: object = None,
    ) -> None:
        if key is not None:
            self.cancel(key)
        request = self._new_request()
        refused = failed or self.trouble.emit

        def work() -> None:
            if request in self._wanted:
                self._answered.emit(self._read(request, query, then, refused))

        future = self._reader.submit(work)
        if key is not None:
            self._latest[key] = (request, future)

    def write(
        self,
        change: Callable[[Session], T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None],
        *,
        entry: UUID | None = None,
    ) -> None:
        request = self._new_request()
        # What was asked to be kept is kept, whoever waits for the answer.
        self._writer.submit(lambda: self._answered.emit(self._write(request, change, then, refused, entry)))

    def cancel(self, key: object) -> None:
        """Nobody wants the answer to the reading with this key any more."""
        if key in self._latest:
            request, future = self._latest.pop(key)
            self._wanted.discard(request)
            future.cancel()

    def forget(self) -> None:
        """The center is locked: nothing asked for until now is answered.  Writing goes on."""
        self._wanted.clear()
        for _, future in self._latest.values():
            future.cancel()
        self._latest.clear()

    def watch_others(self, milliseconds: int = 3000) -> None:
        """Look now and then whether another program has written."""
        self._watch.timeout.connect(lambda: self._reader.submit(self._look_for_others))
        self._watch.start(milliseconds)

    def close(self) -> None:
        """Finish what was to be written; nothing half-written is left behind."""
        self._watch.stop()
        self.forget()
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self.blockSignals(True)  # noqa: FBT003 - Qt has no other; nobody is there to read again what was written last

    def _new_request(self) -> int:
        self._last += 1
        self._wanted.add(self._last)
        return self._last

    def _read(
        self,
        request: int,
        query: Callable[[Session], T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None],
    ) -> _Answer:
        try:
            with self._store.reading() as session:
                result = query(session)
        except Refusal as refusal:
            no = refusal
            return _Answer(request, lambda: refused(no))
        except Exception as error:  # noqa: BLE001 - the one place a bug off the UI thread is caught: it is told there
            found = self._found(error, was_writing=False, was_saved=None)
            return _Answer(request, lambda: self._bug(found))
        return _Answer(request, lambda: then(result))

    def _write(
        self,
        request: int,
        change: Callable[[Session], T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None],
        entry: UUID | None,
    ) -> _Answer:
        try:
            with self._store.writing() as session:
                result = change(session)
        except Refusal as refusal:
            no = refusal
            return _Answer(request, lambda: refused(no))
        except Exception as error:  # noqa: BLE001 - as in `_read`
            found = self._found(error, was_writing=True, was_saved=self._was_saved(entry))
            return _Answer(request, lambda: self._bug(found))
        return _Answer(request, lambda: then(result), committed=True)

    def _was_saved(self, entry: UUID | None) -> bool | None:
        """Ask the file itself, over another connection than the one that failed."""
        if entry is None or self._saved is None:
            return None
        try:
            with self._store.reading() as session:
                return self._saved(session, entry) is not None
        except Exception as error:  # noqa: BLE001 - then we do not know, and say so
            self._found(error, was_writing=False, was_saved=None)
            return None

    def _found(self, error: Exception, *, was_writing: bool, was_saved: bool | None) -> Bug:
        found = Bug(type(error).__qualname__, frames_of(error), was_writing, was_saved)
        _log.error("%s at %s", found.kind, " < ".join(reversed(found.frames)))
        return found

    def _look_for_others(self) -> None:
        try:
            version = self._store.data_version()
        except Refusal:  # the next look may succeed; whoever reads meanwhile is told
            return
        before, self._version = self._version, version
        if before is not None and version != before:
            self._answered.emit(_Answer(0, None, committed=True))

    def _on_answered(self, answer: _Answer) -> None:
        is_wanted = answer.request in self._wanted
        self._wanted.discard(answer.request)
        try:
            if is_wanted and answer.deliver:
                answer.deliver()
        finally:
            if answer.committed:
                self.committed.emit()


def frames_of(error: BaseException) -> tuple[str, ...]:
    """Where it happened, outermost first: file, line, function; no words of the error, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    return tuple(f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}" for frame in frames)
