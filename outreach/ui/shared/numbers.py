"""Whole numbers: a field of digits, and a field between minus and plus."""

from PySide6.QtCore import QEvent, QRectF, QRegularExpression, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.control import RADIUS, Control, Piece, draw_box, draw_pieces, rounded
from outreach.ui.shared.labels import set_role
from outreach.ui.theme import Color

MOST_DIGITS = 7
LESS, MORE, MORE_BY = N_("Less, {name}"), N_("More, {name}"), N_("{n} more, {name}")
_KEY = Qt.Key
_SIGNS = {"-", "−", "."}  # what follows one is another number than its digits alone
_ONE = {"+": 1, "-": -1, "−": -1}
_STEPS = {_KEY.Key_Up: 1, _KEY.Key_Down: -1, _KEY.Key_PageUp: 10, _KEY.Key_PageDown: -10}


class NumberField(QLineEdit):
    """Digits only, empty allowed, everything selected on arrival.  `typed` gives an int, or None when empty.

    `stepped` gives ±1 for the arrow keys and ±10 for the page keys; whoever owns the number adds it.  One of a list
    (`walks`) leaves the arrows to it: `walked` gives 1 and -1, and the keys + and − step.
    """

    typed = Signal(object)
    stepped = Signal(object)
    walked = Signal(object)
    entered = Signal()
    walks = False
    _is_refusing = False  # a sign was typed: the digits behind it are no amount

    def __init__(self, *, name: str, role: str = "number", most_digits: int = MOST_DIGITS) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", role)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(rf"[0-9]{{0,{most_digits}}}"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textEdited.connect(lambda text: self.typed.emit(int(text) if text else None))

    @property
    def value(self) -> int | None:
        return int(self.text()) if self.text() else None

    def set_value(self, value: int | None) -> None:
        """Show a number; what is being typed, cursor and undo stay if it is the same one."""
        if value != self.value:
            self.setText("" if value is None else str(value))
            if self.hasFocus():
                self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_refusing = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        was_here = self.hasFocus() and not self.hasSelectedText()
        super().mousePressEvent(event)
        if not was_here:  # the press has just put the cursor somewhere
            QTimer.singleShot(0, self, self.selectAll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(_KEY(event.key()), 0)
        if plain and self.walks and abs(step) == 1:
            self.walked.emit(-step)
        elif self.walks and event.text() in _ONE:
            self.stepped.emit(_ONE[event.text()])
        elif plain and step:
            self.stepped.emit(step)
        elif plain and event.key() in {_KEY.Key_Return, _KEY.Key_Enter}:
            self.entered.emit()
            event.accept()
        elif not self._refuses(event.text()):
            super().keyPressEvent(event)

    def _refuses(self, typed: str) -> bool:
        """`-3` is not 3: the digits behind a sign are refused with it, until another key or the field is left."""
        if typed:
            self._is_refusing = typed in _SIGNS or (self._is_refusing and typed.isdigit())
        return bool(typed) and self._is_refusing


class Stepper(QWidget):
    """Minus, an amount that can be typed, plus; `changed` gives the amount wanted, an int or None.

    Plus adds `pack`, written under it when above 1; minus takes one pack off.  With `nothing` ("Not asked") the
    amount may be None, shown in that word, and minus from 1 goes back to it; without, the least is 0.
    """

    changed = Signal(object)
    entered = Signal()

    def __init__(
        self,
        words: Translator,
        *,
        name: str = "",
        pack: int = 1,
        nothing: str = "",
        height: int = 32,
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._nothing, self._height, self._width = words, nothing, height, width
        self._pack, self._value, self._is_strong = pack, None if nothing else 0, False
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if width is None else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        self._minus, self._plus = _End("minus"), _End("plus")
        self.field = NumberField(name=name, role="amount")
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setProperty("ring_around", self)
        self._arrange()
        self._connect()
        self.set_name(name)
        self._draw()

    @property
    def value(self) -> int | None:
        return self._value

    def set_value(self, value: int | None) -> None:
        if value != self._value:
            self._value = value
            self._draw()

    def set_pack(self, pack: int) -> None:
        if pack != self._pack:
            self._pack = pack
            self._draw()
            self.set_name(self.field.accessibleName())

    def set_strong(self, is_strong: bool) -> None:  # noqa: FBT001 - it is the state
        """Bold, as on a tile that has an amount."""
        if is_strong != self._is_strong:
            self._is_strong = is_strong
            self._draw()

    def set_name(self, name: str) -> None:
        self.field.setAccessibleName(name)
        self._minus.setAccessibleName(self._words(LESS, name=name))
        more = self._words(MORE_BY, n=self._pack, name=name) if self._pack > 1 else self._words(MORE, name=name)
        self._plus.setAccessibleName(more)

    def set_height(self, height: int) -> None:
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        """As a press of plus."""
        self._change((self._value or 0) + self._pack)

    def take(self) -> None:
        """As a press of minus."""
        self._change(self._down((self._value or 0) - self._pack))

    def sizeHint(self) -> QSize:
        return QSize(self._wide(132), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(96), theme.px(self._height))

    def _wide(self, least: int) -> int:
        word = Piece(self._nothing, weight=theme.REGULAR).width + theme.px(2 * 34 + 12) if self._nothing else 0
        return max(theme.px(self._width or least), word)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.rect(), Color.SURFACE, Color.CONTROL)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._minus)
        row.addWidget(self.field, 1)
        row.addWidget(self._plus)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self._minus.clicked.connect(self.take)
        self._plus.clicked.connect(self.add)
        self.field.typed.connect(self._typed)
        self.field.stepped.connect(lambda step: self._change(self._down((self._value or 0) + step)))
        self.field.entered.connect(self.entered)

    def _typed(self, value: int | None) -> None:
        self._value = value if value is not None or self._nothing else 0
        self._dress()
        self.changed.emit(self._value)

    def _change(self, value: int | None) -> None:
        if value is not None:
            value = min(value, 10**MOST_DIGITS - 1)
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value)

    def _down(self, value: int) -> int | None:
        if self._nothing and value < 1:
            return None
        return max(0, value)

    def _draw(self) -> None:
        self.field.set_value(self._value)
        self._plus.set_under(f"+{self._pack}" if self._pack > 1 else "")
        self._dress()

    def _dress(self) -> None:
        if self._value is None:
            role = "amount-word"
        elif not self._value:
            role = "amount-none"
        else:
            role = "amount-on" if self._is_strong else "amount"
        set_role(self.field, role)
        self.field.setPlaceholderText(self._nothing)


class _End(Control):
    """The minus or the plus.  The keyboard has the arrows, so Tab passes it by."""

    def __init__(self, icon: str) -> None:
        self._icon, self._under = icon, ""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(500)

    def set_under(self, under: str) -> None:
        if under != self._under:
            self._under = under
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(34), theme.px(24))

    def draw(self, painter: QPainter) -> None:
        is_left = self._icon == "minus"
        fill = Color.TINT if self.isDown() else Color.SUNKEN if self.is_hovered else Color.ALT
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill))
        box = QRectF(self.rect())
        painter.drawPath(rounded(box, theme.px(RADIUS) - 1, left=is_left, right=not is_left))
        edge = box.right() - 1 if is_left else 0
        painter.fillRect(QRectF(edge, 0, 1, box.height()), theme.color(Color.LINE))
        if self._under:
            self._draw_pack(painter)
            return
        size = theme.px(icons.S)
        x, y = (self.width() - size) / 2, (self.height() - size) / 2
        icons.paint(painter, self._icon, x, y, size, Color.TEXT)

    def _draw_pack(self, painter: QPainter) -> None:
        size, line = theme.px(13), theme.px(12)
        top = (self.height() - size - line) / 2
        icons.paint(painter, self._icon, (self.width() - size) / 2, top, size, Color.TEXT)
        piece = Piece(self._under, size=12, ink=Color.TEXT2)
        box = self.rect()
        box.setTop(round(top + size))
        box.setHeight(line)
        box.setLeft((self.width() - piece.width) // 2)
        draw_pieces(painter, [piece], box, 0)
