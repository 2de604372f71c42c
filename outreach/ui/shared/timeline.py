"""What happened to something recorded, one step below another, the last one standing out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.theme import Color

_DOT, _LINE, _RAIL = 12, 2, 26


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    by: str
    text: str


class Timeline(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._steps: list[_Step] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: Sequence[Step]) -> None:
        while len(self._steps) < len(steps):
            step = _Step()
            self._steps.append(step)
            self._column.addWidget(step)
        for place, widget in enumerate(self._steps):
            if place < len(steps):
                widget.show_step(steps[place], is_last=place == len(steps) - 1)
            set_shown(widget, place < len(steps))


class _Step(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rail = _Rail()
        self._what, self._by = Label(role="small-strong"), Label(role="small2")
        self._text = Label(role="small2", wraps=True)
        head = Row(self._what, self._by, None, gap=6)
        row = Row(self._rail, gap=10)
        row.addLayout(Column(head, self._text, None, gap=1, edges=(0, 0, 0, 9)), 1)
        self.setLayout(row)

    def show_step(self, step: Step, *, is_last: bool) -> None:
        self._rail.set_last(is_last=is_last)
        self._what.set_text(step.what)
        self._by.set_text(step.by)
        self._text.set_text(step.text)
        set_shown(self._text, bool(step.text))


class _Rail(QWidget):
    """A dot, filled for what stands now, and a line down to the next."""

    def __init__(self) -> None:
        super().__init__()
        self._is_last = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_last(self, *, is_last: bool) -> None:
        self._is_last = is_last
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_RAIL - 6), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot, width = theme.px(_DOT), theme.px(_LINE)
        box = QRectF(theme.px(4) + 1, theme.px(3), dot - 2, dot - 2)
        painter.setPen(QPen(theme.color(Color.ACCENT), width))
        painter.setBrush(theme.color(Color.ACCENT) if self._is_last else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if not self._is_last:
            top = box.bottom() + theme.px(2)
            line = QRectF(box.center().x() - width / 2, top, width, self.height() - top - theme.px(1))
            painter.fillRect(line, theme.color(Color.TINT_LINE))
