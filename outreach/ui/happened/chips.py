"""Any of many, each a chip; they wrap where there is no room."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout


class Chips(QWidget):
    """`toggled(key)`."""

    toggled = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._flow = FlowLayout(gap=6)
        self._chips: dict[object, Chip] = {}
        self.setLayout(self._flow)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """New ones are added and changed ones said anew; one that is gone is hidden."""
        for key, label in options:
            if key not in self._chips:
                chip = self._chips[key] = Chip(height=30)
                chip.clicked.connect(lambda _=False, key=key: self.toggled.emit(key))
                self._flow.addWidget(chip)
            self._chips[key].set_label(label)
        known = {key for key, _ in options}
        for key, chip in self._chips.items():
            chip.setVisible(key in known)

    def choose(self, keys: Collection[object]) -> None:
        for key, chip in self._chips.items():
            chip.set_on(key in keys)

    def focus(self) -> None:
        first = next(iter(self._chips.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
