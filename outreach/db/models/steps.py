"""Small steps: the center's own areas and steps, what a person chose at a visit, and what is left when it is forgotten.

Rows of `version_steps` are the only ones about a person that go away: after the period the center keeps them, they
become a number in `step_totals`.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import StepIs


class StepRules(Base):
    """One row, once a center has said anything: whether steps are offered, for how long kept, whether printed."""

    __tablename__ = "step_rules"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("keep_months BETWEEN 1 AND 24", name="keep_months"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    is_offered: Mapped[bool]
    keep_months: Mapped[int]
    is_printed: Mapped[bool]


class Area(Base):
    """A heading for steps, and nothing more: no order from better to worse."""

    __tablename__ = "step_areas"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired_on: Mapped[date | None]


class AreaName(Base):
    __tablename__ = "step_area_names"

    area_id: Mapped[int] = mapped_column(Id, ForeignKey("step_areas.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Step(Base):
    __tablename__ = "steps"
    __table_args__ = (Index(None, "area_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    area_id: Mapped[int] = mapped_column(Id, ForeignKey("step_areas.id"))
    key: Mapped[str]
    position: Mapped[int]
    retired_on: Mapped[date | None]


class StepName(Base):
    __tablename__ = "step_names"

    step_id: Mapped[int] = mapped_column(Id, ForeignKey("steps.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class VersionStep(Base):
    """A step a person chose at a visit, until it is forgotten."""

    __tablename__ = "version_steps"

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    step_id: Mapped[int] = mapped_column(Id, ForeignKey("steps.id"), primary_key=True)
    standing: Mapped[StepIs]


class StepTotal(Base):
    """What is left of the steps of a month (202610) in one area."""

    __tablename__ = "step_totals"

    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    area_id: Mapped[int] = mapped_column(Id, ForeignKey("step_areas.id"), primary_key=True)
    working_on_it: Mapped[int]
    done: Mapped[int]


class StepVisits(Base):
    """At how many visits of a month somebody chose a step, of those that are forgotten."""

    __tablename__ = "step_visits"

    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visits: Mapped[int]
