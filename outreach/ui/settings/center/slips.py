"""Slips of hand-overs: what they say about recalls, in the center's own words."""

from collections.abc import Callable

from outreach.stock.slip_words import LONGEST
from outreach.translation import N_, Translator
from outreach.ui.settings.center.presenter import State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label

_SAYS = N_("What a slip says about recalls")
_OURS = N_("If one of these lots is recalled, we will call you…")
_PRINTED = N_("Printed on each slip from now on: “{words}”")
_OWN = N_("Empty: Outreach’s own words. Say whom they call, and what you ask of them each month.")


class SlipGroup(Column):
    """`write(words)` as they are typed."""

    def __init__(self, write: Callable[[str], None], words: Translator) -> None:
        self._words = words
        self.field = TextField(name=words(_SAYS), placeholder=words(_OURS))
        self.field.setMaxLength(LONGEST)
        self.field.textEdited.connect(write)
        self._printed = Label(role="small2", wraps=True)
        title = Label(words(N_("Slips of hand-overs")), "item")
        super().__init__(title, Label(words(_SAYS), "small2"), self.field, self._printed, gap=6)

    def show_state(self, state: State) -> None:
        self.field.setEnabled(state.may_change)
        typed = " ".join(state.slip.split())
        if typed != " ".join(self.field.text().split()) or not self.field.hasFocus():
            self.field.set_text(state.slip)
        self._printed.set_text(self._words(_PRINTED, words=typed) if typed else self._words(_OWN))
