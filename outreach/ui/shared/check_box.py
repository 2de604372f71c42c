"""A box to tick, and the row of words it stands in, which ticks it too."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.control import Control, draw_box
from outreach.ui.shared.labels import IconLabel, Label
from outreach.ui.theme import Color

_BOX, _TARGET = 18, 24


class CheckBox(Control):
    """`ticked(is_on)` when a person ticks it.  Its name says what it is about; the words stand beside it."""

    ticked = Signal(bool)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name=name)
        self.setAccessibleDescription(hint)
        self.setCheckable(True)
        self.clicked.connect(lambda: self.ticked.emit(self.isChecked()))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_TARGET), theme.px(_TARGET))

    def draw(self, painter: QPainter) -> None:
        side = theme.px(_BOX)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        is_on = self.isChecked()
        empty = Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, box, Color.ACCENT if is_on else empty, Color.ACCENT if is_on else Color.CONTROL, radius=4)
        if is_on:
            size = theme.px(icons.XS)
            icons.paint(painter, "check", (self.width() - size) / 2, (self.height() - size) / 2, size, Color.ON_ACCENT)


class FactRow(QFrame):
    """A mark or a box to tick, a sentence, a quieter one under it, and what is chosen at the right.

    Pressing the words ticks the box.
    """

    def __init__(self, mark: QWidget, fact: str, hint: str, *right: QWidget) -> None:
        super().__init__()
        self._mark = mark
        row = Row(gap=8, edges=(0, 8))
        row.addLayout(Column(mark, None))
        row.addLayout(Column(Label(fact, "item", wraps=True), Label(hint, "small2", wraps=True), gap=1), 1)
        for widget in right:
            row.addWidget(widget)
        self.setLayout(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if is_inside and isinstance(self._mark, CheckBox) and self._mark.isVisible():
            self._mark.click()


def mark(icon: str, ink: Color = Color.TEXT2) -> QWidget:
    """An icon in the place of a box, where there is nothing to choose."""
    return _Mark(icon, ink)


class _Mark(IconLabel):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_TARGET), theme.px(_TARGET))
