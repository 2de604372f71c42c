"""What the desk shows.  Frozen: the page is a picture of this and nothing else, so any state can be drawn by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from outreach.catalog import Catalog, Item, Place, Site
from outreach.codes.recipes import Recipe
from outreach.days import DayOpen, DayStrip
from outreach.entry import Entry
from outreach.errors import Refusal
from outreach.scans import Scan
from outreach.stock.levels import Level, LotLevel
from outreach.ui.desk.draft import Draft
from outreach.ui.desk.lines import LineKey, Parts, Picked
from outreach.ui.shared.quick_add import Match
from outreach.vocabulary import CodeHash, CountSide, EncounterId, ItemId, PlaceId, SiteId, StepId, StepIs

TILES = 10
MORE = 6
MOST_ASIDE = 3


class Code(StrEnum):
    """How the code box stands.  *Known* says only that; nothing about a person hangs on it."""

    NONE = "none"
    TYPING = "typing"
    UNREADABLE = "unreadable"  # no letter or digit in it
    KNOWN = "known"
    SHARED = "shared"  # known, and more than one person has it
    FIRST_SEEN = "first_seen"
    LOOKS_ALIKE = "looks_alike"  # first seen, and one slip from a code that is known
    CHECK_WRONG = "check_wrong"  # first seen, and not as codes are given out here
    MADE = "made"  # given out now, or a letter put behind it: nobody had it before
    KEPT = "kept"  # brought back with a visit: its hash is here, its letters are gone


class Question(StrEnum):
    """What Save asks in place, at most once a visit."""

    NONE = "none"
    NOTHING_ENTERED = "nothing_entered"
    WHICH_CODE = "code"
    HOW_MANY_TOLD = "told"
    HOW_MANY_COUNTED = "counted"
    HOW_FULL = "fullness"
    HOW_HEAVY = "weight"
    LIGHTER_BAG = "lighter_bag"
    ASIDE_FULL = "aside_full"


class Notice(StrEnum):
    """The one message in the strip; it stays until the next save."""

    NONE = "none"
    SAVING = "saving"
    SAVED = "saved"
    TAKEN_BACK = "taken_back"
    NOT_TAKEN_BACK = "not_taken_back"
    CORRECTED = "corrected"
    NOT_SAVED = "not_saved"
    NOT_ARRANGED = "not_arranged"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The day, site and place a visit is entered for; no day: today, whichever that is by then."""

    day: date | None
    site_id: SiteId
    place_id: PlaceId | None


@dataclass(frozen=True, slots=True)
class Correction:
    """The form says anew what a visit was that was recorded before."""

    encounter_id: EncounterId
    was: Entry = field(repr=False)


class DayDoubt(StrEnum):
    """Why a day is asked about before anything is entered for it."""

    AFTER_TODAY = "after_today"
    BEFORE_CENTER = "before_center"
    LONG_AGO = "long_ago"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A visit the file did not take; kept whole, and sent again as the same entry."""

    draft: Draft
    entry: Entry = field(repr=False)
    refusal: Refusal | None
    is_trying: bool = False
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A visit begun and left for another; shown by the number of its lines, never by a code."""

    draft: Draft
    was_cleared: bool = False
    at: Whereabouts | None = None  # it was begun for another day or place, and goes back there


class Heard(StrEnum):
    """What became of the last scan, said in the row below the line until something is typed."""

    NOTHING = "nothing"
    ADDED = "added"
    WHICH_ITEM = "which_item"  # nobody has said yet what is in it
    LOT_NOT_ON_BOOKS = "lot_not_on_books"
    WHICH_LOT = "which_lot"  # it can be read as more than one
    LABEL_NOT_OURS = "label_not_ours"  # printed by another center, or for an item that is on the list no more
    REMEMBERED = "remembered"
    SAID = "said"  # kept, and a coordinator will look at it


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line is from a lot that is expired or on hold: asked about once; `before` is what it goes back to."""

    key: LineKey
    lot: Picked
    before: Picked | None


@dataclass(frozen=True, slots=True)
class Swapping:
    """What is in each kit of a line is being said; `at` is the part whose place the next item takes."""

    key: LineKey
    parts: Parts  # in their order, 0 for what is left out
    at: ItemId
    line: str = ""
    matches: tuple[Match, ...] = ()
    chosen: int = 0
    is_empty: bool = False  # nothing was left in it when somebody was done


class StepsNot(StrEnum):
    """Why no small step can be chosen with this visit."""

    NOBODY_S = "nobody_s"  # no code, or one that may be more than one person's
    NOT_HERE = "not_here"  # the visit is entered afterwards: the person is not there to choose


@dataclass(frozen=True, slots=True)
class Stepping:
    """Small steps are open; `before` is how they stood until now."""

    before: Mapping[StepId, StepIs] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    why_not: StepsNot | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows.  `day` is today; `other_day` the one being entered for, if it is another."""

    day: date
    draft: Draft
    other_day: date | None = None
    asked_day: date | None = None  # chosen, and not yet entered for: it is asked about first
    home: tuple[SiteId, PlaceId | None] | None = None  # where the desk stands
    correction: Correction | None = None
    catalog: Catalog | None = field(default=None, repr=False)
    site: Site | None = None
    place: Place | None = None
    code: Code = Code.NONE
    code_text: str = field(default="", repr=False)
    recipe: Recipe | None = None
    sharing: tuple[CodeHash, ...] = field(default=(), repr=False)
    is_forgotten: bool = False
    has_nothing_to_repeat: bool = False
    line: str = ""
    matches: tuple[Match, ...] = ()
    chosen: int = 0
    often_today: tuple[Match, ...] = ()
    tiles: tuple[ItemId, ...] = ()
    more: tuple[ItemId, ...] = ()
    is_ranked: bool = False  # the tiles are what is given most, not only the head of the list
    levels: Mapping[ItemId, Level] = field(default_factory=lambda: MappingProxyType({}))
    lots: Mapping[ItemId, tuple[LotLevel, ...]] = field(default_factory=lambda: MappingProxyType({}))
    strip: DayStrip | None = None
    day_open: DayOpen | None = None
    notice: Notice = Notice.NONE
    last: UUID | None = None  # the visit just saved, which can still be taken back
    refusal: Refusal | None = None
    question: Question = Question.NONE
    aside: tuple[SetAside, ...] = ()
    unsaved: tuple[Unsaved, ...] = ()
    choosing: LineKey | None = None  # the line whose lot is being chosen
    swapping: Swapping | None = None
    doubt: Doubt | None = None
    insisted: int = 0  # how often Save came upon a doubt that nobody had answered
    heard: Heard = Heard.NOTHING
    new_barcode: Scan | None = None
    pins: tuple[ItemId, ...] = ()
    may_arrange: bool = False
    is_asking: bool = False  # the optional questions are open
    stepping: Stepping | None = None
    counted: frozenset[ItemId] = frozenset()  # there, on the other day entered for
    side: CountSide | None = None  # on which side of that count what is entered stands
    side_insisted: int = 0  # how often Save came upon that question unanswered

    @property
    def on(self) -> date:
        return self.other_day or self.day

    @property
    def is_another_day(self) -> bool:
        return self.on != self.day

    @property
    def is_elsewhere(self) -> bool:
        """Whether what is entered is for another day, site or place than the desk's own."""
        return self.is_another_day or (self.home is not None and self.home != (self.site_id, self.place_id))

    @property
    def whereabouts(self) -> Whereabouts | None:
        return Whereabouts(self.other_day, self.site.id, self.place_id) if self.site else None

    @property
    def items(self) -> Mapping[ItemId, Item]:
        return self.catalog.item if self.catalog else MappingProxyType({})

    @property
    def counts_as_before(self) -> bool:
        """The recipe changed: until its day, a code first seen here is of somebody who has been here before."""
        until = self.recipe.before_until if self.recipe else None
        return until is not None and self.on <= until

    @property
    def site_id(self) -> SiteId | None:
        return self.site.id if self.site else None

    @property
    def place_id(self) -> PlaceId | None:
        return self.place.id if self.place else None
