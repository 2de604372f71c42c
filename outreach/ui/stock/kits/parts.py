"""The parts of the kit chosen: each with how many, of which lots, what is there and what it leaves."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.cells import Cell, Stretching
from outreach.ui.stock.kits import wording
from outreach.ui.stock.kits.state import KitsState, PartShown
from outreach.ui.stock.wording import NOTHING
from outreach.ui.theme import Color

_EACH, _FIGURE, _LOTS, _GAP, _EDGES = 52, 80, 200, 10, (14, 16)
_STACKED_BELOW = 720  # then lots stand below the name


@dataclass(frozen=True, slots=True)
class _Shown:
    part: PartShown
    is_making: bool
    is_stacked: bool


class Parts(QWidget):
    """A table under its heads; not there while no kit is chosen."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._state: KitsState | None = None
        self._part, self._lots = Stretching("h3"), Cell(_LOTS, "h3")
        self._heads = [Cell(width, "h3", is_number=True) for width in (_EACH, _FIGURE, _FIGURE, _FIGURE)]
        head = QFrame()
        head.setProperty("role", "table-head")
        row = Row(gap=_GAP, edges=(_EDGES[0], 7, _EDGES[1], 7))
        row.addWidget(self._part, 1)
        for cell in (self._lots, *self._heads):
            row.addWidget(cell)
        head.setLayout(row)
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lines = Lines[_Shown](lambda: _PartLine(words), words(N_("Parts of this kit")))
        self.setLayout(Column(head, self._lines, None, gap=0))

    def show_state(self, state: KitsState) -> None:
        self._state = state
        words, parts, is_making = self._words, state.parts(), state.is_making
        is_stacked = self.width() < theme.px(_STACKED_BELOW)
        needed, then = (N_("Needed"), N_("Leaves")) if is_making else (N_("Comes back"), N_("Then"))
        self._part.set_text(words(N_("Part and its lots") if is_stacked else N_("Part of the kit")))
        self._lots.set_text(words(N_("Lot · expiry")))
        set_shown(self._lots, not is_stacked)
        for cell, text in zip(self._heads, (N_("Each"), needed, N_("Usable here"), then), strict=True):
            cell.set_text(words(text))
        self._lines.show_values([_Shown(part, is_making, is_stacked) for part in parts])
        set_shown(self, bool(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._state is not None:
            self.show_state(self._state)


class _Lots(Label):
    """A lot a line, in a column of its own."""

    def __init__(self) -> None:
        super().__init__(role="small2", wraps=True)
        self.setContentsMargins(0, theme.px(5), 0, theme.px(5))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_LOTS), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _PartLine(QWidget):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._name, self._below_name = Label(role="item", wraps=True), Label(role="quiet", wraps=True)
        self._lots = _Lots()
        self._short_icon, self._short = IconLabel("warning", Color.LOW, icons.S), Label(role="small2", wraps=True)
        self._each = Cell(_EACH, "body2", is_number=True)
        self._units, self._usable, self._left = (Cell(_FIGURE, role, is_number=True) for role in
                                                 ("strong", "body2", "body2"))  # fmt: skip
        self._short_icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        below = Row(self._short_icon, gap=6)
        below.setAlignment(self._short_icon, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._short, 1)
        self._below = QWidget()
        self._below.setLayout(below)
        named = QWidget()
        named.setLayout(Column(self._name, self._below_name, self._below, gap=2, edges=(0, 8)))
        named.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = Row(gap=_GAP, edges=(_EDGES[0], 0, _EDGES[1], 0))
        row.addWidget(named, 1)
        for cell in (self._lots, self._each, self._units, self._usable, self._left):
            row.addWidget(cell)
        self.setLayout(Column(row, Rule(), gap=0))

    def show_value(self, shown: _Shown) -> None:
        words, part = self._words, shown.part
        self._name.set_text(part.item.name)
        lots = wording.shares(part, words)
        self._lots.set_text("\n".join(lots))
        self._below_name.set_text(", ".join(lots))
        self._short.set_text(wording.short(part, words) if shown.is_making else "")
        set_shown(self._lots, not shown.is_stacked)
        set_shown(self._below_name, shown.is_stacked and bool(lots))
        set_shown(self._below, bool(self._short.text()))
        self._each.set_text(words(N_("{n} ×"), n=part.each))
        self._units.set_text(words.number(part.units) if part.units is not None else NOTHING)
        self._usable.set_text(words.number(part.usable))
        left = None if part.units is None else part.usable + (-part.units if shown.is_making else part.units)
        self._left.set_text(NOTHING if left is None else words.number(left))
        set_role(self._left, "error" if left is not None and left < 0 else "body2")
        said = wording.line_aloud(part, left, words, is_making=shown.is_making)
        self.setAccessibleName(said)
