"""Drug checks: record, add the result, correct, void.  None leads to a visit, a person or a code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import RowMapping, insert
from sqlalchemy.orm import Session

from outreach.closed_lists import DrugCheckId, Result, SubstanceId
from outreach.db.models.happened import DrugCheckFound, DrugCheckMethod
from outreach.drug_checks.check import Check, check_it, fingerprint, normal
from outreach.drug_checks.reading import CHECKS, check_of
from outreach.entry import check_day
from outreach.errors import Refusal
from outreach.safety.staff import Actor, Right
from outreach.versioned import RecordAlreadyVoid
from outreach.vocabulary import At, VoidReason


@dataclass(eq=False)
class HasAResult(Refusal):
    """The result of that sample is there already: a coordinator can correct it."""


@dataclass(frozen=True, slots=True)
class Checked:
    check_id: DrugCheckId
    client_id: UUID
    already: bool = False


def record(session: Session, by: Actor, at: At, check: Check) -> Checked:
    """Record one sample.

    Raises NotAllowed, SameIdOtherRecord, and what `check.check_it` and `entry.check_day` raise.
    """
    by.may(Right.RECORD)
    said = normal(check)
    check_it(said)
    check_day(said.on, at.day)
    content = fingerprint(said)
    if (known := CHECKS.saved(session, said.client_id, content)) is not None:
        return Checked(DrugCheckId(known), said.client_id, already=True)
    check_id, version_id = CHECKS.add(session, by, at, said.client_id, content, _columns(said))
    _add_lines(session, version_id, said)
    return Checked(DrugCheckId(check_id), said.client_id)


def correct(session: Session, by: Actor, at: At, check_id: DrugCheckId, check: Check) -> Checked:
    """Say anew what a check was; sent again, or saying nothing new, it makes no further version.

    Raises what `Kept.standing`, `check.check_it` and `entry.check_day` raise.
    """
    said = normal(check)
    check_it(said)
    check_day(said.on, at.day)
    old = CHECKS.standing(session, by, at, check_id)
    return _say(session, by, at, check_id, said, old)


def add_result(
    session: Session, by: Actor, at: At, check_id: DrugCheckId, result: Result, found: Sequence[SubstanceId] = ()
) -> Checked:
    """Add the result that was waited for, whoever took the sample and whenever: it came today.

    Raises NotAllowed, NoSuchRecord, RecordAlreadyVoid, HasAResult, FoundWhat.
    """
    by.may(Right.RECORD)
    old = CHECKS.newest(session, check_id)
    if old["is_void"]:
        raise RecordAlreadyVoid
    was = check_of(session, check_id)
    said = normal(replace(was, result=result, found=tuple(found), result_on=max(at.day, was.on)))
    check_it(said)
    if was.result is not Result.WAITING and fingerprint(was) != fingerprint(said):
        raise HasAResult
    return _say(session, by, at, check_id, said, old)


def void(session: Session, by: Actor, at: At, check_id: DrugCheckId, reason: VoidReason) -> None:
    """Take a check back: it no longer counts, what it said is kept.  Raises what `Kept.void` raises."""
    CHECKS.void(session, by, at, check_id, reason)


def _say(session: Session, by: Actor, at: At, check_id: DrugCheckId, said: Check, old: RowMapping) -> Checked:
    client_id = CHECKS.client_id(session, check_id)
    said = replace(said, client_id=client_id)
    if fingerprint(check_of(session, check_id)) == fingerprint(said):
        return Checked(check_id, client_id, already=True)
    _add_lines(session, CHECKS.say_anew(session, by, at, old, "corrected", _columns(said)), said)
    return Checked(check_id, client_id)


def _columns(check: Check) -> dict[str, object]:
    return {
        "on_day": check.on,
        "site_id": check.site_id,
        "place_id": check.place_id,
        "bought": check.bought,
        "bought_as_id": check.bought_as_id,
        "result": check.result,
        "result_on": check.result_on,
    }


def _add_lines(session: Session, version_id: int, check: Check) -> None:
    methods = [{"version_id": version_id, "method_id": method} for method in check.methods]
    found = [{"version_id": version_id, "substance_id": substance} for substance in check.found]
    for table, rows in ((DrugCheckMethod, methods), (DrugCheckFound, found)):
        if rows:
            session.execute(insert(table), rows)
