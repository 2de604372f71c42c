"""Receiving a delivery: what came is typed line by line and put on the shelf at once.  It draws a `State`."""

from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from outreach.errors import Refusal
from outreach.stock.count_sides import SideNotSaid
from outreach.stock.paper_reading import OpenedPaper
from outreach.stock.source_rules import AgainstRule
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, ProblemRow, Tone
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scanner import Scanner
from outreach.ui.shared.scrolling import see_through
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock import receive_words, wording
from outreach.ui.stock.cells import FixedField, FixedMenu
from outreach.ui.stock.doing import Doing, OfItem
from outreach.ui.stock.draft import Field, Place
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.receive_item import Heads
from outreach.ui.stock.receive_lines import Items
from outreach.ui.stock.receive_matches import Matches
from outreach.ui.stock.receive_summary import Summary
from outreach.ui.stock.receiving import ReceivePresenter, State
from outreach.ui.stock.scan_panel import ScanPanel
from outreach.ui.stock.state import Posted
from outreach.ui.tasks import Tasks
from outreach.vocabulary import CountSide, ItemId
from outreach.words import words_for

_SUMMARY, _REFERENCE, _DAY, _SUPPLIER = 288, 130, 132, 196
# Widths of the page in pixels of the design, before the text size.
_NO_SUMMARY_BELOW, _STACKED_BELOW = 1024, 760
_DAYS_OFFERED = 14
_ANOTHER = "another"


class ReceivePage(Doing):
    """What came, typed line by line."""

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._attended = 0
        self._chain: list[QWidget] = []
        self.presenter = ReceivePresenter(tasks, stock, self.show_state, self._is_posted)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    @property
    def has_work(self) -> bool:
        return self.presenter.state.draft.is_begun

    def begin(self, item_id: ItemId | None) -> None:
        self.presenter.begin(item_id)

    def take_up(self, what: object) -> None:
        if isinstance(what, OpenedPaper):
            self.presenter.write_again(what)
        elif isinstance(what, OfItem):
            self.presenter.begin_of(what)

    def begun(self) -> str:
        return receive_words.begun(self.presenter.state.draft, self._words)

    def keep(self) -> None:
        self.presenter.keep()

    def bring_back_kept(self, said: str) -> None:
        self.presenter.bring_back_kept(said)

    def refresh(self) -> None:
        self.presenter.refresh()

    def forget(self) -> None:
        self.presenter.forget()

    def not_answered(self) -> None:
        self.presenter.not_answered()

    def focus_first(self) -> None:
        """Begin where the keyboard was asked to go last: a draft goes on where it was left."""
        self._attend(self.presenter.state.attention[1])

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._show_top(state)
        self._find.set_text(state.typed)
        self._scan.show_question(state.asked)
        suppliers = state.catalog.suppliers if state.catalog else ()
        offered = [(one.id, one.name) for one in suppliers if not one.retired]
        self._supplier.set_choices(
            [(None, self._words(N_("No supplier stated"))), *offered], now=state.draft.supplier_id
        )
        set_shown(self._supplier, bool(offered))
        self._matches.show_state(state)
        self._reference.set_text(state.draft.reference)
        self._items.show_state(state)
        self._items.mark_current(QApplication.focusWidget())
        set_shown(self._empty, not state.draft.items)
        set_shown(self._scroll, bool(state.draft.items))
        set_shown(self._heads, bool(state.draft.items) and not self._is_narrower_than(_STACKED_BELOW))
        self._summary.show_state(state)
        self._show_foot(state)
        self._show_problems(state)
        self._order()
        number, place = state.attention
        if number != self._attended:
            self._attended = number
            self._attend(place)
        self.touched.emit()

    # Drawing

    def _show_top(self, state: State) -> None:
        words, day, draft = self._words, state.day, state.draft
        title = N_("Write a delivery again") if draft.replaces is not None else N_("Receive a delivery")
        self._top.set_title(words(title))
        is_said = state.draft.is_begun and not self._is_narrower_than(_NO_SUMMARY_BELOW)
        self._chip.set_status(Mark.NEUTRAL, words(receive_words.KEPT) if is_said else "")
        days = [state.today - timedelta(days=back) for back in range(_DAYS_OFFERED)]
        chosen: object = _ANOTHER if state.draft.typed_day is not None else state.draft.on or state.today
        choices: list[tuple[object, str]] = [(one, self._said(one, state)) for one in days]
        self._day.set_choices([*choices, (_ANOTHER, words(N_("Another day…")))], now=chosen)
        if day is not None:
            self._day.set_label(words(N_("Arrived {day}"), day=self._said(day, state)))
        set_shown(self._typed_day, state.draft.typed_day is not None)
        self._typed_day.set_text(state.draft.typed_day or "")
        sites = state.catalog.sites if state.catalog else ()
        self._site.set_choices([(site.id, site.name) for site in sites], now=state.site_id)
        set_shown(self._site, len(sites) > 1)

    def _show_suppliers(self, state: State) -> None:
        offered = [(one.id, one.name) for one in state.catalog.suppliers if not one.retired] if state.catalog else []
        choices: list[tuple[object, str]] = [(None, self._words(N_("No supplier stated"))), *offered]
        self._supplier.set_choices(choices, now=state.draft.supplier_id)
        set_shown(self._supplier, bool(offered))

    def _said(self, day: date, state: State) -> str:
        words = self._words
        if self._is_narrower_than(_STACKED_BELOW):
            return words(N_("today")) if day == state.today else words.day(day)
        said = words.weekday(day)
        return words(N_("today, {day}"), day=said) if day == state.today else said

    def _show_foot(self, state: State) -> None:
        draft = state.draft
        self._foot.set_text(receive_words.foot(state, self._words))
        set_shown(self._clear, draft.is_begun)
        set_shown(self._bring_back, state.cleared is not None)

    def _show_problems(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._say_refusal(state.refusal, state)
        else:
            self._banner.clear()
        set_shown(self._notice, state.refusal is not None)
        said = " ".join(wording.problem(p.what, words) for p in state.problems if not p.place.key)
        self._problem.say(said)
        self._find.setAccessibleDescription(said)
        self._typed_day.setAccessibleDescription(said)

    def _say_refusal(self, refusal: Refusal, state: State) -> None:
        """A question has its answers beside it, any other refusal says what to do."""
        words, presenter = self._words, self.presenter
        known = state.catalog
        match refusal:
            case AgainstRule(lines) if known is not None:
                names = {source.id: source.name for source in known.sources}
                said = "; ".join(f"{known.item[item].name}, {names.get(source, '')}" for source, item in lines)
                self._banner.say(Tone.LOW, words(N_("A source may not pay for this on that day.")), said)
                self._banner.choices((words(N_("Save it all the same")), presenter.post_despite_rule))
            case SideNotSaid():
                said = words(N_("Did this come before or after the count?"))
                self._banner.say(Tone.INFO, words(N_("That day was counted.")), said)
                sides = ((N_("Before"), CountSide.BEFORE), (N_("After"), CountSide.AFTER))
                self._banner.choices(*((words(text), partial(presenter.post_on_side, side)) for text, side in sides))
            case _:
                self._banner.say(Tone.OUT, words(N_("Not on the shelf yet.")), words_for(refusal, words))
                self._banner.choices()
                return
        self._banner.focus_first()

    def _attend(self, place: Place) -> None:
        widget = self._items.field(place)
        if widget is None:
            widget = self._typed_day if place.field is Field.DAY else self._find
        if isinstance(widget, FixedField):
            widget.selectAll()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_in_sight()

    def _order(self) -> None:
        """Tab goes in reading order; what is made later would else come last."""
        chain = [
            self._find, *self._matches.chain, self._supplier, self._reference, *self._items.chain,
            self._bring_back, self._clear, self._post,
        ]  # fmt: skip
        if chain != self._chain:
            self._chain = chain
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def _keep_in_sight(self) -> None:
        """Scroll to the line the keyboard is in."""
        line = self._items.line(self._items.key_of(QApplication.focusWidget()))
        if line is not None:
            self._scroll.ensureWidgetVisible(line, 0, theme.px(44))  # what stands below it too

    def _adapt(self) -> None:
        self._summary.setFixedWidth(theme.px(_SUMMARY))
        is_stacked = self._is_narrower_than(_STACKED_BELOW)
        set_shown(self._heads, bool(self.presenter.state.draft.items) and not is_stacked)
        is_named = not self._is_narrower_than(_NO_SUMMARY_BELOW)
        set_shown(self._reference_name, is_named)
        self._reference.setPlaceholderText("" if is_named else self._words(N_("Invoice number")))
        self._items.set_stacked(is_stacked=is_stacked)
        set_shown(self._summary, not self._is_narrower_than(_NO_SUMMARY_BELOW))
        self._show_top(self.presenter.state)

    # What was pressed

    def _choose_day(self, chosen: object) -> None:
        if isinstance(chosen, date):
            today = self.presenter.state.today
            self.presenter.choose_day(None if chosen == today else chosen)
        else:
            self.presenter.type_day()

    def _another_lot(self) -> None:
        self.presenter.another_lot(self._items.key_of(QApplication.focusWidget()))

    def _go_back(self) -> None:
        """Esc leaves a box unnamed, or closes the matches, first."""
        if self.presenter.scanning.never_mind():
            return
        if self._find.text():
            self.presenter.find("")
        else:
            self.left.emit()

    def _focus_find(self) -> None:
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self._scroll.ensureVisible(0, 0)

    def _is_posted(self, posted: Posted) -> None:
        self.posted.emit(posted)

    def _keyboard_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._items.mark_current(now)

    # Building

    def _make(self) -> None:
        words, presenter = self._words, self.presenter
        self._chip = StatusChip(Mark.NEUTRAL, height=24)
        self._day = MenuButton(icon="calendar", name=words(N_("Day it arrived")))
        self._typed_day = FixedField(
            _DAY, name=words(N_("Day it arrived")), placeholder=words(N_("2026-11-05")), takes=Into.DAY
        )
        self._site = MenuButton(icon="site", name=words(N_("Site")))
        self._top = TopBar(
            words(N_("Receive a delivery")),
            back=words(N_("Stock")),
            right=[self._chip, self._day, self._typed_day, self._site],
        )
        self._find = TextField(
            name=words(N_("What came")),
            placeholder=words(N_("Type what came")),
            icon="search",
            hint=Key.FIND.shown,
        )
        self._matches = Matches(presenter, words)
        self._supplier = FixedMenu(_SUPPLIER, name=words(N_("Supplier")))
        self._reference_name = Label(words(N_("Invoice or reference")), "small2")
        self._reference = FixedField(_REFERENCE, name=words(N_("Invoice or reference")))
        self._scan = ScanPanel(presenter.scanning, words)
        self._banner = Banner()
        self._problem = ProblemRow((14, 6, 14, 0))
        self._heads = Heads(words)
        self._items = Items(presenter, words)
        self._empty = EmptyState(
            "box",
            words(N_("Nothing added yet")),
            words(N_("Type what came, press Enter, then type the amount as it stands on the boxes.")),
        )
        self._summary = Summary(words)
        self._foot = ElidedLabel(role="small2")
        self._clear = Button(words(N_("Clear")), kind=Kind.FAINT, size=Size.LARGE)
        self._bring_back = Button(words(N_("Bring back")), kind=Kind.QUIET, size=Size.LARGE, icon="take-back")
        self._post = Button(words(N_("Post delivery")), kind=Kind.PRIMARY, size=Size.LARGE, key=Key.POST.shown)

    def _lay_out(self) -> None:
        words = self._words
        find = Row(gap=10, edges=(14, 10, 14, 0))
        find.addWidget(self._find, 1)
        find.addWidget(self._supplier)
        find.addWidget(self._reference_name)
        find.addWidget(self._reference)
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(14, 10, 14, 0)))
        self._scroll = see_through(self._items)
        inside = Column(
            find, self._problem, self._matches, self._scan, self._notice, Rule(), self._heads, gap=0, edges=1
        )
        inside.addWidget(self._scroll, 1)
        inside.addWidget(self._empty, 1)
        body = Row(gap=10, edges=(12, 10))
        body.addWidget(Panel(inside, name=words(N_("What came"))), 1)
        body.addWidget(self._summary)
        foot = Row(gap=10, edges=(16, 8))
        foot.addWidget(self._foot, 1)
        for button in (self._bring_back, self._clear, self._post):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(body, 1)
        column.addWidget(Panel(foot, role="bottom-bar"))

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self.left)
        self._day.chosen.connect(self._choose_day)
        self._typed_day.textEdited.connect(presenter.type_day)
        self._typed_day.editingFinished.connect(lambda: presenter.left(Place(Field.DAY)))
        self._site.chosen.connect(presenter.choose_site)
        self._find.textEdited.connect(presenter.find)
        self._find.entered.connect(presenter.add_first)
        self._supplier.chosen.connect(presenter.choose_supplier)
        self._reference.textEdited.connect(presenter.reference_typed)
        self._reference.entered.connect(self._focus_find)
        self._items.grew.connect(self._keep_in_sight)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, last: self._heads.set_bar(bar.sizeHint().width() if last else 0))
        self._clear.clicked.connect(presenter.clear)
        self._bring_back.clicked.connect(presenter.bring_back)
        self._post.clicked.connect(presenter.post)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keyboard_moved)
        Scanner(presenter, self._find, self)
        bind(Key.POST, self, presenter.post)
        bind(Key.ANOTHER_LOT, self, self._another_lot)
        bind(Key.FIND, self, self._focus_find)
        bind(Key.BACK, self, self._go_back)
