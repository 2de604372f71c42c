"""Counting: a line that finds, the lines themselves, and beside them how far one has come."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.check_box import CheckBox, FactRow
from outreach.ui.shared.control import draw_box
from outreach.ui.shared.fields import SteppingField
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shortcuts import Key
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.count_lines import CountLines, Heads
from outreach.ui.stock.counting.lines import Field
from outreach.ui.stock.counting.new_lot import NewLotForm
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import Lacking, Spot, State
from outreach.ui.stock.scan_panel import ScanPanel
from outreach.ui.theme import Color
from outreach.vocabulary import DraftLineId


class CountView(Panel):
    """The lines."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__(name=words(N_("Lines to count")))
        self._presenter, self._words = presenter, words
        self.finder = SteppingField(
            name=words(N_("Find an item, or scan a box")), placeholder=words(N_("Find an item, or scan a box")),
            role="field-small", icon="search", hint=Key.FIND.shown,
        )  # fmt: skip
        self._said = ElidedLabel(role="hint")
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._scan = ScanPanel(presenter.scanning, words)
        self.new_lot = NewLotForm(presenter, words)
        self._banner = Banner()
        self._heads, self.lines = Heads(words), CountLines(presenter, words)
        self._heard = 0
        self._arrange()
        self.finder.textEdited.connect(presenter.find_typed)
        self.finder.entered.connect(presenter.find_first)

    def show_state(self, state: State, *, is_stacked: bool) -> None:
        if state.count is None:
            return
        self.finder.set_text(state.find)
        self._say(state)
        self._scan.show_question(state.asked)
        self.new_lot.show_state(state)
        self.new_lot.set_stacked(is_stacked=is_stacked)
        self._show_banner(state)
        has_expected = any(line.expected is not None for line in state.count.lines)
        self._heads.show_columns(has_expected=has_expected, is_stacked=is_stacked)
        self.lines.show_state(state, is_stacked=is_stacked)

    def attend(self, spot: Spot, line_id: DraftLineId | None, state: State) -> bool:
        """Put the keyboard there; say whether it is here."""
        row = self.lines.row(line_id)
        if spot is Spot.NEW_LOT and state.new_lot is not None:
            self.new_lot.focus(state.new_lot)
        elif spot is Spot.LINE and row is not None:
            row.focus()
        elif spot in (Spot.FIND, Spot.FIRST):
            self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return False
        return True

    def open_apart(self) -> None:
        """Damaged and expired of the line the keyboard is in."""
        row = self.lines.row_of(QApplication.focusWidget())
        if row is not None:
            self._presenter.say_apart(row.key)
            row.focus(Field.DAMAGED)

    @property
    def chain(self) -> list[QWidget]:
        return [self.finder, *self.new_lot.chain, *self.lines.chain]

    def _say(self, state: State) -> None:
        words, heard = self._words, state.heard
        names = tuple(state.catalog.item[match.item_id].name for match in state.matches) if state.catalog else ()
        text = wording.found_by(names, state.find, words) or wording.heard(heard, words)
        text = text or words(N_("Boxes and cases too: 5b-4, 9c 4b 40. 0 where nothing is left."))
        if heard is not None and heard.number != self._heard:
            self._heard = heard.number
            announce(self._said, text)
        self._said.set_role("ok" if heard is not None and not state.find else "hint")
        self._said.set_text(text)

    def _show_banner(self, state: State) -> None:
        words = self._words
        if state.refusal is not None:
            self._banner.say(Tone.OUT, words(N_("Not kept.")), wording.refusal(state.refusal, words))
        elif state.lacking is Lacking.NOTHING_COUNTED:
            self._banner.say(Tone.LOW, words(wording.LACKING[state.lacking]))
        elif state.again:
            self._banner.say(Tone.INFO, words(N_("Counted once more")), words(N_("Only these lines are shown.")))
        else:
            self._banner.clear()
        set_shown(self._notice, not self._banner.isHidden())

    def _arrange(self) -> None:
        find = Row(gap=10, edges=(12, 8))
        find.addWidget(self.finder, 2)
        find.addWidget(self._said, 3)
        self._notice = QWidget()
        self._notice.setLayout(Row(self._banner, gap=0, edges=(12, 0, 12, 8)))
        scroll = Scrolling(self.lines)
        bar = scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, last: self._heads.set_bar(bar.sizeHint().width() if last else 0))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = Column(find, self._scan, self._notice, self.new_lot, Rule(), self._heads, Rule(), gap=0, edges=1)
        column.addWidget(scroll, 1)
        self.setLayout(column)


class CountSide(Panel):
    """How far one has come, and how it is counted."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__(name=words(N_("How far the count is")))
        self._words = words
        self._title, self._bar = Label(role="h2", wraps=True), _Bar()
        blind, hidden = words(N_("Blind count")), words(N_("Expected amounts stay hidden until review."))
        self.blind = CheckBox(blind, hidden)
        sheet = words(N_("From the printed sheet"))
        asked = words(N_("What moved after it was printed is asked about."))
        self.sheet = CheckBox(sheet, asked)
        self._blind_row, self._sheet_row = FactRow(self.blind, blind, hidden), FactRow(self.sheet, sheet, asked)
        self._blind_said = Label(role="small2", wraps=True)
        self._shelves = Lines[tuple[str, str]](_Shelf, words(N_("Shelves")))
        hint = Label(words(N_("Press Enter for the next line. Leave a line empty if you have not counted it.")), "hint")
        hint.setWordWrap(True)
        keys = words(N_("{key} for what stands there damaged or expired."), key=Key.APART.shown)
        apart = Label(keys, "hint", wraps=True)
        inside = QWidget()
        inside.setLayout(Column(self._shelves, None, gap=0, edges=(0, 0, 12, 0)))
        shelves = Scrolling(inside)
        shelves.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        shelves.viewport().setAutoFillBackground(False)
        head = Label(words(N_("Shelves")), "h3")
        parts = (self._title, self._bar, self._blind_row, self._blind_said, self._sheet_row, head)
        column = Column(*parts, gap=8, edges=14)
        column.addWidget(shelves, 1)
        column.addWidget(hint)
        column.addWidget(apart)
        self.setLayout(column)
        self.blind.ticked.connect(lambda is_on: presenter.hide_expected(is_blind=is_on))
        self.sheet.ticked.connect(lambda is_on: presenter.key_from_paper(is_on=is_on))

    def show_state(self, state: State) -> None:
        count, words = state.count, self._words
        if count is None:
            return
        counted, all_ = state.counted, len(state.lines)
        self._title.set_text(wording.counted(counted, all_, words))
        self._bar.show_share(counted / all_ if all_ else 0.0)
        self.blind.set_on(count.is_blind)
        set_shown(self._blind_row, state.may_start)
        said = N_("Blind count: expected amounts stay hidden until review.") if count.is_blind else ""
        self._blind_said.set_text(words(said) if said else "")
        set_shown(self._blind_said, bool(said) and not state.may_start)
        self.sheet.set_on(state.keying)
        set_shown(self._sheet_row, count.begun.sheet is not None)
        self._shelves.show_values(
            [
                (wording.shelf(shelf, words), words(N_("{n} of {all}"), n=n, all=all_here))
                for shelf, n, all_here in state.shelves()
            ]
        )

    @property
    def chain(self) -> list[QWidget]:
        return [self.blind, self.sheet]


class _Shelf(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._done = ElidedLabel(role=""), Label(role="body2")
        row = Row(gap=8, edges=(0, 5))
        row.addWidget(self._name, 1)
        row.addWidget(self._done)
        self.setLayout(Column(row, Rule(), gap=0))

    def show_value(self, value: tuple[str, str]) -> None:
        self._name.set_text(value[0])
        self._done.set_text(value[1])


class _Bar(QWidget):
    """How much of it is done; the words above say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.rect(), Color.SUNKEN, None, radius=3)
        done = self.rect()
        done.setWidth(round(done.width() * self._share))
        if done.width() > 0:
            draw_box(painter, done, Color.ACCENT, None, radius=3)
