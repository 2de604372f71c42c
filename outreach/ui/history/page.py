"""History: the visits, newest first, and the one chosen beside them.  It draws a `State` and passes presses on."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from outreach.catalog import Catalog
from outreach.drug_checks.lists import Lists
from outreach.translation import N_, Translator
from outreach.ui.history import records, wording
from outreach.ui.history.columns import columns
from outreach.ui.history.day_panel import DayPanel
from outreach.ui.history.detail import VisitPanel
from outreach.ui.history.filters import Filters
from outreach.ui.history.other_days import OtherDays
from outreach.ui.history.presenter import History, HistoryPresenter
from outreach.ui.history.record_panel import RecordPanel
from outreach.ui.history.rows import Row as Visit
from outreach.ui.history.rows import look_of, rows_of
from outreach.ui.history.state import Span, State
from outreach.ui.shared.adapting import AdaptingPage
from outreach.ui.shared.beside_list import BesideList
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.panels import Line, Panel, TopBar
from outreach.ui.shared.table import Table
from outreach.ui.shared.void_dialog import VoidDialog, Voiding
from outreach.ui.shared.void_reasons import WHY, WHY_A_VISIT
from outreach.ui.shared.waiting import Waiting
from outreach.ui.shortcuts import Key, bind
from outreach.ui.tasks import Tasks
from outreach.visits.beside import Key as RecordKey
from outreach.visits.beside import Said, What
from outreach.visits.which import Which
from outreach.vocabulary import EncounterId
from outreach.words import words_for

# Widths of the page in pixels of the design, before the text size.
_DETAIL, _ROW = 372, 37


class HistoryPage(AdaptingPage):
    """`refresh`, `forget` and `focus_first` are called by the window; `correct(encounter_id)` and
    `correct_record(OpenedRecord)` when one is to be, `result_wanted(OpenedRecord)` when a sample's result came,
    `sheet_wanted(number)` for the paper of a visit.

    `find`: a panel that finds visits by a code, and the words of its button; it stands beside the visits while open.
    """

    correct = Signal(object)
    correct_record = Signal(object)
    result_wanted = Signal(object)
    sheet_wanted = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        history: History,
        words: Translator,
        find: tuple[str, QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._find = words, find
        self._named: tuple[Catalog | None, Lists] = None, Lists((), ())
        self.presenter = HistoryPresenter(tasks, history, self.show_state)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The center is locked: a question still open is closed unanswered."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self._other_days.close()
        if self._is_finding:
            self._toggle_find()

    def show_these(self, which: Which, what: What = What.VISITS) -> None:
        """Show the visits, or what came without one, behind a figure."""
        self.presenter.show_these(which, what)
        self.focus_first()

    def show_only(self, visits: tuple[EncounterId, ...]) -> None:
        """Show what a search came upon."""
        self.presenter.show_only(visits)

    def show_record(self, key: RecordKey, said: Said) -> None:
        """Show what was put right, where it stands now."""
        self.presenter.show_record(key, said)
        self.focus_first()

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        words = self._words
        own = words(N_("Your visits of today. Ask a coordinator to see others.")) if state.only_own else ""
        self._top.set_title(words(N_("History")), own)
        self._filters.show_state(state)
        self._show_table(state)
        self._show_notice(state)
        self._total.set_text(wording.total(state, words) if state.lines is not None else "")
        self._visit.show_state(state)
        self._record.show_state(state)
        self._day.show_state(state)
        self._show_chosen(state)
        self._waiting.show_reading(is_reading=state.is_reading)
        self._adapt()

    # Drawing

    def _show_table(self, state: State) -> None:
        if state.catalog is not self._named[0] or state.lists is not self._named[1]:
            self._named = state.catalog, state.lists
            self._table.rows.set_columns(columns(*self._named))
        self._table.show_rows(rows_of(state))
        self._table.select_key(state.selected)
        shown = self._empty if state.is_empty else self._waiting if state.is_reading else self._table
        self._rows.setCurrentWidget(shown)
        if state.is_empty:
            action = self._words(N_("Show all")) if state.is_filtered else ""
            says = N_("No visits match") if state.shows_visits else N_("Nothing matches")
            self._empty.say(self._words(says), self._hint(state), action)

    def _hint(self, state: State) -> str:
        if state.only_own:
            return self._words(N_("What you save at the desk today stands here."))
        if filters := wording.filters(state, self._words):
            return self._words(N_("Only this is looked for: {filters}."), filters=filters)
        return self._words(N_("Choose other days, or fewer filters."))

    def _show_notice(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._banner.say(Tone.OUT, words(N_("The visits could not be read.")), words_for(state.refusal, words))
            self._banner.choices((words(N_("Try again")), self.presenter.try_again))
        elif state.is_none_chosen:
            self._banner.say(Tone.INFO, words(N_("Choose a visit first.")))
            self._banner.choices()
        else:
            self._banner.clear()
        set_shown(self._notice, state.refusal is not None or state.is_none_chosen)

    def _show_chosen(self, state: State) -> None:
        if self._is_finding:
            return
        shown = self._nothing
        if isinstance(state.selected, date):
            shown = self._day if state.day else self._nothing
        elif state.opened is not None:
            shown = self._visit
        elif state.record is not None:
            shown = self._record
        self._chosen.setCurrentWidget(shown)

    # Room

    @property
    def _is_finding(self) -> bool:
        return self._find is not None and self._chosen.currentWidget() is self._find[1]

    def _adapt(self) -> None:
        self._beside.adapt(self)

    def _close(self) -> None:
        if self._other_days.isVisible():
            self._other_days.give_up()
        elif self._is_finding:
            self._toggle_find()
        elif self._beside.is_turned:
            self._beside.turn(to_chosen=False)
            self.focus_first()

    # What was pressed

    def _correct(self) -> None:
        visit = self.presenter.state.opened
        record = self.presenter.state.record
        if visit is not None and not visit.is_void:
            self.correct.emit(visit.encounter_id)
        elif record is not None and record.is_open:
            self.correct_record.emit(record)
        else:
            self.presenter.miss_choice()

    def _add_result(self) -> None:
        record = self.presenter.state.record
        if record is not None and record.is_waiting:
            self.result_wanted.emit(record)

    def _voiding(self) -> Voiding | None:
        """What is asked before what is shown is voided; nothing where it cannot be."""
        words, visit, record = self._words, self.presenter.state.opened, self.presenter.state.record
        if visit is not None and not visit.is_void:
            heading, kept = wording.heading(visit, words), words(wording.KEPT)
            return Voiding(words(N_("Void the visit")), heading, kept, WHY_A_VISIT)
        if record is not None and record.is_open:
            sort = record.key.sort
            heading, kept = records.heading(record, words), words(records.KEPT[sort])
            return Voiding(words(records.VOID[sort]), heading, kept, WHY)
        return None

    def _ask_void(self) -> None:
        voiding = self._voiding()
        if voiding is not None:
            words = self._words
            dialog = VoidDialog(words, voiding, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(self.presenter.void)
            dialog.open()
        else:
            self.presenter.miss_choice()

    def _choose_span(self, span: Span) -> None:
        if span is not Span.OTHER:
            self.presenter.choose_span(span)
            return
        state = self.presenter.state
        self._filters.show_state(state)
        self._other_days.ask(self._filters.days, state.which.first, state.which.last, state.today, self.focus_first)

    def _select(self, row: Visit | None) -> None:
        if row is not None and row.key is not None:
            if self._is_finding:
                self._toggle_find()
            self.presenter.select(row.key)  # type: ignore[arg-type]

    def _toggle_find(self) -> None:
        if self._find is None:
            return
        is_finding = self._is_finding
        self._beside.turn(to_chosen=not is_finding)
        self._chosen.setCurrentWidget(self._nothing if is_finding else self._find[1])
        if is_finding:
            self._show_chosen(self.presenter.state)
            self.focus_first()
        else:
            self._find[1].setFocus()

    # Building

    def _make(self) -> None:
        words = self._words
        self._top = TopBar(words(N_("History")))
        if self._find is not None:
            find = Button(self._find[0], icon="key")
            find.clicked.connect(self._toggle_find)
            self._top.add(find)
        self._filters = Filters(words)
        self._other_days = OtherDays(words, self)
        self._table: Table[Visit] = Table(
            columns(*self._named),
            words,
            key=lambda row: row.key,
            name=words(N_("Visits")),
            row_height=_ROW,
            look=look_of,
        )
        self._empty = EmptyState("history", words(N_("No visits match")))
        self._waiting = Waiting(words)
        self._banner = Banner()
        self._total = Label(role="small2")
        self._visit, self._record = VisitPanel(words), RecordPanel(words)
        self._day = DayPanel(words, self.presenter.note_day)
        self._nothing = QWidget()
        self._back = Button(
            words(N_("All visits")), kind=Kind.QUIET, size=Size.SMALL, icon="chevron-left", key=Key.BACK.shown
        )

    def _lay_out(self) -> None:
        self._rows = QStackedWidget()
        for widget in (self._table, self._empty, self._waiting):
            self._rows.addWidget(widget)
        codes = ElidedLabel(self._words(N_("Codes are not kept, so none can be shown")), "quiet")
        foot = Row(self._total, None, codes, gap=6, edges=(12, 7, 12, 8))
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(12, 0, 12, 10)))
        inside = Column(self._filters, self._notice, Line(), gap=0, edges=1)
        inside.addWidget(self._rows, 1)
        inside.addWidget(Line())
        inside.addLayout(foot)
        self._chosen = QStackedWidget()
        for beside_list in (
            self._nothing,
            self._visit,
            self._record,
            self._day,
            *([self._find[1]] if self._find else []),
        ):
            self._chosen.addWidget(beside_list)
        rows = Panel(inside, name=self._words(N_("Visits")))
        self._beside = BesideList(rows, self._chosen, self._back, self._words(N_("Chosen")), _DETAIL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._beside, 1)

    def _connect(self) -> None:
        self._filters.span_chosen.connect(self._choose_span)
        self._filters.what_chosen.connect(self.presenter.show)
        self._filters.narrowed.connect(lambda asked: self.presenter.narrow(**asked))
        self._other_days.chosen.connect(self.presenter.choose_days)
        self._table.selected.connect(self._select)
        self._table.opened.connect(lambda _: self._beside.open())
        self._table.clicked.connect(lambda _: self._beside.open())
        self._table.reached_end.connect(self.presenter.more)
        self._empty.button.clicked.connect(self.presenter.clear_filters)
        for panel in (self._visit, self._record):
            panel.correct.clicked.connect(self._correct)
            panel.void.clicked.connect(self._ask_void)
        self._record.add_result.clicked.connect(self._add_result)
        self._record.link.connect(self.presenter.link)
        self._record.part.connect(self.presenter.part)
        self._visit.open_sheet.clicked.connect(lambda: self.sheet_wanted.emit(self._visit.sheet))
        self._back.clicked.connect(self._close)
        bind(Key.CORRECT, self, self._correct)
        bind(Key.VOID, self, self._ask_void)
        bind(Key.BACK, self, self._close)
