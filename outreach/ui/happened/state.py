"""What the page *Something happened* shows, as plain data.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.closed_lists import Outcome
from outreach.drug_checks.check import Check
from outreach.entry import DayToCome
from outreach.ui.happened.draft import CheckDraft, ReportDraft, Sample, Telling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from outreach.catalog import Catalog, Item, Place, Site
    from outreach.closed_lists import DrugCheckId, EventId, HappenedId, Happening
    from outreach.drug_checks.lists import Lists
    from outreach.errors import Refusal
    from outreach.happened.guidance import ToDo
    from outreach.happened.linking import MaybeSame
    from outreach.happened.report import Report
    from outreach.versioned import Listed
    from outreach.vocabulary import ItemId


@dataclass(frozen=True, slots=True)
class Books:
    """The center's lists, what it wants done now, what drug checks choose from, and samples without a result."""

    catalog: Catalog
    to_do: ToDo
    lists: Lists
    waiting: tuple[Listed[Check], ...] = ()
    older: int = 0  # samples that wait too and are not shown


@dataclass(frozen=True, slots=True)
class Told:
    """What was saved just now, by its number; it can be taken back."""

    telling: Telling
    said: Report | Check
    number: HappenedId | DrugCheckId
    is_result: bool = False  # of a sample taken before: the result stays, and is corrected by a coordinator
    is_result_said: bool = True  # of a sample; else nobody said it, and it is waited for

    @property
    def somebody_died(self) -> bool:
        return not isinstance(self.said, Check) and self.said.outcome is Outcome.DIED


@dataclass(frozen=True, slots=True)
class PuttingRight:
    """What was recorded before and stands on the form again, by its number; or (`is_result`) a sample's result."""

    number: int
    was: Report | Check
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """`maybe`: earlier reports that could be of the same event; `apart`: events somebody said it is not.

    `attention` grows each time the keyboard should go to where one begins, `result_of` is the sample whose result came.
    `is_doubted`: saved before it was said, which is asked about once.  `has_visit`: one is begun at the desk.
    With `putting_right` only that is on the form, and nothing is begun.
    """

    today: date
    telling: Telling = Telling.OVERDOSE_RESPONSE
    reports: Mapping[Happening, ReportDraft] = field(default_factory=dict)
    check: CheckDraft | None = None
    books: Books | None = None
    maybe: tuple[MaybeSame, ...] = ()
    apart: frozenset[EventId] = frozenset()
    result_of: Sample | None = None
    putting_right: PuttingRight | None = None
    told: Told | None = None
    refusal: Refusal | None = None
    is_saving: bool = False
    is_doubted: bool = False
    has_visit: bool = False
    is_taken_back: bool = False
    attention: int = 0

    @property
    def report(self) -> ReportDraft | None:
        """The report on the form; every kind has one of its own, so that nothing is lost between them."""
        return self.reports.get(self.telling.happening) if self.telling.happening is not None else None

    @property
    def said(self) -> Report | Check | None:
        """What is on the form."""
        draft = self.check if self.telling is Telling.DRUG_CHECK else self.report
        return draft.said if draft is not None else None

    @property
    def catalog(self) -> Catalog | None:
        return self.books.catalog if self.books is not None else None

    @property
    def items(self) -> Mapping[ItemId, Item]:
        return self.books.catalog.item if self.books is not None else {}

    @property
    def site(self) -> Site | None:
        return self.catalog.site.get(self.said.site_id) if self.catalog and self.said else None

    @property
    def place(self) -> Place | None:
        place_id = self.said.place_id if self.said else None
        return self.catalog.place.get(place_id) if self.catalog and place_id else None

    @property
    def naloxone(self) -> tuple[Item, ...]:
        """The center's own products; one off the list stays while it is what was said."""
        chosen = self.report.said.item_id if self.report is not None else None
        return tuple(item for item in self.items.values() if item.naloxone and (not item.retired or item.id == chosen))

    @property
    def used(self) -> int | None:
        return self.report.used(self.items) if self.report is not None else None

    @property
    def same(self) -> MaybeSame | None:
        """The earlier report this is said to be of one event with."""
        same_as = self.report.said.same_as if self.report is not None else None
        return next((one for one in self.maybe if one.happened_id == same_as), None)

    @property
    def asked_same(self) -> MaybeSame | None:
        """The nearest that nobody has said anything about yet."""
        if self.telling is Telling.DRUG_CHECK or self.same is not None:
            return None
        return next((one for one in self.maybe if one.event_id not in self.apart), None)

    @property
    def somebody_died(self) -> bool:
        return self.report is not None and self.report.said.outcome is Outcome.DIED

    @property
    def is_day_to_come(self) -> bool:
        return isinstance(self.refusal, DayToCome)

    @property
    def lacks_words(self) -> bool:
        """Nothing is said of a new report or sample, or not what came out of a test."""
        if self.putting_right is not None or self.result_of is not None:
            return False
        lacks_result = self.telling is Telling.DRUG_CHECK and self.check is not None and not self.check.is_result_said
        return lacks_result or self.telling not in self.begun

    @property
    def begun(self) -> tuple[Telling, ...]:
        """What is begun and would be lost."""
        if self.putting_right is not None:
            return ()
        begun = [Telling(kind.value) for kind, report in self.reports.items() if report.is_begun]
        if (self.check is not None and self.check.is_begun) or self.result_of is not None:
            begun.append(Telling.DRUG_CHECK)
        return tuple(begun)
