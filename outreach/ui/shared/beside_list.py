"""A list with what is chosen in it beside it; in a small window, what is chosen covers the list until one goes back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.panels import Panel

COVERING_BELOW = 1024  # a page's width, in pixels of the design
_ANY_WIDTH = 16_777_215  # Qt's own: no limit


class BesideList(QWidget):
    """`back` stands above what is chosen where that covers the list; `name` is what a screen reader calls it.

    `width` is what it takes beside the list, in pixels of the design.
    """

    def __init__(self, rows: Panel, chosen: QWidget, back: Button, name: str, width: int) -> None:
        super().__init__()
        self.rows, self._back, self._width = rows, back, width
        self._is_covering = self._is_turned = False
        self._way_back = QWidget()
        self._way_back.setLayout(Row(back, None, gap=0, edges=(8, 8, 8, 0)))
        inside = Column(self._way_back, gap=0, edges=1)
        inside.addWidget(chosen, 1)
        self.chosen = Panel(inside, name=name)
        body = Row(gap=10, edges=(12, 10, 12, 12))
        body.addWidget(rows, 1)
        body.addWidget(self.chosen)
        self.setLayout(body)

    @property
    def is_turned(self) -> bool:
        """Turned to what is chosen, which covers the list or will once the page has adapted."""
        return self._is_turned

    def adapt(self, page: QWidget) -> None:
        """Large text or a small window: only one of them is seen."""
        covering = self._is_covering = page.width() < theme.px(COVERING_BELOW)
        self.chosen.setMinimumWidth(0 if covering else theme.px(self._width))
        self.chosen.setMaximumWidth(_ANY_WIDTH if covering else theme.px(self._width))
        self.turn(to_chosen=covering and self._is_turned)
        set_shown(self._way_back, covering)

    def turn(self, *, to_chosen: bool) -> None:
        """Without moving the keyboard."""
        self._is_turned = to_chosen
        set_shown(self.rows, not (self._is_covering and to_chosen))
        set_shown(self.chosen, not self._is_covering or to_chosen)

    def open(self) -> None:
        """Turn to what is chosen, the keyboard too; where it stands beside the list there is nothing to open."""
        if self._is_covering and not self._is_turned:
            self.turn(to_chosen=True)
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
