"""A hand-over written in place of another: what its partner reported meanwhile stays beside what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from outreach.db.ids import Ids
from outreach.db.models.leaving import PartnerReport
from outreach.stock import handovers, slip_reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from outreach.safety.staff import Actor
    from outreach.stock.documents import Head
    from outreach.stock.handovers import HandedOver, To
    from outreach.stock.papers import Line
    from outreach.vocabulary import At, DocumentId


def hand_over(session: Session, by: Actor, at: At, head: Head, to: To, lines: Sequence[Line]) -> HandedOver:
    """As `handovers.hand_over`; what was reported of the items of both slips is kept beside the new one too.

    Raises what that raises, NoSuchDocument and AlreadyVoided.
    """
    handed = handovers.hand_over(session, by, at, head, to, lines)
    if head.replaces is not None and not handed.already:
        _carry(session, by, head.replaces, handed.document_id)
    return handed


def _carry(session: Session, by: Actor, old: DocumentId, new: DocumentId) -> None:
    """Each as it was said, on its day, by whoever said it."""
    there = {line.item_id for line in slip_reading.slip(session, new).lines}
    reported = session.execute(
        select(PartnerReport.__table__)
        .where(PartnerReport.document_id == old, PartnerReport.item_id.in_(there))
        .order_by(PartnerReport.id)
    ).all()
    ids = Ids(session, by.device, ("partner_reports",))
    again = [{**row._mapping, "id": ids.next("partner_reports"), "document_id": new} for row in reported]  # noqa: SLF001 - a row's own view
    if again:
        session.execute(insert(PartnerReport), again)
