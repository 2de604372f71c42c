"""The ring that shows where the keyboard is: 2 px, 2 px outside the control, in the color of text.

A stylesheet cannot draw outside a widget, so one ring a window lies over whatever has the focus and goes where it
goes.  It takes no mouse and no focus; as a QFocusFrame it is in no accessibility tree.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QInputMethodQueryEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFocusFrame, QWidget
from shiboken6 import isValid

from outreach.ui import theme
from outreach.ui.theme import Color

_GAP, _WIDTH = 2, 2
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.LayoutRequest,
    QEvent.Type.EnabledChange,
}
# Most of what a key sets off, known by its class: to ask each event for its type takes ten times as long.
_OF_A_KEY = (QPaintEvent, QKeyEvent, QInputMethodQueryEvent)


class FocusRing(QFocusFrame):
    """One for each window: `FocusRing(window)`.

    A widget may ask for the ring around another (property `ring_around`), inside its own edge (`ring_inside`), for
    none (`no_ring`), or around a part of itself (a method `ring_rect`).  What stands on a ground of its own gives all
    that is on it another ink (`ring_ink`).
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without one
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.inherits("QMenu"):  # a menu shows by itself where it is
            return
        if not isValid(self):  # the window is being taken down
            return
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if now is not None and now.window() is self._window and not now.property("no_ring"):
            self._target = now.property("ring_around") or now
            self._watch(now)
        self._place()

    def _watch(self, widget: QWidget) -> None:
        step: QWidget | None = widget
        while step is not None:
            self._watched.append(step)
            step.installEventFilter(self)
            step = None if step is self._window else step.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, _OF_A_KEY) and event.type() in _MOVES and watched is not self:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        inside = bool(target.property("ring_inside"))
        box = self._box_of(target)
        grown = 0 if inside else _GAP + _WIDTH
        ring = box.adjusted(-grown, -grown, grown, grown)
        visible = self._visible(target, ring)
        if visible.isEmpty():
            self.hide()
            return
        self.setGeometry(ring)
        # Nothing of the ring lies over the control itself, so typing there does not draw the ring again.
        hole = self.rect().adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH) if inside else box.translated(-ring.topLeft())
        self.setMask(QRegion(visible.translated(-ring.topLeft())) - QRegion(hole))
        self.show()
        self.raise_()
        over = self._window.property("over_ring")  # what lies over everything while it shows
        if over is not None and over.isVisible():
            over.raise_()
        self.update()

    def _box_of(self, target: QWidget) -> QRect:
        own = target.ring_rect() if hasattr(target, "ring_rect") else target.rect()
        return QRect(target.mapTo(self._window, own.topLeft()), own.size())

    def _visible(self, target: QWidget, ring: QRect) -> QRect:
        """What is left of the ring where a scrolling area ends."""
        shown = ring & self._window.rect()
        step = target.parentWidget()
        while step is not None and step is not self._window:
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                shown &= QRect(step.mapTo(self._window, QPoint(0, 0)), step.size())
            step = area
        return shown

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(self._ink()), _WIDTH))
        half = _WIDTH / 2
        is_inside = self._target is not None and self._target.property("ring_inside")
        rounding = _WIDTH if is_inside else theme.px(6) + _GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), rounding, rounding)

    def _ink(self) -> Color:
        step = self._target
        while step is not None:
            if ink := step.property("ring_ink"):
                return Color(ink)
            step = step.parentWidget()
        return Color.TEXT


def ring_moved(widget: QWidget) -> None:
    """The part of the widget that `ring_rect` gives is another now."""
    if widget.hasFocus():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LayoutRequest))
