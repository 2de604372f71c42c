"""What is always in sight when the page is one column: lines, totals, take back, and Save."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk import wording
from outreach.ui.desk.basket import Total
from outreach.ui.desk.draft import totals
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Notice, State
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import set_role
from outreach.ui.shortcuts import Key


class BottomBar(QFrame):
    """`open_basket`: the lines are wanted."""

    open_basket = Signal()

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bottom-bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = words
        self._lines = Button(size=Size.LARGE, icon="chevron-up")
        self._lines.clicked.connect(self.open_basket)
        self._syringes, self._doses = Total(), Total()
        self.take_back = Button(
            words(N_("Take back")), kind=Kind.TOAST, size=Size.LARGE, icon="take-back", key=Key.TAKE_BACK.shown
        )
        self.take_back.clicked.connect(presenter.take_back)
        self._try_again = Button(words(N_("Not saved yet: try again")), icon="warning")
        self._try_again.clicked.connect(presenter.try_again)
        self.save = Button(words(N_("Save visit")), kind=Kind.PRIMARY, size=Size.LARGE, key=Key.SAVE_VISIT.shown)
        self.save.clicked.connect(presenter.save)
        shown = (self._lines, self._syringes, self._doses, None, self.take_back, self._try_again, self.save)
        self.setLayout(Row(*shown, gap=12, edges=(12, 8)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_keys()

    def _name_keys(self) -> None:
        """The keys stand beside the words where there is room for both."""
        keys = {self.take_back: Key.TAKE_BACK.shown, self.save: Key.SAVE_VISIT.shown}
        for button, key in keys.items():
            button.set_key(key)
        if self.minimumSizeHint().width() > self.width():
            for button in keys:
                button.set_key("")

    def show_state(self, state: State) -> None:
        words = self._words
        self.save.set_label(words(wording.save(state)))
        self._lines.set_label(words.count(N_("{n} line"), N_("{n} lines"), state.draft.size))
        if state.catalog is not None:
            sums = totals(state.draft.lines, state.catalog)
            self._syringes.say(sums.syringes, words.count(N_("syringe"), N_("syringes"), sums.syringes), words)
            self._doses.say(sums.doses, words.count(N_("dose"), N_("doses"), sums.doses), words)
        self.take_back.setVisible(state.last is not None and state.notice is Notice.SAVED)
        self._try_again.setVisible(state.notice is Notice.NOT_SAVED)
        self._name_keys()
