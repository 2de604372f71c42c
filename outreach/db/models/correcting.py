"""Who voided a document and why, and which delivery a box was found short in."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import PaperVoid


class DocumentVoid(Base):
    """Who voided a document, when and why; one that another stands in the place of has no other reason."""

    __tablename__ = "document_voids"

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    reason: Mapped[PaperVoid | None]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    on_day: Mapped[date]
    hour: Mapped[int | None]


class ShortOf(Base):
    """The delivery that a later document *short in delivery* puts right."""

    __tablename__ = "short_of"
    __table_args__ = (Index(None, "delivery_id"),)

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    delivery_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"))
