"""Items from a spreadsheet: save the form, choose the filled one, look through it, take it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from outreach.catalog_editing.said import NOTHING_SAID
from outreach.exchange.catalog_sheet import Row as SheetRow
from outreach.translation import N_, N_plural, Translator
from outreach.ui.settings.section import SectionView
from outreach.ui.settings.sheet.presenter import FORM_NAME, SheetPresenter, Sheets, State
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column as Down
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.rows_model import NAME_WEIGHT, Column
from outreach.ui.shared.table import Table
from outreach.ui.tasks import Tasks
from outreach.words import words_for

TITLE = N_("Items from a spreadsheet")
FORM = (
    N_("1. Save the form"),
    N_("It holds every item as it is, one a row. Change what is wrong, add rows for what is missing, leave the rest."),
)
FILLED = (
    N_("2. Choose the filled form"),
    N_("Nothing is changed yet: first you see what each row would do. An empty cell leaves an item as it is."),
)
SAVE, CHOOSE, CANCEL, TAKE_IN, LEAVE = (
    N_("Save the form as a spreadsheet"), N_("Choose a spreadsheet"), N_("Stop reading"), N_("Take it in"),
    N_("Take nothing in"),
)  # fmt: skip
READING, SAVED_AS = N_("Reading row {done} of {total}"), N_("Saved as {file}.")
ADDS, CHANGES = N_plural("{n} item is new", "{n} items are new"), N_plural("{n} changes", "{n} change")
SAME = N_plural("{n} is as it is here", "{n} are as they are here")
NOTHING_NEW = N_("Every item is here as the sheet has it. There is nothing to take in.")
BAD = N_plural("{n} row cannot be taken in", "{n} rows cannot be taken in")
BAD_HOW = N_("Put it right in the spreadsheet, save it, and choose it again. Nothing was changed.")
TAKEN = N_("{added} added, {changed} changed.")
NEW, NOT_READ = N_("New item"), N_("Not read.")
COLUMNS = {
    "name": N_("name"), "short name": N_("short name"), "other names": N_("other names"),
    "name in Spanish": N_("name in Spanish"), "short name in Spanish": N_("short name in Spanish"),
    "other names in Spanish": N_("other names in Spanish"), "category": N_("category"),
    "syringes per unit": N_("syringes per unit"), "doses per unit": N_("doses per unit"), "naloxone": N_("naloxone"),
    "units per box": N_("units per box"), "units per case": N_("units per case"), "usual pack": N_("usual pack"),
    "minimum": N_("minimum"), "shelf": N_("shelf"),
}  # fmt: skip
_MOST_SHOWN = 12  # rows before the table scrolls


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the sheet, and what it would do or why it cannot be taken."""

    number: int
    name: str
    what: str


_COLUMNS: tuple[Column[Told], ...] = (
    Column(N_("Row"), lambda row, words: words.number(row.number), lambda row: row.number, is_number=True),
    Column(N_("Item"), lambda row, _: row.name, lambda row: row.name, weight=NAME_WEIGHT),
    Column(N_("What it would do"), lambda row, _: row.what, lambda row: row.what, stretches=True),
)
_BAD_COLUMNS: tuple[Column[Told], ...] = (
    Column(N_("Row"), lambda row, words: words.number(row.number), lambda row: row.number, is_number=True),
    Column(N_("What to do"), lambda row, _: row.what, lambda row: row.what, stretches=True),
)


class SheetView(SectionView):
    _progressed = Signal(object, object)

    def __init__(self, tasks: Tasks, sheets: Sheets, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._said = ""
        self.presenter = SheetPresenter(tasks, sheets, self._show, self._progressed.emit)
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self.save_form, self.choose = Button(words(SAVE), icon="download"), Button(words(CHOOSE))
        self.cancel = Button(words(CANCEL), kind=Kind.QUIET)
        self._bar, self._row = QProgressBar(), Label(role="small2")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words(N_("How much is read")))
        self._saved_as, self._file = Label(role="ok"), Label(role="small2")
        self._notice = Banner()
        self._sum = Label(role="h2", wraps=True)
        self._how = Label(role="small2", wraps=True)
        self.table: Table[Told] = Table(
            _COLUMNS, words, key=lambda row: row.number, name=words(N_("Rows of the sheet"))
        )
        self.bad: Table[Told] = Table(
            _BAD_COLUMNS, words, key=lambda row: row.number, name=words(N_("Rows that cannot be taken in"))
        )
        self.take_in, self.leave = Button(words(TAKE_IN), kind=Kind.PRIMARY), Button(words(LEAVE))
        self._arrange(words)
        self.save_form.clicked.connect(self._ask_where)
        self.choose.clicked.connect(self._ask_which)
        self.cancel.clicked.connect(self.presenter.cancel)
        self.take_in.clicked.connect(self.presenter.take_in)
        self.leave.clicked.connect(self._leave)
        self._show(self.presenter.state)

    @property
    def in_order(self) -> Sequence[QWidget]:
        return (self.save_form, self.choose, self.cancel, self.bad, self.table, self.take_in, self.leave)

    def focus_first(self) -> None:
        self.save_form.setFocus()

    def forget(self) -> None:
        self.presenter.cancel()
        self.presenter.leave()

    def _show_progress(self, done: int, total: int) -> None:
        self.presenter.show_progress(done, total)

    def _show(self, state: State) -> None:
        words = self._words
        self._saved_as.set_text(words(SAVED_AS, file=state.saved_as) if state.saved_as else "")
        self._file.set_text(state.file)
        is_reading = state.reading is not None
        for widget in (self._bar, self._row, self.cancel):
            set_shown(widget, is_reading)
        set_shown(self.choose, not is_reading)
        if state.reading is not None:
            done, total = state.reading
            self._bar.setMaximum(total)
            self._bar.setValue(done)
            self._row.set_text(words(READING, done=done, total=total) if total else "")
        self._show_rows(state)
        self._show_notice(state)

    def _show_rows(self, state: State) -> None:
        words = self._words
        self._sum.set_text(self._summed(state))
        self._how.set_text(words(BAD_HOW) if state.bad else "")
        self.table.show_rows([self._told(row) for row in (*state.added, *state.changed)])
        self.bad.show_rows([Told(number, "", words_for(why, words)) for number, why in state.bad])
        for table, is_shown in ((self.table, state.may_take_in), (self.bad, bool(state.bad))):
            set_shown(table, is_shown)
            rows = min(len(table.rows.rows), _MOST_SHOWN)
            table.setFixedHeight(table.fitting_height(rows))
        set_shown(self._found, state.is_read)
        for widget in (self.take_in, self.leave):
            set_shown(widget, state.may_take_in)
        set_shown(self._how, bool(state.bad))

    def _show_notice(self, state: State) -> None:
        words = self._words
        if state.refusal is not None:
            self._notice.say(Tone.OUT, words(NOT_READ), words_for(state.refusal, words))
        elif state.taken is not None:
            added, changed = state.taken
            self._notice.say(Tone.OK, words(N_("Taken in.")), words(TAKEN, added=added, changed=changed))
        else:
            self._notice.clear()
        said = self._sum.text() if state.is_read else ""
        if said != self._said:
            self._said = said
            announce(self, said)

    def _summed(self, state: State) -> str:
        words = self._words
        if state.bad:
            return words.count(*BAD, len(state.bad))
        if state.is_read and not state.may_take_in:
            return words(NOTHING_NEW)
        parts = [(ADDS, len(state.added)), (CHANGES, len(state.changed)), (SAME, state.same)]
        return ", ".join(words.count(*pair, n) for pair, n in parts if n)

    def _told(self, row: SheetRow) -> Told:
        words = self._words
        called = row.said.called.get(words.language, NOTHING_SAID)
        name = called.name or row.said.called["en"].name
        changed = ", ".join(words(COLUMNS[column]) for column in row.changed)
        return Told(row.number, name, words(NEW) if row.is_new else changed)

    def _leave(self) -> None:
        self.presenter.leave()
        self.choose.setFocus()

    def _ask_where(self) -> None:
        dialog = self._dialog(self._words(SAVE), self.presenter.save_form)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(FORM_NAME)
        dialog.open()

    def _ask_which(self) -> None:
        dialog = self._dialog(self._words(CHOOSE), self.presenter.read)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, then: Callable[[Path], None]) -> QFileDialog:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, title, documents, f"{self._words(N_('Spreadsheet'))} (*.xlsx)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        return dialog

    def _arrange(self, words: Translator) -> None:
        self._found = QWidget()
        done = Row(self.take_in, self.leave, None)
        self._found.setLayout(Down(self._sum, self._how, self.bad, self.table, done, gap=8))
        first = Down(
            Label(words(FORM[0]), "h2"), Label(words(FORM[1]), "small2", wraps=True),
            Row(self.save_form, self._saved_as, None, edges=(0, 6, 0, 0)), gap=2,
        )  # fmt: skip
        second = Down(
            Label(words(FILLED[0]), "h2"), Label(words(FILLED[1]), "small2", wraps=True),
            Row(self.choose, self.cancel, self._file, self._row, None, edges=(0, 6, 0, 0)), self._bar, gap=2,
        )  # fmt: skip
        column = Down(
            Panel(Down(first, edges=12)), Panel(Down(second, edges=12)), self._notice, self._found, None, gap=12
        )
        self.setLayout(column)
