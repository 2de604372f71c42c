"""What was given each month, as bars; the last three, which the average is of, are the strong ones."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from outreach.stock.levels import MonthGiven
from outreach.translation import Translator
from outreach.ui import theme
from outreach.ui.stock import wording
from outreach.ui.theme import Color

_HIGH, _LETTERS, _GAP, _ROUND = 66, 18, 5, 2


class Months(QWidget):
    """The same figures are in its description, and in a tool tip over each bar."""

    def __init__(self, words: Translator, name: str) -> None:
        super().__init__()
        self._words = words
        self._months: tuple[MonthGiven, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: tuple[MonthGiven, ...]) -> None:
        if months != self._months:
            self._months = months
            self.setAccessibleDescription(wording.each_month(months, self._words))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(_HIGH + _LETTERS))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_HIGH + _LETTERS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.px(_HIGH)
        most = max((month.quantity for month in self._months), default=0)
        for place, month in enumerate(self._months):
            box = self._place(place)
            height = round((ground - theme.px(4)) * month.quantity / most) if most and month.quantity > 0 else 0
            is_strong = place >= len(self._months) - wording.MONTHS_FOR_AVERAGE
            painter.fillPath(
                _bar(QRectF(box.left(), ground - height, box.width(), height)),
                theme.color(Color.ACCENT if is_strong else Color.TINT_LINE),
            )
            painter.setFont(theme.font(12))
            painter.setPen(theme.color(Color.TEXT3))
            under = QRect(box.left(), ground + theme.px(2), box.width(), theme.px(16))
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._words.month(month.first_day)[:1].upper())
        painter.fillRect(QRect(0, ground, self.width(), 1), theme.color(Color.CONTROL))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            over = [p for p in range(len(self._months)) if self._place(p).contains(event.pos())]
            said = wording.each_month([self._months[place] for place in over], self._words)
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _place(self, place: int) -> QRect:
        count, gap = len(self._months), theme.px(_GAP)
        wide = (self.width() - gap * (count - 1)) / count
        left = round(place * (wide + gap))
        return QRect(left, 0, round(place * (wide + gap) + wide) - left, self.height())


def _bar(box: QRectF) -> QPainterPath:
    """Rounded above only."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    rounding = min(theme.px(_ROUND), box.height() / 2)
    path.addRoundedRect(box, rounding, rounding)
    path.addRect(box.adjusted(0, box.height() / 2, 0, 0))
    return path
