"""Codes that are made, shared and joined; what a visit asked for or could not name; tiles, barcodes, days, preferences."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)


def upgrade() -> None:
    _sums()
    _people()
    _visits()
    _supplies()
    _center()
    _staff()


def _sums() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in ("balances", "month_sums"):
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": False}):
                pass


def _people() -> None:
    with op.batch_alter_table("participants") as participants:
        for name in ("joined_to_id", "shares_with_id"):
            participants.add_column(sa.Column(name, Id, nullable=True))
            participants.create_foreign_key(
                op.f(f"fk_participants_{name}_participants"), "participants", [name], ["id"]
            )
    for name in ("joined_to_id", "shares_with_id"):
        given = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            op.f(f"ix_participants_{name}"), "participants", [name], sqlite_where=given, postgresql_where=given
        )
    op.create_table(
        "participant_joins",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("one_id", Id, nullable=False),
        sa.Column("other_id", Id, nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("parted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_participant_joins_once_a_pair")),
        sa.ForeignKeyConstraint(["one_id"], ["participants.id"], name=op.f("fk_participant_joins_one_id_participants")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["participants.id"], name=op.f("fk_participant_joins_other_id_participants")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_joins")),
    )


def _visits() -> None:
    op.add_column(
        "encounter_versions", sa.Column("is_unsure_who", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    voided = sa.text("is_current AND is_void")
    op.create_index(
        op.f("ix_encounter_versions_voided"),
        "encounter_versions",
        ["on_day", "site_id"],
        sqlite_where=voided,
        postgresql_where=voided,
    )
    op.add_column("given", sa.Column("despite", Choice, nullable=True))
    op.create_table(
        "version_asked",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_version_asked_quantity")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_version_asked_item_id_items")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_asked_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "item_id", name=op.f("pk_version_asked")),
    )
    op.create_table(
        "unlisted",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("sorted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 40", name=op.f("ck_unlisted_short")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_unlisted_item_id_items")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unlisted")),
        sa.UniqueConstraint("name", name=op.f("uq_unlisted_name")),
    )
    op.create_table(
        "version_unlisted",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("unlisted_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_version_unlisted_quantity")),
        sa.ForeignKeyConstraint(
            ["unlisted_id"], ["unlisted.id"], name=op.f("fk_version_unlisted_unlisted_id_unlisted")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_unlisted_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "unlisted_id", name=op.f("pk_version_unlisted")),
    )


def _supplies() -> None:
    op.add_column("items", sa.Column("expired_or_held", Choice, server_default="ask", nullable=False))
    op.create_table(
        "item_notes",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.CheckConstraint("length(note) BETWEEN 1 AND 80", name=op.f("ck_item_notes_short")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_notes_item_id_items")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_item_notes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_notes")),
    )
    op.create_table(
        "pins",
        sa.Column("site_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_pins_item_id_items")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_pins_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "item_id", name=op.f("pk_pins")),
    )
    op.create_table(
        "barcodes",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.CheckConstraint("units >= 1", name=op.f("ck_barcodes_units")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_barcodes_item_id_items")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_barcodes")),
    )


def _center() -> None:
    op.create_table(
        "code_recipes",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("made", Choice, nullable=False),
        sa.Column("pieces", sa.String(), nullable=False),
        sa.Column("points_out_slips", sa.Boolean(), nullable=False),
        sa.Column("before_until_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_recipes")),
    )
    op.create_table(
        "day_records",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("quarter_hours", sa.Integer(), nullable=True),
        sa.Column("nobody_came", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "quarter_hours IS NULL OR quarter_hours BETWEEN 0 AND 96", name=op.f("ck_day_records_quarter_hours")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_day_records_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_day_records_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_records")),
    )
    current = sa.text("is_current")
    op.create_index(
        op.f("uq_day_records_current"),
        "day_records",
        ["site_id", "on_day"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def _staff() -> None:
    op.create_table(
        "staff_preferences",
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("text_percent", sa.Integer(), nullable=False),
        sa.Column("look", Choice, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.CheckConstraint("text_percent IN (100, 125, 150, 200)", name=op.f("ck_staff_preferences_text_percent")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_preferences_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_preferences")),
    )
    op.create_table(
        "hints_seen",
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_hints_seen_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "hint", name=op.f("pk_hints_seen")),
    )
