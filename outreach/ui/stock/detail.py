"""Everything about one item: its figures, its lots, what was given of it, what happened to it last."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from outreach.catalog import Catalog, Part
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import see_through
from outreach.ui.shortcuts import Key
from outreach.ui.stock import wording
from outreach.ui.stock.act_buttons import ItemActs
from outreach.ui.stock.cells import Stretching, stretched
from outreach.ui.stock.detail_head import DetailHead
from outreach.ui.stock.detail_lines import HappenedLine, HappenedShown, PartLine
from outreach.ui.stock.detail_lots import Lots
from outreach.ui.stock.detail_note import ItemNote
from outreach.ui.stock.doing import Act, ActSpec
from outreach.ui.stock.look import Detail, Shelf
from outreach.ui.stock.months import Months
from outreach.ui.stock.state import State


class DetailPanel(QFrame):
    """`show_state` draws the item selected.  Over a narrow page it covers the table; then `back` closes it.

    `noted` gives the words of a note on it, `act(Act)` what is to be done with it, `lot(LotId)` one of its lots;
    `take_apart(LotLevel)` for a lot of kits.
    """

    noted = Signal(object)
    act = Signal(object)
    lot = Signal(object)
    take_apart = Signal(object)

    def __init__(self, words: Translator, acts: Sequence[ActSpec]) -> None:
        super().__init__()
        set_role(self, "panel")
        self.setAccessibleName(words(N_("The item chosen")))
        self._words = words
        self.back = Button(
            words(N_("All shelves")), kind=Kind.QUIET, size=Size.SMALL, icon="chevron-left", key=Key.BACK.shown
        )
        self._head = DetailHead(words)
        self._acts = ItemActs(acts, words)
        self._acts.pressed.connect(self.act)
        self._note = ItemNote(words)
        self._note.written.connect(self.noted)
        offered = {spec.act for spec in acts}
        self._lots = Lots(words, leads_on=Act.LOTS in offered, takes_apart=Act.KITS in offered)
        self._lots.opened.connect(self.lot)
        self._lots.taken_apart.connect(self.take_apart)
        self._parts = Lines[tuple[Part, str, str]](PartLine, words(N_("Parts of this kit")))
        self._months_title = Label(words(N_("Given each month")), "h3")
        self._last_months = Stretching("quiet", is_number=True)
        self._months = Months(words, words(N_("Given each month")))
        self._happened = Lines[HappenedShown](lambda: HappenedLine(words), words(N_("Last movements")))
        self._arrange()

    def set_covering(self, is_covering: bool) -> None:  # noqa: FBT001 - it is the state
        set_shown(self._way_back, is_covering)

    def show_state(self, state: State) -> None:
        shelf, detail, known = state.shelf, state.detail, state.catalog
        set_shown(self._scroll, shelf is not None)
        if shelf is None or known is None:
            return
        self._head.show_shelf(shelf)
        self._acts.show_item(is_kit=shelf.item.recipe is not None)
        self._note.show_note(shelf.item, may_write=state.may_arrange)
        self._show_parts(shelf, state)
        set_shown(self._rest, detail is not None)
        if detail is not None:
            self._lots.show_lots(detail.lots, state)
            self._show_months(detail, state)
            self._show_happened(detail, known, state)

    def _show_parts(self, shelf: Shelf, state: State) -> None:
        recipe = shelf.item.recipe
        levels = {one.item.id: one.level for one in state.shelves.all} if state.shelves else {}
        names = state.catalog.item if state.catalog else {}
        set_shown(self._kit, recipe is not None)
        shown = []
        for part in recipe.parts if recipe else ():
            level = levels.get(part.item_id)
            usable = self._words(N_("{n} usable"), n=level.usable) if level else ""
            shown.append((part, self._words(N_("{n} ×"), n=part.quantity) + f" {names[part.item_id].name}", usable))
        self._parts.show_values(shown)

    def _show_months(self, detail: Detail, state: State) -> None:
        began = state.catalog.began_on if state.catalog else date.max
        is_given = any(month.quantity for month in detail.months)
        self._last_months.set_text(wording.last_months(detail.months, began, self._words))
        self._months.show_months(detail.months)
        set_shown(self._given, is_given)

    def _show_happened(self, detail: Detail, known: Catalog, state: State) -> None:
        today = state.shelves.day if state.shelves else date.max
        self._happened.show_values(
            [
                HappenedShown(line, today, known.site[line.site_id].short_name if line.site_id in known.site else "")
                for line in detail.happened
            ]
        )
        set_shown(self._past, bool(detail.happened))

    def _arrange(self) -> None:
        words = self._words
        kit = Column(Label(words(N_("Made of")), "h3"), self._parts, gap=4, edges=(14, 12, 14, 0))
        self._kit = _boxed(kit)
        head = stretched(self._months_title, self._last_months)
        self._given = _boxed(_section(head, self._months))
        self._past = _boxed(_section(Label(words(N_("Last movements")), "h3"), self._happened))
        self._rest = _boxed(Column(self._lots, self._given, self._past, gap=0))
        inside = QWidget()
        inside.setLayout(
            Column(self._head, self._acts, self._note, self._kit, self._rest, None, gap=0, edges=(0, 0, 0, 10))
        )
        self._scroll = see_through(inside, name=words(N_("The item chosen")))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._way_back = _boxed(Row(self.back, None, gap=0, edges=(8, 8, 8, 0)))
        column.addWidget(self._way_back)
        column.addWidget(self._scroll, 1)
        set_shown(self._way_back, is_shown=False)


def _boxed(layout: Column | Row) -> QWidget:
    box = QWidget()
    box.setLayout(layout)
    return box


def _section(*parts: QWidget | Row) -> Column:
    """A part of the panel, under a rule across all of it."""
    inner = Column(*parts, gap=5, edges=(14, 9, 14, 0))
    whole = Column(gap=0, edges=(0, 10, 0, 0))
    whole.addWidget(Rule())
    whole.addLayout(inner)
    return whole
