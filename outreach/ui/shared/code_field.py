"""The box a participant code is typed in.  A code goes in by keys, paste or scanner, and out by none of them."""

from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent

from outreach.ui.shared.fields import TextField

_TAKES_OUT = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class CodeField(TextField):
    """No copy, cut, drag, menu or completer; `forget` leaves nothing to undo and nothing selected."""

    def __init__(self, *, name: str, hint: str = "") -> None:
        super().__init__(name=name, placeholder=name, role="code", hint=hint, is_secret=True)
        self.setDragEnabled(False)

    def forget(self) -> None:
        """Nothing of a code stays in the box, nor in its undo, nor selected for another program to paste."""
        self.setText("")
        drop_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(key) for key in _TAKES_OUT):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        drop_selection()  # X11 offers what is selected to every other program

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        drop_selection()


def drop_selection() -> None:
    """Offer nothing of ours where a system pastes what is selected."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def drop_clipboard() -> None:
    """The center is locked: what was copied here is not left for whoever comes next.  What others copied stays."""
    drop_selection()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
