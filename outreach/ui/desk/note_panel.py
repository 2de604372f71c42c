"""The note on an item, written where it is read: a small box over the desk, for coordinators."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_role
from outreach.ui.shared.note_box import NoteBox
from outreach.vocabulary import ItemId

WIDTH = 460


class NotePanel(QFrame):
    """Lies over the page, and is part of it.  Esc closes."""

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        set_role(self, "box")
        self._presenter, self._words = presenter, words
        self._item_id: ItemId | None = None
        self._back_to: QWidget | None = None
        self._title = Label(role="h3")
        close = Button(words(N_("Close")), kind=Kind.QUIET, size=Size.SMALL)
        close.clicked.connect(self.give_up)
        self.box = NoteBox(words)
        self.box.written.connect(self._written)
        self.setLayout(Column(Row(self._title, None, close), self.box, gap=6, edges=(12, 8, 12, 10)))

    def open_over(self, area: QRect, item_id: ItemId) -> None:
        item = self._presenter.state.items[item_id]
        self._item_id, self._back_to = item_id, QApplication.focusWidget()
        self._title.set_text(self._words(N_("Note on {item}"), item=item.name))
        self.setAccessibleName(self._title.text())
        self.box.show_note(item.note.text if item.note else "")
        width, height = min(theme.px(WIDTH), area.width()), self.sizeHint().height()
        self.setGeometry(area.center().x() - width // 2, area.center().y() - height // 2, width, height)
        self.show()
        self.raise_()
        self.box.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, text: str) -> None:
        self.give_up()
        if self._item_id is not None:
            self._presenter.arranging.note(self._item_id, text)
