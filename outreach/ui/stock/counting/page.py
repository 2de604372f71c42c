"""Counting the shelves: started, counted line by line, reviewed, posted.  It draws a `State`."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import ElidedLabel, set_shown
from outreach.ui.shared.panels import Panel, TopBar
from outreach.ui.shared.scanner import Scanner
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shared.void_dialog import VoidDialog, Voiding
from outreach.ui.shortcuts import Key, bind
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.count_view import CountSide, CountView
from outreach.ui.stock.counting.look import Begun
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.review_view import ReviewSide, ReviewView
from outreach.ui.stock.counting.start_view import BegunList, StartForm
from outreach.ui.stock.counting.state import Spot, State, Step
from outreach.ui.stock.counting.steps import Steps
from outreach.ui.stock.doing import Doing, OfItem
from outreach.ui.stock.paper.preview import PaperPreview, Printing
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.state import Posted
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ItemId

# Widths in pixels of the design, before the text size.
_NO_SIDE_BELOW, _SIDE, _LIST = 980, 316, 440
_COUNT_STACKED, _EXPECTED, _REVIEW_STACKED = 730, 90, 790
_CARDS_LOW, _ONE_COLUMN, _NO_KEYS = 1100, 760, 760
_STEPS = {Step.START: 0, Step.COUNT: 0, Step.REVIEW: 1}


class CountPage(Doing):
    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._attended = 0
        self._chain: list[QWidget] = []
        self.presenter = CountPresenter(tasks, stock, words, self.show_state, self._is_posted, self._show_sheet)
        self.printing = Printing(self)
        self._make()
        self._lay_out()
        self._connect()
        self.show_state(self.presenter.state)

    # What the room asks

    @property
    def has_work(self) -> bool:
        """What was said is in the file; only what means nothing yet would be lost."""
        return bool(self.presenter.state.typed)

    def begin(self, item_id: ItemId | None) -> None:
        self.presenter.begin(item_id)

    def take_up(self, what: object) -> None:
        if isinstance(what, OfItem):
            self.presenter.begin(what.item_id, what.site_id)

    def refresh(self) -> None:
        self.presenter.refresh()

    def forget(self) -> None:
        self.printing.forget()
        self.close_preview()
        self.presenter.forget()

    def not_answered(self) -> None:
        self.presenter.not_answered()

    def focus_first(self) -> None:
        """Where the keyboard was asked to go last: a count goes on where it was left."""
        _, spot, line_id = self.presenter.state.attention
        self._attend(spot, line_id)

    # Drawing

    def show_state(self, state: State) -> None:
        """Draw `state`.  Drawing the same state twice changes nothing."""
        self._show_top(state)
        self._steps.show_step(_STEPS[state.step])
        set_shown(self._band, state.step is not Step.START)
        self._again.set_label(self._words(N_("Have these {n} counted again"), n=len(state.to_recount)))
        set_shown(self._again, state.step is Step.REVIEW and bool(state.to_recount))
        if state.step is Step.START:
            self._form.show_state(state)
            self._begun.show_state(state)
        elif state.step is Step.COUNT:
            needed = _COUNT_STACKED + (0 if state.count is not None and state.count.is_blind else _EXPECTED)
            self._count.show_state(state, is_stacked=self._is_room_below(needed))
            self._side.show_state(state)
        else:
            self._review.show_state(state, is_stacked=self._is_room_below(_REVIEW_STACKED))
            self._summary.show_state(state)
        self._body.setCurrentWidget(self._bodies[state.step])
        set_shown(self._form, state.may_start)
        self._show_foot(state)
        self._order(state)
        number, spot, line_id = state.attention
        if number != self._attended:
            self._attended = number
            self._attend(spot, line_id)

    def _is_room_below(self, width: int) -> bool:
        """Whether the lines have less, beside what stands at their side."""
        side = 0 if self._is_narrower_than(_NO_SIDE_BELOW) else _SIDE + 10
        return self._is_narrower_than(width + 24 + side)

    def _show_top(self, state: State) -> None:
        words, count = self._words, state.count
        title = words(wording.TITLE)
        if count is not None and state.catalog is not None:
            title = words(N_("Count at {site}"), site=state.catalog.site[count.begun.site_id].name)
        what = wording.covers(count.begun.scope, state.catalog, words) if count is not None else ""
        self._top.set_title(title, "" if self._is_narrower_than(_NO_SIDE_BELOW) else what)
        is_said = count is not None and not self._is_narrower_than(_NO_SIDE_BELOW)
        lost = sum(line in state.looked_at for line in state.typed)
        mark = Mark.LOW if lost else Mark.NEUTRAL
        kept = words.count(N_("{n} line not kept"), N_("{n} lines not kept"), lost) if lost else words(N_("Draft kept"))
        self._chip.set_status(mark, kept if is_said else "")
        set_shown(self._print, count is not None)
        sheet = count.begun.sheet if count is not None else None
        self._print.set_label(
            words(N_("Print sheet {number}"), number=sheet) if sheet else words(N_("Print count sheet"))
        )

    def _show_foot(self, state: State) -> None:
        words = self._words
        is_counting, is_review = state.step is Step.COUNT, state.step is Step.REVIEW
        set_shown(self._foot, state.step is not Step.START)
        is_narrow = self._is_narrower_than(_NO_SIDE_BELOW)
        if is_narrow and is_counting:
            said = words(N_("{n} of {all}"), n=state.counted, all=len(state.lines))
        else:
            said = words(N_("The desk stays open while you count"))
        if not state.may_start:
            said = words(N_("A coordinator reviews and posts it. Every line is kept."))
        self._said.set_text("" if is_narrow and is_review else said)
        set_shown(self._add, is_counting)
        set_shown(self._back, is_review)
        set_shown(self._next, is_counting and state.may_start)
        set_shown(self._post, is_review)
        self._keep.set_label(words(N_("Keep as draft") if state.may_start else N_("Done for now")))

    def _attend(self, spot: Spot, line_id: object) -> None:
        state = self.presenter.state
        reason = Qt.FocusReason.OtherFocusReason
        if state.step is Step.START:
            if spot is Spot.NUMBER or not state.may_start:
                self._begun.number.setFocus(reason)
            else:
                self._form.attend(spot, state)
        elif state.step is Step.COUNT:
            if not self._count.attend(spot, line_id, state):  # type: ignore[arg-type]
                (self._next if self._next.isVisibleTo(self) else self._keep).setFocus(reason)
        elif not (self._review.focus_line(line_id) or self._review.focus_first()):  # type: ignore[arg-type]
            self._post.setFocus(reason)

    def _order(self, state: State) -> None:
        """Tab goes in reading order; lines made later would else come last."""
        chain: list[QWidget] = [*self._top_chain]
        if state.step is Step.START:
            chain += [*self._form.chain, *self._begun.chain]
        elif state.step is Step.COUNT:
            chain += [*self._count.chain, *self._side.chain, self._add, self._keep, self._next]
        else:
            chain += [self._again, *self._review.chain, self._back, self._keep, self._post]
        if chain != self._chain:
            self._chain = chain
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)

    def _adapt(self) -> None:
        is_narrow = self._is_narrower_than(_NO_SIDE_BELOW)
        for side in (self._side, self._summary):
            side.setFixedWidth(theme.px(_SIDE))
            set_shown(side, not is_narrow)
        self._begun.setMinimumWidth(theme.px(240 if is_narrow else _LIST))
        is_beside = self.presenter.state.may_start
        self._begun.setMaximumWidth(theme.px((280 if is_narrow else _LIST) if is_beside else _LIST * 2))
        self._form.set_narrow(is_narrow=self._is_narrower_than(_CARDS_LOW))
        has_keys = not self._is_narrower_than(_NO_KEYS)
        for button, key in ((self._add, Key.ANOTHER_LOT), (self._next, Key.POST), (self._post, Key.POST)):
            button.set_key(key.shown if has_keys else "")
        way = QBoxLayout.Direction
        is_stacked = self._is_narrower_than(_ONE_COLUMN)
        self._start_row.setDirection(way.TopToBottom if is_stacked else way.LeftToRight)
        if is_stacked:
            self._begun.setMaximumWidth(16_777_215)
        self.show_state(self.presenter.state)

    # Paper

    def _show_sheet(self, title: str, pdf: bytes) -> None:
        self._preview.show_pdf(title, pdf, may_print=True)
        self._stack.setCurrentWidget(self._preview)
        self._preview.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_preview(self) -> bool:
        """Back to the count; say whether a preview was open."""
        was_open = self._stack.currentWidget() is self._preview
        if was_open:
            self._stack.setCurrentWidget(self._whole)
            self._preview.show_pdf("", b"", may_print=False)
            self.focus_first()
        return was_open

    # What was pressed

    def _print_pressed(self) -> None:
        if self._stack.currentWidget() is self._preview:
            self.printing.ask(self._preview.pdf, self._preview.title)
        else:
            self.presenter.print_sheet()

    def _go_on(self) -> None:
        """Ctrl+Enter: start, review, post."""
        step = self.presenter.state.step
        if step is Step.START:
            self.presenter.start()
        elif step is Step.COUNT:
            self._keep_here()
            self.presenter.review()
        else:
            self.presenter.post()

    def _go_back(self) -> None:
        """Esc closes what is open first; a count is left as it is, and kept."""
        presenter, state = self.presenter, self.presenter.state
        if self.close_preview() or presenter.scanning.never_mind() or presenter.found_lot.leave():
            return
        if state.find:
            presenter.find_typed("")
        elif state.step is Step.REVIEW:
            presenter.back_to_counting()
        elif state.step is Step.COUNT:
            self._leave_count()
        else:
            self.left.emit()

    def _leave_count(self) -> None:
        self._keep_here()
        self.presenter.keep_as_draft()
        self.left.emit()

    def _keep_here(self) -> None:
        """What stands in the field the keyboard is in counts too."""
        for line_id in tuple(self.presenter.state.typed):
            self.presenter.left(line_id)

    def _add_lot(self) -> None:
        self.presenter.found_lot.begin()

    def _count_on(self) -> None:
        self.presenter.back_to_counting()

    def _recount(self) -> None:
        self.presenter.count_again([line.id for line in self.presenter.state.to_recount])

    def _focus_find(self) -> None:
        if self.presenter.state.step is Step.COUNT:
            self._count.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._count.finder.selectAll()
        elif self.presenter.state.step is Step.START:
            self._begun.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_away(self, begun: Begun) -> None:
        words, known = self._words, self.presenter.state.catalog
        heading = f"{wording.covers(begun.scope, known, words)} · {wording.about(begun, self.presenter.state, words)}"
        kept = words(N_("Nothing is posted. What was counted is kept in the file."))
        dialog = VoidDialog(words, Voiding(words(N_("Put away")), heading, kept, {}), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda _: self.presenter.put_away(begun.id))
        dialog.open()

    def _is_posted(self, posted: Posted) -> None:
        self.posted.emit(posted)

    # Building

    def _make(self) -> None:
        words, presenter = self._words, self.presenter
        self._chip = StatusChip(Mark.NEUTRAL, height=24)
        self._print = Button(words(N_("Print count sheet")), icon="print")
        self._top = TopBar(words(wording.TITLE), back=words(N_("Stock")), right=[self._chip, self._print])
        self._top_chain = [self._print]
        self._steps = Steps([words(step) for step in wording.STEPS], words)
        self._again = Button(icon="repeat")
        self._form, self._begun = StartForm(presenter, words), BegunList(presenter, words)
        self._count, self._side = CountView(presenter, words), CountSide(presenter, words)
        self._review, self._summary = ReviewView(presenter, words), ReviewSide(words)
        self._add = Button(words(N_("Add a lot I found")), size=Size.LARGE, key=Key.ANOTHER_LOT.shown)
        self._back = Button(words(N_("Back to counting")), size=Size.LARGE, icon="chevron-left")
        self._said = ElidedLabel(role="small2")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._keep = Button(words(N_("Keep as draft")), kind=Kind.QUIET, size=Size.LARGE)
        post = Key.POST.shown
        self._next = Button(words(N_("Review")), kind=Kind.PRIMARY, size=Size.LARGE, key=post)
        self._post = Button(words(N_("Post count")), kind=Kind.PRIMARY, size=Size.LARGE, key=post, icon="check")
        self._preview = PaperPreview(words)

    def _lay_out(self) -> None:
        steps = Row(gap=10, edges=(16, 4, 16, 4))
        steps.addWidget(self._steps, 1)
        steps.addWidget(self._again)
        self._band = Panel(steps, role="top-bar")
        self._band.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bodies: dict[Step, QWidget] = {}
        self._body = QStackedWidget()
        parts = (
            (Step.START, self._form, self._begun), (Step.COUNT, self._count, self._side),
            (Step.REVIEW, self._review, self._summary),
        )  # fmt: skip
        for step, main, side in parts:
            body = self._bodies[step] = QWidget()
            row = Row(gap=10, edges=(12, 10))
            row.addWidget(main, 1)
            row.addWidget(side, 1 if step is Step.START else 0)
            body.setLayout(row)
            if step is Step.START:
                self._start_row = row
            self._body.addWidget(body)
        foot = Row(self._add, self._back, gap=10, edges=(16, 8))
        foot.addWidget(self._said, 1)
        for button in (self._keep, self._next, self._post):
            foot.addWidget(button)
        self._foot = Panel(foot, role="bottom-bar")
        self._whole = QWidget()
        whole = Column(self._band, gap=0)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._foot)
        self._whole.setLayout(whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._preview)
        column = Column(self._top, gap=0)
        column.addWidget(self._stack, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        presenter = self.presenter
        self._top.back_pressed.connect(self._back_to_stock)
        self._print.clicked.connect(self._print_pressed)
        self._preview.closed.connect(self.close_preview)
        self._preview.print_pressed.connect(self._print_pressed)
        self._again.clicked.connect(self._recount)
        self._begun.put_away.connect(self._ask_away)
        self._add.clicked.connect(self._add_lot)
        self._back.clicked.connect(self._count_on)
        self._keep.clicked.connect(self._leave_count)
        self._next.clicked.connect(self._go_on)
        self._post.clicked.connect(presenter.post)
        Scanner(presenter, self._count.finder, self)
        bind(Key.POST, self, self._go_on)
        bind(Key.ANOTHER_LOT, self, self._add_lot)
        bind(Key.APART, self, self._count.open_apart)
        bind(Key.PRINT, self, self._print_pressed)
        bind(Key.FIND, self, self._focus_find)
        bind(Key.BACK, self, self._go_back)

    def _back_to_stock(self) -> None:
        """What is open stays open; every line is kept."""
        self._keep_here()
        self.left.emit()
