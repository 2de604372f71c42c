"""Above the lines of a hand-over: who gets it, who carries it, in which county."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.stock.cells import FixedMenu
from outreach.ui.stock.handing.cards import Cards
from outreach.ui.stock.handing.draft import Whom
from outreach.ui.stock.handing.presenter import HandOverPresenter
from outreach.ui.stock.handing.state import HandOverState
from outreach.vocabulary import CollectedBy

_COUNTY, _LONGEST, _LOW_BELOW = 150, 60, 760

CARDS = (
    (Whom.PARTNER, "hand-over", N_("Partner organization"), N_("Named, from your list"), 130),
    (Whom.EVENT, "flag", N_("Event"), N_("Crowd, no visits taken"), 80),
    (Whom.MACHINE, "machine", N_("Vending machine"), N_("What the refill found gone"), 118),
    (Whom.TRAINING, "heart", N_("Training"), N_("Kits that go home"), 85),
    (Whom.USED_HERE, "site", N_("Used here"), N_("Staff, nurse’s day, demonstration"), 95),
)
CARRIERS: dict[CollectedBy | None, str] = {
    None: N_("Not said"),
    CollectedBy.THEIR_STAFF: N_("Their staff"),
    CollectedBy.THEIR_VOLUNTEER: N_("Their volunteer"),
    CollectedBy.OUR_STAFF: N_("Our staff, brought there"),
    CollectedBy.COURIER: N_("Mail or courier"),
}
_NAMES = {
    Whom.EVENT: N_("What was the event called?"),
    Whom.TRAINING: N_("What was the training called?"),
    Whom.USED_HERE: N_("What for? May be left empty"),
}


class About(QWidget):
    """`new_pressed`: an organization that is not on the list."""

    new_pressed = Signal()

    def __init__(self, presenter: HandOverPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._cards = Cards([(key, icon, words(title), words(hint), stretch)
                             for key, icon, title, hint, stretch in CARDS], words(N_("Who gets it")))  # fmt: skip
        self.partner = MenuButton(name=words(N_("Who gets it")), is_field=True)
        self._carrier = MenuButton(name=words(N_("Collected by")), is_field=True)
        self._county = FixedMenu(_COUNTY, name=words(N_("County")))
        self.machine = MenuButton(name=words(N_("Which machine")), is_field=True)
        self.named = TextField(name=words(_NAMES[Whom.EVENT]))
        self.named.setMaxLength(_LONGEST)
        self.new = Button(words(N_("New organization")), kind=Kind.QUIET, icon="plus")
        self._none = Label(
            words(N_("No machine is on your list. A machine is a site without staff: add it under Settings, Sites.")),
            "small2", wraps=True,
        )  # fmt: skip
        self._arrange()
        self._connect()

    @property
    def chain(self) -> list[QWidget]:
        fields = (self.partner, self._carrier, self.machine, self.named, self._county, self.new)
        return [*self._cards.chain, *(field for field in fields if field.isVisibleTo(self))]

    def field(self, whom: Whom) -> QWidget:
        """The one that says who gets it."""
        return {Whom.PARTNER: self.partner, Whom.MACHINE: self.machine}.get(whom, self.named)

    def show_state(self, state: HandOverState) -> None:
        words, draft = self._words, state.hand_over
        self._cards.choose(draft.whom)
        self._cards.show_card(Whom.MACHINE, is_shown=draft.replaces is None)  # a refill is another sort of paper
        partners = [one for one in state.catalog.partners if not one.retired] if state.catalog else []
        self.partner.set_choices([(one.id, one.name) for one in partners], now=draft.partner_id)
        if state.partner is None:
            self.partner.show_text(words(N_("Choose an organization")) if partners else words(N_("None on your list")))
        self._carrier.set_choices([(one, words(text)) for one, text in CARRIERS.items()], now=draft.collected_by)
        self._show_county(state)
        self.machine.set_choices([(one.id, one.name) for one in state.machines], now=draft.machine_id)
        if state.machine is None:
            self.machine.show_text(words(N_("Choose a machine")))
        if draft.whom in _NAMES:
            self._named_label.set_text(words(_NAMES[draft.whom]))
            self.named.setAccessibleName(words(_NAMES[draft.whom]))
        self.named.set_text(draft.named)
        self._show_parts(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cards.set_low(is_low=self.width() < theme.px(_LOW_BELOW) or theme.px(100) > 140)  # noqa: PLR2004

    def _show_county(self, state: HandOverState) -> None:
        none = (self._words(N_("Not said")),)
        choices: Sequence[tuple[object, str]] = [("", none[0]), *((one, one) for one in state.counties)]
        self._county.set_choices(choices, now=state.county)

    def _show_parts(self, state: HandOverState) -> None:
        whom = state.hand_over.whom
        is_partner, is_machine = whom is Whom.PARTNER, whom is Whom.MACHINE
        set_shown(self._partner_part, is_partner)
        set_shown(self._carrier_part, is_partner)
        set_shown(self._new_part, is_partner)
        set_shown(self._machine_part, is_machine and bool(state.machines))
        set_shown(self._none, is_machine and not state.machines and state.catalog is not None)
        set_shown(self._named_part, whom in _NAMES)
        set_shown(self._county_part, whom in (Whom.PARTNER, Whom.EVENT, Whom.TRAINING))

    def _arrange(self) -> None:
        words = self._words
        for field in (self.partner, self._carrier, self.machine):
            field.fill_width()
        self._named_label = Label(role="quiet")
        self._partner_part, self._carrier_part = _part(words(N_("Who gets it")), self.partner), _part(
            words(N_("Collected by")), self._carrier
        )  # fmt: skip
        self._county_part = _part(words(N_("County")), self._county)
        self._county_part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._machine_part = _part(words(N_("Which machine")), self.machine)
        self._named_part = QWidget()
        self._named_part.setLayout(Column(self._named_label, self.named, gap=3))
        self._new_part = _part("", self.new)
        self._new_part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        fields = Row(gap=12, edges=(14, 12, 14, 0))
        fields.addWidget(self._partner_part, 13)
        fields.addWidget(self._carrier_part, 10)
        fields.addWidget(self._machine_part, 1)
        fields.addWidget(self._named_part, 1)
        fields.addWidget(self._none, 1)
        fields.addWidget(self._county_part)
        fields.addWidget(self._new_part)
        cards = Row(gap=0, edges=(14, 14, 14, 0))
        cards.addWidget(self._cards, 1)
        self.setLayout(Column(cards, fields, gap=0))

    def _connect(self) -> None:
        presenter = self._presenter
        self._cards.chosen.connect(presenter.choose_whom)
        self.partner.chosen.connect(presenter.choose_partner)
        self._carrier.chosen.connect(presenter.choose_carrier)
        self._county.chosen.connect(presenter.choose_county)
        self.machine.chosen.connect(presenter.choose_machine)
        self.named.textEdited.connect(presenter.name)
        self.new.clicked.connect(self.new_pressed)


def _part(label: str, field: QWidget) -> QWidget:
    """A field under its name."""
    part = QWidget()
    part.setLayout(Column(Label(label, "quiet"), field, gap=3))
    return part
