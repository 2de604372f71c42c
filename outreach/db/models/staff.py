"""Staff: initials and a role, nothing else."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import Role


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
