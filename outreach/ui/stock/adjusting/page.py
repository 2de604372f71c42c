"""Adjusting stock: what is gone and why, what turned up, what was put back, what the books begin with."""

from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, N_plural, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.stock.adjusting.presenter import AdjustPresenter, AdjustState, Why
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.draft import Field, Place
from outreach.ui.stock.paper.line import Look
from outreach.ui.stock.paper.page import PaperPage
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks

REASONS = {
    Why.EXPIRED: N_("Expired"),
    Why.DAMAGED: N_("Damaged"),
    Why.RECALLED: N_("Recalled"),
    Why.LOST: N_("Lost"),
    Why.STOLEN: N_("Stolen"),
    Why.TAKEN_BY_POLICE: N_("Taken by police"),
    Why.FOUND: N_("Found"),
    Why.PUT_BACK: N_("Put back unused"),
    Why.OPENING: N_("Opening balance"),
}
MEANS = {
    Why.EXPIRED: N_("Disposed of. Without a lot named, expired stock is taken first."),
    Why.DAMAGED: N_("Disposed of, as damaged."),
    Why.RECALLED: N_("Disposed of. Without a lot named, what is on hold is taken first."),
    Why.LOST: N_("Taken off the books, as lost."),
    Why.STOLEN: N_("Taken off the books, as stolen."),
    Why.TAKEN_BY_POLICE: N_("Taken off the books, as taken by police."),
    Why.FOUND: N_("Put on the books: it turned up and nobody had it on the books."),
    Why.PUT_BACK: N_("Back on the shelf, unopened. Without a lot named, into the lots that left last."),
    Why.OPENING: N_("What stood here when the books began: neither received nor found."),
}


class AdjustPage(PaperPage):
    title, again = N_("Adjust stock"), N_("Write an adjustment again")
    hint = N_("Gone, found or put back, each apart")
    begun_said = N_plural(
        "An adjustment of {n} item is begun, and not posted.", "An adjustment of {n} items is begun, and not posted."
    )
    post_label, side_label = N_("Adjust"), N_("Expired and on hold")
    nothing = (N_("Nothing to adjust yet"), N_("Choose what happened, then type an amount and an item."))

    def make_presenter(self, tasks: Tasks, stock: Stock) -> AdjustPresenter:
        return AdjustPresenter(tasks, stock, self.show_state, self.is_posted)

    def make_about(self) -> QWidget:
        return _About(self.presenter, self._words)

    def make_side(self) -> QWidget:
        return _Stale(self._words)

    def look(self, state: AdjustState) -> Look:
        return Look.NEW_LOTS if state.adjust.why is Why.OPENING else Look.LOTS

    def foot(self, state: AdjustState) -> str:
        return self._words(MEANS[state.adjust.why]) if state.adjust.why else ""

    def counts_as(self, state: AdjustState) -> str:
        return self._words(REASONS[state.adjust.why]) if state.adjust.why else ""

    def field_about(self, place: Place) -> QWidget | None:
        return self._about.chain[0] if place.field is Field.WHO else None


class _About(QWidget):
    """What happened, and (for expired and recalled) every such lot of this site in one step."""

    def __init__(self, presenter: AdjustPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._chips = {why: Chip(words(text)) for why, text in REASONS.items()}
        gone = _flow([chip for why, chip in self._chips.items() if why.is_gone], words(N_("What is gone")))
        came = _flow([chip for why, chip in self._chips.items() if not why.is_gone], words(N_("What came")))
        self._all = Button(size=Size.SMALL, icon="plus")
        names = [Label(words(text), "quiet") for text in (N_("What is gone"), N_("What came"))]
        width = max(name.sizeHint().width() for name in names)
        column = Column(gap=8, edges=(14, 14, 14, 0))
        for name, chips in zip(names, (gone, came), strict=True):
            name.setMinimumWidth(width)
            row = Row(name, gap=12)
            row.addWidget(chips, 1)
            column.addLayout(row)
        self._all_row = QWidget()
        self._all_row.setLayout(Row(self._all, None, gap=0))
        column.addWidget(self._all_row)
        self.setLayout(column)
        for why, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, why=why: presenter.choose_why(why))
        self._all.clicked.connect(presenter.add_offered)

    @property
    def chain(self) -> list[QWidget]:
        return [*self._chips.values(), *([self._all] if self._all.isVisibleTo(self) else [])]

    def show_state(self, state: AdjustState) -> None:
        for why, chip in self._chips.items():
            chip.set_on(why is state.adjust.why)
        offered = state.offered
        said = ""
        if offered and state.adjust.why is Why.EXPIRED:
            said = self._words.count(N_("Add the {n} expired lot"), N_("Add all {n} expired lots"), len(offered))
        elif offered:
            said = self._words.count(N_("Add the {n} lot on hold"), N_("Add all {n} lots on hold"), len(offered))
        self._all.set_label(said)
        set_shown(self._all_row, bool(said))


class _Stale(QFrame):
    """What is past its date or on hold here."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self._words = words
        self._lots = Lines[tuple[str, str, str]](_Lot, words(N_("Expired and on hold")))
        self._nothing = Label(words(N_("No lot here is past its date or on hold.")), "small2", wraps=True)
        inside = QWidget()
        inside.setLayout(Column(self._nothing, self._lots, None, gap=0))
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = Column(Label(words(N_("Expired and on hold")), "h2"), gap=10, edges=12)
        column.addWidget(scroll, 1)
        self.setLayout(column)

    @property
    def chain(self) -> list[QWidget]:
        return []

    def show_state(self, state: AdjustState) -> None:
        words, items = self._words, state.catalog.item if state.catalog else {}
        self._lots.show_values(
            [
                (items[item_id].name, wording.lot_offered(lot, words), words.number(lot.on_hand))
                for item_id, lot in state.stale or ()
            ]
        )
        set_shown(self._nothing, not state.stale)


class _Lot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._lot = Label(role="small-strong", wraps=True), Label(role="quiet", wraps=True)
        self._figure = Label(role="small-strong")
        row = Row(gap=8, edges=(0, 5))
        row.addLayout(Column(self._name, self._lot, gap=0), 1)
        row.addWidget(self._figure)
        self.setLayout(Column(row, Rule(), gap=0))

    def show_value(self, value: tuple[str, str, str]) -> None:
        for label, text in zip((self._name, self._lot, self._figure), value, strict=True):
            label.set_text(text)


def _flow(chips: list[Chip], name: str) -> QWidget:
    row = QWidget()
    flow = FlowLayout(gap=6)
    for chip in chips:
        flow.addWidget(chip)
    row.setLayout(flow)
    row.setAccessibleName(name)
    return row
