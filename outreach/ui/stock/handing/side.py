"""Beside a hand-over: its slip as it grows, what a partner had before and says of it, what a machine gave."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from outreach.catalog import Catalog
from outreach.stock import partner_reports
from outreach.stock.slip_reading import Slip
from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.stock.handing.draft import Whom
from outreach.ui.stock.handing.presenter import HandOverPresenter
from outreach.ui.stock.handing.slip_view import SlipView
from outreach.ui.stock.handing.state import HandOverState
from outreach.vocabulary import ItemId
from outreach.words import words_for

_SLIP, _REPORTS = "slip", "reports"
_GAVE = {
    True: N_("Given by machine. Nothing is adjusted: what is gone was given."),
    False: N_("Type what still stands in the machine: what is gone was given by it."),
}
_GAVE_MORE = N_("What is gone was given by machine. What is more than the books is put on them, as counted.")


class Side(QFrame):
    def __init__(self, presenter: HandOverPresenter, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self._words = words
        self._state: HandOverState | None = None
        self._tabs = Segmented(
            [(_SLIP, words(N_("Slip"))), (_REPORTS, words(N_("What they report")))],
            name=words(N_("Beside the lines")), height=28, is_light=True,
        )  # fmt: skip
        self._tabs.choose(_SLIP)
        self._title, self._copies = Label(role="h2"), Label(words(N_("2 copies")), "small2")
        self.slip, self._reports, self._gave = SlipView(words), Reports(presenter, words), Gave(words)
        self._stack = QStackedWidget()
        for view in (self.slip, self._reports, self._gave):
            self._stack.addWidget(_scrolled(view))
        head = Row(self._title, self._tabs, None, self._copies, gap=8)
        column = Column(head, gap=10, edges=12)
        column.addWidget(self._stack, 1)
        self.setLayout(column)
        self._tabs.chosen.connect(self._turn)

    @property
    def chain(self) -> list[QWidget]:
        tabs = [*self._tabs.segments] if self._tabs.isVisibleTo(self) else []
        return [*tabs, *(self._reports.chain if self._stack.currentIndex() == 1 else ())]

    def show_state(self, state: HandOverState) -> None:
        self._state = state
        words, whom = self._words, state.hand_over.whom
        has_reports = whom is Whom.PARTNER and bool(state.earlier)
        if not has_reports:
            self._tabs.choose(_SLIP)
        is_machine = whom is Whom.MACHINE
        self._title.set_text(words(N_("What it gave") if is_machine else N_("Slip")))
        set_shown(self._title, not has_reports)
        set_shown(self._tabs, has_reports)
        on_reports = self._tabs.now == _REPORTS
        set_shown(self._copies, not is_machine and not on_reports)
        self._stack.setCurrentIndex(2 if is_machine else int(on_reports))
        slip = state.slip()
        if slip is not None:
            self.slip.show_slip(slip, state)
        self._reports.show_state(state)
        self._gave.show_state(state)

    def _turn(self, tab: object) -> None:
        self._tabs.choose(tab)
        if self._state is not None:
            self.show_state(self._state)


class Gave(QWidget):
    """What the machine gave since it was counted last, item by item."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._hint = Label(role="small2", wraps=True)
        self._lines = Lines[tuple[str, str]](_Figure, words(N_("What it gave")))
        self.setLayout(Column(self._hint, self._lines, None, gap=8))

    def show_state(self, state: HandOverState) -> None:
        words = self._words
        gave = [(line.item.name, state.gave(line)) for line in state.draft.lines]
        counted = [(name, words.number(n)) for name, n in gave if n is not None]
        self._lines.show_values(counted)
        self._hint.set_text(words(_GAVE_MORE if any(map(state.more, state.draft.lines)) else _GAVE[bool(counted)]))


class _Figure(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._figure = Label(role="small", wraps=True), Label(role="small-strong")
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = Row(gap=8, edges=(0, 6))
        row.addWidget(self._name, 1)
        row.addWidget(self._figure)
        self.setLayout(Column(row, Rule(), gap=0))

    def show_value(self, value: tuple[str, str]) -> None:
        self._name.set_text(value[0])
        self._figure.set_text(value[1])


class Reports(QWidget):
    """What the partner was handed over before: each with what it says it gave out so far, kept beside."""

    def __init__(self, presenter: HandOverPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        hint = words(N_("What they say they gave out so far, in all. It is kept beside, never added to anything."))
        self._refused = Label(role="error", wraps=True)
        self._slips = Lines[tuple[Slip, Catalog]](
            lambda: _SlipReport(presenter, words), words(N_("Earlier hand-overs"))
        )  # fmt: skip
        self.setLayout(Column(Label(hint, "small2", wraps=True), self._refused, self._slips, None, gap=8))

    @property
    def chain(self) -> list[QWidget]:
        shown = [one for one in self._slips.lines if isinstance(one, _SlipReport) and one.isVisibleTo(self)]
        return [widget for one in shown for widget in one.chain]

    def show_state(self, state: HandOverState) -> None:
        self._refused.set_text(words_for(state.reporting_refusal, self._words) if state.reporting_refusal else "")
        set_shown(self._refused, state.reporting_refusal is not None)
        if state.catalog is not None:
            self._slips.show_values([(one, state.catalog) for one in state.earlier or ()])


class _SlipReport(QWidget):
    """One hand-over of before."""

    def __init__(self, presenter: HandOverPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._title = Label(role="small-strong")
        self._again = Button(words(N_("Print again")), kind=Kind.QUIET, size=Size.SMALL)
        self._again.clicked.connect(self._print)
        self._slip: Slip | None = None
        self._rows = Column(gap=4)
        self._fields: list[_Reported] = []
        self.setLayout(Column(Row(self._title, None, self._again, gap=8), self._rows, Rule(), gap=4, edges=(0, 4)))

    @property
    def chain(self) -> list[QWidget]:
        return [self._again, *(one.field for one in self._fields if one.isVisibleTo(self))]

    def show_value(self, value: tuple[Slip, Catalog]) -> None:
        self._slip, catalog = value
        words, slip = self._words, self._slip
        self._title.set_text(words(N_("{day} · slip {number}"), day=words.day(slip.on), number=slip.number))
        self._again.setAccessibleName(words(N_("Print slip {number} again"), number=slip.number))
        sums: dict[ItemId, int] = {}
        for line in slip.lines:
            sums[line.item_id] = sums.get(line.item_id, 0) + line.quantity
        while len(self._fields) < len(sums):
            made = _Reported(self._words)
            made.said.connect(partial(self._report, made))
            self._fields.append(made)
            self._rows.addWidget(made)
        said = dict(slip.reported)
        for at, field in enumerate(self._fields):
            set_shown(field, at < len(sums))
        for field, (item_id, quantity) in zip(self._fields, sums.items(), strict=False):
            item = catalog.item[item_id]
            field.show_item(item.id, item.name, quantity, said.get(item.id))

    def _report(self, row: "_Reported", given_out: object) -> None:
        if self._slip is not None and row.item_id is not None and isinstance(given_out, int):
            self._presenter.report(self._slip.document_id, row.item_id, given_out)

    def _print(self) -> None:
        if self._slip is not None:
            self._presenter.print_slip(self._slip.document_id)


class _Reported(QWidget):
    """`Nasal naloxone   30 handed over   they say [ 12 ]`: kept when the field is left or Enter is pressed."""

    said = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.item_id: ItemId | None = None
        self._name, self._had = Label(role="small", wraps=True), Label(role="small2", wraps=True)
        self.field = NumberField(name="")
        self._kept: int | None = None
        row = Row(gap=8, edges=(0, 2, 3, 2))  # the ring of the focus has room
        row.addLayout(Column(self._name, self._had, gap=0), 1)
        row.addWidget(self.field)
        self.field.setFixedWidth(84)
        self.setLayout(row)
        self.field.entered.connect(self._say)
        self.field.editingFinished.connect(self._say)

    def show_item(self, item_id: ItemId, name: str, had: int, kept: int | None) -> None:
        self.item_id, self._kept = item_id, kept
        more = max(0, (kept or 0) - had)
        self._name.set_text(name)
        said = self._words(N_("{n} handed over"), n=had)
        beyond = self._words(partner_reports.MORE_REPORTED, n=more) if more else ""
        if beyond and self._had.text() and beyond not in self._had.text():
            announce(self._had, beyond)
        self._had.set_text(f"{said}. {beyond}" if more else said)
        self.field.setAccessibleDescription(self._had.text())
        self.field.setAccessibleName(self._words(N_("They say they gave out of {item}"), item=name))
        if not self.field.hasFocus():
            self.field.set_value(kept)

    def _say(self) -> None:
        if self.field.value is not None and self.field.value != self._kept:
            self.said.emit(self.field.value)


def _scrolled(inside: QWidget) -> Scrolling:
    scroll = Scrolling(inside)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    inside.setAutoFillBackground(True) if isinstance(inside, SlipView) else inside.setAutoFillBackground(False)
    scroll.viewport().setAutoFillBackground(False)
    return scroll
