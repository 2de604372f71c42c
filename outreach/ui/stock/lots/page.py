"""Lots: found by typing or scanning, held, released, recalled; the one chosen beside them.  It draws a `State`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from outreach.stock.lot_listing import ListedLot
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.beside_list import BesideList
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.shared.later import Later
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.panels import Line, Panel, TopBar
from outreach.ui.shared.scanner import Scanner
from outreach.ui.shared.table import Table
from outreach.ui.shared.waiting import Waiting
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock.cells import FixedField
from outreach.ui.stock.doing import Act, Doing, LabelsOf, TakeApart
from outreach.ui.stock.lots import wording
from outreach.ui.stock.lots.columns import columns
from outreach.ui.stock.lots.panel import LotPanel
from outreach.ui.stock.lots.presenter import LotsPresenter
from outreach.ui.stock.lots.state import Done, Paper, State, Which
from outreach.ui.stock.paper.preview import PaperPreview, Printing
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks
from outreach.ui.theme import Color
from outreach.vocabulary import ItemId, LotChangeKind, LotId
from outreach.words import words_for

NARROW_BELOW = 1244
_DETAIL, _FIND = 388, 236
_RARE = {Which.EXPIRED, Which.ON_HOLD, Which.RECALLED}
_ICONS = {Which.EXPIRING: "clock", Which.EXPIRED: "clock", Which.ON_HOLD: "hold", Which.RECALLED: "out"}


class LotsPage(Doing):
    """`take_up(lot_id)` opens a lot that another page speaks of."""

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._columns: tuple[object, ...] = ()
        self._followed: Done | None = None
        self.presenter = LotsPresenter(tasks, stock, words, self.show_state, self._show_paper)
        self.printing = Printing(self)
        self.preview = Later(self._make_preview)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    @property
    def has_work(self) -> bool:
        deed = self.presenter.state.deed
        return deed is not None and bool(deed.reason.strip())

    def begin(self, item_id: ItemId | None) -> None:
        self.presenter.begin(item_id)

    def take_up(self, what: object) -> None:
        if isinstance(what, LabelsOf):
            self._beside.turn(to_chosen=True)
            self.presenter.open(what.lot_id, labels=what.copies)
        elif isinstance(what, int):
            self._beside.turn(to_chosen=True)
            self.presenter.open(LotId(what))

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        if not self.preview.is_visible:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The center is locked: no paper of it stays, and no question to a printer."""
        self.printing.forget()
        if self.preview.made is not None:
            self.preview.made.forget()
        self._close_preview()
        self.presenter.forget()

    def not_answered(self) -> None:
        self.presenter.forget()

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._show_filters(state)
        self._show_table(state)
        self._show_notice(state)
        self._show_foot(state)
        self._panel.show_state(state)
        self._waiting.show_reading(is_reading=state.is_reading)
        self._adapt()
        self._go_on(state.done)

    # Drawing

    def _go_on(self, done: Done | None) -> None:
        """What was asked is answered and gone: the keyboard goes on, after a recall to its papers."""
        if done is None or done is self._followed:
            return
        notice = self._panel.stopped.notice
        if done.kind is not LotChangeKind.RECALLED:
            self._followed = done
            self.focus_first()
        elif notice.isVisible():  # once the recall was read again
            self._followed = done
            notice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_filters(self, state: State) -> None:
        for which, chip in self._chips.items():
            count = state.count(which)
            chip.set_count(self._words.number(count))
            chip.set_on(which is state.which)
            set_shown(chip, which not in _RARE or count > 0 or which is state.which)
        item = state.catalog.item.get(state.item_id) if state.catalog and state.item_id is not None else None
        self._item.set_label(item.name if item else "")
        self._item.set_on(item is not None)
        set_shown(self._item, item is not None)
        self._find.set_text(state.typed)

    def _show_table(self, state: State) -> None:
        self._set_columns(state)
        self._table.show_rows(state.rows)
        self._table.select_key(state.selected)
        is_empty = state.lots is not None and not state.rows
        self._rows.setCurrentWidget(self._empty if is_empty else self._waiting if state.is_reading else self._table)
        if is_empty:
            self._say_empty(state)

    def _set_columns(self, state: State) -> None:
        is_narrow = self.width() < theme.px(NARROW_BELOW)
        if self._columns != (state.catalog, state.today, is_narrow):
            self._columns = (state.catalog, state.today, is_narrow)
            self._table.sort_by(-1)
            self._table.rows.set_columns(columns(state.catalog, state.today, is_narrow=is_narrow))

    def _say_empty(self, state: State) -> None:
        words = self._words
        show_all = words(N_("Show all lots")) if state.lots else ""
        if state.typed.strip():
            self._empty.say(words(N_("No lot is called that")), words(N_("Try part of its number.")), show_all)
        else:
            hint = words(N_("Lots come with deliveries.")) if not state.lots else ""
            self._empty.say(words(wording.NONE_SUCH[state.which]), hint, show_all)

    def _show_notice(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._banner.say(Tone.OUT, words(N_("The lots could not be read.")), words_for(state.refusal, words))
            self._banner.choices((words(N_("Try again")), self.refresh))
        elif state.heard:
            tone = Tone.INFO if state.heard.item else Tone.LOW
            self._banner.say(tone, words(N_("Scanned.")), wording.heard(state, words))
            self._banner.choices()
        else:
            self._banner.clear()
        set_shown(self._notice, state.refusal is not None or state.heard is not None)

    def _show_foot(self, state: State) -> None:
        self._total.set_text(wording.total(state, self._words) if state.lots is not None else "")
        said = wording.done(state.done, self._words) if state.done else ""
        if said and said != self._done.text():
            announce(self._done, said)
        self._done.set_text(said)
        for widget in (self._done_icon, self._done):
            set_shown(widget, bool(said))

    def _adapt(self) -> None:
        self._set_columns(self.presenter.state)
        self._beside.adapt(self)

    # What was pressed

    def _close(self) -> None:
        """Esc leaves the paper, then what is asked, the lot where it covers the list, what was typed, the page."""
        if self._close_preview() or self.presenter.leave():
            self.focus_first()
        elif self._beside.is_turned:
            self._beside.turn(to_chosen=False)
            self.focus_first()
        elif self._find.text():
            self.presenter.find("")
        else:
            self.left.emit()

    def _post(self) -> None:
        state = self.presenter.state
        if state.deed is not None:
            self.presenter.do()
        elif state.labels is not None:
            self.presenter.make_labels()

    def _select(self, lot: ListedLot | None) -> None:
        if lot is not None:
            self.presenter.select(lot.lot_id)

    def _take_apart(self) -> None:
        """Of the kits chosen, where most of them stand."""
        lot = self.presenter.state.lot
        if lot is not None:
            most = max(lot.by_site, key=lambda site_id: lot.by_site[site_id])
            self.wants.emit(Act.KITS, TakeApart(lot.item_id, lot.lot_id, most))

    def _focus_find(self) -> None:
        if self._beside.is_turned:
            self._close()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    # Papers

    def _show_paper(self, paper: Paper, lot: ListedLot, pdf: bytes) -> None:
        preview = self.preview()
        title = self._words(wording.PAPERS[paper], lot=wording.name(lot.number, self._words))
        preview.show_pdf(title, pdf, may_print=True, file_name=wording.file_name(paper, lot))
        self._stack.setCurrentWidget(preview)
        preview.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_preview(self) -> bool:
        """Back to the lots; say whether a paper was open."""
        was_open = self.preview.made is not None and self._stack.currentWidget() is self.preview.made
        if was_open:
            self._stack.setCurrentWidget(self._beside)
            self.preview().show_pdf("", b"", may_print=False)
            self.focus_first()
        return was_open

    def _print(self) -> None:
        if self.preview.is_visible:
            self.printing.ask(self.preview().pdf, self.preview().title)

    # Building

    def _make_preview(self) -> PaperPreview:
        preview = PaperPreview(self._words)
        preview.closed.connect(self._close_preview)
        preview.print_pressed.connect(self._print)
        self._stack.addWidget(preview)
        return preview

    def _make(self) -> None:
        words = self._words
        self._top = TopBar(words(wording.TITLE), back=words(N_("Stock")))
        self._chips = {
            which: Chip(words(text), icon=_ICONS.get(which, ""), is_ticked=False, count="0")
            for which, text in wording.FILTERS.items()
        }
        self._item = Chip("", icon="close", is_ticked=False)
        find = words(N_("Lot or item, or scan"))
        self._find = FixedField(
            _FIND, name=find, placeholder=find, role="field-small", hint=Key.FIND.shown, icon="search"
        )
        state = self.presenter.state
        self._table: Table[ListedLot] = Table(
            columns(None, state.today), words, key=lambda lot: lot.lot_id, name=words(N_("Lots"))
        )
        self._empty = EmptyState("box", words(N_("No lots yet")))
        self._waiting = Waiting(words)
        self._banner = Banner()
        self._total = Label(role="small2")
        self._done_icon, self._done = IconLabel("done", Color.OK, icons.S), Label(role="ok")
        self._panel = LotPanel(self.presenter, words)
        self._panel.take_apart.clicked.connect(self._take_apart)
        self._back = Button(
            words(N_("All lots")), kind=Kind.QUIET, size=Size.SMALL, icon="chevron-left", key=Key.BACK.shown
        )

    def _lay_out(self) -> None:
        flow = FlowLayout(gap=6)
        for widget in (*self._chips.values(), self._item):
            flow.addWidget(widget)
        chips = QWidget()
        chips.setLayout(flow)
        chips.setAccessibleName(self._words(N_("Which lots")))
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
        inside.addLayout(Row(self._total, None, self._done_icon, self._done, gap=6, edges=(12, 7, 12, 8)))
        rows = Panel(inside, name=self._words(N_("Lots")))
        self._beside = BesideList(rows, self._panel, self._back, self._words(N_("The lot chosen")), _DETAIL)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._beside)
        column = Column(self._top, gap=0)
        column.addWidget(self._stack, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self.left)
        for which, chip in self._chips.items():
            chip.toggled_by_hand.connect(lambda _, which=which: presenter.choose(which))
        self._item.toggled_by_hand.connect(lambda _: presenter.choose_item(None))
        self._find.textEdited.connect(presenter.find)
        self._find.entered.connect(self.focus_first)
        self._table.selected.connect(self._select)
        self._table.opened.connect(lambda _: self._beside.open())
        self._table.clicked.connect(lambda _: self._beside.open())
        self._empty.button.clicked.connect(presenter.clear)
        self._back.clicked.connect(self._close)
        Scanner(presenter, self._find, self)
        bind(Key.FIND, self, self._focus_find)
        bind(Key.POST, self, self._post)
        bind(Key.PRINT, self, self._print)
        bind(Key.BACK, self, self._close)
