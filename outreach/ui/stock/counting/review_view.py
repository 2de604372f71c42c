"""Review: only what differs, each line with its reason; beside it what posting will do."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.stock.cells import Cell, Stretching
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.lines import CountLine
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.review_row import (
    DIFFERENCE,
    EDGES,
    EXPIRY,
    FIGURE,
    GAP,
    LOT,
    REASON,
    SHELF,
    ReviewRow,
)
from outreach.ui.stock.counting.state import State, Which
from outreach.ui.theme import Color
from outreach.vocabulary import DraftLineId


class ReviewView(Panel):
    """The lines beside the books."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__(name=words(N_("Lines counted")))
        self._presenter, self._words = presenter, words
        self._chips = {which: Chip(words(text), is_ticked=False, count="0") for which, text in wording.WHICH.items()}
        self._blind = ElidedLabel(role="small2")
        self._banner = Banner()
        self._heads = _Heads(words)
        self._lines = Lines[tuple[CountLine, State, bool]](
            lambda: ReviewRow(presenter, words), words(N_("Lines counted"))
        )
        self._match, self._left = Label(role="small2", wraps=True), Label(role="small2", wraps=True)
        self._arrange()
        for which, chip in self._chips.items():
            chip.toggled_by_hand.connect(partial(self._choose, which))

    def show_state(self, state: State, *, is_stacked: bool) -> None:
        if state.count is None:
            return
        words = self._words
        for which, chip in self._chips.items():
            chip.set_count(words.number(len(state.those(which))))
            chip.set_on(which is state.which)
        said = N_("Blind count: expected amounts were hidden while counting") if state.count.is_blind else ""
        self._blind.set_text(words(said) if said else "")
        for part in (self._blind, self._eye):
            set_shown(part, bool(said) and not is_stacked)
        self._heads.show_columns(is_stacked=is_stacked)
        self._lines.show_values([(line, state, is_stacked) for line in state.those(state.which)])
        self._show_rest(state)
        if state.refusal is not None:
            self._banner.say(Tone.OUT, words(N_("Not posted yet.")), wording.refusal(state.refusal, words))
        elif state.lacking is not None:
            self._banner.say(Tone.LOW, words(wording.LACKING[state.lacking]))
        else:
            self._banner.clear()
        set_shown(self._notice, not self._banner.isHidden())

    def focus_line(self, line_id: DraftLineId | None) -> bool:
        for line in self._lines.lines:
            if isinstance(line, ReviewRow) and line.key == line_id and not line.isHidden():
                line.focus()
                return True
        return False

    def focus_first(self) -> bool:
        """To the first choice there is."""
        first = next((one for one in self.chain if not isinstance(one, Chip) and one.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    @property
    def chain(self) -> list[QWidget]:
        found: list[QWidget] = list(self._chips.values())
        for line in self._lines.lines:
            if isinstance(line, ReviewRow) and not line.isHidden():
                found += line.chain
        return found

    def _show_rest(self, state: State) -> None:
        """What is not on the list, said in a line each."""
        words = self._words
        matching = len(state.those(Which.MATCH))
        is_said = state.which is Which.TO_CHECK and matching > 0
        self._match.set_text(words.count(*wording.MATCHING, matching) if is_said else "")
        set_shown(self._matching, is_said)
        left = len(state.not_counted)
        self._left.set_text(words.count(*wording.LEFT_ALONE, left) if left else "")
        set_shown(self._left_alone, left > 0)

    def _choose(self, which: Which, _: object = None) -> None:
        self._presenter.show(which)
        for one, chip in self._chips.items():
            chip.set_on(one is which)

    def _arrange(self) -> None:
        words = self._words
        flow = FlowLayout(gap=6)
        for chip in self._chips.values():
            flow.addWidget(chip)
        chips = QWidget()
        chips.setLayout(flow)
        chips.setAccessibleName(words(N_("Which lines")))
        self._eye = IconLabel("eye-off", Color.TEXT2, icons.S)
        top = Row(gap=6, edges=(12, 10))
        top.addWidget(chips, 1)
        top.addWidget(self._eye)
        top.addWidget(self._blind)
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(12, 0, 12, 8)))
        self._matching, self._left_alone = QWidget(), QWidget()
        for holder, icon, label in ((self._matching, "done", self._match), (self._left_alone, "info", self._left)):
            row = Row(IconLabel(icon, Color.TEXT2, icons.M), gap=8, edges=(12, 10, 12, 0))
            row.addWidget(label, 1)
            holder.setLayout(row)
        inside = QWidget()
        inside.setLayout(Column(self._lines, self._matching, self._left_alone, None, gap=0))
        scroll = Scrolling(inside)
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, last: self._heads.set_bar(bar.sizeHint().width() if last else 0))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = Column(top, self._notice, Rule(), self._heads, gap=0, edges=1)
        column.addWidget(scroll, 1)
        self.setLayout(column)


class _Heads(QFrame):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "table-head")
        item = Stretching("h3")
        item.set_text(words(N_("Item")))
        self._where = [
            _head(SHELF, N_("Shelf"), words),
            _head(LOT, N_("Lot"), words),
            _head(EXPIRY, N_("Expiry"), words),
        ]
        figures = [
            _head(FIGURE, N_("Counted"), words, is_number=True), _head(FIGURE, N_("Expected"), words, is_number=True),
            _head(DIFFERENCE, N_("Difference"), words, is_number=True), _head(REASON, N_("Reason"), words),
        ]  # fmt: skip
        shelf, *lot = self._where
        row = Row(gap=GAP, edges=(EDGES, 7, EDGES, 7))
        row.addWidget(shelf)
        row.addWidget(item, 1)
        for cell in (*lot, *figures):
            row.addWidget(cell)
        self._bar = QWidget()
        self.set_bar(0)
        self.setLayout(Row(row, self._bar, gap=0))

    def set_bar(self, width: int) -> None:
        """Leave room for the bar the lines scroll by."""
        self._bar.setFixedWidth(width)

    def show_columns(self, *, is_stacked: bool) -> None:
        for cell in self._where:
            set_shown(cell, not is_stacked)


def _head(width: int, text: str, words: Translator, *, is_number: bool = False) -> Cell:
    cell = Cell(width, "h3", is_number=is_number)
    cell.set_text(words(text))
    return cell


class ReviewSide(Panel):
    """What posting will do."""

    def __init__(self, words: Translator) -> None:
        super().__init__(name=words(N_("When you post")))
        self._words = words
        text = words(
            N_("Each difference becomes one adjustment, dated today. Nothing is erased, and the count can be voided.")
        )
        self._facts = Lines[tuple[str, str, bool]](_Fact, words(N_("When you post")))
        column = Column(
            Label(words(N_("When you post")), "h2"),
            Label(text, "small2", wraps=True),
            self._facts,
            None,
            gap=6,
            edges=14,
        )
        self.setLayout(column)

    def show_state(self, state: State) -> None:
        if state.count is None:
            return
        words = self._words

        def lines(n: int) -> str:
            return words.count(*wording.LINES, n)

        ready = [line for line in state.reviewed if not state.waits(line)]
        rest = [line.unexplained(state.stands(line)) for line in ready]
        apart = sum(line.counted.damaged + line.counted.expired for line in ready if line.counted is not None)
        facts = [
            (
                words(N_("Lines counted")),
                words(N_("{n} of {all}"), n=len(state.reviewed), all=len(state.count.lines)),
                False,
            ),
            (words(N_("Match")), words.number(len(state.those(Which.MATCH))), False),
            (words(N_("Adjust down")), lines(sum(n < 0 for n in rest)), False),
            (words(N_("Adjust up")), lines(sum(n > 0 for n in rest)), False),
        ]
        if apart:
            facts.append((words(N_("Thrown away")), words.number(apart), False))
        if state.waiting:
            facts.append((words(N_("Waiting for your choice")), lines(len(state.waiting)), True))
        if state.not_counted:
            facts.append((words(N_("Not counted, left alone")), lines(len(state.not_counted)), False))
        who = ", ".join(sorted({line.by for line in state.reviewed if line.by}))
        facts.append((words(N_("Counted by")), who, False))
        facts.append((words(N_("Started")), wording.when(state.count.begun, state, words), False))
        self._facts.show_values(facts)


class _Fact(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("warning", Color.LOW, icons.S)
        self._name, self._value = ElidedLabel(role=""), Label(role="strong")
        row = Row(self._icon, gap=6, edges=(0, 8))
        row.addWidget(self._name, 1)
        row.addWidget(self._value)
        self.setLayout(Column(row, Rule(), gap=0))

    def show_value(self, value: tuple[str, str, bool]) -> None:
        name, figure, is_warning = value
        self._name.set_text(name)
        self._name.set_role("low" if is_warning else "")
        self._value.set_text(figure)
        self._value.set_role("low" if is_warning else "strong")
        set_shown(self._icon, is_warning)
