"""What waits for the coordinator: shortfalls, sources, things on no list, barcodes.  It draws a `State`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.stock.attention import Stood
from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock.acts import ACTS
from outreach.ui.stock.attention import lines, wording
from outreach.ui.stock.attention.lines import SETTLES, Group, Said
from outreach.ui.stock.attention.look import Gathered
from outreach.ui.stock.attention.presenter import AttentionPresenter, State
from outreach.ui.stock.doing import Act, Doing, OfItem
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.sorting_panel import SortingPanel
from outreach.ui.tasks import Tasks
from outreach.waiting import Sort, Waits
from outreach.words import words_for

_NARROW_BELOW = 860
_NEEDS = {lines.RECEIVE: Act.RECEIVE, lines.COUNT: Act.COUNT, lines.PAPERS: Act.PAPERS}
"""What is settled on another page."""


class AttentionPage(Doing):
    """`wants(Act, OfItem)` where a delivery, a count or a paper settles it."""

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._is_waiting = False
        self.presenter = AttentionPresenter(tasks, stock, self.show_state)
        self._sorting = SortingPanel(tasks, stock, words, has_line=False)
        there = {spec.act for spec in ACTS if stock.by.has(spec.right)}
        self._groups = {sort: self._group(sort, there) for sort in Sort}
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What the room asks

    def begin(self, item_id: object) -> None:
        self.presenter.begin()

    def refresh(self) -> None:
        self.presenter.refresh()
        self._sorting.presenter.refresh()

    def focus_first(self) -> None:
        self._is_waiting = self.presenter.state.gathered is None
        firsts = (group.first for group in self._groups.values() if group.isVisibleTo(self))
        wanted = next((first for first in firsts if first is not None), None) or self._top.back
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # Drawing

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        gathered = state.gathered
        self._say_refusal(state)
        self._say_done(state)
        if gathered is None:
            return
        has_keys = self._has_keys
        for sort, group in self._groups.items():
            waiting = gathered.of(sort)
            group.show_lines([self._said(one, gathered) for one in waiting])
            set_shown(group, bool(waiting))
        self._stood.show_values([(one, gathered) for one in gathered.stood])
        set_shown(self._stood_panel, bool(gathered.stood))
        set_shown(self._empty, not gathered.waits)
        set_shown(self._top.hint, bool(gathered.waits) and not self._is_narrower_than(_NARROW_BELOW))
        if (has_keys and not self._has_keys) or (self._is_waiting and self._top.back.hasFocus()):
            self.focus_first()  # the line the keyboard was on is settled

    @property
    def _has_keys(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _said(self, waits: Waits, gathered: Gathered) -> Said:
        center, words = gathered.catalog, self._words
        why = wording.why(waits, gathered, words)
        return Said(waits, wording.fact(waits, center, words), wording.where(waits, center, words), why)

    def _say_refusal(self, state: State) -> None:
        if state.refusal is None:
            self._banner.clear()
            return
        self._banner.say(Tone.OUT, self._words(N_("Not done.")), words_for(state.refusal, self._words))

    def _say_done(self, state: State) -> None:
        words, said = self._words, ""
        if state.did is not None and state.gathered is not None:
            said = wording.did(state.did, state.initials, state.gathered.catalog, words)
        if said and said != self._done.text():
            announce(self._done, said)
        self._done.set_text(said)
        set_shown(self._foot, bool(said))

    def _adapt(self) -> None:
        is_narrow = self._is_narrower_than(_NARROW_BELOW)
        for group in self._groups.values():
            group.fold(is_narrow=is_narrow)
        set_shown(self._top.hint, not is_narrow and not self._empty.isVisibleTo(self))

    # What was pressed

    def _asked(self, what: str, waits: Waits) -> None:
        presenter = self.presenter
        if what in _NEEDS and (waiting := waits.waiting) is not None:
            of = OfItem(waiting.item_id, waiting.site_id, waiting.on if waits.sort is Sort.SHORT else None)
            self.wants.emit(_NEEDS[what], of)
        elif what == lines.SORT and waits.thing is not None:
            self._sorting.open(waits.thing.id)
        else:
            {
                lines.LET_STAND: presenter.let_stand, lines.CONFIRM: presenter.confirm, lines.RETIRE: presenter.retire,
            }[what](waits)  # fmt: skip

    def _close(self) -> None:
        """Esc closes the thing that is asked about, then leaves the page."""
        if self._sorting.presenter.state.is_open:
            self._sorting.presenter.close()
            self.focus_first()
        else:
            self.left.emit()

    # Building

    def _group(self, sort: Sort, there: set[Act]) -> Group:
        offered = [what for what in SETTLES[sort] if what not in _NEEDS or _NEEDS[what] in there]
        return Group(sort, offered, self._words, self._sorting if sort is Sort.THING else None)

    def _make(self) -> None:
        words = self._words
        self._top = TopBar(words(wording.TITLE), back=words(N_("Stock")), hint=words(wording.HINT))
        self._banner, self._done = Banner(), Label(role="ok", wraps=True)
        self._empty = EmptyState("done", *map(words, wording.EMPTY))
        self._stood = Lines[tuple[Stood, Gathered]](lambda: _Stood(words), words(N_("Let stand lately")))
        heading = Label(words(N_("Let stand lately")), "h2")
        again = Label(words(N_("What becomes another amount waits here again.")), "small2", wraps=True)
        column = Column(heading, again, self._stood, gap=4, edges=(16, 12, 16, 8))
        self._stood_panel = Panel(column, name=words(N_("Let stand lately")))

    def _lay_out(self) -> None:
        inside = QWidget()
        groups = self._groups.values()
        rows = Column(self._banner, *groups, gap=10, edges=(12, 10))
        rows.addWidget(self._empty, 1)
        rows.addWidget(self._stood_panel)
        rows.addStretch(0)
        inside.setLayout(rows)
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        foot = Row(gap=8, edges=(16, 8))
        foot.addWidget(self._done, 1)
        self._foot = Panel(foot, role="bottom-bar")
        column = Column(self._top, gap=0)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot)
        self.setLayout(column)

    def _connect(self) -> None:
        self._top.back_pressed.connect(self.left)
        for group in self._groups.values():
            group.asked.connect(self._asked)
        self._sorting.settled.connect(self.presenter.refresh)
        bind(Key.BACK, self, self._close)


class _Stood(QWidget):
    """Something let stand: what, where, by whom."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._what, self._who = Label(role="small", wraps=True), Label(role="quiet", wraps=True)
        self.setLayout(Column(Rule(), self._what, self._who, gap=1, edges=(0, 4)))

    def show_value(self, value: tuple[Stood, Gathered]) -> None:
        one, gathered = value
        fact = wording.fact_of(one.waiting, gathered.catalog, self._words)
        where = wording.where_of(one.waiting, gathered.catalog, self._words)
        self._what.set_text(f"{fact} · {where}")
        self._who.set_text(wording.stood(one, self._words))
