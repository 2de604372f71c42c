"""What is done to lots besides moving them: holds, recalls, a later expiry; and what went into a lot of kits."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import LotChangeKind


class LotChange(Base):
    """A lot held, released or recalled, or its expiry written anew; and why.

    A recall has one client id and a row for each lot it stops.
    """

    __tablename__ = "lot_changes"
    __table_args__ = (
        CheckConstraint("length(reason) BETWEEN 1 AND 80", name="has_a_reason"),
        UniqueConstraint("client_id", "lot_id"),
        Index(None, "lot_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    lot_id: Mapped[int] = mapped_column(Id, ForeignKey("lots.id"))
    change: Mapped[LotChangeKind]
    reason: Mapped[str]
    expired_on: Mapped[date | None]  # what the expiry was before
    expires_on: Mapped[date | None]
    on_day: Mapped[date]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16))
    content: Mapped[bytes] = mapped_column(LargeBinary(16))


class KitLotPart(Base):
    """How many of a lot went into a lot of kits when it was made up; taken apart again, they go back there."""

    __tablename__ = "kit_lot_parts"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"), Index(None, "part_lot_id"))

    kit_lot_id: Mapped[int] = mapped_column(Id, ForeignKey("lots.id"), primary_key=True)
    part_lot_id: Mapped[int] = mapped_column(Id, ForeignKey("lots.id"), primary_key=True)
    quantity: Mapped[int]
