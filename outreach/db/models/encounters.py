"""Encounters.  There is deliberately no column that could hold a name, a code, a minute or a free text."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import CountSide, Despite, NaloxoneReason, ReturnedHow, SeenBefore, VoidReason, WeightUnit

_STANDS = text("is_current AND NOT is_void")
_VOIDED = text("is_current AND is_void")


class Participant(Base):
    """A person known only by the keyed hash of their code."""

    __tablename__ = "participants"
    # Indexes stand here, not as index=True: Alembic's batch mode would lose those (measured).
    __table_args__ = (
        CheckConstraint("length(digest) = 32", name="digest_is_a_hash"),
        Index(None, "first_on"),
        Index(
            None,
            "joined_to_id",
            sqlite_where=text("joined_to_id IS NOT NULL"),
            postgresql_where=text("joined_to_id IS NOT NULL"),
        ),
        Index(
            None,
            "shares_with_id",
            sqlite_where=text("shares_with_id IS NOT NULL"),
            postgresql_where=text("shares_with_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    rule: Mapped[int]  # which normalizing rule the hashed text was made by
    first_on: Mapped[date | None]  # kept; None when no visit stands
    before: Mapped[SeenBefore]  # kept: what was answered at the visits that stand
    joined_to_id: Mapped[int | None] = mapped_column(Id, ForeignKey("participants.id"))  # counts as this one
    shares_with_id: Mapped[int | None] = mapped_column(Id, ForeignKey("participants.id"))  # told apart by a suffix


class ParticipantJoin(Base):
    """Two codes found to be one person's; parted again, it is kept and no longer counts."""

    __tablename__ = "participant_joins"
    __table_args__ = (CheckConstraint("one_id < other_id", name="once_a_pair"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    one_id: Mapped[int] = mapped_column(Id, ForeignKey("participants.id"))
    other_id: Mapped[int] = mapped_column(Id, ForeignKey("participants.id"))
    joined_on: Mapped[date]
    parted_on: Mapped[date | None]


class Encounter(Base):
    """One contact (or, for a totals sheet, several at once).  What it says is in its versions."""

    __tablename__ = "encounters"
    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary(16))  # fingerprint: the same id with other content is refused
    recorded_on: Mapped[date]


class EncounterVersion(Base):
    """What an encounter says.  A correction or a void is another version; the older ones stay."""

    __tablename__ = "encounter_versions"
    __table_args__ = (
        UniqueConstraint("encounter_id", "number"),
        CheckConstraint("contacts >= 1", name="contacts"),
        CheckConstraint("hour IS NULL OR hour BETWEEN 0 AND 23", name="nothing_finer_than_the_hour"),
        CheckConstraint("for_people IS NULL OR for_people >= 1", name="for_people"),
        CheckConstraint(
            "(returned_how IN ('told', 'counted', 'container', 'weight')) = (returned IS NOT NULL)",
            name="returned_amount",
        ),
        CheckConstraint("returned IS NULL OR returned >= 0", name="returned_not_negative"),
        CheckConstraint(
            "(returned_how = 'container') ="
            " (container_id IS NOT NULL AND containers IS NOT NULL AND quarters IS NOT NULL)",
            name="returned_in_containers",
        ),
        CheckConstraint("quarters IS NULL OR quarters BETWEEN 1 AND 4", name="quarters"),
        CheckConstraint(
            "(returned_how = 'weight') = (gross_thousandths IS NOT NULL AND tare_thousandths IS NOT NULL"
            " AND weight_unit IS NOT NULL)",
            name="returned_by_weight",
        ),
        CheckConstraint(
            "(returned_how IN ('container', 'weight')) = (conversion_id IS NOT NULL)", name="estimates_name_their_rule"
        ),
        CheckConstraint("is_void = (void_reason IS NOT NULL)", name="voids_have_a_reason"),
        Index("ix_encounter_versions_standing", "on_day", "site_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("ix_encounter_versions_voided", "on_day", "site_id", sqlite_where=_VOIDED, postgresql_where=_VOIDED),
        Index(
            "ix_encounter_versions_person", "participant_id", "on_day", sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    encounter_id: Mapped[int] = mapped_column(Id, ForeignKey("encounters.id"))
    number: Mapped[int]
    is_current: Mapped[bool]
    is_void: Mapped[bool]
    void_reason: Mapped[VoidReason | None]
    on_day: Mapped[date]
    hour: Mapped[int | None]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("places.id"))
    participant_id: Mapped[int | None] = mapped_column(Id, ForeignKey("participants.id"))
    before: Mapped[SeenBefore]
    contacts: Mapped[int]  # 1 for a visit, n for a totals sheet
    for_people: Mapped[int | None]
    returned_how: Mapped[ReturnedHow]
    returned: Mapped[int | None]
    container_id: Mapped[int | None] = mapped_column(Id, ForeignKey("containers.id"))
    containers: Mapped[int | None]
    quarters: Mapped[int | None]
    gross_thousandths: Mapped[int | None]
    tare_thousandths: Mapped[int | None]
    weight_unit: Mapped[WeightUnit | None]
    conversion_id: Mapped[int | None] = mapped_column(Id, ForeignKey("conversions.id"))
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    recorded_on: Mapped[date]
    recorded_hour: Mapped[int | None]
    is_unsure_who: Mapped[bool] = mapped_column(server_default=false())  # one of those who share the code
    count_side: Mapped[CountSide | None]  # before or after a count of the same day, when somebody said


class Given(Base):
    """What a person received.  Which shelf and lot it left is in the movements that point here."""

    __tablename__ = "given"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"), Index(None, "version_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"))
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    quantity: Mapped[int]
    recipe_version_id: Mapped[int | None] = mapped_column(Id, ForeignKey("recipe_versions.id"))
    despite: Mapped[Despite | None]  # the lot was chosen knowingly although it was expired or on hold
    reason: Mapped[NaloxoneReason | None]  # why the naloxone was taken; empty: not asked


class GivenPart(Base):
    """What was in each kit of a line whose kits were changed at the hand-out; without such rows, its recipe says."""

    __tablename__ = "given_parts"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)

    given_id: Mapped[int] = mapped_column(Id, ForeignKey("given.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    quantity: Mapped[int]


class VersionAsked(Base):
    """Asked for, and there was none left to give."""

    __tablename__ = "version_asked"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    quantity: Mapped[int]


class VersionUnlisted(Base):
    """Given, and not on the list: of no item yet, so no shelf has lost it."""

    __tablename__ = "version_unlisted"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    unlisted_id: Mapped[int] = mapped_column(Id, ForeignKey("unlisted.id"), primary_key=True)
    quantity: Mapped[int]


class VersionService(Base):
    __tablename__ = "version_services"

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(Id, ForeignKey("services.id"), primary_key=True)


class VersionReferral(Base):
    __tablename__ = "version_referrals"

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    referral_id: Mapped[int] = mapped_column(Id, ForeignKey("referrals.id"), primary_key=True)


class VersionArrival(Base):
    """Told at this visit: they got to where an earlier visit referred them.  Which visit is not kept."""

    __tablename__ = "version_arrivals"

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("encounter_versions.id"), primary_key=True)
    referral_id: Mapped[int] = mapped_column(Id, ForeignKey("referrals.id"), primary_key=True)
