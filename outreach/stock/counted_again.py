"""A posted count put right: what was found of one of its lots was another amount; all else stays as it was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from outreach.db.models.stock import CountLine, Document, Movement
from outreach.stock import counts
from outreach.stock.counts import Found, Others
from outreach.stock.documents import NoSuchDocument
from outreach.vocabulary import DifferenceReason, DocumentKind, ItemId, Kind, LotId, SiteId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.safety.staff import Actor
    from outreach.stock.counts import Posted
    from outreach.vocabulary import At, DocumentId

_SAID_APART = (Kind.DAMAGED.value, Kind.EXPIRED.value, Kind.FOUND.value)


def correct(
    session: Session, by: Actor, at: At, *, client_id: UUID, document_id: DocumentId, lot_id: LotId, found: int
) -> Posted:
    """Post it again in its own place with `found` of that lot.

    Raises what `counts.post` raises, NoSuchDocument and AlreadyVoided.
    """
    count = session.execute(
        select(Document.site_id, Document.on_day).where(
            Document.id == document_id, Document.kind == DocumentKind.COUNT.value
        )
    ).one_or_none()
    if count is None:
        raise NoSuchDocument
    said = [replace(one, quantity=found) if one.lot_id == lot_id else one for one in as_said(session, document_id)]
    return counts.post(
        session, by, at, client_id=client_id, site_id=SiteId(count.site_id), on=count.on_day, found=said,
        replaces=document_id, others=Others.STAY,
    )  # fmt: skip


def as_said(session: Session, document_id: DocumentId) -> tuple[Found, ...]:
    """What it found, lot by lot, with what of each was thrown away or turned up."""
    moved: dict[tuple[int, str], int] = {
        (row.lot_id, row.kind): int(row.n)
        for row in session.execute(
            select(Movement.lot_id, Movement.kind, func.sum(Movement.quantity).label("n"))
            .where(Movement.document_id == document_id, Movement.kind.in_(_SAID_APART))
            .where(Movement.reverses_id.is_(None), Movement.late_id.is_(None))
            .group_by(Movement.lot_id, Movement.kind)
        )
    }
    lines = session.execute(
        select(CountLine.item_id, CountLine.lot_id, CountLine.found)
        .where(CountLine.document_id == document_id)
        .order_by(CountLine.item_id, CountLine.lot_id)
    )
    return tuple(_found(line, moved) for line in lines)


def _found(line, moved: Mapping[tuple[int, str], int]) -> Found:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a row of count_lines
    return Found(
        ItemId(line.item_id), line.found, LotId(line.lot_id),
        DifferenceReason.FOUND if (line.lot_id, Kind.FOUND.value) in moved else None,
        -moved.get((line.lot_id, Kind.DAMAGED.value), 0), -moved.get((line.lot_id, Kind.EXPIRED.value), 0),
    )  # fmt: skip
