"""The lots of an item: where each one came from, when it ends, and what stands of it where."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from outreach.catalog import source_said
from outreach.stock.levels import LotLevel
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import IconButton, Size
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.status import Mark, StatusChip, held
from outreach.ui.stock import wording
from outreach.ui.stock.cells import Cell, Line, Stretching, stretched
from outreach.ui.stock.state import State
from outreach.vocabulary import LotId

MOST_SITES = 3
_EXPIRY, _LEAST_SITE, _MOST_SITE = 58, 44, 66


@dataclass(frozen=True, slots=True)
class LotShown:
    """A lot, and its quantities where they stand, one a column."""

    lot: LotLevel
    quantities: tuple[str, ...]
    widths: tuple[int, ...]
    takes_apart: bool = False


class Lots(QWidget):
    """Each lot with its source, its expiry, and what stands where; a lot that may not be used says why.

    Where it `leads_on`, a press shows all of a lot: `opened(lot_id)`.  Where it `takes_apart`, lots of kits have a
    button for it: `taken_apart(LotLevel)`.
    """

    opened = Signal(object)
    taken_apart = Signal(object)

    def __init__(self, words: Translator, *, leads_on: bool, takes_apart: bool) -> None:
        super().__init__()
        self._words, self._takes_apart = words, takes_apart
        self._titles = [Cell(_LEAST_SITE, "h3", is_number=True) for _ in range(MOST_SITES)]
        number, expiry = Stretching("h3"), Cell(_EXPIRY, "h3")
        number.set_text(words(N_("Lot and source")))
        expiry.set_text(words(N_("Expiry")))
        self._head = Line(number, expiry, *self._titles, gap=8, least=24)
        self._lots = Lines[LotShown](lambda: self._line(leads_on=leads_on), words(N_("Lots")))
        self._nothing = Label(role="small3", wraps=True)
        self.setLayout(Column(self._head, self._lots, self._nothing, gap=0, edges=(14, 10, 14, 0)))

    def show_lots(self, lots: Sequence[LotLevel], state: State) -> None:
        sites = state.sites[:MOST_SITES] if len(state.sites) <= MOST_SITES else ()
        titles = [site.short_name for site in sites] or [self._words(N_("On hand"))]
        there = [[lot.by_site.get(site.id, 0) for site in sites] or [lot.on_hand] for lot in lots]
        said = [tuple(self._words.number(n) if n else wording.NOTHING for n in each) for each in there]
        widths = tuple(_site_width(title, [each[place] for each in said]) for place, title in enumerate(titles))
        for place, cell in enumerate(self._titles):
            set_shown(cell, place < len(titles))
            if place < len(titles):
                cell.set_text(titles[place])
                cell.set_width(widths[place])
        is_kit = state.shelf is not None and state.shelf.item.recipe is not None
        opens = is_kit and self._takes_apart
        self._lots.show_values(
            [LotShown(lot, each, widths, opens and lot.on_hand > 0) for lot, each in zip(lots, said, strict=True)]
        )
        as_given = N_("Put together as it is given: its parts leave the shelf.")
        self._nothing.set_text(self._words(as_given if is_kit else N_("Nothing on hand, so no lots.")))
        set_shown(self._head, bool(lots))
        set_shown(self._nothing, not lots)

    def _line(self, *, leads_on: bool) -> "_LotLine":
        line = _LotLine(self._words, leads_on=leads_on)
        line.open.clicked.connect(lambda: self.opened.emit(line.lot_id))
        line.take_apart.clicked.connect(lambda: self.taken_apart.emit(line.lot))
        return line


class _LotLine(Line):
    """Number, source and mark above; whether it is next, expiry and figures below."""

    def __init__(self, words: Translator, *, leads_on: bool) -> None:
        self._words = words
        self.lot_id: LotId | None = None
        self.lot: LotLevel | None = None
        self.take_apart = IconButton("take-apart", words(N_("Take kits of this lot apart")), size=Size.TINY)
        self.open = IconButton("chevron-right", words(N_("All of this lot")), size=Size.TINY)
        self._number, self._source = ElidedLabel(role="small-strong"), Stretching("quiet")
        self._expiry = Cell(_EXPIRY, "small")
        self._quantities = [Cell(_LEAST_SITE, "small", is_number=True) for _ in range(MOST_SITES)]
        self._mark, self._next = StatusChip(), Label(words(wording.USED_NEXT), "quiet")
        set_shown(self.open, leads_on)
        above = stretched(self._number, self._source, self._mark, self.take_apart, self.open)
        below = Row(self._next, None, self._expiry, *self._quantities, gap=8)
        whole = QWidget()
        whole.setLayout(Column(above, below, gap=0, edges=(0, 4)))
        super().__init__(whole)

    def show_value(self, shown: LotShown) -> None:
        lot, words = shown.lot, self._words
        self.lot_id, self.lot = lot.lot_id, lot
        set_shown(self.take_apart, shown.takes_apart)
        unnumbered = words(N_("All that has no lot number: {source}"), source=source_said(lot.source, words.language))
        self._number.set_text(wording.lot_number(lot, words))
        for say in (self.open.setAccessibleName, self.open.setToolTip):
            say(words(N_("All of lot {number}"), number=lot.number) if lot.number else unnumbered)
        for say in (self.take_apart.setAccessibleName, self.take_apart.setToolTip):
            say(words(N_("Take kits of lot {number} apart"), number=self._number.text()))
        source = source_said(lot.source, words.language)
        self._source.set_text(source)
        self._expiry.set_text(wording.expiry(lot.expires_on))
        for place, cell in enumerate(self._quantities):
            set_shown(cell, place < len(shown.quantities))
            if place < len(shown.quantities):
                cell.set_text(shown.quantities[place])
                cell.set_width(shown.widths[place])
        stopped = held(words, is_recalled=lot.is_recalled, on_hold=lot.on_hold) or (Mark.HOLD, "")
        is_past = lot.is_expired and not lot.is_recalled
        self._mark.set_status(*((Mark.EXPIRING, words(wording.EXPIRED)) if is_past else stopped))
        set_shown(self._next, lot.next_used)
        said = [self._number.text(), source, self._expiry.text(), words.number(lot.on_hand), self._mark.text()]
        self.setAccessibleName(", ".join(part for part in said if part))


def _site_width(title: str, figures: Sequence[str]) -> int:
    """Before the text size: wide enough for the site's name, as far as that goes, and for every figure whole."""
    factor = theme.current().factor
    name = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance(title) / factor
    small = QFontMetrics(theme.font(13))
    widest = max((small.horizontalAdvance(figure) / factor for figure in figures), default=0)
    return max(_LEAST_SITE, min(_MOST_SITE, round(name) + 1), round(widest) + 2)
