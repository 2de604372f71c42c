"""How many syringes a full container or a pound is taken for, since when, and who says so."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.conversions import LONGEST_ORIGIN
from outreach.translation import N_, N_plural, Translator
from outreach.ui.settings.conversions.presenter import ConversionsPresenter, Kind, State
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.section import SectionView
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.panels import Line, Panel
from outreach.ui.stock.paper.day_button import DayButton
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ContainerId
from outreach.words import words_for

TITLE = N_("Conversions")
_WHAT = N_("How many used syringes a full container or a pound is taken for. Nobody opens a container to count.")
_KEPT = N_(
    "Days on which something was measured keep the figure they had, and so does every day before the one you choose."
)
_SYRINGES = N_plural("{n} syringe", "{n} syringes")
_SINCE = N_("since {day}: {origin}")


class ConversionsView(SectionView):
    def __init__(self, tasks: Tasks, settings: EditedBy, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.presenter = presenter = ConversionsPresenter(tasks, settings, self.show_state, self._say_kept)
        self._notice = Banner()
        self._kinds = Lines[tuple[Kind, State]](lambda: _KindRow(presenter, words), words(TITLE))
        self._for = Label(role="strong")
        self._syringes = NumberField(name=words(N_("Syringes")))
        self._syringes.typed.connect(lambda n: presenter.say(syringes=n))
        self._syringes.entered.connect(presenter.keep)
        self._origin = TextField(name=words(N_("Who says so")), placeholder=words(N_("Such as County formula")))
        self._origin.setMaxLength(LONGEST_ORIGIN)
        self._origin.textEdited.connect(lambda typed: presenter.say(origin=typed))
        self._origin.entered.connect(presenter.keep)
        self._since = DayButton(words, self, has_days_to_come=True)
        self._since.day.connect(lambda day: presenter.say(since=day))
        self._keep = Button(words(N_("Keep")))
        self._keep.clicked.connect(presenter.keep)
        self._ask = Label(words(N_("Ask a coordinator to change this.")), "small2")
        self._arrange()
        self.show_state(presenter.state)

    @property
    def has_changes(self) -> bool:
        return self.presenter.state.has_changes

    def put_back(self) -> None:
        self.presenter.let_go()

    def refresh(self) -> None:
        self.presenter.refresh()

    def focus_first(self) -> None:
        first = next(iter(self._kinds.lines), None)
        if isinstance(first, _KindRow):
            first.change.setFocus()

    def show_state(self, state: State) -> None:
        words = self._words
        if state.refusal:
            self._notice.say(Tone.OUT, words(N_("This was not kept.")), words_for(state.refusal, words))
        else:
            self._notice.clear()
        self._kinds.show_values([(kind, state) for kind in state.kinds])
        chosen = next((kind for kind in state.kinds if kind.id == state.chosen), None)
        was_open = self._form.isVisibleTo(self)
        set_shown(self._form, state.is_open and chosen is not None)
        self._for.set_text(_name(chosen, words) if chosen else "")
        self._syringes.set_value(state.syringes)
        self._origin.set_text(state.origin)
        self._since.show_day(state.since or state.today, state.today, is_short=False)
        set_shown(self._ask, not state.may_change)
        if state.is_open and not was_open:
            self._syringes.setFocus()
        self.edited.emit()

    def _say_kept(self) -> None:
        self.said.emit(self._words(N_("Kept")))

    def _arrange(self) -> None:
        words = self._words
        self._syringes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        figure = Row(self._syringes, Label(words(N_("syringes, from")), "small2"), self._since, None, gap=8)
        origin = Row(gap=8)
        origin.addWidget(self._origin, 1)
        origin.addWidget(self._keep)
        self._form = QWidget()
        kept = Label(words(_KEPT), "small2", wraps=True)
        self._form.setLayout(Column(Line(), self._for, figure, origin, kept, gap=8))
        head = Column(Label(words(TITLE), "h2"), Label(words(_WHAT), "small2", wraps=True), gap=2)
        listed = Panel(Column(self._kinds, self._form, gap=10, edges=(12, 12)))
        self.setLayout(Column(head, self._notice, listed, self._ask, None, gap=12))


class _KindRow(QWidget):
    """`2 gallon   400 syringes   since 1 Jan 2024: …`, and those to come."""

    def __init__(self, presenter: ConversionsPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._id: ContainerId | None = None
        self._name, self._figure = Label(role="small-strong"), Label(role="small")
        self._said = Label(role="quiet", wraps=True)
        self.change = Button(words(N_("Change")), size=Size.SMALL)
        self.change.clicked.connect(lambda: presenter.choose(self._id))
        row = Row(gap=8, edges=(0, 4))
        row.addLayout(Column(Row(self._name, self._figure, None, gap=8), self._said, gap=1), 1)
        row.addWidget(self.change)
        self.setLayout(row)

    def show_value(self, value: tuple[Kind, State]) -> None:
        kind, state = value
        self._id, words = kind.id, self._words
        self._name.set_text(_name(kind, words))
        self._figure.set_text(words.count(*_SYRINGES, kind.now.syringes))
        told = [words(_SINCE, day=words.day(kind.now.since), origin=kind.now.origin)]
        told += [
            words(N_("from {day}: {n}"), day=words.day(rule.since), n=rule.syringes)
            for rule in reversed(kind.rules)
            if rule.since > state.today
        ]
        self._said.set_text(" · ".join(told))
        self.change.setAccessibleName(words(N_("Change {name}"), name=_name(kind, words)))
        self.change.set_held(state.is_open and state.chosen == kind.id)
        set_shown(self.change, state.may_change)


def _name(kind: Kind, words: Translator) -> str:
    return kind.name or words(N_("A pound"))
