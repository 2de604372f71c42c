"""One part of a kit: how many are in each, what it is, and what the recipe says where that is another amount."""

from PySide6.QtWidgets import QWidget

from outreach.catalog import Item
from outreach.translation import N_, Translator
from outreach.ui.desk.swapping import Swap
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.numbers import Stepper
from outreach.vocabulary import ItemId


class PartRow(QWidget):
    def __init__(self, words: Translator, swap: Swap, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._swap = words, swap
        self.part: ItemId | None = None
        self.amount = Stepper(words, height=28, width=112)
        self.amount.changed.connect(self._changed)
        self.amount.entered.connect(swap.done)
        self.amount.field.walks = True
        self._name, self._said = ElidedLabel(role="item"), Label(role="quiet")
        row = Row(self.amount, gap=10)
        row.addWidget(self._name, 1)
        row.addWidget(self._said)
        self.setLayout(row)

    def show_part(self, item: Item, amount: int, by_recipe: int) -> None:
        self.part = item.id
        self._name.set_text(item.name)
        self.amount.set_name(item.name)
        self.amount.set_strong(amount != by_recipe)
        self.amount.set_value(amount)
        self._said.set_text(self._says(amount, by_recipe))
        set_shown(self._said, bool(self._said.text()))
        self.amount.field.setAccessibleDescription(self._said.text())

    def _says(self, amount: int, by_recipe: int) -> str:
        if amount == by_recipe:
            return ""
        if not by_recipe:
            return self._words(N_("Swapped in")) if amount else ""
        return self._words(N_("recipe: {n}"), n=by_recipe) if amount else self._words(N_("Left out"))

    def _changed(self, amount: int | None) -> None:
        if self.part is not None:
            self._swap.set(self.part, amount or 0)
