"""Nobody has touched anything for a while: time to lock."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_LOOK_EVERY = 5000


def steady() -> float:
    """Seconds that go on while the computer sleeps, where the system has such a clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Idle(QObject):
    """`passed()` once when `seconds` went by untouched.

    It listens at the windows, where a touch arrives once, and not at every widget: a filter on the whole application
    would be asked about every paint.
    """

    passed = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        seconds: float,
        parent: QObject | None = None,
        clock: Callable[[], float] = steady,
    ) -> None:
        super().__init__(parent)
        self._seconds, self._clock = seconds, clock
        self._touched = clock()
        self._is_watching = False
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._listen)

    def start(self) -> None:
        self._touched, self._is_watching = self._clock(), True
        self._listen(QGuiApplication.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        self._is_watching = False
        self._timer.stop()

    def look(self) -> None:
        if self._is_watching and self._clock() - self._touched >= self._seconds:
            self.stop()
            self.passed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.look()  # after a sleep the first touch locks, and is not counted as presence
            self._touched = self._clock()
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:  # twice is once: Qt moves a filter that is there already
            window.installEventFilter(self)
