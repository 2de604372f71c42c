"""The bar under a section that has something to save: what a change will do, *Put back*, *Save changes*."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.shortcuts import Key
from outreach.ui.theme import Color

HEIGHT = 58
NOTHING_CHANGED, NOT_SAVED = N_("Nothing has changed."), N_("Changed, not saved yet.")


class SaveBar(QFrame):
    save_pressed = Signal()
    put_back_pressed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        set_role(self, "bottom-bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = words
        self._icon, self._note = IconLabel("info", Color.TEXT2), Label("", "small2", wraps=True)
        self._put_back = Button(words(N_("Put back")), size=Size.LARGE)
        self._put_back.clicked.connect(self.put_back_pressed)
        self.save = Button(words(N_("Save changes")), kind=Kind.PRIMARY, size=Size.LARGE, key=Key.SAVE_CHANGES.shown)
        self.save.clicked.connect(self.save_pressed)
        row = Row(self._icon, gap=8, edges=(16, 4, 16, 4))
        row.addWidget(self._note, 1)
        row.addWidget(self._put_back)
        row.addWidget(self.save)
        self.setLayout(row)

    @property
    def buttons(self) -> tuple[Button, Button]:
        return self._put_back, self.save

    def show_section(self, note: str, *, has_changes: bool) -> None:
        """Say what a change will do; while there is one it can be put back."""
        text = f"{self._words(NOT_SAVED)} {note}".strip() if has_changes else note
        self._show("edit" if has_changes else "info", text)
        set_shown(self._put_back, has_changes)

    def say(self, text: str, icon: str = "done") -> None:
        self._show(icon, text)
        announce(self._note, text)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, theme.px(HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, theme.px(HEIGHT)))

    def _show(self, icon: str, text: str) -> None:
        self._icon.set_icon(icon, Color.TEXT2)
        set_shown(self._icon, bool(text))
        self._note.set_text(text)
