"""What a report of something that happened says, and its checks.  Every answer may stay open; none is a text."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from uuid import UUID

from outreach.closed_lists import (
    CameFrom,
    During,
    GivenBy,
    HandledAt,
    HappenedId,
    Happening,
    Hurt,
    Outcome,
    PlaceKind,
    Product,
    TakenBy,
    TakenFrom,
    ThreatFrom,
    Towards,
    WhenKnown,
    YesNo,
)
from outreach.entry import FIRST_DAY, AmountBelowOne, AmountTooLarge, DayTooEarly
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint as fingerprint_of
from outreach.vocabulary import CategoryId, ItemId, PlaceId, SiteId, SourceId

MOST_DOSES = 99
_MOST_SUPPLIES = 1_000_000


@dataclass(eq=False)
class HappenedLater(Refusal):
    """It is said to have happened after the day it was reported."""

    on: date
    reported: date


@dataclass(eq=False)
class NotOfThisKind(Refusal):
    """An answer that is not asked of this kind of thing."""

    field: str
    kind: Happening


@dataclass(eq=False)
class WhichNaloxone(Refusal):
    """Naloxone off our own shelf is one of our items: which it was must be said."""


@dataclass(frozen=True, slots=True)
class When:
    """When something happened: a day, a month (its first day), or (without any) not known or not asked."""

    known: WhenKnown = WhenKnown.NOT_ASKED
    on: date | None = None

    @classmethod
    def day(cls, on: date) -> "When":
        return cls(WhenKnown.DAY, on)

    @classmethod
    def month(cls, on: date) -> "When":
        return cls(WhenKnown.MONTH, on.replace(day=1))


@dataclass(frozen=True, slots=True)
class Report:
    """One report.  `on` is the day it was told, `site_id` and `place_id` where; `used` units left our own shelf.

    `same_as`: an earlier report of the same event, said while this one is made.
    """

    client_id: UUID
    kind: Happening
    on: date
    site_id: SiteId
    place_id: PlaceId | None = None
    happened: When = field(default_factory=When)
    place_kind: PlaceKind = PlaceKind.NOT_ASKED
    doses: int | None = None
    product: Product = Product.NOT_ASKED
    item_id: ItemId | None = None
    used: int | None = None
    outcome: Outcome = Outcome.NOT_ASKED
    given_by: GivenBy = GivenBy.NOT_ASKED
    emergency: YesNo = YesNo.NOT_ASKED
    came_from: CameFrom = CameFrom.NOT_ASKED
    source_id: SourceId | None = None
    hurt: Hurt = Hurt.NOT_ASKED
    during: During = During.NOT_ASKED
    handled_at: HandledAt = HandledAt.NOT_ASKED
    taken_by: TakenBy = TakenBy.NOT_ASKED
    taken_from: TakenFrom = TakenFrom.NOT_ASKED
    towards: Towards = Towards.NOT_ASKED
    threat_from: ThreatFrom = ThreatFrom.NOT_ASKED
    police: YesNo = YesNo.NOT_ASKED
    supplies: tuple[tuple[CategoryId, int | None], ...] = ()
    same_as: HappenedId | None = None


_NALOXONE = ("doses", "product", "item_id", "outcome", "given_by", "emergency")
ASKED: dict[Happening, tuple[str, ...]] = {
    Happening.OVERDOSE_RESPONSE: ("place_kind", *_NALOXONE, "came_from", "source_id"),
    Happening.OVERDOSE_HERE: (*_NALOXONE, "used"),
    Happening.NEEDLE_STICK: ("hurt", "during", "handled_at"),
    Happening.TAKEN: ("place_kind", "taken_by", "taken_from", "supplies"),
    Happening.THREAT: ("place_kind", "towards", "threat_from", "police"),
}
"""What is asked of each kind, beside when it happened."""
ANSWERS = tuple(dict.fromkeys(name for names in ASKED.values() for name in names))
_NOTHING: dict[str, object] = {one.name: one.default for one in fields(Report)}


def is_open(report: Report, name: str) -> bool:
    """Whether nobody has answered this."""
    return bool(getattr(report, name) == _NOTHING[name])


def check(report: Report) -> None:
    """Raise what is wrong with a report: HappenedLater, NotOfThisKind, WhichNaloxone, AmountTooLarge, …"""
    for name in ANSWERS:
        if name not in ASKED[report.kind] and not is_open(report, name):
            raise NotOfThisKind(name, report.kind)
    _check_days(report)
    if report.doses is not None and report.doses > MOST_DOSES:
        raise AmountTooLarge(report.doses, MOST_DOSES)
    least = 0 if report.kind is Happening.OVERDOSE_HERE else 1  # there may have been no need of any
    if report.doses is not None and report.doses < least:
        raise AmountBelowOne(report.doses)
    for amount in (report.used, *(quantity for _, quantity in report.supplies)):
        _check_amount(amount)
    if (report.product is Product.ITEM) != (report.item_id is not None):
        raise WhichNaloxone
    if report.used is not None and report.item_id is None:
        raise WhichNaloxone


def fingerprint(report: Report) -> bytes:
    """16 bytes that differ when anything a report says differs."""
    return fingerprint_of(replace(report, supplies=tuple(sorted(report.supplies, key=repr))))


def _check_days(report: Report) -> None:
    on = report.happened.on
    for day in (report.on, on):
        if day is not None and day < FIRST_DAY:
            raise DayTooEarly(day)
    if on is not None and on > report.on:
        raise HappenedLater(on, report.on)


def _check_amount(amount: int | None) -> None:
    if amount is not None and amount < 1:
        raise AmountBelowOne(amount)
    if amount is not None and amount > _MOST_SUPPLIES:
        raise AmountTooLarge(amount, _MOST_SUPPLIES)
