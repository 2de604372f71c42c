"""The reports page: which report, the page itself, what to do with it.  It draws a `State`, passes presses on."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QDialog, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.reports.options import Options
from outreach.ui.reports.presenter import Report, Reports, ReportsPresenter, State
from outreach.ui.reports.preview import Fit, Preview
from outreach.ui.reports.printing import print_pdf, printer_for
from outreach.ui.reports.report_list import ReportList
from outreach.ui.reports.wording import NAMES, reconciled, spoken
from outreach.ui.shared.ask_where import ask_where
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import IconButton, Kind, MenuButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shortcuts import Key, bind
from outreach.ui.tasks import Tasks
from outreach.words import words_for

_PATIENCE_MS = 300
_NARROW, _TIGHT = 1000, 760
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class ReportsPage(QWidget):
    def __init__(self, tasks: Tasks, reports: Reports, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = reports.words
        self.presenter = ReportsPresenter(tasks, reports, show=self.show_state)
        self._state = self.presenter.state
        self._printer: QPrinter | None = None
        self._build(self._words)
        self._arrange()
        self._connect()
        self.show_state(self._state)

    @property
    def notice(self) -> str:
        """What the page is saying, as it is read aloud."""
        return self._banner.accessibleName() if not self._banner.isHidden() else ""

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        self._menu.setFocus() if self._list.isHidden() else self._list.focus()

    def forget(self) -> None:
        """Nothing of the center stays on the screen or in a dialog."""
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.presenter.forget()
        self._patience.stop()

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._state = state
        words = self._words
        name = words(NAMES[state.report])
        self._top.set_title(words(N_("Reports")), f"{name}, {words.month(state.month)}")
        set_shown(self._top.hint, not self._is_tight)
        self._list.choose(state.report)
        self._menu.choose(state.report)
        self._options.show_state(state)
        self.preview.show_pdf(state.made.pdf if state.made else None)
        self.preview.setAccessibleDescription(spoken(state.tally, words) if state.tally else "")
        self._show_reconciled(state)
        self._show_notice(state)
        self._be_patient(state)

    def print_on(self, printer: QPrinter) -> None:
        """Send the pages shown to this printer."""
        if self._state.made and not print_pdf(self._state.made.pdf, printer):
            text = self._words(N_("Check that it is on and has paper, then print again."))
            self._banner.say(Tone.OUT, self._words(N_("The printer did not start.")), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    @property
    def _is_tight(self) -> bool:
        return self.width() < theme.px(_TIGHT)

    def _adapt(self) -> None:
        is_narrow, is_tight = self.width() < theme.px(_NARROW), self._is_tight
        self._list.set_narrow(is_narrow)
        self._options.set_narrow(is_narrow)
        for widget, is_shown in ((self._list, not is_tight), (self._menu, is_tight), (self._top.hint, not is_tight)):
            set_shown(widget, is_shown)
        room = self.width() - self._options.width() - (0 if is_tight else self._list.width()) - theme.px(32)
        is_low = self._fit.sizeHint().width() + self._leaf.sizeHint().width() > room
        self._fit_row.setDirection(QBoxLayout.Direction.TopToBottom if is_low else QBoxLayout.Direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys turn pages wherever the focus is."""
        if step := _PAGES.get(Qt.Key(event.key())):
            self.preview.leaf(step)
        else:
            super().keyPressEvent(event)

    # Drawing

    def _show_reconciled(self, state: State) -> None:
        if state.tally:
            mark = Mark.OK if state.tally.reconciled else Mark.OUT
            self._reconciled.set_status(mark, reconciled(state.tally, self._words))
        else:
            self._reconciled.set_status(Mark.OK, "")

    def _show_notice(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._banner.say(Tone.OUT, words(N_("That did not work.")), words_for(state.refusal, words))
        elif state.saved_as:
            self._banner.say(Tone.OK, words(N_("Saved.")), state.saved_as)
        elif state.tally and not state.tally.figures["contacts"]:
            hint = words(N_("The page shows what there is: stock, deliveries and counts."))
            self._banner.say(Tone.INFO, words(N_("No visits in this period.")), hint)
        else:
            self._banner.clear()
        again = state.refusal is not None and state.made is None
        self._banner.choices(*(((words(N_("Try again")), self.refresh),) if again else ()))

    def _be_patient(self, state: State) -> None:
        """Say nothing for a moment: most pages are there before anybody could read it."""
        if not state.is_making:
            self._patience.stop()
            self.preview.say("")
        elif not self._patience.isActive():
            self._patience.start(_PATIENCE_MS)

    def _show_turned(self, number: int, of: int) -> None:
        self._number.set_text(self._words(N_("Page {page} of {pages}"), page=number, pages=of) if of else "")
        self._adapt()

    # What was pressed

    def _ask_printer(self) -> None:
        if not self._is_ready():
            return
        printer = self._printer = printer_for(self._state.file_name)  # the dialog only borrows it
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.preview.page_count)
        dialog.accepted.connect(self.print_on)
        QDialog.open(dialog)

    def _ask_pdf_file(self) -> None:
        if self._is_ready():
            ask_where(self, self._words, self._state.file_name).fileSelected.connect(self._save_pdf)

    def _ask_figures_file(self) -> None:
        if self._is_ready():
            ask_where(self, self._words, self._state.file_name, "json").fileSelected.connect(self._save_figures)

    def _save_pdf(self, file: str) -> None:
        self.presenter.save_pdf(Path(file))

    def _save_figures(self, file: str) -> None:
        self.presenter.save_figures(Path(file))

    def _is_ready(self) -> bool:
        """Whether there is a page to take away, and somebody who may; else say what is missing."""
        if self._state.may_export and self._state.made is None:
            self._banner.say(Tone.INFO, self._words(N_("The page is still being made.")))
        return self._state.may_export and self._state.made is not None

    # Building

    def _build(self, words: Translator) -> None:
        self._reconciled = StatusChip(height=24)
        names = [(report, words(name)) for report, name in NAMES.items()]
        self._menu = MenuButton(name=words(N_("Reports")))
        self._menu.set_choices(names)
        self._top = TopBar(words(N_("Reports")), right=[self._menu, self._reconciled])
        self._list = ReportList(names, words)
        self._fit = Segmented(
            [(Fit.PAGE, words(N_("Whole page"))), (Fit.WIDTH, words(N_("Fit width")))],
            name=words(N_("Size of the preview")),
            height=28,
        )
        self._fit.choose(Fit.PAGE)
        self._before = IconButton("chevron-left", words(N_("Page before")), kind=Kind.SECONDARY)
        self._after = IconButton("chevron-right", words(N_("Page after")), kind=Kind.SECONDARY)
        self._number = Label(role="small")
        self._banner = Banner()
        self.preview = Preview(words(N_("Preview of the page")))
        self._options = Options(words)
        self._patience = QTimer(self, singleShot=True)

    def _arrange(self) -> None:
        self._leaf = QWidget()
        self._leaf.setLayout(Row(None, self._before, self._number, self._after, gap=8))
        row = self._fit_row = Row(self._fit, self._leaf, gap=8, edges=(12, 8))
        notice = Column(self._banner, edges=(12, 0))
        middle = Column(Panel(row, role="top-bar"), notice, gap=0)
        middle.addWidget(self.preview, 1)
        body = Row(self._list, gap=0)
        body.addWidget(Panel(middle, role="well"), 1)
        body.addWidget(self._options)
        whole = Column(self._top, gap=0)
        whole.addLayout(body, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._list.chosen.connect(self._choose_report)
        self._menu.chosen.connect(self._choose_report)
        self._fit.chosen.connect(self._choose_fit)
        self._before.clicked.connect(lambda: self.preview.turn(-1))
        self._after.clicked.connect(lambda: self.preview.turn(1))
        self.preview.page_shown.connect(self._show_turned)
        self._options.earlier.connect(self.presenter.earlier)
        self._options.later.connect(self.presenter.later)
        self._options.month_chosen.connect(self._choose_month)
        self._options.site_chosen.connect(self.presenter.choose_site)
        self._options.print_pressed.connect(self._ask_printer)
        self._options.pdf_pressed.connect(self._ask_pdf_file)
        self._options.figures_pressed.connect(self._ask_figures_file)
        self._patience.timeout.connect(lambda: self.preview.say(self._words(N_("Making page…"))))
        bind(Key.PRINT, self, self._ask_printer)
        bind(Key.SAVE_FILE, self, self._ask_pdf_file)

    def _choose_report(self, report: object) -> None:
        self.presenter.choose_report(Report(str(report)))

    def _choose_fit(self, fit: object) -> None:
        self._fit.choose(fit)
        self.preview.fit(Fit(str(fit)))

    def _choose_month(self, month: object) -> None:
        if isinstance(month, date):
            self.presenter.choose_month(month)
