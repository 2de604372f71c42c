"""A list of lines that are drawn again without being made again."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.ui.shared.labels import set_shown

Value = TypeVar("Value")
Drawn_contra = TypeVar("Drawn_contra", contravariant=True)


class Shows(Protocol[Drawn_contra]):
    """A widget that draws one value."""

    def show_value(self, value: Drawn_contra) -> None: ...


class Lines(QWidget, Generic[Value]):
    """As many lines as there are values; lines once made are kept."""

    def __init__(self, make: Callable[[], QWidget], name: str = "") -> None:
        super().__init__()
        self._make = make
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(name)

    @property
    def lines(self) -> Sequence[QWidget]:
        return self._lines

    def show_values(self, values: Sequence[Value]) -> None:
        while len(self._lines) < len(values):
            line = self._make()
            self._lines.append(line)
            self._column.addWidget(line)
        for place, line in enumerate(self._lines):
            if place < len(values):
                cast("Shows[Value]", line).show_value(values[place])
            set_shown(line, place < len(values))
