"""What a center has and does: sites, places, sources, items, kits, services, conversions.  Names come in languages."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import Knowingly, Naloxone, Named


class Site(Base):
    """Where supplies are kept."""

    __tablename__ = "sites"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str]
    retired_on: Mapped[date | None]
    is_machine: Mapped[bool] = mapped_column(
        server_default=false()
    )  # nobody stands there: a refill count says what left


class Place(Base):
    """Where people are met."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    name: Mapped[str]
    county: Mapped[str]
    is_usual: Mapped[bool]  # where this site meets people unless somebody says otherwise
    retired_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(server_default="0")


class Source(Base):
    """Who paid for or gave a lot, and from when to when the award runs.

    The row `is_unstated` stands for *no source stated*, so that every lot has a source.
    """

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    is_unstated: Mapped[bool]
    retired_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(server_default="0")


class Category(Base):
    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired_on: Mapped[date | None]


class CategoryName(Base):
    __tablename__ = "category_names"

    category_id: Mapped[int] = mapped_column(Id, ForeignKey("categories.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Item(Base):
    """Something the center keeps and gives, counted in units."""

    __tablename__ = "items"
    __table_args__ = (
        CheckConstraint("syringes_per_unit >= 0 AND doses_per_unit >= 0", name="contents_not_negative"),
        CheckConstraint("usual_pack >= 1", name="usual_pack"),
        CheckConstraint("minimum >= 0", name="minimum"),
        CheckConstraint("units_per_box IS NULL OR units_per_box >= 1", name="units_per_box"),
        CheckConstraint("units_per_case IS NULL OR units_per_case >= 1", name="units_per_case"),
        CheckConstraint("(naloxone IS NULL) = (doses_per_unit = 0)", name="naloxone_has_doses"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    category_id: Mapped[int] = mapped_column(Id, ForeignKey("categories.id"))
    position: Mapped[int]
    naloxone: Mapped[Naloxone | None]
    syringes_per_unit: Mapped[int]
    doses_per_unit: Mapped[int]
    units_per_box: Mapped[int | None]
    units_per_case: Mapped[int | None]
    usual_pack: Mapped[int]
    minimum: Mapped[int]
    shelf: Mapped[str]
    retired_on: Mapped[date | None]
    expired_or_held: Mapped[Knowingly] = mapped_column(server_default=Knowingly.ASK)  # handing out a lot that is either


class ItemName(Base):
    __tablename__ = "item_names"
    __table_args__ = (UniqueConstraint("language", "name"),)

    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]


class ItemAlias(Base):
    __tablename__ = "item_aliases"

    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    alias: Mapped[str] = mapped_column(primary_key=True)


class ItemNote(Base):
    """A coordinator's word about an item to whoever is at the desk; the newest that has not ended is shown."""

    __tablename__ = "item_notes"
    __table_args__ = (CheckConstraint("length(note) BETWEEN 1 AND 80", name="short"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    note: Mapped[str]
    since_on: Mapped[date]
    ended_on: Mapped[date | None]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))


class Pin(Base):
    """A tile that keeps its place at a site, whatever is given most."""

    __tablename__ = "pins"

    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    position: Mapped[int]


class Barcode(Base):
    """What is printed on a box: the item inside, and how many units one scan stands for.

    What the front desk says of one counts at once, and waits for a coordinator's word: `is_confirmed`.
    """

    __tablename__ = "barcodes"
    __table_args__ = (CheckConstraint("units >= 1", name="units"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    units: Mapped[int]
    is_confirmed: Mapped[bool] = mapped_column(server_default=true())
    said_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("staff.id"))
    said_on: Mapped[date | None]
    retired_on: Mapped[date | None]


class Unlisted(Base):
    """A thing handed out that was not on the list, by the name staff gave it, until a coordinator sorts it."""

    __tablename__ = "unlisted"
    __table_args__ = (CheckConstraint("length(name) BETWEEN 1 AND 40", name="short"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    item_id: Mapped[int | None] = mapped_column(Id, ForeignKey("items.id"))
    sorted_on: Mapped[date | None]


class RecipeVersion(Base):
    """What is inside a kit, from a day on.  An older version stays what it was."""

    __tablename__ = "recipe_versions"
    __table_args__ = (UniqueConstraint("item_id", "since_on"), UniqueConstraint("id", "item_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    since_on: Mapped[date]


class RecipePart(Base):
    __tablename__ = "recipe_parts"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)

    recipe_version_id: Mapped[int] = mapped_column(Id, ForeignKey("recipe_versions.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    quantity: Mapped[int]


class SiteTarget(Base):
    """How much of an item a site wants: below the minimum it is low, filling brings it up to the target."""

    __tablename__ = "site_targets"
    __table_args__ = (CheckConstraint("minimum >= 0 AND target >= minimum", name="target_above_minimum"),)

    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"), primary_key=True)
    minimum: Mapped[int]
    target: Mapped[int]


class FormerName(Base):
    """What something was called until a day, so that a page about the past says what it said then."""

    __tablename__ = "former_names"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    what: Mapped[Named]
    subject_id: Mapped[int] = mapped_column(Id)
    language: Mapped[str]  # '' for what has one name in every language
    name: Mapped[str]
    short_name: Mapped[str]
    until_on: Mapped[date]  # the first day of the newer name


class Service(Base):
    __tablename__ = "services"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired_on: Mapped[date | None]


class ServiceName(Base):
    __tablename__ = "service_names"

    service_id: Mapped[int] = mapped_column(Id, ForeignKey("services.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Referral(Base):
    __tablename__ = "referrals"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    retired_on: Mapped[date | None]


class ReferralName(Base):
    __tablename__ = "referral_names"

    referral_id: Mapped[int] = mapped_column(Id, ForeignKey("referrals.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Container(Base):
    """A kind of sharps container used syringes come back in."""

    __tablename__ = "containers"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]


class ContainerName(Base):
    __tablename__ = "container_names"

    container_id: Mapped[int] = mapped_column(Id, ForeignKey("containers.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Conversion(Base):
    """Syringes in a full container, or (no container) in one pound, from a day on, and who says so."""

    __tablename__ = "conversions"
    __table_args__ = (CheckConstraint("syringes >= 1", name="syringes"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    container_id: Mapped[int | None] = mapped_column(Id, ForeignKey("containers.id"))
    since_on: Mapped[date]
    syringes: Mapped[int]
    origin: Mapped[str]
