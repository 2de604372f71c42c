"""Who supplies are handed over to without an encounter, and what they say of it later."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import CollectedBy, Recipient


class Partner(Base):
    """An organization that is given supplies to give out."""

    __tablename__ = "partners"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    county: Mapped[str]
    retired_on: Mapped[date | None]


class HandOver(Base):
    """Who a hand-over went to; its `reference` names an event or a training."""

    __tablename__ = "hand_overs"
    __table_args__ = (
        CheckConstraint("(recipient = 'partner') = (partner_id IS NOT NULL)", name="partners_are_named"),
        Index(None, "partner_id"),
    )

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    recipient: Mapped[Recipient]
    partner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("partners.id"))
    county: Mapped[str]
    slip: Mapped[str] = mapped_column(unique=True)
    collected_by: Mapped[CollectedBy | None]  # a kind of person; None: nobody said


class PartnerReport(Base):
    """What a partner later says it gave out of a hand-over; kept beside it and never added to anything."""

    __tablename__ = "partner_reports"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="not_negative"),
        UniqueConstraint("client_id", "document_id", "item_id"),
        Index(None, "document_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(Id, ForeignKey("hand_overs.document_id"))
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    quantity: Mapped[int]
    reported_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16))  # of all that was said at once
    content: Mapped[bytes] = mapped_column(LargeBinary(16))


class SlipWords(Base):
    """What the center says about recalls on its slips; the newest that has not ended is printed."""

    __tablename__ = "slip_words"
    __table_args__ = (CheckConstraint("length(words) BETWEEN 1 AND 400", name="short"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    words: Mapped[str]
    since_on: Mapped[date]
    ended_on: Mapped[date | None]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
