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

    `pressed(Act)`.  Where there is little room (`fold`) all but the delivery stand under *More*.
    """

    pressed = Signal(object)

    def __init__(self, acts: Sequence[ActSpec], words: Translator) -> None:
        super().__init__()
        self._on_top = {spec.act: self._button(spec, words) for spec in acts if spec.is_on_top}
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
        self.fold(is_narrow=False)

    def fold(self, *, is_narrow: bool) -> None:
        for act, button in self._on_top.items():
            set_shown(button, act is Act.RECEIVE or not is_narrow)
        for act, action in self._folded.items():
            action.setVisible(is_narrow or act not in self._on_top)
        set_shown(self._more, any(action.isVisible() for action in self._folded.values()))

    def _button(self, spec: ActSpec, words: Translator) -> Button:
        kind = Kind.PRIMARY if spec.act is Act.RECEIVE else Kind.SECONDARY
        button = Button(words(spec.label), kind=kind, icon=spec.icon)
        button.clicked.connect(partial(self.pressed.emit, spec.act))
        return button


class ItemActs(QWidget):
    """What may be done with the item shown.  `pressed(Act)`."""

    pressed = Signal(object)

    def __init__(self, acts: Sequence[ActSpec], words: Translator) -> None:
        super().__init__()
        flow = FlowLayout(gap=6)
        offered = [spec for spec in acts if spec.item_label]
        for spec in offered:
            button = Button(words(spec.item_label), size=Size.SMALL)
            button.clicked.connect(partial(self.pressed.emit, spec.act))
            flow.addWidget(button)
        inner = QWidget()
        inner.setLayout(flow)
        inner.setAccessibleName(words(N_("What to do with this item")))
        row = Row(gap=0, edges=(14, 10, 14, 0))
        row.addWidget(inner, 1)
        self.setLayout(row)
        set_shown(self, bool(offered))
