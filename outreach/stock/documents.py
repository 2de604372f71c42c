"""Documents: what a movement without an encounter belongs to.  One that was wrong is voided and another written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids, device_of
from outreach.db.models.correcting import DocumentVoid
from outreach.db.models.stock import CountLine, CountMark, Document, Movement
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import kits_anew
from outreach.stock.ledger import Ledger
from outreach.stock.past_rows import PastRow, of_document
from outreach.stock.standing import Seen
from outreach.vocabulary import At, CountSide, DocumentId, DocumentKind, ItemId, PaperVoid, SiteId, SupplierId


@dataclass(eq=False)
class SameIdOtherLines(Refusal):
    """This document's id was already recorded with other content; nothing was changed."""


@dataclass(eq=False)
class NoSuchDocument(Refusal):
    pass


@dataclass(eq=False)
class AlreadyVoided(Refusal):
    """That document was already taken back or corrected."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every document says: where, on which day, and (if it stands in place of another) which.

    `side` is the answer to *before or after the count?* where the day has one; `client_id` makes saving twice once.
    """

    client_id: UUID
    site_id: SiteId
    on: date
    reference: str = ""
    side: CountSide | None = None
    replaces: DocumentId | None = None
    to_site_id: SiteId | None = None
    supplier_id: SupplierId | None = None


def earlier(
    session: Session, head: Head, content: bytes, refusal: type[Refusal] = SameIdOtherLines
) -> DocumentId | None:
    """The document this id was already recorded as.  Raises `refusal` if it said something else."""
    found = session.execute(
        select(Document.id, Document.content).where(Document.client_id == head.client_id.bytes)
    ).one_or_none()
    if found is not None and found.content != content:
        raise refusal
    return DocumentId(found.id) if found is not None else None


def write(session: Session, ids: Ids, by: Actor, at: At, kind: DocumentKind, head: Head, content: bytes) -> DocumentId:
    """Write a document's own row."""
    document_id = DocumentId(ids.next("documents"))
    session.execute(
        insert(Document),
        [
            {
                "id": document_id,
                "client_id": head.client_id.bytes,
                "content": content,
                "kind": kind.value,
                "site_id": head.site_id,
                "on_day": head.on,
                "reference": head.reference,
                "staff_id": by.staff_id,
                "recorded_on": at.day,
                "recorded_hour": at.hour,
                "to_site_id": head.to_site_id,
                "supplier_id": head.supplier_id,
                "count_side": head.side,
                "replaces_id": head.replaces,
            }
        ],
    )
    return document_id


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a document stood: its day, and the side of a count of that day."""

    on: date
    side: CountSide | None
    to_judge: tuple[tuple[SiteId, ItemId], ...] = ()  # what is still to be judged anew


def void(
    session: Session,
    by: Actor,
    at: At,
    document_id: DocumentId,
    reason: PaperVoid | None = None,
    *,
    is_replaced: bool = False,
) -> Stood:
    """Take a document back, whatever it is: its rows are reversed on their own days, what it said is kept.

    Answers where it stood: what is written in its place stands there too, and needs no other reason.  Where something
    is (`is_replaced`), how kits left the shelf is judged once that is written; of a count, what is short is too:
    without any count between them, what came after it would settle what was short before it.
    Raises NotAllowed, NoSuchDocument, AlreadyVoided.
    """
    by.may(Right.CORRECT_ANY)
    return take_back(session, by, at, document_id, reason, is_replaced=is_replaced)


def take_back(
    session: Session,
    by: Actor,
    at: At,
    document_id: DocumentId,
    reason: PaperVoid | None = None,
    *,
    is_replaced: bool = False,
) -> Stood:
    """The same for what belongs to something else, whose own right has been asked: a report taken back or corrected.

    Raises NoSuchDocument, AlreadyVoided.
    """
    document = session.execute(
        select(Document.site_id, Document.on_day, Document.recorded_on, Document.count_side, Document.voided_on).where(
            Document.id == document_id
        )
    ).one_or_none()
    if document is None:
        raise NoSuchDocument
    if document.voided_on is not None:
        raise AlreadyVoided
    rows = of_document(session, document_id)
    to_judge: tuple[tuple[SiteId, ItemId], ...] = ()
    first_row = session.scalar(_FIRST_ROW, {"document": document_id}) or 0
    side = document.count_side or _side_of(session, rows, document.recorded_on, first_row)
    session.execute(update(Document).where(Document.id == document_id).values(voided_on=at.day))
    lines = select(CountLine.item_id).where(CountLine.document_id == document_id)
    counted = {ItemId(item) for item in session.scalars(lines)}
    if rows or counted:
        ids = Ids(session, by.device, ("movements", "lots"))
        sites, items = {row.site_id for row in rows} | {document.site_id}, {row.item_id for row in rows} | counted
        since = min((row.occurred_on for row in rows), default=document.on_day)
        ledger = Ledger(session, ids, by.staff_id, sites, items, min(since, document.on_day))
        as_written = Seen(document.recorded_on, movement_id=None if counted else first_row, side=document.count_side)
        ledger.reverse(rows, as_written)
        for item_id in counted:
            ledger.judge_again(document.site_id, item_id, document.on_day)
        if not is_replaced:
            kits_anew.write(session, ids, ledger)
        elif counted:
            ledger.flush()
        else:
            ledger.write()
        if is_replaced:
            to_judge = tuple((site, item) for site in sorted(sites) for item in sorted(items))
    why = {"document_id": document_id, "reason": reason, "staff_id": by.staff_id, "on_day": at.day, "hour": at.hour}
    session.execute(insert(DocumentVoid), [why])
    audit.note(session, by, at, "document.voided", (document_id,))
    return Stood(document.on_day, side, to_judge)


_FIRST_ROW = select(func.min(Movement.id)).where(
    Movement.document_id == bindparam("document"), Movement.reverses_id.is_(None)
)
"""What tells where a document stands among the counts of its day, also where its kits were judged anew since."""


def _side_of(session: Session, rows: Sequence[PastRow], recorded_on: date, first_row: int) -> CountSide | None:
    """Before or after a posted count of its day, as it was first written; None without one."""
    for row in rows:
        for count in session.execute(
            select(Document.id, CountMark.last_movement_id)
            .join(CountLine, CountLine.document_id == Document.id)
            .outerjoin(CountMark, (CountMark.document_id == Document.id) & (CountMark.device == device_of(first_row)))
            .where(CountLine.item_id == row.item_id, Document.site_id == row.site_id, Document.voided_on.is_(None))
            .where(Document.on_day == row.occurred_on, Document.id != row.document_id)
        ):
            was_seen = first_row <= (count.last_movement_id or 0) or recorded_on > row.occurred_on
            return CountSide.BEFORE if was_seen else CountSide.AFTER
    return None
