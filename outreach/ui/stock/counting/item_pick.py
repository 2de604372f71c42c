"""One item, chosen by the beginning of its words: a line, and beside it what Enter takes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.catalog import Item
from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.fields import SteppingField
from outreach.ui.shared.labels import ElidedLabel
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.stock.counting import wording
from outreach.vocabulary import ItemId

_MATCHES = 5


class ItemPick(QWidget):
    """`picked(ItemId)`, or None when other words are typed; `entered` when Enter finds it chosen."""

    picked = Signal(object)
    entered = Signal()

    def __init__(self, words: Translator, name: str) -> None:
        super().__init__()
        self._words = words
        self._items: tuple[Item, ...] = ()
        self._quick_add = QuickAdd(())
        self._found: list[Item] = []
        self._at = 0
        self._chosen: Item | None = None
        self.field = SteppingField(name=name, placeholder=name, icon="search")
        self._hint = ElidedLabel(role="hint")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(Column(self.field, self._hint, gap=4))
        self.field.textEdited.connect(self._typed)
        self.field.entered.connect(self._take)
        self.field.stepped.connect(self._step)

    def show_item(self, items: Sequence[Item], chosen: Item | None) -> None:
        if tuple(items) != self._items:
            self._items = tuple(items)
            self._quick_add = QuickAdd(items)
        if chosen != self._chosen:
            self._chosen = chosen
            if chosen is not None:
                self.field.set_text(chosen.name)
                self._found = []
            elif not self.field.hasFocus():
                self.field.set_text("")
        self._say()

    def _typed(self, text: str) -> None:
        known = {item.id: item for item in self._items}
        found = self._quick_add.matches(text, _MATCHES) if text.strip() else ()
        self._found, self._at = [known[match.item_id] for match in found], 0
        if self._chosen is not None:
            self._chosen = None
            self.picked.emit(None)
        self._say()

    def _step(self, by: int) -> None:
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._say()

    def _take(self) -> None:
        if self._found:
            item = self._found[self._at]
            self._found = []
            self.picked.emit(ItemId(item.id))
        elif self._chosen is not None:
            self.entered.emit()

    def _say(self) -> None:
        said = ""
        if self._chosen is None:
            names = tuple(item.name for item in self._found[self._at :])
            said = wording.found_by(names, self.field.text(), self._words)
        if not said and self._chosen is None:
            said = self._words(N_("Any name it has will do, in any language."))
        if said != self._hint.text():
            self._hint.set_text(said)
            if self._found:
                announce(self._hint, said)
