"""An item of a delivery: what order and invoice say, what arrived, why that differs, and its lots."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Spacer
from outreach.ui.shortcuts import Key
from outreach.ui.stock import receive_words, wording
from outreach.ui.stock.cells import Cell, FixedField, FixedMenu, Stretching
from outreach.ui.stock.draft import Field, ItemDraft, Place
from outreach.ui.stock.receive_lot import EDGES, GAP, ICON, LotHeads, LotLine
from outreach.ui.stock.receiving import ReceivePresenter, State

SAID, ARRIVED, DIFFERENCE, REASON = 84, 78, 84, 168
_OWN = (Field.ORDERED, Field.INVOICED)


class Heads(QFrame):
    """What stands in which column of an item, once for all items."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        item = Stretching("h3")
        item.set_text(words(N_("Item")))
        row = Row(gap=GAP, edges=(EDGES[0], 7, EDGES[1], 7))
        row.addWidget(item, 1)
        for width, text, is_number in (
            (SAID, N_("Ordered"), True), (SAID, N_("Invoiced"), True), (ARRIVED, N_("Arrived"), True),
            (DIFFERENCE, N_("Difference"), True), (REASON, N_("Reason"), False),
        ):  # fmt: skip
            cell = Cell(width, "h3", is_number=is_number)
            cell.set_text(words(text))
            row.addWidget(cell)
        self._row = row
        self.setLayout(Column(row, Rule(), gap=0))

    def set_bar(self, width: int) -> None:
        """Stand over the columns of what scrolls below, beside its bar."""
        right = theme.px(EDGES[1]) + width
        margins = self._row.contentsMargins()
        if margins.right() != right:
            margins.setRight(right)
            self._row.setContentsMargins(margins)


class ItemHead(QWidget):
    """Name and packs, then the figures; under them, where there is little room."""

    def __init__(self, presenter: ReceivePresenter, words: Translator, key: Callable[[], int]) -> None:
        super().__init__()
        self._presenter, self._words, self._key = presenter, words, key
        self._is_stacked = False
        self._name, self._packs = ElidedLabel(role="strong"), Stretching("quiet")
        self._fields = {which: FixedField(SAID, name="", takes=Into.AMOUNT) for which in _OWN}
        self._arrived = Cell(ARRIVED, "strong", is_number=True)
        self._difference = Cell(DIFFERENCE, "strong", is_number=True)
        self._reason = FixedMenu(REASON, name="")
        self._error = Label(role="error", wraps=True)
        self._arrange()
        self._connect()

    @property
    def chain(self) -> list[QWidget]:
        return [*self._fields.values(), self._reason]

    def field(self, which: Field) -> QWidget:
        return self._fields[which]

    def show_item(self, one: ItemDraft, state: State) -> None:
        words, item = self._words, one.item.name
        self._name.set_text(item)
        self._packs.set_text(wording.packs(one.item, words) or words(N_("counted in units")))
        self._fields[Field.ORDERED].set_text(one.ordered)
        self._fields[Field.INVOICED].set_text(one.invoiced)
        self._fields[Field.ORDERED].setAccessibleName(words(N_("Ordered of {item}"), item=item))
        self._fields[Field.INVOICED].setAccessibleName(words(N_("Invoiced of {item}"), item=item))
        self._arrived.set_text(words.number(one.units) if one.units is not None else "")
        self._arrived.setAccessibleName(words(N_("Arrived: {n}"), n=one.units or 0))
        is_alike = one.difference == 0
        self._difference.set_text(receive_words.difference(one, words))
        self._difference.set_role("ok" if is_alike else "strong")
        self._reason.set_spoken(words(N_("Why {item} differs"), item=item))
        self._reason.set_choices(receive_words.reasons(one, words), now=one.reason)
        self._say("\n".join(wording.problem(p.what, words) for p in state.problems if _is_mine(p.place, one)))

    def set_stacked(self, *, is_stacked: bool) -> None:
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        (self._first if is_stacked else self._second).removeWidget(self._figures)
        (self._second if is_stacked else self._first).addWidget(self._figures)
        for which, text in ((Field.ORDERED, N_("Ordered")), (Field.INVOICED, N_("Invoiced"))):
            field = self._fields[which]
            assert isinstance(field, FixedField)  # noqa: S101 - made so
            field.setPlaceholderText(self._words(text) if is_stacked else wording.NOTHING)

    def _say(self, problem: str) -> None:
        if problem != self._error.text():
            announce(self._error, problem)
        self._error.set_text(problem)
        for field in self._fields.values():
            field.setAccessibleDescription(problem)
        set_shown(self._error, bool(problem))

    def _arrange(self) -> None:
        for field in self._fields.values():
            field.setPlaceholderText(wording.NOTHING)
            field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._figures = QWidget()
        self._figures.setLayout(
            Row(*self._fields.values(), self._arrived, self._difference, self._reason, gap=GAP, edges=0)
        )
        self._figures.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._first = Row(self._name, gap=GAP, edges=(EDGES[0], 6, EDGES[1], 2))
        self._first.addWidget(self._packs, 1)
        self._first.addWidget(self._figures)
        self._second = Row(gap=GAP, edges=(EDGES[0], 0, EDGES[1], 0))
        error = Row(Spacer(0), gap=0, edges=(EDGES[0], 0, EDGES[1], 4))
        error.addWidget(self._error, 1)
        self.setLayout(Column(self._first, self._second, error, gap=0))

    def _connect(self) -> None:
        presenter, key = self._presenter, self._key
        ordered, invoiced = self._fields[Field.ORDERED], self._fields[Field.INVOICED]
        ordered.textEdited.connect(lambda typed: presenter.ordered_typed(key(), typed))
        invoiced.textEdited.connect(lambda typed: presenter.invoiced_typed(key(), typed))
        ordered.entered.connect(invoiced.setFocus)
        invoiced.entered.connect(lambda: presenter.go_to_amount(key()))
        for which, field in self._fields.items():
            field.editingFinished.connect(lambda which=which: presenter.left(Place(which, key())))
        self._reason.chosen.connect(lambda reason: presenter.choose_reason(key(), reason))


class ItemBlock(QFrame):
    """The head of an item, its lots, and one more."""

    def __init__(self, presenter: ReceivePresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._is_stacked = False
        self._lines: dict[int, LotLine] = {}
        self._key = 0
        self.head = ItemHead(presenter, words, lambda: self._key)
        self._lot_heads = LotHeads(words)
        self._another = Button(words(N_("Another lot")), kind=Kind.QUIET, size=Size.SMALL, icon="plus")
        self._another.clicked.connect(lambda: presenter.another_lot(self._key))
        self._lots = QVBoxLayout()
        self._lots.setSpacing(0)
        below = Row(Spacer(ICON), self._another, None, gap=GAP, edges=(EDGES[0], 0, EDGES[1], 0))
        column = Column(self.head, self._lot_heads, self._lots, below, gap=0, edges=0)
        column.addSpacing(theme.px(4))
        column.addWidget(Rule())
        self.setLayout(column)

    @property
    def lines(self) -> dict[int, LotLine]:
        return self._lines

    @property
    def chain(self) -> list[QWidget]:
        """Its own fields, its lots, then another."""
        return [*self.head.chain, *(widget for line in self._lines.values() for widget in line.chain), self._another]

    def show_item(self, one: ItemDraft, state: State, *, is_first: bool) -> None:
        self._key = one.key
        self.setAccessibleName(one.item.name)
        self.head.show_item(one, state)
        set_shown(self._lot_heads, is_first)
        self._another.setAccessibleName(self._words(N_("Another lot of {item}"), item=one.item.name))
        wanted = [lot.key for lot in one.lots]
        for key in [key for key in self._lines if key not in wanted]:
            gone = self._lines.pop(key)
            gone.hide()
            gone.deleteLater()
        for lot in one.lots:
            if lot.key not in self._lines:
                line = self._lines[lot.key] = LotLine(self._presenter, self._words, lot.key)
                self._lots.addWidget(line)
                line.set_stacked(is_stacked=self._is_stacked)
            self._lines[lot.key].show_lot(lot, one, state)

    def set_stacked(self, *, is_stacked: bool) -> None:
        self._is_stacked = is_stacked
        self.head.set_stacked(is_stacked=is_stacked)
        self._lot_heads.set_stacked(is_stacked=is_stacked)
        for line in self._lines.values():
            line.set_stacked(is_stacked=is_stacked)

    def set_current(self, is_current: bool) -> None:  # noqa: FBT001 - it is the state
        """The key makes another lot of the item the keyboard is in."""
        self._another.set_key(Key.ANOTHER_LOT.shown if is_current else "")


def _is_mine(place: Place, one: ItemDraft) -> bool:
    return place.key == one.key and place.field in _OWN
