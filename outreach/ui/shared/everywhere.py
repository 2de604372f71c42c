"""The keys that must work whatever lies over the window.

An open dialog or menu keeps a QShortcut of the window from hearing anything; locking and blanking cannot wait for it.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from outreach.ui.shortcuts import Key


class KeysEverywhere(QObject):
    """`KeysEverywhere(app, {Key.LOCK: lock}, parent)`: heard at the windows, where a key arrives before any widget."""

    def __init__(self, app: QGuiApplication, keys: Mapping[Key, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._acts = {QKeySequence(sequence).toString(): act for key, act in keys.items() for sequence in key.sequences}
        app.focusWindowChanged.connect(self._listen)
        self._listen(QGuiApplication.focusWindow())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or event.isAutoRepeat():
            return False
        act = self._acts.get(QKeySequence(event.keyCombination()).toString())
        if act is None:
            return False
        act()
        return True

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:  # twice is once: Qt moves a filter that is there already
            window.installEventFilter(self)
