"""What a partner says it gave out of a hand-over: kept beside it, and never added to anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.leaving import HandOver, PartnerReport
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock.documents import NoSuchDocument
from outreach.stock.slip_reading import lines_of
from outreach.translation import N_
from outreach.versioned import SameIdOtherRecord
from outreach.vocabulary import At, DocumentId, ItemId

MORE_REPORTED = N_("That is {n} more than was handed over. It is kept as they say.")


@dataclass(eq=False)
class NotOnSlip(Refusal):
    """Only of what was handed over can be said how much was given out."""


def report(
    session: Session, by: Actor, at: At, client_id: UUID, document_id: DocumentId,
    given_out: Sequence[tuple[ItemId, int]],
) -> tuple[tuple[ItemId, int], ...]:  # fmt: skip
    """Keep what a partner says it gave out of a hand-over so far, in all, beside it: what is said later stands.

    Returns by how much it is more than was handed over, by item.  The same `client_id` again keeps nothing twice.
    Raises NotAllowed, NoSuchDocument, NotOnSlip, SameIdOtherRecord.
    """
    by.may(Right.MOVE_STOCK)
    content = fingerprint(document_id, tuple(given_out))
    known = session.scalars(select(PartnerReport.content).where(PartnerReport.client_id == client_id.bytes)).first()
    if known is not None:
        if known != content:
            raise SameIdOtherRecord
        return _more(session, document_id, given_out)
    if session.scalar(select(HandOver.document_id).where(HandOver.document_id == document_id)) is None:
        raise NoSuchDocument
    more = _more(session, document_id, given_out)
    ids = Ids(session, by.device, ("partner_reports",))
    session.execute(
        insert(PartnerReport),
        [
            {
                "id": ids.next("partner_reports"),
                "document_id": document_id,
                "item_id": item_id,
                "quantity": quantity,
                "reported_on": at.day,
                "staff_id": by.staff_id,
                "client_id": client_id.bytes,
                "content": content,
            }
            for item_id, quantity in dict(given_out).items()
        ],
    )
    audit.note(session, by, at, "hand_over.reported", (document_id,))
    return more


def _more(
    session: Session, document_id: DocumentId, given_out: Sequence[tuple[ItemId, int]]
) -> tuple[tuple[ItemId, int], ...]:
    """By how much more is reported than was handed over.  Raises NotOnSlip."""
    had: dict[ItemId, int] = {}
    for line in lines_of(session, document_id):
        had[line.item_id] = had.get(line.item_id, 0) + line.quantity
    if any(item_id not in had for item_id, _ in given_out):
        raise NotOnSlip
    return tuple((item_id, n - had[item_id]) for item_id, n in given_out if n > had[item_id])
