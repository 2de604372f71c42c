"""What came onto the books while a count was being made: a line of its own in it, which stays unless it is counted."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.counting import CountDraftLine
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock.draft_reading import Draft, load
from outreach.stock.to_count import on_books
from outreach.vocabulary import At, DraftId, DraftLineId, ItemId, LotId


def waiting(session: Session, draft: Draft) -> tuple[tuple[ItemId, LotId], ...]:
    """Lots the books have where this count is made, and that have no line in it yet."""
    lots = {line.lot_id for line in draft.lines}
    return tuple(pair for pair in on_books(session, draft.site_id, draft.scope) if pair[1] not in lots)


def take_up(session: Session, by: Actor, at: At, draft_id: DraftId) -> tuple[DraftLineId, ...]:
    """Give what came since a line of its own, not counted.  Raises NotAllowed, NoSuchDraft."""
    by.may(Right.ENTER_COUNTS)
    come = waiting(session, load(session, draft_id))
    if not come:
        return ()
    ids = Ids(session, by.device, ("count_draft_lines",))
    rows = [
        {"id": ids.next("count_draft_lines"), "draft_id": draft_id, "item_id": item, "lot_id": lot}
        for item, lot in come
    ]
    session.execute(insert(CountDraftLine), rows)
    lines = tuple(DraftLineId(row["id"]) for row in rows)
    audit.note(session, by, at, "count.lot_came", lines)
    return lines
