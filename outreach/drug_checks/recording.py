"""Drug checks: record, add the result, correct, void.  None leads to a visit, a person or a code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from outreach.closed_lists import DrugCheckId, Result, SubstanceId
from outreach.db.ids import Ids
from outreach.db.models.happened import DrugCheck, DrugCheckFound, DrugCheckMethod
from outreach.drug_checks.check import Check, check_it, fingerprint, normal
from outreach.drug_checks.reading import check_of
from outreach.errors import Refusal
from outreach.happened import versioned
from outreach.happened.versioned import CHECKS
from outreach.safety.staff import Actor, Right
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
    """Record one sample.  Raises NotAllowed, SameIdOtherReport, and what `check.check_it` raises."""
    by.may(Right.RECORD)
    said = normal(check)
    check_it(said)
    content = fingerprint(said)
    earlier = versioned.earlier(session, CHECKS, said.client_id, content)
    if earlier is not None:
        return Checked(DrugCheckId(earlier), said.client_id, already=True)
    check_id = DrugCheckId(versioned.begin(session, by, at, CHECKS, said.client_id, content))
    _write(session, by, at, check_id, said, None)
    versioned.note(session, by, at, CHECKS, "recorded", check_id)
    return Checked(check_id, said.client_id)


def correct(session: Session, by: Actor, at: At, check_id: DrugCheckId, check: Check) -> Checked:
    """Say anew what a check was; sent again, or saying nothing new, it makes no further version.

    Raises what `versioned.standing` and `check.check_it` raise.
    """
    said = normal(check)
    check_it(said)
    old = versioned.standing(session, by, at, CHECKS, check_id)
    return _say(session, by, at, check_id, said, old)


def add_result(
    session: Session, by: Actor, at: At, check_id: DrugCheckId, result: Result, found: Sequence[SubstanceId] = ()
) -> Checked:
    """Add the result that was waited for, whoever took the sample and whenever: it came today.

    Raises NotAllowed, NoSuchReport, ReportAlreadyVoid, HasAResult, FoundWhat.
    """
    by.may(Right.RECORD)
    old = versioned.current(session, CHECKS, check_id)
    if old["is_void"]:
        raise versioned.ReportAlreadyVoid
    was = check_of(session, check_id)
    said = normal(replace(was, result=result, found=tuple(found), result_on=max(at.day, was.on)))
    check_it(said)
    if was.result is not Result.WAITING and fingerprint(was) != fingerprint(said):
        raise HasAResult
    return _say(session, by, at, check_id, said, old)


def void(session: Session, by: Actor, at: At, check_id: DrugCheckId, reason: VoidReason) -> None:
    """Take a check back: it no longer counts, what it said is kept.  Raises what `versioned.standing` raises."""
    versioned.void(session, by, at, CHECKS, check_id, reason)


def _say(session: Session, by: Actor, at: At, check_id: DrugCheckId, said: Check, old: RowMapping) -> Checked:
    client_id = UUID(bytes=session.scalars(select(DrugCheck.client_id).where(DrugCheck.id == check_id)).one())
    said = replace(said, client_id=client_id)
    if fingerprint(check_of(session, check_id)) == fingerprint(said):
        return Checked(check_id, client_id, already=True)
    _write(session, by, at, check_id, said, old)
    versioned.note(session, by, at, CHECKS, "corrected", check_id)
    return Checked(check_id, client_id)


def _write(session: Session, by: Actor, at: At, check_id: DrugCheckId, check: Check, old: RowMapping | None) -> None:
    said = {
        "on_day": check.on,
        "site_id": check.site_id,
        "place_id": check.place_id,
        "bought": check.bought,
        "bought_as_id": check.bought_as_id,
        "result": check.result,
        "result_on": check.result_on,
    }
    ids = Ids(session, by.device, CHECKS.tables)
    version = versioned.write(session, by, at, CHECKS, ids, check_id, said, old)
    methods = [{"version_id": version, "method_id": method} for method in check.methods]
    versioned.add_lines(session, DrugCheckMethod, methods)
    found = [{"version_id": version, "substance_id": substance} for substance in check.found]
    versioned.add_lines(session, DrugCheckFound, found)
