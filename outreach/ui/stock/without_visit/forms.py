"""The three forms of *Without a visit*; each draws the state, and puts the keyboard where something is missing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outreach.pick_ups import LONGEST
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.measured import DecimalField, decimal
from outreach.ui.shared.numbers import Stepper
from outreach.ui.stock.without_visit import wording
from outreach.ui.stock.without_visit.draft import (
    ArrivalDraft,
    CollectionDraft,
    Measure,
    PickUpDraft,
    Problem,
)
from outreach.ui.stock.without_visit.fields import OneOf, Titled
from outreach.ui.stock.without_visit.measure_row import MeasureRow
from outreach.ui.stock.without_visit.presenter import WithoutPresenter
from outreach.ui.stock.without_visit.state import State
from outreach.vocabulary import CollectedFrom, ContainerId, WeightUnit


class CollectionForm(QWidget):
    def __init__(self, presenter: WithoutPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        name = words(N_("Where it came from"))
        self._came_from = OneOf(wording.CAME_FROM, lambda chosen: presenter.say(came_from=chosen), words, name=name)
        self._partner = MenuButton(name=words(N_("Partner")), is_field=True)
        self._partner.fill_width()
        self._partner.chosen.connect(lambda partner_id: presenter.say(partner_id=partner_id))
        self._place = MenuButton(name=words(N_("Place")), is_field=True)
        self._place.fill_width()
        self._place.chosen.connect(lambda place_id: presenter.say(place_id=place_id))
        self._partner_row = Titled(words(N_("Partner")), self._partner)
        self._place_row = Titled(words(N_("Place")), self._place)
        self._lines = Lines[tuple[Measure, State]](
            lambda: MeasureRow(presenter, words), words(N_("How much there was"))
        )  # fmt: skip
        self._more = Button(words(N_("One more line")), kind=Kind.QUIET, icon="plus")
        self._more.clicked.connect(presenter.one_more)
        self._sum = Label(role="strong")
        title = Row(
            Label(words(N_("How much there was")), "small2"), Label(words(wording.NEVER_OPEN), "quiet"), None, gap=8
        )
        self.setLayout(
            Column(
                Titled(name, self._came_from), self._partner_row, self._place_row,
                Column(title, self._lines, gap=0), Row(self._more, None, self._sum), None, gap=12,
            )
        )  # fmt: skip

    def show_state(self, state: State) -> None:
        draft = state.draft
        if not isinstance(draft, CollectionDraft):
            return
        center = state.books.catalog if state.books else None
        self._came_from.show_chosen(draft.came_from)
        partners = [(one.id, one.name) for one in center.partners] if center else []
        self._partner.set_choices([(None, self._words(N_("Not said"))), *partners], now=draft.partner_id)
        set_shown(self._partner_row, draft.came_from is CollectedFrom.PARTNER_BIN and bool(partners))
        places = [(one.id, one.name) for one in center.places if one.site_id == state.site_id] if center else []
        self._place.set_choices([(None, self._words(N_("Not said"))), *places], now=draft.place_id)
        set_shown(self._place_row, bool(places))
        self._lines.show_values([(line, state) for line in draft.lines])
        self._sum.set_text(wording.sum_of(state, self._words))

    def focus(self, problem: Problem | None = None) -> None:
        """Where something is missing, else where it came from."""
        for row in self._lines.lines:
            if problem is not None and isinstance(row, MeasureRow) and row.key == problem.line:
                row.focus()
                return
        self._came_from.focus()


class PickUpForm(QWidget):
    def __init__(self, presenter: WithoutPresenter, words: Translator) -> None:
        super().__init__()
        self._kinds = Lines[tuple[ContainerId, str, int]](
            lambda: _Kind(presenter, words), words(N_("Containers picked up"))
        )  # fmt: skip
        self._weight = DecimalField(words(N_("What all of it weighed")))
        self._weight.textEdited.connect(lambda typed: presenter.say(weight=decimal(typed)))
        self._unit = Segmented(
            [(WeightUnit.POUND, words(N_("lb"))), (WeightUnit.KILOGRAM, words(N_("kg")))],
            name=words(N_("Unit of weight")), padding=9, is_light=True,
            names=[words(N_("Pounds")), words(N_("Kilograms"))],
        )  # fmt: skip
        self._unit.chosen.connect(lambda unit: presenter.say(unit=WeightUnit(unit)))
        self._carrier = TextField(name=words(N_("Picked up by")))
        self._carrier.textEdited.connect(lambda typed: presenter.say(carrier=typed))
        self._manifest = TextField(name=words(N_("Manifest number")))
        self._manifest.textEdited.connect(lambda typed: presenter.say(manifest=typed))
        for field in (self._carrier, self._manifest):
            field.setMaxLength(LONGEST)
        self.setLayout(
            Column(
                Titled(words(N_("Containers picked up")), self._kinds),
                Titled(words(N_("What all of it weighed")), Row(self._weight, self._unit, None, gap=6)),
                Titled(words(N_("Picked up by")), self._carrier),
                Titled(words(N_("Manifest number")), self._manifest),
                None, gap=12,
            )
        )  # fmt: skip

    def show_state(self, state: State) -> None:
        draft = state.draft
        if not isinstance(draft, PickUpDraft):
            return
        kinds = state.books.catalog.containers if state.books else ()
        said = dict(draft.containers)
        self._kinds.show_values([(kind.id, kind.name, said.get(kind.id, 0)) for kind in kinds])
        self._weight.show_number(draft.weight)
        self._unit.choose(draft.unit)
        self._carrier.set_text(draft.carrier)
        self._manifest.set_text(draft.manifest)

    def focus(self, _problem: Problem | None = None) -> None:
        """The first kind of container, or (a center without any) the weight."""
        first = next(iter(self._kinds.lines), None)
        if isinstance(first, _Kind):
            first.stepper.focus()
        else:
            self._weight.setFocus()


class _Kind(QWidget):
    """So many containers of a kind."""

    def __init__(self, presenter: WithoutPresenter, words: Translator) -> None:
        super().__init__()
        self._words, self._id = words, ContainerId(0)
        self._name = Label(role="small")
        self.stepper = Stepper(words, width=120)
        self.stepper.changed.connect(lambda number: presenter.containers(self._id, number))
        row = Row(gap=8, edges=(0, 3))
        row.addWidget(self.stepper)
        row.addWidget(self._name, 1)
        self.setLayout(row)

    def show_value(self, value: tuple[ContainerId, str, int]) -> None:
        self._id, name, number = value
        self._name.set_text(name)
        self.stepper.set_name(name)
        if not (self.stepper.field.hasFocus() and not self.stepper.field.text()):
            self.stepper.set_value(number)


class ArrivalForm(QWidget):
    def __init__(self, presenter: WithoutPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._referral = MenuButton(name=words(N_("Where they got to")), is_field=True)
        self._referral.fill_width()
        self._referral.chosen.connect(lambda referral_id: presenter.say(referral_id=referral_id))
        self._people = Stepper(words, name=words(N_("How many people")), width=120)
        self._people.changed.connect(lambda people: presenter.say(people=people or 0))
        self.setLayout(
            Column(
                Titled(words(N_("Where they got to")), self._referral),
                Titled(words(N_("How many people")), Row(self._people, None)),
                None, gap=12,
            )
        )  # fmt: skip

    def show_state(self, state: State) -> None:
        draft = state.draft
        if not isinstance(draft, ArrivalDraft):
            return
        known = [one for one in state.books.catalog.referrals if not one.retired] if state.books else []
        choices = [(one.id, one.name) for one in known]
        self._referral.set_choices([(None, self._words(N_("Choose one"))), *choices], now=draft.referral_id)
        if not (self._people.field.hasFocus() and not self._people.field.text()):
            self._people.set_value(draft.people)

    def focus(self, problem: Problem | None = None) -> None:
        """The referral, unless only the people are missing."""
        if problem is not None and problem.what == "people":
            self._people.focus()
        else:
            self._referral.setFocus(Qt.FocusReason.OtherFocusReason)
