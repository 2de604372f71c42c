"""What the page of counts shows, as plain data; everything on it can be worked out from this.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from outreach.ui.stock.counting.lines import CountLine, Field, Typed, shown
from outreach.vocabulary import CountScope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from outreach.catalog import Catalog, Item
    from outreach.errors import Refusal
    from outreach.stock.drafts import Settled
    from outreach.ui.shared.quick_add import Match
    from outreach.ui.stock.box_scans import ScanQuestion
    from outreach.ui.stock.counting.look import Begun, Books, Opened
    from outreach.vocabulary import CategoryId, DraftLineId, ItemId, SiteId, SourceId


class Step(StrEnum):
    START = "start"
    COUNT = "count"
    REVIEW = "review"


class Spot(StrEnum):
    """Where the keyboard is asked to go."""

    FIRST = "first"  # where the step begins
    LINE = "line"
    BEGIN = "begin"
    ITEM = "item"
    NUMBER = "number"
    NEW_LOT = "new_lot"
    FIND = "find"
    POST = "post"


class Which(StrEnum):
    """Which lines are reviewed."""

    TO_CHECK = "to_check"
    MATCH = "match"
    ALL = "all"


class Lacking(StrEnum):
    """What must be said before a count can begin, or be gone through."""

    CATEGORY = "category"
    SHELF = "shelf"
    ITEM = "item"
    NOTHING_COUNTED = "nothing_counted"
    LOT_ITEM = "lot_item"
    YOUR_CHOICE = "your_choice"


@dataclass(frozen=True, slots=True)
class Form:
    """What a count that is to begin covers."""

    site_id: SiteId | None = None
    scope: CountScope = CountScope.SITE
    category_id: CategoryId | None = None
    shelf: str = ""
    item_id: ItemId | None = None
    is_blind: bool = True


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot that was found and is not among the lines, as it is typed."""

    item_id: ItemId | None = None
    number: str = ""
    expiry: str = ""
    amount: str = ""
    source_id: SourceId | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a scan did; a number of its own, so that it is said each time."""

    number: int
    item: Item
    lot: str
    units: int
    total: int | None  # None: turned to a line that was counted already


@dataclass(frozen=True, slots=True)
class State:
    """`typed` stands in fields and is not kept; `keeping` is on its way.  `again`: kept, and to be counted once more.

    `keying`: what is typed stands on the printed sheet.  `settled`: what stands there now, where something moved.
    """

    today: date
    may_start: bool
    step: Step = Step.START
    books: Books | None = None
    form: Form = Form()
    number: str = ""
    count: Opened | None = None
    typed: Mapping[DraftLineId, Typed] = field(default_factory=lambda: MappingProxyType({}))
    keeping: frozenset[DraftLineId] = frozenset()
    looked_at: frozenset[DraftLineId] = frozenset()
    apart: frozenset[DraftLineId] = frozenset()
    again: frozenset[DraftLineId] = frozenset()
    scanned: DraftLineId | None = None
    keying: bool = False
    find: str = ""
    matches: tuple[Match, ...] = ()
    new_lot: NewLot | None = None
    new_lot_wrong: Refusal | None = None
    settled: Mapping[DraftLineId, Settled] = field(default_factory=lambda: MappingProxyType({}))
    which: Which = Which.TO_CHECK
    lacking: Lacking | None = None
    refusal: Refusal | None = None
    is_busy: bool = False
    asked: ScanQuestion | None = None
    heard: Heard | None = None
    attention: tuple[int, Spot, DraftLineId | None] = (0, Spot.FIRST, None)

    @property
    def catalog(self) -> Catalog | None:
        return self.books.catalog if self.books else None

    @property
    def site_id(self) -> SiteId | None:
        """Where the next count is: chosen, else the first site with people."""
        if self.form.site_id is not None or self.catalog is None:
            return self.form.site_id
        return next((site.id for site in self.catalog.sites if not site.is_machine), None)

    @property
    def begun(self) -> tuple[Begun, ...]:
        return self.books.begun if self.books else ()

    @property
    def not_keyed(self) -> tuple[str, ...]:
        site_id = self.count.begun.site_id if self.count else self.site_id
        return self.books.not_keyed.get(site_id, ()) if self.books and site_id is not None else ()

    # The lines

    @property
    def lines(self) -> Sequence[CountLine]:
        """Those on the page: all, or those to be counted again."""
        every = self.count.lines if self.count else ()
        return [line for line in every if line.id in self.again] if self.again else every

    def line(self, line_id: DraftLineId) -> CountLine | None:
        return next((line for line in self.count.lines if line.id == line_id), None) if self.count else None

    def item(self, line: CountLine) -> Item | None:
        return self.catalog.item.get(line.item_id) if self.catalog else None

    def fields(self, line: CountLine) -> Typed:
        """What stands in the fields of a line."""
        if line.id in self.typed:
            return self.typed[line.id]
        return Typed() if line.id in self.again else shown(line.counted)

    def is_done(self, line: CountLine) -> bool:
        return line.counted is not None and line.id not in self.typed and line.id not in self.again

    def wrong(self, line: CountLine) -> Refusal | None:
        """What was typed and means nothing, once one has looked away from it."""
        item = self.item(line)
        typed = self.typed.get(line.id)
        return typed.wrong(item) if item and typed and line.id in self.looked_at else None

    def is_apart(self, line: CountLine) -> bool:
        """Damaged and expired have fields of their own."""
        fields = self.fields(line)
        return line.id in self.apart or bool(fields.damaged or fields.expired)

    @property
    def counted(self) -> int:
        return sum(self.is_done(line) for line in self.lines)

    def shelves(self) -> list[tuple[str, int, int]]:
        """Shelf, lines counted, lines, in the order of the lines."""
        found: dict[str, tuple[int, int]] = {}
        for line in self.lines:
            done, all_ = found.get(line.shelf, (0, 0))
            found[line.shelf] = (done + self.is_done(line), all_ + 1)
        return [(shelf, *n) for shelf, n in found.items()]

    # Review

    def stands(self, line: CountLine) -> int | None:
        """What a person said stands there now, where something moved since it was counted."""
        said = self.settled.get(line.id)
        return said.stands if said is not None and said.moved == line.moved else None

    def waits(self, line: CountLine) -> bool:
        return line.counted is not None and line.moved != 0 and self.stands(line) is None

    def is_match(self, line: CountLine) -> bool:
        apart = line.counted is not None and bool(line.counted.damaged or line.counted.expired)
        is_even = not self.waits(line) and not apart and line.difference(self.stands(line)) == 0
        return is_even and not line.is_left

    @property
    def reviewed(self) -> list[CountLine]:
        """Every line that was counted."""
        return [line for line in self.count.lines if line.counted is not None] if self.count else []

    @property
    def not_counted(self) -> list[CountLine]:
        return [line for line in self.count.lines if line.counted is None] if self.count else []

    def those(self, which: Which) -> list[CountLine]:
        """Of what was counted and of what came meanwhile."""
        every = [line for line in self.count.lines if line.counted is not None or line.came_since] if self.count else []
        if which is Which.ALL:
            return every
        return [line for line in every if self.is_match(line) is (which is Which.MATCH)]

    @property
    def to_recount(self) -> list[CountLine]:
        return [line for line in self.those(Which.TO_CHECK) if line.counted is not None]

    @property
    def waiting(self) -> list[CountLine]:
        return [line for line in self.reviewed if self.waits(line)]


__all__ = ["Field", "Form", "Heard", "Lacking", "NewLot", "Spot", "State", "Step", "Typed", "Which"]
