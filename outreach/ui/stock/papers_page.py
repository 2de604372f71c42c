"""Papers: every document of the stock room, newest first, and the one chosen beside them.  It draws a `State`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from outreach.stock.paper_listing import ListedPaper
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.beside_list import BesideList
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.panels import Line, Panel, TopBar
from outreach.ui.shared.table import Table
from outreach.ui.shared.typed_day import read_day
from outreach.ui.shared.void_dialog import VoidDialog, Voiding
from outreach.ui.shared.waiting import Waiting
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock import paper_words
from outreach.ui.stock.cells import FixedField
from outreach.ui.stock.doing import Doing
from outreach.ui.stock.paper_columns import columns
from outreach.ui.stock.paper_panel import PaperPanel
from outreach.ui.stock.papers import PapersPresenter, Span, State
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks
from outreach.vocabulary import DocumentKind, ItemId
from outreach.words import words_for

NARROW_BELOW = 1244
_DETAIL, _FIND = 388, 262


class PapersPage(Doing):
    """`wants(Act, OpenedPaper)` when one is to be written again on the page of that act."""

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._columns: tuple[object, ...] = ()
        self._was_asked = False
        self.presenter = PapersPresenter(tasks, stock, self.show_state)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    def begin(self, item_id: ItemId | None) -> None:
        self.presenter.begin(item_id)

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The center is locked: a question still open is closed unanswered."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._show_filters(state)
        self._show_table(state)
        self._show_notice(state)
        self._total.set_text(paper_words.total(state, self._words) if state.papers is not None else "")
        self._panel.show_state(state)
        self._keep_focus(is_asked=state.short is not None or state.recount is not None)
        self._waiting.show_reading(is_reading=state.is_reading)
        self._adapt()

    def _keep_focus(self, *, is_asked: bool) -> None:
        """What was asked of a line is answered: the keyboard goes back to the papers."""
        if self._was_asked and not is_asked:
            widget: QWidget = self._back if self._beside.is_turned else self._table
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._was_asked = is_asked

    # Drawing

    def _show_filters(self, state: State) -> None:
        words, known = self._words, state.catalog
        spans: list[tuple[object, str]] = [(span, words(text)) for span, text in paper_words.SPANS.items()]
        self._days.set_choices(spans, now=state.span)
        if state.day is not None:
            self._days.show_text(words.weekday(state.day))
        sites = known.sites if known else ()
        choices: list[tuple[object, str]] = [(None, words(N_("All sites"))), *((one.id, one.name) for one in sites)]
        self._site.set_choices(choices, now=state.which.site_id)
        set_shown(self._site, len(sites) > 1)
        kinds = [(kind, words(text)) for kind, text in paper_words.KINDS.items()]
        self._kind.set_choices([(None, words(N_("Every kind"))), *kinds], now=state.which.kind)
        item = known.item.get(state.which.item_id) if known and state.which.item_id is not None else None
        self._item.set_label(item.name if item else "")
        self._item.set_on(item is not None)
        set_shown(self._item, item is not None)

    def _show_table(self, state: State) -> None:
        self._set_columns(state)
        papers = state.papers or ()
        self._table.show_rows(papers)
        self._table.select_key(state.selected)
        is_empty = state.papers is not None and not papers
        self._rows.setCurrentWidget(self._empty if is_empty else self._waiting if state.is_reading else self._table)

    def _set_columns(self, state: State) -> None:
        is_narrow = self.width() < theme.px(NARROW_BELOW)
        if self._columns != (state.catalog, is_narrow):
            self._columns = (state.catalog, is_narrow)
            self._table.sort_by(-1)
            self._table.rows.set_columns(columns(state.catalog, is_narrow=is_narrow))

    def _show_notice(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._banner.say(Tone.OUT, words(N_("The papers could not be read.")), words_for(state.refusal, words))
            self._banner.choices((words(N_("Try again")), self.refresh))
        else:
            self._banner.clear()
        set_shown(self._notice, state.refusal is not None)

    def _adapt(self) -> None:
        self._set_columns(self.presenter.state)
        self._beside.adapt(self)

    # What was pressed

    def _close(self) -> None:
        """Esc leaves what is asked, then the paper where it covers the list, then what was typed, then the page."""
        if self.presenter.leave_line():
            self.focus_first()
        elif self._beside.is_turned:
            self._beside.turn(to_chosen=False)
            self.focus_first()
        elif self._find.text():
            self._find.clear()
            self._find_typed("")
        else:
            self.left.emit()

    def _find_typed(self, typed: str) -> None:
        """Digits alone may be an invoice: a day has a month, or a word."""
        day = None if typed.strip().isdigit() else read_day(typed, self.presenter.state.today, self._words)
        self.presenter.find(typed, day)

    def _select(self, paper: ListedPaper | None) -> None:
        if paper is not None:
            self.presenter.select(paper.id)

    def _write_again(self) -> None:
        state = self.presenter.state
        if state.may_recount:
            self.presenter.begin_recount()
        elif state.written_again_by is not None:
            self.wants.emit(state.written_again_by, state.opened)

    def _ask_void(self) -> None:
        opened, words = self.presenter.state.opened, self._words
        if opened is None or not self.presenter.state.may_void:
            return
        voiding = Voiding(
            words(N_("Void the paper")), paper_words.heading(opened.paper, words), words(paper_words.KEPT),
            paper_words.REASONS,
        )  # fmt: skip
        dialog = VoidDialog(words, voiding, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.presenter.void)
        dialog.open()

    # Building

    def _make(self) -> None:
        words = self._words
        self._top = TopBar(words(N_("Papers")), back=words(N_("Stock")))
        self._days = MenuButton(size=Size.SMALL, icon="calendar", name=words(N_("Days")))
        self._site = MenuButton(size=Size.SMALL, icon="site", name=words(N_("Site")))
        self._kind = MenuButton(size=Size.SMALL, name=words(N_("Kind of paper")))
        self._item = Chip("", icon="close", is_ticked=False)
        find = words(N_("Reference, slip, lot or day"))
        self._find = FixedField(
            _FIND, name=find, placeholder=find, role="field-small", hint=Key.FIND.shown, icon="search"
        )
        self._table: Table[ListedPaper] = Table(
            columns(None), words, key=lambda paper: paper.id, name=words(N_("Papers"))
        )
        self._empty = EmptyState(
            "history", words(N_("No papers match")),
            words(N_("Deliveries, transfers, hand-overs, losses and counts stand here.")),
            action=words(N_("Show all papers")),
        )  # fmt: skip
        self._waiting = Waiting(words)
        self._banner = Banner()
        self._total = Label(role="small2")
        self._panel = PaperPanel(self.presenter, words)
        self._back = Button(
            words(N_("All papers")), kind=Kind.QUIET, size=Size.SMALL, icon="chevron-left", key=Key.BACK.shown
        )

    def _lay_out(self) -> None:
        flow = FlowLayout(gap=6)
        for widget in (self._days, self._site, self._kind, self._item):
            flow.addWidget(widget)
        chips = QWidget()
        chips.setLayout(flow)
        chips.setAccessibleName(self._words(N_("Which papers")))
        filters = Row(gap=10, edges=(12, 10))
        filters.addWidget(chips, 1)
        filters.addWidget(self._find, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QStackedWidget()
        for shown in (self._table, self._empty, self._waiting):
            self._rows.addWidget(shown)
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(12, 0, 12, 10)))
        inside = Column(filters, self._notice, Line(), gap=0, edges=1)
        inside.addWidget(self._rows, 1)
        inside.addWidget(Line())
        inside.addLayout(Row(self._total, None, gap=6, edges=(12, 7, 12, 8)))
        rows = Panel(inside, name=self._words(N_("Papers")))
        self._beside = BesideList(rows, self._panel, self._back, self._words(N_("The paper chosen")), _DETAIL)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._beside, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self.left)
        self._days.chosen.connect(lambda span: presenter.choose_span(Span(str(span))))
        self._site.chosen.connect(presenter.choose_site)
        self._kind.chosen.connect(lambda kind: presenter.choose_kind(DocumentKind(str(kind)) if kind else None))
        self._item.toggled_by_hand.connect(lambda _: presenter.choose_item(None))
        self._find.textEdited.connect(self._find_typed)
        self._find.entered.connect(self.focus_first)
        self._table.selected.connect(self._select)
        self._table.opened.connect(lambda _: self._beside.open())
        self._table.clicked.connect(lambda _: self._beside.open())
        self._empty.button.clicked.connect(presenter.clear)
        self._panel.again.clicked.connect(self._write_again)
        self._panel.asked_void.connect(self._ask_void)
        self._back.clicked.connect(self._close)
        bind(Key.FIND, self, lambda: self._find.setFocus(Qt.FocusReason.ShortcutFocusReason))
        bind(Key.CORRECT, self, self._write_again)
        bind(Key.VOID, self, self._ask_void)
        bind(Key.BACK, self, self._close)
