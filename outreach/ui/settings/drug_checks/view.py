"""What a sample may be bought as, what can be found in it, and how it is tested: the center's own lists."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from outreach.drug_checks.lists import Listed, ListOf
from outreach.translation import N_, Translator
from outreach.ui.settings.drug_checks.presenter import CheckSettingsPresenter, State
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.names_form import NamesForm
from outreach.ui.settings.section import SectionView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.check_box import CheckBox
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.tasks import Tasks
from outreach.words import words_for

TITLE = N_("Drug checks")
_WHAT = N_("The lists a drug check chooses from. What is not ticked is not offered; pages about the past keep it.")
_LISTS = {ListOf.SUBSTANCE: N_("Bought as, and found"), ListOf.METHOD: N_("Tested with")}


class CheckSettingsView(SectionView):
    def __init__(self, tasks: Tasks, settings: EditedBy, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = presenter = CheckSettingsPresenter(tasks, settings, self.show_state, self._say_kept)
        self._notice = Banner()
        named = [(what, words(name)) for what, name in _LISTS.items()]
        self._which = Segmented(named, name=words(N_("Which list")), is_light=True)
        self._which.chosen.connect(lambda what: presenter.look_at(ListOf(what)))
        self._entries = Lines[_Offered](lambda: _EntryRow(presenter), words(N_("On the list")))
        self._add = NamesForm(words, words(N_("One more")), words(N_("Add")))
        self._add.said.connect(presenter.add)
        self._ask = Label(words(N_("Ask a coordinator to change this.")), "small2")
        self._added = 0
        panel = Panel(Column(Row(self._which, None), self._entries, Line(), self._add, gap=10, edges=(12, 12)))
        head = Column(Label(words(TITLE), "h2"), Label(words(_WHAT), "small2", wraps=True), gap=2)
        self.setLayout(Column(head, self._notice, panel, self._ask, None, gap=12))
        self.show_state(presenter.state)

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        self._which.setFocus()

    def show_state(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        else:
            self._notice.clear()
        self._which.choose(state.what)
        self._entries.show_values([_Offered(entry, state.may_change) for entry in state.entries])
        if state.added != self._added:  # a name that was refused stays
            self._added = state.added
            self._add.show_names({})
        self._add.setEnabled(state.may_change)
        set_shown(self._ask, not state.may_change)
        self.edited.emit()

    def _say_kept(self) -> None:
        self.said.emit(self._words(N_("Kept")))


@dataclass(frozen=True, slots=True)
class _Offered:
    entry: Listed
    may_change: bool


class _EntryRow(QFrame):
    """Ticked while it is offered."""

    def __init__(self, presenter: CheckSettingsPresenter) -> None:
        super().__init__()
        self._id = 0
        self._box = CheckBox("")
        self._box.ticked.connect(lambda is_on: presenter.offer(self._id, is_offered=is_on))
        self._name = Label(role="small", wraps=True)
        row = Row(self._box, gap=6)
        row.addWidget(self._name, 1)
        self.setLayout(row)

    def show_value(self, value: _Offered) -> None:
        self._id = value.entry.id
        self._box.setAccessibleName(value.entry.name)
        self._box.set_on(not value.entry.is_retired)
        self._name.set_text(value.entry.name)
        self._name.set_role("quiet" if value.entry.is_retired else "small")
        self._box.setEnabled(value.may_change)
