"""What a page that moves stock shows, as plain data; everything on it can be worked out from this.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.stock import assembling
from outreach.ui.stock.paper.draft import Field, PaperDraft, Place, Problem
from outreach.ui.stock.paper.shares import NewLots, Share, shares_of

if TYPE_CHECKING:
    from datetime import date

    from outreach.catalog import Catalog, Item, Site
    from outreach.errors import Refusal
    from outreach.stock.levels import LotLevel
    from outreach.ui.shared.quick_add import Match
    from outreach.ui.stock.box_scans import ScanQuestion
    from outreach.ui.stock.paper.books import PaperBooks
    from outreach.ui.stock.paper.draft import PaperLine
    from outreach.vocabulary import ItemId, SiteId


@dataclass(frozen=True, slots=True)
class Totals:
    """What funders ask about, of all lines; what is inside kits counts.  Of a machine, what goes into it."""

    syringes: int = 0
    doses: int = 0
    put_in: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """A box scanned just now; its lot may not be on the books.  `number` grows with each."""

    number: int
    item: Item
    units: int
    lot: str
    is_on_books: bool


@dataclass(frozen=True, slots=True)
class PaperState:
    """`attention` is the field the keyboard should go to, with a number that grows: the same number asks only once.

    `looked_at` are the fields whose problems are said: those left, and all of them once Post was pressed.
    `asked` is what is still to be said of a box that was scanned, `heard` what the last one was.
    """

    draft: PaperDraft
    today: date
    books: PaperBooks | None = None
    typed: str = ""
    matches: tuple[Match, ...] = ()
    chosen: int = 0
    looked_at: frozenset[Place] = field(default_factory=frozenset)
    attention: tuple[int, Place] = (0, Place(Field.FIND))
    is_posting: bool = False
    cleared: PaperDraft | None = None
    refusal: Refusal | None = None
    asked: ScanQuestion | None = None
    heard: Heard | None = None

    @property
    def catalog(self) -> Catalog | None:
        return self.books.catalog if self.books else None

    @property
    def day(self) -> date:
        return self.draft.day(self.today)

    @property
    def site_id(self) -> SiteId | None:
        return self.books.site_id if self.books else None

    @property
    def site(self) -> Site | None:
        return self.catalog.site.get(self.site_id) if self.catalog and self.site_id is not None else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those to be said."""
        return tuple(problem for problem in self.draft.problems(self.today) if problem.place in self.looked_at)

    @property
    def doubts_lots(self) -> bool:
        """Whether a lot that is past its date or on hold should rather not be named."""
        return True

    @property
    def takes_all(self) -> bool:
        """Whether what is expired or on hold goes too, once nothing else is left: never to people."""
        return False

    def lots(self, item_id: ItemId) -> tuple[LotLevel, ...]:
        return self.books.lots.get(item_id, ()) if self.books else ()

    def shares(self) -> dict[int, tuple[Share, ...]]:
        """Line → the lots it takes."""
        if self.books is None:
            return {}
        new = NewLots(assembling.usual_number(self.day), self.books.kit_numbers, self.unstated)
        return shares_of(
            self.draft.lines, self.books.lots, self.books.catalog.item, None if self.takes_all else new,
            as_it_stands=self.takes_all,
        )  # fmt: skip

    @property
    def unstated(self) -> str:
        """What no source is called."""
        sources = self.catalog.sources if self.catalog else ()
        return next((source.name for source in sources if source.is_unstated), "")

    def left_here(self, line: PaperLine) -> int | None:
        """What stays at the site of this line's item, all its lines taken off."""
        if self.books is None:
            return None
        taken = sum(one.units or 0 for one in self.draft.lines if one.item.id == line.item.id)
        return self.books.on_hand(line.item.id) - taken

    def more(self, _line: PaperLine) -> int:
        """What was counted beyond the books, where things are counted."""
        return 0

    def counted_after(self, line: PaperLine) -> date | None:
        """The day of a posted count, of this day or later, that looked at the lots of this line; None without one."""
        counts = self.books.counted.get(line.item.id, ()) if self.books is not None else ()
        named = {line.lot.lot_id} if line.lot is not None else set()
        left_out = any(count.left_out for count in counts)
        lots = named | {share.lot_id for share in self.shares().get(line.key, ())} if left_out else named
        return next((count.on for count in counts if not lots & count.left_out), None)

    def totals(self) -> Totals:
        syringes = doses = 0
        for line in self.draft.lines:
            syringes += (line.units or 0) * self.inside(line.item, "syringes_per_unit")
            doses += (line.units or 0) * self.inside(line.item, "doses_per_unit")
        return Totals(syringes, doses)

    def inside(self, item: Item, what: str) -> int:
        """Of one unit; of a kit, of its parts."""
        if item.recipe is None or self.catalog is None:
            return int(getattr(item, what))
        items = self.catalog.item
        return sum(part.quantity * int(getattr(items[part.item_id], what)) for part in item.recipe.parts)
