"""Counts being made: kept as they are typed, reviewed against the books, posted.  A draft survives the program.

Each counted line keeps up to which movement it had seen, so that review can say *stock moved since you counted*.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Item
from outreach.db.models.counting import CountDraft, CountDraftLine, CountDraftMark
from outreach.db.models.stock import Balance, Lot
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import counts, kits, marks
from outreach.stock.counts import Found, Posted
from outreach.stock.draft_reading import Draft, Scope, load
from outreach.stock.slips import new_number
from outreach.vocabulary import At, DifferenceReason, DraftId, DraftLineId, ItemId, LotId, SiteId


@dataclass(eq=False)
class StockMovedSince(Refusal):
    """Some lines were counted before something moved; say for each what it is now, or count again."""

    lines: tuple[DraftLineId, ...]


def start(
    session: Session,
    by: Actor,
    at: At,
    *,
    client_id: UUID,
    site_id: SiteId,
    scope: Scope,
    is_blind: bool,
    on_paper: bool,
) -> DraftId:
    """Begin a count: every lot on the books there, and every item of the list at zero, in shelf order.

    `on_paper` gives its sheet a number by which it is found when it is keyed.  Raises NotAllowed.
    """
    by.may(Right.COUNT)
    earlier = session.scalar(select(CountDraft.id).where(CountDraft.client_id == client_id.bytes))
    if earlier is not None:
        return DraftId(earlier)
    ids = Ids(session, by.device, ("count_drafts", "count_draft_lines"))
    draft_id = DraftId(ids.next("count_drafts"))
    session.execute(
        insert(CountDraft),
        [
            {
                "id": draft_id,
                "client_id": client_id.bytes,
                "site_id": site_id,
                "scope": scope.scope,
                "category_id": scope.category_id,
                "item_id": scope.item_id,
                "shelf": scope.shelf,
                "is_blind": is_blind,
                "sheet": new_number() if on_paper else None,
                "started_on": at.day,
                "started_hour": at.hour,
                "staff_id": by.staff_id,
            }
        ],
    )
    lines = [
        {"id": ids.next("count_draft_lines"), "draft_id": draft_id, "item_id": item, "lot_id": lot}
        for item, lot in _to_count(session, site_id, scope)
    ]
    if lines:
        session.execute(insert(CountDraftLine), lines)
    audit.note(session, by, at, "count.started", (draft_id,))
    return draft_id


def enter(
    session: Session, by: Actor, line_id: DraftLineId, found: int | None, reason: DifferenceReason | None = None
) -> None:
    """Keep what was counted of one line, or (None) that it is not counted yet.  Raises NotAllowed, NothingCounted."""
    by.may(Right.COUNT)
    if found is not None and found < 0:
        raise counts.NothingCounted
    session.execute(
        update(CountDraftLine)
        .where(CountDraftLine.id == line_id)
        .values(found=found, reason=reason, staff_id=by.staff_id if found is not None else None)
    )
    session.execute(delete(CountDraftMark).where(CountDraftMark.line_id == line_id))
    seen = marks.movements(session) if found is not None else {}
    if seen:
        session.execute(
            insert(CountDraftMark),
            [{"line_id": line_id, "device": device, "last_movement_id": last} for device, last in seen.items()],
        )


def add_lot(session: Session, by: Actor, draft_id: DraftId, lot_id: LotId) -> DraftLineId:
    """Add a lot that was found and is not among the lines.  Raises NotAllowed."""
    by.may(Right.COUNT)
    there = session.scalar(
        select(CountDraftLine.id).where(CountDraftLine.draft_id == draft_id, CountDraftLine.lot_id == lot_id)
    )
    if there is not None:
        return DraftLineId(there)
    line_id = DraftLineId(Ids(session, by.device, ("count_draft_lines",)).next("count_draft_lines"))
    item = session.scalars(select(Lot.item_id).where(Lot.id == lot_id)).one()
    session.execute(insert(CountDraftLine), [{"id": line_id, "draft_id": draft_id, "item_id": item, "lot_id": lot_id}])
    return line_id


def put_away(session: Session, by: Actor, at: At, draft_id: DraftId) -> None:
    """End a count without posting it; what was counted is kept.  Raises NotAllowed, NoSuchDraft."""
    by.may(Right.COUNT)
    load(session, draft_id)
    session.execute(update(CountDraft).where(CountDraft.id == draft_id).values(closed_on=at.day))
    audit.note(session, by, at, "count.put_away", (draft_id,))


def post(
    session: Session,
    by: Actor,
    at: At,
    draft_id: DraftId,
    *,
    on: date | None = None,
    moved_since: Mapping[DraftLineId, int] | None = None,
) -> Posted:
    """Post what was counted of a draft; lines left empty are not counted.

    `moved_since` says what stands there now for lines that something moved at since they were counted.
    Raises NotAllowed, NoSuchDraft, StockMovedSince, NothingCounted.
    """
    by.may(Right.COUNT)
    draft = load(session, draft_id)
    counted = [line for line in draft.lines if line.found is not None]
    chosen = dict(moved_since or {})
    waiting = tuple(line.id for line in counted if line.moved and line.id not in chosen)
    if waiting:
        raise StockMovedSince(waiting)
    client_id = UUID(bytes=session.scalars(select(CountDraft.client_id).where(CountDraft.id == draft_id)).one())
    posted = counts.post(
        session,
        by,
        at,
        client_id=client_id,
        site_id=draft.site_id,
        on=on or at.day,
        found=_found(session, draft, chosen),
        posted_as={line.item_id: line.reason for line in counted if line.reason is not None},
    )
    session.execute(
        update(CountDraft).where(CountDraft.id == draft_id).values(closed_on=at.day, document_id=posted.document_id)
    )
    return posted


def _found(session: Session, draft: Draft, chosen: Mapping[DraftLineId, int]) -> Sequence[Found]:
    """Every counted line; of an item partly counted, the lots left empty stay as the books have them."""
    items = {line.item_id for line in draft.lines if line.found is not None}
    made_up = kits.recipes(session, sorted(items))
    return [
        Found(
            line.item_id,
            chosen.get(line.id, line.expected if line.found is None else line.found),
            None if line.item_id in made_up and not line.lot_number else line.lot_id,  # kits of today's recipe
        )
        for line in draft.lines
        if line.item_id in items and (line.found is not None or line.expected > 0)
    ]


def _to_count(session: Session, site_id: SiteId, scope: Scope) -> list[tuple[ItemId, LotId]]:
    items = (
        select(Item.id).where(Item.retired_on.is_(None)).order_by(Item.shelf == "", Item.shelf, Item.position, Item.id)
    )
    if scope.category_id is not None:
        items = items.where(Item.category_id == scope.category_id)
    if scope.item_id is not None:
        items = items.where(Item.id == scope.item_id)
    if scope.shelf:
        items = items.where(Item.shelf == scope.shelf)
    on_books: dict[int, list[int]] = {}
    for row in session.execute(
        select(Balance.item_id, Balance.lot_id)
        .join(Lot, Lot.id == Balance.lot_id)
        .where(Balance.site_id == site_id, Balance.quantity != 0)
        .order_by(Lot.expires_on, Lot.number, Lot.id)
    ):
        on_books.setdefault(row.item_id, []).append(row.lot_id)
    plain = select(Lot.item_id, Lot.id).where(Lot.number == "", Lot.recipe_version_id.is_(None)).order_by(Lot.id)
    for row in session.execute(plain):
        on_books.setdefault(row.item_id, [row.id])
    return [(ItemId(item), LotId(lot)) for item in session.scalars(items) for lot in on_books.get(item, ())]
