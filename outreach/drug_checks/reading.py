"""Drug checks read back: as they would be entered, as lines of a list, and opened with all they ever said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select, text
from sqlalchemy.orm import Session

from outreach.closed_lists import BoughtAs, DrugCheckId, MethodId, Result, SubstanceId
from outreach.db.models.base import table_of
from outreach.db.models.happened import DrugCheck, DrugCheckFound, DrugCheckMethod, DrugCheckVersion
from outreach.db.models.staff import Staff
from outreach.drug_checks.check import Check
from outreach.safety.staff import Actor, Right
from outreach.versioned import Kept, Spoken, spoken
from outreach.vocabulary import At, PlaceId, SiteId

CHECKS = Kept(DrugCheck, DrugCheckVersion, "check_id", "drug_check", (DrugCheckMethod, DrugCheckFound))
_V, _M = table_of(DrugCheckVersion), table_of(DrugCheck)


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
class CheckLine:
    """One check of a list: as it stands, or as it was when it was voided."""

    check_id: DrugCheckId
    check: Check
    staff: str
    recorded_on: date
    is_corrected: bool
    is_void: bool


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


def checks(session: Session, by: Actor, at: At, which: WhichChecks) -> tuple[CheckLine, ...]:
    """The checks of a stretch of days, newest first; front desk sees its own of today, and all that are waited for."""
    by.may(Right.RECORD)
    first = _V.alias("first_version")
    asked = _rows().join(first, (first.c.check_id == _V.c.check_id) & (first.c.number == 1))
    asked = asked.join(Staff, Staff.id == first.c.staff_id)
    asked = asked.where(text("drug_check_versions.is_current"))  # as the index says it, or it would not be used
    if which.waiting:
        asked = asked.where(_V.c.result == Result.WAITING, ~_V.c.is_void)
    elif by.has(Right.CORRECT_ANY):
        asked = asked.where(_V.c.on_day.between(which.first, which.last))
    else:
        asked = asked.where(first.c.staff_id == by.staff_id, _M.c.recorded_on == at.day)
    if which.site_id is not None:
        asked = asked.where(_V.c.site_id == which.site_id)
    found = [*session.execute(asked.order_by(_V.c.on_day.desc(), _V.c.check_id.desc())).mappings()]
    lists = _lists(session, [row["id"] for row in found])
    return tuple(
        CheckLine(
            DrugCheckId(row["check_id"]),
            _check(row, row["client_id"], *lists),
            row["initials"],
            row["first_recorded_on"],
            is_corrected=row["number"] > (2 if row["is_void"] else 1),
            is_void=row["is_void"],
        )
        for row in found
    )


def open_check(session: Session, by: Actor, at: At, check_id: DrugCheckId) -> OpenedCheck:
    """A check with all its versions: no more private than the sample, so whoever adds its result may see it.

    Raises NotAllowed, NoSuchRecord.
    """
    by.may(Right.RECORD)
    found = CHECKS.versions(session, check_id)
    lists = _lists(session, [row["id"] for row in found])
    versions = tuple(spoken(row, _check(row, row["client_id"], *lists)) for row in found)
    return OpenedCheck(check_id, versions, CHECKS.may_open(found, by, at))


def _rows() -> Any:
    named = _M.c.client_id, _M.c.recorded_on.label("first_recorded_on"), Staff.initials
    return select(_V, *named).select_from(_V).join(_M, _M.c.id == _V.c.check_id)


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
