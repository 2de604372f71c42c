"""What is being entered without a visit: a collection, a waste pick-up, a referral that arrived.  No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from outreach.arrivals import Arrival
from outreach.collecting import Collection
from outreach.pick_ups import PickUp
from outreach.ui.shared.measuring import Missing, ReturnedDraft, returned_draft
from outreach.vocabulary import (
    CollectedFrom,
    ContainerId,
    PartnerId,
    PlaceId,
    ReferralId,
    ReturnedHow,
    SiteId,
    WeightUnit,
)


class Without(StrEnum):
    """What there is without a visit, in the order of the side list."""

    COLLECTION = "collection"
    PICK_UP = "pick_up"
    ARRIVAL = "arrival"


class Lacking(StrEnum):
    """What must be said first, besides what a measure still needs."""

    DAY_TO_COME = "day_to_come"
    CAME_FROM = "came_from"
    CONTAINERS_OR_WEIGHT = "containers_or_weight"
    REFERRAL = "referral"
    PEOPLE = "people"


_CONTAINER = ReturnedDraft(ReturnedHow.CONTAINER)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is missing; of a measured line, the line's key."""

    what: Lacking | Missing
    line: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """`on` and `site_id` None: today, and where the center begins.

    `correcting`: what is said anew, by its number, which stood on the day `was_on`.
    """

    kind: ClassVar[Without]
    client_id: UUID
    on: date | None = None
    site_id: SiteId | None = None
    correcting: int | None = None
    was_on: date | None = field(default=None, kw_only=True)

    @property
    def is_begun(self) -> bool:
        """Something would be lost with it."""
        bare = type(self)(self.client_id, self.on, self.site_id)
        return self.correcting is not None or self != bare

    def problems(self, today: date) -> list[Problem]:
        return [Problem(Lacking.DAY_TO_COME)] if self.on is not None and self.on > today else []

    def next(self, client_id: UUID) -> "Draft":
        """A blank one for the same day and site."""
        return type(self)(client_id, self.on, self.site_id)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured line of a collection."""

    key: int
    returned: ReturnedDraft = _CONTAINER


@dataclass(frozen=True, slots=True)
class CollectionDraft(Draft):
    kind = Without.COLLECTION
    came_from: CollectedFrom | None = None
    place_id: PlaceId | None = None
    partner_id: PartnerId | None = None
    lines: tuple[Measure, ...] = (Measure(1),)

    def problems(self, today: date) -> list[Problem]:
        found = Draft.problems(self, today)
        if self.came_from is None:
            found.append(Problem(Lacking.CAME_FROM))
        return found + [Problem(line.returned.missing, line.key) for line in self.lines if line.returned.missing]

    def measured(self, key: int, **said: Any) -> "CollectionDraft":
        lines = tuple(
            Measure(line.key, replace(line.returned, **said)) if line.key == key else line for line in self.lines
        )
        return replace(self, lines=lines)

    def one_more(self) -> "CollectionDraft":
        """Another line, measured as the last one was."""
        how = self.lines[-1].returned.how
        return replace(self, lines=(*self.lines, Measure(self.lines[-1].key + 1, ReturnedDraft(how))))

    def without(self, key: int) -> "CollectionDraft":
        left = tuple(line for line in self.lines if line.key != key)
        return replace(self, lines=left or (Measure(key + 1),))

    def said(self, day: date, site_id: SiteId, kind_of_container: ContainerId | None) -> Collection:
        """A container whose kind was not chosen is of the first kind there is, as the form shows."""
        lines = tuple(with_kind(line.returned, kind_of_container).answer() for line in self.lines)
        came_from = self.came_from or CollectedFrom.DROP_BOX
        partner_id = self.partner_id if came_from is CollectedFrom.PARTNER_BIN else None
        return Collection(self.client_id, day, site_id, came_from, lines, self.place_id, partner_id)


@dataclass(frozen=True, slots=True)
class PickUpDraft(Draft):
    kind = Without.PICK_UP
    containers: tuple[tuple[ContainerId, int], ...] = ()
    weight: Decimal | None = None
    unit: WeightUnit = WeightUnit.POUND
    carrier: str = ""
    manifest: str = ""

    def problems(self, today: date) -> list[Problem]:
        found = Draft.problems(self, today)
        return found if self.containers or self.weight else [*found, Problem(Lacking.CONTAINERS_OR_WEIGHT)]

    def with_containers(self, container_id: ContainerId, number: int) -> "PickUpDraft":
        others = tuple(one for one in self.containers if one[0] != container_id)
        return replace(self, containers=tuple(sorted((*others, (container_id, number)))) if number else others)

    def said(self, day: date, site_id: SiteId) -> PickUp:
        return PickUp(
            self.client_id, day, site_id, self.containers, self.weight or None, self.unit, self.carrier, self.manifest
        )


@dataclass(frozen=True, slots=True)
class ArrivalDraft(Draft):
    kind = Without.ARRIVAL
    referral_id: ReferralId | None = None
    people: int = 1

    def problems(self, today: date) -> list[Problem]:
        found = Draft.problems(self, today)
        if self.referral_id is None:
            found.append(Problem(Lacking.REFERRAL))
        return found if self.people else [*found, Problem(Lacking.PEOPLE)]

    def said(self, day: date, site_id: SiteId) -> Arrival:
        return Arrival(self.client_id, day, site_id, self.referral_id or ReferralId(0), self.people)


BLANK: dict[Without, Callable[[UUID], Draft]] = {
    Without.COLLECTION: CollectionDraft,
    Without.PICK_UP: PickUpDraft,
    Without.ARRIVAL: ArrivalDraft,
}


def with_kind(returned: ReturnedDraft, container_id: ContainerId | None) -> ReturnedDraft:
    return returned if returned.container_id is not None else replace(returned, container_id=container_id)


def collection_again(number: int, said: Collection) -> CollectionDraft:
    """A collection recorded before, as it would stand on the form."""
    lines = tuple(Measure(key, returned_draft(line)) for key, line in enumerate(said.lines, start=1))
    return CollectionDraft(
        said.client_id, said.on, said.site_id, number, said.came_from, said.place_id, said.partner_id, lines
    )


def pick_up_again(number: int, said: PickUp) -> PickUpDraft:
    return PickUpDraft(
        said.client_id, said.on, said.site_id, number,
        said.containers, said.weight, said.unit, said.carrier, said.manifest,
    )  # fmt: skip


def arrival_again(number: int, said: Arrival) -> ArrivalDraft:
    return ArrivalDraft(said.client_id, said.on, said.site_id, number, said.referral_id, said.people)
