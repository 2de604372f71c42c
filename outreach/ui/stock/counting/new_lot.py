"""A lot that stands on the shelf and not on the list: what is read off its box."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.cells import FixedField, FixedMenu
from outreach.ui.stock.counting import wording
from outreach.ui.stock.counting.item_pick import ItemPick
from outreach.ui.stock.counting.presenter import CountPresenter
from outreach.ui.stock.counting.state import Lacking, NewLot, State

_NUMBER, _EXPIRY, _AMOUNT, _SOURCE = 112, 92, 84, 190


class NewLotForm(QFrame):
    """Not there while none is said."""

    def __init__(self, presenter: CountPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.item = ItemPick(words, words(N_("Item")))
        self._number = FixedField(_NUMBER, name=words(N_("Lot number")), placeholder=words(N_("Lot number")))
        self._expiry = FixedField(_EXPIRY, name=words(N_("Expiry")), placeholder=words(N_("08/2029")), takes=Into.DAY)
        self._amount = FixedField(_AMOUNT, name=words(N_("Counted")), placeholder=words(N_("5b-4")), takes=Into.AMOUNT)
        self._source = FixedMenu(_SOURCE, name=words(N_("Source")))
        self._add = Button(words(N_("Add to the count")))
        self._cancel = Button(words(N_("Never mind")), kind=Kind.FAINT)
        self._problem = Label(role="error", wraps=True)
        self._fields = {"number": self._number, "expiry": self._expiry, "amount": self._amount}
        self._arrange()
        self._connect()

    def show_state(self, state: State) -> None:
        said, catalog = state.new_lot, state.catalog
        set_shown(self, said is not None)
        if said is None or catalog is None:
            return
        chosen = catalog.item.get(said.item_id) if said.item_id is not None else None
        self.item.show_item([item for item in catalog.items if not item.retired], chosen)
        for name, field in self._fields.items():
            field.set_text(getattr(said, name))
        sources = [(one.id, one.name) for one in catalog.sources]
        unstated = next((one.id for one in catalog.sources if one.is_unstated), None)
        self._source.set_choices(sources, now=said.source_id or unstated)
        self._say(state)

    def set_stacked(self, *, is_stacked: bool) -> None:
        """Where there is little room, what stands on the box goes under the item."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if is_stacked else way.LeftToRight)

    def focus(self, said: NewLot) -> None:
        """To the first field that is empty."""
        field: QWidget = self.item.field
        if said.item_id is not None:
            field = next((one for one in self._fields.values() if not one.text()), self._amount)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chain(self) -> list[QWidget]:
        return [self.item.field, *self._fields.values(), self._source, self._add, self._cancel]

    def _say(self, state: State) -> None:
        words = self._words
        problem = wording.refusal(state.new_lot_wrong, words)
        if state.lacking is Lacking.LOT_ITEM:
            problem = words(wording.LACKING[Lacking.LOT_ITEM])
        if problem and problem != self._problem.text():
            announce(self._problem, problem, at_once=True)
        self._problem.set_text(problem)
        set_shown(self._problem, bool(problem))

    def _arrange(self) -> None:
        words = self._words
        head = Row(Label(words(N_("A lot I found")), "strong"), gap=8)
        head.addWidget(Label(words(N_("Not on the list, or not on the books")), "small2"), 1)
        marks = QWidget()
        marks.setLayout(Row(*self._fields.values(), self._source, None, gap=8))
        self._row = Row(gap=8)
        self._row.addWidget(self.item, 1)
        self._row.addWidget(marks, 0, Qt.AlignmentFlag.AlignTop)
        buttons = Row(None, self._cancel, self._add, gap=8)
        foot = Row(gap=8)
        foot.addWidget(self._problem, 1)
        foot.addLayout(buttons)
        self.setLayout(Column(Column(head, self._row, foot, gap=6, edges=(12, 8)), Rule(), gap=0))

    def _connect(self) -> None:
        presenter = self._presenter
        self.item.picked.connect(lambda item_id: presenter.found_lot.say(item_id=item_id))
        self.item.picked.connect(lambda item_id: item_id and self._number.setFocus())
        self.item.entered.connect(self._number.setFocus)
        for name, field in self._fields.items():
            field.textEdited.connect(lambda text, name=name: presenter.found_lot.say(**{name: text}))
        for before, after in pairwise(self._fields.values()):
            before.entered.connect(after.setFocus)
        self._amount.entered.connect(presenter.found_lot.add)
        self._source.chosen.connect(lambda source_id: presenter.found_lot.say(source_id=source_id))
        self._add.clicked.connect(presenter.found_lot.add)
        self._cancel.clicked.connect(presenter.found_lot.leave)
