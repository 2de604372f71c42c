"""Counts being made: begun, printed, counted line by line, reviewed against the books, posted or put away.

A draft survives the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids, device_of
from outreach.db.models.counting import CountDraft, CountDraftLine, CountSheetMark
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import come_since, counts, kits, marks
from outreach.stock.counts import Found, Others, Posted
from outreach.stock.draft_reading import Draft, DraftLine, Scope, load
from outreach.stock.slips import new_number
from outreach.stock.to_count import to_count
from outreach.vocabulary import At, DraftId, DraftLineId, SiteId


@dataclass(eq=False)
class StockMovedSince(Refusal):
    """Some lines were counted before something moved; say for each what it is now, or count again."""

    lines: tuple[DraftLineId, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Of a line something moved at: how much had moved when a person looked, and what stands there now."""

    moved: int
    stands: int


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
                "sheet": None,
                "started_on": at.day,
                "started_hour": at.hour,
                "staff_id": by.staff_id,
            }
        ],
    )
    lines = [
        {"id": ids.next("count_draft_lines"), "draft_id": draft_id, "item_id": item, "lot_id": lot}
        for item, lot in to_count(session, site_id, scope)
    ]
    if lines:
        session.execute(insert(CountDraftLine), lines)
    audit.note(session, by, at, "count.started", (draft_id,))
    _mark(session, draft_id)
    if on_paper:
        _number(session, at, draft_id)
    return draft_id


def number(session: Session, by: Actor, at: At, draft_id: DraftId) -> str:
    """The number of a count's printed sheet, given at its first print; what came meanwhile stands on it too.

    Raises NotAllowed, NoSuchDraft.
    """
    by.may(Right.ENTER_COUNTS)
    come_since.take_up(session, by, at, draft_id)
    sheet = load(session, draft_id).sheet
    if sheet is None:
        sheet = _number(session, at, draft_id)
        audit.note(session, by, at, "count.sheet_printed", (draft_id,))
    return sheet


def hide_expected(session: Session, by: Actor, at: At, draft_id: DraftId, *, is_blind: bool) -> None:
    """Count blind from now on, or show what the books expect.  Raises NotAllowed, NoSuchDraft."""
    by.may(Right.COUNT)
    load(session, draft_id)
    session.execute(update(CountDraft).where(CountDraft.id == draft_id).values(is_blind=is_blind))
    audit.note(session, by, at, "count.made_blind" if is_blind else "count.shown_expected", (draft_id,))


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
    moved_since: Mapping[DraftLineId, Settled] | None = None,
) -> Posted:
    """Post what was counted of a draft; lines left empty, and lots that have none, stay as the books have them.

    `moved_since` says what stands there now for lines that something moved at since they were counted; what moved
    after it was said is asked again.
    Raises NotAllowed, NoSuchDraft, StockMovedSince, NothingCounted.
    """
    by.may(Right.COUNT)
    draft = load(session, draft_id)
    counted = [line for line in draft.lines if line.found is not None]
    settled = {line.id: said for line in counted if (said := (moved_since or {}).get(line.id)) is not None}
    waiting = tuple(line.id for line in counted if line.moved != (settled[line.id].moved if line.id in settled else 0))
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
        found=_found(session, draft, settled),
        others=Others.STAY,
    )
    session.execute(
        update(CountDraft).where(CountDraft.id == draft_id).values(closed_on=at.day, document_id=posted.document_id)
    )
    return posted


def _number(session: Session, at: At, draft_id: DraftId) -> str:
    sheet = new_number()
    session.execute(update(CountDraft).where(CountDraft.id == draft_id).values(sheet=sheet, sheet_on=at.day))
    _mark(session, draft_id)
    return sheet


def _mark(session: Session, draft_id: DraftId) -> None:
    """Its lines are those of now: what comes onto the books after this has come since."""
    session.execute(delete(CountSheetMark).where(CountSheetMark.draft_id == draft_id))
    seen = marks.movements(session) or {device_of(draft_id): 0}
    rows = [{"draft_id": draft_id, "device": device, "last_movement_id": last} for device, last in seen.items()]
    session.execute(insert(CountSheetMark), rows)


def _found(session: Session, draft: Draft, settled: Mapping[DraftLineId, Settled]) -> Sequence[Found]:
    counted = [line for line in draft.lines if line.found is not None]
    made_up = kits.recipes(session, sorted({line.item_id for line in counted}))

    def is_of_today(line: DraftLine) -> bool:
        """Kits that no lot of the books holds are of today's recipe."""
        return line.item_id in made_up and not line.lot_number and line.expected == 0

    return [
        Found(
            line.item_id,
            settled[line.id].stands if line.id in settled else line.found,
            None if is_of_today(line) else line.lot_id,
            line.reason,
            line.damaged,
            line.expired,
        )
        for line in counted
    ]
