"""Handing supplies over: to a partner organization, at an event, from a machine, at a training, or used here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from outreach.translation import N_, N_plural
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.labels import set_shown
from outreach.ui.stock.handing.about import About
from outreach.ui.stock.handing.draft import Whom
from outreach.ui.stock.handing.new_partner import NewPartner
from outreach.ui.stock.handing.presenter import HandOverPresenter
from outreach.ui.stock.handing.side import Side
from outreach.ui.stock.handing.state import HandOverState
from outreach.ui.stock.paper.draft import Field, Place
from outreach.ui.stock.paper.line import Look
from outreach.ui.stock.paper.page import PaperPage
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks

COUNTS_AS = {
    Whom.PARTNER: N_("Counts as given, to partners. Never a contact, a participant or a person supplied."),
    Whom.EVENT: N_("Counts as given, at events. Never a contact, a participant or a person supplied."),
    Whom.TRAINING: N_("Counts as given, at trainings. Never a contact, a participant or a person supplied."),
    Whom.MACHINE: N_("What the machine gave counts as given by it. What is put in is moved there."),
    Whom.USED_HERE: N_("Has a column of its own: neither given nor disposed of."),
}


_NO_MACHINE = (N_("Nothing to count yet"), N_("Choose the machine: what its books hold stands here, to be counted."))


class HandOverPage(PaperPage):
    title, again, hint = N_("Hand over supplies"), N_("Write a hand-over again"), N_("Leaves without a visit")
    begun_said = N_plural(
        "A hand-over of {n} item is begun, and not posted.", "A hand-over of {n} items is begun, and not posted."
    )
    post_label, side_label = N_("Hand over and print"), N_("Slip")
    nothing = (
        N_("Nothing on the slip yet"),
        N_("Type an amount and an item, or scan a box."),
    )

    def make_presenter(self, tasks: Tasks, stock: Stock) -> HandOverPresenter:
        return HandOverPresenter(
            tasks, stock, self._words, self.show_state, self.is_posted, self._print, self._show_slip
        )  # fmt: skip

    def make_about(self) -> QWidget:
        about = About(self.presenter, self._words)
        about.new_pressed.connect(self._new_partner)
        self._naming = NewPartner(self.presenter, self._words, self)
        return about

    def make_side(self) -> QWidget:
        return Side(self.presenter, self._words)

    def make_foot_buttons(self) -> Sequence[Button]:
        self._look_at = Button(self._words(N_("Preview slip")), size=Size.LARGE, icon="print")
        self._look_at.clicked.connect(self.presenter.preview)
        return (self._look_at,)

    def show_state(self, state: HandOverState) -> None:  # type: ignore[override]
        nothing = _NO_MACHINE if state.hand_over.whom is Whom.MACHINE else self.nothing
        self._empty.say(*(self._words(text) for text in nothing))
        super().show_state(state)
        self._naming.show_state(state)
        set_shown(self._look_at, state.hand_over.whom is not Whom.MACHINE)

    def look(self, state: HandOverState) -> Look:
        return Look.MACHINE if state.hand_over.whom is Whom.MACHINE else Look.LOTS

    def label_of_post(self, state: HandOverState) -> str:
        return N_("Record the refill") if state.hand_over.whom is Whom.MACHINE else self.post_label

    def foot(self, state: HandOverState) -> str:
        if state.hand_over.whom is Whom.PARTNER and state.partner is not None:
            return self._words(
                N_("What {name} reports having given is kept beside this, never added."), name=state.partner.name
            )
        return ""

    def counts_as(self, state: HandOverState) -> str:
        return self._words(COUNTS_AS[state.hand_over.whom])

    def field_about(self, place: Place) -> QWidget | None:
        return self._about.field(self.presenter.state.draft.whom) if place.field is Field.WHO else None

    def preview_pressed(self) -> None:
        self.presenter.preview()

    def _new_partner(self) -> None:
        self._naming.ask(self._about.new)

    def _print(self, title: str, pdf: bytes) -> None:
        self.printing.ask(pdf, title)

    def _show_slip(self, pdf: bytes) -> None:
        self.show_preview(self._words(N_("Slip, not recorded yet")), pdf, may_print=False)
