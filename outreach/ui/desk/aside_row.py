"""What waits beside this visit: set aside, each brought back by its own key, and shown by its number of items only."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk import wording
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shortcuts import ASIDE


class AsideRow(QWidget):
    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._flow = FlowLayout(gap=6)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: list[Button] = []
        self.hide()

    def show_state(self, state: State) -> None:
        waiting = [(place, kept) for place, kept in enumerate(state.aside) if not kept.was_cleared]
        if state.correction is not None:  # nothing is brought back onto a visit that is in the file
            waiting = []
        while len(self.buttons) < len(waiting):
            self._add()
        for number, (button, (_, kept)) in enumerate(zip(self.buttons, waiting, strict=False)):
            said = wording.aside(kept, self._words)
            key = ASIDE[number].shown if number < len(ASIDE) else ""
            button.set_label(said)
            button.set_key(key)
            button.setAccessibleName(self._words(N_("Bring back: {items}"), items=said))
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(waiting))
        self.setVisible(bool(waiting))

    def bring_back(self, number: int) -> None:
        """Those set aside are numbered without what was cleared."""
        waiting = [place for place, kept in enumerate(self._presenter.state.aside) if not kept.was_cleared]
        if number < len(waiting):
            self._presenter.bring_back(waiting[number])

    def _add(self) -> None:
        button = Button(size=Size.SMALL, icon="hold")
        button.clicked.connect(partial(self.bring_back, len(self.buttons)))
        self.buttons.append(button)
        self._flow.addWidget(button)
