"""Sheets of paper: whether codes stand on them, and what their foot says of keeping them."""

from collections.abc import Callable

from outreach.sheets.rules import LONGEST
from outreach.translation import N_, Translator
from outreach.ui.settings.center.presenter import State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.check_box import CheckBox, FactRow
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label

_CODES = N_("Codes on visit sheets")
_EDGE = N_("They are written beside a cut line, and the edge is destroyed when the sheet is keyed.")
_USUAL = N_("Keep or destroy as your record rule says.")


class PaperGroup(Column):
    """`write(codes_on_paper=…)`, `write(record_rule=…)`."""

    def __init__(self, write: Callable[..., None], words: Translator) -> None:
        self.codes = CheckBox(words(_CODES), words(_EDGE))
        self.codes.ticked.connect(lambda is_on: write(codes_on_paper=is_on))
        self.rule = TextField(name=words(N_("What the foot of a sheet says")), placeholder=words(_USUAL))
        self.rule.setMaxLength(LONGEST)
        self.rule.textEdited.connect(lambda text: write(record_rule=text))
        self._row = FactRow(self.codes, words(_CODES), words(_EDGE))
        title = Label(words(N_("Sheets of paper")), "item")
        says = Label(words(N_("What the foot of a sheet says")), "small2")
        super().__init__(title, self._row, says, self.rule, gap=6)

    def show_state(self, state: State) -> None:
        self.codes.setChecked(state.paper.codes_on_paper)
        for part in (self.codes, self._row, self.rule):
            part.setEnabled(state.may_change)
        if state.paper.record_rule != " ".join(self.rule.text().split()) or not self.rule.hasFocus():
            self.rule.set_text(state.paper.record_rule)
