"""A month as a grid of days: arrows go from day to day, the page keys from month to month, Enter chooses."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import IconButton
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces
from outreach.ui.shared.labels import Label
from outreach.ui.theme import Color

_WEEKS, _SIDE = 6, 32
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class MonthGrid(QWidget):
    """`show_day(day, today)`; `chosen(day)` when one is pressed.  Days after `last` are there and cannot be chosen."""

    chosen = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._today = self._day = date.min
        self._last = date.max
        self._title = Label(role="item")
        self._before = IconButton("chevron-left", words(N_("Month before")))
        self._after = IconButton("chevron-right", words(N_("Month after")))
        self._before.clicked.connect(lambda: self._go(_other_month(self._day, -1)))
        self._after.clicked.connect(lambda: self._go(_other_month(self._day, 1)))
        self._days = [_Day() for _ in range(7 * _WEEKS)]
        grid = QGridLayout()
        grid.setSpacing(1)
        for place, name in enumerate(_heads(words)):
            head = Label(name, "hint")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, place)
        for place, cell in enumerate(self._days):
            cell.clicked.connect(lambda _=False, one=cell: self.chosen.emit(one.day))
            cell.installEventFilter(self)
            grid.addWidget(cell, 1 + place // 7, place % 7)
        self.setLayout(Column(Row(self._before, None, self._title, None, self._after), grid, gap=4))

    def show_day(self, day: date, today: date, last: date = date.max) -> None:
        """Show the month of a day, which Tab then comes to."""
        self._today, self._last = today, last
        self._go(day, focus=False)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.modifiers():
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._go(self._day + timedelta(days=_STEPS[key]))
                return True
            if key in _MONTHS:
                self._go(_other_month(self._day, _MONTHS[key]))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.chosen.emit(self._day)
                return True
        return False

    def _go(self, day: date, *, focus: bool = True) -> None:
        day = self._day = min(day, self._last)
        self._title.set_text(self._words.month(day))
        self._after.setEnabled(day.replace(day=1) < self._last.replace(day=1))
        first = day.replace(day=1) - timedelta(days=(day.replace(day=1).weekday() + 1) % 7)
        for place, cell in enumerate(self._days):
            cell.show_day(first + timedelta(days=place), day, self._today, self._words)
            cell.setEnabled(cell.day <= self._last)
        if focus:
            next(cell for cell in self._days if cell.day == day).setFocus(Qt.FocusReason.TabFocusReason)


class _Day(Control):
    def __init__(self) -> None:
        super().__init__("0")
        self.day = self._chosen = self._today = date.min

    def show_day(self, day: date, chosen: date, today: date, words: Translator) -> None:
        self.day, self._chosen, self._today = day, chosen, today
        self.set_label(str(day.day))
        self.setAccessibleName(words.weekday_long(day))
        is_chosen = day == chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE + 4), theme.px(_SIDE))

    def draw(self, painter: QPainter) -> None:
        is_chosen, is_other = self.day == self._chosen, self.day.month != self._chosen.month
        fill = Color.TINT if is_chosen else Color.ALT if self.is_hovered else None
        border = Color.ACCENT if is_chosen else Color.LINE if self.day == self._today else None
        draw_box(painter, self.rect(), fill, border)
        ink = Color.LINE if not self.isEnabled() else Color.TEXT3 if is_other else Color.TEXT
        weight = theme.SEMIBOLD if is_chosen or self.day == self._today else theme.REGULAR
        piece = Piece(self.label, weight=weight, ink=ink)
        draw_pieces(painter, [piece], QRect((self.width() - piece.width) // 2, 0, piece.width + 1, self.height()), 0)


def _other_month(day: date, step: int) -> date:
    """The same day of the month before or after, or its last."""
    months = day.year * 12 + day.month - 1 + step
    first = date(months // 12, months % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), _last_of(first))


def _last_of(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _heads(words: Translator) -> Sequence[str]:
    """Sunday first, as calendars hang on the wall here."""
    *others, sunday = (name[:2] for name in words.weekdays())
    return (sunday, *others)
