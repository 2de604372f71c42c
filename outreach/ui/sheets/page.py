"""A tab of the desk where a sheet is keyed: what both kinds share.  It draws a `State`, and passes presses on."""

from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from outreach.reports.paper import Paper as Sort
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.date_button import DateButton
from outreach.ui.desk.place import PlaceChooser
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.day_chooser import DayChooser
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import EmptyState
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.void_dialog import VoidDialog, Voiding
from outreach.ui.shared.void_reasons import WHY
from outreach.ui.sheets.band import SheetBand
from outreach.ui.sheets.blank_sheets import BlankSheets
from outreach.ui.sheets.foot import Foot
from outreach.ui.sheets.head_row import HeadRow
from outreach.ui.sheets.holder import Paper
from outreach.ui.sheets.presenter import SheetPresenter
from outreach.ui.sheets.printing import Printing
from outreach.ui.sheets.state import State
from outreach.ui.sheets.tabs import FOLDED_BELOW, DeskTabs, Tab
from outreach.ui.sheets.wording import kept_of
from outreach.ui.shortcuts import Key, bind, tag
from outreach.ui.tasks import Tasks
from outreach.vocabulary import SheetKind

_VOID = N_("Void this sheet")
_VOIDS_ALL = N_("All that was posted of it is taken back, and its supplies go back on the books. What it said is kept.")
_PUTS_AWAY = N_("It is not posted yet: what was keyed of it is forgotten, and no figure changes.")
_MOST_WAITING = 8
KEPT_AFTER = 800  # milliseconds without a key


class SheetPage(QWidget):
    """`other_kind(number)`: the number is of the other tab's sheets.  `posted`: what it was entered for is done."""

    other_kind = Signal(str)
    posted = Signal()
    kind: SheetKind
    tab: Tab

    def __init__(self, tasks: Tasks, paper: Paper) -> None:
        super().__init__()
        self.words: Translator = paper.words
        self._opened: object = None
        self._typed: object = None
        self._soon = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self.presenter = SheetPresenter(
            tasks, paper, self.kind, self.show_state, other_kind=self.other_kind.emit, posted=self.posted.emit
        )
        self._make(tasks, paper)
        self.make_body()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What a kind of sheet has of its own

    def make_body(self) -> None:
        """Make what is filled in."""

    def body(self) -> QWidget:
        """What is filled in, as one widget."""
        raise NotImplementedError

    def show_body(self, state: State) -> None:
        """Draw what is filled in."""

    def focus_body(self) -> None:
        """Put the keyboard where one goes on."""

    # Called by the room

    @property
    def has_work(self) -> bool:
        return self.presenter.state.is_keying

    def refresh(self) -> None:
        self.presenter.refresh()

    def forget(self) -> None:
        self._close_overlays()
        self.printing.close()
        self.presenter.forget()
        self._soon.stop()

    def conceal(self) -> None:
        self._close_overlays()
        self.presenter.forget()
        self._soon.stop()

    def focus_first(self) -> None:
        """What is asked comes first; then where one goes on, or the number."""
        if self.band.is_asking:
            self.band.focus()
        elif self.presenter.state.sheet is not None:
            self.focus_body()
        else:
            self.head.focus()

    def open(self, number: str) -> None:
        if self.presenter.state.sheet is not None:
            self.presenter.leave()
        self.presenter.open(number)

    def post(self) -> None:
        self.presenter.post()

    def show_state(self, state: State) -> None:
        self._date.show_day(state.on, state.today)
        self._place.show_state(state)
        was_asking = self.band.is_asking
        self.band.show_state(state)
        self.head.show_state(state)
        self._show_waiting(state)
        set_shown(self._body, state.sheet is not None)
        set_shown(self._empty, state.sheet is None)
        if state.sheet is not None:
            self.show_body(state)
        self.foot.show_state(state)
        self._keep_soon(state)
        opened = (state.sheet.id, state.sheet.stage) if state.sheet is not None else None
        if opened != self._opened:
            self._opened = opened
            if self.isVisible():
                self.focus_first()
        elif was_asking and not self.band.is_asking and self.isVisible() and not self.has_focus_within():
            self.focus_first()  # what was asked had the keyboard

    # Within

    def _keep_soon(self, state: State) -> None:
        """What is being typed is kept when no key came for a while."""
        typed = (state.typing, state.at, state.lines)
        if typed != self._typed:
            self._typed = typed
            if state.is_keying:
                self._soon.start()

    def _make(self, tasks: Tasks, paper: Paper) -> None:
        words, presenter = self.words, self.presenter
        self.tabs = DeskTabs(words, self.tab)
        self._date = DateButton(words)
        self._place = PlaceChooser(presenter, words)
        self._days = DayChooser(words, self)
        self._days.chosen.connect(presenter.enter_for)
        self.band = SheetBand(presenter, words)
        self.head = HeadRow(presenter, words)
        self.foot = Foot(presenter, words)
        self._blank = BlankSheets(words, self)
        self.printing = Printing(tasks, paper, self.kind, self.band.said, self)
        self._waiting = Column(gap=4)
        self._listed: tuple[tuple[str, str], ...] = ()
        self._empty_state = EmptyState(
            "edit",
            words(N_("Type or scan the number of a sheet")),
            words(N_("It stands at the top right of the paper. What you key is kept as you go.")),
        )

    def _lay_out(self) -> None:
        top = TopBar(self.words(N_("Desk")), right=[self._date, self._place])
        top.put_after_title(self.tabs)
        listed = QWidget()
        listed.setLayout(self._waiting)
        inside = Column(self._empty_state, listed, None, gap=4, edges=(16, 16))
        self._empty = Panel(inside)
        self._body = self.body()
        inner = Column(self.head, gap=8, edges=(12, 10))
        inner.addWidget(self._empty, 1)
        inner.addWidget(self._body, 1)
        column = Column(top, self.band, gap=0)
        column.addLayout(inner, 1)
        column.addWidget(self.foot)
        self.setLayout(column)

    def _connect(self) -> None:
        self._date.pressed_for_day.connect(self._choose_day)
        self.head.print_wanted.connect(self._print_key)
        self._blank.wanted.connect(self._print)
        self.foot.void.clicked.connect(self._ask_void)
        presenter = self.presenter
        self._soon.timeout.connect(presenter.keep_typing)
        bind(Key.POST, self, self.post)
        self.foot.post.clicked.connect(self.post)
        bind(Key.DAY, self, self._choose_day)
        bind(Key.YESTERDAY, self, lambda: presenter.enter_for(presenter.state.today - timedelta(days=1)))
        bind(Key.TODAY, self, presenter.back_to_today)
        bind(Key.PRINT, self, self._print_key)
        tag(Key.DAY, self._date)

    def _choose_day(self) -> None:
        state = self.presenter.state
        self._days.ask(self._date, state.on, state.today, self.focus_first)

    def _print_key(self) -> None:
        if self.presenter.state.sheet is None:
            self._blank.open_below(self.head.print, self.focus_first)

    def _print(self, copies: int, paper: object, to_printer: bool) -> None:  # noqa: FBT001 - as the signal has it
        site_id = self.presenter.state.head.site_id
        if site_id is not None:
            self.printing.want(site_id, copies, Sort(str(paper)), to_printer=to_printer)

    def _ask_void(self) -> None:
        state = self.presenter.state
        if state.sheet is None:
            return
        heading = self.words(N_("Sheet {number}"), number=state.sheet.number)
        dialog = VoidDialog(self.words, Voiding(self.words(_VOID), heading, self._voids(state), WHY), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.presenter.void)
        dialog.open()

    def _voids(self, state: State) -> str:
        """What voiding it means."""
        if not state.is_posted:
            return self.words(_PUTS_AWAY)
        if state.kind is SheetKind.TOTALS:
            return self.words(_VOIDS_ALL)
        return self.words.count(
            "{n} visit is taken back, and its supplies go back on the books. What it said is kept.",
            "{n} visits are taken back, and their supplies go back on the books. What they said is kept.",
            state.visits_standing,
        )

    def _show_waiting(self, state: State) -> None:
        """Sheets begun and not posted, each a press away."""
        listed = tuple((one.number, kept_of(one, self.words)) for one in state.waiting[:_MOST_WAITING])
        if listed == self._listed:
            return
        self._listed = listed
        for old in self._offered:
            self._waiting.removeWidget(old)
            old.hide()
            old.deleteLater()
        words = self.words
        self._offered = []
        if listed:
            self._offered.append(Label(words(N_("Begun and not posted")), "h3"))
        for number, said in listed:
            button = Button(f"{number} · {said}", kind=Kind.SECONDARY)
            button.clicked.connect(lambda _=None, number=number: self.presenter.open(number))
            self._offered.append(button)
        for widget in self._offered:
            self._waiting.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    _offered: list[QWidget] = []  # noqa: RUF012 - replaced, never changed

    def _close_overlays(self) -> None:
        self._days.close()
        self._blank.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tabs.set_folded(is_folded=self.width() < theme.px(FOLDED_BELOW))
        self.head.show_state(self.presenter.state)

    def has_focus_within(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)
