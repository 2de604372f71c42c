"""A line of the basket that is no hand-out of an item: asked for and none left, or given and not on the list."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk.amount_line import AmountLine
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared.labels import Label

ASKED, UNLISTED = N_("Asked for, none left"), N_("Not on the list: sorted later")


class ExtraLine(AmountLine):
    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        self._what = Label(role="quiet")
        self._set: Callable[[int], None] = lambda _: None
        super().__init__(words, self._what, parent=parent)

    def set_to(self, amount: int) -> None:
        self._set(amount)

    def show_extra(self, name: str, amount: int, what: str, set_to: Callable[[int], None]) -> None:
        self._set = set_to
        self._what.set_text(self._words(what))
        self.show_amount(amount, name)


Extra = tuple[str, int, str, Callable[[int], None]]


def extras(state: State, presenter: DeskPresenter) -> list[Extra]:
    """Name, amount, what it is, and what an amount does, of each line behind what is given."""
    what = presenter.what
    asked: list[Extra] = [
        (state.items[one.item_id].name, one.quantity, ASKED, lambda n, id_=one.item_id: what.set_asked(id_, n))  # type: ignore[misc]
        for one in state.draft.asked
    ]
    unlisted: list[Extra] = [
        (one.name, one.quantity, UNLISTED, lambda n, name=one.name: what.set_unlisted(name, n))  # type: ignore[misc]
        for one in state.draft.unlisted
    ]
    return [*asked, *unlisted]
