"""A box of a delivery found short: of which lot, how many.  It is put right, and is no loss."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.stock import paper_words
from outreach.ui.stock.cells import FixedField
from outreach.ui.stock.papers import PapersPresenter, State
from outreach.words import words_for

_AMOUNT = 96


class ShortForm(QFrame):
    """Not there until it is asked for; then the keyboard is in the amount."""

    def __init__(self, presenter: PapersPresenter, words: Translator) -> None:
        super().__init__()
        set_role(self, "box")
        self._presenter, self._words = presenter, words
        self._is_asked = False
        self._lot = MenuButton(name=words(N_("Which lot was short")), is_field=True)
        self._lot.fill_width()
        self._lot.chosen.connect(presenter.short_of)
        self._amount = FixedField(_AMOUNT, name=words(N_("How many were short")), placeholder=words(N_("1b")))
        self._amount.textEdited.connect(presenter.short_typed)
        self._amount.entered.connect(presenter.post_short)
        self._error = Label(role="error", wraps=True)
        post = Button(words(N_("Correct the delivery")), kind=Kind.PRIMARY)
        post.clicked.connect(presenter.post_short)
        leave = Button(words(N_("Leave it as it was")), kind=Kind.QUIET, size=Size.SMALL)
        leave.clicked.connect(presenter.leave_short)
        said = Label(words(N_("Less was received than the delivery says. It is no loss.")), "small2", wraps=True)
        self.setLayout(
            Column(
                Label(words(N_("Found short")), "h3"), said, self._lot, Row(self._amount, post, None, gap=8),
                self._error, Row(leave, None), gap=8, edges=10,
            )
        )  # fmt: skip
        set_shown(self, is_shown=False)

    def show_state(self, state: State) -> None:
        short = state.short
        set_shown(self, short is not None)
        if short is None or state.catalog is None:
            self._is_asked = False
            return
        items = state.catalog.item
        lots = [
            (one.lot_id, f"{items[one.item_id].name} · {paper_words.lot(one, self._words)}") for one in state.received
        ]
        self._lot.set_choices(lots, now=short.lot_id)
        self._amount.set_text(short.amount)
        problem = words_for(state.not_done, self._words) if state.not_done else ""
        if problem != self._error.text():
            announce(self._error, problem)
        self._error.set_text(problem)
        set_shown(self._error, bool(problem))
        if not self._is_asked:
            self._is_asked = True
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
