"""What the pages of paper show.  Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from outreach.catalog import Catalog, Place, Site
from outreach.codes.recipes import Recipe
from outreach.errors import Refusal
from outreach.safety.staff import StaffMember
from outreach.sheets.reading import Listed, Sheet, Stage
from outreach.sheets.rows import Difference, Head, PaperTotals, Row
from outreach.sheets.rules import PaperRules
from outreach.ui.sheets.columns import Column, Grid
from outreach.vocabulary import ContainerId, CountSide, ItemId, ServiceId, SheetKind, SiteId

KEYED, PAPER = -2, -1  # places of the two rows of totals


class Notice(StrEnum):
    NONE = "none"
    POSTING = "posting"
    POSTED = "posted"
    VOIDED = "voided"
    MOVED = "moved"
    WORKING = "working"
    NOT_POSTED = "not_posted"
    NOT_CHANGED = "not_changed"
    PRINTED_ELSEWHERE = "printed_elsewhere"
    NUMBERED = "numbered"  # the paper had no number and was given one


@dataclass(frozen=True, slots=True)
class At:
    """Where the keyboard is: a row (from 0, or `PAPER`) and a column."""

    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class CrowdLine:
    """One line of a totals sheet: an item, a thing written by hand, a container, pounds, or a service."""

    item_id: ItemId | None = None
    container_id: ContainerId | None = None
    service_id: ServiceId | None = None
    is_pounds: bool = False
    is_by_hand: bool = False
    typed: str = ""
    why: str = ""  # what is wrong with it, as a message id


@dataclass(frozen=True, slots=True)
class State:
    """`sheet` is None until a number was typed.  `rows` are those kept and the one in hand, from row 1 on."""

    kind: SheetKind
    today: date
    catalog: Catalog | None = field(default=None, repr=False)
    staff: tuple[StaffMember, ...] = ()
    rules: PaperRules = field(default_factory=PaperRules)
    recipes: tuple[Recipe, ...] = ()  # how codes are made here, and were
    waiting: tuple[Listed, ...] = ()
    typed_number: str = ""
    number_refusal: Refusal | None = None
    sheet: Sheet | None = None
    is_from_elsewhere: bool = False
    head: Head = field(default_factory=Head)
    asked_day: date | None = None
    grid: Grid | None = field(default=None, repr=False)
    rows: tuple[Row, ...] = field(default=(), repr=False)
    voided: frozenset[int] = frozenset()
    at: At = field(default_factory=At)
    typing: str | None = field(default=None, repr=False)
    code_shown: str = field(default="", repr=False)
    unlike: frozenset[int] = frozenset()  # rows whose code, as it was typed, is not made as codes are here
    wrong: Mapping[tuple[int, int], tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    totals: PaperTotals = field(default_factory=PaperTotals)
    lines: tuple[CrowdLine, ...] = ()
    contacts_why: str = ""  # what is wrong with the number of contacts typed, as a message id
    differences: tuple[Difference, ...] = ()
    kept: int = 0
    is_asking_side: bool = False
    last: Sheet | None = field(default=None, repr=False)  # the sheet just posted or voided, as it was then
    posted_visits: int = 0
    short: tuple[tuple[ItemId, int], ...] = ()  # of the sheet just posted, beyond what the books held
    notice: Notice = Notice.NONE
    refusal: Refusal | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.grid.columns if self.grid else ()

    @property
    def is_keying(self) -> bool:
        return self.sheet is not None and self.sheet.stage in (Stage.PRINTED, Stage.BEING_KEYED)

    @property
    def is_posted(self) -> bool:
        return self.sheet is not None and self.sheet.stage is Stage.POSTED

    @property
    def site_id(self) -> SiteId | None:
        return self.head.site_id

    @property
    def site(self) -> Site | None:
        return self.catalog.site.get(self.head.site_id) if self.catalog and self.head.site_id else None

    @property
    def place(self) -> Place | None:
        return self.catalog.place.get(self.head.place_id) if self.catalog and self.head.place_id else None

    @property
    def on(self) -> date:
        return self.head.on or self.today

    @property
    def is_another_day(self) -> bool:
        return self.head.on is not None and self.head.on != self.today

    @property
    def is_void(self) -> bool:
        return self.sheet is not None and self.sheet.stage is Stage.VOIDED

    @property
    def is_moved(self) -> bool:
        """A posted sheet is being given another day, site or place."""
        return self.is_posted and self.sheet is not None and self.head != self.sheet.head

    @property
    def visits(self) -> int:
        """How many rows would be posted, the one in hand among them."""
        return sum(not row.is_empty for row in self.rows)

    @property
    def visits_standing(self) -> int:
        """How many rows of a posted sheet are visits that were not voided."""
        return sum(not row.is_empty and place not in self.voided for place, row in enumerate(self.rows))

    @property
    def count_side(self) -> CountSide | None:
        return self.head.count_side
