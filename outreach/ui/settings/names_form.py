"""What something is called in both languages: two fields and a button, used wherever a list can be added to."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import LANGUAGES, N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label

IN = {"en": N_("In English"), "es": N_("In Spanish")}


class NamesForm(QWidget):
    """`said(called)`: language → name, as typed.  Enter in a field presses the button."""

    said = Signal(object)

    def __init__(self, words: Translator, name: str, button: str) -> None:
        super().__init__()
        self._fields = {
            language: TextField(
                name=f"{name}, {words(IN[language])}", placeholder=words(IN[language]), role="field-small"
            )
            for language in LANGUAGES
            if language in IN
        }
        self.button = Button(button)
        self.button.clicked.connect(self._say)
        for field in self._fields.values():
            field.entered.connect(self._say)
        row = Row(gap=6)
        for field in self._fields.values():
            row.addWidget(field, 1)
        row.addWidget(self.button)
        self.setLayout(Column(Label(name, "item"), row, gap=3))

    def show_names(self, called: Mapping[str, str]) -> None:
        """What it is called now; nothing for what is new."""
        for language, field in self._fields.items():
            field.set_text(called.get(language, ""))

    def focus(self) -> None:
        next(iter(self._fields.values())).setFocus()

    def _say(self) -> None:
        self.said.emit({language: field.text() for language, field in self._fields.items()})
