"""What the forms of *Without a visit* are made of: a titled field, one of several chips, a form that scrolls."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from outreach.translation import Translator
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label


class Titled(QWidget):
    """A field with its title above."""

    def __init__(self, title: str, *parts: QWidget | QLayout) -> None:
        super().__init__()
        self.setLayout(Column(Label(title, "small2"), *parts, gap=4))


class OneOf(QWidget):
    """Chips of which one is on; they wrap where there is no room."""

    def __init__(
        self, options: Mapping[Any, str], choose: Callable[[Any], None], words: Translator, *, name: str
    ) -> None:  # fmt: skip
        super().__init__()
        self._chips = {key: Chip(words(text), height=32) for key, text in options.items()}
        flow = FlowLayout(gap=6)
        for key, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, key=key: choose(key))
            flow.addWidget(chip)
        self.setLayout(flow)
        self.setAccessibleName(name)

    def show_chosen(self, chosen: object) -> None:
        for key, chip in self._chips.items():
            chip.set_on(key == chosen)

    def focus(self) -> None:
        next(iter(self._chips.values())).setFocus()
