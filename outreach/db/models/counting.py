"""Counts that are not posted yet: they survive closing the program, and know up to where each line has seen."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, false
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import Attention, CountScope, DifferenceReason


class CountDraft(Base):
    """A count being made, on screen or (with a sheet's number) on paper."""

    __tablename__ = "count_drafts"
    __table_args__ = (
        CheckConstraint("(scope = 'category') = (category_id IS NOT NULL)", name="names_its_category"),
        CheckConstraint("(scope = 'item') = (item_id IS NOT NULL)", name="names_its_item"),
        CheckConstraint("(scope = 'shelf') = (shelf <> '')", name="names_its_shelf"),
        CheckConstraint("document_id IS NULL OR closed_on IS NOT NULL", name="posted_is_closed"),
        Index(None, "site_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    scope: Mapped[CountScope]
    category_id: Mapped[int | None] = mapped_column(Id, ForeignKey("categories.id"))
    item_id: Mapped[int | None] = mapped_column(Id, ForeignKey("items.id"))
    shelf: Mapped[str]
    is_blind: Mapped[bool]
    sheet: Mapped[str | None] = mapped_column(unique=True)
    sheet_on: Mapped[date | None]  # printed first
    started_on: Mapped[date]
    started_hour: Mapped[int | None]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    closed_on: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(Id, ForeignKey("documents.id"))  # posted as


class CountDraftLine(Base):
    """One lot to be counted; `found` is empty until it was.

    What happened before `since_on` was gone, or there, when it was counted, whenever it is keyed.
    """

    __tablename__ = "count_draft_lines"
    __table_args__ = (
        ForeignKeyConstraint(["lot_id", "item_id"], ["lots.id", "lots.item_id"]),
        CheckConstraint("found >= 0", name="found_not_negative"),
        CheckConstraint("damaged >= 0", name="damaged_not_negative"),
        CheckConstraint("expired >= 0", name="expired_not_negative"),
        Index(None, "draft_id", "lot_id", unique=True),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    draft_id: Mapped[int] = mapped_column(Id, ForeignKey("count_drafts.id"))
    item_id: Mapped[int] = mapped_column(Id)
    lot_id: Mapped[int] = mapped_column(Id)
    found: Mapped[int | None]
    reason: Mapped[DifferenceReason | None]
    staff_id: Mapped[int | None] = mapped_column(Id, ForeignKey("staff.id"))
    damaged: Mapped[int] = mapped_column(server_default="0")
    expired: Mapped[int] = mapped_column(server_default="0")
    since_on: Mapped[date | None]
    is_from_sheet: Mapped[bool] = mapped_column(server_default=false())


class CountDraftMark(Base):
    """Up to which movement of each device a line had seen when it was counted."""

    __tablename__ = "count_draft_marks"

    line_id: Mapped[int] = mapped_column(Id, ForeignKey("count_draft_lines.id"), primary_key=True)
    device: Mapped[int] = mapped_column(Id, ForeignKey("devices.number"), primary_key=True)
    last_movement_id: Mapped[int] = mapped_column(Id)


class CountSheetMark(Base):
    """Up to which movement of each device was recorded when a count was begun, or its sheet printed."""

    __tablename__ = "count_sheet_marks"

    draft_id: Mapped[int] = mapped_column(Id, ForeignKey("count_drafts.id"), primary_key=True)
    device: Mapped[int] = mapped_column(Id, ForeignKey("devices.number"), primary_key=True)
    last_movement_id: Mapped[int] = mapped_column(Id)


class LetStand(Base):
    """Something gathered for the coordinator that was looked at and let stand, as it was then."""

    __tablename__ = "let_stand"
    __table_args__ = (Index(None, "item_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    what: Mapped[Attention]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    lot_id: Mapped[int | None] = mapped_column(Id, ForeignKey("lots.id"))
    on_day: Mapped[date]
    quantity: Mapped[int]
    settled_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary(16))
