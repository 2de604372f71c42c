"""What is written on a sheet, as plain values: a row of it, its totals row, the tick marks of a crowd.  Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from outreach.entry import Entry, Given, Returned, Unlisted
from outreach.errors import SeveralRefusals
from outreach.sheets.layouts import Column, Layout
from outreach.vocabulary import (
    CodeHash,
    ContainerId,
    CountSide,
    ItemId,
    PlaceId,
    ReferralId,
    ReturnedHow,
    SeenBefore,
    ServiceId,
    SiteId,
    StaffId,
)


@dataclass(eq=False)
class RowsRefused(SeveralRefusals):
    """Rows of a sheet that cannot be recorded, by their numbers on the paper."""


Thing = TypeVar("Thing", ItemId, ServiceId, ContainerId)
Amounts = tuple[tuple[Thing, int], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a sheet says above its rows; None where nothing is said yet.

    Of a totals sheet: `event` is what it is called where it is no place of the list, `contacts` how many people were
    spoken with: 0 if they were *not counted*.
    """

    on: date | None = None
    site_id: SiteId | None = None
    place_id: PlaceId | None = None
    written_by: StaffId | None = None
    count_side: CountSide | None = None
    event: str = ""
    contacts: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: one visit.  Its code is here as its hash only."""

    client_id: UUID
    code: CodeHash | None = field(default=None, repr=False)
    before: SeenBefore = SeenBefore.NOT_ASKED
    for_people: int | None = None
    items: Amounts[ItemId] = ()
    unlisted: tuple[Unlisted, ...] = ()
    returned: Returned = field(default_factory=Returned)
    services: tuple[ServiceId, ...] = ()
    referrals: tuple[ReferralId, ...] = ()

    @property
    def is_empty(self) -> bool:
        said = (self.code, self.for_people, self.items, self.unlisted, self.services, self.referrals)
        return not any(said) and self.before is SeenBefore.NOT_ASKED and self.returned.how is ReturnedHow.NOT_ASKED

    def entry(self, head: Head) -> Entry:
        """The visit this row is: nobody wrote down its hour."""
        assert head.on is not None  # noqa: S101 - posting asked for both
        assert head.site_id is not None  # noqa: S101
        return Entry(
            client_id=self.client_id,
            on=head.on,
            hour=None,
            site_id=head.site_id,
            place_id=head.place_id,
            code=self.code,
            before=self.before,
            for_people=self.for_people,
            given=tuple(Given(item_id, amount) for item_id, amount in self.items),
            returned=self.returned,
            services=self.services,
            referrals=self.referrals,
            unlisted=self.unlisted,
            count_side=head.count_side,
        )


def row_of(entry: Entry, client_id: UUID) -> Row:
    """The row a visit would be on paper."""
    items: dict[ItemId, int] = {}
    for given in entry.given:
        items[given.item_id] = items.get(given.item_id, 0) + given.quantity
    return Row(
        client_id, entry.code, entry.before, entry.for_people, tuple(items.items()), entry.unlisted, entry.returned,
        entry.services, entry.referrals,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperTotals:
    """The totals row written on the paper: only what is written there is compared."""

    items: Amounts[ItemId] = ()
    services: Amounts[ServiceId] = ()


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a totals sheet adds up to.  Containers are said in quarters of a full one."""

    items: Amounts[ItemId] = ()
    unlisted: tuple[Unlisted, ...] = ()
    services: Amounts[ServiceId] = ()
    containers: Amounts[ContainerId] = ()
    pounds: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.unlisted or self.services or self.containers or self.pounds)


@dataclass(frozen=True, slots=True)
class Difference:
    """A column whose rows add up to another figure than the paper says."""

    column: Column
    keyed: int
    paper: int


def keyed_totals(rows: Iterable[Row]) -> tuple[dict[ItemId, int], dict[ServiceId, int]]:
    """What the rows add up to, by item and by service."""
    items: dict[ItemId, int] = {}
    services: dict[ServiceId, int] = {}
    for row in rows:
        for item_id, amount in row.items:
            items[item_id] = items.get(item_id, 0) + amount
        for service_id in row.services:
            services[service_id] = services.get(service_id, 0) + 1
    return items, services


def differences(layout: Layout, rows: Iterable[Row], paper: PaperTotals) -> tuple[Difference, ...]:
    """The columns that differ, in their order on the paper."""
    items, services = keyed_totals(rows)
    written_items, written_services = dict(paper.items), dict(paper.services)
    found = []
    for column in layout.columns:
        if column.item_id in written_items:
            found.append(Difference(column, items.get(column.item_id, 0), written_items[column.item_id]))
        elif column.service_id in written_services:
            found.append(Difference(column, services.get(column.service_id, 0), written_services[column.service_id]))
    return tuple(one for one in found if one.keyed != one.paper)


def containers_of(quarters: int) -> tuple[int, int]:
    """So many quarters as containers equally full: how many, and how full each is (1-4)."""
    for full in (4, 3, 2):
        if quarters % full == 0:
            return quarters // full, full
    return quarters, 1
