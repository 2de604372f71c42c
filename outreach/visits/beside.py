"""What stands beside the visits: reports of what happened, drug checks, collections, pick-ups, referrals that arrived.

Of nobody.
They are asked for by the day, site and person that entered them.  Whatever finds visits by a code, an item or what
was given finds none of these: no way leads from one of them to a visit, or back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy.orm import Session

from outreach import arrivals, collecting, pick_ups
from outreach.arrivals import Arrival
from outreach.closed_lists import DrugCheckId, HappenedId, Result
from outreach.collecting import Collection
from outreach.drug_checks import reading as checks
from outreach.drug_checks import recording as check_recording
from outreach.drug_checks.check import Check
from outreach.drug_checks.reading import WhichChecks
from outreach.happened import reading as reports
from outreach.happened import recording as report_recording
from outreach.happened.reading import WhichReports
from outreach.happened.report import Report
from outreach.pick_ups import PickUp
from outreach.safety import staff
from outreach.safety.staff import Actor, Right
from outreach.versioned import Listed, Spoken
from outreach.visits.which import Kind, Which
from outreach.vocabulary import ArrivalId, At, CollectionId, PickUpId, PlaceId, SiteId, VoidReason

Said: TypeAlias = Report | Check | Collection | PickUp | Arrival


class What(StrEnum):
    """What history shows."""

    ALL = "all"
    VISITS = "visits"
    WITHOUT_A_VISIT = "without_a_visit"
    HAPPENED = "happened"
    DRUG_CHECKS = "drug_checks"


class Sort(StrEnum):
    """What kind of record it is, in the order they stand in a day."""

    REPORT = "report"
    DRUG_CHECK = "drug_check"
    COLLECTION = "collection"
    PICK_UP = "pick_up"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Key:
    """Which record."""

    sort: Sort
    id: int


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a list, as it stands or as it was when it was voided; `others`: reports of the same event."""

    key: Key
    said: Said
    staff: str
    recorded_on: date
    is_corrected: bool
    is_void: bool
    syringes: int = 0
    others: int = 0

    @property
    def on(self) -> date:
        return self.said.on

    @property
    def site_id(self) -> SiteId:
        return self.said.site_id

    @property
    def place_id(self) -> PlaceId | None:
        return None if isinstance(self.said, PickUp | Arrival) else self.said.place_id


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record opened: all it ever said, oldest first, and the other reports of the same event."""

    key: Key
    versions: tuple[Spoken[Said], ...]
    others: tuple[HappenedId, ...] = ()
    may_change: bool = True

    @property
    def now(self) -> Spoken[Said]:
        return self.versions[-1]

    @property
    def is_void(self) -> bool:
        return self.now.voided is not None

    @property
    def was_told(self) -> bool:
        """At the desk, on the page of what happened."""
        return self.key.sort in (Sort.REPORT, Sort.DRUG_CHECK)

    @property
    def is_open(self) -> bool:
        """It may be corrected and voided by whoever opened it."""
        return self.may_change and not self.is_void

    @property
    def is_waiting(self) -> bool:
        """A sample without a result, which anybody may add."""
        return isinstance(self.now.said, Check) and self.now.said.result is Result.WAITING and not self.is_void


_SORTS = {
    What.ALL: tuple(Sort),
    What.VISITS: (),
    What.WITHOUT_A_VISIT: (Sort.COLLECTION, Sort.PICK_UP, Sort.ARRIVAL),
    What.HAPPENED: (Sort.REPORT,),
    What.DRUG_CHECKS: (Sort.DRUG_CHECK,),
}
_SORT_OF: dict[type[Said], Sort] = {
    Report: Sort.REPORT,
    Check: Sort.DRUG_CHECK,
    Collection: Sort.COLLECTION,
    PickUp: Sort.PICK_UP,
    Arrival: Sort.ARRIVAL,
}
_FITS: dict[Kind, Callable[[Record], bool]] = {
    Kind.ALL: lambda _: True,
    Kind.CORRECTED: lambda one: one.is_corrected and not one.is_void,
    Kind.VOIDED: lambda one: one.is_void,
    Kind.ANOTHER_DAY: lambda one: one.recorded_on != one.on and not one.is_void,
    Kind.RETURNED: lambda one: one.syringes > 0 and not one.is_void,
}


def key_of(number: int, said: Said) -> Key:
    """Which record it is that says this."""
    return Key(_SORT_OF[type(said)], number)


def shows_visits(what: What) -> bool:
    return what in (What.ALL, What.VISITS)


def records(session: Session, by: Actor, at: At, which: Which, what: What) -> tuple[Record, ...]:
    """What stands beside the visits asked for, the newest day first; front desk sees its own of today."""
    by.may(Right.RECORD)
    sorts = _sorts(which, what)
    if not sorts:
        return ()
    who = _initials(session, which)
    found = (one for sort in sorts for one in _read(session, by, at, which, sort))
    kept = [one for one in found if _is_meant(one, which, who)]
    kept.sort(key=lambda one: (-one.on.toordinal(), tuple(Sort).index(one.key.sort), -one.key.id))
    return tuple(kept)


def open_record(session: Session, by: Actor, at: At, key: Key) -> OpenedRecord:
    """A record with all its versions.  Raises NotAllowed, NoSuchRecord, NotYourRecord."""
    match key.sort:
        case Sort.REPORT:
            opened = reports.open_report(session, by, at, HappenedId(key.id))
            return OpenedRecord(key, opened.versions, opened.others)
        case Sort.DRUG_CHECK:
            check = checks.open_check(session, by, at, DrugCheckId(key.id))
            return OpenedRecord(key, check.versions, may_change=check.may_change)
        case Sort.COLLECTION:
            return OpenedRecord(key, collecting.versions(session, by, at, CollectionId(key.id)))
        case Sort.PICK_UP:
            return OpenedRecord(key, pick_ups.versions(session, by, at, PickUpId(key.id)))
    return OpenedRecord(key, arrivals.versions(session, by, at, ArrivalId(key.id)))


def void(session: Session, by: Actor, at: At, key: Key, reason: VoidReason) -> None:
    """Take a record back: it no longer counts, and what it said is kept.  Raises what `Kept.void` raises."""
    match key.sort:
        case Sort.REPORT:
            report_recording.void(session, by, at, HappenedId(key.id), reason)
        case Sort.DRUG_CHECK:
            check_recording.void(session, by, at, DrugCheckId(key.id), reason)
        case Sort.COLLECTION:
            collecting.void(session, by, at, CollectionId(key.id), reason)
        case Sort.PICK_UP:
            pick_ups.void(session, by, at, PickUpId(key.id), reason)
        case Sort.ARRIVAL:
            arrivals.void(session, by, at, ArrivalId(key.id), reason)


def _sorts(which: Which, what: What) -> tuple[Sort, ...]:
    """None where visits are found by something these do not have: a code, an item given."""
    if which.only is not None or which.item_id is not None or which.kind not in _FITS:
        return ()
    return _SORTS[what]


def _read(session: Session, by: Actor, at: At, which: Which, sort: Sort) -> Iterable[Record]:
    days = which.first, which.last
    found: Iterable[Listed[Said]]
    match sort:
        case Sort.REPORT:
            found = reports.reports(session, by, at, WhichReports(*days, which.site_id))
        case Sort.DRUG_CHECK:
            found = checks.checks(session, by, at, WhichChecks(*days, which.site_id))
        case Sort.COLLECTION:
            found = collecting.between(session, by, at, *days)
        case Sort.PICK_UP:
            found = pick_ups.between(session, by, at, *days)
        case Sort.ARRIVAL:
            found = arrivals.between(session, by, at, *days)
    return (record_of(sort, one) for one in found)


def record_of(sort: Sort, one: Listed[Said]) -> Record:
    """A line of a list of its own kind, as it stands among others."""
    known = one.staff, one.recorded_on, one.is_corrected, one.is_void, one.syringes, one.others
    return Record(Key(sort, one.id), one.said, *known)


def _is_meant(one: Record, which: Which, who: str | None) -> bool:
    is_there = which.site_id in (None, one.site_id) and which.place_id in (None, one.place_id)
    return is_there and who in (None, one.staff) and _FITS[which.kind](one)


def _initials(session: Session, which: Which) -> str | None:
    if which.staff_id is None:
        return None
    return next((one.initials for one in staff.ever(session) if one.id == which.staff_id), "")
