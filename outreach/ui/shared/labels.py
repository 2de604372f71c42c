"""Words on the screen, by what they are; the type is in the stylesheet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.theme import Color


class Label(QLabel):
    """Plain text, never read as markup.  Roles: see QLabel in outreach.qss (h1, h2, h3, small2, hint, ok, …)."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("role", role)

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)

    def set_role(self, role: str) -> None:
        set_role(self, role)

    def set_least_width(self, least: int, *, gap: int = 0) -> int:
        """Fix it at `least`, or at its words and a gap where those are wider; gives which.

        Not by its size hint: Qt counts the width it was fixed at last as part of that.
        """
        self.ensurePolished()
        width = max(least, self.fontMetrics().horizontalAdvance(self.text()) + gap)
        self.setFixedWidth(width)
        return width


class ElidedLabel(Label):
    """One line, cut with … where there is no room; whole in the accessibility tree and the tool tip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        inside = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(inside, self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class IconLabel(QLabel):
    """An icon that stands beside words and says nothing itself."""

    def __init__(self, name: str, ink: Color = Color.TEXT2, size: int = icons.M) -> None:
        super().__init__()
        self._name, self._ink, self._size = name, ink, size
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, name: str, ink: Color) -> None:
        if (name, ink) != (self._name, self._ink):
            self._name, self._ink = name, ink
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = theme.px(self._size)
        icons.paint(QPainter(self), self._name, (self.width() - size) / 2, (self.height() - size) / 2, size, self._ink)


def set_role(widget: QWidget, role: str) -> None:
    """Make the stylesheet look again, only if there is something to see."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def set_shown(widget: QWidget, is_shown: bool) -> None:  # noqa: FBT001 - it is the state
    """Show or hide; what stands nowhere yet will show with its place, and opens no window of its own."""
    if is_shown and widget.parent() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # noqa: FBT003 - Qt's own
        return
    widget.setVisible(is_shown)
