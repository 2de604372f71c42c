"""What is done to a lot besides moving it: held, released, recalled, its expiry written anew.  Each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.lots import KitLotPart, LotChange
from outreach.db.models.stock import Lot
from outreach.errors import Refusal
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.vocabulary import At, LotChangeKind, LotId

LONGEST_REASON = 80


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """A hold, a release, a recall or a later expiry says why, in at most `longest` characters."""

    longest: int = LONGEST_REASON


@dataclass(eq=False)
class NoSuchLot(Refusal):
    pass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a lot, as a person reads it."""

    change: LotChangeKind
    reason: str
    expired_on: date | None
    expires_on: date | None
    on: date


def hold(session: Session, by: Actor, at: At, lot_id: LotId, reason: str) -> None:
    """Stop a lot being picked.  Raises NotAllowed, ReasonMissing, NoSuchLot."""
    _change(session, by, at, lot_id, LotChangeKind.HELD, reason, {"on_hold": True})


def release(session: Session, by: Actor, at: At, lot_id: LotId, reason: str) -> None:
    """Let a lot be picked again.  Raises NotAllowed, ReasonMissing, NoSuchLot."""
    _change(session, by, at, lot_id, LotChangeKind.RELEASED, reason, {"on_hold": False})


def write_expiry(session: Session, by: Actor, at: At, lot_id: LotId, expires_on: date, reason: str) -> None:
    """Write a lot's expiry anew: the maker extended it, or it was mistyped.

    Raises NotAllowed, ReasonMissing, NoSuchLot.
    """
    _change(session, by, at, lot_id, LotChangeKind.EXPIRY, reason, {"expires_on": expires_on})


def stop(session: Session, by: Actor, at: At, lot_id: LotId, reason: str) -> tuple[LotId, ...]:
    """Recall a lot: it and every lot of kits it went into is held.  Raises NotAllowed, ReasonMissing, NoSuchLot."""
    with_it = session.scalars(select(KitLotPart.kit_lot_id).where(KitLotPart.part_lot_id == lot_id)).all()
    lots = (lot_id, *(LotId(kit) for kit in sorted(with_it)))
    for one in lots:
        _change(session, by, at, one, LotChangeKind.RECALLED, reason, {"on_hold": True})
    return lots


def changes(session: Session, lot_id: LotId) -> tuple[Change, ...]:
    """What was done to a lot, newest first."""
    rows = session.execute(select(LotChange.__table__).where(LotChange.lot_id == lot_id).order_by(LotChange.id.desc()))
    return tuple(Change(row.change, row.reason, row.expired_on, row.expires_on, row.on_day) for row in rows)


def _change(
    session: Session, by: Actor, at: At, lot_id: LotId, change: LotChangeKind, reason: str, values: Mapping[str, object]
) -> None:
    by.may(Right.HOLD_LOTS)
    said = " ".join(reason.split())
    if not 1 <= len(said) <= LONGEST_REASON:
        raise ReasonMissing
    lot = session.execute(select(Lot.expires_on).where(Lot.id == lot_id)).one_or_none()
    if lot is None:
        raise NoSuchLot
    is_expiry = change is LotChangeKind.EXPIRY
    session.execute(
        insert(LotChange),
        [
            {
                "id": Ids(session, by.device, ("lot_changes",)).next("lot_changes"),
                "lot_id": lot_id,
                "change": change,
                "reason": said,
                "expired_on": lot.expires_on if is_expiry else None,
                "expires_on": values.get("expires_on") if is_expiry else None,
                "on_day": at.day,
                "staff_id": by.staff_id,
            }
        ],
    )
    session.execute(update(Lot).where(Lot.id == lot_id).values(**values))
    audit.note(session, by, at, f"lot.{change}", (lot_id,))
