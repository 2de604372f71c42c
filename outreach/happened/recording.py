"""Reports of what happened: record, correct, void.  Naloxone used here leaves the shelf in the same transaction.

No report leads to a visit, a person or a code, and nothing about one is kept finer than its day.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from outreach.closed_lists import EventId, HappenedId
from outreach.db.ids import Ids
from outreach.db.models.happened import HappenedSupplies
from outreach.happened import versioned
from outreach.happened.linking import event_of, new_event, same_family
from outreach.happened.reading import report_of
from outreach.happened.report import ANSWERS, Report, check, fingerprint
from outreach.happened.versioned import HAPPENED
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

    Raises NotAllowed, SameIdOtherReport, NoSuchReport and OtherKind for the one it is linked to, and what
    `report.check` raises.
    """
    by.may(Right.RECORD)
    check(report)
    content = fingerprint(report)
    earlier = versioned.earlier(session, HAPPENED, report.client_id, content)
    if earlier is not None:
        return Reported(HappenedId(earlier), report.client_id, already=True)
    other = report.same_as
    event_id = new_event(session, by) if other is None else event_of(session, other, report.kind)
    happened_id = HappenedId(versioned.begin(session, by, at, HAPPENED, report.client_id, content))
    _write(session, by, at, happened_id, report, event_id)
    versioned.note(session, by, at, HAPPENED, "recorded", happened_id)
    return Reported(happened_id, report.client_id)


def correct(session: Session, by: Actor, at: At, happened_id: HappenedId, report: Report) -> Reported:
    """Say anew what was reported; sent again, or saying nothing new, it makes no further version.

    Which event it is about stays.  Raises what `versioned.standing` and `report.check` raise.
    """
    said = replace(report, same_as=None)
    check(said)
    old = versioned.standing(session, by, at, HAPPENED, happened_id)
    was = report_of(session, happened_id)
    if fingerprint(was) == fingerprint(replace(said, client_id=was.client_id)):
        return Reported(happened_id, report.client_id, already=True)
    stood = _put_back(session, by, at, old)
    is_same = same_family(old["kind"], said.kind)
    event_id = EventId(old["event_id"]) if is_same else new_event(session, by)
    _write(session, by, at, happened_id, replace(said, client_id=was.client_id), event_id, old, stood)
    versioned.note(session, by, at, HAPPENED, "corrected", happened_id)
    return Reported(happened_id, report.client_id)


def void(session: Session, by: Actor, at: At, happened_id: HappenedId, reason: VoidReason) -> None:
    """Take a report back: it no longer counts, naloxone used here is on the books again, what it said is kept.

    Raises what `versioned.standing` raises.
    """
    old = versioned.void(session, by, at, HAPPENED, happened_id, reason)
    _put_back(session, by, at, old)


def _write(
    session: Session, by: Actor, at: At, happened_id: HappenedId, report: Report, event_id: EventId,
    old: RowMapping | None = None, stood: Stood | None = None,
) -> None:  # fmt: skip
    number = old["number"] + 1 if old is not None else 1
    said = {
        "event_id": event_id,
        "kind": report.kind,
        "reported_on": report.on,
        "site_id": report.site_id,
        "place_id": report.place_id,
        "when_known": report.happened.known,
        "happened_on": report.happened.on,
        "document_id": _use(session, by, at, report, number, stood),
        **{name: getattr(report, name) for name in ANSWERS if name != "supplies"},
    }
    ids = Ids(session, by.device, HAPPENED.tables)
    version_id = versioned.write(session, by, at, HAPPENED, ids, happened_id, said, old)
    supplies = [
        {"version_id": version_id, "category_id": category, "quantity": quantity}
        for category, quantity in report.supplies
    ]
    versioned.add_lines(session, HappenedSupplies, supplies)


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
