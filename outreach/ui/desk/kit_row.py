"""Below a kit in the basket: what it brings, how it was changed, and *Swap a part*; made with the first kit."""

from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk import wording
from outreach.ui.desk.lines import Line
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shortcuts import Key

SWAP = N_("Swap a part")


class KitRow(QWidget):
    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._line: Line | None = None
        self.swap: Button | None = None
        self.hide()

    def show_line(self, line: Line, state: State, before: QWidget) -> None:
        """`before` is what Tab stops at before it."""
        self._line = line
        item = state.items[line.item_id]
        if item.recipe is not None and self.swap is None:
            self.swap = self._make()
            QWidget.setTabOrder(before, self.swap)
        if self.swap is None:
            return
        self.setVisible(item.recipe is not None)
        if item.recipe is not None:
            self._holds.set_text(wording.inside(line, state.items, self._words))
            how = wording.changed(line, state.items, self._words)
            self._how.set_text(how)
            set_shown(self._how, bool(how))
            self.swap.setAccessibleName(self._words(N_("Swap a part of {item}"), item=item.name))
            self.swap.setAccessibleDescription(", ".join(filter(None, (how, Key.SWAP.shown))))

    def _make(self) -> Button:
        self._holds, self._how = ElidedLabel(role="quiet"), Label(role="small", wraps=True)
        swap = Button(self._words(SWAP), kind=Kind.QUIET, size=Size.TINY)
        swap.setToolTip(Key.SWAP.shown)
        swap.clicked.connect(self._open)
        upper = Row(gap=2)
        upper.addWidget(self._holds, 1)
        upper.addWidget(swap)
        self.setLayout(Column(upper, self._how, gap=2))
        return swap

    def _open(self) -> None:
        if self._line is not None:
            self._presenter.swap.open(self._line.key)
