"""Words in a column of fixed width, and a line of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared.boxes import Edges, Row
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel
from outreach.ui.theme import Color


class Cell(ElidedLabel):
    """One line of words as wide as its column, at the left or (a number) at the right."""

    def __init__(self, width: int, role: str, *, is_number: bool = False) -> None:
        super().__init__("", role)
        self._width = width
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_width(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._width), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Stretching(ElidedLabel):
    """Words that take the room the figures leave."""

    def __init__(self, role: str, *, is_number: bool = False) -> None:
        super().__init__("", role)
        if is_number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


def stretched(*parts: QWidget | None, gap: int = 8, edges: Edges = 0) -> Row:
    """A row in which whoever takes what is left is given all of it."""
    row = Row(*parts, gap=gap, edges=edges)
    for part in parts:
        if part is not None and part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored:
            row.setStretchFactor(part, 1)
    return row


class FixedField(TextField):
    """A field as wide as its column."""

    def __init__(
        self, width: int, *, name: str, placeholder: str = "", role: str = "field", icon: str = "", hint: str = "",
        takes: Into = Into.WORDS,
    ) -> None:  # fmt: skip
        self._width, self.takes = width, takes
        super().__init__(name=name, placeholder=placeholder, role=role, icon=icon, hint=hint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._width), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Line(QFrame):
    """A line of a list, with a thin rule under it."""

    def __init__(self, *parts: QWidget | None, gap: int = 10, least: int = 29, edges: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self._least = least
        self.setLayout(stretched(*parts, gap=gap, edges=edges))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(theme.px(self._least), hint.height()))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(theme.px(self._least), hint.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.color(Color.LINE))


class FixedMenu(MenuButton):
    """A choice as wide as its column."""

    def __init__(self, width: int, *, name: str) -> None:
        self._width = width
        super().__init__(name=name, is_field=True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._width), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
