"""One visit as it stands on the form.  Pure values: nothing here knows of a window, a clock or a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from uuid import UUID

from outreach.catalog import Catalog, Item
from outreach.entry import Answer, Asked, Entry, StepChosen, Unlisted
from outreach.ui.desk import lines as lines_of
from outreach.ui.desk.lines import Line
from outreach.ui.desk.times import ForOne
from outreach.ui.shared.measuring import ReturnedDraft
from outreach.vocabulary import (
    At,
    CodeHash,
    ItemId,
    PlaceId,
    ReferralId,
    ReturnedHow,
    SeenBefore,
    ServiceId,
    SiteId,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything entered for one person.  The code is here as its hash only; its letters live in the box alone."""

    client_id: UUID
    code: CodeHash | None = field(default=None, repr=False)
    before: SeenBefore = SeenBefore.NOT_ASKED
    for_people: int | None = None
    lines: lines_of.Lines = ()
    asked: tuple[Asked, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    returned: ReturnedDraft = field(default_factory=ReturnedDraft)
    services: tuple[ServiceId, ...] = ()
    referrals: tuple[ReferralId, ...] = ()
    is_unsure_who: bool = False
    shares_with: CodeHash | None = field(default=None, repr=False)
    is_looked_up: bool = False  # it is known whether the code is shared
    answers: tuple[Answer, ...] = ()
    steps: tuple[StepChosen, ...] = field(default=(), repr=False)
    arrived: tuple[ReferralId, ...] = ()
    for_one: ForOne | None = None  # what stood in the basket before one key gave it to several

    @property
    def has_nothing(self) -> bool:
        """Nothing given, returned or done: a visit all the same, but worth asking about once."""
        done = self.services or self.referrals or self.arrived or self.answers or self.steps
        return not (self.size or done or self.returned.how is not ReturnedHow.NOT_ASKED)

    @property
    def size(self) -> int:
        """How many things are in the basket, given or not."""
        return len(self.lines) + len(self.asked) + len(self.unlisted)

    @property
    def is_begun(self) -> bool:
        return not self.has_nothing or self.code is not None or self.for_people is not None

    def of_nobody(self) -> Self:
        """The same visit, before anything was said about whose it is."""
        return replace(
            self,
            code=None,
            before=SeenBefore.NOT_ASKED,
            is_unsure_who=False,
            shares_with=None,
            is_looked_up=False,
            steps=(),  # they were somebody's own
        )

    def amount_of(self, item_id: ItemId) -> int:
        return lines_of.total(self.lines, item_id)

    def with_amount(self, item_id: ItemId, amount: int) -> Self:
        """The same visit with exactly so many of an item, whatever lots they are of; none takes it out."""
        return replace(self, lines=lines_of.with_total(self.lines, item_id, amount))

    def entry(self, at: At, site_id: SiteId, place_id: PlaceId | None) -> Entry:
        return Entry(
            client_id=self.client_id,
            on=at.day,
            hour=at.hour,
            site_id=site_id,
            place_id=place_id,
            code=self.code,
            before=self.before,
            for_people=self.for_people,
            given=tuple(line.given() for line in self.lines),
            returned=self.returned.answer(),
            services=self.services,
            referrals=self.referrals,
            asked=self.asked,
            unlisted=self.unlisted,
            is_unsure_who=self.is_unsure_who,
            shares_with=self.shares_with,
            answers=self.answers,
            steps=self.steps,
            arrived=self.arrived,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    syringes: int = 0
    doses: int = 0


def totals(lines: Iterable[Line], catalog: Catalog) -> Totals:
    """What the lines hold in all, kits opened."""
    syringes = doses = 0
    for line in lines:
        for item, quantity in contents(catalog.item[line.item_id], catalog.item, line.parts):
            syringes += line.amount * quantity * item.syringes_per_unit
            doses += line.amount * quantity * item.doses_per_unit
    return Totals(syringes, doses)


def contents(
    item: Item, items: Mapping[ItemId, Item], changed: lines_of.Parts | None = None
) -> tuple[tuple[Item, int], ...]:
    """What one unit consists of: a kit of its parts, or of what it was changed to; anything else of itself."""
    if changed is not None:
        return tuple((items[part], quantity) for part, quantity in changed)
    if item.recipe is None:
        return ((item, 1),)
    return tuple((items[part.item_id], part.quantity) for part in item.recipe.parts)
