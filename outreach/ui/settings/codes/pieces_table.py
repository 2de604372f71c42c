"""The pieces of a recipe in their order, which is changed by dragging or by Alt+Up and Alt+Down."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from outreach.codes.pieces import Piece
from outreach.codes.presets import all_presets
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.settings.codes import offers
from outreach.ui.settings.codes.piece_row import Cell, PieceRow
from outreach.ui.settings.codes.presenter import State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Kind as Look
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.shortcuts import Key, bind
from outreach.words import words_for

NAME = N_("Pieces of the code")
HEADS = (N_("Piece"), N_("Take"), N_("If unknown"))
ORDER_HINT = N_("Drag, or {keys}, to move")
MOVED = N_("{piece}, now {place} of {all}")
_SHARES = {1: 9, 2: 9, 3: 11}
_HEAD, _ROW = 32, 48


class PiecesTable(Panel):
    changed = Signal(object, object)
    removed = Signal(object)
    moved = Signal(object, object)
    added = Signal(object)
    preset_chosen = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__(name=words(NAME))
        self._words = words
        self._rows: list[PieceRow] = []
        self._lines: list[Line] = []
        self._pieces: tuple[Piece, ...] = ()
        self._dragging: int | None = None
        self._grid = QGridLayout()
        self._build(words)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def in_order(self) -> list[QWidget]:
        cells = [cell for row in self._rows for cell in row.cells]
        inside = [cell.inside if isinstance(cell, Cell) else (cell,) for cell in cells]
        return [*(control for some in inside for control in some), self._add, self._start]

    def show_state(self, state: State) -> None:
        self._pieces = state.draft.pieces
        for at in range(len(self._rows), len(self._pieces)):
            self._make_row(at)
        for at, row in enumerate(self._rows):
            is_there = at < len(self._pieces)
            set_shown(self._lines[at], is_there and (state.may_change or at < len(self._pieces) - 1))
            if is_there:
                error = words_for(state.refusal, self._words) if state.refusal and at == state.wrong_piece else ""
                row.show_piece(self._pieces[at], may_change=state.may_change, error=error)
            else:
                row.hide()
        set_shown(self._foot, state.may_change)
        self._measure()

    def focus_piece(self, at: int) -> None:
        """Put the keyboard where a piece is typed, else on the first thing one can choose."""
        cells = [cell for cell in self._rows[at].cells if isinstance(cell, Cell)]
        typed = [cell.control for cell in cells if cell.control is cell.field]
        chosen = [cell.control for cell in cells if cell.control is cell.menu]
        (*typed, *chosen, self._rows[at].remove)[0].setFocus()

    def _build(self, words: Translator) -> None:
        head = QFrame()
        head.setProperty("role", "table-head")
        self._grid.addWidget(head, 0, 0, 1, 5)
        for column, title in enumerate(HEADS, 1):
            self._grid.addWidget(Label(words(title), "h3"), 0, column)
            self._grid.setColumnStretch(column, _SHARES[column])
        self._add = MenuButton(words(N_("Add a piece")), kind=Look.QUIET, icon="plus")
        self._start = MenuButton(words(N_("Start from a known recipe")), kind=Look.QUIET)
        for piece, label in offers.to_add(words):
            self._add.add_action(label, partial(self._added, piece))
        for preset in all_presets():
            self._start.add_action(words(preset.name), partial(self.preset_chosen.emit, preset.key))
        self._hint = ElidedLabel(words(ORDER_HINT, keys=f"{Key.PIECE_UP.shown.replace('Up', '↑')} ↓"), "small3")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._foot = QFrame()
        foot = Row(self._add, self._start, gap=4, edges=(8, 6, 12, 6))
        foot.addWidget(self._hint, 1)
        self._foot.setLayout(foot)
        self.setLayout(Column(self._grid, self._foot, gap=0))
        bind(Key.PIECE_UP, self, lambda: self._move_focused(-1))
        bind(Key.PIECE_DOWN, self, lambda: self._move_focused(1))

    def _make_row(self, at: int) -> None:
        row = PieceRow(self._words, lambda piece: self.changed.emit(at, piece), lambda: self._remove(at))
        row.grip.dragged.connect(lambda point: self._drag(at, point))
        row.grip.dropped.connect(self._drop)
        line = Line()
        top = 1 + 3 * at
        for column, cell in enumerate(row.cells):
            self._grid.addWidget(cell, top, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(row.error, top + 1, 1, 1, 4)
        self._grid.addWidget(line, top + 2, 0, 1, 5)
        self._rows.append(row)
        self._lines.append(line)

    def _added(self, piece: Piece) -> None:
        self.added.emit(piece)
        self.focus_piece(len(self._pieces) - 1)

    def _remove(self, at: int) -> None:
        self.removed.emit(at)
        if self._pieces:
            self._rows[min(at, len(self._pieces) - 1)].remove.setFocus()
        else:
            self._add.setFocus()

    def _move_focused(self, step: int) -> None:
        place = self._focused()
        if place is None:
            return
        at, column = place
        to = at + step
        if not 0 <= to < len(self._pieces):
            return
        self.moved.emit(at, to)
        self._focus(to, column)
        self._tell(to)

    def _focused(self) -> tuple[int, int] | None:
        focus = self.window().focusWidget()
        return next(
            (
                (at, column)
                for at, row in enumerate(self._rows)
                for column, cell in enumerate(row.cells)
                if focus is cell or (isinstance(cell, Cell) and focus is cell.control)
            ),
            None,
        )

    def _focus(self, at: int, column: int) -> None:
        cell = self._rows[at].cells[column]
        if isinstance(cell, Cell) and cell.control is not cell.plain:
            cell.control.setFocus()
        else:
            self._rows[at].remove.setFocus()

    def _drag(self, at: int, point: QPoint) -> None:
        now = self._dragging if self._dragging is not None else at
        to = self._place_of(self.mapFromGlobal(point).y())
        self._dragging = to
        if to != now:
            self.moved.emit(now, to)

    def _drop(self) -> None:
        if self._dragging is not None:
            self._tell(self._dragging)
        self._dragging = None

    def _place_of(self, y: int) -> int:
        bottoms = [line.geometry().bottom() for line in self._lines[: len(self._pieces)]]
        return next((at for at, bottom in enumerate(bottoms) if y <= bottom), len(bottoms) - 1)

    def _tell(self, at: int) -> None:
        label = self._words(self._pieces[at].label)
        announce(self, self._words(MOVED, piece=label, place=at + 1, all=len(self._pieces)))

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(0)
        self._grid.setRowMinimumHeight(0, theme.px(_HEAD))
        self._grid.setColumnMinimumWidth(0, theme.px(28))
        self._grid.setColumnMinimumWidth(4, theme.px(40))
        for at in range(len(self._rows)):
            self._grid.setRowMinimumHeight(1 + 3 * at, theme.px(_ROW) if at < len(self._pieces) else 0)
