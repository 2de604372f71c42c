"""What there is, at the left of a page: one of it is shown; arrow keys go through it, Tab passes it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, tab_to_chosen
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.theme import Color

_WIDTH, _NARROW = 216, 168
_HEIGHT = 34


class SideList(Panel):
    """`SideList([(key, "Backup"), …], name="Settings")`; `chosen(key)`.  `mark` says that one has something unsaved."""

    chosen = Signal(object)

    def __init__(self, entries: Sequence[tuple[object, str]], *, name: str, heading: str = "") -> None:
        super().__init__(role="side", name=name)
        self._entries = {key: _Entry(title) for key, title in entries}
        column = Column(gap=1, edges=(8, 12))
        if heading:
            column.addLayout(Row(Label(heading, "h3"), edges=(8, 0)))
            column.addSpacing(theme.px(4))
        for key, entry in self._entries.items():
            entry.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            column.addWidget(entry)
        column.addStretch(1)
        self.setLayout(column)
        self._is_narrow = False
        tab_to_chosen(list(self._entries.values()))
        theme.changed.connect(self._measure)
        self._measure()

    def choose(self, key: object) -> None:
        for one, entry in self._entries.items():
            entry.set_on(one == key)
        tab_to_chosen(list(self._entries.values()))

    def offer(self, keys: Collection[object]) -> None:
        """Show only these."""
        for key, entry in self._entries.items():
            set_shown(entry, key in keys)

    def mark(self, key: object, spoken: str) -> None:
        """Put a pencil beside one, `spoken` to those who do not see it; "" takes it away."""
        self._entries[key].mark(spoken)
        self._measure()

    def focus(self) -> None:
        chosen = next((entry for entry in self._entries.values() if entry.isChecked()), None)
        if chosen:
            chosen.setFocus()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        self._is_narrow = is_narrow
        self._measure()

    def _measure(self) -> None:
        widest = max(entry.sizeHint().width() for entry in self._entries.values()) + 2 * theme.px(8) + 1
        self.setFixedWidth(max(theme.px(_NARROW if self._is_narrow else _WIDTH), widest))


class _Entry(Control):
    def __init__(self, name: str) -> None:
        self._is_marked = False
        super().__init__(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # Qt gives it a radio button's keys and role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mark(self, spoken: str) -> None:
        self._is_marked = bool(spoken)
        self.setAccessibleDescription(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        room = 2 * theme.px(8) + (theme.px(icons.S + 6) if self._is_marked else 0)
        return QSize(Piece(self.label, weight=theme.SEMIBOLD).width + room, theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        is_on = self.isChecked()
        if is_on or self.is_hovered:
            draw_box(painter, self.rect(), Color.TINT if is_on else Color.ALT, Color.TINT_LINE if is_on else None)
        ink, weight = (Color.ACCENT, theme.SEMIBOLD) if is_on else (Color.TEXT, theme.REGULAR)
        room = self.rect().adjusted(theme.px(8), 0, -theme.px(8), 0)
        if self._is_marked:
            size = theme.px(icons.S)
            left = room.right() - size
            icons.paint(painter, "edit", left, (self.height() - size) / 2, size, Color.TEXT2)
            room.setRight(left - theme.px(6))
        draw_pieces(painter, [Piece(self.label, weight=weight, ink=ink)], room, 0)
