"""What a drug check says: a sample, how it was tested, what it was bought as, what was found.  Of nobody."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from outreach.closed_lists import BoughtAs, MethodId, Result, SubstanceId
from outreach.entry import FIRST_DAY, DayTooEarly
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint as fingerprint_of
from outreach.vocabulary import PlaceId, SiteId


@dataclass(eq=False)
class FoundWhat(Refusal):
    """What was found is named where something was, and only there."""


@dataclass(eq=False)
class ResultBefore(Refusal):
    """A result cannot be older than its sample."""

    on: date


@dataclass(frozen=True, slots=True)
class Check:
    """One sample.  `result_on` is the day its result came, None while it is waited for."""

    client_id: UUID
    on: date
    site_id: SiteId
    place_id: PlaceId | None = None
    methods: tuple[MethodId, ...] = ()
    bought: BoughtAs = BoughtAs.NOT_ASKED
    bought_as_id: SubstanceId | None = None
    result: Result = Result.WAITING
    found: tuple[SubstanceId, ...] = ()
    result_on: date | None = None


def normal(check: Check) -> Check:
    """The same check with its lists in order, and with a day for a result that has none: the sample's own."""
    day = None if check.result is Result.WAITING else check.result_on or check.on
    return replace(
        check, methods=tuple(sorted(set(check.methods))), found=tuple(sorted(set(check.found))), result_on=day
    )


def check_it(check: Check) -> None:
    """Raise DayTooEarly, FoundWhat, ResultBefore."""
    if check.on < FIRST_DAY:
        raise DayTooEarly(check.on)
    if (check.result is Result.FOUND) != bool(check.found):
        raise FoundWhat
    if (check.bought is BoughtAs.SUBSTANCE) != (check.bought_as_id is not None):
        raise FoundWhat
    if check.result_on is not None and check.result_on < check.on:
        raise ResultBefore(check.result_on)


def fingerprint(check: Check) -> bytes:
    """16 bytes that differ when anything a check says differs."""
    return fingerprint_of(normal(check))
