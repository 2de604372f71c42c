"""The buttons that begin an act: beside the page's title, and in the panel of an item."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import set_shown
from outreach.ui.stock.doing import Act, ActSpec


class ActButtons(QWidget):
    """One button for each act on top, *More* for the others; a delivery, the commonest, is the filled one.

    `pressed(Act)`.  Where there is little room (`fold`) all but the delivery stand under *More*.  Of what waits to be
    looked at the number is said (`say_waiting`), quietly; it goes under *More* where room is tight or nothing waits.
    """

    pressed = Signal(object)

    def __init__(self, acts: Sequence[ActSpec], words: Translator) -> None:
        super().__init__()
        self._words, self._waiting, self._is_narrow, self._is_tight = words, 0, False, False
        self._labels = {spec.act: words(spec.label) for spec in acts}
        self._on_top = {
            spec.act: self._button(spec, words) for spec in acts if spec.is_on_top or spec.act is Act.ATTENTION
        }
        self._more = MenuButton(words(N_("More")), name=words(N_("More to do with stock")))
        self._folded = {
            spec.act: self._more.add_action(words(spec.label), partial(self.pressed.emit, spec.act))
            for spec in acts
            if spec.act is not Act.RECEIVE
        }
        row = Row(gap=8)
        for widget in (self._more, *reversed(self._on_top.values())):
            row.addWidget(widget)
        self.setLayout(row)
        self._fold()

    def fold(self, *, is_narrow: bool, is_tight: bool) -> None:
        self._is_narrow, self._is_tight = is_narrow, is_tight
        self._fold()

    def _fold(self) -> None:
        for act, button in self._on_top.items():
            set_shown(button, self._stands(act))
        for act, action in self._folded.items():
            action.setVisible(not self._stands(act))
        set_shown(self._more, any(action.isVisible() for action in self._folded.values()))
        self._say_more()

    def say_waiting(self, number: int) -> None:
        """So many things wait to be looked at."""
        if Act.ATTENTION not in self._on_top:
            return
        self._waiting = number
        said = self._numbered(self._labels[Act.ATTENTION])
        self._on_top[Act.ATTENTION].set_label(said)
        self._folded[Act.ATTENTION].setText(said)
        self._fold()

    def _say_more(self) -> None:
        """Where it stands under *More*, that says the number."""
        says = self._is_tight and self._waiting > 0
        more = self._words(N_("More · {n} to look at"), n=self._waiting) if says else self._words(N_("More"))
        self._more.set_label(more)

    def _numbered(self, label: str) -> str:
        return self._words(N_("{what}: {n}"), what=label, n=self._waiting) if self._waiting else label

    def _stands(self, act: Act) -> bool:
        """It has a button of its own."""
        if act is Act.RECEIVE:
            return True
        if act is Act.ATTENTION:
            return self._waiting > 0 and not self._is_tight
        return act in self._on_top and not self._is_narrow

    def _button(self, spec: ActSpec, words: Translator) -> Button:
        kinds = {Act.RECEIVE: Kind.PRIMARY, Act.ATTENTION: Kind.QUIET}
        button = Button(words(spec.label), kind=kinds.get(spec.act, Kind.SECONDARY), icon=spec.icon)
        button.clicked.connect(partial(self.pressed.emit, spec.act))
        return button


class ItemActs(QWidget):
    """What may be done with the item shown.  `pressed(Act)`."""

    pressed = Signal(object)

    def __init__(self, acts: Sequence[ActSpec], words: Translator) -> None:
        super().__init__()
        flow = FlowLayout(gap=6)
        offered = [spec for spec in acts if spec.item_label]
        self._of_kits: list[Button] = []
        for spec in offered:
            button = Button(words(spec.item_label), size=Size.SMALL)
            button.clicked.connect(partial(self.pressed.emit, spec.act))
            flow.addWidget(button)
            if spec.of_kits:
                self._of_kits.append(button)
        inner = QWidget()
        inner.setLayout(flow)
        inner.setAccessibleName(words(N_("What to do with this item")))
        row = Row(gap=0, edges=(14, 10, 14, 0))
        row.addWidget(inner, 1)
        self.setLayout(row)
        set_shown(self, bool(offered))

    def show_item(self, *, is_kit: bool) -> None:
        for button in self._of_kits:
            set_shown(button, is_kit)
