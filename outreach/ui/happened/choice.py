"""One of a few, side by side, closer where room is short; where there is none for all of them, one list that opens."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import set_shown

_LEAST, _HEIGHT = 150, 32
_WIDE, _CLOSE = 11, 7  # at either side of each one's words


class Choice(QWidget):
    """`chosen(key)`; it keeps the keyboard when it folds."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]] = (), *, name: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._segmented = Segmented(options, name=name)
        self._menu = MenuButton(name=name, is_field=True)
        self._menu.setMinimumWidth(theme.px(_LEAST))
        for part in (self._segmented, self._menu):
            part.chosen.connect(self._press)
        self._menu.hide()
        self._is_folded = False
        self._padding = _WIDE
        self._options: Sequence[tuple[object, str]] = ()
        self.setLayout(Row(self._segmented, self._menu, None, gap=0))
        self.set_options(options)

    @property
    def now(self) -> object:
        return self._menu.now

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        if tuple(options) != tuple(self._options):
            self._options = tuple(options)
            self._segmented.set_options(options)
            self._menu.set_choices(options, now=self._menu.now)
            self.updateGeometry()
            self._fold()

    def choose(self, key: object) -> None:
        self._segmented.choose(key)
        self._menu.choose(key)

    def focus(self) -> None:
        if self._is_folded:
            self._menu.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._segmented.focus()

    def sizeHint(self) -> QSize:
        return QSize(self._needed, theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._fold()

    @property
    def _needed(self) -> int:
        """The width of all of them; the row itself does not know it yet when it has just been made."""
        return self._width_at(_WIDE)

    def _width_at(self, padding: int) -> int:
        segments = self._segmented.segments
        closer = 2 * (theme.px(padding) - theme.px(self._padding))
        return sum(segment.sizeHint().width() + closer for segment in segments) + 2

    def _press(self, key: object) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _fold(self) -> None:
        at = QApplication.focusWidget()
        had_focus = at is not None and self.isAncestorOf(at)
        padding = _WIDE if self.width() >= self._needed else _CLOSE
        is_folded = 0 < self.width() < self._width_at(_CLOSE)
        self._segmented.set_height(_HEIGHT, padding)
        self._padding = padding
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            set_shown(self._segmented, not is_folded)
            set_shown(self._menu, is_folded)
            if had_focus:
                self.focus()
