"""Where supplies come from: suppliers, what a delivery said beside what arrived, what a source may buy."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import Arrived


class Supplier(Base):
    __tablename__ = "suppliers"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    retired_on: Mapped[date | None]


class DeliveryLine(Base):
    """One item of a delivery: ordered, invoiced, arrived, and why they differ.  What went on a shelf is movements."""

    __tablename__ = "delivery_lines"
    __table_args__ = (
        CheckConstraint("ordered >= 0 AND invoiced >= 0 AND arrived >= 0 AND goes_back >= 0", name="not_negative"),
        CheckConstraint("goes_back <= arrived", name="what_goes_back_arrived"),
    )

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    ordered: Mapped[int | None]
    invoiced: Mapped[int | None]
    arrived: Mapped[int]
    goes_back: Mapped[int]  # damaged or wrong: arrived, and never put in stock
    reason: Mapped[Arrived | None]


class SourceRule(Base):
    """What a source may (or may not) buy, from a day to a day: one item, one category, or (neither) anything."""

    __tablename__ = "source_rules"
    __table_args__ = (
        CheckConstraint("item_id IS NULL OR category_id IS NULL", name="item_or_category"),
        Index(None, "source_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(Id, ForeignKey("sources.id"))
    category_id: Mapped[int | None] = mapped_column(Id, ForeignKey("categories.id"))
    item_id: Mapped[int | None] = mapped_column(Id, ForeignKey("items.id"))
    may_buy: Mapped[bool]
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]
