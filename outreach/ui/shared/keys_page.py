"""The page of keys: every key there is, where it works, and what it does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shortcuts import TILES, Key, Where, bind

TITLE, HINT, BACK, OR = N_("Keys"), N_("Everything can be done without a mouse"), N_("Back"), N_("{one} or {other}")
_SAME_FOR_EACH = TILES[1:]


class KeysPage(QWidget):
    left = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._back = Button(words(BACK), key=Key.BACK.shown)
        self._back.clicked.connect(self.left)
        columns = QGridLayout()
        columns.setHorizontalSpacing(theme.px(10))
        columns.setVerticalSpacing(theme.px(10))
        columns.addWidget(self._group(Where.DESK), 0, 0, 4, 1)
        for row, where in enumerate((Where.EVERYWHERE, Where.PAGES, Where.SETTINGS, Where.LOCK)):
            columns.addWidget(self._group(where), row, 1)
        columns.setRowStretch(4, 1)
        inside = QWidget()
        inside.setLayout(Column(columns, None, edges=(12, 10)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(Column(TopBar(words(TITLE), hint=words(HINT), right=[self._back]), scroll, gap=0))
        bind(Key.BACK, self, self.left.emit)

    def focus_first(self) -> None:
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, where: Where) -> Panel:
        lines = QGridLayout()
        lines.setHorizontalSpacing(theme.px(16))
        lines.setVerticalSpacing(theme.px(6))
        keys = [key for key in Key if key.where is where and key not in _SAME_FOR_EACH]
        for row, key in enumerate(keys):
            lines.addWidget(Label(self._names(key), "small-strong"), row, 0)
            lines.addWidget(Label(self._words(key.does), "small"), row, 1)
        lines.setColumnStretch(1, 1)
        lines.setColumnMinimumWidth(0, theme.px(112))
        return Panel(Column(Label(self._words(where.value), "h2"), lines, None, gap=8, edges=(12, 11)))

    def _names(self, key: Key) -> str:
        if key is TILES[0]:
            return f"{TILES[0].shown}…{TILES[-1].shown}"
        shown = key.all_shown
        return self._words(OR, one=shown[0], other=shown[1]) if len(shown) > 1 else shown[0]
