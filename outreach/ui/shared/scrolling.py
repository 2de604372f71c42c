"""An area that scrolls up and down only, and goes along with the keyboard: what has it can always be seen."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from outreach.ui import theme


def show_around(widget: QWidget) -> None:
    """Scroll whatever this stands in as far as it takes to see it, once it has found its place."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, Scrolling):
        around = around.parentWidget()
    if around is not None:
        QTimer.singleShot(0, widget, partial(around.show_widget, widget))


class _Stretching(QScrollArea):
    """It wants `least` of height, before the text size, and takes what there is; 0: what is in it says."""

    least = 0

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), theme.px(self.least)) if self.least else hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), theme.px(self.least)) if self.least else hint


def see_through(inside: QWidget | None = None, *, name: str = "", least: int = 0) -> QScrollArea:
    """An area without a frame or ground of its own.  With a name it takes the keyboard, whose arrows then scroll it."""
    area = _Stretching()
    area.least = least
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if inside is not None:
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    if name:
        area.setAccessibleName(name)
    else:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def following(inside: QWidget) -> "Scrolling":
    """The same, that goes along with the keyboard."""
    area = Scrolling(inside)
    area.setFrameShape(QFrame.Shape.NoFrame)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class Scrolling(QScrollArea):
    """`kept_whole`: of these, the one that has the keyboard is shown whole, where it fits."""

    kept_whole: tuple[QWidget, ...] = ()

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
            self._show_around(now)
            QTimer.singleShot(0, self, self._show_focus)  # again, where it stands once all has found its place

    def _show_focus(self) -> None:
        inside, now = self.widget(), QApplication.focusWidget()
        if inside is not None and now is not None and inside.isAncestorOf(now):
            self._show_around(now)

    def _show_around(self, widget: QWidget) -> None:
        room = self.viewport().height()
        whole = next((one for one in self.kept_whole if one.isAncestorOf(widget) and one.height() <= room), None)
        if whole is not None:
            self.ensureWidgetVisible(whole, 0, 0)
        else:
            self.show_widget(widget)
