"""What every line of the basket has: an amount that can be typed, what it is of, and a way to take it out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import IconButton
from outreach.ui.shared.labels import ElidedLabel
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.panels import Line as Rule

_DIGITS, _DIGIT = 4, 10  # digits there is always room for, and the width of one more


class AmountLine(QFrame):
    """`entered`: the amount is right, go on.  `set_to` is what a line does with an amount; 0 takes it out."""

    entered = Signal()

    def __init__(self, words: Translator, *below: QWidget | QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.amount = NumberField(name="")
        self.amount.typed.connect(self._typed)
        self.amount.stepped.connect(lambda step: self.set_to(max(1, (self.amount.value or 0) + step)))
        self.amount.editingFinished.connect(self.settle)
        self.amount.entered.connect(self.entered)
        self._name = ElidedLabel(role="item")
        self._remove = IconButton("close", words(N_("Remove")))
        self._remove.clicked.connect(lambda: self.set_to(0))
        upper = Row(self.amount, gap=8)
        upper.addWidget(self._name, 1)
        upper.addWidget(self._remove)
        self._column = Column(upper, *below, gap=2, edges=(12, 7, 8, 7))
        self.setLayout(Column(self._column, Rule(), gap=0))
        theme.changed.connect(self._measure)
        self._measure()

    def set_to(self, amount: int) -> None:
        raise NotImplementedError

    def show_amount(self, amount: int, name: str) -> None:
        self._name.set_text(name)
        self.amount.setAccessibleName(self._words(N_("Amount, {item}"), item=name))
        self._remove.setAccessibleName(self._words(N_("Remove {item}"), item=name))
        if not (self.amount.hasFocus() and self.amount.value is None):  # being typed anew
            self.amount.set_value(amount)
        self._measure()
        self.setAccessibleName(self._words(N_("{n} × {item}"), n=amount, item=name))

    def settle(self) -> None:
        """None is none: an emptied amount takes the line out."""
        if not self.amount.value:
            self.set_to(0)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        edge = 4 if is_compact else 7
        self._column.set_edges((12, edge, 8, edge))

    def _typed(self, amount: int | None) -> None:
        """While digits are typed the line stays, even when none is left for a moment."""
        if amount:
            self.set_to(amount)
        self._measure()

    def _measure(self) -> None:
        """Wide enough for every digit: part of a number is another number."""
        digits = max(_DIGITS, len(self.amount.text()))
        self.amount.setFixedWidth(theme.px(56 + _DIGIT * (digits - _DIGITS)))
