"""One lot of a delivery, as it is typed: amount, lot number, expiry, who pays."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.catalog import Source
from outreach.stock.beyond import ARRIVES_EXPIRED
from outreach.translation import N_, Translator
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.bursts import Into
from outreach.ui.shared.buttons import IconButton, MenuButton
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.shared.panels import Spacer
from outreach.ui.stock import wording
from outreach.ui.stock.cells import Cell, FixedField, Stretching
from outreach.ui.stock.draft import Field, ItemDraft, LotDraft, Place
from outreach.ui.stock.receiving import ReceivePresenter, State
from outreach.ui.theme import Color
from outreach.vocabulary import Arrived

AMOUNT, UNITS, LOT, EXPIRY, REMOVE, ICON, GAP = 96, 78, 126, 112, 28, 18, 10
EDGES = (14, 14)
_SOURCE = 5  # its place in the row
_OWN = (Field.AMOUNT, Field.LOT, Field.EXPIRY)


class LotHeads(QWidget):
    """What stands in which column of a lot, once for all of them."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        cells = [Cell(AMOUNT, "quiet"), Cell(UNITS, "quiet", is_number=True), Cell(LOT, "quiet"), Cell(EXPIRY, "quiet")]
        self._source = Stretching("quiet")
        for cell, text in zip(cells, (N_("Amount"), N_("Units"), N_("Lot"), N_("Expiry")), strict=True):
            cell.set_text(words(text))
        row = Row(Spacer(ICON), *cells, gap=GAP, edges=(EDGES[0], 0, EDGES[1], 0))
        row.addWidget(self._source, 1)
        row.addWidget(Spacer(REMOVE))
        self.set_stacked(is_stacked=False)
        self.setLayout(row)

    def set_stacked(self, *, is_stacked: bool) -> None:
        """The source stands under its lot, and needs no head there."""
        self._source.set_text("" if is_stacked else self._words(N_("Source, who pays")))


class LotLine(QWidget):
    """One lot: amount, lot number, expiry, source; under it what is wrong, if it is to be said."""

    def __init__(self, presenter: ReceivePresenter, words: Translator, key: int) -> None:
        super().__init__()
        self._presenter, self._words, self.key = presenter, words, key
        self._is_stacked = False
        self._spare = Spacer(REMOVE)
        self._fields = {
            Field.AMOUNT: FixedField(AMOUNT, name="", placeholder=words(N_("5b-4")), takes=Into.AMOUNT),
            Field.LOT: FixedField(LOT, name=""),
            Field.EXPIRY: FixedField(EXPIRY, name="", placeholder=words(N_("08/2029")), takes=Into.DAY),
        }
        self._units = Cell(UNITS, "body2", is_number=True)
        self._source = MenuButton(is_field=True)
        self._source.fill_width()
        self._source.enter_goes_on()
        self._goes_back = Stretching("body2")
        self._goes_back.set_text(words(N_("None, goes back")))
        self._filler = QWidget()
        self._remove = IconButton("close", "")
        self._icon, self._error = IconLabel("warning", Color.OUT, icons.S), Label(role="error", wraps=True)
        self._arrange()
        self._connect()

    def show_lot(self, lot: LotDraft, one: ItemDraft, state: State) -> None:
        self._fields[Field.AMOUNT].set_text(lot.amount)
        self._fields[Field.LOT].set_text(lot.number)
        self._fields[Field.EXPIRY].set_text(lot.expiry)
        self._units.set_text(wording.units(lot.units(one.item), self._words))
        self._show_sources(state.sources(lot.source_id), lot)
        is_wrong = one.reason is Arrived.WRONG  # nobody pays for it
        set_shown(self._source, not is_wrong)
        set_shown(self._goes_back, is_wrong)
        self._name(one)
        said = [
            wording.problem(p.what, self._words)
            for p in state.problems
            if p.place.key == lot.key and p.place.field in _OWN
        ]
        self._say("\n".join(said), self._note(lot, state.day or state.today))

    def set_stacked(self, *, is_stacked: bool) -> None:
        """Where there is no room for it at the side, the source goes under its lot."""
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        for widget in (self._source, self._goes_back):
            (self._row if is_stacked else self._second_row).removeWidget(widget)
        if is_stacked:
            self._second_row.insertWidget(1, self._source, 1)
            self._second_row.insertWidget(2, self._goes_back, 1)
        else:
            self._row.insertWidget(_SOURCE, self._source, 1)
            self._row.insertWidget(_SOURCE + 1, self._goes_back, 1)
        set_shown(self._filler, is_stacked)
        set_shown(self._second, is_stacked)

    def field(self, which: Field) -> QWidget:
        return self._fields[which]

    @property
    def chain(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        return [*self._fields.values(), self._source, self._remove]

    def _note(self, lot: LotDraft, day: date) -> str:
        expires = lot.expires_on
        if expires is not None and expires < day:
            return self._words(ARRIVES_EXPIRED)
        return ""

    def _name(self, one: ItemDraft) -> None:
        words, item = self._words, one.item.name
        number = [lot.key for lot in one.lots].index(self.key) + 1
        of = words(N_("{item}, lot {n}"), item=item, n=str(number)) if len(one.lots) > 1 else item
        names = {
            Field.AMOUNT: N_("Amount of {item}"), Field.LOT: N_("Lot number of {item}"),
            Field.EXPIRY: N_("Expiry of {item}"),
        }  # fmt: skip
        for which, name in names.items():
            self._fields[which].setAccessibleName(words(name, item=of))
        self._units.setAccessibleName(f"{of} {self._units.text()}")
        source = words(N_("Source of {item}"), item=of)
        self._source.setAccessibleName(f"{source}: {self._source.label}")
        self._remove.setAccessibleName(words(N_("Take off {item}"), item=of))
        self._remove.setToolTip(words(N_("Take off {item}"), item=of))

    def _show_sources(self, sources: Sequence[Source], lot: LotDraft) -> None:
        unstated = next((source.id for source in sources if source.is_unstated), None)
        choices = [(source.id, source.name) for source in sources]
        self._source.set_choices(choices, now=lot.source_id if lot.source_id is not None else unstated)

    def _say(self, problem: str, note: str) -> None:
        said = problem or note
        if said != self._error.text():
            announce(self._error, said)
        self._error.set_text(said)
        self._error.set_role("error" if problem else "small2")
        self._icon.set_icon("warning", Color.OUT if problem else Color.LOW)
        for field in self._fields.values():
            field.setAccessibleDescription(said)
        set_shown(self._below, bool(said))

    def _arrange(self) -> None:
        box = IconLabel("box", Color.TEXT2, ICON)
        row = self._row = Row(box, gap=GAP, edges=(EDGES[0], 0, EDGES[1], 0))
        row.addWidget(self._fields[Field.AMOUNT])
        row.addWidget(self._units)
        row.addWidget(self._fields[Field.LOT])
        row.addWidget(self._fields[Field.EXPIRY])
        row.addWidget(self._source, 1)
        row.addWidget(self._goes_back, 1)
        row.addWidget(self._filler, 1)
        row.addWidget(self._remove)
        set_shown(self._filler, is_shown=False)
        self._second = QWidget()
        self._second_row = Row(Spacer(ICON), self._spare, gap=GAP, edges=(EDGES[0], 4, EDGES[1], 0))
        self._second.setLayout(self._second_row)
        set_shown(self._second, is_shown=False)
        self._below = QWidget()
        below = Row(Spacer(ICON), self._icon, gap=GAP, edges=(EDGES[0], 2, EDGES[1], 4))
        for icon in (box, self._icon):
            icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        below.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._error, 1)
        self._below.setLayout(below)
        self.setLayout(Column(row, self._second, self._below, gap=0, edges=(0, 3)))

    def _connect(self) -> None:
        presenter, key = self._presenter, self.key
        amount, number, expiry = self._fields[Field.AMOUNT], self._fields[Field.LOT], self._fields[Field.EXPIRY]
        amount.textEdited.connect(lambda typed: presenter.amount_typed(key, typed))
        number.textEdited.connect(lambda typed: presenter.number_typed(key, typed))
        expiry.textEdited.connect(lambda typed: presenter.expiry_typed(key, typed))
        amount.entered.connect(lambda: number.setFocus(Qt.FocusReason.TabFocusReason))
        number.entered.connect(lambda: expiry.setFocus(Qt.FocusReason.TabFocusReason))
        expiry.entered.connect(lambda: self._source.setFocus(Qt.FocusReason.TabFocusReason))
        self._source.entered.connect(presenter.go_to_find)
        for which, field in self._fields.items():
            field.editingFinished.connect(self._leaves(which))
        self._source.chosen.connect(lambda source_id: presenter.choose_source(key, source_id))
        self._remove.clicked.connect(lambda: presenter.remove(key))

    def _leaves(self, which: Field) -> Callable[[], None]:
        return lambda: self._presenter.left(Place(which, self.key))
