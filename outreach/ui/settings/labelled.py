"""A field of a form: its words above it, a quiet hint or what is wrong below it."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.labels import Label, set_shown


class Labelled(QWidget):
    """`Labelled("Shelf", field, width=120)`; `say(error)` keeps what was typed and says what is wrong with it."""

    def __init__(self, label: str, field: QWidget, *, hint: str = "", width: int | None = None) -> None:
        super().__init__()
        self.field, self._width = field, width
        self._hint = hint
        self._below = Label(hint, "hint", wraps=True)
        field.setAccessibleDescription(hint)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if width is None else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        )
        self.setLayout(Column(Label(label, "small2"), field, self._below, None, gap=3))
        set_shown(self._below, bool(hint))
        theme.changed.connect(self._measure)
        self._measure()

    def say(self, error: str) -> None:
        text = error or self._hint
        if text == self._below.text():
            return
        self._below.set_role("error" if error else "hint")
        self._below.set_text(text)
        self.field.setAccessibleDescription(text)
        set_shown(self._below, bool(text))
        announce(self.field, error)

    def _measure(self) -> None:
        if self._width is not None:
            self.setFixedWidth(theme.px(self._width))
