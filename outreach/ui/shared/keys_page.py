"""The page of keys: every key there is, where it works, and what it does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shortcuts import TILES, Key, Where, bind

TITLE, HINT, BACK, OR = N_("Keys"), N_("Everything can be done without a mouse"), N_("Back"), N_("{one} or {other}")
_SAME_FOR_EACH = TILES[1:]
_NARROW = 900


class KeysPage(QWidget):
    left = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._back = Button(words(BACK), key=Key.BACK.shown)
        self._back.clicked.connect(self.left)
        # One above the other where there is no room side by side.
        left = Column(self._group(Where.DESK), None, gap=10)
        right = Column(*(self._group(where) for where in Where if where is not Where.DESK), None, gap=10)
        self._sides = Row(gap=10, edges=(12, 10))
        self._sides.addLayout(left, 1)
        self._sides.addLayout(right, 1)
        inside = QWidget()
        inside.setLayout(self._sides)
        self._scroll = Scrolling(inside)
        self.setLayout(Column(TopBar(words(TITLE), hint=words(HINT), right=[self._back]), self._scroll, gap=0))
        bind(Key.BACK, self, self.left.emit)

    def focus_first(self) -> None:
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_NARROW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """There is nothing to go to by Tab: the arrow and page keys move the list."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if step := steps.get(Qt.Key(event.key())):
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def _group(self, where: Where) -> Panel:
        lines = QGridLayout()
        lines.setHorizontalSpacing(theme.px(16))
        lines.setVerticalSpacing(theme.px(6))
        keys = [key for key in Key if key.where is where and key not in _SAME_FOR_EACH]
        for row, key in enumerate(keys):
            lines.addWidget(Label(self._names(key), "small-strong"), row, 0)
            lines.addWidget(Label(self._words(key.does), "small", wraps=True), row, 1)
        lines.setColumnStretch(1, 1)
        lines.setColumnMinimumWidth(0, theme.px(112))
        return Panel(Column(Label(self._words(where.value), "h2"), lines, None, gap=8, edges=(12, 11)))

    def _names(self, key: Key) -> str:
        if key is TILES[0]:
            return f"{TILES[0].shown}…{TILES[-1].shown}"
        shown = key.all_shown
        return self._words(OR, one=shown[0], other=shown[1]) if len(shown) > 1 else shown[0]
