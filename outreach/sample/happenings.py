"""What happened at the sample center lately, and the samples it checked: told by the functions a desk tells them by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.closed_lists import (
    BoughtAs,
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
    Result,
    TakenBy,
    TakenFrom,
    YesNo,
)
from outreach.drug_checks import lists
from outreach.drug_checks import recording as checks
from outreach.drug_checks.check import Check
from outreach.drug_checks.lists import Lists
from outreach.happened import recording
from outreach.happened.report import Report, When
from outreach.safety import staff
from outreach.sample.places import FRONT_STREET, NORTHGATE, VAN
from outreach.vocabulary import At, CategoryId, ItemId, SiteId

NALOXONE = "Nasal naloxone 4 mg kit"


@dataclass(frozen=True, slots=True)
class _Told:
    """A report told so many days before the last; it `happened` so many days before that, or (None) the month before.

    `item`: with naloxone of the center's own; `like`: which of those before it is of the same event.
    """

    ago: int
    site: str
    by: str
    kind: Happening
    happened: int | None
    said: Mapping[str, Any] = field(default_factory=dict)
    item: bool = False
    supplies: Mapping[str, int | None] = field(default_factory=dict)  # by category
    like: int | None = None


@dataclass(frozen=True, slots=True)
class _Checked:
    ago: int
    site: str
    by: str
    method: str
    bought: str  # "": not asked
    found: tuple[str, ...] | None = ()  # None: not back yet


_TOLD = (
    _Told(33, FRONT_STREET, "DS", Happening.OVERDOSE_RESPONSE, 2, {
        "doses": 1, "outcome": Outcome.SURVIVED, "place_kind": PlaceKind.HOME, "came_from": CameFrom.HERE,
        "given_by": GivenBy.PARTICIPANT, "emergency": YesNo.NO,
    }, item=True),
    _Told(18, FRONT_STREET, "JM", Happening.OVERDOSE_HERE, 0, {
        "used": 1, "doses": 2, "outcome": Outcome.SURVIVED, "given_by": GivenBy.STAFF, "emergency": YesNo.YES,
    }, item=True),
    _Told(15, VAN, "TK", Happening.TAKEN, 1, {
        "taken_by": TakenBy.POLICE, "taken_from": TakenFrom.PARTICIPANT, "place_kind": PlaceKind.STREET,
    }, supplies={"Syringes": 40, "Naloxone": None}),
    _Told(12, FRONT_STREET, "AR", Happening.OVERDOSE_RESPONSE, None, {"product": Product.ANOTHER, "doses": 2}),
    _Told(9, FRONT_STREET, "DS", Happening.NEEDLE_STICK, 0, {
        "hurt": Hurt.STAFF, "during": During.RETURNS, "handled_at": HandledAt.CLINIC,
    }),
    _Told(6, VAN, "TK", Happening.OVERDOSE_RESPONSE, 1, {
        "doses": 2, "outcome": Outcome.SURVIVED, "place_kind": PlaceKind.STREET, "came_from": CameFrom.HERE,
        "given_by": GivenBy.PARTICIPANT,
    }, item=True),
    _Told(2, FRONT_STREET, "DS", Happening.OVERDOSE_RESPONSE, 5, {
        "outcome": Outcome.SURVIVED, "place_kind": PlaceKind.STREET, "emergency": YesNo.YES,
    }, like=5),
)  # fmt: skip
_CHECKED = (
    _Checked(30, FRONT_STREET, "AR", "Fentanyl test strip", "Cocaine", ("Fentanyl",)),
    _Checked(24, NORTHGATE, "DS", "Spectrometer (FTIR)", "Pressed pill", ("Nitazene", "Benzodiazepine")),
    _Checked(11, FRONT_STREET, "DS", "Sent to a lab", "Opioid powder, “down”", None),
    _Checked(5, FRONT_STREET, "DS", "Fentanyl test strip", "Methamphetamine"),
    _Checked(4, VAN, "TK", "Xylazine test strip", "Heroin", ("Xylazine",)),
    _Checked(1, FRONT_STREET, "DS", "Fentanyl test strip", "", ("Fentanyl",)),
)


def tell(session: Session, device: int, names: Catalog, days: tuple[date, date], seed: int) -> None:
    """Record all that falls into the center's days; the same seed, the same ids."""
    first, last = days
    chance = Random(f"{seed} happened")  # noqa: S311 - a sample's ids are not secret
    told: dict[int, HappenedId] = {}
    for place, one in enumerate(_TOLD):
        client_id, on = _id(chance), last - timedelta(one.ago)
        if on >= first:
            report = replace(_report(one, client_id, on, names), same_as=told.get(one.like) if one.like else None)
            told[place] = recording.record(
                session, staff.actor(session, one.by, device), At(on), report
            ).happened_id  # fmt: skip
    known = lists.load(session, "en")
    for sample in _CHECKED:
        client_id, on = _id(chance), last - timedelta(sample.ago)
        if on >= first:
            checks.record(
                session, staff.actor(session, sample.by, device), At(on), _check(sample, client_id, on, names, known)
            )


def _report(one: _Told, client_id: UUID, on: date, names: Catalog) -> Report:
    said = dict(one.said)
    if one.item:
        said |= {"product": Product.ITEM, "item_id": ItemId(names.find("item", NALOXONE))}
    happened = When.month(on.replace(day=1) - timedelta(1))
    if one.happened is not None:
        happened = When.day(on - timedelta(one.happened))
    supplies = tuple((CategoryId(names.find("category", name)), n) for name, n in one.supplies.items())
    site_id = SiteId(names.find("site", one.site))
    return Report(client_id, one.kind, on, site_id, happened=happened, supplies=supplies, **said)


def _check(sample: _Checked, client_id: UUID, on: date, names: Catalog, known: Lists) -> Check:
    result = Result.WAITING if sample.found is None else Result.FOUND if sample.found else Result.NOTHING
    return Check(
        client_id,
        on,
        SiteId(names.find("site", sample.site)),
        methods=(known.find_method(sample.method),),
        bought=BoughtAs.SUBSTANCE if sample.bought else BoughtAs.NOT_ASKED,
        bought_as_id=known.find_substance(sample.bought) if sample.bought else None,
        result=result,
        found=tuple(map(known.find_substance, sample.found or ())),
    )


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
