"""Keying a visit sheet: one row for each visit, in the columns it was printed with."""

from PySide6.QtWidgets import QFrame, QWidget

from outreach.sheets.rows import PaperTotals
from outreach.translation import N_
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import ElidedLabel, Label, set_role, set_shown
from outreach.ui.sheets.grid_view import GridView
from outreach.ui.sheets.page import SheetPage
from outreach.ui.sheets.state import PAPER, State
from outreach.ui.sheets.tabs import Tab
from outreach.ui.sheets.wording import cell_in_hand, unlike_code, wrong_cell
from outreach.vocabulary import SheetKind

_KEYS = N_(
    "Enter: the next column used here · +: the next row · a letter: the column that begins with it · Space or x: a tick"
)
_KEYS_FROM, _TOTALS_FROM = 560, 400  # as high as a page is that has room for more than the rows


class VisitSheetPage(SheetPage):
    kind = SheetKind.VISIT
    tab = Tab.VISIT_SHEET

    def make_body(self) -> None:
        self.rows = GridView(self.presenter.keying, self.words, is_totals=False)
        self.totals = GridView(self.presenter.keying, self.words, is_totals=True)
        self.rows.horizontalScrollBar().valueChanged.connect(self.totals.horizontalScrollBar().setValue)
        self.totals.horizontalScrollBar().valueChanged.connect(self.rows.horizontalScrollBar().setValue)

    def body(self) -> QWidget:
        panel = QFrame()
        set_role(panel, "panel")
        self._keys = Label(self.words(_KEYS), "quiet")
        self._here, self._wrong = ElidedLabel(role="small-strong"), ElidedLabel(role="error")
        here = Row(gap=14, edges=(10, 6))
        here.addWidget(self._here, 1)
        here.addWidget(self._wrong, 1)
        column = Column(here, self.rows, self.totals, Row(self._keys, None, edges=(10, 8)), None, gap=0, edges=1)
        panel.setLayout(column)
        return panel

    def show_body(self, state: State) -> None:
        self._here.set_text(cell_in_hand(state, self.words))
        wrong = wrong_cell(state, self.words)
        self._wrong.set_text(wrong or unlike_code(state, self.words))
        self._wrong.set_role("error" if wrong else "low")
        set_shown(self._wrong, bool(self._wrong.text()))
        self.rows.show_state(state)
        self.totals.show_state(state)
        self.rows.setMaximumHeight(self.rows.fitting_height())
        self.rows.updateGeometry()
        self.totals.line_up_with(self.rows)
        bar = self.totals.horizontalScrollBar()
        wide = bar.sizeHint().height() if bar.maximum() else 0
        self.totals.setFixedHeight(self.totals.fitting_height() + wide)
        in_totals = state.at.row == PAPER
        wanted, other = (self.totals, self.rows) if in_totals else (self.rows, self.totals)
        wanted.setVisible(state.is_keying or not in_totals)
        if other.hasFocus():
            wanted.setFocus()
        has_room = self.height() >= theme.px(_TOTALS_FROM)  # else they show where the keyboard is in them
        has_totals = state.is_keying or state.totals != PaperTotals()
        self.totals.setVisible(has_totals and (in_totals or has_room))
        set_shown(self._keys, state.is_keying and self.height() >= theme.px(_KEYS_FROM))

    def focus_body(self) -> None:
        (self.totals if self.presenter.state.at.row == PAPER else self.rows).setFocus()
