"""Beside a delivery: where it differs from order and invoice, what is to be claimed, and how amounts are typed."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.scrolling import see_through
from outreach.ui.stock import receive_words
from outreach.ui.stock.cells import Line, Stretching
from outreach.ui.stock.draft import ItemDraft
from outreach.ui.stock.receiving import State


class Summary(QFrame):
    """What differs so far, item by item, and what it comes to."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(words(N_("This delivery")))
        self._words = words
        self._lines = Lines[ItemDraft](lambda: _SummaryLine(words), words(N_("This delivery")))
        self._nothing = Label(words(N_("What you add is summed up here.")), "small2", wraps=True)
        inside = QWidget()
        inside.setLayout(Column(self._lines, self._nothing, None, gap=0))
        scroll = see_through(inside)
        self._title = Label(words(N_("This delivery")), "h2")
        self._claim_of, self._claim = Label(role="small2", wraps=True), Label(role="strong")
        self._claimed = QWidget()
        claimed = Row(gap=8, edges=(0, 6, 0, 6))
        claimed.addWidget(self._claim_of, 1)
        claimed.addWidget(self._claim)
        self._claimed.setLayout(claimed)
        column = Column(self._title, gap=6, edges=(14, 13, 14, 14))
        column.addWidget(scroll, 1)
        column.addWidget(self._claimed)
        column.addWidget(Label(words(N_("Amounts")), "small-strong"))
        for said in (
            N_("40c is 40 cases"),
            N_("19c 4b is 19 cases and 4 boxes"),
            N_("5b-4 is 5 boxes less 4"),
            N_("900 is 900 units"),
        ):
            column.addWidget(Label(words(said), "small2"))
        later = N_("A box found short later corrects the delivery, under Papers. It is never a loss.")
        column.addWidget(Label(words(later), "small2", wraps=True))
        self.setLayout(column)

    def show_state(self, state: State) -> None:
        self._lines.show_values(state.draft.items)
        set_shown(self._nothing, not state.draft.items)
        words, draft = self._words, state.draft
        is_compared = any(one.expected is not None for one in draft.items)
        self._title.set_text(words(N_("Differences so far") if is_compared else N_("This delivery")))
        claim = receive_words.claim(draft, words)
        of = receive_words.supplier(draft.supplier_id, state, words)
        self._claim_of.set_text(words(N_("To claim from {supplier}"), supplier=of))
        self._claim.set_text(claim)
        set_shown(self._claimed, bool(claim))


class _SummaryLine(Line):
    def __init__(self, words: Translator) -> None:
        self._words = words
        self._name, self._lots = Stretching("small-strong"), Stretching("quiet")
        self._total = Label(role="small-strong")
        named = QWidget()
        named.setLayout(Column(self._name, self._lots, gap=2, edges=(0, 8)))
        named.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        super().__init__(named, self._total)

    def show_value(self, one: ItemDraft) -> None:
        words = self._words
        self._name.set_text(one.item.name)
        self._total.set_text(receive_words.figure(one, words))
        self._lots.set_text(receive_words.why(one, words))
        self.setAccessibleName(f"{one.item.name}, {self._total.text()}, {self._lots.text()}")
