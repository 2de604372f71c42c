"""The reports there are, at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Panel
from outreach.ui.theme import Color

_WIDTH, _NARROW = 216, 168
_HEIGHT = 34


class ReportList(Panel):
    """`chosen(report)`; arrow keys go through it, Tab passes it."""

    chosen = Signal(object)

    def __init__(self, reports: Sequence[tuple[object, str]], words: Translator) -> None:
        super().__init__(role="side", name=words(N_("Reports")))
        self._entries = {report: _Entry(name) for report, name in reports}
        column = Column(gap=1, edges=(8, 12))
        column.addLayout(Row(Label(words(N_("Every month")), "h3"), edges=(8, 0)))
        column.addSpacing(theme.px(4))
        for report, entry in self._entries.items():
            entry.clicked.connect(lambda _=False, report=report: self.chosen.emit(report))
            column.addWidget(entry)
        column.addStretch(1)
        self.setLayout(column)
        self._is_narrow = False
        theme.changed.connect(self._measure)
        self._measure()

    def choose(self, report: object) -> None:
        for one, entry in self._entries.items():
            entry.set_on(one == report)

    def focus(self) -> None:
        chosen = next((entry for entry in self._entries.values() if entry.isChecked()), None)
        if chosen:
            chosen.setFocus()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        self._is_narrow = is_narrow
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(theme.px(_NARROW if self._is_narrow else _WIDTH))


class _Entry(Control):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # Qt gives it a radio button's keys and role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        is_on = self.isChecked()
        if is_on or self.is_hovered:
            draw_box(painter, self.rect(), Color.TINT if is_on else Color.ALT, Color.TINT_LINE if is_on else None)
        ink, weight = (Color.ACCENT, theme.SEMIBOLD) if is_on else (Color.TEXT, theme.REGULAR)
        room = self.rect().adjusted(theme.px(8), 0, -theme.px(8), 0)
        draw_pieces(painter, [Piece(self.label, weight=weight, ink=ink)], room, 0)
