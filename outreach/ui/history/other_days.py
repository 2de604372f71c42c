"""From which day to which: two days typed, said back before they count."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label
from outreach.ui.shared.overlay import Overlay
from outreach.ui.shared.typed_day import read_day

_UNKNOWN = N_("That is no day. Type one such as 8 nov or 11/8.")


class OtherDays(Overlay):
    """`ask(button, first, last, today)`; `chosen(first, last)`."""

    chosen = Signal(object, object)

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent, words(N_("Other days")))
        self._words = words
        self._now = date.min
        self._first, self._first_said = self._field(words(N_("From")))
        self._last, self._last_said = self._field(words(N_("To")))
        show = Button(words(N_("Show these days")), kind=Kind.PRIMARY)
        show.clicked.connect(self._enter)
        fields = Row(gap=10)
        for name, field, said in (
            (N_("From"), self._first, self._first_said),
            (N_("To"), self._last, self._last_said),
        ):
            fields.addLayout(Column(Label(words(name), "h3"), field, said, gap=4))
        self.setLayout(Column(fields, Row(None, show), gap=8, edges=12))

    def ask(self, beside: QWidget, first: date, last: date, today: date, back_to: Callable[[], None]) -> None:
        self._now = today
        for field, day in ((self._first, first), (self._last, last)):
            field.set_text(day.isoformat())
        self._read()
        self.open_at(beside, back_to)
        self._first.setFocus()
        self._first.selectAll()

    def _field(self, name: str) -> tuple[TextField, Label]:
        field = TextField(name=name, placeholder=self._words(N_("Type a day")))
        field.textEdited.connect(self._read)
        field.entered.connect(self._enter)
        return field, Label(role="quiet")

    def _days(self) -> tuple[date | None, date | None]:
        first, last = (read_day(field.text(), self._now, self._words) for field in (self._first, self._last))
        return first, last

    def _read(self, _typed: str = "") -> None:
        for said, day in zip((self._first_said, self._last_said), self._days(), strict=True):
            said.set_role("quiet" if day else "error")
            said.set_text(self._words.weekday(day) if day else self._words(_UNKNOWN))

    def _enter(self) -> None:
        first, last = self._days()
        if first is None or last is None:
            (self._first if first is None else self._last).setFocus()
            return
        self.give_up()
        self.chosen.emit(first, last)
