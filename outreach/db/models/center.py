"""The center itself, how its codes are made, its days, the computers that write in its file, and what staff did."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, false, text
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import CodesMade


class Center(Base):
    """One row: whose data this is, and the settings every figure depends on."""

    __tablename__ = "center"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("day_ends_at BETWEEN 0 AND 11", name="day_ends_in_the_morning"),
        CheckConstraint("new_after_months >= 0", name="new_after_months"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str]
    time_zone: Mapped[str]
    language: Mapped[str]
    is_sample: Mapped[bool]
    began_on: Mapped[date]
    day_ends_at: Mapped[int]
    new_after_months: Mapped[int]
    proved_on: Mapped[date | None]  # when the kept sums were last added up again and agreed
    codes_on_paper: Mapped[bool] = mapped_column(server_default=false())  # an edge for codes, cut off on keying
    record_rule: Mapped[str] = mapped_column(server_default=text("''"))  # at the foot of a sheet; '' for the usual one


class CodeRecipe(Base):
    """How participant codes are made from a day on.  `pieces` is JSON that only `codes` reads."""

    __tablename__ = "code_recipes"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    since_on: Mapped[date]
    made: Mapped[CodesMade]
    pieces: Mapped[str]
    points_out_slips: Mapped[bool]
    before_until_on: Mapped[date | None]  # a code first seen until then counts as been here before: the recipe changed


class DayRecord(Base):
    """What is known of a day at a site: how long it was open, and that nobody came.  A newer row replaces an older."""

    __tablename__ = "day_records"
    __table_args__ = (
        CheckConstraint("quarter_hours IS NULL OR quarter_hours BETWEEN 0 AND 96", name="quarter_hours"),
        Index(
            "uq_day_records_current",
            "site_id",
            "on_day",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    on_day: Mapped[date]
    is_current: Mapped[bool]
    quarter_hours: Mapped[int | None]
    nobody_came: Mapped[bool]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    recorded_on: Mapped[date]


class Device(Base):
    """One file on one computer, once.  Its number is the high part of every id written there."""

    __tablename__ = "devices"
    __table_args__ = (CheckConstraint("number BETWEEN 1 AND 8191", name="number_keeps_ids_below_2_53"),)

    number: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    installation: Mapped[str] = mapped_column(unique=True)
    since_on: Mapped[date]


class Audit(Base):
    """Who did what, to which record, on which day and hour.  Each row is chained to the one before."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    on_day: Mapped[date]
    hour: Mapped[int | None]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    action: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(Id)
    chain: Mapped[bytes] = mapped_column(LargeBinary(32))
