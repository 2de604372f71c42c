"""What the desk is told about an item: the note as it stands, and for coordinators a way to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.catalog import Item
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.note_box import NoteBox


class ItemNote(QWidget):
    """`written` gives the words of the note, "" for none."""

    written = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._item: Item | None = None
        self._note = Label(role="small", wraps=True)
        self._since = Label(role="hint")
        self.edit = Button(kind=Kind.QUIET, size=Size.SMALL, icon="edit")
        self.edit.clicked.connect(self._open)
        self.box = NoteBox(words)
        self.box.written.connect(self._written)
        head = Row(self._since, None, self.edit, gap=6)
        self.setLayout(Column(self._note, head, self.box, gap=4, edges=(14, 8, 14, 0)))

    def show_note(self, item: Item, *, may_write: bool) -> None:
        words, note = self._words, item.note
        if self._item is None or item.id != self._item.id:
            set_shown(self.box, is_shown=False)
        self._item = item
        self._note.set_text(note.text if note else "")
        self._since.set_text(words(N_("Note for the desk, since {day}"), day=note.since) if note else "")
        for label in (self._note, self._since):
            set_shown(label, note is not None)
        self.edit.set_label(words(N_("Change the note") if note else N_("Write a note for the desk")))
        set_shown(self.edit, may_write and self.box.isHidden())
        set_shown(self, note is not None or may_write)

    def _open(self) -> None:
        note = self._item.note if self._item else None
        self.box.show_note(note.text if note else "")
        set_shown(self.box, is_shown=True)
        set_shown(self.edit, is_shown=False)
        self.box.field.setFocus()

    def _written(self, text: str) -> None:
        set_shown(self.box, is_shown=False)
        set_shown(self.edit, is_shown=True)
        self.written.emit(text)
