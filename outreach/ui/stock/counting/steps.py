"""Count, review, post: where one is, in a band above the page."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.control import Piece, draw_box, draw_pieces, width_of
from outreach.ui.theme import Color

_HEIGHT, _BOX, _GAP, _LINE = 44, 26, 8, 48


class Steps(QWidget):
    """`show_step(1)`; only the numbers where there is little room."""

    def __init__(self, steps: Sequence[str], words: Translator) -> None:
        super().__init__()
        self._steps, self._words, self._now = tuple(steps), words, -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, now: int) -> None:
        if now != self._now:
            self._now = now
            said = {"n": now + 1, "all": len(self._steps), "step": self._steps[now]}
            self.setAccessibleName(self._words(N_("Step {n} of {all}: {step}"), **said))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, line = theme.px(_GAP), theme.px(_LINE)
        widths = [theme.px(_BOX) + gap + width_of([self._piece(place)], 0) for place in range(len(self._steps))]
        if sum(widths) + (len(widths) - 1) * (line + 2 * gap) > self.width():
            line = gap
        left = 0
        for place, width in enumerate(widths):
            self._draw_step(painter, place, left, width)
            left += width + gap
            if place < len(widths) - 1:
                painter.fillRect(left, self.height() // 2, line, 1, theme.color(Color.CONTROL))
                left += line + gap

    def _draw_step(self, painter: QPainter, place: int, left: int, width: int) -> None:
        side = theme.px(_BOX)
        box = QRect(left, (self.height() - side) // 2, side, side)
        is_now, is_done = place == self._now, place < self._now
        fill = Color.ACCENT if is_now else Color.TINT if is_done else Color.SURFACE
        draw_box(painter, box, fill, Color.ACCENT if is_now or is_done else Color.CONTROL)
        if is_done:
            size = theme.px(icons.XS)
            at = box.center()
            icons.paint(painter, "check", at.x() - size / 2 + 1, at.y() - size / 2 + 1, size, Color.ACCENT)
        else:
            painter.setFont(theme.font(13, theme.SEMIBOLD))
            painter.setPen(theme.color(Color.ON_ACCENT if is_now else Color.TEXT2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words.number(place + 1))
        words = QRect(left + side + theme.px(_GAP), 0, width - side, self.height())
        draw_pieces(painter, [self._piece(place)], words, 0)

    def _piece(self, place: int) -> Piece:
        is_now = place == self._now
        ink = Color.TEXT if is_now else Color.TEXT2
        return Piece(self._steps[place], weight=theme.SEMIBOLD if is_now else theme.REGULAR, ink=ink)
