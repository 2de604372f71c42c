"""Staff: initials and a role, and how they like the window to look.  Nothing else."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import Look, Role


class Staff(Base):
    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("length(initials) BETWEEN 1 AND 5", name="initials_not_names"),
        CheckConstraint("role IN ('front_desk', 'coordinator', 'administrator')", name="role"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    initials: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    since_on: Mapped[date]
    left_on: Mapped[date | None]


class Preferences(Base):
    """How the window looks for one person; it comes with unlocking.  No row: as the computer has it."""

    __tablename__ = "staff_preferences"
    __table_args__ = (CheckConstraint("text_percent IN (100, 125, 150, 200)", name="text_percent"),)

    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"), primary_key=True)
    text_percent: Mapped[int]
    look: Mapped[Look]
    language: Mapped[str]


class HintSeen(Base):
    """A first-use hint this person has put away."""

    __tablename__ = "hints_seen"

    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"), primary_key=True)
    hint: Mapped[str] = mapped_column(primary_key=True)
