"""Used syringes that come without a person, what leaves for disposal, and referrals told of without a visit."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.models.versioned import RecordColumns, VersionColumns
from outreach.db.types import Id
from outreach.vocabulary import CollectedFrom, ReturnedHow, WeightUnit

_STANDS = text("is_current AND NOT is_void")


class Collection(RecordColumns, Base):
    """Used syringes collected where nobody handed them over: a drop box, a clean-up, a partner's bin."""

    __tablename__ = "collections"


class CollectionVersion(VersionColumns, Base):
    """What a collection says.  A correction or a void is another version; the older ones stay."""

    __tablename__ = "collection_versions"
    __table_args__ = (
        UniqueConstraint("collection_id", "number"),
        CheckConstraint("partner_id IS NULL OR came_from = 'partner_bin'", name="only_a_partner_s_bin_has_a_partner"),
        CheckConstraint("is_void = (void_reason IS NOT NULL)", name="voids_have_a_reason"),
        Index("ix_collection_versions_standing", "on_day", "site_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    collection_id: Mapped[int] = mapped_column(Id, ForeignKey("collections.id"))
    on_day: Mapped[date]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("places.id"))
    came_from: Mapped[CollectedFrom]
    partner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("partners.id"))
    recorded_hour: Mapped[int | None]


class CollectionLine(Base):
    """So many containers of a kind, a weight, or syringes counted; the conversion is kept with it."""

    __tablename__ = "collection_lines"
    __table_args__ = (
        CheckConstraint("returned_how IN ('told', 'counted', 'container', 'weight')", name="measured"),
        CheckConstraint("returned >= 0", name="returned_not_negative"),
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
    )

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("collection_versions.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    returned_how: Mapped[ReturnedHow]
    returned: Mapped[int]
    container_id: Mapped[int | None] = mapped_column(Id, ForeignKey("containers.id"))
    containers: Mapped[int | None]
    quarters: Mapped[int | None]
    gross_thousandths: Mapped[int | None]
    tare_thousandths: Mapped[int | None]
    weight_unit: Mapped[WeightUnit | None]
    conversion_id: Mapped[int | None] = mapped_column(Id, ForeignKey("conversions.id"))


class PickUp(RecordColumns, Base):
    """Waste that left for disposal."""

    __tablename__ = "pick_ups"


class PickUpVersion(VersionColumns, Base):
    """What a pick-up says: who fetched it, under which manifest, and what it weighed if anybody weighed it."""

    __tablename__ = "pick_up_versions"
    __table_args__ = (
        UniqueConstraint("pick_up_id", "number"),
        CheckConstraint("length(carrier) <= 40 AND length(manifest) <= 40", name="short"),
        CheckConstraint("(weight_thousandths IS NULL) = (weight_unit IS NULL)", name="a_weight_has_a_unit"),
        CheckConstraint("weight_thousandths IS NULL OR weight_thousandths > 0", name="weight"),
        CheckConstraint("is_void = (void_reason IS NOT NULL)", name="voids_have_a_reason"),
        Index("ix_pick_up_versions_standing", "on_day", "site_id", sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    pick_up_id: Mapped[int] = mapped_column(Id, ForeignKey("pick_ups.id"))
    on_day: Mapped[date]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    carrier: Mapped[str]
    manifest: Mapped[str]
    weight_thousandths: Mapped[int | None]
    weight_unit: Mapped[WeightUnit | None]
    recorded_hour: Mapped[int | None]


class PickUpLine(Base):
    """So many containers of a kind."""

    __tablename__ = "pick_up_lines"
    __table_args__ = (CheckConstraint("containers >= 1", name="containers"),)

    version_id: Mapped[int] = mapped_column(Id, ForeignKey("pick_up_versions.id"), primary_key=True)
    container_id: Mapped[int] = mapped_column(Id, ForeignKey("containers.id"), primary_key=True)
    containers: Mapped[int]


class ReferralArrival(RecordColumns, Base):
    """Told without a visit: so many of those referred somewhere are known to have got there.  It names no visit."""

    __tablename__ = "referral_arrivals"


class ReferralArrivalVersion(VersionColumns, Base):
    """What was told.  A correction or a void is another version."""

    __tablename__ = "referral_arrival_versions"
    __table_args__ = (
        UniqueConstraint("arrival_id", "number"),
        CheckConstraint("people >= 1", name="people"),
        CheckConstraint("is_void = (void_reason IS NOT NULL)", name="voids_have_a_reason"),
        Index("ix_referral_arrival_versions_standing", "on_day", "site_id", sqlite_where=_STANDS,
              postgresql_where=_STANDS),
    )  # fmt: skip

    arrival_id: Mapped[int] = mapped_column(Id, ForeignKey("referral_arrivals.id"))
    on_day: Mapped[date]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    referral_id: Mapped[int] = mapped_column(Id, ForeignKey("referrals.id"))
    people: Mapped[int]
