"""What happens to stock on its own shelf: put back, thrown away or lost for a reason, found."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from outreach.fingerprints import fingerprint
from outreach.safety.staff import Actor, Right
from outreach.stock import documents
from outreach.stock.documents import Head
from outreach.stock.going_back import left_last
from outreach.stock.papers import Line, Paper, Written, check
from outreach.vocabulary import At, DocumentKind, Kind, LotKnown

LOSSES = (Kind.EXPIRED, Kind.DAMAGED, Kind.RECALLED, Kind.LOST, Kind.STOLEN, Kind.TAKEN_BY_POLICE)
"""Why stock is gone, each apart in every statement."""


def dispose(session: Session, by: Actor, at: At, head: Head, reason: Kind, lines: Sequence[Line]) -> Written:
    """Throw stock away, or write off what is gone, for one of `LOSSES`.

    Without a lot, *expired* takes what is expired and *recalled* what is on hold before anything else.
    Raises NotAllowed, NothingMoved, SameIdOtherLines.
    """
    if reason not in LOSSES:
        raise ValueError(reason)
    return _write(session, by, at, DocumentKind.DISPOSAL, head, reason, lines)


def put_back(session: Session, by: Actor, at: At, head: Head, lines: Sequence[Line]) -> Written:
    """Put stock back unused, into its lot or (without one) the lots that left here last, so that its source is kept.

    Raises NotAllowed, NothingMoved, SameIdOtherLines.
    """
    return _write(session, by, at, DocumentKind.PUT_BACK, head, Kind.PUT_BACK, lines)


def find(session: Session, by: Actor, at: At, head: Head, lines: Sequence[Line]) -> Written:
    """Note stock that turned up and was on nobody's books.  Raises NotAllowed, NothingMoved, SameIdOtherLines."""
    return _write(session, by, at, DocumentKind.FOUND, head, Kind.FOUND, lines)


def _write(
    session: Session, by: Actor, at: At, document: DocumentKind, head: Head, kind: Kind, lines: Sequence[Line]
) -> Written:
    by.may(Right.MOVE_STOCK)
    check(lines)
    content = fingerprint(head.site_id, head.on, kind, tuple(lines))
    earlier = documents.earlier(session, head, content)
    if earlier is not None:
        return Written(earlier, already=True)
    paper = Paper(session, by, at, document, head, content, {line.item_id for line in lines})
    for line in lines:
        if document is DocumentKind.DISPOSAL:
            paper.take(kind, line)
            continue
        if line.lot_id is not None:
            paper.put(kind, line.item_id, line.lot_id, line.quantity, line.lot_known)
            continue
        shares = left_last(session, head.site_id, line, head.on) if document is DocumentKind.PUT_BACK else []
        rest = line.quantity - sum(quantity for _, quantity in shares)
        for lot_id, quantity in [*shares, *([(paper.ledger.unlotted(line.item_id), rest)] if rest else [])]:
            paper.put(kind, line.item_id, lot_id, quantity, LotKnown.BY_THE_BOOKS)
    return paper.finish()
