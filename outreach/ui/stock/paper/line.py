"""One line of a paper: an item, how many, which lot, who paid, what is left; under it what is worth knowing."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.buttons import IconButton, Kind, MenuButton, Size
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.cells import Cell, FixedField, FixedMenu, Stretching
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.draft import Field, PaperLine, Place
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.paper.shares import Share
from outreach.ui.stock.paper.state import PaperState
from outreach.ui.stock.wording import NOTHING
from outreach.ui.theme import Color

AMOUNT, UNITS, LOT, SOURCE, LEFT, REMOVE, FIGURE, NUMBER, EXPIRY = 72, 76, 168, 150, 72, 28, 86, 112, 92
GAP, EDGES = 10, (12, 10)


class Look(StrEnum):
    """Which columns a paper has."""

    LOTS = "lots"  # its lots are on the books
    MACHINE = "machine"  # what is counted there, then what is put in
    NEW_LOTS = "new_lots"  # its lots are typed


_COLUMNS = {
    Look.LOTS: ("amount", "units", "lot", "source", "left"),
    Look.MACHINE: ("counted", "books", "given", "amount", "lot", "left"),
    Look.NEW_LOTS: ("amount", "units", "number", "expiry", "paid"),
}


class AmountField(FixedField):
    """A number as it is typed from the boxes, at the right; all of it is chosen when one comes to it."""

    def __init__(self, width: int) -> None:
        super().__init__(width, name="", role="number", takes=Into.AMOUNT)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()


class LotButton(MenuButton):
    """The lot a line is from, as wide as its column."""

    def __init__(self) -> None:
        super().__init__(kind=Kind.LOT, size=Size.SMALL)


class _LotColumn(QWidget):
    def __init__(self, button: LotButton) -> None:
        super().__init__()
        self.setLayout(Row(button, None, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(LOT), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class LineWidget(QFrame):
    """`reached` when the keyboard comes into it."""

    reached = Signal()

    def __init__(self, presenter: PaperPresenter, words: Translator, key: int) -> None:
        super().__init__()
        self._presenter, self._words, self.key = presenter, words, key
        self._look, self._is_stacked = Look.LOTS, False
        self._name, self._above = Stretching("item"), ElidedLabel(role="item")
        self._above_source = Stretching("quiet", is_number=True)
        self._fields = {
            Field.COUNTED: AmountField(AMOUNT), Field.AMOUNT: AmountField(AMOUNT),
            Field.NUMBER: FixedField(NUMBER, name=""),
            Field.EXPIRY: FixedField(EXPIRY, name="", placeholder="08/2029", takes=Into.DAY),
        }  # fmt: skip
        self._units, self._doses = Cell(UNITS, "", is_number=True), Cell(UNITS, "quiet", is_number=True)
        self._books, self._given = Cell(FIGURE, "body2", is_number=True), Cell(FIGURE, "strong", is_number=True)
        self._lot = LotButton()
        self._source, self._left = Cell(SOURCE, "small"), Cell(LEFT, "body2", is_number=True)
        self._paid = FixedMenu(SOURCE, name="")
        self._remove = IconButton("close", "")
        self._icon, self._said = IconLabel("warning", Color.OUT, icons.S), Label(role="small2", wraps=True)
        self._arrange()
        self._connect()

    def show_line(self, line: PaperLine, shares: Sequence[Share], state: PaperState) -> None:
        words = self._words
        for label in (self._name, self._above):
            label.set_text(line.item.name)
        self._fields[Field.AMOUNT].set_text(line.amount)
        self._fields[Field.COUNTED].set_text(line.counted)
        self._fields[Field.NUMBER].set_text(line.number)
        self._fields[Field.EXPIRY].set_text(line.expiry)
        self._units.set_text(words.number(line.units) if line.units is not None else NOTHING)
        doses = wording.doses(line, state, words)
        self._doses.set_text(doses)
        set_shown(self._doses, bool(doses))
        self._show_machine(line, state)
        self._show_lots(line, shares, state)
        source = wording.source_now(line, shares, words)
        self._source.set_text(source or NOTHING)
        left = state.left_here(line)
        self._left.set_text(words.number(left) if left is not None else "")
        left_here = words(N_("{n} left here"), n=left) if left is not None else ""
        self._above_source.set_text(" · ".join(part for part in (source, left_here) if part))
        self._name_parts(line)
        self._show_said(line, shares, state)

    def set_look(self, look: Look, *, is_stacked: bool) -> None:
        if (look, is_stacked) == (self._look, self._is_stacked):
            return
        self._look, self._is_stacked = look, is_stacked
        self._show_columns()

    def field(self, which: Field) -> QWidget:
        return self._fields.get(which, self._fields[Field.AMOUNT])

    @property
    def chain(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        parts = [self._parts[name] for name in _COLUMNS[self._look]]
        return [*(one for one in parts if one.focusPolicy() & Qt.FocusPolicy.TabFocus), self._remove]

    def open_lots(self) -> None:
        if self._lot.isVisible():
            self._lot.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._lot.open_menu()

    # Drawing

    def _show_machine(self, line: PaperLine, state: PaperState) -> None:
        words, there = self._words, state.books.there.get(line.item.id, 0) if state.books else 0
        self._books.set_text(words.number(there))
        gone = there - line.found if line.found is not None else None
        self._given.set_text("" if gone is None else words.number(max(0, gone)))

    def _show_lots(self, line: PaperLine, shares: Sequence[Share], state: PaperState) -> None:
        words, lots = self._words, state.lots(line.item.id)
        choices: list[tuple[object, str]] = [(None, words(wording.BY_THE_BOOKS))]
        choices += [(lot.lot_id, wording.lot_offered(lot, words)) for lot in lots if lot.on_hand > 0]
        self._lot.set_spoken(words(N_("Lot of {item}"), item=line.item.name))
        self._lot.set_choices(choices, now=line.lot.lot_id if line.lot else None)
        self._lot.show_text(wording.lot_now(line, shares, lots, words))
        self._lot.set_kind(Kind.SECONDARY if line.lot else Kind.LOT)
        self._lots = {lot.lot_id: lot for lot in lots}
        sources = state.catalog.sources if state.catalog else ()
        unstated = next((source.id for source in sources if source.is_unstated), None)
        self._paid.set_choices(
            [(source.id, source.name) for source in sources if not source.retired or source.id == line.source_id],
            now=line.source_id if line.source_id is not None else unstated,
        )

    def _name_parts(self, line: PaperLine) -> None:
        words, item = self._words, line.item.name
        self.setAccessibleName(item)
        names = {
            Field.AMOUNT: N_("Put in of {item}") if self._look is Look.MACHINE else N_("Amount of {item}"),
            Field.COUNTED: N_("Counted of {item}"),
            Field.NUMBER: N_("Lot number of {item}"),
            Field.EXPIRY: N_("Expiry of {item}"),
        }
        for which, name in names.items():
            self._fields[which].setAccessibleName(words(name, item=item))
        self._paid.setAccessibleName(f"{words(N_('Source of {item}'), item=item)}: {self._paid.label}")
        self._units.setAccessibleName(" ".join(filter(None, (item, self._units.text(), self._doses.text()))))
        self._left.setAccessibleName(words(N_("Left here of {item}: {n}"), item=item, n=self._left.text()))
        self._given.setAccessibleName(words(N_("Given by machine of {item}: {n}"), item=item, n=self._given.text()))
        self._books.setAccessibleName(words(N_("On the books of {item}: {n}"), item=item, n=self._books.text()))
        self._remove.setAccessibleName(words(N_("Take off {item}"), item=item))
        self._remove.setToolTip(words(N_("Take off {item}"), item=item))

    def _show_said(self, line: PaperLine, shares: Sequence[Share], state: PaperState) -> None:
        words = self._words
        problems = [wording.problem(one.what, words) for one in state.problems if one.place.key == line.key]
        notes = wording.notes(line, shares, state, words)
        said = " ".join(problems or notes)
        if said != self._said.text() and said:
            announce(self._said, said)
        self._said.set_text(said)
        self._said.set_role("error" if problems else "small2")
        self._icon.set_icon("warning" if problems else "info", Color.OUT if problems else Color.LOW)
        for field in self._fields.values():
            field.setAccessibleDescription(said)
        set_shown(self._below, bool(said))

    def _show_columns(self) -> None:
        shown = _COLUMNS[self._look]
        for name, part in self._parts.items():
            is_above = self._is_stacked and self._look is Look.LOTS and name in ("source", "left")
            set_shown(part, name in shown and not is_above)
        set_shown(self._name, not self._is_stacked)
        set_shown(self._first, self._is_stacked)
        set_shown(self._filler, self._is_stacked)
        set_shown(self._above_source, self._look is Look.LOTS)

    # Building

    def _arrange(self) -> None:
        units = QWidget()
        units.setLayout(Column(self._units, self._doses, gap=0))
        units.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        lot = _LotColumn(self._lot)
        fields = self._fields
        self._parts: dict[str, QWidget] = {
            "counted": fields[Field.COUNTED], "books": self._books, "given": self._given,
            "amount": fields[Field.AMOUNT], "units": units, "lot": lot, "number": fields[Field.NUMBER],
            "expiry": fields[Field.EXPIRY], "source": self._source, "paid": self._paid, "left": self._left,
        }  # fmt: skip
        row = Row(gap=GAP, edges=(EDGES[0], 0, EDGES[1], 0))
        row.addWidget(self._name, 1)
        for part in self._parts.values():
            row.addWidget(part)
        self._filler = QWidget()
        row.addWidget(self._filler, 1)
        row.addWidget(self._remove)
        self._first = QWidget()
        first = Row(self._above, gap=GAP, edges=(EDGES[0], 0, EDGES[1], 2))
        first.addWidget(self._above_source, 1)
        self._first.setLayout(first)
        self._below = QWidget()
        below = Row(self._icon, gap=8, edges=(EDGES[0], 2, EDGES[1], 0))
        self._icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        below.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._said, 1)
        self._below.setLayout(below)
        inside = Column(self._first, row, self._below, gap=0, edges=(0, 6))
        self.setLayout(Column(inside, Rule(), gap=0))
        self._show_columns()

    def _connect(self) -> None:
        presenter, key = self._presenter, self.key
        changed = {
            Field.AMOUNT: presenter.amount_typed, Field.COUNTED: presenter.counted_typed,
            Field.NUMBER: presenter.number_typed, Field.EXPIRY: presenter.expiry_typed,
        }  # fmt: skip
        for which, field in self._fields.items():
            field.textEdited.connect(partial(changed[which], key))
            field.entered.connect(partial(presenter.entered, Place(which, key)))
            field.editingFinished.connect(partial(self._leaves, which))
        self._lot.chosen.connect(self._choose_lot)
        self._paid.chosen.connect(partial(presenter.choose_source, key))
        self._remove.clicked.connect(partial(presenter.remove, key))

    def _leaves(self, which: Field) -> None:
        self._presenter.left(Place(which, self.key), self._fields[which].text())

    def _choose_lot(self, lot_id: object) -> None:
        self._presenter.choose_lot(self.key, self._lots.get(lot_id))  # type: ignore[call-overload]
