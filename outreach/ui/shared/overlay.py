"""A small panel that lies over its page until it is left: part of the page, so that a lock covers it too."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.ui import theme
from outreach.ui.shared.labels import set_role


class Overlay(QFrame):
    """`open_at(button)` puts it below the button, or above where there is no room; Esc or going elsewhere closes it."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._page = parent
        self.hide()
        set_role(self, "box")
        self.setAccessibleName(name)
        self._back_to: Callable[[], None] = lambda: None
        self._is_open = False

    def open_at(self, beside: QWidget, back_to: Callable[[], None]) -> None:
        self._back_to = back_to
        self.ensurePolished()
        size = self.sizeHint()
        page = self._page
        at = beside.mapTo(page, QPoint(0, beside.height() + theme.px(4)))
        if at.y() + size.height() > page.height():
            at.setY(max(0, beside.mapTo(page, QPoint(0, 0)).y() - size.height() - theme.px(4)))
        at.setX(max(0, min(at.x(), page.width() - size.width() - theme.px(8))))
        self.move(at)
        self.resize(size.boundedTo(page.size()))
        self.show()
        self.raise_()
        if not self._is_open:
            self._is_open = True
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.connect(self._focus_moved)

    def give_up(self) -> None:
        """Close, and go back to where one was."""
        self.close()
        self._back_to()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            return
        super().keyPressEvent(event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.close()
