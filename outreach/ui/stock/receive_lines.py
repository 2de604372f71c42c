"""The items of a delivery and their lots, as they are typed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from outreach.catalog import Source
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, IconButton, Kind, MenuButton, Size
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Spacer
from outreach.ui.shortcuts import Key
from outreach.ui.stock import wording
from outreach.ui.stock.cells import Cell, FixedField, Stretching
from outreach.ui.stock.draft import Field, ItemDraft, LotDraft, Place
from outreach.ui.stock.receiving import ReceivePresenter, State
from outreach.ui.theme import Color
from outreach.vocabulary import ItemId

AMOUNT, UNITS, LOT, EXPIRY, REMOVE, ICON, GAP = 96, 78, 126, 112, 28, 18, 10
EDGES = (14, 14)
_SOURCE = 5  # its place in the row


class Heads(QFrame):
    """What stands in which column, once for all lines."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        amount, units = Cell(AMOUNT, "h3"), Cell(UNITS, "h3", is_number=True)
        lot, expiry = Cell(LOT, "h3"), Cell(EXPIRY, "h3")
        self._source = Stretching("h3")
        self.set_stacked(is_stacked=False)
        for cell, text in (
            (amount, N_("Amount")), (units, N_("Units")), (lot, N_("Lot")), (expiry, N_("Expiry")),
        ):  # fmt: skip
            cell.set_text(words(text))
        row = Row(Spacer(ICON), amount, units, lot, expiry, gap=GAP, edges=(EDGES[0], 7, EDGES[1], 7))
        row.addWidget(self._source, 1)
        row.addWidget(Spacer(REMOVE))
        self.setLayout(Column(row, Rule(), gap=0))

    def set_stacked(self, *, is_stacked: bool) -> None:
        """The source stands under its lot, and needs no head there."""
        self._source.set_text("" if is_stacked else self._words(N_("Source, who pays")))


class LotLine(QWidget):
    """One lot: amount, lot number, expiry, source; under it what is wrong, if it is to be said."""

    def __init__(self, presenter: ReceivePresenter, words: Translator, key: int) -> None:
        super().__init__()
        self._presenter, self._words, self.key = presenter, words, key
        self._is_stacked = False
        self._spare = Spacer(REMOVE)
        self._fields = {
            Field.AMOUNT: FixedField(AMOUNT, name="", placeholder=words(N_("5b-4"))),
            Field.LOT: FixedField(LOT, name=""),
            Field.EXPIRY: FixedField(EXPIRY, name="", placeholder=words(N_("08/2029"))),
        }
        self._units = Cell(UNITS, "body2", is_number=True)
        self._source = MenuButton(is_field=True)
        self._source.fill_width()
        self._remove = IconButton("close", "")
        self._icon, self._error = IconLabel("warning", Color.OUT, icons.S), Label(role="error", wraps=True)
        self._arrange()
        self._connect()

    def show_lot(self, lot: LotDraft, one: ItemDraft, state: State) -> None:
        self._fields[Field.AMOUNT].set_text(lot.amount)
        self._fields[Field.LOT].set_text(lot.number)
        self._fields[Field.EXPIRY].set_text(lot.expiry)
        self._units.set_text(wording.units(lot.units(one.item), self._words))
        self._show_sources(state.sources(lot.source_id), lot)
        self._name(one)
        said = [wording.problem(p.what, self._words) for p in state.problems if p.place.key == lot.key]
        self._say("\n".join(said), self._note(lot, state.day or state.today))

    def set_stacked(self, *, is_stacked: bool) -> None:
        """Where there is no room for it at the side, the source goes under its lot."""
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        if is_stacked:
            self._row.removeWidget(self._source)
            self._row.insertStretch(_SOURCE, 1)
            self._second_row.addWidget(self._source, 1)
            self._second_row.addWidget(self._spare)
        else:
            self._row.takeAt(_SOURCE)
            self._second_row.removeWidget(self._source)
            self._row.insertWidget(_SOURCE, self._source, 1)
        set_shown(self._second, is_stacked)

    def field(self, which: Field) -> QWidget:
        return self._fields[which]

    @property
    def chain(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        return [*self._fields.values(), self._source, self._remove]

    def _note(self, lot: LotDraft, day: date) -> str:
        expires = lot.expires_on
        if expires is not None and expires < day:
            return self._words(N_("This lot has expired already. It goes on the shelf, and is never picked."))
        return ""

    def _name(self, one: ItemDraft) -> None:
        words, item = self._words, one.item.name
        number = [lot.key for lot in one.lots].index(self.key) + 1
        of = words(N_("{item}, lot {n}"), item=item, n=str(number)) if len(one.lots) > 1 else item
        names = {
            Field.AMOUNT: N_("Amount of {item}"), Field.LOT: N_("Lot number of {item}"),
            Field.EXPIRY: N_("Expiry of {item}"),
        }  # fmt: skip
        for which, name in names.items():
            self._fields[which].setAccessibleName(words(name, item=of))
        self._units.setAccessibleName(f"{of} {self._units.text()}")
        source = words(N_("Source of {item}"), item=of)
        self._source.setAccessibleName(f"{source}: {self._source.label}")
        self._remove.setAccessibleName(words(N_("Take off {item}"), item=of))
        self._remove.setToolTip(words(N_("Take off {item}"), item=of))

    def _show_sources(self, sources: Sequence[Source], lot: LotDraft) -> None:
        unstated = next((source.id for source in sources if source.is_unstated), None)
        choices = [(source.id, source.name) for source in sources]
        self._source.set_choices(choices, now=lot.source_id if lot.source_id is not None else unstated)

    def _say(self, problem: str, note: str) -> None:
        said = problem or note
        if said != self._error.text():
            announce(self._error, said)
        self._error.set_text(said)
        self._error.set_role("error" if problem else "small2")
        self._icon.set_icon("warning", Color.OUT if problem else Color.LOW)
        for field in self._fields.values():
            field.setAccessibleDescription(said)
        set_shown(self._below, bool(said))

    def _arrange(self) -> None:
        box = IconLabel("box", Color.TEXT2, ICON)
        row = self._row = Row(box, gap=GAP, edges=(EDGES[0], 0, EDGES[1], 0))
        row.addWidget(self._fields[Field.AMOUNT])
        row.addWidget(self._units)
        row.addWidget(self._fields[Field.LOT])
        row.addWidget(self._fields[Field.EXPIRY])
        row.addWidget(self._source, 1)
        row.addWidget(self._remove)
        self._second = QWidget()
        self._second_row = Row(Spacer(ICON), gap=GAP, edges=(EDGES[0], 4, EDGES[1], 0))
        self._second.setLayout(self._second_row)
        set_shown(self._second, is_shown=False)
        self._below = QWidget()
        below = Row(Spacer(ICON), self._icon, gap=GAP, edges=(EDGES[0], 2, EDGES[1], 4))
        for icon in (box, self._icon):
            icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        below.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._error, 1)
        self._below.setLayout(below)
        self.setLayout(Column(row, self._second, self._below, gap=0, edges=(0, 3)))

    def _connect(self) -> None:
        presenter, key = self._presenter, self.key
        amount, number, expiry = self._fields[Field.AMOUNT], self._fields[Field.LOT], self._fields[Field.EXPIRY]
        amount.textEdited.connect(lambda typed: presenter.amount_typed(key, typed))
        number.textEdited.connect(lambda typed: presenter.number_typed(key, typed))
        expiry.textEdited.connect(lambda typed: presenter.expiry_typed(key, typed))
        amount.entered.connect(lambda: number.setFocus(Qt.FocusReason.TabFocusReason))
        number.entered.connect(lambda: expiry.setFocus(Qt.FocusReason.TabFocusReason))
        expiry.entered.connect(lambda: self._source.setFocus(Qt.FocusReason.TabFocusReason))
        for which, field in self._fields.items():
            field.editingFinished.connect(self._leaves(which))
        self._source.chosen.connect(lambda source_id: presenter.choose_source(key, source_id))
        self._remove.clicked.connect(lambda: presenter.remove(key))

    def _leaves(self, which: Field) -> Callable[[], None]:
        return lambda: self._presenter.left(Place(which, self.key))


class ItemBlock(QFrame):
    """An item, how it comes, what it adds up to, and its lots."""

    def __init__(self, presenter: ReceivePresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._is_stacked = False
        self._lines: dict[int, LotLine] = {}
        self._name, self._packs = Label(role="strong"), ElidedLabel(role="quiet")
        self._packs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._total = Label(role="strong")
        self._another = Button(words(N_("Another lot")), kind=Kind.QUIET, size=Size.SMALL, icon="plus")
        self._another.clicked.connect(lambda: presenter.another_lot(next(iter(self._lines))))
        head = Row(self._name, gap=GAP, edges=(EDGES[0], 5, EDGES[1], 2))
        head.addWidget(self._packs, 1)
        head.addWidget(self._total)
        head.addWidget(self._another)
        self._lots = QVBoxLayout()
        self._lots.setSpacing(0)
        column = Column(head, self._lots, gap=0, edges=(0, 0, 0, 0))
        column.addSpacing(theme.px(4))
        column.addWidget(Rule())
        self.setLayout(column)

    @property
    def lines(self) -> dict[int, LotLine]:
        return self._lines

    @property
    def chain(self) -> list[QWidget]:
        """Its lots, then another."""
        return [widget for line in self._lines.values() for widget in line.chain] + [self._another]

    def show_item(self, one: ItemDraft, state: State) -> None:
        words = self._words
        self.setAccessibleName(one.item.name)
        self._name.set_text(one.item.name)
        self._packs.set_text(wording.packs(one.item, words) or words(N_("counted in units")))
        self._total.set_text(words.number(one.units) if len(one.lots) > 1 and one.units is not None else "")
        self._another.setAccessibleName(words(N_("Another lot of {item}"), item=one.item.name))
        wanted = [lot.key for lot in one.lots]
        for key in [key for key in self._lines if key not in wanted]:
            gone = self._lines.pop(key)
            gone.hide()
            gone.deleteLater()
        for lot in one.lots:
            if lot.key not in self._lines:
                line = self._lines[lot.key] = LotLine(self._presenter, words, lot.key)
                self._lots.addWidget(line)
                line.set_stacked(is_stacked=self._is_stacked)
            self._lines[lot.key].show_lot(lot, one, state)

    def set_stacked(self, *, is_stacked: bool) -> None:
        self._is_stacked = is_stacked
        for line in self._lines.values():
            line.set_stacked(is_stacked=is_stacked)

    def set_current(self, is_current: bool) -> None:  # noqa: FBT001 - it is the state
        """The key makes another lot of the item the keyboard is in."""
        self._another.set_key(Key.ANOTHER_LOT.shown if is_current else "")


class Items(QWidget):
    """The blocks of all items, in the order they were added; `grew` when they have found their places."""

    grew = Signal()

    def __init__(self, presenter: ReceivePresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._blocks: dict[ItemId, ItemBlock] = {}
        self._is_stacked = False
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self.setAccessibleName(words(N_("What came")))

    def show_state(self, state: State) -> None:
        wanted = [one.item.id for one in state.draft.items]
        for item_id in [item_id for item_id in self._blocks if item_id not in wanted]:
            gone = self._blocks.pop(item_id)
            gone.hide()
            gone.deleteLater()
        for one in state.draft.items:
            if one.item.id not in self._blocks:
                block = self._blocks[one.item.id] = ItemBlock(self._presenter, self._words)
                block.set_stacked(is_stacked=self._is_stacked)
                self._column.addWidget(block)
            self._blocks[one.item.id].show_item(one, state)

    @property
    def chain(self) -> list[QWidget]:
        return [widget for block in self._blocks.values() for widget in block.chain]

    def line(self, key: int) -> LotLine | None:
        return next((block.lines[key] for block in self._blocks.values() if key in block.lines), None)

    def key_of(self, widget: QWidget | None) -> int:
        """The lot the keyboard is in, or 0."""
        for block in self._blocks.values():
            for key, line in block.lines.items():
                if widget is not None and (line is widget or line.isAncestorOf(widget)):
                    return key
        return 0

    def set_stacked(self, *, is_stacked: bool) -> None:
        self._is_stacked = is_stacked
        for block in self._blocks.values():
            block.set_stacked(is_stacked=is_stacked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grew.emit()

    def mark_current(self, widget: QWidget | None) -> None:
        inside = [b for b in self._blocks.values() if widget is not None and b.isAncestorOf(widget)]
        last = list(self._blocks.values())[-1:]
        for block in self._blocks.values():
            block.set_current(block in (inside or last))
