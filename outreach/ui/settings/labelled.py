"""Fields of a form side by side, each under its words; what is wrong with one stands below them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_shown


class Labelled(QWidget):
    """`Labelled("Shelf", field, width=120)`."""

    def __init__(self, label: str, field: QWidget, *, width: int) -> None:
        super().__init__()
        self.field, self._width = field, width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = Label(label, "small2")
        self.setLayout(Column(self._label, field, gap=3))
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """As wide as its words where those are wider."""
        self._label.ensurePolished()
        words = self._label.fontMetrics().horizontalAdvance(self._label.text())
        self.setFixedWidth(max(theme.px(self._width), words))


class Fields(QWidget):
    """`Fields(labelled…, hint=…)`; `say(error, field)` keeps what was typed and says below what is wrong with it."""

    def __init__(self, parts: Sequence[Labelled], *, hint: str = "") -> None:
        super().__init__()
        self._hint, self._wrong = hint, QWidget(self)
        self._wrong.hide()
        flow = FlowLayout(gap=12)
        for part in parts:
            flow.addWidget(part)
        self._below = Label(hint, "hint", wraps=True)
        self.setLayout(Column(flow, self._below, gap=5))
        set_shown(self._below, bool(hint))

    def say(self, error: str, field: QWidget | None = None) -> None:
        text = error or self._hint
        if text == self._below.text():
            return
        self._wrong.setAccessibleDescription("")
        self._below.set_role("error" if error else "hint")
        self._below.set_text(text)
        set_shown(self._below, bool(text))
        if field is not None:
            self._wrong = field
            field.setAccessibleDescription(error)
            announce(field, error)
