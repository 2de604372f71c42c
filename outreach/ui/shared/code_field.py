"""The box a participant code is typed in.  A code goes in by keys, paste or scanner, and out by none of them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QClipboard,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)

from outreach.ui import theme
from outreach.ui.shared.fields import TextField
from outreach.ui.theme import Color

_FRAME = 3  # a border of one pixel, and the two that a QLineEdit leaves before its text
_SIZES = (16, 14, 13, 12)
_SELECT = {
    QEvent.Type.KeyPress,
    QEvent.Type.FocusIn,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
}
_TAKES_OUT = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class CodeField(TextField):
    """No copy, cut, drag, menu or completer; `forget` leaves nothing to undo and nothing selected.

    A code stands out; the word that asks for one does not.  The stylesheet hides Qt's placeholder and we draw it:
    with another role for an empty field, the first letter would lay out the whole page again.
    """

    def __init__(self, *, name: str, hint: str = "") -> None:
        super().__init__(name=name, placeholder=name, role="code", hint=hint, is_secret=True)
        self.setDragEnabled(False)

    def forget(self) -> None:
        """Nothing of a code stays in the box, nor in its undo, nor selected for another program to paste."""
        self.setText("")
        drop_selection()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        painter = QPainter(self)
        room = self.rect().adjusted(theme.px(8) + _FRAME, 0, -self.textMargins().right() - theme.px(8), 0)
        painter.setFont(self.fitting(room.width()))
        painter.setPen(theme.color(Color.TEXT3))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.placeholderText())

    def fitting(self, room: int) -> QFont:
        """The largest type in which the word that asks stands clear of the key beside it."""
        fonts = [theme.font(size) for size in _SIZES]
        fits = (font for font in fonts if QFontMetrics(font).horizontalAdvance(self.placeholderText()) <= room)
        return next(fits, fonts[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(key) for key in _TAKES_OUT):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() in _SELECT:
            drop_selection()  # X11 offers what is selected, by keys too, to every other program
        return is_done


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
