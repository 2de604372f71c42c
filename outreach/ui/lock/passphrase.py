"""The field of the passphrase: dots, and an eye that shows it; no keyboard learns it and no menu copies it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.buttons import IconButton, Size
from outreach.ui.shared.fields import SECRET

PASSPHRASE = N_("Passphrase")
SHOW, HIDE = N_("Show passphrase"), N_("Hide passphrase")


class Passphrase(QLineEdit):
    def __init__(self, words: Translator, hold: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._words, self._hold = words, hold
        self.setProperty("role", "passphrase")
        self.setAccessibleName(words(PASSPHRASE))
        self.setPlaceholderText(words(PASSPHRASE))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(SECRET | Qt.InputMethodHint.ImhHiddenText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.eye = IconButton("eye-off", words(SHOW), size=Size.NORMAL)
        self.eye.setParent(self)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.clicked.connect(lambda: self.show_text(is_shown=self.echoMode() is QLineEdit.EchoMode.Password))
        self.setTextMargins(0, 0, theme.px(36), 0)
        self.textChanged.connect(self._dress)
        self._dress()

    def show_text(self, *, is_shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye" if is_shown else "eye-off")
        name = self._words(HIDE if is_shown else SHOW)
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hold(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.eye.sizeHint()
        at = QPoint(self.width() - size.width() - theme.px(4), (self.height() - size.height()) // 2)
        self.eye.setGeometry(QRect(at, size))

    def _dress(self) -> None:
        """Dots stand apart, letters as everywhere.  Not by a role: the first key would wait for Python's QStyle."""
        is_dotted = self.echoMode() is QLineEdit.EchoMode.Password and bool(self.text())
        letters = self.font()
        letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.px(5) if is_dotted else 0)
        self.setFont(letters)
