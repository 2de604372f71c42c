"""One line of the basket: the amount as a number field, the item, and below it doses, lot or what is inside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.draft import Line
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import IconButton
from outreach.ui.shared.labels import ElidedLabel, Label
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.panels import Line as Rule
from outreach.vocabulary import ItemId


class BasketLine(QFrame):
    """`entered`: the amount is right, go on."""

    entered = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._words = presenter, words
        self._item_id: ItemId | None = None
        self._shown: tuple[object, ...] = ()
        self._amount = NumberField(name="")
        self._amount.typed.connect(self._typed)
        self._amount.stepped.connect(lambda step: self._set(max(1, (self._amount.value or 0) + step)))
        self._amount.editingFinished.connect(self.settle)
        self._amount.entered.connect(self.entered)
        self._name = ElidedLabel(role="item")
        self._remove = IconButton("close", words(N_("Remove")))
        self._remove.clicked.connect(lambda: self._set(0))
        self._doses = Label(role="quiet")
        self._lot = ElidedLabel(role="quiet")
        self._short = Label(role="quiet", wraps=True)
        upper = Row(self._amount, gap=8)
        upper.addWidget(self._name, 1)
        upper.addWidget(self._remove)
        self._lower = Row(self._doses, gap=6)
        self._lower.addWidget(self._lot, 1)
        self._column = Column(upper, self._lower, self._short, gap=2, edges=(12, 7, 8, 7))
        outer = Column(self._column, Rule(), gap=0)
        self.setLayout(outer)
        theme.changed.connect(self._measure)
        self._measure()

    def show_line(self, line: Line, state: State) -> None:
        item, level = state.items[line.item_id], state.levels.get(line.item_id)
        shown = (line, item, level, state.lots.get(line.item_id), line.item_id in state.lots)
        if shown == self._shown:
            return
        self._shown = shown
        if line.item_id != self._item_id:
            self._item_id = line.item_id
            self._name.set_text(item.name)
            self._amount.setAccessibleName(self._words(N_("Amount, {item}"), item=item.name))
            self._remove.setAccessibleName(self._words(N_("Remove {item}"), item=item.name))
        if not (self._amount.hasFocus() and self._amount.value is None):  # being typed anew
            self._amount.set_value(line.amount)
        doses = wording.doses(item, line.amount, self._words)
        self._doses.set_text(doses)
        self._doses.setVisible(bool(doses))
        if item.recipe is not None:
            self._lot.set_text(wording.inside(item, state.items, self._words))
        elif line.item_id in state.lots:
            self._lot.set_text(wording.lot(state.lots[line.item_id], self._words))
        else:
            self._lot.set_text("")
        short = wording.shortfall(level, line.amount, self._words)
        self._short.set_text(short)
        self._short.setVisible(bool(short))
        self.setAccessibleName(self._words(N_("{n} × {item}"), n=line.amount, item=item.name))

    def settle(self) -> None:
        """None is none: an emptied amount takes the line out."""
        if not self._amount.value:
            self._set(0)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        edge = 4 if is_compact else 7
        self._column.set_edges((12, edge, 8, edge))

    @property
    def item_id(self) -> ItemId | None:
        return self._item_id

    def _typed(self, amount: int | None) -> None:
        """While digits are typed the line stays, even when none is left for a moment."""
        if amount:
            self._set(amount)

    def _set(self, amount: int) -> None:
        if self._item_id is not None:
            self._presenter.set_amount(self._item_id, amount)

    def _measure(self) -> None:
        self._amount.setFixedWidth(theme.px(56))
