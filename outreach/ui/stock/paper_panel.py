"""The paper opened: who wrote it, its lines, what put it right since; and putting it right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.catalog import Catalog
from outreach.stock.paper_reading import OpenedPaper
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import see_through
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shared.timeline import Timeline
from outreach.ui.shortcuts import Key
from outreach.ui.stock import paper_words
from outreach.ui.stock.figure_line import FigureLine, Said
from outreach.ui.stock.line_form import LineDeeds, LineForm, LineWords
from outreach.ui.stock.papers import PapersPresenter, State
from outreach.words import words_for

_SHORT = LineWords(
    N_("Found short"), N_("Less was received than the delivery says. It is no loss."), N_("Which lot was short"),
    N_("How many were short"), N_("Correct the delivery"), N_("Leave it as it was"), N_("1b"),
)  # fmt: skip
_RECOUNT = LineWords(
    N_("Counted wrong"), N_("Type what stood there. The count stays in its place; all else stays as it was found."),
    N_("Which lot was counted wrong"), N_("How many stood there"), N_("Correct the count"), N_("Leave it as it was"),
)  # fmt: skip


class PaperPanel(QWidget):
    """`again` to write it again, `void` are its buttons; the rest it passes on to the presenter."""

    asked_void = Signal()

    def __init__(self, presenter: PapersPresenter, words: Translator) -> None:
        super().__init__()
        self.setAccessibleName(words(N_("The paper chosen")))
        self._words = words
        self._title, self._mark = Label(role="h2", wraps=True), StatusChip()
        self._whose, self._where = Label(role="small2", wraps=True), Label(role="small2", wraps=True)
        self._lines = Lines[Said](FigureLine, words(N_("Lines")))
        self._reported = Label(role="small2", wraps=True)
        self._timeline = Timeline(words(N_("What became of it")))
        deeds = LineDeeds(presenter.short_of, presenter.short_typed, presenter.post_short, presenter.leave_line)
        self.short = LineForm(_SHORT, deeds, words)
        again = LineDeeds(presenter.recount_of, presenter.recount_typed, presenter.post_recount, presenter.leave_line)
        self.recount = LineForm(_RECOUNT, again, words)
        self._belongs, self._why_not = Label(role="small2", wraps=True), Label(role="error", wraps=True)
        self.found_short = Button(words(N_("Found short…")))
        self.found_short.clicked.connect(presenter.begin_short)
        self.again = Button(words(N_("Write again")), key=Key.CORRECT.shown)
        self.void = Button(words(N_("Void")), kind=Kind.DANGER, icon="close")
        self.void.clicked.connect(self.asked_void)
        self._arrange()

    def show_state(self, state: State) -> None:
        opened, known, words = state.opened, state.catalog, self._words
        set_shown(self._whole, opened is not None)
        if opened is None or known is None:
            return
        paper = opened.paper
        self._title.set_text(paper_words.heading(paper, words))
        replaced, voided = words(N_("Corrected")), words(N_("Voided"))
        mark = Mark.CORRECTED if paper.is_replaced else Mark.VOIDED
        self._mark.set_status(mark, (replaced if paper.is_replaced else voided) if paper.is_void else "")
        self._whose.set_text(paper_words.whose(paper, known, words))
        set_shown(self._whose, bool(self._whose.text()))
        self._where.set_text(paper_words.where(paper, known, words))
        self._lines.show_values(_lines(opened, known, words))
        self._show_reported(opened, known)
        self._timeline.show_steps(paper_words.steps(opened, words))
        problem = words_for(state.not_done, words) if state.not_done else ""
        self.short.show_draft(state.short, state.received, known.item, problem)
        self.recount.show_draft(state.recount, opened.lines, known.item, problem)
        is_asked = state.short is not None or state.recount is not None
        self._why_not.set_text("" if is_asked else problem)
        set_shown(self._why_not, bool(self._why_not.text()))
        set_shown(self.found_short, state.may_be_short and state.short is None)
        may_write = state.written_again_by is not None or state.may_recount
        set_shown(self.again, may_write and state.recount is None)
        set_shown(self.void, state.may_void)
        self._belongs.set_text(paper_words.belongs_to(opened, words))
        set_shown(self._belongs, bool(self._belongs.text()))

    def _show_reported(self, opened: OpenedPaper, known: Catalog) -> None:
        words = self._words
        said = ", ".join(words(N_("{n} × {item}"), n=n, item=known.item[item].name) for item, n in opened.reported)
        self._reported.set_text(words(N_("Reported given out: {said}"), said=said) if said else "")
        set_shown(self._reported, bool(said))

    def _arrange(self) -> None:
        words = self._words
        head = Row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        past = Column(Label(words(N_("What became of it")), "h3"), self._timeline, gap=8, edges=(0, 8, 0, 0))
        inside = QWidget()
        inside.setLayout(
            Column(head, self._whose, self._where, Rule(), self._lines, self._reported, past, None, gap=6, edges=14)
        )
        scroll = see_through(inside, name=words(N_("The paper chosen")))
        foot = Column(self.short, self.recount, self._belongs, self._why_not, gap=8, edges=(14, 8, 14, 14))
        foot.addLayout(Row(self.again, self.found_short, None, self.void, gap=8))
        self._whole = QWidget()
        whole = Column(gap=0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        self._whole.setLayout(whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)


def _lines(opened: OpenedPaper, known: Catalog, words: Translator) -> list[Said]:
    """Item by item its lots; what went back, or never came, has no lot and is said all the same."""
    said = {one.item_id: paper_words.said(one, words) for one in opened.said}
    shown: list[Said] = []
    for line in paper_words.in_order(opened):
        below = [paper_words.what(line, opened.paper, words), paper_words.lot(line, words), said.pop(line.item_id, "")]
        name = known.item[line.item_id].name
        shown.append((name, "\n".join(part for part in below if part), paper_words.amount(line, opened.paper, words)))
    shown += [(known.item[item].name, text, words.number(0)) for item, text in said.items()]
    return shown
