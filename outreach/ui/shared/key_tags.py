"""While Alt is held alone, each Alt key stands on the control it belongs to; nothing moves, and letting go ends it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QWidget

from outreach.ui import theme
from outreach.ui.shared.control import draw_box
from outreach.ui.shortcuts import alt_key_of, names_alt_key
from outreach.ui.theme import Color

HOLD_MS = 500
_ONE_LINE, _LINE = 48, 16  # up to this high a control is one line of words, and how high that line is
_ENDS = {
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.FocusOut,
    QEvent.Type.Hide,
}


class KeyTags(QWidget):
    """One a window: `KeyTags(window)`.  It listens at the windows, where a key arrives before any widget."""

    shown = Signal()

    def __init__(self, window: QWidget, app: QGuiApplication, *, hold_ms: int = HOLD_MS) -> None:
        super().__init__(window)
        self._window = window
        window.setProperty("over_ring", self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._held = QTimer(self, singleShot=True, interval=hold_ms)
        self._held.timeout.connect(self._show)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDS:
            is_alt = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt
            if is_alt and event.type() is QEvent.Type.KeyPress:
                if not self.isVisible() and not self._held.isActive():
                    self._held.start()
            else:
                self._end()
        return False

    def tags(self) -> list[tuple[QRect, str]]:
        """Where a tag stands and what it says: at the right, and never on the words of its control."""
        shown = ((widget, alt_key_of(widget)) for widget in self._window.findChildren(QWidget) if widget.isVisible())
        return [(self._place(widget, key), key) for widget, key in shown if key and self._is_in_sight(widget)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(12, theme.SEMIBOLD))
        for box, key in self.tags():
            draw_box(painter, box, Color.TEXT, Color.SURFACE, radius=4)
            painter.setPen(theme.color(Color.SURFACE))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)

    def _place(self, widget: QWidget, key: str) -> QRect:
        words = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance(key)
        size = QSize(words + theme.px(12), theme.px(20))
        edge = theme.px(2)
        if widget.height() > theme.px(_ONE_LINE):  # a tile, a panel: its corner, where keys are named anyway
            top = edge + theme.px(4)
        elif names_alt_key(widget):  # over what it says itself
            top = (widget.height() - size.height()) // 2
        else:  # above its words, over its upper edge
            top = (widget.height() - theme.px(_LINE)) // 2 - size.height()
        box = QRect(widget.mapTo(self._window, QPoint(widget.width() - size.width() - edge, top)), size)
        box.moveTop(max(0, box.top()))
        return box

    def _is_in_sight(self, widget: QWidget) -> bool:
        return not widget.visibleRegion().isEmpty()

    def _show(self) -> None:
        if self._window.isActiveWindow():
            self.setGeometry(self._window.rect())
            self.show()
            self.raise_()
            self.shown.emit()

    def _end(self) -> None:
        self._held.stop()
        self.hide()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:  # twice is once: Qt moves a filter that is there already
            window.installEventFilter(self)
