"""Keying a totals sheet: contacts counted or not, and a total for each line of the paper."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.catalog import Catalog
from outreach.translation import N_
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.sheets.page import SheetPage
from outreach.ui.sheets.state import CrowdLine, State
from outreach.ui.sheets.tabs import Tab
from outreach.vocabulary import SheetKind

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
        self.number.textEdited.connect(self._type_contacts)
        self.number.entered.connect(self._to_first)
        self.event_name = TextField(name=words(N_("Event")), placeholder=words(N_("What the event was called")))
        self.event_name.editingFinished.connect(lambda: self.presenter.name_event(self.event_name.text()))
        self.event_name.entered.connect(self._to_first)
        self._wrong = Label(role="error")
        self.fields: list[TextField] = []
        self._shape: tuple[CrowdLine, ...] = ()
        self._columns = (QGridLayout(), QGridLayout())

    def body(self) -> QWidget:
        words = self.words
        said = Row(Label(words(N_("Contacts")), "h2"), self.contacts, self.number, self.event_name, None, gap=10)
        lists = Row(gap=32)
        for grid in self._columns:
            half = Column(gap=0)
            half.addLayout(grid)
            half.addStretch(1)
            lists.addLayout(half, 1)
        column = Column(said, Label(words(_NEVER), "small2", wraps=True), self._wrong, lists, None, gap=10, edges=14)
        inside = QWidget()
        inside.setLayout(column)
        scroll = Scrolling(inside)
        inside.setAutoFillBackground(False)  # a scroll area lets what is in it fill its own
        scroll.viewport().setAutoFillBackground(False)
        return Panel(Column(scroll, gap=0))

    def show_body(self, state: State) -> None:
        is_said = state.head.contacts is not None
        is_counted = bool(state.head.contacts) or self._is_counting
        chosen = (_COUNTED if is_counted else _NOT_COUNTED) if is_said or self._is_counting else None
        self.contacts.choose(chosen)
        set_shown(self.number, is_counted)
        set_shown(self.event_name, chosen == _NOT_COUNTED)
        if state.head.contacts and not self.number.hasFocus():
            self.number.set_text(str(state.head.contacts))
        if not self.event_name.hasFocus():
            self.event_name.set_text(state.head.event)
        self._show_lines(state)
        why = next((line.why for line in state.lines if line.why), "")
        self._wrong.set_text(self.words(why) if why else "")
        set_shown(self._wrong, bool(why))

    def focus_body(self) -> None:
        if self.presenter.state.head.contacts is None:
            self.contacts.focus()
        else:
            self._to_first()

    _is_counting = False

    def _choose_contacts(self, chosen: object) -> None:
        self._is_counting = chosen == _COUNTED
        self.presenter.count_contacts(0 if chosen == _NOT_COUNTED else None)
        self.show_body(self.presenter.state)
        (self.number if self._is_counting else self.event_name).setFocus()

    def _type_contacts(self, text: str) -> None:
        is_number = text.isascii() and text.isdigit() and int(text) > 0
        self.presenter.count_contacts(int(text) if is_number else None)

    def _to_first(self) -> None:
        if self.fields:
            self.fields[0].setFocus()
            self.fields[0].selectAll()

    def _show_lines(self, state: State) -> None:
        shape = tuple(_shape_of(line) for line in state.lines)
        if shape != self._shape and state.catalog is not None:
            self._shape = shape
            self._make_lines(state, state.catalog)
        for field, line in zip(self.fields, state.lines, strict=False):
            if not field.hasFocus():
                field.set_text(line.typed)
            field.setReadOnly(not state.is_keying)

    def _make_lines(self, state: State, catalog: Catalog) -> None:
        for column in self._columns:
            for child in self.findChildren(QWidget, "line"):
                column.removeWidget(child)
                child.hide()
                child.deleteLater()
        self.fields = []
        for place, line in enumerate(state.lines):
            is_item = line.item_id is not None or line.is_by_hand
            column = self._columns[0 if is_item else 1]
            name, tick = self._named(line, state, catalog)
            field = TextField(name=name or self.words(N_("Item and amount")), role="field-small")
            if line.is_by_hand:
                field.setPlaceholderText(self.words(N_("Item and amount")))
            field.setObjectName("line")
            field.textEdited.connect(partial(self.presenter.type_line, place))
            field.editingFinished.connect(self.presenter.keep_lines)
            field.entered.connect(partial(self._next, place))
            label, unit = Label(name, "item"), Label(tick, "small2")
            if (title := self._heading(line, state.lines[place - 1] if place else None)) is not None:
                head = Label(title, "h3")
                head.setObjectName("line")
                column.addWidget(head, column.rowCount(), 0, 1, 3)
            row = column.rowCount()
            for n, widget in enumerate((label, unit, field)):
                widget.setObjectName("line")
                span = 3 if line.is_by_hand and widget is field else 1
                if not line.is_by_hand or widget is field:
                    column.addWidget(widget, row, 0 if span > 1 else n, 1, span)
            if not line.is_by_hand:
                field.setFixedWidth(theme.px(96))
            field.set_text(line.typed)
            self.fields.append(field)
        for column in self._columns:
            column.setColumnStretch(0, 1)
            column.setHorizontalSpacing(theme.px(12))
            column.setVerticalSpacing(theme.px(5))

    def _heading(self, line: CrowdLine, before: CrowdLine | None) -> str | None:
        """The words over the first line of a part of the paper."""
        words = self.words
        if line.item_id is not None and before is None:
            return words(N_("Item"))
        is_return = line.container_id is not None or line.is_pounds
        if is_return and (before is None or not (before.container_id is not None or before.is_pounds)):
            return words(N_("Returned, no visit taken"))
        if line.service_id is not None and (before is None or before.service_id is None):
            return words(N_("Care"))
        return None

    def _named(self, line: CrowdLine, state: State, catalog: Catalog) -> tuple[str, str]:
        words = self.words
        if line.item_id is not None and state.sheet is not None:
            pack = state.sheet.layout.pack_of(line.item_id)
            item = catalog.item[line.item_id]
            is_kit = item.naloxone is not None and item.doses_per_unit > 1
            tick = words.count("{n} kit", "{n} kits", pack) if is_kit else words.number(pack)
            return item.name, words(N_("one tick is {n}"), n=tick)
        if line.container_id is not None:
            name = next((one.name for one in catalog.containers if one.id == line.container_id), "")
            return words(N_("{name} containers, full"), name=name), words(N_("or ¼ ½ ¾"))
        if line.service_id is not None:
            return next((one.name for one in catalog.services if one.id == line.service_id), ""), ""
        if line.is_pounds:
            return words(N_("Pounds, less the bag or bucket")), ""
        return "", ""

    def _next(self, place: int) -> None:
        field = self.fields[place + 1] if place + 1 < len(self.fields) else self.fields[0]
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()


def _shape_of(line: CrowdLine) -> CrowdLine:
    """A line without what is typed in it."""
    return CrowdLine(line.item_id, line.container_id, line.service_id, line.is_pounds, line.is_by_hand)
