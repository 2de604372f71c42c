"""What is said of one entry of a list; which fields there are depends on the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.catalog_editing.lists import DatesWrong
from outreach.catalog_editing.said import EntrySaid
from outreach.translation import N_, Translator
from outreach.ui.settings.catalog.form import group
from outreach.ui.settings.day_field import DayField
from outreach.ui.settings.labelled import Fields, Labelled
from outreach.ui.settings.lists.presenter import ListsPresenter, State
from outreach.ui.settings.lists.rules_box import RulesBox
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.check_box import CheckBox, FactRow
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.status import Mark, StatusChip
from outreach.vocabulary import Named, SiteId
from outreach.words import words_for

NOTHING = (N_("Choose an entry"), N_("Its name and what belongs to it show here."))
NAME, NAME_ES, SHORT, COUNTY, SITE = N_("Name"), N_("Name in Spanish"), N_("Short name"), N_("County"), N_("Site")
SHORT_HINT = N_("The short name stands where there is little room; empty, the name does.")
MACHINE = (N_("This is a machine"), N_("Nobody stands there: a refill count says what it gave"))
USUAL = (N_("The usual place"), N_("Where this site meets people unless somebody says otherwise"))
RUNS, FIRST, LAST = N_("When the award runs"), N_("First day"), N_("Last day")
MAY_BUY = N_("What it may pay for")
_HAS = {
    "name_es": {Named.CATEGORY, Named.SERVICE, Named.REFERRAL}, "short_name": {Named.SITE},
    "county": {Named.PLACE, Named.PARTNER}, "site": {Named.PLACE},
}  # fmt: skip


class EntryForm(QWidget):
    left = Signal()
    """Back to the list, where only one of the two has room."""

    def __init__(self, presenter: ListsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.back = Button(words(N_("All entries")), kind=Kind.QUIET, icon="chevron-left")
        self._title, self._chip, self._notice = ElidedLabel(role="h1"), StatusChip(Mark.VOIDED), Banner()
        self.retire = Button(words(N_("Retire")))
        texts = {"name": NAME, "name_es": NAME_ES, "short_name": SHORT, "county": COUNTY}
        self.texts = {name: TextField(name=words(label), role="field-small") for name, label in texts.items()}
        self.site = MenuButton(name=words(SITE), is_field=True, size=Size.SMALL)
        self.site.fill_width()
        self.machine, self.usual = CheckBox(*map(words, MACHINE)), CheckBox(*map(words, USUAL))
        self.first, self.last = DayField(words, words(FIRST)), DayField(words, words(LAST))
        self.rules = RulesBox(presenter, words)
        self._nothing = EmptyState("stock", *map(words, NOTHING))
        self._body = QWidget()
        self._arrange(texts)
        self._connect()

    @property
    def in_order(self) -> Sequence[QWidget]:
        texts = [self.texts[name] for name in ("name", "name_es", "short_name", "county")]
        days = (self.first.button, self.first.none, self.last.button, self.last.none)
        return (self.back, self.retire, self.site, *texts, self.machine, self.usual, *days, *self.rules.in_order)

    def focus_first(self) -> None:
        self.texts["name"].setFocus()

    def focus_wrong(self, state: State) -> None:
        """Put the keyboard where something is to be put right."""
        (self.last.button if isinstance(state.refusal, DatesWrong) else self.texts["name"]).setFocus()

    def show_state(self, state: State, *, is_narrow: bool) -> None:
        said, record = state.said, state.record
        set_shown(self._nothing, said is None)
        set_shown(self._body, said is not None)
        set_shown(self.back, is_narrow)
        if said is None:
            return
        words, is_retired = self._words, bool(record and record.is_retired)
        self._title.set_text(state.name_of(said) or words(N_("New entry")))
        self._chip.set_status(Mark.VOIDED, words(N_("Retired")) if is_retired else "")
        set_shown(self.retire, record is not None and state.may_change and not record.is_fixed)
        self.retire.set_label(words(N_("Bring back")) if is_retired else words(N_("Retire")))
        self._body.setEnabled(state.may_change)
        self._show_fields(state, said)
        self._show_refusal(state)

    def _show_fields(self, state: State, said: EntrySaid) -> None:
        for name, field in self.texts.items():
            field.set_text(getattr(said, name))
        for name, labelled in self._labelled.items():
            set_shown(labelled, state.what in _HAS.get(name, {state.what}))
        self.site.set_choices([(SiteId(one.id), one.said.name) for one in state.sites], said.site_id)
        self.site.setEnabled(state.record is None)
        self.machine.set_on(said.is_machine)
        self.usual.set_on(said.is_usual)
        set_shown(self._machine_row, state.what is Named.SITE)
        set_shown(self._usual_row, state.what is Named.PLACE and not (state.record and state.record.said.is_usual))
        is_paying = state.what is Named.SOURCE and not (state.record and state.record.is_fixed)
        set_shown(self._runs, is_paying)
        set_shown(self._may_buy, is_paying)
        self.first.show_day(said.starts, state.today)
        self.last.show_day(said.ends, state.today)
        if is_paying:
            self.rules.show_state(state)

    def _show_refusal(self, state: State) -> None:
        text = words_for(state.refusal, self._words) if state.refusal else ""
        is_dates = isinstance(state.refusal, DatesWrong)
        is_named = state.is_refused and not is_dates
        self._names.say(text if is_named else "", self.texts["name"] if is_named else None)
        self._days.say(text if state.is_refused and is_dates else "", self.last.button if is_dates else None)
        if state.refusal and not state.is_refused:
            self._notice.say(Tone.OUT, self._words(N_("Not done.")), text)
        else:
            self._notice.clear()

    def _connect(self) -> None:
        presenter = self._presenter
        self.back.clicked.connect(self.left)
        self.retire.clicked.connect(self._stand)
        for name, field in self.texts.items():
            field.textEdited.connect(lambda text, name=name: presenter.say(**{name: text}))
        self.site.chosen.connect(lambda site: presenter.say(site_id=site))
        self.machine.ticked.connect(lambda is_on: presenter.say(is_machine=is_on))
        self.usual.ticked.connect(lambda is_on: presenter.say(is_usual=is_on))
        self.first.chosen.connect(lambda day: presenter.say(starts=day))
        self.last.chosen.connect(lambda day: presenter.say(ends=day))

    def _stand(self) -> None:
        record = self._presenter.state.record
        if record is not None:
            (self._presenter.bring_back if record.is_retired else self._presenter.retire)()

    def _arrange(self, texts: dict[str, str]) -> None:
        words = self._words
        self._labelled = {name: Labelled(words(texts[name]), field, width=250) for name, field in self.texts.items()}
        self._labelled = {"site": Labelled(words(SITE), self.site, width=250), **self._labelled}
        self._names = Fields(tuple(self._labelled.values()))
        self._machine_row = FactRow(self.machine, words(MACHINE[0]), words(MACHINE[1]))
        self._usual_row = FactRow(self.usual, words(USUAL[0]), words(USUAL[1]))
        self._days = Fields(
            (Labelled(words(FIRST), self.first, width=250), Labelled(words(LAST), self.last, width=250))
        )
        self._runs, self._may_buy = group(words(RUNS), self._days), group(words(MAY_BUY), self.rules)
        what = QWidget()
        what.setLayout(Column(self._names, self._machine_row, self._usual_row, gap=4))
        head = Row(self.back, gap=10)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        head.addWidget(self.retire)
        body = Column(
            head, self._notice, group(words(N_("What it is called")), what), self._runs, self._may_buy, None, gap=14
        )
        self._body.setLayout(body)
        self.setLayout(Column(self._nothing, self._body, gap=0, edges=(18, 14)))
