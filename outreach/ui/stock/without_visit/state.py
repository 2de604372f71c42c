"""What the page *Without a visit* shows, as plain data.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from outreach.arrivals import Arrival, ToldLately
from outreach.collecting import CollectedLately, Collection
from outreach.pick_ups import PickedUpLately, PickUp
from outreach.ui.shared.measuring import syringes_estimated
from outreach.ui.stock.without_visit.draft import CollectionDraft, Problem, Without, with_kind
from outreach.vocabulary import ReturnedHow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from outreach.catalog import Catalog, Conversions
    from outreach.errors import Refusal
    from outreach.ui.shared.measuring import ReturnedDraft
    from outreach.ui.stock.without_visit.draft import Draft
    from outreach.vocabulary import ContainerId, SiteId
Lately = CollectedLately | PickedUpLately | ToldLately
Said = Collection | PickUp | Arrival


@dataclass(frozen=True, slots=True)
class Books:
    """The center's lists, every conversion there ever was, and what was recorded last of each kind."""

    catalog: Catalog
    conversions: Conversions
    lately: Mapping[Without, tuple[Lately, ...]]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved just now; `syringes` of a collection."""

    kind: Without
    syringes: int = 0
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """`aside`: what was being entered when something older was opened to be put right.

    `attention` grows each time the keyboard should go to the first problem, or back to the first field.
    """

    today: date
    kind: Without
    drafts: Mapping[Without, Draft]
    aside: Mapping[Without, Draft] = field(default_factory=lambda: MappingProxyType({}))
    books: Books | None = None
    is_asked: bool = False
    is_saving: bool = False
    attention: int = 0
    refusal: Refusal | None = None
    saved: Saved | None = None

    @property
    def draft(self) -> Draft:
        return self.drafts[self.kind]

    @property
    def day(self) -> date:
        return self.draft.on or self.today

    @property
    def site_id(self) -> SiteId | None:
        """The one chosen, else the first with people."""
        if self.draft.site_id is not None or self.books is None:
            return self.draft.site_id
        return next((site.id for site in self.books.catalog.sites if not site.is_machine), None)

    @property
    def lately(self) -> tuple[Lately, ...]:
        return self.books.lately[self.kind] if self.books else ()

    @property
    def problems(self) -> list[Problem]:
        """Those to be said."""
        return self.draft.problems(self.today) if self.is_asked else []

    @property
    def first_container(self) -> ContainerId | None:
        kinds = self.books.catalog.containers if self.books else ()
        return kinds[0].id if kinds else None

    @property
    def catalog_of_day(self) -> Catalog | None:
        """The center's lists with the conversions of the day this is entered for."""
        if self.books is None:
            return None
        rules, known = self.books.conversions, self.books.catalog
        kinds = tuple(replace(kind, per=rules.on(kind.id, self.day).syringes) for kind in known.containers)
        return replace(known, containers=kinds, per_pound=rules.on(None, self.day).syringes)

    def shown(self, returned: ReturnedDraft) -> ReturnedDraft:
        """A measure with the kind of container the form shows."""
        return with_kind(returned, self.first_container)

    @property
    def syringes(self) -> tuple[int, bool]:
        """What the collection comes to so far, and whether any of it is estimated."""
        draft, known = self.draft, self.catalog_of_day
        if not isinstance(draft, CollectionDraft):
            return 0, False
        total, is_estimated = 0, False
        for returned in (self.shown(line.returned) for line in draft.lines):
            if returned.how in (ReturnedHow.CONTAINER, ReturnedHow.WEIGHT):
                about = syringes_estimated(returned, known)
                total, is_estimated = total + (about or 0), is_estimated or about is not None
            else:
                total += (returned.told if returned.how is ReturnedHow.TOLD else returned.counted) or 0
        return total, is_estimated
