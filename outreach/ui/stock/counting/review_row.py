"""A counted line beside the books: what it differs by, and for what reason; where stock moved, what is asked."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.catalog import source_said
from outreach.stock import counts
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, MenuButton, Size
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.cells import Cell, Stretching
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.lines import CountLine
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import State
from outreach.ui.stock.wording import NOTHING, expiry
from outreach.ui.theme import Color
from outreach.vocabulary import DifferenceReason, DraftLineId

SHELF, LOT, EXPIRY, FIGURE, DIFFERENCE, REASON = 52, 96, 72, 72, 84, 150
GAP, EDGES = 10, 12


class ReviewRow(QFrame):
    """`key` is the line it shows."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.key = DraftLineId(0)
        self._shown: tuple[object, ...] = ()
        self._shelf, self._lot, self._expiry = Cell(SHELF, "small2"), Cell(LOT, "small"), Cell(EXPIRY, "small2")
        self._name, self._below = Stretching("item"), Stretching("quiet")
        self._above, self._above_lot = Label(role="item", wraps=True), Label(role="quiet", wraps=True)
        self._counted, self._expected = Cell(FIGURE, "strong", is_number=True), Cell(FIGURE, "body2", is_number=True)
        self._difference = Cell(DIFFERENCE, "figure", is_number=True)
        self.reason = MenuButton(is_field=True)
        self.reason.fill_width()
        self.reason.chosen.connect(lambda reason: presenter.give_reason(self.key, DifferenceReason(reason)))
        self._choice = Label(role="small2")
        self._asked: _Moved | None = None
        self._arrange()

    def show_value(self, value: tuple[CountLine, State, bool]) -> None:
        line, state, is_stacked = value
        stands, waits, item = state.stands(line), state.waits(line), state.item(line)
        shown = (line, stands, waits, item, is_stacked)
        if item is None or shown == self._shown:
            return
        self._shown, self.key, words = shown, line.id, self._words
        self._show_lot(line, item.name, is_stacked=is_stacked)
        found = line.counted.found if line.counted else 0
        now = found if stands is None else stands
        difference = line.difference(stands)
        said = "?" if waits else words.signed(difference) if difference else words.number(0)
        self._counted.set_text(NOTHING if line.is_left else words.number(now))
        self._expected.set_text(words.number(line.expected or 0))
        self._difference.set_text(NOTHING if line.is_left else said)
        rest = 0 if line.is_left else line.unexplained(stands)
        self._show_reason(line, rest, wording.name(line, item, words), waits=waits)
        if waits and self._asked is None:
            self._asked = _Moved(self._presenter, words)
            self._column.insertWidget(2, self._asked)
        if self._asked is not None:
            self._asked.ask(line, wording.name(line, item, words), is_shown=waits)
        set_role(self, "ask-row" if waits else "")

    def focus(self) -> None:
        widget: QWidget = (
            self._asked.first if self._asked is not None and self._asked.isVisibleTo(self) else self.reason
        )
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chain(self) -> list[QWidget]:
        return [self.reason, *(self._asked.chain if self._asked is not None else [])]

    def _show_lot(self, line: CountLine, name: str, *, is_stacked: bool) -> None:
        words = self._words
        for label in (self._name, self._above):
            label.set_text(name)
        self._shelf.set_text(line.shelf or NOTHING)
        self._lot.set_text(line.lot or NOTHING)
        self._expiry.set_text(expiry(line.expires_on))
        below = [wording.lot(line, words) if is_stacked else source_said(line.source, words.language)]
        below.append(words(wording.CAME) if line.is_left else wording.apart(line, words))
        said = " · ".join(part for part in below if part)
        for label in (self._below, self._above_lot):
            label.set_text(said)
            set_shown(label, bool(said))
        set_shown(self._stacked, is_stacked)
        set_shown(self._named, not is_stacked)
        set_shown(self._filler, is_stacked)
        for cell in (self._shelf, self._lot, self._expiry):
            set_shown(cell, not is_stacked)

    def _show_reason(self, line: CountLine, rest: int, name: str, *, waits: bool) -> None:
        words = self._words
        offered = counts.reasons(rest)
        self.reason.set_spoken(words(N_("Reason for {line}"), line=name))
        now = line.reason if line.reason in offered else DifferenceReason.NOT_RECORDED
        self.reason.set_choices([(one, words(wording.REASONS[one])) for one in offered], now=now)
        set_shown(self.reason, rest != 0 and not waits)
        self._choice.set_text(words(N_("Your choice below") if waits else wording.STAYS if line.is_left else ""))
        set_shown(self._choice, waits or line.is_left)

    def _arrange(self) -> None:
        self._named, self._stacked, self._filler = QWidget(), QWidget(), QWidget()
        self._named.setLayout(Column(self._name, self._below, gap=0))
        self._stacked.setLayout(Column(self._above, self._above_lot, gap=0, edges=(EDGES, 6, EDGES, 0)))
        reason = _Reason(self.reason, self._choice)
        row = Row(gap=GAP, edges=(EDGES, 6, EDGES, 6))
        row.addWidget(self._shelf)
        row.addWidget(self._named, 1)
        row.addWidget(self._filler, 1)
        for part in (self._lot, self._expiry, self._counted, self._expected, self._difference, reason):
            row.addWidget(part)
        self._column = Column(self._stacked, row, Rule(), gap=0)
        self.setLayout(self._column)


class _Reason(QWidget):
    """As wide as its column."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setLayout(Row(*parts, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(REASON), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Moved(QWidget):
    """Stock moved since: what stands there now?  Nothing is overwritten unasked."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._line: CountLine | None = None
        self._title, self._text = Label(role="strong", wraps=True), Label(role="small2", wraps=True)
        self.first, self._keep, self._again = (Button(size=Size.NORMAL) for _ in range(3))
        icon = IconLabel("warning", Color.LOW, icons.M)
        icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        flow = FlowLayout(gap=6)
        for button in (self.first, self._keep, self._again):
            flow.addWidget(button)
        buttons = QWidget()
        buttons.setLayout(flow)
        row = Row(icon, gap=10, edges=(EDGES, 0, EDGES, 8))
        row.addLayout(Column(self._title, self._text, gap=0), 2)
        row.addWidget(buttons, 3)
        self.setLayout(row)
        self.first.clicked.connect(partial(self._settle, "carried"))
        self._keep.clicked.connect(partial(self._settle, "found"))
        self._again.clicked.connect(self._count_again)

    @property
    def chain(self) -> list[Button]:
        return [self.first, self._keep, self._again]

    def ask(self, line: CountLine, name: str, *, is_shown: bool) -> None:
        words, found = self._words, line.counted.found if line.counted else 0
        self._line = line
        self._title.set_text(words(wording.moved_title(line)))
        self._text.set_text(wording.moved(line, words))
        self.first.set_label(wording.use(line, words))
        self._keep.set_label(words(N_("{n} is right now"), n=found))
        self._again.set_label(words(N_("Count again")))
        for button in self.chain:
            button.setAccessibleName(words(N_("{choice}: {line}"), choice=button.text(), line=name))
        set_shown(self, is_shown)

    def _count_again(self) -> None:
        if self._line is not None:
            self._presenter.back_to_counting(self._line.id)

    def _settle(self, how: str) -> None:
        line = self._line
        if line is not None and line.counted is not None:
            self._presenter.settle(line.id, line.carried if how == "carried" else line.counted.found)
