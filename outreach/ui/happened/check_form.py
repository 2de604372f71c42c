"""The form of a drug check: the sample, how it was tested, what it was bought as, what was found.  Draws a `State`."""

from PySide6.QtWidgets import QWidget

from outreach.closed_lists import BoughtAs, Result
from outreach.drug_checks.lists import Listed
from outreach.translation import N_, Translator
from outreach.ui.happened import wording
from outreach.ui.happened.asked import Asked
from outreach.ui.happened.chips import Chips
from outreach.ui.happened.choice import Choice
from outreach.ui.happened.presenter import HappenedPresenter
from outreach.ui.happened.state import State
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.stock.paper.day_button import DayButton

_NOT_SAID = "not said"


class CheckForm(QWidget):
    """Of a sample whose result came, only what was found is asked."""

    def __init__(self, presenter: HappenedPresenter, words: Translator, page: QWidget) -> None:
        super().__init__()
        self._words = words
        self._sample = Label(role="strong", wraps=True)
        self._day = DayButton(words, page)
        self._day.set_spoken(words(N_("Day of the sample")))
        self._day.day.connect(presenter.told_on)
        self._methods = Chips(name=words(N_("Tested with")))
        self._methods.toggled.connect(presenter.toggle_method)
        self._bought = MenuButton(name=words(N_("Bought as")), is_field=True)
        self._bought.chosen.connect(lambda key: presenter.bought_as(*key))
        self._result = Choice(name=words(N_("Result")))
        self._result.chosen.connect(
            lambda result: presenter.say_result(None if result == _NOT_SAID else Result(result))
        )
        self._found = Chips(name=words(N_("What was found")))
        self._found.toggled.connect(presenter.toggle_found)
        beside = QWidget()
        beside.setLayout(Row(self._day, None, gap=0))
        bought = QWidget()
        bought.setLayout(Row(self._bought, None, gap=0))
        self._of_sample = (
            Asked(words(N_("Day of the sample")), beside),
            Asked(words(N_("Tested with")), self._methods),
            Asked(words(N_("Bought as")), bought),
        )
        self._of_result = (
            Asked(words(N_("Result")), self._result),
            Asked(words(N_("What was found")), self._found),
        )
        self.setLayout(Column(self._sample, *self._of_sample, *self._of_result, None, gap=0))

    def show_state(self, state: State) -> None:
        check, books, words = state.check, state.books, self._words
        if check is None or books is None:
            return
        said = check.said
        self._sample.set_text(wording.sample(state.result_of.said, books.lists, words) if state.result_of else "")
        set_shown(self._sample, state.result_of is not None)
        for row in self._of_sample:
            set_shown(row, state.result_of is None)
        self._day.show_day(said.on, state.today, is_short=False)
        self._methods.set_options(_offered(books.lists.methods, said.methods))
        self._methods.choose(said.methods)
        known = _offered(books.lists.substances, (said.bought_as_id, *said.found))
        others = [((how, None), words(text)) for how, text in wording.BOUGHT.items()]
        substances = [((BoughtAs.SUBSTANCE, one), name) for one, name in known]
        self._bought.set_choices([*others, *substances], now=(said.bought, said.bought_as_id))
        results = [(result, words(text)) for result, text in wording.RESULTS.items()]
        is_recorded = state.putting_right is not None and not state.putting_right.is_result
        self._result.set_options([*results, *([] if is_recorded else [(_NOT_SAID, words(wording.NOT_SAID))])])
        self._result.choose(said.result if check.is_result_said else _NOT_SAID)
        self._found.set_options(known)
        self._found.choose(said.found)

    def set_stacked(self, is_stacked: bool) -> None:  # noqa: FBT001 - it is the state
        for row in (*self._of_sample, *self._of_result):
            row.set_stacked(is_stacked)

    def focus(self, state: State) -> None:
        if state.result_of is not None:
            self._result.focus()
        else:
            self._methods.focus()

    def focus_told(self) -> None:
        self._day.setFocus()


def _offered(listed: tuple[Listed, ...], chosen: tuple[object, ...]) -> list[tuple[object, str]]:
    """What is on the list, and what was said though it is no more."""
    return [(one.id, one.name) for one in listed if not one.is_retired or one.id in chosen]
