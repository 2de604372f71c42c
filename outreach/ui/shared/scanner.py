"""A scanner anywhere on a page: it types like a keyboard, so its keys are shown at once and taken back again.

The filter sits at the window, where a key arrives once and before any widget.  `Scanner(presenter, line, page)` is all
a page needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from outreach.scans import SEPARATOR
from outreach.ui.shared.bursts import LATE_END, PAUSE, Burst, Into
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.numbers import NumberField

_KEY, _NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
_ENDS = {_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Tab}
_END_SIGNS = {"\r", "\n", "\t"}
_MODIFIERS = {_KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_AltGr, _KEY.Key_Meta, _KEY.Key_CapsLock}
_WITH_SIGNS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_SURELY_FAST = 3


class Scanning(Protocol):
    """Knows a barcode when it sees one, and what it means on its page."""

    def is_scan(self, text: str, into: Into) -> bool: ...
    def scanned(self, text: str) -> None: ...


class Presenter(Protocol):
    """`put_back` lets the page say what `state` said before a burst of keys that was a scan."""

    @property
    def state(self) -> Any: ...
    @property
    def scanning(self) -> Scanning: ...
    def put_back(self, before: Any, /) -> None: ...


class Scanner(QObject):
    """`Scanner(presenter, line, page)`; `line` is the field that asks what it is.  It listens while the page shows."""

    def __init__(self, presenter: Presenter, line: QLineEdit, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._line, self._page = presenter, line, page
        self._burst = Burst()
        self._before: _Before | None = None
        self._late_end = 0  # when the last sign of a scan came that had no end yet
        self._window: QWindow | None = None
        self._no_shortcut = _NoShortcut(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._paused)
        page.installEventFilter(self)

    def _listen(self, window: QWindow | None) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
                self._listen(self._page.window().windowHandle() if event.type() is QEvent.Type.Show else None)
            return False
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = _KEY(event.key())
        if key in _MODIFIERS:
            return False
        if _is_end(event, key):
            return self._ends(event.timestamp())
        sign = "" if event.isAutoRepeat() else self._sign(event, key)
        if not sign:  # some other key: it does what it does, behind the scan if there was one
            if self._burst.goes_on(event.timestamp()):
                self._over()
            self._forget()
            return False
        return self._take(sign, event.timestamp())

    def _sign(self, event: QKeyEvent, key: Qt.Key) -> str:
        """The sign a key types; GS1's separator comes as itself, as Ctrl+] or as F8, and only within a burst."""
        if _is_separator(event, key):
            return SEPARATOR if self._burst.goes_on(event.timestamp()) else ""
        text = event.text()
        return text if len(text) == 1 and text.isprintable() and not event.modifiers() & ~_WITH_SIGNS else ""

    def _take(self, sign: str, at: int) -> bool:
        if self._burst.add(sign, at):
            self._no_shortcut.stop()
            self._before = _Before.taken(self._presenter.state)
        length = len(self._burst.text)
        if length == _SURELY_FAST:
            self._no_shortcut.start()
        if length >= _SURELY_FAST:
            self._pause.start()
        return sign == SEPARATOR

    def _ends(self, at: int) -> bool:
        """Enter, Tab: of a scan it does nothing else, also of a scanner that is slow to send it."""
        if self._burst.goes_on(at) or self._pause.isActive():
            return self._over()
        late, self._late_end = 0 < at - self._late_end <= LATE_END, 0
        return late

    def _paused(self) -> None:
        at = self._burst.last
        self._late_end = at if self._over() else 0

    def _over(self) -> bool:
        """The burst has ended; say whether it was a scan, so that the key that ended it does nothing else."""
        before, text = self._before, self._burst.end()
        self._forget()
        if not text or before is None or not self._presenter.scanning.is_scan(text, before.into(self._line)):
            return False
        self._presenter.put_back(before.state)
        before.put_back()
        self._presenter.scanning.scanned(text)
        return True

    def _forget(self) -> None:
        self._pause.stop()
        self._no_shortcut.stop()
        self._burst.end()
        self._before = None


@dataclass(frozen=True, slots=True)
class _Before:
    """What stood in the field that has the keyboard, and what the form said, before a burst began."""

    state: Any
    field: QWidget | None
    text: str = ""
    cursor: int = 0
    selected: tuple[int, int] = (-1, 0)

    @classmethod
    def taken(cls, state: Any) -> _Before:
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit):
            return cls(state, field)
        selected = (field.selectionStart(), field.selectionLength())
        return cls(state, field, field.text(), field.cursorPosition(), selected)

    def into(self, line: QLineEdit) -> Into:
        if self.field is line:
            return Into.LINE
        if isinstance(self.field, NumberField):
            return Into.NUMBER
        if isinstance(self.field, TextField):
            return self.field.takes
        return Into.WORDS if isinstance(self.field, QLineEdit) else Into.NOTHING

    def put_back(self) -> None:
        field = self.field
        if field is None or not isValid(field) or not field.isVisible():
            return
        if not field.hasFocus():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            was_blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own
            field.setText(self.text)  # and no undo brings the digits again
            field.blockSignals(was_blocked)
            field.setCursorPosition(self.cursor)
            start, length = self.selected
            if start >= 0:
                # Selected backwards where the cursor stood in front.
                field.setSelection(*((start + length, -length) if self.cursor == start else (start, length)))


class _NoShortcut(QObject):
    """While a burst lasts, a key that is its separator is no shortcut of the page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_on = False

    def start(self) -> None:
        if not self._is_on and (app := QCoreApplication.instance()):
            self._is_on = True
            app.installEventFilter(self)

    def stop(self) -> None:
        if self._is_on and (app := QCoreApplication.instance()):
            self._is_on = False
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if not _is_separator(event, _KEY(event.key())):
            return False
        event.accept()
        return True


def _is_end(event: QKeyEvent, key: Qt.Key) -> bool:
    """Enter, Tab, or a line feed, which some send."""
    is_plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
    return is_plain and (key in _ENDS or event.text() in _END_SIGNS)


def _is_separator(event: QKeyEvent, key: Qt.Key) -> bool:
    if event.text() == SEPARATOR or (key is _KEY.Key_F8 and event.modifiers() == _NONE):
        return True
    return key is _KEY.Key_BracketRight and event.modifiers() == Qt.KeyboardModifier.ControlModifier
