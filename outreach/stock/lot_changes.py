"""What is done to a lot besides moving it: held, released, recalled, its expiry written anew.  Each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.lots import KitLotPart, LotChange
from outreach.db.models.staff import Staff
from outreach.db.models.stock import Lot
from outreach.errors import Refusal
from outreach.fingerprints import fingerprint
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.versioned import SameIdOtherRecord
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
class Told:
    """Which lot something is done to, and why; `client_id` makes saying it twice once.

    `also`: other lots a recall stops with it, of the same number from other sources.
    """

    client_id: UUID
    lot_id: LotId
    reason: str
    also: tuple[LotId, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a lot, as a person reads it; `initials` of who did it."""

    change: LotChangeKind
    reason: str
    expired_on: date | None
    expires_on: date | None
    on: date
    initials: str = ""


def hold(session: Session, by: Actor, at: At, said: Told) -> None:
    """Stop a lot being picked.  Raises NotAllowed, ReasonMissing, NoSuchLot, SameIdOtherRecord."""
    _change(session, by, at, said, LotChangeKind.HELD, {"on_hold": True})


def release(session: Session, by: Actor, at: At, said: Told) -> None:
    """Let a lot be picked again.  Raises NotAllowed, ReasonMissing, NoSuchLot, SameIdOtherRecord."""
    _change(session, by, at, said, LotChangeKind.RELEASED, {"on_hold": False, "recalled_on": None})


def write_expiry(session: Session, by: Actor, at: At, said: Told, expires_on: date) -> None:
    """Write a lot's expiry anew: the maker extended it, or it was mistyped.

    Raises NotAllowed, ReasonMissing, NoSuchLot, SameIdOtherRecord.
    """
    _change(session, by, at, said, LotChangeKind.EXPIRY, {"expires_on": expires_on})


def stop(session: Session, by: Actor, at: At, said: Told) -> None:
    """Recall a lot and those said with it: they and every lot of kits they went into are held.

    Raises NotAllowed, ReasonMissing, NoSuchLot, SameIdOtherRecord.
    """
    parts = (said.lot_id, *said.also)
    with_it = session.scalars(select(KitLotPart.kit_lot_id).where(KitLotPart.part_lot_id.in_(parts)).distinct()).all()
    more = tuple(LotId(lot) for lot in sorted({*with_it, *said.also} - {said.lot_id}))
    _change(session, by, at, said, LotChangeKind.RECALLED, {"on_hold": True, "recalled_on": at.day}, more)


def recalled_with(session: Session, lot_id: LotId) -> tuple[LotId, ...]:
    """The lots of its item that were stopped by the recall this lot is under, itself first; alone where it is not."""
    newest = (
        select(LotChange.client_id)
        .join(Lot, Lot.id == LotChange.lot_id)
        .where(LotChange.lot_id == lot_id, LotChange.change == LotChangeKind.RECALLED, Lot.recalled_on.is_not(None))
        .order_by(LotChange.on_day.desc(), LotChange.id.desc())
        .limit(1)
    )
    item = select(Lot.item_id).where(Lot.id == lot_id).scalar_subquery()
    others = session.scalars(
        select(Lot.id)
        .join(LotChange, LotChange.lot_id == Lot.id)
        .where(LotChange.client_id == newest.scalar_subquery(), Lot.item_id == item, Lot.recalled_on.is_not(None))
        .where(Lot.id != lot_id)
        .order_by(Lot.id)
    )
    return (lot_id, *(LotId(one) for one in others))


def changes(session: Session, lot_id: LotId) -> tuple[Change, ...]:
    """What was done to a lot, newest first."""
    rows = session.execute(
        select(LotChange.__table__, Staff.initials)
        .join(Staff, Staff.id == LotChange.staff_id)
        .where(LotChange.lot_id == lot_id)
        .order_by(LotChange.on_day.desc(), LotChange.id.desc())
    )
    return tuple(
        Change(row.change, row.reason, row.expired_on, row.expires_on, row.on_day, row.initials) for row in rows
    )


def _change(
    session: Session,
    by: Actor,
    at: At,
    said: Told,
    change: LotChangeKind,
    values: Mapping[str, object],
    with_it: Sequence[LotId] = (),
) -> None:
    by.may(Right.HOLD_LOTS)
    reason = " ".join(said.reason.split())
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise ReasonMissing
    lots = (said.lot_id, *with_it)
    expiries = {
        one.id: one.expires_on for one in session.execute(select(Lot.id, Lot.expires_on).where(Lot.id.in_(lots)))
    }
    if not expiries.keys() >= set(lots):
        raise NoSuchLot
    expires_on = values.get("expires_on")
    content = fingerprint(said.lot_id, change.value, reason, expires_on, *sorted(said.also))
    if _is_written(session, said.client_id, content):
        return
    ids = Ids(session, by.device, ("lot_changes",))
    rows = [
        {
            "id": ids.next("lot_changes"),
            "lot_id": lot_id,
            "change": change,
            "reason": reason,
            "expired_on": expiries[lot_id] if change is LotChangeKind.EXPIRY else None,
            "expires_on": expires_on,
            "on_day": at.day,
            "staff_id": by.staff_id,
            "client_id": said.client_id.bytes,
            "content": content,
        }
        for lot_id in lots
    ]
    session.execute(insert(LotChange), rows)
    session.execute(update(Lot).where(Lot.id.in_(lots)).values(**values))
    audit.note(session, by, at, f"lot.{change}", lots)


def _is_written(session: Session, client_id: UUID, content: bytes) -> bool:
    known = session.scalars(select(LotChange.content).where(LotChange.client_id == client_id.bytes)).first()
    if known is not None and known != content:
        raise SameIdOtherRecord
    return known is not None
