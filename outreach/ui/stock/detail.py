"""Everything about one item: its figures, its lots, what was given of it, what happened to it last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from outreach.catalog import Catalog, Part
from outreach.stock.levels import LotLevel
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import ElidedLabel, IconLabel, Label, set_role, set_shown
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.stock import wording
from outreach.ui.stock.cells import Cell, Line, Lines, Stretching, stretched
from outreach.ui.stock.columns import MARKS
from outreach.ui.stock.look import Detail, Happened, Shelf
from outreach.ui.stock.months import Months
from outreach.ui.stock.state import State
from outreach.ui.theme import Color

MOST_SITES = 3
_EXPIRY, _DAY, _SITE, _QUANTITY, _LEAST_SITE, _MOST_SITE = 58, 84, 64, 56, 44, 66


@dataclass(frozen=True, slots=True)
class LotShown:
    """A lot, and its quantities where they stand, one a column."""

    lot: LotLevel
    quantities: tuple[str, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HappenedShown:
    line: Happened
    today: date
    site: str


class DetailPanel(QFrame):
    """`show_state` draws the item selected.  Over a narrow page it covers the table; then `back` closes it."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self.setAccessibleName(words(N_("The item chosen")))
        self._words = words
        self.back = Button(words(N_("All shelves")), kind=Kind.QUIET, size=Size.SMALL, icon="chevron-left", key="Esc")
        self._head = _Head(words)
        self._lots = Lots(words)
        self._parts = Lines[tuple[Part, str, str]](_PartLine, words(N_("Parts of this kit")))
        self._months_title = Label(words(N_("Given each month")), "h3")
        self._last_months = Stretching("quiet", is_number=True)
        self._months = Months(words, words(N_("Given each month")))
        self._happened = Lines[HappenedShown](lambda: _HappenedLine(words), words(N_("Last movements")))
        self._arrange()

    def set_covering(self, is_covering: bool) -> None:  # noqa: FBT001 - it is the state
        set_shown(self._way_back, is_covering)

    def show_state(self, state: State) -> None:
        shelf, detail, known = state.shelf, state.detail, state.catalog
        set_shown(self._scroll, shelf is not None)
        if shelf is None or known is None:
            return
        self._head.show_shelf(shelf)
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
        head = stretched(Row(self._months_title, self._last_months, gap=8))
        self._given = _boxed(_section(head, self._months))
        self._past = _boxed(_section(Label(words(N_("Last movements")), "h3"), self._happened))
        self._rest = _boxed(Column(self._lots, self._given, self._past, gap=0))
        inside = QWidget()
        inside.setLayout(Column(self._head, self._kit, self._rest, None, gap=0, edges=(0, 0, 0, 10)))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(words(N_("The item chosen")))
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._way_back = _boxed(Row(self.back, None, gap=0, edges=(8, 8, 8, 0)))
        column.addWidget(self._way_back)
        column.addWidget(self._scroll, 1)
        set_shown(self._way_back, is_shown=False)


class _Head(QWidget):
    """Name, status, how it comes, and the four figures."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._name, self._packs = Label(role="h2", wraps=True), Label(role="small2", wraps=True)
        self._status, self._second = StatusChip(), StatusChip()
        self._facts = [_Fact() for _ in range(4)]
        box = QFrame()
        set_role(box, "box")
        facts = Row(gap=0, edges=1)
        for place, fact in enumerate(self._facts):
            if place:
                facts.addWidget(Rule(upright=True))
            facts.addWidget(fact, 1)
        box.setLayout(facts)
        name = Row(gap=6)
        name.addWidget(self._name, 1)
        for chip in (self._status, self._second):
            name.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        column = Column(name, self._packs, gap=2, edges=(14, 12, 14, 0))
        column.addSpacing(theme.px(8))
        column.addWidget(box)
        self.setLayout(column)

    def show_shelf(self, shelf: Shelf) -> None:
        words, level = self._words, shelf.level
        self._name.set_text(shelf.item.name)
        self._packs.set_text(wording.packs(shelf.item, words))
        set_shown(self._packs, bool(self._packs.text()))
        self._status.set_status(MARKS[level.status], words(wording.STATUSES[level.status]))
        if level.expired:
            self._second.set_status(Mark.EXPIRING, words(N_("{n} expired"), n=level.expired))
        else:
            held = words(N_("{n} on hold"), n=level.on_hold) if level.on_hold else ""
            self._second.set_status(Mark.HOLD, held)
        made = level.can_make is not None
        shown = (
            (words.number(level.on_hand), words(N_("on hand"))),
            (words.number(level.can_make or 0), words(N_("can be made")))
            if made
            else (words.number(level.usable), words(N_("usable"))),
            (wording.cover(level, words), words(N_("days of cover"))),
            (words.number(shelf.item.minimum) if shelf.item.minimum else wording.NOTHING, words(N_("minimum"))),
        )
        for fact, (figure, of) in zip(self._facts, shown, strict=True):
            fact.show_value(figure, of)


class _Fact(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._figure, self._of = Label(role="figure"), Label(role="quiet")
        self.setLayout(Column(self._figure, self._of, gap=0, edges=(9, 7, 2, 7)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_value(self, figure: str, of: str) -> None:
        self._figure.set_text(figure)
        self._of.set_text(of)
        self.setAccessibleName(f"{figure} {of}")


class Lots(QWidget):
    """Each lot with its source, its expiry, and what stands where; a lot that may not be used says why."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._titles = [Cell(_LEAST_SITE, "h3", is_number=True) for _ in range(MOST_SITES)]
        number, expiry = Stretching("h3"), Cell(_EXPIRY, "h3")
        number.set_text(words(N_("Lot and source")))
        expiry.set_text(words(N_("Expiry")))
        self._head = Line(number, expiry, *self._titles, gap=8, least=24)
        self._lots = Lines[LotShown](lambda: _LotLine(words), words(N_("Lots")))
        self._nothing = Label(role="small3", wraps=True)
        self.setLayout(Column(self._head, self._lots, self._nothing, gap=0, edges=(14, 10, 14, 0)))

    def show_lots(self, lots: Sequence[LotLevel], state: State) -> None:
        sites = state.sites[:MOST_SITES] if len(state.sites) <= MOST_SITES else ()
        titles = [site.short_name for site in sites] or [self._words(N_("On hand"))]
        widths = tuple(_site_width(title) for title in titles)
        for place, cell in enumerate(self._titles):
            set_shown(cell, place < len(titles))
            if place < len(titles):
                cell.set_text(titles[place])
                cell.set_width(widths[place])
        shown = []
        for lot in lots:
            there = [lot.by_site.get(site.id, 0) for site in sites] or [lot.on_hand]
            quantities = tuple(self._words.number(n) if n else wording.NOTHING for n in there)
            shown.append(LotShown(lot, quantities, widths))
        self._lots.show_values(shown)
        is_kit = state.shelf is not None and state.shelf.item.recipe is not None
        as_given = N_("Put together as it is given: its parts leave the shelf.")
        self._nothing.set_text(self._words(as_given if is_kit else N_("Nothing on hand, so no lots.")))
        set_shown(self._head, bool(lots))
        set_shown(self._nothing, not lots)


class _LotLine(Line):
    """Number and mark above; source, expiry and figures below."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._number, self._source = ElidedLabel(role="small-strong"), Stretching("quiet")
        self._expiry = Cell(_EXPIRY, "small")
        self._quantities = [Cell(_LEAST_SITE, "small", is_number=True) for _ in range(MOST_SITES)]
        self._mark, self._next = StatusChip(), Label(words(wording.USED_NEXT), "quiet")
        above = Row(self._number, self._next, self._mark, None, gap=8)
        below = stretched(Row(self._source, self._expiry, *self._quantities, gap=8))
        whole = QWidget()
        whole.setLayout(Column(above, below, gap=0, edges=(0, 4)))
        super().__init__(whole)

    def show_value(self, shown: LotShown) -> None:
        lot, words = shown.lot, self._words
        self._number.set_text(wording.lot_number(lot, words))
        self._source.set_text(lot.source)
        self._expiry.set_text(wording.expiry(lot.expires_on))
        for place, cell in enumerate(self._quantities):
            set_shown(cell, place < len(shown.quantities))
            if place < len(shown.quantities):
                cell.set_text(shown.quantities[place])
                cell.set_width(shown.widths[place])
        if lot.is_expired:
            self._mark.set_status(Mark.EXPIRING, words(wording.EXPIRED))
        else:
            self._mark.set_status(Mark.HOLD, words(wording.ON_HOLD) if lot.on_hold else "")
        set_shown(self._next, lot.next_used)
        said = [self._number.text(), lot.source, self._expiry.text(), words.number(lot.on_hand), self._mark.text()]
        self.setAccessibleName(", ".join(part for part in said if part))


class _PartLine(Line):
    def __init__(self) -> None:
        self._name, self._usable = Stretching("small"), Label(role="small2")
        super().__init__(self._name, self._usable)

    def show_value(self, shown: tuple[Part, str, str]) -> None:
        _, name, usable = shown
        self._name.set_text(name)
        self._usable.set_text(usable)


class _HappenedLine(Line):
    """When, what, where, how many.  What puts another line right has its own words, an icon and the quieter ink."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._day, self._what = Cell(_DAY, "small2"), Stretching("small")
        self._undo = IconLabel("take-back", Color.TEXT3, icons.XS)
        self._undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._site, self._quantity = Cell(_SITE, "small2"), Cell(_QUANTITY, "small", is_number=True)
        super().__init__(self._day, self._undo, self._what, self._site, self._quantity, gap=8)

    def show_value(self, shown: HappenedShown) -> None:
        line, words = shown.line, self._words
        self._day.set_text(wording.day(line.on, shown.today, words))
        what = wording.happened(line, words)
        self._what.set_text(what)
        answers = line.is_reversal or line.is_late
        set_shown(self._undo, answers)
        self._what.set_role("small3" if answers else "small")
        self._quantity.set_role("small3" if answers else "small")
        self._site.set_text(shown.site)
        self._quantity.set_text(wording.signed(line.quantity, words))
        self.setAccessibleName(f"{self._day.text()}, {what}, {shown.site}, {self._quantity.text()}")


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


def _site_width(title: str) -> int:
    """Before the text size: wide enough for the site's name, and for a figure of five digits."""
    measured = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance(title) / theme.current().factor
    return min(_MOST_SITE, max(_LEAST_SITE, round(measured) + 1))
