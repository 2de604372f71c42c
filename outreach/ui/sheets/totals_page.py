"""Keying a totals sheet: contacts counted or not, and a total for each line of the paper."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from outreach.errors import Refusal
from outreach.sheets.crowds import ContactsNotSaid, EventWithoutName, NotOnList
from outreach.translation import N_
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import following
from outreach.ui.sheets.page import SheetPage
from outreach.ui.sheets.state import State
from outreach.ui.sheets.tabs import Tab
from outreach.ui.sheets.totals_lines import LineFields
from outreach.vocabulary import SheetKind

_EDGE = 14
_NOT_COUNTED, _COUNTED = "not_counted", "counted"
_NEVER = N_(
    "A totals sheet adds supplies, and contacts if you counted them. It never adds participants, new participants or "
    "answers."
)


class TotalsSheetPage(SheetPage):
    kind = SheetKind.TOTALS
    tab = Tab.TOTALS_SHEET

    def make_body(self) -> None:
        words = self.words
        options = [(_NOT_COUNTED, words(N_("Not counted"))), (_COUNTED, words(N_("Counted")))]
        self.contacts = Segmented(options, name=words(N_("Contacts")), is_light=True, is_ticked=True)
        self.contacts.chosen.connect(self._choose_contacts)
        self.number = TextField(name=words(N_("Contacts counted")), role="field-small")
        self.number.textEdited.connect(self.presenter.type_contacts)
        self.number.entered.connect(self._to_first)
        self._number_wrong = Label(role="error")
        self.event_name = TextField(name=words(N_("Event")), placeholder=words(N_("What the event was called")))
        self.event_name.editingFinished.connect(lambda: self.presenter.name_event(self.event_name.text()))
        self.event_name.entered.connect(self._to_first)
        self.lines = LineFields(words)
        self.lines.typed.connect(self.presenter.type_line)
        self.lines.left.connect(self.presenter.keep_lines)
        self._refusal: Refusal | None = None
        self._chain: list[QWidget] = []

    def body(self) -> QWidget:
        words = self.words
        contacts = Label(words(N_("Contacts")), "h2")
        said = Row(contacts, self.contacts, self.number, self._number_wrong, self.event_name, None, gap=10)
        column = Column(said, Label(words(_NEVER), "small2", wraps=True), self.lines, None, gap=10, edges=_EDGE)
        inside = QWidget()
        inside.setLayout(column)
        self._scroll = following(inside)
        return Panel(Column(self._scroll, gap=0))

    def show_body(self, state: State) -> None:
        is_said = state.head.contacts is not None
        is_counted = bool(state.head.contacts) or self._is_counting
        chosen = (_COUNTED if is_counted else _NOT_COUNTED) if is_said or self._is_counting else None
        self.contacts.choose(chosen)
        self.contacts.setEnabled(state.is_keying)
        for field in (self.number, self.event_name):
            field.setReadOnly(not state.is_keying)
        set_shown(self.number, is_counted)
        why = self.words(state.contacts_why) if state.contacts_why and is_counted else ""
        self._number_wrong.set_text(why)
        self.number.setAccessibleDescription(why)
        set_shown(self._number_wrong, bool(why))
        set_shown(self.event_name, chosen == _NOT_COUNTED)
        if state.head.contacts and not self.number.hasFocus():
            self.number.set_text(str(state.head.contacts))
        if not self.event_name.hasFocus():
            self.event_name.set_text(state.head.event)
        self.lines.show_state(state)
        self._fit()
        self._order()
        if state.refusal is not self._refusal:
            self._refusal = state.refusal
            self._attend(state.refusal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.lines.fit(self._scroll.viewport().width() - 2 * theme.px(_EDGE))

    def focus_body(self) -> None:
        if self.presenter.state.head.contacts is None and self.presenter.state.is_keying:
            self.contacts.focus()
        else:
            self._to_first()

    def post(self) -> None:
        """What cannot be posted has the keyboard, and says why beside it."""
        super().post()
        state = self.presenter.state
        place = next((n for n, line in enumerate(state.lines) if line.why), None)
        if not state.is_keying:
            return
        if state.contacts_why:
            self.number.setFocus()
            announce(self.number, self.words(state.contacts_why), at_once=True)
        elif place is not None:
            self.lines.go_to(place)
            announce(self.lines.fields[place], self.words(state.lines[place].why), at_once=True)

    _is_counting = False

    def _choose_contacts(self, chosen: object) -> None:
        self._is_counting = chosen == _COUNTED
        self.presenter.count_contacts(0 if chosen == _NOT_COUNTED else None)
        self.show_body(self.presenter.state)
        (self.number if self._is_counting else self.event_name).setFocus()

    def _to_first(self) -> None:
        self.lines.go_to(0)

    def _order(self) -> None:
        """Tab goes down the paper: contacts, each line, then the foot."""
        chain = [self.number, self.event_name, *self.lines.fields, *self.foot.buttons]
        if chain != self._chain:
            self._chain = chain
            tab_through(chain)

    def _attend(self, refusal: Refusal | None) -> None:
        """The keyboard goes to what is missing."""
        match refusal:
            case ContactsNotSaid():
                self.contacts.focus()
            case EventWithoutName():
                self.event_name.setFocus()
            case NotOnList():
                self.lines.go_to(next(n for n, line in enumerate(self.presenter.state.lines) if line.is_by_hand))
