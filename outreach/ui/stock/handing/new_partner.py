"""An organization that is not on the list yet: its name and its county, over the page until it is added."""

from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.overlay import Overlay
from outreach.ui.stock.handing.presenter import HandOverPresenter
from outreach.ui.stock.handing.state import HandOverState
from outreach.words import words_for

_LONGEST, _WIDTH = 60, 280


class NewPartner(Overlay):
    def __init__(self, presenter: HandOverPresenter, words: Translator, page: QWidget) -> None:
        super().__init__(page, words(N_("New organization")))
        self._presenter, self._words = presenter, words
        self._name = TextField(name=words(N_("Name of the organization")))
        self._county = TextField(name=words(N_("County where it gives out")))
        for field in (self._name, self._county):
            field.setMaxLength(_LONGEST)
            field.setMinimumWidth(_WIDTH)
        self._refused = Label(role="error", wraps=True)
        self._add = Button(words(N_("Add to the list")), kind=Kind.PRIMARY)
        self._cancel = Button(words(N_("Cancel")))
        fields = Column(
            Label(words(N_("Name of the organization")), "quiet"), self._name,
            Label(words(N_("County where it gives out")), "quiet"), self._county, gap=3,
        )  # fmt: skip
        title = Label(words(N_("New organization")), "strong")
        self.setLayout(Column(title, fields, self._refused, Row(self._add, self._cancel, None), gap=10, edges=14))
        self._name.entered.connect(self._county.setFocus)
        self._county.entered.connect(self._press)
        self._add.clicked.connect(self._press)
        self._cancel.clicked.connect(self._leave)

    def show_state(self, state: HandOverState) -> None:
        said = words_for(state.naming_refusal, self._words) if state.naming_refusal else ""
        self._refused.set_text(said)
        self._name.setAccessibleDescription(said)
        set_shown(self._refused, bool(said))
        if self.isVisible():
            self.adjustSize()
            if not state.naming:
                self.close()

    def ask(self, beside: QWidget) -> None:
        self._presenter.begin_naming()
        for field in (self._name, self._county):
            field.set_text("")
        self.open_at(beside, beside.setFocus)
        self._name.setFocus()

    def give_up(self) -> None:
        super().give_up()
        self._presenter.end_naming()

    def _leave(self) -> None:
        self.give_up()

    def _press(self) -> None:
        self._presenter.add_partner(self._name.text(), self._county.text())
