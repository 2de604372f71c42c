"""Fields for words, with an icon before and a hint behind what is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.control import width_of_text
from outreach.ui.shared.labels import set_role
from outreach.ui.theme import Color

# Nobody's keyboard learns what is typed here.
SECRET = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QLineEdit):
    """`TextField(name="Find an item", placeholder=…, role="field-small", icon="search", hint="Ctrl+F")`.

    Roles: field, field-small, field-large, field-compact, code, code-compact (outreach.qss).  A code field is
    `is_secret`: no keyboard learns it.  `entered` is Enter, alone or on the keypad.
    """

    entered = Signal()
    takes = Into.WORDS  # what a scanner's keys cannot be where it has the keyboard

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        role: str = "field",
        icon: str = "",
        hint: str = "",
        is_secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("role", role)
        self._icon, self._hint = icon, hint
        if is_secret:
            self.setInputMethodHints(SECRET)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        theme.changed.connect(self._make_room)
        self._make_room()

    def set_text(self, text: str) -> None:
        """Show a text; cursor and undo stay if it is the same one."""
        if text != self.text():
            self.setText(text)

    def set_hint(self, hint: str) -> None:
        if hint != self._hint:
            self._hint = hint
            self._make_room()
            self.update()

    def set_role(self, role: str) -> None:
        set_role(self, role)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._icon:
            size = theme.px(self._icon_size)
            icons.paint(painter, self._icon, theme.px(12), (self.height() - size) / 2, size, Color.TEXT)
        if self._hint:
            painter.setFont(theme.font(12))
            painter.setPen(theme.color(Color.TEXT3))
            inside = self.rect().adjusted(0, 0, -theme.px(10), 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    @property
    def _icon_size(self) -> int:
        return icons.S if self.property("role") == "field-small" else icons.M

    def _make_room(self) -> None:
        left = theme.px(12 + self._icon_size - 2) if self._icon else 0
        hint = width_of_text(self._hint, theme.px(12)) + theme.px(6) if self._hint else 0
        self.setTextMargins(left, 0, hint, 0)


class SteppingField(TextField):
    """A line whose words are looked for: `stepped` gives 1 and -1 for the arrows, which choose among the matches."""

    stepped = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and not event.modifiers():
            self.stepped.emit(step)
            event.accept()
            return
        super().keyPressEvent(event)


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
