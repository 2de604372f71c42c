"""*Got there*, told at this visit: they got to where they were referred earlier.  A list that opens."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from outreach.translation import N_, Translator
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.buttons import Kind, MenuButton, Size
from outreach.vocabulary import ReferralId


class Arrived(MenuButton):
    """Any number of them can be ticked; which visit referred them is not kept, so nothing is shown of one."""

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__(
            words(N_("Got there")), kind=Kind.QUIET, size=Size.SMALL, name=words(N_("Got to where they were referred"))
        )
        self._presenter, self._words = presenter, words
        self._places: tuple[tuple[ReferralId, str], ...] = ()
        self._ticks: dict[ReferralId, QAction] = {}

    def reach(self) -> None:
        """By its key: the list opens, and what is pressed next is its own."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.open_menu()

    def show_state(self, state: State) -> None:
        if state.catalog is None:
            return
        known = state.catalog.referrals
        places = tuple((referral.id, referral.name) for referral in known if not referral.retired)
        if places != self._places:
            self._places = places
            self.menu.clear()
            self._ticks = {
                referral_id: self.add_action(name, partial(self._presenter.toggle_arrived, referral_id))
                for referral_id, name in places
            }
            for tick in self._ticks.values():
                tick.setCheckable(True)
        for referral_id, tick in self._ticks.items():
            tick.setChecked(referral_id in state.draft.arrived)
        names = [name for referral_id, name in places if referral_id in state.draft.arrived]
        said = ", ".join(names)
        self.set_label(self._words(N_("Got there: {n}"), n=len(names)) if names else self._words(N_("Got there")))
        self.setAccessibleDescription(said)
