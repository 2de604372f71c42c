"""The stock ledger and what is kept from it.  Rows of `movements` are only ever added (db/triggers.py)."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from outreach.db.models.base import Base
from outreach.db.types import Id
from outreach.vocabulary import CountSide, LotKnown

# Rows lie in the order of the key: adding up sixteen years of months by lot took 23 ms, and takes 3 (measured).
_IN_ORDER = {"sqlite_with_rowid": False}


class Lot(Base):
    """One item, lot number and source (and, for kits made up ahead, the recipe they were made by).

    The lot with number '' and the unstated source holds what has no lot, and shortfalls.
    """

    __tablename__ = "lots"
    __table_args__ = (
        UniqueConstraint("id", "item_id"),
        ForeignKeyConstraint(["recipe_version_id", "item_id"], ["recipe_versions.id", "recipe_versions.item_id"]),
        UniqueConstraint("item_id", "number", "source_id", "recipe_version_id"),
        Index(  # the constraint above lets NULLs repeat
            "uq_lots_without_recipe",
            "item_id",
            "number",
            "source_id",
            unique=True,
            sqlite_where=text("recipe_version_id IS NULL"),
            postgresql_where=text("recipe_version_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(Id, ForeignKey("items.id"))
    number: Mapped[str]
    source_id: Mapped[int] = mapped_column(Id, ForeignKey("sources.id"))
    recipe_version_id: Mapped[int | None] = mapped_column(Id)
    expires_on: Mapped[date | None]
    on_hold: Mapped[bool]
    recalled_on: Mapped[date | None]  # until it is released


class Document(Base):
    """What a movement without an encounter belongs to: a delivery, a count, a transfer, ….

    One that was wrong is voided, its movements reversed; the one written in its place names it.
    """

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("(to_site_id IS NOT NULL) = (kind = 'transfer')", name="transfers_go_somewhere"),
        Index(None, "kind", "site_id", "on_day"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    client_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary(16))
    kind: Mapped[str]
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    on_day: Mapped[date]
    reference: Mapped[str]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    recorded_on: Mapped[date]
    recorded_hour: Mapped[int | None]
    to_site_id: Mapped[int | None] = mapped_column(Id, ForeignKey("sites.id"))
    supplier_id: Mapped[int | None] = mapped_column(Id, ForeignKey("suppliers.id"))
    count_side: Mapped[CountSide | None]  # before or after a count of the same day, when somebody said
    replaces_id: Mapped[int | None] = mapped_column(Id, ForeignKey("documents.id"))
    voided_on: Mapped[date | None]


class CountLine(Base):
    """What a count found of one lot; every lot of a counted item that the books knew stands here, zero included."""

    __tablename__ = "count_lines"
    __table_args__ = (
        CheckConstraint("found >= 0", name="found_not_negative"),
        ForeignKeyConstraint(["lot_id", "item_id"], ["lots.id", "lots.item_id"]),
        Index(None, "item_id"),
    )

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    lot_id: Mapped[int] = mapped_column(Id, primary_key=True)
    item_id: Mapped[int] = mapped_column(Id)
    found: Mapped[int | None]  # none: nobody looked, and the count says nothing of this lot


class CountMark(Base):
    """Up to which record of each device a count had seen: order without a time."""

    __tablename__ = "count_marks"

    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    device: Mapped[int] = mapped_column(Id, ForeignKey("devices.number"), primary_key=True)
    last_movement_id: Mapped[int] = mapped_column(Id)
    last_encounter_id: Mapped[int] = mapped_column(Id)


class MovementKind(Base):
    """A kind of movement is a row: its sign, and its column in the stock statement."""

    __tablename__ = "movement_kinds"
    __table_args__ = (UniqueConstraint("kind", "sign"), CheckConstraint("sign IN (-1, 0, 1)", name="sign"))

    kind: Mapped[str] = mapped_column(primary_key=True)
    sign: Mapped[int]
    statement_column: Mapped[str]


class Movement(Base):
    """One line of the ledger.  Stock on hand is the sum of `quantity`."""

    __tablename__ = "movements"
    __table_args__ = (
        ForeignKeyConstraint(["lot_id", "item_id"], ["lots.id", "lots.item_id"]),
        ForeignKeyConstraint(["kind", "sign"], ["movement_kinds.kind", "movement_kinds.sign"]),
        CheckConstraint("quantity <> 0", name="moves_something"),
        CheckConstraint(
            "sign = 0 OR (quantity * sign > 0) = (reverses_id IS NULL)", name="signs_agree_unless_reversing"
        ),
        CheckConstraint("late_id IS NULL OR kind = 'counted'", name="only_counts_answer_late_rows"),
        CheckConstraint("lot_known IN ('scanned', 'chosen', 'by_the_books')", name="lot_known"),
        Index(None, "occurred_on"),
        Index(
            None,
            "given_id",
            sqlite_where=text("given_id IS NOT NULL"),
            postgresql_where=text("given_id IS NOT NULL"),
        ),
        Index(
            None,
            "document_id",
            sqlite_where=text("document_id IS NOT NULL"),
            postgresql_where=text("document_id IS NOT NULL"),
        ),
        Index(None, "item_id", "id"),
        Index(  # few among millions: what waits for the coordinator is found without looking at the rest
            "ix_movements_shortfalls",
            *("site_id", "item_id", "occurred_on", "quantity"),
            sqlite_where=text("kind = 'shortfall'"),
            postgresql_where=text("kind = 'shortfall'"),
        ),
        Index(
            "uq_movements_reverses_id",
            "reverses_id",
            unique=True,
            sqlite_where=text("reverses_id IS NOT NULL"),
            postgresql_where=text("reverses_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    site_id: Mapped[int] = mapped_column(Id, ForeignKey("sites.id"))
    item_id: Mapped[int] = mapped_column(Id)
    lot_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str]
    sign: Mapped[int]
    quantity: Mapped[int]
    occurred_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    document_id: Mapped[int | None] = mapped_column(Id, ForeignKey("documents.id"))
    given_id: Mapped[int | None] = mapped_column(Id, ForeignKey("given.id"))
    reverses_id: Mapped[int | None] = mapped_column(Id, ForeignKey("movements.id"))
    late_id: Mapped[int | None] = mapped_column(Id, ForeignKey("movements.id"))  # the late row a count's line answers
    lot_known: Mapped[LotKnown]


class Balance(Base):
    """Kept by triggers: what the books hold now, and the first day anything moved there."""

    __tablename__ = "balances"
    __table_args__ = _IN_ORDER

    site_id: Mapped[int] = mapped_column(Id, primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, primary_key=True)
    lot_id: Mapped[int] = mapped_column(Id, primary_key=True)
    quantity: Mapped[int]
    first_on: Mapped[date]


class MonthSum(Base):
    """Kept by triggers: each month's movements added up, so that an opening never adds up a million rows.

    `month` is year * 100 + month.
    """

    __tablename__ = "month_sums"
    __table_args__ = _IN_ORDER

    site_id: Mapped[int] = mapped_column(Id, primary_key=True)
    item_id: Mapped[int] = mapped_column(Id, primary_key=True)
    lot_id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    quantity: Mapped[int]
    rows: Mapped[int]
