"""What is given and not on the list: what it is called, and how many.  A coordinator sorts it later."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.entry import LONGEST_THING
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.numbers import NumberField

WIDTH = 460


class UnlistedPanel(QFrame):
    """Lies over the page, and is part of it: a lock covers it too.  Enter goes on to how many, and there adds."""

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        set_role(self, "box")
        self.setAccessibleName(words(N_("Not on the list")))
        self._presenter, self._words = presenter, words
        self.name = TextField(name=words(N_("What is it?")), placeholder=words(N_("What is it? Never a person’s name")))
        self.name.setMaxLength(LONGEST_THING)
        self.amount = NumberField(name=words(N_("How many?")))
        self._missing = Label(role="low")
        add = Button(words(N_("Add")), kind=Kind.PRIMARY)
        close = Button(words(N_("Close")), kind=Kind.QUIET, size=Size.SMALL)
        self.name.entered.connect(self._go_on)
        for entered in (self.amount.entered, add.clicked):
            entered.connect(self._add)
        close.clicked.connect(self.give_up)
        fields = Row(gap=8)
        fields.addWidget(self.name, 1)
        for widget in (self.amount, add):
            fields.addWidget(widget)
        head = Row(Label(words(N_("Not on the list")), "h3"), None, close)
        hint = Label(
            words(N_("A coordinator sorts it later. Until then it is counted as unsorted.")), "small2", wraps=True
        )
        self.setLayout(Column(head, fields, self._missing, hint, gap=6, edges=(12, 8, 12, 10)))
        self._back_to: QWidget | None = None
        self._from_line = False
        theme.changed.connect(self._measure)
        self._measure()

    def open_over(self, area: QRect, name: str = "", amount: int = 1) -> None:
        """Open at the right of `area`, with what was typed in the line and is no item."""
        self._back_to = QApplication.focusWidget()
        self.name.setText(name)
        self._from_line = bool(name)
        self.amount.set_value(amount)
        self._say("")
        width = min(theme.px(WIDTH), area.width())
        height = self.sizeHint().height()
        self.setGeometry(area.right() - width, area.bottom() - height, width, height)
        self.show()
        self.raise_()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        self._close()

    def _go_on(self) -> None:
        if self._is_named():
            self._say("")
            self.amount.setFocus(Qt.FocusReason.TabFocusReason)

    def _is_named(self) -> bool:
        """Whether it is said what it is; if not, it is asked for."""
        is_named = any(sign.isalnum() for sign in self.name.text())
        if not is_named:
            self._say(self._words(N_("Say what it is, in a word or two.")))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_named

    def _add(self) -> None:
        name, amount = self.name.text().strip(), self.amount.value
        if not self._is_named():
            return
        if not amount:
            self._say(self._words(N_("How many?")))
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._close()
            if self._from_line:
                self._presenter.what.line_typed("")
            self._presenter.what.set_unlisted(name, amount)

    def _close(self) -> None:
        self.hide()
        self.name.setText("")
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self._missing.set_text(text)
        set_shown(self._missing, bool(text))

    def _measure(self) -> None:
        self.amount.setFixedWidth(theme.px(64))
