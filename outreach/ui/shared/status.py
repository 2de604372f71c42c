"""Status in a word and an icon, never in color alone: on a page as a chip, in a table drawn into its cell."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.control import Piece, draw_box, draw_pieces, width_of
from outreach.ui.shared.labels import set_shown
from outreach.ui.theme import Color

_GAP = 3


class Mark(StrEnum):
    """What a status chip can say."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    EXPIRING = "expiring"
    HOLD = "hold"
    INFO = "info"
    NEUTRAL = "neutral"
    CORRECTED = "corrected"
    VOIDED = "voided"


def held(words: Translator, *, is_recalled: bool, on_hold: bool) -> tuple[Mark, str] | None:
    """Why nothing is taken of a lot by itself, whatever its date."""
    if is_recalled:
        return Mark.OUT, words(N_("Recalled"))
    return (Mark.HOLD, words(N_("On hold"))) if on_hold else None


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    ink: Color
    fill: Color | None


_LOOKS = {
    Mark.OK: _Look("check", Color.OK, None),
    Mark.LOW: _Look("warning", Color.LOW, Color.LOW_FILL),
    Mark.OUT: _Look("out", Color.OUT, Color.OUT_FILL),
    Mark.EXPIRING: _Look("clock", Color.EXPIRING, Color.EXPIRING_FILL),
    Mark.HOLD: _Look("hold", Color.HOLD, Color.HOLD_FILL),
    Mark.INFO: _Look("info", Color.ACCENT, Color.TINT),
    Mark.NEUTRAL: _Look("check", Color.TEXT2, Color.SUNKEN),
    Mark.CORRECTED: _Look("edit", Color.ACCENT, Color.TINT),
    Mark.VOIDED: _Look("close", Color.TEXT2, Color.SUNKEN),
}


class StatusChip(QLabel):
    """`StatusChip(Mark.LOW, "Low")`; empty words: nothing is shown and no room is taken."""

    def __init__(self, mark: Mark = Mark.OK, text: str = "", *, height: int = 20) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mark, self._height = mark, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_shown(self, bool(text))

    def set_status(self, mark: Mark, text: str) -> None:
        if (mark, text) == (self._mark, self.text()):
            return
        self._mark = mark
        self.setText(text)
        set_shown(self, bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(status_width(self._mark, self.text()), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_status(painter, QPoint(0, 0), self._mark, self.text(), height=self._height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


def status_width(mark: Mark, text: str) -> int:
    left, right = _paddings(mark)
    return width_of(_pieces(mark, text), _GAP) + left + right


def draw_status(painter: QPainter, at: QPoint, mark: Mark, text: str, *, height: int = 20) -> int:
    """Draw a status with its top left corner there; give its width."""
    box = QRect(at, QSize(status_width(mark, text), theme.px(height)))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill := _LOOKS[mark].fill:
        draw_box(painter, box, fill, None)
    left, right = _paddings(mark)
    draw_pieces(painter, _pieces(mark, text), box.adjusted(left, 0, -right + 1, 0), _GAP)
    painter.restore()
    return box.width()


def _paddings(mark: Mark) -> tuple[int, int]:
    return (theme.px(5) if _LOOKS[mark].fill else 0), theme.px(6)


def _pieces(mark: Mark, text: str) -> list[Piece]:
    look = _LOOKS[mark]
    weight = theme.SEMIBOLD if look.fill else theme.MEDIUM
    return [Piece(icon=look.icon, size=icons.XS, ink=look.ink), Piece(text, size=12, weight=weight, ink=look.ink)]
