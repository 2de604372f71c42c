"""Presses keys in a window as soon as it takes them, and prints when each was accepted."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

PASSPHRASE = "bench"  # noqa: S105 - opens nothing but made-up visits
_GIVE_UP = 60.0


class _Empty(QWidget):
    pressed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.pressed = True


def empty_window() -> None:
    application = QApplication(sys.argv[:1])
    window = _Empty()
    window.resize(1280, 720)
    window.show()
    window.setFocus()
    drive(_press_into_nothing(window))
    application.exec()


def press(target: QWidget, key: Qt.Key, text: str = "") -> None:
    """One key down and up, as the window system sends it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def drive(script: Iterator[bool]) -> None:
    """Go one step further through `script` each millisecond, until it ends."""
    timer = QTimer(QCoreApplication.instance(), interval=1)
    began = time.monotonic()

    def step() -> None:
        if time.monotonic() - began > _GIVE_UP:
            _say("gave up")
            QApplication.exit(1)
        if next(script, None) is None:
            timer.stop()
            QTimer.singleShot(0, QApplication.closeAllWindows)
            QTimer.singleShot(50, QApplication.quit)

    timer.timeout.connect(step)
    timer.start()


def _say(what: str) -> None:
    print(what, time.monotonic(), flush=True)


def _until(condition: Callable[[], object]) -> Iterator[bool]:
    while not condition():
        yield True


def _has_keyboard() -> bool:
    """Painted, and a widget has the focus."""
    handles = [window.windowHandle() for window in QApplication.topLevelWidgets() if window.isVisible()]
    return any(handle.isExposed() for handle in handles) and bool(QApplication.focusWidget())


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _press_into_nothing(window: _Empty) -> Iterator[bool]:
    yield from _until(_has_keyboard)
    press(_focus(), Qt.Key.Key_Space, " ")
    yield from _until(lambda: window.pressed)
    _say("accepted")


def unlock() -> Iterator[bool]:
    from outreach.ui.lock.page import LockPage  # noqa: PLC0415 - the program has imported it by now

    yield from _until(_has_keyboard)
    lock: Any = next(widget for widget in QApplication.allWidgets() if isinstance(widget, LockPage))
    field = next(child for child in lock.findChildren(QLineEdit) if child.echoMode() is QLineEdit.EchoMode.Password)
    press(_focus(), Qt.Key.Key_X, "x")  # the page lets a letter through to the passphrase
    yield from _until(field.text)
    _say("accepted")
    # Whoever types a passphrase takes longer than loading the desk, which begins once the lock page is there.
    for _ in range(100):
        yield True
    yield from _until(lambda: all(thread.name != "preload" for thread in threading.enumerate()))
    field.clear()
    for letter in PASSPHRASE:
        press(field, Qt.Key(ord(letter.upper())), letter)
    yield True
    _say("passphrase")
    press(field, Qt.Key.Key_Return, "\r")
    yield from _until(_desk_takes_keys)
    _say("desk")


def _desk_takes_keys() -> bool:
    """The desk knows its supplies, and a letter typed stands in the code field."""
    from outreach.ui.desk.page import DeskPage  # noqa: PLC0415 - loaded by now

    desk: Any = next((widget for widget in QApplication.allWidgets() if isinstance(widget, DeskPage)), None)
    focus = QApplication.focusWidget()
    if desk is None or desk.presenter.state.catalog is None or not isinstance(focus, QLineEdit):
        return False
    press(focus, Qt.Key.Key_M, "m")
    return bool(focus.text()) and desk.isVisible()
