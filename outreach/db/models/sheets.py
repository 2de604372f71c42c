"""Paper: sheets that were printed, the columns they have, and what is being keyed of them.

A row being keyed holds a code as its keyed hash only, and is gone once the sheet is posted or voided; the totals row
written on the paper, which is of nobody, stays.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import CountSide, ReturnedHow, SeenBefore, SheetKind, WeightUnit

_STANDS = text("voided_on IS NULL")


class SheetLayout(Base):
    """What a sheet asks and in which order.  Never changed: a sheet is keyed by the columns it was printed with."""

    __tablename__ = "sheet_layouts"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[SheetKind]
    number: Mapped[int]


class SheetColumn(Base):
    """One column of a layout: an item, a service, or a container returns are told in; `pack` is what one tick is."""

    __tablename__ = "sheet_columns"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN item_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN container_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="is_of_one_thing",
        ),
        CheckConstraint("pack >= 1", name="pack"),
    )

    layout_id: Mapped[int] = mapped_column(Id, ForeignKey("sheet_layouts.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[int | None] = mapped_column(Id, ForeignKey("items.id"))
    service_id: Mapped[int | None] = mapped_column(Id, ForeignKey("services.id"))
    container_id: Mapped[int | None] = mapped_column(Id, ForeignKey("containers.id"))
    pack: Mapped[int]


class Sheet(Base):
    """A sheet of paper by its number: printed here or elsewhere, being keyed, posted, voided."""

    __tablename__ = "sheets"
    __table_args__ = (
        CheckConstraint("posted_on IS NULL OR (site_id IS NOT NULL AND on_day IS NOT NULL)", name="posted_somewhere"),
        CheckConstraint("contacts IS NULL OR contacts >= 0", name="contacts"),
        CheckConstraint("kind = 'totals' OR event = ''", name="only_crowds_have_an_event"),
        Index("uq_sheets_number", "number", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index(None, "site_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    number: Mapped[str]
    kind: Mapped[SheetKind]
    layout_id: Mapped[int] = mapped_column(Id, ForeignKey("sheet_layouts.id"))
    print_id: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # asked for twice, printed once
    printed_on: Mapped[date | None]  # None: printed elsewhere
    printed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("staff.id"))
    site_id: Mapped[int | None] = mapped_column(Id, ForeignKey("sites.id"))
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("places.id"))
    on_day: Mapped[date | None]
    event: Mapped[str]  # what a hand-over is called, until it is posted
    written_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("staff.id"))
    count_side: Mapped[CountSide | None]
    contacts: Mapped[int | None]  # of a totals sheet; 0 when they were not counted, None when nothing is said yet
    begun_on: Mapped[date | None]
    keyed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("staff.id"))
    posted_on: Mapped[date | None]
    posted_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("staff.id"))
    voided_on: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(Id, ForeignKey("documents.id"))  # supplies nobody was counted for


class SheetRow(Base):
    """A row as it was keyed, until the sheet is posted; row 0 is the totals row written on the paper, and stays."""

    __tablename__ = "sheet_rows"
    __table_args__ = (
        CheckConstraint("code_digest IS NULL OR length(code_digest) = 32", name="code_is_a_hash"),
        CheckConstraint("for_people IS NULL OR for_people >= 1", name="for_people"),
        CheckConstraint("quarters IS NULL OR quarters BETWEEN 1 AND 4", name="quarters"),
        Index(None, "sheet_id", "number", unique=True),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    sheet_id: Mapped[int] = mapped_column(Id, ForeignKey("sheets.id"))
    number: Mapped[int]
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    code_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    code_rule: Mapped[int | None]
    before: Mapped[SeenBefore]
    for_people: Mapped[int | None]
    returned_how: Mapped[ReturnedHow]
    returned: Mapped[int | None]
    container_id: Mapped[int | None] = mapped_column(Id, ForeignKey("containers.id"))
    containers: Mapped[int | None]
    quarters: Mapped[int | None]
    gross_thousandths: Mapped[int | None]
    weight_unit: Mapped[WeightUnit | None]


class SheetCell(Base):
    """One thing a row says: so many of an item, of a thing not on the list, a service, a referral, a container."""

    __tablename__ = "sheet_cells"
    __table_args__ = (CheckConstraint("quantity >= 0", name="not_negative"),)

    row_id: Mapped[int] = mapped_column(Id, ForeignKey("sheet_rows.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[int | None] = mapped_column(Id, ForeignKey("items.id"))
    unlisted_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unlisted.id"))
    service_id: Mapped[int | None] = mapped_column(Id, ForeignKey("services.id"))
    referral_id: Mapped[int | None] = mapped_column(Id, ForeignKey("referrals.id"))
    container_id: Mapped[int | None] = mapped_column(Id, ForeignKey("containers.id"))
    quantity: Mapped[int]


class SheetVisit(Base):
    """Which row of which sheet a visit was keyed from."""

    __tablename__ = "sheet_visits"
    __table_args__ = (Index(None, "sheet_id"),)

    encounter_id: Mapped[int] = mapped_column(Id, ForeignKey("encounters.id"), primary_key=True)
    sheet_id: Mapped[int] = mapped_column(Id, ForeignKey("sheets.id"))
    number: Mapped[int]


class SheetService(Base):
    """How often a posted totals sheet says something was done: ticks, of nobody in particular."""

    __tablename__ = "sheet_services"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    sheet_id: Mapped[int] = mapped_column(Id, ForeignKey("sheets.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(Id, ForeignKey("services.id"), primary_key=True)
    number: Mapped[int]
