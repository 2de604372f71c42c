"""A line to be counted: item, lot, expiry, the amount; under it what is thrown away, and what is worth knowing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.catalog import source_said
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.status import Mark, StatusChip, held
from outreach.ui.stock.cells import Cell, Stretching
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.lines import CountLine, Field
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import State
from outreach.ui.stock.paper.line import AmountField
from outreach.ui.stock.wording import NOTHING, expiry
from outreach.ui.theme import Color
from outreach.vocabulary import DraftLineId

LOT, EXPIRY, EXPECTED, AMOUNT, RIGHT = 108, 76, 80, 110, 132
APART = 72
GAP, EDGES = 10, 12
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CountField(AmountField):
    """An amount; the arrows go to the line above and below."""

    def __init__(self, presenter: CountPresenter, row: "CountRow", which: Field, width: int) -> None:
        super().__init__(width)
        self._presenter, self._row = presenter, row
        self.textEdited.connect(lambda text: presenter.typed(row.key, which, text))
        self.entered.connect(lambda: presenter.entered(row.key))
        self.editingFinished.connect(lambda: presenter.left(row.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._presenter.step(self._row.key, step)
            event.accept()
            return
        super().keyPressEvent(event)


class CountRow(QFrame):
    """`key` is the line it shows.  What few lines need is made when it is first needed."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.key = DraftLineId(0)
        self._shown: tuple[object, ...] = ()
        self._is_stacked = False
        self._name, self._below = Stretching("item"), Stretching("quiet")
        self._hold: StatusChip | None = None
        self._lot, self._expiry = Cell(LOT, "small"), Cell(EXPIRY, "small2")
        self._expected = Cell(EXPECTED, "body2", is_number=True)
        self.amount = CountField(presenter, self, Field.AMOUNT, AMOUNT)
        self._icon, self._units = IconLabel("check", Color.OK, icons.S), ElidedLabel(role="small2")
        self._zero = Button(words(N_("Empty shelf (0)")), kind=Kind.QUIET, size=Size.TINY)
        self._zero.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has 0 and Enter
        self._zero.clicked.connect(lambda: presenter.empty_shelf(self.key))
        self._apart: _Apart | None = None
        self._note: _Note | None = None
        self._arrange()

    def show_line(self, line: CountLine, state: State, *, is_stacked: bool) -> None:
        item = state.item(line)
        if item is None:
            return
        fields, note, is_done = state.fields(line), wording.note(line, state, self._words), state.is_done(line)
        is_apart, is_keeping = state.is_apart(line), line.id in state.keeping
        shown = (line, item, fields, note, is_done, is_apart, is_keeping, is_stacked)
        if shown == self._shown:
            return
        was_named, self._shown, self.key = bool(self._shown) and self.key == line.id, shown, line.id
        self._name.set_text(item.name)
        if not was_named:
            self._show_names(line, state)
        self._show_lot(line, is_stacked=is_stacked)
        self.amount.set_text(fields.amount)
        self._show_right(line, state, is_done=is_done, is_keeping=is_keeping)
        if is_apart or self._apart is not None:
            self._apart_row().show_fields(fields.damaged, fields.expired, is_shown=is_apart)
        if note or self._note is not None:
            self._note_row().say(note, is_wrong=state.wrong(line) is not None)
        self.amount.setAccessibleDescription(note)

    def focus(self, which: Field = Field.AMOUNT) -> None:
        widget = self.amount if which is Field.AMOUNT else self._apart_row().fields[which]
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.selectAll()

    @property
    def chain(self) -> list[QWidget]:
        return [self.amount, *(self._apart.fields.values() if self._apart is not None else ())]

    def _show_names(self, line: CountLine, state: State) -> None:
        item = state.item(line)
        if item is not None:
            name = wording.name(line, item, self._words)
            self.amount.setAccessibleName(self._words(N_("Counted: {line}"), line=name))
            self._zero.setAccessibleName(self._words(N_("Empty shelf: {line}"), line=name))
            if self._apart is not None:
                self._apart.name(name)

    def _show_lot(self, line: CountLine, *, is_stacked: bool) -> None:
        words = self._words
        self._lot.set_text(line.lot or NOTHING)
        self._expiry.set_text(expiry(line.expires_on))
        said = wording.lot(line, words)
        self._below.set_text(said if is_stacked else source_said(line.source, words.language))
        set_shown(self._below, bool(said) if is_stacked else bool(line.source))
        for cell in (self._lot, self._expiry):
            set_shown(cell, not is_stacked)
        stopped = held(words, is_recalled=line.is_recalled, on_hold=line.on_hold)
        if stopped is not None and self._hold is None:
            self._hold = StatusChip(*stopped)
            self._first.insertWidget(1, self._hold)
        if self._hold is not None:
            self._hold.set_status(*(stopped or (Mark.HOLD, "")))
        set_shown(self._expected, line.expected is not None)
        if line.expected is not None:
            self._expected.set_text(words.number(line.expected))

    def _show_right(self, line: CountLine, state: State, *, is_done: bool, is_keeping: bool) -> None:
        words, typed, item = self._words, state.typed.get(line.id), state.item(line)
        counted = line.counted if is_done else None
        if typed is not None and item is not None and typed.wrong(item) is None:
            counted = typed.counted(item)
        text = ""
        if counted is not None and state.fields(line).amount.strip().replace(",", "") != str(counted.found):
            text = words(N_("= {n}"), n=counted.found)
        if is_keeping:
            text = words(N_("Keeping…"))
        self._units.set_text(text)
        set_shown(self._icon, is_done)
        set_shown(self._zero, not is_done and typed is None)
        set_shown(self._units, is_done or typed is not None)

    def _apart_row(self) -> "_Apart":
        if self._apart is None:
            self._apart = _Apart(self._presenter, self, self._words)
            self._column.insertWidget(1, self._apart)
            self._apart.name(self.amount.accessibleName().partition(": ")[2])
        return self._apart

    def _note_row(self) -> "_Note":
        if self._note is None:
            self._note = _Note()
            self._column.insertWidget(self._column.count() - 1, self._note)
        return self._note

    def _arrange(self) -> None:
        self._first = Row(gap=8)
        self._first.addWidget(self._name, 1)
        name = QWidget()
        name.setLayout(Column(self._first, self._below, gap=0))
        right = _Right(self._icon, self._units, self._zero, None)
        row = Row(gap=GAP, edges=(EDGES, 3, EDGES, 3))
        row.addWidget(name, 1)
        for part in (self._lot, self._expiry, self._expected, self.amount, right):
            row.addWidget(part)
        self._column = Column(row, Rule(), gap=0)
        self.setLayout(self._column)


class _Right(QWidget):
    """What stands behind the amount, as wide as its column."""

    def __init__(self, *parts: QWidget | None) -> None:
        super().__init__()
        self.setLayout(Row(*parts, gap=6))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(RIGHT), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Apart(QWidget):
    """What stands there damaged or expired: thrown away when the count is posted."""

    def __init__(self, presenter: CountPresenter, row: CountRow, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.fields = {
            which: CountField(presenter, row, which, APART) for which in (Field.DAMAGED, Field.EXPIRED)
        }  # fmt: skip
        self._labels = {Field.DAMAGED: N_("Damaged, not in the amount"), Field.EXPIRED: N_("Expired, not in it")}
        parts: list[QWidget | None] = [None]
        for which, field in self.fields.items():
            parts += [Label(words(self._labels[which]), "small2"), field]
        self.setLayout(Row(*parts, gap=8, edges=(EDGES, 0, EDGES, 6)))

    def name(self, line: str) -> None:
        names = {Field.DAMAGED: N_("Damaged: {line}"), Field.EXPIRED: N_("Expired: {line}")}
        for which, field in self.fields.items():
            field.setAccessibleName(self._words(names[which], line=line))

    def show_fields(self, damaged: str, expired: str, *, is_shown: bool) -> None:
        self.fields[Field.DAMAGED].set_text(damaged)
        self.fields[Field.EXPIRED].set_text(expired)
        set_shown(self, is_shown)


class _Note(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon, self._said = IconLabel("warning", Color.LOW, icons.S), Label(role="small2", wraps=True)
        row = Row(self._icon, gap=6, edges=(EDGES, 0, EDGES, 6))
        row.addWidget(self._said, 1)
        self.setLayout(row)

    def say(self, text: str, *, is_wrong: bool) -> None:
        if text and text != self._said.text() and is_wrong:
            announce(self._said, text, at_once=True)
        self._icon.set_icon("warning", Color.OUT if is_wrong else Color.LOW)
        self._said.set_role("error" if is_wrong else "small2")
        self._said.set_text(text)
        set_shown(self, bool(text))
