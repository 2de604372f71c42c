"""The kit chosen: how many, which lot, what is wrong or worth knowing of it; below, its parts."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock import wording as stock_words
from outreach.ui.stock.cells import FixedField, FixedMenu
from outreach.ui.stock.kits import wording
from outreach.ui.stock.kits.parts import Parts
from outreach.ui.stock.kits.presenter import KitsPresenter
from outreach.ui.stock.kits.state import KitsState
from outreach.ui.stock.paper import wording as paper_words
from outreach.ui.stock.paper.draft import Field, Place
from outreach.ui.stock.paper.line import AmountField
from outreach.ui.theme import Color
from outreach.vocabulary import LotId

_AMOUNT, _NUMBER, _LOT, _LONGEST = 84, 150, 236, 40


class KitForm(QWidget):
    """In the place of the lines of other papers; `grew` when it has found its place."""

    grew = Signal()

    def __init__(self, presenter: KitsPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._key = 0
        self._name, self._since = Label(role="h2", wraps=True), Label(role="small2", wraps=True)
        self._amount = AmountField(_AMOUNT)
        set_role(self._amount, "field")  # as high as what stands beside it
        self._units, self._enough = Label(role="body2"), Label(role="small2", wraps=True)
        self._number = FixedField(_NUMBER, name=words(N_("Lot number of the kits")))
        self._number.setMaxLength(_LONGEST)
        self._lot = FixedMenu(_LOT, name=words(N_("Lot of kits")))
        self._icon, self._said = IconLabel("info", Color.LOW, icons.S), Label(role="small2", wraps=True)
        self.parts = Parts(words)
        self._arrange()
        self._connect()
        self.setAccessibleName(words(N_("The kit chosen")))

    # What the page asks of its lines

    @property
    def chain(self) -> list[QWidget]:
        fields = (self._amount, self._number, self._lot)
        return [field for field in fields if self._key and field.isVisibleTo(self)]

    def field(self, place: Place) -> QWidget | None:
        if not self._key:
            return None
        lot = self._number if self._number.isVisibleTo(self) else self._lot
        return lot if place.field is Field.NUMBER else self._amount

    def line_of(self, widget: QWidget | None) -> QWidget | None:
        """What should be seen of it, where the keyboard is in it."""
        return self._head if widget is not None and self.isAncestorOf(widget) else None

    @property
    def last(self) -> "KitForm | None":
        return self if self._key else None

    def open_lots(self) -> None:
        if self._lot.isVisible():
            self._lot.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._lot.open_menu()
        else:
            self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grew.emit()

    # Drawing

    def show_state(self, state: KitsState) -> None:
        line, words = state.line, self._words
        self._key = line.key if line else 0
        if line is None:
            return
        self._name.set_text(line.item.name)
        self._since.set_text(self._recipe(state))
        self._amount.set_text(line.amount)
        self._units.set_text(stock_words.units(line.units, words) if not line.amount.strip().isdigit() else "")
        set_shown(self._units, bool(self._units.text()))
        self._enough.set_text(wording.enough(state, words))
        self._show_lot(state)
        self._show_said(state)
        self.parts.show_state(state)

    def _recipe(self, state: KitsState) -> str:
        recipe = state.line.item.recipe if state.line else None
        if not state.is_making or recipe is None:
            return self._words(N_("By the recipe they were made up by")) if state.opened else ""
        return self._words(N_("By the recipe since {day}"), day=self._words.day(recipe.since))

    def _show_lot(self, state: KitsState) -> None:
        line, words, foreseen = state.line, self._words, state.foreseen()
        set_shown(self._number_part, state.is_making)
        set_shown(self._lot_part, not state.is_making)
        if line is None:
            return
        self._number.set_text(line.number)
        self._number.setPlaceholderText(foreseen.number if foreseen and not line.number else "")
        here = state.lots_here()
        self._lots = {lot.lot_id: lot for lot in here}
        offered = [(lot.lot_id, paper_words.lot_offered(lot, words)) for lot in here]
        self._lot.set_choices(offered, now=line.lot.lot_id if line.lot else None)
        if line.lot is not None:
            self._lot.show_text(paper_words.lot(line.lot.number, line.lot.expires_on, words))
        else:
            self._lot.show_text(words(N_("Choose the lot")) if here else words(N_("None made up here")))

    def _show_said(self, state: KitsState) -> None:
        problems = wording.problems(state, self._words)
        said = problems or wording.notes(state, self._words)
        if said and said != self._said.text():
            announce(self._said, said)
        self._said.set_text(said)
        self._said.set_role("error" if problems else "small2")
        self._icon.set_icon("warning" if problems else "info", Color.OUT if problems else Color.LOW)
        for field in (self._amount, self._number, self._lot):
            field.setAccessibleDescription(said or self._enough.text())
        set_shown(self._below, bool(said))

    # Building

    def _arrange(self) -> None:
        words = self._words
        self._amount.setAccessibleName(words(N_("How many kits")))
        self._number_part = _part(words(N_("Lot number of the kits")), self._number)
        self._lot_part = _part(words(N_("Lot of kits")), self._lot)
        amount = Row(self._amount, self._units, gap=8)
        fields = Row(gap=16)
        for part in (_part(words(N_("How many")), amount), self._number_part, self._lot_part):
            fields.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        there = QWidget()
        there.setLayout(Column(Label(), self._enough, gap=3))
        there.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._enough.setMinimumHeight(self._amount.sizeHint().height())
        fields.addWidget(there, 1, Qt.AlignmentFlag.AlignTop)
        self._icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        below = Row(self._icon, gap=8)
        below.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._said, 1)
        self._below = QWidget()
        self._below.setLayout(below)
        head = Column(self._name, self._since, gap=0)
        self._head = QWidget()
        self._head.setLayout(Column(head, fields, self._below, gap=10, edges=(14, 12, 14, 14)))
        self.setLayout(Column(self._head, Rule(), self.parts, None, gap=0))

    def _connect(self) -> None:
        self._amount.textEdited.connect(lambda typed: self._presenter.amount_typed(self._key, typed))
        self._number.textEdited.connect(lambda typed: self._presenter.number_typed(self._key, typed))
        self._lot.chosen.connect(self._choose_lot)
        for which, field in ((Field.AMOUNT, self._amount), (Field.NUMBER, self._number)):
            field.entered.connect(partial(self._entered, which))
            field.editingFinished.connect(partial(self._leaves, which))

    def _entered(self, which: Field) -> None:
        self._presenter.entered(Place(which, self._key))

    def _leaves(self, which: Field) -> None:
        field = self._amount if which is Field.AMOUNT else self._number
        self._presenter.left(Place(which, self._key), field.text())

    def _choose_lot(self, lot_id: LotId) -> None:
        self._presenter.choose_lot(self._key, self._lots.get(lot_id))


def _part(label: str, field: QWidget | Row) -> QWidget:
    """A field under its name."""
    part = QWidget()
    part.setLayout(Column(Label(label, "quiet"), field, gap=3))
    part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return part
