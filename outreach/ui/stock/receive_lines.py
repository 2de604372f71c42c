"""The items of a delivery and their lots, one under the other."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui.stock.draft import Field, Place
from outreach.ui.stock.receive_item import ItemBlock
from outreach.ui.stock.receive_lot import LotLine
from outreach.ui.stock.receiving import ReceivePresenter, State
from outreach.vocabulary import ItemId


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
        for place, one in enumerate(state.draft.items):
            if one.item.id not in self._blocks:
                block = self._blocks[one.item.id] = ItemBlock(self._presenter, self._words)
                block.set_stacked(is_stacked=self._is_stacked)
                self._column.addWidget(block)
            self._blocks[one.item.id].show_item(one, state, is_first=place == 0)

    @property
    def chain(self) -> list[QWidget]:
        return [widget for block in self._blocks.values() for widget in block.chain]

    def line(self, key: int) -> LotLine | None:
        return next((block.lines[key] for block in self._blocks.values() if key in block.lines), None)

    def key_of(self, widget: QWidget | None) -> int:
        """The lot the keyboard is in, or 0."""
        if widget is None:
            return 0
        for block in self._blocks.values():
            for key, line in block.lines.items():
                if line is widget or line.isAncestorOf(widget):
                    return key
            if block.head.isAncestorOf(widget):
                return next(iter(block.lines))
        return 0

    def field(self, place: Place) -> QWidget | None:
        """The field of a lot, or of the item whose first lot it is."""
        block = next((block for block in self._blocks.values() if place.key in block.lines), None)
        if block is None:
            return None
        is_head = place.field in (Field.ORDERED, Field.INVOICED)
        return block.head.field(place.field) if is_head else block.lines[place.key].field(place.field)

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
