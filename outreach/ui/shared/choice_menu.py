"""A list that opens under its button; typing how a choice begins goes to it, also while the list is closed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from outreach.ui.shared.bursts import GAP, LEAST
from outreach.ui.shared.type_ahead import TypeAhead

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ChoiceMenu(QMenu):
    """`wanted`: letters were typed on the closed button, and the list is to open."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ahead = TypeAhead()
        self._waiting: list[tuple[str, int]] = []
        self._pause: QTimer | None = None

    def take(self, event: QKeyEvent) -> bool:
        """Take a letter typed on the closed button.

        The list opens when no more come at once: a scanner's signs never reach it, nor would its Enter choose.
        """
        sign = _sign(event)
        if not sign or not self.actions():
            return False
        self._waiting.append((sign, event.timestamp()))
        if self._pause is None:
            self._pause = QTimer(self, singleShot=True, interval=GAP)
            self._pause.timeout.connect(self._open)
        self._pause.start()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == " " and self._ahead.goes_on(event.timestamp()):
            return  # of two words: it is no press
        if sign := _sign(event):
            self._go_to(sign, event.timestamp())
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        typed, self._waiting = self._waiting, []
        button = self.parentWidget()
        is_here = button is not None and button.window().focusWidget() is button
        if len(typed) >= LEAST or not is_here:  # a scan, or somebody who went on
            return
        self.wanted.emit()
        for sign, at in typed:
            self._go_to(sign, at)

    def _go_to(self, sign: str, at: int) -> None:
        choices = [action for action in self.actions() if not action.isSeparator() and action.isEnabled()]
        active: QAction | None = self.activeAction()
        now = choices.index(active) if active in choices else -1
        found = self._ahead.find(sign, at, [action.text() for action in choices], now)
        if found is not None:
            self.setActiveAction(choices[found])


def _sign(event: QKeyEvent) -> str:
    """The letter or figure a key types; Space presses, as ever, where none came just before."""
    text = event.text()
    is_sign = len(text) == 1 and text.isprintable() and not text.isspace()
    return text if is_sign and not event.modifiers() & ~_PLAIN else ""
