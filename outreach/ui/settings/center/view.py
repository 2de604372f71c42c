"""The center and its sites, and the hour at which its day ends."""

from PySide6.QtWidgets import QSizePolicy

from outreach.day_end import LATEST
from outreach.translation import N_, Translator
from outreach.ui.settings.center.paper import PaperGroup
from outreach.ui.settings.center.presenter import CenterPresenter, CenterSettings, State
from outreach.ui.settings.center.slips import SlipGroup
from outreach.ui.settings.section import SavingView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.tasks import Tasks
from outreach.words import words_for

TITLE = N_("Center and sites")


class CenterView(SavingView):
    presenter: CenterPresenter

    def __init__(self, tasks: Tasks, settings: CenterSettings, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = CenterPresenter(tasks, settings, self.show_state, self._say_saved)
        self.saves = self.presenter.state.may_change
        self._name, self._zone = Label(role="h2"), Label(role="small2")
        self._sites = Label(role="small2", wraps=True)
        self._ends_at = MenuButton(name=words(N_("The day ends at")))
        self._ends_at.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ends_at.chosen.connect(lambda hour: self.presenter.choose(int(str(hour))))
        self._only = Label(role="item")
        self._example = Label(role="small2", wraps=True)
        self._ask = Label(words(N_("Ask a coordinator to change this.")), "small2")
        self._notice = Banner()
        self._paper = PaperGroup(self.presenter.write_paper, words)
        self._slips = SlipGroup(self.presenter.write_slip, words)
        self._arrange()
        self.show_state(self.presenter.state)

    @property
    def note(self) -> str:
        return self._words(N_("Days recorded so far stay what they are.")) if self.presenter.state.has_new_hour else ""

    def focus_first(self) -> None:
        self._ends_at.setFocus()

    def show_state(self, state: State) -> None:
        words, center = self._words, state.center
        for widget in (self._ask, self._only):
            set_shown(widget, not state.may_change)
        set_shown(self._ends_at, state.may_change)
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        else:
            self._notice.clear()
        if center is not None and state.ends_at is not None:
            self._name.set_text(center.center)
            self._zone.set_text(words(N_("Its clock is that of {zone}."), zone=center.time_zone))
            self._sites.set_text(" · ".join(site.name for site in center.sites))
            self._ends_at.set_choices([(hour, words.hour(hour)) for hour in range(LATEST + 1)], now=state.ends_at)
            self._only.set_text(words.hour(state.ends_at))
            self._example.set_text(self._said(state.ends_at))
        self._paper.show_state(state)
        self._slips.show_state(state)
        self.edited.emit()

    def _said(self, hour: int) -> str:
        words = self._words
        if hour == 0:
            return words(N_("A day ends at midnight."))
        return words(N_("What is entered before {hour} is still of the evening before."), hour=words.hour(hour))

    def _say_saved(self) -> None:
        self.said.emit(self._words(N_("Saved")))

    def _arrange(self) -> None:
        words = self._words
        sites = Column(Label(words(N_("Sites")), "item"), self._sites, gap=2)
        ends = Column(
            Label(words(N_("The day ends at")), "item"),
            self._example,
            Row(self._ends_at, self._only, self._ask, None, edges=(0, 4, 0, 0)),
            gap=2,
        )
        panel = Panel(Column(sites, Line(), ends, Line(), self._paper, Line(), self._slips, gap=12, edges=(12, 12)))
        self.setLayout(Column(Column(self._name, self._zone, gap=2), self._notice, panel, None, gap=12))
