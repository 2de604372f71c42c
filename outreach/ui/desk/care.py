"""Care: what was done today and where somebody was referred, as chips.  Nothing need be chosen."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from outreach.catalog import Referral, Service
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.arrived import Arrived
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.desk.steps_box import TITLE as SMALL_STEPS
from outreach.ui.desk.wording import HAPPENED
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.choices import ChipRow
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shortcuts import Key, bind, tag

_Listed = TypeVar("_Listed", Service, Referral)


def _offered(listed: Sequence[_Listed], chosen: Collection[int]) -> list[tuple[int, str]]:
    """Those on the list, and of the retired those a visit being corrected has."""
    return [(one.id, one.name) for one in listed if not one.retired or one.id in chosen]


class CarePanel(QFrame):
    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._services = ChipRow(words, name=words(N_("Done today")))
        self._services.toggled.connect(lambda service_id, _: presenter.toggle_service(service_id))
        self._referrals = ChipRow(words, name=words(N_("Referred to")))
        self._referrals.toggled.connect(lambda referral_id, _: presenter.toggle_referral(referral_id))
        self._arrived = Arrived(presenter, words)
        bind(Key.GOT_THERE, self, self._arrived.reach)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setColumnStretch(1, 1)
        for row, (title, chips) in enumerate(
            ((words(N_("Today")), self._services), (words(N_("Referred")), self._referrals))
        ):
            self._rows.addWidget(Label(title, "quiet"), row, 0)
            self._rows.addWidget(chips, row, 1, 1, 2 - row)  # beside where they were referred, that they got there
        self._rows.addWidget(self._arrived, 1, 2)
        self.steps = Button(words(SMALL_STEPS), key=Key.SMALL_STEPS.shown, size=Size.SMALL)
        self.steps.clicked.connect(presenter.steps.open)
        self.steps.hide()
        tag(Key.SMALL_STEPS, self.steps)  # also where its key is not shown
        self._happened = Button(words(HAPPENED), key=Key.HAPPENED.shown, size=Size.SMALL)
        self._happened.clicked.connect(presenter.tell)
        head = Row(Label(words(N_("Care")), "h2"), None, self.steps, self._happened, gap=8)
        self._column = Column(head, self._rows, None, gap=8, edges=(12, 11))
        self.setLayout(self._column)
        theme.changed.connect(self._measure)
        self._measure()

    def show_state(self, state: State) -> None:
        if state.catalog is not None:
            self._services.set_options(_offered(state.catalog.services, state.draft.services))
            self._referrals.set_options(_offered(state.catalog.referrals, state.draft.referrals))
            set_shown(self.steps, bool(state.catalog.areas))
        self.steps.set_held(bool(state.draft.steps) and state.correction is None)
        self._services.choose(state.draft.services)
        self._referrals.choose(state.draft.referrals)
        self._arrived.show_state(state)

    def measure_now(self) -> None:
        self._column.activate()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._column.set_edges((12, 8 if is_compact else 11), gap=5 if is_compact else 8)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - it is the state
        """Without the keys beside the words where there is no room for both."""
        self.steps.set_key("" if is_narrow else Key.SMALL_STEPS.shown)
        self._happened.set_key("" if is_narrow else Key.HAPPENED.shown)

    def _measure(self) -> None:
        self._rows.setHorizontalSpacing(theme.px(12))
        self._rows.setVerticalSpacing(theme.px(6))
