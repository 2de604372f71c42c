"""Trying a passphrase takes a while on purpose; meanwhile the page goes on."""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Elsewhere(QObject):
    """A thread for one thing that takes long; the answer comes back on the thread that asked."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(lambda deliver: deliver(), Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        def guarded() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - it is told where it was asked for
                found = error
                self._answered.emit(lambda: failed(found))
            else:
                self._answered.emit(lambda: then(result))

        Thread(target=guarded, name="unlocking", daemon=True).start()
