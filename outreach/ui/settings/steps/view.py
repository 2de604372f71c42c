"""Small steps: whether the desk offers them, how long they are kept, and the center's own list."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.step_list import Step
from outreach.steps import LONGEST, SHORTEST
from outreach.translation import N_, N_plural, Translator
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.names_form import NamesForm
from outreach.ui.settings.section import SectionView
from outreach.ui.settings.steps.presenter import State, StepsPresenter
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.check_box import CheckBox, FactRow
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.tasks import Tasks
from outreach.vocabulary import AreaId, Named, StepId
from outreach.words import words_for

TITLE = N_("Small steps")
_WHAT = N_("For those who want it: steps people choose for themselves, opened only when they ask.")
_KEPT = N_plural("{n} month", "{n} months")


class StepsView(SectionView):
    def __init__(self, tasks: Tasks, settings: EditedBy, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = presenter = StepsPresenter(tasks, settings, self.show_state, self._say_kept)
        self._notice = Banner()
        self._offered = CheckBox(words(N_("Offered at the desk")))
        self._offered.ticked.connect(lambda is_on: presenter.rule(is_offered=is_on))
        self._printed = CheckBox(words(N_("Counted in the monthly tally")))
        self._printed.ticked.connect(lambda is_on: presenter.rule(is_printed=is_on))
        self._months = MenuButton(name=words(N_("Kept for")))
        self._months.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._months.chosen.connect(lambda months: presenter.rule(keep_months=int(str(months))))
        self._areas = MenuButton(name=words(N_("Area")))
        self._areas.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._areas.chosen.connect(lambda area: presenter.look_at(AreaId(area)))
        self._area_box = CheckBox(words(N_("Offered")))
        self._area_box.ticked.connect(self._offer_area)
        self._steps = Lines[_Offered](lambda: _StepRow(presenter, words), words(N_("Steps")))
        self._say = NamesForm(words, words(N_("One more step")), words(N_("Add")))
        self._say.said.connect(presenter.say)
        self._new_area = NamesForm(words, words(N_("One more area")), words(N_("Add")))
        self._new_area.said.connect(presenter.add_area)
        self._shown: tuple[object, ...] = ()
        self._ask = Label(words(N_("Ask a coordinator to change this.")), "small2")
        self._arrange()
        self.show_state(presenter.state)

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        self._offered.setFocus()

    def show_state(self, state: State) -> None:
        words, rules = self._words, state.rules
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        else:
            self._notice.clear()
        self._offered.set_on(rules.is_offered)
        self._printed.set_on(rules.is_printed)
        months = [(n, words.count(*_KEPT, n)) for n in range(SHORTEST, LONGEST + 1)]
        self._months.set_choices(months, rules.keep_months)
        for widget in (self._offered, self._printed, self._months, self._say, self._new_area, self._area_box):
            widget.setEnabled(state.may_change)
        set_shown(self._ask, not state.may_change)
        set_shown(self._list, bool(state.areas))
        if (area := state.chosen) is not None:
            self._areas.set_choices([(one.id, one.name) for one in state.areas], area.id)
            self._area_box.set_on(not area.is_retired)
            self._steps.show_values([_Offered(step, state) for step in area.steps])
        what = (state.renaming, state.called, state.chosen)
        if what != self._shown:  # what is being typed stays
            self._shown = what
            self._say.show_names(state.called[state.renaming] if state.renaming is not None else {})
        self._say.button.set_label(words(N_("Add") if state.renaming is None else N_("Rename")))
        self.edited.emit()

    def _offer_area(self, is_offered: bool) -> None:  # noqa: FBT001 - as the signal has it
        if (area := self.presenter.state.chosen) is not None:
            self.presenter.offer(Named.AREA, area.id, is_offered=is_offered)

    def _say_kept(self) -> None:
        self._new_area.show_names({})
        self.said.emit(self._words(N_("Kept")))

    def _arrange(self) -> None:
        words = self._words
        kept = FactRow(
            QWidget(),
            words(N_("Kept for")),
            words(N_("Then they are forgotten, and only how many there were in each area and month is known.")),
            self._months,
        )
        rules = Panel(
            Column(
                FactRow(
                    self._offered,
                    words(N_("Offered at the desk")),
                    words(N_("Only with a code that is one person’s alone. Typing a code shows nothing.")),
                ),
                Line(),
                kept,
                Line(),
                FactRow(
                    self._printed,
                    words(N_("Counted in the monthly tally")),
                    words(N_("One line: at how many visits somebody chose a step. Nothing else is ever printed.")),
                ),
                gap=0,
                edges=(12, 4),
            )
        )
        area = Row(self._areas, self._area_box, Label(words(N_("Offered")), "small2"), None, gap=6)
        self._list = Panel(Column(area, self._steps, Line(), self._say, Line(), self._new_area, gap=10, edges=(12, 12)))
        head = Column(Label(words(TITLE), "h2"), Label(words(_WHAT), "small2", wraps=True), gap=2)
        self.setLayout(Column(head, self._notice, rules, self._list, self._ask, None, gap=12))


class _Offered:
    """One step of the area looked at."""

    def __init__(self, step: Step, state: State) -> None:
        self.step, self.may_change, self.is_renaming = step, state.may_change, state.renaming == step.id


class _StepRow(QFrame):
    """Ticked while it is offered."""

    def __init__(self, presenter: StepsPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._id = StepId(0)
        self._box = CheckBox("")
        self._box.ticked.connect(lambda is_on: presenter.offer(Named.STEP, self._id, is_offered=is_on))
        self._name = Label(role="small", wraps=True)
        self._rename = Button(words(N_("Rename")), kind=Kind.QUIET, size=Size.SMALL)
        self._rename.clicked.connect(lambda: presenter.rename(self._id))
        row = Row(self._box, gap=6)
        row.addWidget(self._name, 1)
        row.addWidget(self._rename)
        self.setLayout(row)

    def show_value(self, value: _Offered) -> None:
        self._id = value.step.id
        self._box.setAccessibleName(value.step.name)
        self._box.set_on(not value.step.is_retired)
        self._name.set_text(value.step.name)
        self._name.set_role("quiet" if value.step.is_retired else "small")
        self._rename.setAccessibleName(self._words(N_("Rename {name}"), name=value.step.name))
        self._rename.set_held(value.is_renaming)
        for widget in (self._box, self._rename):
            set_shown(widget, value.may_change)
