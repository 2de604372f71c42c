"""Documents: what a movement without an encounter belongs to.  One that was wrong is voided and another written."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.stock import Document
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock.ledger import Ledger, Seen
from outreach.stock.past_rows import of_document
from outreach.vocabulary import At, CountSide, DocumentId, DocumentKind, SiteId, SupplierId


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


def fingerprint(*said: object) -> bytes:
    return hashlib.sha256(repr(said).encode()).digest()[:16]


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


def void(session: Session, by: Actor, at: At, document_id: DocumentId) -> None:
    """Take a document back, whatever it is: its rows are reversed on their own days, what it said is kept.

    Raises NotAllowed, NoSuchDocument, AlreadyVoided.
    """
    by.may(Right.CORRECT_ANY)
    document = session.execute(
        select(Document.recorded_on, Document.count_side, Document.voided_on).where(Document.id == document_id)
    ).one_or_none()
    if document is None:
        raise NoSuchDocument
    if document.voided_on is not None:
        raise AlreadyVoided
    session.execute(update(Document).where(Document.id == document_id).values(voided_on=at.day))
    rows = of_document(session, document_id)
    if rows:
        ids = Ids(session, by.device, ("movements",))
        sites, items = {row.site_id for row in rows}, {row.item_id for row in rows}
        ledger = Ledger(session, ids, by.staff_id, sites, items, min(row.occurred_on for row in rows))
        ledger.reverse(rows, Seen(document.recorded_on, side=document.count_side))
        ledger.write()
    audit.note(session, by, at, "document.voided", (document_id,))
