"""Optional questions: what a center asks, the choices it offers, and what was said at a visit.

No row is *not asked*; the three other states are `said`.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import AskAgain, Said


class Question(Base):
    """One optional question.  It is put away, never taken out: what was said stays said."""

    __tablename__ = "questions"
    __table_args__ = (
        CheckConstraint("(ask_again = 'after_months') = (months IS NOT NULL)", name="months_where_they_count"),
        CheckConstraint("months IS NULL OR months BETWEEN 1 AND 120", name="months"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    takes_several: Mapped[bool]
    ask_again: Mapped[AskAgain]
    months: Mapped[int | None]
    retired_on: Mapped[date | None]  # not asked from that day on


class QuestionName(Base):
    __tablename__ = "question_names"

    question_id: Mapped[int] = mapped_column(Id, ForeignKey("questions.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class QuestionPair(Base):
    """Two questions that are printed against each other; the lower id stands down the side."""

    __tablename__ = "question_pairs"
    __table_args__ = (CheckConstraint("one_id < other_id", name="once_a_pair"),)

    one_id: Mapped[int] = mapped_column(Id, ForeignKey("questions.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(Id, ForeignKey("questions.id"), primary_key=True)


class Choice(Base):
    """One answer that is offered; retired, it is offered no more and still printed where it was given."""

    __tablename__ = "choices"
    __table_args__ = (UniqueConstraint("id", "question_id"), Index(None, "question_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("questions.id"))
    key: Mapped[str]
    position: Mapped[int]
    retired_on: Mapped[date | None]


class ChoiceName(Base):
    __tablename__ = "choice_names"

    choice_id: Mapped[int] = mapped_column(Id, ForeignKey("choices.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class VersionAnswer(Base):
    """What was said at a visit: one row, or one for each of several choices (`number` from 0).

    `participant_id` is the visit's own, kept here so that a person's answers are found without going through all
    their visits.
    """

    __tablename__ = "version_answers"
    __table_args__ = (
        ForeignKeyConstraint(["choice_id", "question_id"], ["choices.id", "choices.question_id"]),
        CheckConstraint("(said = 'answered') = (choice_id IS NOT NULL)", name="only_answers_name_a_choice"),
        CheckConstraint("said = 'answered' OR number = 0", name="the_other_states_stand_alone"),
        Index(
            None,
            "participant_id",
            sqlite_where=text("participant_id IS NOT NULL"),
            postgresql_where=text("participant_id IS NOT NULL"),
        ),
    )

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("questions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    said: Mapped[Said]
    choice_id: Mapped[int | None] = mapped_column(Id)
    participant_id: Mapped[int | None] = mapped_column(Id, ForeignKey("participants.id"))
