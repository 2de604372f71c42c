"""What is said of one item, field by field; what is wrong stands under its field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.catalog_editing.items import Facts
from outreach.translation import N_, Translator
from outreach.ui.settings.catalog.barcodes_box import BarcodesBox
from outreach.ui.settings.catalog.names_box import NamesBox
from outreach.ui.settings.catalog.presenter import ItemsPresenter, State
from outreach.ui.settings.catalog.recipe_box import RecipeBox
from outreach.ui.settings.catalog.targets_box import TargetsBox
from outreach.ui.settings.catalog.wrong import field_of
from outreach.ui.settings.labelled import Fields, Labelled
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.notices import Banner, EmptyState, Tone
from outreach.ui.shared.numbers import NumberField
from outreach.ui.shared.panels import Panel
from outreach.ui.shared.status import Mark, StatusChip
from outreach.vocabulary import CategoryId, Knowingly, Naloxone
from outreach.words import words_for

NOTHING = (N_("Choose an item"), N_("Its names, packs, barcodes and what is inside it show here."))
NALOXONE = {
    None: N_("No naloxone"),
    Naloxone.KIT: N_("A kit of naloxone doses"),
    Naloxone.SINGLE_DOSE: N_("A single dose of naloxone"),
}
KNOWINGLY = {
    Knowingly.ASK: N_("Ask once before it is given"),
    Knowingly.ALLOW: N_("Give it without a question"),
}
NUMBERS = {
    "syringes_per_unit": N_("Syringes in one"),
    "doses_per_unit": N_("Doses in one"),
    "usual_pack": N_("Usual pack"),
    "units_per_box": N_("Units per box"),
    "units_per_case": N_("Units per case"),
    "minimum": N_("Minimum, all sites"),
}
PACKS_HINT = N_("The usual pack is what one press gives. Below the minimum an item is low.")
_WHAT = ("category_id", "doses_per_unit", "syringes_per_unit")
_PACKS = ("usual_pack", "units_per_box", "units_per_case", "minimum")
_MAY_BE_NONE = {"units_per_box", "units_per_case"}
_WIDTH = 118


class ItemForm(QWidget):
    left = Signal()
    """Back to the list, where only one of the two has room."""

    def __init__(self, presenter: ItemsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._key: int | None = None
        self.back = Button(words(N_("All items")), kind=Kind.QUIET, icon="chevron-left")
        self._title, self._chip = ElidedLabel(role="h1"), StatusChip(Mark.VOIDED)
        self.retire = Button(words(N_("Retire")))
        self._notice = Banner()
        self.names = NamesBox(presenter, words)
        self.category = MenuButton(name=words(N_("Category")), is_field=True, size=Size.SMALL)
        self.naloxone = MenuButton(name=words(N_("Naloxone")), is_field=True, size=Size.SMALL)
        self.knowingly = MenuButton(name=words(N_("A lot that is expired or on hold")), is_field=True, size=Size.SMALL)
        self.numbers = {name: NumberField(name=words(label), role="number") for name, label in NUMBERS.items()}
        self.shelf = TextField(name=words(N_("Shelf")), role="field-small")
        self.targets = TargetsBox(presenter, words)
        self.barcodes = BarcodesBox(presenter, words)
        self.recipe = RecipeBox(presenter, words)
        self._labelled: dict[str, Labelled] = {}
        self._nothing = EmptyState("stock", words(NOTHING[0]), words(NOTHING[1]))
        self._body = QWidget()
        self._arrange()
        self._connect()

    @property
    def in_order(self) -> Sequence[QWidget]:
        names = ("doses_per_unit", "syringes_per_unit", "usual_pack", "units_per_box", "units_per_case", "minimum")
        numbers = [self.numbers[name] for name in names]
        return (
            self.back, self.retire, *self.names.in_order, self.category, self.naloxone, *numbers[:2], self.knowingly,
            *numbers[2:5], self.shelf, numbers[5], *self.targets.in_order, *self.barcodes.in_order,
            *self.recipe.in_order,
        )  # fmt: skip

    def focus_first(self) -> None:
        self.names.focus_first()

    def show_state(self, state: State, *, is_narrow: bool) -> None:
        said = state.said
        set_shown(self._nothing, said is None)
        set_shown(self._body, said is not None)
        set_shown(self.back, is_narrow)
        if said is None:
            self._key = None
            return
        self._key = state.chosen
        self._show_head(state)
        self._body.setEnabled(state.may_change)
        self.names.show_state(state)
        choices = [(CategoryId(one.id), state.category_name(one)) for one in state.categories]
        self.category.set_choices(choices, said.facts.category_id)
        self.naloxone.choose(said.facts.naloxone)
        self.knowingly.choose(said.facts.expired_or_held)
        self._show_facts(said.facts)
        self.targets.show_state(state)
        self.barcodes.show_state(state)
        self.recipe.show_state(state)
        self._show_refusal(state)

    def _show_head(self, state: State) -> None:
        words, record = self._words, state.record
        self._title.set_text((state.name_of(state.said) if state.said else "") or words(N_("New item")))
        is_retired = bool(record and record.is_retired)
        self._chip.set_status(Mark.VOIDED, words(N_("Retired")) if is_retired else "")
        set_shown(self.retire, record is not None and state.may_change)
        self.retire.set_label(words(N_("Bring back")) if is_retired else words(N_("Retire")))

    def _show_facts(self, facts: Facts) -> None:
        for name, field in self.numbers.items():
            if not field.hasFocus() or field.value != getattr(facts, name):
                field.set_value(getattr(facts, name))
        set_shown(self._labelled["doses_per_unit"], facts.naloxone is not None)
        self.shelf.set_text(facts.shelf)

    def _show_refusal(self, state: State) -> None:
        is_mine = state.refusal is not None and state.refused in (None, state.chosen)
        said = state.said
        field = field_of(state.refusal, said) if state.refusal and said and state.refused == state.chosen else ""
        text = words_for(state.refusal, self._words) if state.refusal else ""
        for fields, names in ((self._what, _WHAT), (self._packs, _PACKS)):
            fields.say(text if field in names else "", self._labelled[field].field if field in names else None)
        self.names.say(field, text)
        self.targets.say(text if field == "targets" else "")
        self.recipe.say(text if field == "recipe" else "")
        code = state.code_refusal or (state.refusal if field == "barcodes" else None)
        self.barcodes.say(words_for(code, self._words) if code else "")
        if is_mine and not field:
            self._notice.say(Tone.OUT, self._words(N_("Not saved.")), text)
        else:
            self._notice.clear()

    def focus_wrong(self, state: State) -> None:
        """Put the keyboard where something is to be put right."""
        if state.refusal is None or state.said is None:
            return
        field = field_of(state.refusal, state.said)
        if field in self.numbers:
            self.numbers[field].setFocus()
        elif field == "targets":
            self.targets.focus_first()
        elif field == "barcodes":
            self.barcodes.focus_first()
        elif field == "recipe":
            self.recipe.focus_first()
        elif field:
            self.names.focus_field(field)

    def _set_number(self, name: str, value: int | None) -> None:
        self._presenter.set_fact(**{name: value if name in _MAY_BE_NONE else value or 0})

    def _set_naloxone(self, kind: Naloxone | None) -> None:
        said = self._presenter.state.said
        doses = (
            0
            if kind is None
            else 1
            if kind is Naloxone.SINGLE_DOSE
            else (said.facts.doses_per_unit if said else 0) or 2
        )
        self._presenter.set_fact(naloxone=kind, doses_per_unit=doses)

    def _stand(self) -> None:
        record = self._presenter.state.record
        if record is not None:
            (self._presenter.bring_back if record.is_retired else self._presenter.retire)()

    def _connect(self) -> None:
        presenter, words = self._presenter, self._words
        self.naloxone.set_choices([(kind, words(text)) for kind, text in NALOXONE.items()], None)
        self.knowingly.set_choices([(kind, words(text)) for kind, text in KNOWINGLY.items()], Knowingly.ASK)
        self.back.clicked.connect(self.left)
        self.retire.clicked.connect(self._stand)
        self.category.chosen.connect(lambda category: presenter.set_fact(category_id=category))
        self.naloxone.chosen.connect(self._set_naloxone)
        self.knowingly.chosen.connect(lambda kind: presenter.set_fact(expired_or_held=kind))
        self.shelf.textEdited.connect(lambda text: presenter.set_fact(shelf=text))
        for name, field in self.numbers.items():
            field.typed.connect(lambda value, name=name: self._set_number(name, value))

    def _arrange(self) -> None:
        words = self._words
        for name, field in self.numbers.items():
            self._labelled[name] = Labelled(words(NUMBERS[name]), field, width=_WIDTH)
        self._labelled["category_id"] = Labelled(words(N_("Category")), self.category, width=220)
        naloxone = Labelled(words(N_("Naloxone")), self.naloxone, width=220)
        knowingly = Labelled(words(N_("A lot that is expired or on hold")), self.knowingly, width=220)
        shelf = Labelled(words(N_("Shelf")), self.shelf, width=_WIDTH)
        for menu in (self.category, self.naloxone, self.knowingly):
            menu.fill_width()
        is_what = (self._labelled["category_id"], naloxone, self._labelled["doses_per_unit"],
                   self._labelled["syringes_per_unit"], knowingly)  # fmt: skip
        packs = (self._labelled["usual_pack"], self._labelled["units_per_box"], self._labelled["units_per_case"], shelf,
                 self._labelled["minimum"])  # fmt: skip
        self._what, self._packs = Fields(is_what), Fields(packs, hint=words(PACKS_HINT))
        head = Row(self.back, gap=10)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        head.addWidget(self.retire)
        body = Column(
            head, self._notice, group(words(N_("What it is called")), self.names),
            group(words(N_("What it is")), self._what), group(words(N_("Packs and shelf")), self._packs),
            group(words(N_("At each site")), self.targets), group(words(N_("Barcodes")), self.barcodes),
            group(words(N_("What is inside")), self.recipe), None, gap=14,
        )  # fmt: skip
        self._body.setLayout(body)
        self.setLayout(Column(self._nothing, self._body, gap=0, edges=(18, 14)))


def group(title: str, inside: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(Column(Label(title, "h2"), Panel(Column(inside, gap=0, edges=(12, 10))), gap=6))
    return box
