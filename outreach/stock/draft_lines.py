"""What is counted of a count being made: each line kept as soon as it is said, with up to where the books went then.

By that, review can say *stock moved since you counted this line*.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.catalog import Source
from outreach.db.models.counting import CountDraft, CountDraftLine, CountDraftMark, CountSheetMark
from outreach.db.models.stock import Lot
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import marks
from outreach.stock.amounts import AmountTooLarge
from outreach.stock.counts import NothingCounted
from outreach.stock.draft_reading import NoSuchDraft, load
from outreach.stock.lots import open_lot
from outreach.vocabulary import At, DifferenceReason, DraftId, DraftLineId, ItemId, LotId, SourceId


@dataclass(eq=False)
class AmountMissing(Refusal):
    """Something is thrown away of a line, and nothing says what can be given; 0 is an answer."""


@dataclass(eq=False)
class TooManyCounted(AmountTooLarge):
    """More than any shelf holds: a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a line, and apart from it what stands there and is thrown away."""

    found: int
    damaged: int = 0
    expired: int = 0


def enter(
    session: Session,
    by: Actor,
    at: At,
    line_id: DraftLineId,
    counted: Counted | int | None,
    reason: DifferenceReason | None = None,
    *,
    from_sheet: bool = False,
) -> None:
    """Keep what was counted of one line, or (None) that it is not counted yet; said again, it was counted again.

    `from_sheet`: it stands on the printed sheet, and was counted at any time since that was printed.
    Raises NotAllowed, NothingCounted, NoSuchDraft.
    """
    by.may(Right.ENTER_COUNTS)
    said = Counted(counted) if isinstance(counted, int) else counted
    if said is not None and min(said.found, said.damaged, said.expired) < 0:
        raise NothingCounted
    draft = _line_in_work(session, line_id)
    of_sheet = from_sheet and draft.sheet_on is not None
    none = said is None
    session.execute(
        update(CountDraftLine)
        .where(CountDraftLine.id == line_id)
        .values(
            found=said.found if said else None, damaged=said.damaged if said else 0,
            expired=said.expired if said else 0, reason=reason, staff_id=None if none else by.staff_id,
            since_on=None if none else draft.sheet_on if of_sheet else at.day, is_from_sheet=of_sheet and not none,
        )
    )  # fmt: skip
    session.execute(delete(CountDraftMark).where(CountDraftMark.line_id == line_id))
    seen = {} if none else _sheet_marks(session, DraftId(draft.id)) if of_sheet else marks.movements(session)
    if seen:
        session.execute(
            insert(CountDraftMark),
            [{"line_id": line_id, "device": device, "last_movement_id": last} for device, last in seen.items()],
        )
    audit.note(session, by, at, "count.entered", (line_id,))


def give_reason(session: Session, by: Actor, at: At, line_id: DraftLineId, reason: DifferenceReason | None) -> None:
    """Say what the difference of a counted line is; it is not counted again by that.

    Raises NotAllowed, NoSuchDraft.
    """
    by.may(Right.ENTER_COUNTS)
    _line_in_work(session, line_id)
    session.execute(update(CountDraftLine).where(CountDraftLine.id == line_id).values(reason=reason))
    audit.note(session, by, at, "count.reason_given", (line_id,))


def add_lot(session: Session, by: Actor, at: At, draft_id: DraftId, lot_id: LotId) -> DraftLineId:
    """Add a lot that was found and is not among the lines.  Raises NotAllowed, NoSuchDraft."""
    by.may(Right.ENTER_COUNTS)
    load(session, draft_id)
    there = session.scalar(
        select(CountDraftLine.id).where(CountDraftLine.draft_id == draft_id, CountDraftLine.lot_id == lot_id)
    )
    if there is not None:
        return DraftLineId(there)
    line_id = DraftLineId(Ids(session, by.device, ("count_draft_lines",)).next("count_draft_lines"))
    item = session.scalars(select(Lot.item_id).where(Lot.id == lot_id)).one()
    session.execute(insert(CountDraftLine), [{"id": line_id, "draft_id": draft_id, "item_id": item, "lot_id": lot_id}])
    audit.note(session, by, at, "count.lot_added", (line_id,))
    return line_id


def add_new_lot(
    session: Session,
    by: Actor,
    at: At,
    draft_id: DraftId,
    item_id: ItemId,
    number: str,
    *,
    expires_on: date | None = None,
    source_id: SourceId | None = None,
) -> DraftLineId:
    """Add a lot that was found and that the books may not know.  Raises NotAllowed, NoSuchDraft."""
    by.may(Right.ENTER_COUNTS)
    source = source_id or SourceId(session.scalars(select(Source.id).where(Source.is_unstated)).one())
    lot = open_lot(session, Ids(session, by.device, ("lots",)), item_id, number.strip(), source, expires_on)
    return add_lot(session, by, at, draft_id, lot.id)


def _sheet_marks(session: Session, draft_id: DraftId) -> dict[int, int]:
    """Up to where the books went when the sheet was printed; a sheet older than these marks knows all until now."""
    rows = session.execute(select(CountSheetMark.__table__).where(CountSheetMark.draft_id == draft_id))
    return {row.device: row.last_movement_id for row in rows} or marks.movements(session)


def _line_in_work(session: Session, line_id: DraftLineId) -> Row[int, date | None]:
    """The count a line is of.  What was posted or put away is not written into.  Raises NoSuchDraft."""
    in_work = session.execute(
        select(CountDraft.id, CountDraft.sheet_on)
        .join(CountDraftLine, CountDraftLine.draft_id == CountDraft.id)
        .where(CountDraftLine.id == line_id, CountDraft.closed_on.is_(None))
    ).one_or_none()
    if in_work is None:
        raise NoSuchDraft
    return in_work
