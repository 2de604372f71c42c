"""What the sample plan yields: plain values in day order, by name and key.  They know no database and no ids."""

from datetime import date
from typing import NamedTuple

from outreach.vocabulary import ReturnedHow, SeenBefore, WeightUnit

Line = tuple[str, int]  # an item's key, and how many


class Back(NamedTuple):
    """Used syringes brought; weights in thousandths of the unit, so that they stay exact."""

    how: ReturnedHow
    syringes: int | None = None
    container: str | None = None
    number: int | None = None
    quarters: int | None = None
    gross: int | None = None
    tare: int | None = None
    unit: WeightUnit | None = None


class What(NamedTuple):
    """Everything about a visit that says nothing of when, where and whose; many visits share one."""

    given: tuple[Line, ...]
    back: Back
    for_people: int | None
    services: tuple[str, ...]
    referrals: tuple[str, ...]


class Visit(NamedTuple):
    """One visit of a day: `spot` and `what` are places in `Plan.spots` and `Plan.whats`."""

    spot: int
    hour: int | None
    code: str | None
    before: SeenBefore
    what: int
    scanned: str | None  # the lot of the naloxone given, where somebody scanned it


class Arrived(NamedTuple):
    """One line of a delivery."""

    item: str
    quantity: int
    lot: str
    expires: date | None
    source: str


class Delivery(NamedTuple):
    site: str
    reference: str
    lines: tuple[Arrived, ...]


class Day(NamedTuple):
    """What happened on one day: deliveries first, then the visits by place and hour."""

    on: date
    deliveries: tuple[Delivery, ...]
    visits: list[Visit]
