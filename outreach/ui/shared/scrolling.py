"""An area that scrolls up and down only, and goes along with the keyboard: what has it can always be seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from outreach.ui import theme


class Scrolling(QScrollArea):
    def __init__(self, inside: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if inside is not None:
            self.setWidget(inside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no widget without one
        app.focusChanged.connect(self._follow)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll as far as it takes to see this one whole, with a little around it."""
        self.ensureWidgetVisible(widget, 0, theme.px(16))

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self):
            return
        inside = self.widget()
        if inside is not None and inside.isAncestorOf(now):
            self.show_widget(now)
