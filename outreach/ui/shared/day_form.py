"""What is known of a day at a site: how long it was open, and that nobody came.  Two fields and a button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.days import DayOpen
from outreach.errors import Refusal
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label
from outreach.ui.shared.typed_hours import read_quarters, said_quarters
from outreach.words import words_for

_NOT_HOURS = N_("Type hours in quarters, such as 4, 3½ or 3:15.")
_NOTED = N_("Noted.")


class DayForm(QWidget):
    """`show_day(said)` fills it; `noted(DayOpen)` when the button is pressed."""

    noted = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._shown: DayOpen | None = None
        self.hours = TextField(name=words(N_("Hours open")), role="field-small")
        self.hours.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hours.entered.connect(self._note)
        self._nobody = Chip(words(N_("Open, nobody came")))
        self.button = Button(words(N_("Note the day")), size=Size.SMALL)
        self.button.clicked.connect(self._note)
        self._answer = Label(role="quiet", wraps=True)
        first = Row(
            Label(words(N_("Hours open")), "small2"), self.hours, Label(words(N_("such as 4 or 3½")), "hint"), None
        )
        self.setLayout(Column(first, Row(self._nobody, None, self.button), self._answer, gap=8))
        theme.changed.connect(self._measure)
        self._measure()

    def show_day(self, said: DayOpen) -> None:
        """Show what is recorded; what is being typed stays while that is the same."""
        if said != self._shown:
            self._shown = said
            self.hours.set_text("" if said.quarter_hours is None else said_quarters(said.quarter_hours))
            self._nobody.set_on(said.nobody_came)

    def start_anew(self) -> None:
        """Another day: nothing typed for the last one stays."""
        self._shown = None
        self._answer.set_text("")

    def answer(self, refusal: Refusal | None) -> None:
        """Say beside the fields whether it was noted, or what to put right."""
        self._say(words_for(refusal, self._words) if refusal else self._words(_NOTED), is_error=refusal is not None)

    def _note(self) -> None:
        typed = self.hours.text().strip()
        quarters = read_quarters(typed)
        if typed and quarters is None:
            self._say(self._words(_NOT_HOURS), is_error=True)
            self.hours.setFocus()
            return
        self.noted.emit(DayOpen(quarters, self._nobody.isChecked()))

    def _say(self, text: str, *, is_error: bool) -> None:
        self._answer.set_role("error" if is_error else "quiet")
        self._answer.set_text(text)
        announce(self, text)

    def _measure(self) -> None:
        self.hours.setFixedWidth(theme.px(72))
