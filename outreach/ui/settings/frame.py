"""A section's form, which scrolls, and what answers it at the right; below it where the page is narrow."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.settings.section import SectionView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import set_role, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import Scrolling

LIVE_WIDTH, WIDEST_FORM = 348, 860
_ANY_WIDTH = 16_777_215  # Qt's own


class Frame(QWidget):
    def __init__(self, view: SectionView) -> None:
        super().__init__()
        self.view = view
        self._is_stacked = False
        high = QSizePolicy.Policy.Expanding if view.fills else QSizePolicy.Policy.Preferred
        view.setSizePolicy(QSizePolicy.Policy.Expanding, high)
        form = Row(view, gap=0) if view.fills else Row(view, None, gap=0)
        form.setStretch(0, 1)
        if not view.fills:
            form.setStretch(1, 0)
        self._widest = 0 if view.fills else WIDEST_FORM
        self._inside = Column(form, gap=0) if view.fills else Column(form, None, gap=16, edges=(18, 16))
        inside = QWidget()
        inside.setLayout(self._inside)
        self._side = Scrolling()
        self._live = None if view.live is None else Panel(Column(view.live, None, edges=16), role="side-right")
        if self._live:
            self._side.setWidget(self._live)
        form_side = inside if view.fills else Scrolling(inside)
        row = Row(gap=0)
        row.addWidget(form_side, 1)
        row.addWidget(self._side)
        self.setLayout(row)
        theme.changed.connect(self._measure)
        self._measure()

    def set_stacked(self, is_stacked: bool) -> None:  # noqa: FBT001 - it is the state
        if self._live and is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            set_role(self._live, "panel" if is_stacked else "side-right")
            if is_stacked:
                self._inside.insertWidget(1, self._side.takeWidget())
                self._live.show()
            else:
                self._side.setWidget(self._live)
            self._measure()

    def _measure(self) -> None:
        set_shown(self._side, self._live is not None and not self._is_stacked)
        self._side.setFixedWidth(theme.px(LIVE_WIDTH))
        for part in filter(None, (self.view, self._live)):
            part.setMaximumWidth(theme.px(self._widest) if self._widest else _ANY_WIDTH)
