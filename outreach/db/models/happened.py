"""What happened, and drug checks.  No column leads to a visit, a person or a code, and none holds a text of its own."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from outreach.closed_lists import (
    BoughtAs,
    CameFrom,
    During,
    GivenBy,
    HandledAt,
    Happening,
    Hurt,
    Outcome,
    PlaceKind,
    Product,
    Result,
    TakenBy,
    TakenFrom,
    ThreatFrom,
    Towards,
    WhenKnown,
    YesNo,
)
from outreach.db.models.base import Base
from outreach.db.models.versioned import RecordColumns, VersionColumns
from outreach.db.types import Id

_STANDS = text("is_current AND NOT is_void")
_IS_VOIDED = "is_void = (void_reason IS NOT NULL)"


class HappenedEvent(Base):
    """One event, which any number of reports may be about."""

    __tablename__ = "happened_events"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)


class Happened(RecordColumns, Base):
    """One report of something that happened.  What it says is in its versions."""

    __tablename__ = "happened"


class HappenedVersion(VersionColumns, Base):
    """What a report says, and which event it is about.  A correction, a link or a void is another version."""

    __tablename__ = "happened_versions"
    __table_args__ = (
        UniqueConstraint("happened_id", "number"),
        CheckConstraint(
            "(when_known IN ('not_known', 'not_asked')) = (happened_on IS NULL)", name="when_it_happened"
        ),
        CheckConstraint("(product = 'item') = (item_id IS NOT NULL)", name="product"),
        CheckConstraint("doses IS NULL OR doses >= 0", name="doses"),
        CheckConstraint("used IS NULL OR used >= 1", name="used"),
        CheckConstraint("document_id IS NULL OR kind = 'overdose_here'", name="used_here"),
        CheckConstraint(_IS_VOIDED, name="voids_have_a_reason"),
        Index("ix_happened_versions_standing", "reported_on", "site_id", sqlite_where=_STANDS,
              postgresql_where=_STANDS),
        Index("ix_happened_versions_event", "event_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("ix_happened_versions_current", "reported_on", sqlite_where=text("is_current"),
              postgresql_where=text("is_current")),
    )  # fmt: skip

    happened_id: Mapped[int] = mapped_column(Id, ForeignKey("happened.id"))
    event_id: Mapped[int] = mapped_column(Id, ForeignKey("happened_events.id"))
    kind: Mapped[Happening]
    reported_on: Mapped[date]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("places.id"))
    when_known: Mapped[WhenKnown]
    happened_on: Mapped[date | None]  # the day, or the first of the month
    place_kind: Mapped[PlaceKind]
    doses: Mapped[int | None]
    product: Mapped[Product]
    item_id: Mapped[int | None] = mapped_column(Id, ForeignKey("items.id"))
    used: Mapped[int | None]  # units off our own shelf, for an overdose here
    document_id: Mapped[int | None] = mapped_column(Id, ForeignKey("documents.id"))  # the hand-over that says so
    outcome: Mapped[Outcome]
    given_by: Mapped[GivenBy]
    emergency: Mapped[YesNo]
    came_from: Mapped[CameFrom]
    source_id: Mapped[int | None] = mapped_column(Id, ForeignKey("sources.id"))
    hurt: Mapped[Hurt]
    during: Mapped[During]
    handled_at: Mapped[HandledAt]
    taken_by: Mapped[TakenBy]
    taken_from: Mapped[TakenFrom]
    towards: Mapped[Towards]
    threat_from: Mapped[ThreatFrom]
    police: Mapped[YesNo]


class HappenedSupplies(Base):
    """Supplies taken or stolen, by category; without an amount where nobody knew it."""

    __tablename__ = "happened_supplies"
    __table_args__ = (CheckConstraint("quantity IS NULL OR quantity >= 1", name="quantity"),)

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("happened_versions.id"), primary_key=True)
    category_id: Mapped[int] = mapped_column(Id, ForeignKey("categories.id"), primary_key=True)
    quantity: Mapped[int | None]


class Guidance(Base):
    """What a center wants done now, line by line, after one kind of thing; in place of the words that come with us."""

    __tablename__ = "guidance"
    __table_args__ = (CheckConstraint("length(line) BETWEEN 1 AND 160", name="short"),)

    kind: Mapped[Happening] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str]


class SupportLine(Base):
    """One row: the number a center gives those who would like to talk."""

    __tablename__ = "support_line"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("length(number) BETWEEN 1 AND 60", name="short"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    number: Mapped[str]


class Substance(Base):
    """What a sample can be bought as, and what can be found in it."""

    __tablename__ = "substances"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired_on: Mapped[date | None]


class SubstanceName(Base):
    __tablename__ = "substance_names"

    substance_id: Mapped[int] = mapped_column(Id, ForeignKey("substances.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class CheckMethod(Base):
    """How a sample can be tested."""

    __tablename__ = "check_methods"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired_on: Mapped[date | None]


class CheckMethodName(Base):
    __tablename__ = "check_method_names"

    method_id: Mapped[int] = mapped_column(Id, ForeignKey("check_methods.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class DrugCheck(RecordColumns, Base):
    """One sample tested.  What it says is in its versions."""

    __tablename__ = "drug_checks"


class DrugCheckVersion(VersionColumns, Base):
    """What a drug check says.  A result that came later, a correction or a void is another version."""

    __tablename__ = "drug_check_versions"
    __table_args__ = (
        UniqueConstraint("check_id", "number"),
        CheckConstraint("(bought = 'substance') = (bought_as_id IS NOT NULL)", name="bought_as"),
        CheckConstraint("(result = 'waiting') = (result_on IS NULL)", name="results_have_a_day"),
        CheckConstraint(_IS_VOIDED, name="voids_have_a_reason"),
        Index("ix_drug_check_versions_standing", "on_day", "site_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("ix_drug_check_versions_result", "result_on", sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("ix_drug_check_versions_current", "on_day", sqlite_where=text("is_current"),
              postgresql_where=text("is_current")),
    )  # fmt: skip

    check_id: Mapped[int] = mapped_column(Id, ForeignKey("drug_checks.id"))
    on_day: Mapped[date]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("places.id"))
    bought: Mapped[BoughtAs]
    bought_as_id: Mapped[int | None] = mapped_column(Id, ForeignKey("substances.id"))
    result: Mapped[Result]
    result_on: Mapped[date | None]


class DrugCheckMethod(Base):
    __tablename__ = "drug_check_methods"

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("drug_check_versions.id"), primary_key=True)
    method_id: Mapped[int] = mapped_column(Id, ForeignKey("check_methods.id"), primary_key=True)


class DrugCheckFound(Base):
    __tablename__ = "drug_check_found"

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("drug_check_versions.id"), primary_key=True)
    substance_id: Mapped[int] = mapped_column(Id, ForeignKey("substances.id"), primary_key=True)
