"""Reports of what happened: record, correct, void.  Naloxone used here leaves the shelf in the same transaction.

No report leads to a visit, a person or a code, and nothing about one is kept finer than its day.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from sqlalchemy import RowMapping, insert
from sqlalchemy.orm import Session

from outreach.closed_lists import EventId, HappenedId
from outreach.db.models.happened import HappenedSupplies
from outreach.entry import check_day
from outreach.happened.keeping import HAPPENED
from outreach.happened.linking import event_of, new_event, same_family
from outreach.happened.reading import report_of
from outreach.happened.report import ANSWERS, Report, check, fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents, handovers
from outreach.stock.documents import AlreadyVoided, Head, Stood
from outreach.stock.papers import Line
from outreach.vocabulary import At, DocumentId, VoidReason


@dataclass(frozen=True, slots=True)
class Reported:
    happened_id: HappenedId
    client_id: UUID
    already: bool = False


def record(session: Session, by: Actor, at: At, report: Report) -> Reported:
    """Record one report.

    Raises NotAllowed, SameIdOtherRecord, NoSuchRecord and OtherKind for the one it is linked to, and what
    `report.check` and `entry.check_day` raise.
    """
    by.may(Right.RECORD)
    check(report)
    check_day(report.on, at.day)
    content = fingerprint(report)
    if (known := HAPPENED.saved(session, report.client_id, content)) is not None:
        return Reported(HappenedId(known), report.client_id, already=True)
    other = report.same_as
    event_id = new_event(session, by) if other is None else event_of(session, other, report.kind)
    said = _columns(report, event_id, _use(session, by, at, report, 1, None))
    happened_id, version_id = HAPPENED.add(session, by, at, report.client_id, content, said)
    _add_supplies(session, version_id, report)
    return Reported(HappenedId(happened_id), report.client_id)


def correct(session: Session, by: Actor, at: At, happened_id: HappenedId, report: Report) -> Reported:
    """Say anew what was reported; sent again, or saying nothing new, it makes no further version.

    Which event it is about stays.  Raises what `Kept.standing`, `report.check` and `entry.check_day` raise.
    """
    said = replace(report, same_as=None)
    check(said)
    check_day(said.on, at.day)
    old = HAPPENED.standing(session, by, at, happened_id)
    was = report_of(session, happened_id)
    if fingerprint(was) == fingerprint(replace(said, client_id=was.client_id)):
        return Reported(happened_id, report.client_id, already=True)
    stood = _put_back(session, by, at, old)
    is_same = same_family(old["kind"], said.kind)
    event_id = EventId(old["event_id"]) if is_same else new_event(session, by)
    document_id = _use(session, by, at, replace(said, client_id=was.client_id), old["number"] + 1, stood)
    version_id = HAPPENED.say_anew(session, by, at, old, "corrected", _columns(said, event_id, document_id))
    _add_supplies(session, version_id, said)
    return Reported(happened_id, report.client_id)


def void(session: Session, by: Actor, at: At, happened_id: HappenedId, reason: VoidReason) -> None:
    """Take a report back: it no longer counts, naloxone used here is on the books again, what it said is kept.

    Raises what `Kept.void` raises.
    """
    _put_back(session, by, at, HAPPENED.void(session, by, at, happened_id, reason))


def _columns(report: Report, event_id: EventId, document_id: DocumentId | None) -> dict[str, object]:
    return {
        "event_id": event_id,
        "kind": report.kind,
        "reported_on": report.on,
        "site_id": report.site_id,
        "place_id": report.place_id,
        "when_known": report.happened.known,
        "happened_on": report.happened.on,
        "document_id": document_id,
        **{name: getattr(report, name) for name in ANSWERS if name != "supplies"},
    }


def _add_supplies(session: Session, version_id: int, report: Report) -> None:
    rows = [
        {"version_id": version_id, "category_id": category, "quantity": quantity}
        for category, quantity in report.supplies
    ]
    if rows:
        session.execute(insert(HappenedSupplies), rows)


def _use(session: Session, by: Actor, at: At, report: Report, number: int, stood: Stood | None) -> DocumentId | None:
    """Naloxone used here leaves the shelf it stood on; one that is corrected stands where it stood."""
    if report.used is None or report.item_id is None:
        return None
    side = stood.side if stood is not None and stood.on == report.on else None
    head = Head(uuid5(report.client_id, str(number)), report.site_id, report.on, side=side)
    line = Line(report.item_id, report.used)
    return handovers.used_here(session, by, At(at.day), head, [line]).document_id


def _put_back(session: Session, by: Actor, at: At, old: RowMapping) -> Stood | None:
    if old["document_id"] is None:
        return None
    with suppress(AlreadyVoided):  # a coordinator took the hand-over back by itself
        return documents.take_back(session, by, At(at.day), DocumentId(old["document_id"]))
    return None
