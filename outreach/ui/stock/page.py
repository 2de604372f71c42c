"""The shelves: one table, and the item chosen beside it.  It draws a `State` and passes presses on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from outreach.stock.levels import LotLevel
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.adapting import AdaptingPage
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, MenuButton, Size
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.panels import Line, Panel, TopBar
from outreach.ui.shared.table import Table
from outreach.ui.shared.waiting import Waiting
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock import wording
from outreach.ui.stock.act_buttons import ActButtons
from outreach.ui.stock.begun import Begun
from outreach.ui.stock.cells import FixedField
from outreach.ui.stock.columns import MOST_SITES, columns
from outreach.ui.stock.detail import DetailPanel
from outreach.ui.stock.doing import Act, ActSpec, LabelsOf, TakeApart
from outreach.ui.stock.look import Shelf
from outreach.ui.stock.presenter import Stock, StockPresenter
from outreach.ui.stock.sorting_panel import SortingPanel
from outreach.ui.stock.state import Filter, State
from outreach.ui.tasks import Tasks
from outreach.ui.theme import Color
from outreach.words import words_for

# Widths of the page in pixels of the design, before the text size (UI.md section 7, less the rail).
NARROW_BELOW, COVERING_BELOW, NO_EXPIRY_BELOW = 1244, 1024, 760
_DETAIL, _FIND = 388, 212
_RARE = {Filter.ON_HOLD}
_ICONS = {Filter.LOW: "warning", Filter.OUT: "out", Filter.EXPIRING: "clock", Filter.ON_HOLD: "hold"}


class StockPage(AdaptingPage):
    """`refresh` and `focus_first` are called by the window; `act(Act, item or None)` when something is to be done.

    `wants(Act, what)` goes on with something on the page of an act.
    """

    act = Signal(object, object)
    wants = Signal(object, object)

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, acts: Sequence[ActSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._acts = acts
        self._shows_detail = False
        self._columns: tuple[object, ...] = ()
        self.presenter = StockPresenter(tasks, stock, self.show_state)
        self.sorting = SortingPanel(tasks, stock, words)
        self.begun = Begun(words)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    def refresh(self) -> None:
        self.presenter.refresh()
        self.sorting.presenter.refresh()

    def say_waiting(self, number: int) -> None:
        """So many things wait for the coordinator."""
        self._buttons.say_waiting(number)

    def focus_first(self) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._show_top(state)
        self._show_filters(state)
        self._show_table(state)
        self._show_notices(state)
        self.detail.show_state(state)
        self._waiting.show_reading(is_reading=state.is_reading)
        self._adapt()

    # Drawing

    def _show_top(self, state: State) -> None:
        words = self._words
        ask = state.catalog is not None and not state.may_receive
        self._top.set_title(words(N_("Stock")), words(N_("Ask a coordinator to receive a delivery.")) if ask else "")
        sites = state.catalog.sites if state.catalog else ()
        self._site.set_choices(
            [(None, words(N_("All sites"))), *((site.id, site.name) for site in sites)], now=state.site_id
        )
        set_shown(self._site, len(sites) > 1)

    def _show_filters(self, state: State) -> None:
        for which, chip in self._chips.items():
            count = state.count(which)
            chip.set_count(self._words.number(count))
            chip.set_on(which is state.filter)
            set_shown(chip, which not in _RARE or count > 0 or state.filter is which)
        all_in_use = state.count(Filter.ALL) == state.count(Filter.IN_USE) and state.filter is not Filter.ALL
        first = wording.FILTERS[Filter.ALL if all_in_use else Filter.IN_USE]
        self._chips[Filter.IN_USE].set_label(self._words(first))
        set_shown(self._chips[Filter.ALL], not all_in_use)
        self._find.set_text(state.typed)

    def _show_table(self, state: State) -> None:
        self._set_columns(state)
        self._table.show_rows(state.rows)
        self._table.select_key(state.selected)
        total = len(state.rows)
        self._total.set_text(self._words.count(N_("{n} item"), N_("{n} items"), total) if state.shelves else "")
        is_empty = state.shelves is not None and not state.rows
        self._rows.setCurrentWidget(self._empty if is_empty else self._waiting if state.is_reading else self._table)
        if is_empty:
            self._say_empty(state)

    def _set_columns(self, state: State) -> None:
        sites = () if self._is_narrow or len(state.sites) > MOST_SITES else state.sites
        has_expiry = self.width() >= theme.px(NO_EXPIRY_BELOW)
        if self._columns == (sites, has_expiry):
            return
        self._columns = (sites, has_expiry)
        self._table.sort_by(-1)
        self._table.rows.set_columns(columns(sites, has_expiry=has_expiry))
        self._table.show_rows(state.rows)
        self._table.select_key(state.selected)

    def _say_empty(self, state: State) -> None:
        words = self._words
        if state.typed.strip():
            self._empty.say(
                words(N_("No item is called that")),
                words(N_("Try the beginning of another word.")),
                words(N_("Show all shelves")),
            )
            return
        hint = action = ""
        if state.filter is Filter.IN_USE:
            hint = words(N_("What is received or given stands here. All lists every item there is."))
            action = words(N_("Receive a delivery")) if state.may_receive else ""
        elif state.filter is not Filter.ALL:
            action = words(N_("Show all shelves"))
        self._empty.say(words(wording.NONE_SUCH[state.filter]), hint, action)

    def _show_notices(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._banner.say(Tone.OUT, words(N_("Stock could not be read.")), words_for(state.refusal, words))
            self._banner.choices((words(N_("Try again")), self.refresh))
        else:
            self._banner.clear()
        set_shown(self._notice, state.refusal is not None)
        posted = wording.posted(state.posted, words) if state.posted else ""
        if posted != self._posted.text():
            announce(self._posted, posted)
        self._posted.set_text(posted)
        for widget in (self._posted_icon, self._posted):
            set_shown(widget, bool(posted))
        has_label = state.posted is not None and state.posted.to_label is not None
        set_shown(self._labels, has_label and any(spec.act is Act.LOTS for spec in self._acts))

    # Room

    @property
    def _is_narrow(self) -> bool:
        return self.width() < theme.px(NARROW_BELOW)

    @property
    def _is_covering(self) -> bool:
        return self.width() < theme.px(COVERING_BELOW)

    def _adapt(self) -> None:
        """Large text or a small window: fewer columns, then the item chosen covers the table."""
        self._set_columns(self.presenter.state)
        covering = self._is_covering
        self._buttons.fold(is_narrow=self._is_narrow, is_tight=covering)
        self.detail.set_covering(covering)
        if covering:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(_ANY_WIDTH)
        else:
            self.detail.setFixedWidth(theme.px(_DETAIL))
            self._shows_detail = False
        set_shown(self._list, not (covering and self._shows_detail))
        set_shown(self.detail, not covering or self._shows_detail)

    def _open(self) -> None:
        """Enter or a press on a row: where the item stands beside the table there is nothing more to open."""
        if self._is_covering and not self._shows_detail:
            self._shows_detail = True
            self._adapt()
            self.detail.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if self._shows_detail:
            self._shows_detail = False
            self._adapt()
            self.focus_first()
        elif self._find.text():
            self.presenter.find("")

    # Building

    def _make(self) -> None:
        words = self._words
        self._buttons = ActButtons(self._acts, words)
        self._site = MenuButton(icon="site", name=words(N_("Site")))
        self._top = TopBar(words(N_("Stock")), right=[self._buttons, self._site])
        self._chips = {
            which: Chip(words(text), icon=_ICONS.get(which, ""), is_ticked=False, count="0")
            for which, text in wording.FILTERS.items()
        }
        find = words(N_("Find an item"))
        self._find = _Find(find)
        self._table: Table[Shelf] = Table(
            columns(()), words, key=lambda shelf: shelf.item.id, name=words(N_("Shelves"))
        )
        self._empty = EmptyState("stock", words(N_("No items yet")))
        self._waiting = Waiting(words)
        self._banner = Banner()
        self._total = Label(role="small2")
        self._posted_icon, self._posted = IconLabel("done", Color.OK, icons.S), Label(role="ok")
        self._labels = Button(words(N_("Labels of the lot")), size=Size.TINY, icon="print")
        self.detail = DetailPanel(words, self._acts)
        self.detail.noted.connect(self.presenter.note)

    def _lay_out(self) -> None:
        flow = FlowLayout(gap=6)
        for chip in self._chips.values():
            flow.addWidget(chip)
        chips = QWidget()
        chips.setLayout(flow)
        chips.setAccessibleName(self._words(N_("Which shelves")))
        filters = Row(gap=10, edges=(12, 10))
        filters.addWidget(chips, 1)
        filters.addWidget(self._find, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QStackedWidget()
        self._rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for widget in (self._table, self._empty, self._waiting):
            self._rows.addWidget(widget)
        foot = Row(self._total, None, self._posted_icon, self._posted, self._labels, gap=6, edges=(12, 7, 12, 8))
        inside = Column(filters, gap=0, edges=1)
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(12, 0, 12, 10)))
        inside.addWidget(self._notice)
        inside.addWidget(self.begun)
        inside.addWidget(self.sorting)
        inside.addWidget(Line())
        inside.addWidget(self._rows, 1)
        inside.addWidget(Line())
        inside.addLayout(foot)
        self._list = Panel(inside, name=self._words(N_("Shelves")))
        body = Row(gap=10, edges=(12, 10, 12, 12))
        body.addWidget(self._list, 1)
        body.addWidget(self.detail)
        body_of = QHBoxLayout()
        body_of.addLayout(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(body_of, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        self._buttons.pressed.connect(lambda act: self.act.emit(act, None))
        self.detail.act.connect(lambda act: self.act.emit(act, self.presenter.state.selected))
        self.detail.lot.connect(lambda lot_id: self.wants.emit(Act.LOTS, lot_id))
        self.detail.take_apart.connect(self._take_apart)
        self._labels.clicked.connect(self._print_labels)
        self._site.chosen.connect(presenter.choose_site)
        for which, chip in self._chips.items():
            chip.toggled_by_hand.connect(partial(self._choose_filter, which))
        self._find.textEdited.connect(presenter.find)
        self._find.entered.connect(self.focus_first)
        self._find.went_down.connect(self.focus_first)
        self._table.selected.connect(self._selected)
        self._table.opened.connect(lambda _: self._open())
        self._table.clicked.connect(lambda _: self._open())
        self._empty.button.clicked.connect(self._press_empty)
        self.detail.back.clicked.connect(self._close)
        bind(Key.FIND, self, self._focus_find)
        bind(Key.BACK, self, self._close)

    def _choose_filter(self, which: Filter, _: object = None) -> None:
        self.presenter.choose_filter(which)

    def _selected(self, shelf: Shelf | None) -> None:
        self.presenter.select(shelf.item.id if shelf else None)

    def _take_apart(self, lot: LotLevel) -> None:
        """At the site that is looked at, else where most of it stands."""
        state = self.presenter.state
        if state.selected is not None:
            most = max(lot.by_site, key=lambda site_id: lot.by_site[site_id])
            self.wants.emit(Act.KITS, TakeApart(state.selected, lot.lot_id, state.site_id or most))

    def _print_labels(self) -> None:
        posted = self.presenter.state.posted
        if posted is not None and posted.to_label is not None:
            self.wants.emit(Act.LOTS, LabelsOf(posted.to_label, posted.items))

    def _press_empty(self) -> None:
        state = self.presenter.state
        if state.filter is Filter.IN_USE and not state.typed.strip():
            self.act.emit(Act.RECEIVE, None)
        else:
            self.presenter.clear_find()
            self.focus_first()

    def _focus_find(self) -> None:
        if self._shows_detail:
            self._close()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()


_ANY_WIDTH = 16_777_215  # Qt's own: no limit


class _Find(FixedField):
    """Down goes from the words to what they found."""

    went_down = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(_FIND, name=name, placeholder=name, role="field-small", hint=Key.FIND.shown, icon="search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
            event.accept()
            return
        super().keyPressEvent(event)
