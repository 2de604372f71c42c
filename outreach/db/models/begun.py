"""Papers of the stock room that are begun and not posted: they survive closing the program."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id


class BegunPaper(Base):
    """What one person has typed of one act; what is in it, the window knows."""

    __tablename__ = "begun_papers"

    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"), primary_key=True)
    act: Mapped[str] = mapped_column(String(20), primary_key=True)
    typed: Mapped[str]
    on_day: Mapped[date]
