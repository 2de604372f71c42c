"""Drug checks read back: as they would be entered, as lines of a list, and opened with all they ever said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from outreach.closed_lists import BoughtAs, DrugCheckId, MethodId, Result, SubstanceId
from outreach.db.models.happened import DrugCheck, DrugCheckFound, DrugCheckMethod, DrugCheckVersion
from outreach.drug_checks.check import Check
from outreach.safety.staff import Actor, Right
from outreach.versioned import Kept, Listed, Spoken, listed, spoken
from outreach.vocabulary import At, PlaceId, SiteId

CHECKS = Kept(DrugCheck, DrugCheckVersion, "check_id", "drug_check", (DrugCheckMethod, DrugCheckFound))


@dataclass(frozen=True, slots=True)
class OpenedCheck:
    """A check opened, its versions oldest first; `may_change` beyond adding a result."""

    check_id: DrugCheckId
    versions: tuple[Spoken[Check], ...]
    may_change: bool

    @property
    def now(self) -> Spoken[Check]:
        return self.versions[-1]

    @property
    def is_void(self) -> bool:
        return self.now.voided is not None


@dataclass(frozen=True, slots=True)
class WhichChecks:
    """The checks asked for, by the day of the sample; those that are `waiting` whatever their day."""

    first: date
    last: date
    site_id: SiteId | None = None
    waiting: bool = False


def check_of(session: Session, check_id: DrugCheckId) -> Check:
    """What a check says now, as it would be entered.  Raises NoSuchRecord."""
    row = CHECKS.newest(session, check_id)
    return _check(row, CHECKS.client_id(session, check_id).bytes, *_lists(session, [row["id"]]))


def checks(session: Session, by: Actor, at: At, which: WhichChecks) -> tuple[Listed[Check], ...]:
    """The checks of a stretch of days, newest first; front desk sees its own of today, and all that are waited for."""
    at_site = {"site_id": which.site_id} if which.site_id is not None else {}
    if which.waiting:
        found = CHECKS.standing_that(session, by, result=Result.WAITING, **at_site)
    else:
        found = CHECKS.between(session, by, at, which.first, which.last, **at_site)
    lists = _lists(session, [row["id"] for row in found])
    return tuple(listed(row, row["check_id"], _check(row, row["client_id"], *lists)) for row in found)


def open_check(session: Session, by: Actor, at: At, check_id: DrugCheckId) -> OpenedCheck:
    """A check with all its versions: no more private than the sample, so whoever adds its result may see it.

    Raises NotAllowed, NoSuchRecord.
    """
    by.may(Right.RECORD)
    found = CHECKS.versions(session, check_id)
    lists = _lists(session, [row["id"] for row in found])
    versions = tuple(spoken(row, _check(row, row["client_id"], *lists)) for row in found)
    return OpenedCheck(check_id, versions, CHECKS.may_open(found, by, at))


def _check(
    row: RowMapping,
    client_id: bytes,
    methods: Mapping[int, tuple[int, ...]],
    found: Mapping[int, tuple[int, ...]],
) -> Check:
    return Check(
        client_id=UUID(bytes=client_id),
        on=row["on_day"],
        site_id=SiteId(row["site_id"]),
        place_id=PlaceId(row["place_id"]) if row["place_id"] is not None else None,
        methods=tuple(map(MethodId, methods.get(row["id"], ()))),
        bought=BoughtAs(row["bought"]),
        bought_as_id=SubstanceId(row["bought_as_id"]) if row["bought_as_id"] is not None else None,
        result=Result(row["result"]),
        found=tuple(map(SubstanceId, found.get(row["id"], ()))),
        result_on=row["result_on"],
    )


def _lists(session: Session, version_ids: list[int]) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """The methods and the substances found of each version."""
    methods, found = DrugCheckMethod, DrugCheckFound
    return (
        _grouped(session, select(methods.version_id, methods.method_id).where(methods.version_id.in_(version_ids))),
        _grouped(session, select(found.version_id, found.substance_id).where(found.version_id.in_(version_ids))),
    )


def _grouped(session: Session, asked: Any) -> dict[int, tuple[int, ...]]:
    listed: dict[int, tuple[int, ...]] = {}
    for version_id, one in session.execute(asked.order_by(*asked.selected_columns)):
        listed[version_id] = (*listed.get(version_id, ()), one)
    return listed
