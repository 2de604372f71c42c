"""One question of a form: its title, and what answers it, beside or (where there is no room) below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from outreach.ui import theme
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Line

_TITLE, _HEIGHT = 184, 32


class Asked(QWidget):
    def __init__(self, title: str, *answers: QWidget) -> None:
        super().__init__()
        self._title = Label(title, "item", wraps=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        for place, answer in enumerate(answers):
            self._row.addWidget(answer, 1 if place == len(answers) - 1 else 0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addWidget(Line())
        self._column = column
        self.setLayout(column)
        theme.changed.connect(self._measure)
        self._is_stacked = False
        self._measure()

    def set_stacked(self, is_stacked: bool) -> None:  # noqa: FBT001 - it is the state
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            self._measure()

    def _measure(self) -> None:
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if self._is_stacked else direction.LeftToRight)
        self._row.setSpacing(theme.px(4 if self._is_stacked else 12))
        self._column.setSpacing(theme.px(6))
        self._column.setContentsMargins(0, theme.px(6), 0, 0)
        self._title.setMinimumHeight(0 if self._is_stacked else theme.px(_HEIGHT))
        self._title.setMinimumWidth(0 if self._is_stacked else theme.px(_TITLE))
        self._title.setMaximumWidth(16_777_215 if self._is_stacked else theme.px(_TITLE))
