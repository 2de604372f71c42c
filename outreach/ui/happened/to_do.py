"""What the center wants done now, line by line; after *died* the quiet line and its number instead."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.translation import Translator
from outreach.ui import theme
from outreach.ui.happened import wording
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.theme import Color


class ToDoLines(QWidget):
    """One grid: lines that wrap find their height at once in it, and not in boxes within boxes."""

    def __init__(self, words: Translator, *, role: str = "small") -> None:
        super().__init__()
        self._role, self._gap = role, 8
        self._heading = Label(words(wording.TO_DO), "h3", wraps=True)
        self._lines: list[tuple[QWidget, Label]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._heading, 0, 0, 1, 2)
        self.setLayout(self._grid)
        theme.changed.connect(self._measure)
        self._measure()

    def say(self, lines: Sequence[str], *, is_quiet: bool) -> None:
        """`is_quiet`: no heading and no bullets, only the words."""
        while len(self._lines) < len(lines):
            self._add_line()
        set_shown(self._heading, not is_quiet)
        for place, (bullet, text) in enumerate(self._lines):
            is_there = place < len(lines)
            text.set_text(lines[place] if is_there else "")
            set_shown(text, is_there)
            set_shown(bullet, is_there and not is_quiet)
        self._gap = 0 if is_quiet else 8
        self._measure()
        set_shown(self, bool(lines))

    def _add_line(self) -> None:
        bullet, text = _Dot(), Label(role=self._role, wraps=True)
        self._lines.append((bullet, text))
        self._grid.addWidget(bullet, len(self._lines), 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, len(self._lines), 1)

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(self._gap))
        self._grid.setVerticalSpacing(theme.px(5))


class _Dot(QWidget):
    """Before a line, for the eye alone."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(6), theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.ACCENT))
        side = theme.px(5)
        painter.drawEllipse(0, theme.px(6), side, side)
