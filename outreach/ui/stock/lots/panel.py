"""The lot chosen: its state, where it is left, where it went, what happened to it; and what may be done."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from outreach.catalog import source_said
from outreach.translation import LANGUAGES, N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.shared.status import StatusChip
from outreach.ui.shared.timeline import Timeline
from outreach.ui.stock.figure_line import FigureLine, Said
from outreach.ui.stock.lots import wording
from outreach.ui.stock.lots.deed_form import DeedForm
from outreach.ui.stock.lots.labels_form import LabelsForm
from outreach.ui.stock.lots.presenter import LotsPresenter
from outreach.ui.stock.lots.state import State
from outreach.ui.stock.lots.trace import TraceView
from outreach.vocabulary import LotChangeKind
from outreach.words import words_for

_POSTERS = {"en": N_("Poster in English"), "es": N_("Poster in Spanish")}
_ACTS = (
    (LotChangeKind.HELD, N_("Put on hold…")),
    (LotChangeKind.RELEASED, N_("Release…")),
    (LotChangeKind.EXPIRY, N_("Expiry…")),
)


class LotPanel(QWidget):
    def __init__(self, presenter: LotsPresenter, words: Translator) -> None:
        super().__init__()
        self.setAccessibleName(words(N_("The lot chosen")))
        self._presenter, self._words = presenter, words
        self._title, self._mark = Label(role="h2", wraps=True), StatusChip()
        self._item, self._source = Label(role="small-strong", wraps=True), Label(role="small2", wraps=True)
        self.stopped = _Stopped(presenter, words)
        self._left_sum = Label(role="small-strong")
        self._left = Lines[Said](FigureLine, words(N_("Where it stands")))
        self._nothing = Label(words(N_("By the books nothing of it is left.")), "small2", wraps=True)
        self._inside = Lines[Said](FigureLine, words(N_("What went into it")))
        self._trace = TraceView(words)
        self._timeline = Timeline(words(N_("What happened to it")))
        self.deed, self.labels = DeedForm(presenter, words), LabelsForm(presenter, words)
        self._why_not = Label(role="error", wraps=True)
        self.acts = {kind: Button(words(text), size=Size.SMALL) for kind, text in _ACTS}
        self.print_labels = Button(words(N_("Labels…")), size=Size.SMALL)
        self.take_apart = Button(words(N_("Take apart")), size=Size.SMALL)
        self.recall = Button(words(N_("Recall…")), kind=Kind.DANGER, size=Size.SMALL, icon="out")
        self._connect()
        self._arrange()

    def show_state(self, state: State) -> None:
        lot, known, words = state.lot, state.catalog, self._words
        set_shown(self._whole, lot is not None)
        if lot is None or known is None:
            return
        self._title.set_text(wording.heading(lot, words))
        self._item.set_text(known.item[lot.item_id].name)
        self._source.set_text(source_said(lot.source, words.language))
        self._mark.set_status(*wording.mark(lot, state.today, words))
        self.stopped.show_state(state)
        left = wording.left(lot, state.trace, known, words)
        self._left.show_values(left)
        self._left_sum.set_text(words(N_("{n} on hand"), n=lot.on_hand) if lot.on_hand else "")
        set_shown(self._nothing, not left)
        inside = wording.went_in(state.past, known, words)
        self._inside.show_values(inside)
        set_shown(self._made_of, bool(inside))
        self._trace.show_trace(state.trace, known)
        self._timeline.show_steps(wording.steps(state.past, known, words) if state.past else [])
        set_shown(self._went, state.trace is not None)
        set_shown(self._happened, state.past is not None)
        self._show_foot(state)

    def _show_foot(self, state: State) -> None:
        lot = state.lot
        self.deed.show_state(state)
        self.labels.show_state(state)
        is_asked = state.deed is not None or state.labels is not None
        refusal = state.not_done if not is_asked else None
        self._why_not.set_text(words_for(refusal, self._words) if refusal else "")
        set_shown(self._why_not, refusal is not None)
        set_shown(self._foot, not is_asked)
        if lot is not None:
            set_shown(self.acts[LotChangeKind.HELD], not lot.on_hold)
            set_shown(self.acts[LotChangeKind.RELEASED], lot.on_hold)
            set_shown(self.recall, not lot.is_recalled)
            set_shown(self.print_labels, bool(lot.number))
            set_shown(self.take_apart, state.can_take_apart)

    def _connect(self) -> None:
        for kind, button in self.acts.items():
            button.clicked.connect(partial(self._presenter.begin_deed, kind))
        self.recall.clicked.connect(partial(self._presenter.begin_deed, LotChangeKind.RECALLED))
        self.print_labels.clicked.connect(self._presenter.begin_labels)

    def _arrange(self) -> None:
        words = self._words
        head = Row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        left = Row(Label(words(N_("Where it stands")), "h3"), None, self._left_sum, gap=8)
        stands = Column(left, self._left, self._nothing, gap=6, edges=(0, 8, 0, 0))
        self._went = _boxed(Column(self._trace, gap=0, edges=(0, 8, 0, 0)))
        made_of = Label(words(N_("What went into it")), "h3")
        self._made_of = _boxed(Column(made_of, self._inside, gap=6, edges=(0, 10, 0, 0)))
        past = Label(words(N_("What happened to it")), "h3")
        self._happened = _boxed(Column(past, self._timeline, gap=8, edges=(0, 10, 0, 0)))
        inside = QWidget()
        inside.setLayout(
            Column(
                head, self._item, self._source, self.stopped, self.deed, self.labels, stands,
                self._went, self._made_of, self._happened, None, gap=6, edges=14,
            )
        )  # fmt: skip
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(words(N_("The lot chosen")))
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        flow = FlowLayout(gap=6)
        for button in (*self.acts.values(), self.print_labels, self.take_apart, self.recall):
            flow.addWidget(button)
        self._offered = QWidget()
        self._offered.setLayout(flow)
        self._offered.setAccessibleName(words(N_("What to do with this lot")))
        foot = Column(self._why_not, self._offered, gap=8, edges=(14, 8, 14, 12))
        self._foot = _boxed(Column(Rule(), foot, gap=0))
        whole = Column(gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)
        self._whole = _boxed(whole)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        self.setLayout(column)


class _Stopped(QFrame):
    """Since when and why the lot is not picked; of a recall the papers that go with it."""

    def __init__(self, presenter: LotsPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._since, self._why = Label(role="small-strong", wraps=True), Label(role="small", wraps=True)
        self.notice = Button(words(N_("Notice for staff")), size=Size.SMALL, icon="print")
        self.notice.clicked.connect(presenter.make_notice)
        self.poster = MenuButton(words(N_("Poster")), size=Size.SMALL, icon="print", name=words(N_("Poster")))
        for language in LANGUAGES:
            self.poster.add_action(words(_POSTERS[language]), partial(presenter.make_poster, language))
        flow = FlowLayout(gap=6)
        flow.addWidget(self.notice)
        flow.addWidget(self.poster)
        self._papers = QWidget()
        self._papers.setLayout(flow)
        self._papers.setAccessibleName(words(N_("Papers of the recall")))
        self.setLayout(Column(self._since, self._why, self._papers, gap=4, edges=10))
        set_shown(self, is_shown=False)

    def show_state(self, state: State) -> None:
        change = state.stopped
        set_shown(self, change is not None)
        if change is None:
            return
        is_recall = change.change is LotChangeKind.RECALLED
        set_role(self, "banner-out" if is_recall else "banner-hold")
        since, why = wording.stopped(change, self._words)
        self._since.set_text(since)
        self._why.set_text(why)
        set_shown(self._papers, is_recall)
        self.setAccessibleName(f"{since}: {why}")


def _boxed(layout: Column) -> QWidget:
    box = QWidget()
    box.setLayout(layout)
    return box
