"""The line above the rows: the sheet's number first, whether it was keyed before, its stop, who wrote it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.sheets.presenter import SheetPresenter
from outreach.ui.sheets.state import State
from outreach.ui.sheets.wording import kept_of
from outreach.words import words_for

_HIDDEN_CODES = N_("Codes are optional, and hidden once a row is kept")
_WIDTH, _LABELS_FROM, _CHIP_FROM = 112, 760, 620


class HeadRow(QWidget):
    """`went_on`: the number was typed, and what is keyed next has the keyboard.  `print_wanted`: blank sheets."""

    went_on = Signal()
    print_wanted = Signal()

    def __init__(self, presenter: SheetPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.number = TextField(name=words(N_("Number of the sheet")), placeholder=words(N_("K7Q 482")), role="field")
        self.number.entered.connect(lambda: presenter.open(self.number.text()))
        self._chip = StatusChip(height=24)
        self._wrong = Label(role="error")
        self._stop_label, self._stop = Label(words(N_("Stop")), "body2"), MenuButton(name=words(N_("Stop")))
        self._stop.chosen.connect(self._choose_stop)
        self._by_label, self.by = Label(words(N_("Written by")), "body2"), MenuButton(name=words(N_("Written by")))
        self.by.chosen.connect(presenter.written_by)
        self._no_number = Button(words(N_("It has no number")), kind=Kind.QUIET, size=Size.SMALL)
        self._no_number.clicked.connect(presenter.give_number)
        self.print = Button(words(N_("Print blank sheets")), icon="print", size=Size.NORMAL)
        self.print.clicked.connect(self.print_wanted)
        self.close_sheet = Button(words(N_("Another sheet")), kind=Kind.QUIET, size=Size.SMALL)
        self.close_sheet.clicked.connect(presenter.leave)
        self._hint = Label(words(_HIDDEN_CODES), "small2")
        row = Row(Label(words(N_("Sheet")), "item"), self.number, self._chip, self._wrong, gap=8)
        parts: tuple[QWidget, ...] = (
            self._no_number,
            self._stop_label,
            self._stop,
            self._by_label,
            self.by,
            self.close_sheet,
        )
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._hint)
        row.addWidget(self.print)
        self.setLayout(row)
        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, state: State) -> None:
        words, sheet = self._words, state.sheet
        if sheet is not None or state.typed_number:
            self.number.set_text(sheet.number if sheet is not None else state.typed_number)
        elif not self.number.hasFocus():
            self.number.set_text("")
        self.number.setReadOnly(sheet is not None)
        is_refused = state.number_refusal is not None and sheet is None
        self._wrong.set_text(words_for(state.number_refusal, words) if is_refused and state.number_refusal else "")
        set_shown(self._wrong, is_refused)
        self._chip.set_status(*(self._said(state) if self.width() >= theme.px(_CHIP_FROM) else (Mark.OK, "")))
        shown: dict[QWidget, bool] = dict.fromkeys((self._by_label, self.by, self.close_sheet), sheet is not None)
        shown |= dict.fromkeys((self._stop_label, self._stop), sheet is not None and len(_stops(state)) > 1)
        if self.width() < theme.px(_LABELS_FROM):  # what is chosen says itself
            shown |= dict.fromkeys((self._stop_label, self._by_label), False)
        shown |= dict.fromkeys((self._no_number, self.print), sheet is None)
        for part, is_shown in shown.items():
            set_shown(part, is_shown)
        has_codes = any(column.what == "code" for column in state.columns)
        set_shown(self._hint, state.is_keying and has_codes and self.width() >= theme.px(1180))
        self._stop.set_choices(_stops(state), now=state.head.place_id)
        people = [(None, "–"), *((one.id, one.initials) for one in state.staff)]
        self.by.set_choices(people, now=state.head.written_by)
        self.by.setEnabled(state.is_keying)
        self._stop.setEnabled(not state.is_void)

    def focus(self) -> None:
        self.number.setFocus()
        self.number.selectAll()

    def _said(self, state: State) -> tuple[Mark, str]:
        words, sheet = self._words, state.sheet
        if sheet is None:
            return Mark.OK, ""
        if state.is_void:
            return Mark.VOIDED, words(N_("Voided"))
        if state.is_posted:
            return Mark.NEUTRAL, words(N_("Keyed by {initials}"), initials=sheet.listed.posted_by)
        if state.kept:
            return Mark.OK, kept_of(replace(sheet.listed, rows=state.kept), words)
        if state.number_refusal is not None:  # it was voided
            return Mark.NEUTRAL, words(N_("Keyed anew"))
        return Mark.OK, words(N_("Not keyed before"))

    def _choose_stop(self, place_id: object) -> None:
        site_id = self._presenter.state.head.site_id
        if site_id is not None:
            self._presenter.choose_place(site_id, place_id)  # type: ignore[arg-type]  # as it was offered

    def _measure(self) -> None:
        self.number.setFixedWidth(theme.px(_WIDTH))


def _stops(state: State) -> list[tuple[object, str]]:
    if state.catalog is None:
        return []
    return [(place.id, place.name) for place in state.catalog.places if place.site_id == state.head.site_id]
