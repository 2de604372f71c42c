"""Who supplies are handed over to, as cards: one is chosen, the arrow keys move it, Tab passes it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, tab_to_chosen, width_of
from outreach.ui.shared.labels import set_shown
from outreach.ui.theme import Color

_TITLE, _HINT, _PAD, _GAP = 14, 12, 11, 7
_HIGH, _LOW = 75, 38


class Cards(QWidget):
    """`Cards([(key, icon, title, hint, stretch), …], name=…)`; `chosen` gives the key."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str, str, str, int]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = self._row = Row(gap=8)
        self._cards: dict[object, _Card] = {}
        for key, icon, title, hint, stretch in options:
            card = self._cards[key] = _Card(icon, title, hint)
            card.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            row.addWidget(card, stretch)
        tab_to_chosen(list(self._cards.values()))
        self.setLayout(row)

    @property
    def chain(self) -> list[QWidget]:
        return [card for card in self._cards.values() if not card.isHidden()]

    def show_card(self, key: object, *, is_shown: bool) -> None:
        set_shown(self._cards[key], is_shown=is_shown)

    def choose(self, key: object) -> None:
        for one, card in self._cards.items():
            card.set_on(one == key)
        tab_to_chosen(list(self._cards.values()))

    def set_low(self, *, is_low: bool) -> None:
        """Where there is little room, the titles alone."""
        for card in self._cards.values():
            card.set_low(is_low=is_low)


class _Card(Control):
    """Icon and title, and under them what is meant."""

    def __init__(self, icon: str, title: str, hint: str) -> None:
        self._icon, self._hint, self._is_low = icon, hint, False
        super().__init__(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # Qt gives it a radio button's keys and role
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(hint)

    def set_low(self, *, is_low: bool) -> None:
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(_LOW if self._is_low else _HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter) -> None:
        is_on = self.isChecked()
        hovered = Color.SUNKEN if self.isDown() else Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, self.rect(), Color.TINT if is_on else hovered, Color.ACCENT if is_on else Color.CONTROL, 8)
        pad = theme.px(_PAD)
        inside = self.rect().adjusted(pad, 0, -pad // 2, 0)
        title = Piece(self.label, size=_TITLE, weight=theme.SEMIBOLD, ink=Color.ACCENT if is_on else Color.TEXT)
        icon = Piece(icon="check" if is_on else self._icon, size=icons.S, ink=title.ink)
        pieces = [icon, title]
        if width_of(pieces, _GAP) > inside.width():
            pieces = [Piece(self.label, size=13, weight=theme.SEMIBOLD, ink=title.ink)]
        line = theme.px(20)
        top = (self.height() - line) // 2 if self._is_low else theme.px(10)
        draw_pieces(painter, pieces, QRect(inside.left(), top, inside.width(), line), _GAP)
        if not self._is_low:
            self._draw_hint(painter, QRect(inside.left(), top + line + theme.px(3), inside.width(), theme.px(34)))
        self.setToolTip(self.label if width_of(pieces, _GAP) > inside.width() else "")

    def _draw_hint(self, painter: QPainter, room: QRect) -> None:
        font = theme.font(_HINT)
        painter.setFont(font)
        painter.setPen(theme.color(Color.TEXT2))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        if QFontMetrics(font).boundingRect(room, flags, self._hint).height() <= room.height() + 2:
            painter.drawText(room, flags, self._hint)
