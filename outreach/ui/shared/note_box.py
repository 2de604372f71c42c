"""Where a coordinator writes the note on an item: one line of 80 characters, Save, and a way to take it off again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.item_notes import LONGEST_NOTE
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown


class NoteBox(QWidget):
    """`written` gives the words, "" for none."""

    written = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.field = TextField(
            name=words(N_("Note for the desk")), placeholder=words(N_("Shown on its tile to everyone at the desk"))
        )
        self.field.setMaxLength(LONGEST_NOTE)
        self.field.entered.connect(self._save)
        self.field.textEdited.connect(self._count)
        self._left = Label(role="hint")
        self.save = Button(words(N_("Save note")), size=Size.SMALL)
        self.save.clicked.connect(self._save)
        self.remove = Button(words(N_("Take it off")), kind=Kind.QUIET, size=Size.SMALL)
        self.remove.clicked.connect(lambda: self.written.emit(""))
        self.setLayout(Column(self.field, Row(self._left, None, self.remove, self.save, gap=6), gap=5))

    def show_note(self, text: str) -> None:
        self.field.set_text(text)
        set_shown(self.remove, bool(text))
        self._count()

    def _count(self) -> None:
        left = LONGEST_NOTE - len(self.field.text())
        self._left.set_text(
            self._words.count(N_("Room for {n} more character"), N_("Room for {n} more characters"), left)
        )

    def _save(self) -> None:
        self.written.emit(self.field.text())
