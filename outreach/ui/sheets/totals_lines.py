"""The lines of a totals sheet on the screen: what one tick is, its total in units, and below it what is wrong."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from outreach.catalog import Catalog
from outreach.sheets.ticks import TOTAL_IN_UNITS, tick_of
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.sheets.state import CrowdLine, State

_TOTAL, _FIELD, _TICKS = N_("Total"), 96, 190
_ABOVE_HEADS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What a line is called, what stands beside it, and how many units one tick of it is (0: nothing is ticked)."""

    name: str
    beside: str = ""
    pack: int = 0


class LineFields(QWidget):
    """`typed(place, text)`; `left`: a field was left, and what stands in it is to be kept."""

    typed = Signal(object, str)
    left = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._shape: tuple[CrowdLine, ...] = ()
        self._shown: list[_Line] = []
        self._halves = (QGridLayout(), QGridLayout())
        self._lists = lists = Row(gap=32)
        self._columns: list[Column] = []
        for grid in self._halves:
            grid.setColumnStretch(0, 1)
            half = Column(gap=0)
            half.addLayout(grid)
            half.addStretch(1)
            lists.addLayout(half, 1)
            self._columns.append(half)
        self.setLayout(lists)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def fields(self) -> list[TextField]:
        return [one.field for one in self._shown]

    def show_state(self, state: State) -> None:
        shape = tuple(_shape_of(line) for line in state.lines)
        if shape != self._shape and state.catalog is not None:
            self._shape = shape
            self._make(state, state.catalog)
        for shown, line in zip(self._shown, state.lines, strict=False):
            shown.show(line, is_open=state.is_keying)

    def fit(self, room: int) -> None:
        """Both halves beside each other where there is room; else what came back and care stand below the items."""
        beside = sum(half.minimumSize().width() for half in self._columns) + self._lists.spacing()
        is_beside = beside <= room
        self._lists.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)

    def go_to(self, place: int) -> None:
        if self._shown:
            field = self._shown[place % len(self._shown)].field
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()

    def _make(self, state: State, catalog: Catalog) -> None:
        for child in self.findChildren(QWidget, "line"):
            for grid in self._halves:
                grid.removeWidget(child)
            child.hide()
            child.deleteLater()
        self._shown = []
        part = ""
        for place, line in enumerate(state.lines):
            title, total = _part_of(line)
            grid = self._halves[0 if line.item_id is not None or line.is_by_hand else 1]
            if title != part:
                part = title
                self._add_heads(grid, self._words(title), self._words(total), has_ticks=line.item_id is not None)
            self._shown.append(self._line(grid, place, line, said_of(line, state, catalog, self._words)))
        tab_through(self.fields)

    def _add_heads(self, grid: QGridLayout, title: str, total: str, *, has_ticks: bool) -> None:
        ticks = self._words(N_("One tick is")) if has_ticks else ""
        heads = [Label(one, "h3") for one in (title, ticks, total)]
        for head in heads:
            head.setContentsMargins(0, theme.px(_ABOVE_HEADS) if grid.count() else 0, 0, 0)
        self._place(grid, [(head, 1) for head in heads])

    def _line(self, grid: QGridLayout, place: int, line: CrowdLine, said: Said) -> "_Line":
        made = _Line(said, self._words, is_by_hand=line.is_by_hand)
        made.field.textEdited.connect(partial(self.typed.emit, place))
        made.field.editingFinished.connect(self.left)
        made.field.entered.connect(partial(self.go_to, place + 1))
        parts: list[tuple[QWidget, int]] = [(made.label, 1), (made.beside, 1), (made.field, 1)]
        self._place(grid, [(made.field, 3)] if line.is_by_hand else parts)
        self._place(grid, [(made.wrong, 3)])
        return made

    def _place(self, grid: QGridLayout, parts: list[tuple[QWidget, int]]) -> None:
        row = grid.rowCount()
        for n, (widget, span) in enumerate(parts):
            widget.setObjectName("line")
            grid.addWidget(widget, row, n, 1, span)

    def _measure(self) -> None:
        for grid in self._halves:
            grid.setHorizontalSpacing(theme.px(12))
            grid.setVerticalSpacing(theme.px(4))


class _Line:
    """One line: its widgets stand in the grid of its half."""

    def __init__(self, said: Said, words: Translator, *, is_by_hand: bool) -> None:
        self._said, self._words = said, words
        by_hand = words(N_("Item and amount"))
        self.label, self.beside, self.wrong = Label(said.name, "item"), Label(role="small2"), Label(role="error")
        self.field = TextField(name=said.name or by_hand, placeholder=by_hand if is_by_hand else "", role="field-small")
        if not is_by_hand:
            self.field.setFixedWidth(theme.px(_FIELD))
            self.beside.setMinimumWidth(theme.px(_TICKS))
        self.wrong.setAlignment(Qt.AlignmentFlag.AlignLeft if is_by_hand else Qt.AlignmentFlag.AlignRight)

    def show(self, line: CrowdLine, *, is_open: bool) -> None:
        if not self.field.hasFocus():
            self.field.set_text(line.typed)
        self.field.setReadOnly(not is_open)
        why = self._words(line.why) if line.why else ""
        self.wrong.set_text(why)
        set_shown(self.wrong, bool(why))
        beside = " · ".join(filter(None, (self._said.beside, self._in_ticks(line.typed.strip()))))
        self.beside.set_text(beside)
        self.field.setAccessibleDescription(why or beside)

    def _in_ticks(self, typed: str) -> str:
        """How many ticks the total typed is: whoever typed ticks sees at once that units were meant."""
        pack = self._said.pack
        if pack <= 1 or not (typed.isascii() and typed.isdigit()) or not int(typed):
            return ""
        ticks, rest = divmod(int(typed), pack)
        if rest:
            return self._words(N_("not whole ticks"))
        return self._words.count("{n} tick", "{n} ticks", ticks)


def said_of(line: CrowdLine, state: State, catalog: Catalog, words: Translator) -> Said:
    """The words of a line of the paper."""
    if line.item_id is not None and state.sheet is not None:
        item, pack = catalog.item[line.item_id], state.sheet.layout.pack_of(line.item_id)
        return Said(item.name, tick_of(item, pack, words), pack)
    if line.container_id is not None:
        name = next((one.name for one in catalog.containers if one.id == line.container_id), "")
        return Said(words(N_("{name} containers, full"), name=name), words(N_("or ¼ ½ ¾")))
    if line.service_id is not None:
        return Said(next((one.name for one in catalog.services if one.id == line.service_id), ""))
    return Said(words(N_("Pounds, less the bag or bucket"))) if line.is_pounds else Said("")


def _part_of(line: CrowdLine) -> tuple[str, str]:
    """The part of the paper a line is in, and what its total is called."""
    if line.item_id is not None or line.is_by_hand:
        return N_("Item"), TOTAL_IN_UNITS
    if line.service_id is not None:
        return N_("Care"), _TOTAL
    return N_("Returned, no visit taken"), _TOTAL


def _shape_of(line: CrowdLine) -> CrowdLine:
    """A line without what is typed in it."""
    return CrowdLine(line.item_id, line.container_id, line.service_id, line.is_pounds, line.is_by_hand)
