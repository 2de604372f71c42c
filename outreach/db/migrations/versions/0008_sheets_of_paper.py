"""Sheets of paper: their layouts, what is being keyed of them, and which visits came from which."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)


def upgrade() -> None:
    op.create_table(
        "sheet_layouts",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("kind", Choice, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_layouts")),
    )
    op.create_table(
        "sheet_columns",
        sa.Column("layout_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("service_id", Id, nullable=True),
        sa.Column("container_id", Id, nullable=True),
        sa.Column("pack", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN item_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN service_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN container_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_sheet_columns_is_of_one_thing"),
        ),
        sa.CheckConstraint("pack >= 1", name=op.f("ck_sheet_columns_pack")),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_sheet_columns_container_id_containers")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_sheet_columns_item_id_items")),
        sa.ForeignKeyConstraint(
            ["layout_id"], ["sheet_layouts.id"], name=op.f("fk_sheet_columns_layout_id_sheet_layouts")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_sheet_columns_service_id_services")),
        sa.PrimaryKeyConstraint("layout_id", "place", name=op.f("pk_sheet_columns")),
    )
    op.create_table(
        "sheets",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", Choice, nullable=False),
        sa.Column("layout_id", Id, nullable=False),
        sa.Column("print_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("printed_by_id", Id, nullable=True),
        sa.Column("site_id", Id, nullable=True),
        sa.Column("place_id", Id, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("written_by_id", Id, nullable=True),
        sa.Column("count_side", Choice, nullable=True),
        sa.Column("contacts", sa.Integer(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("keyed_by_id", Id, nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("posted_by_id", Id, nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.CheckConstraint("kind = 'totals' OR event = ''", name=op.f("ck_sheets_only_crowds_have_an_event")),
        sa.CheckConstraint("contacts IS NULL OR contacts >= 0", name=op.f("ck_sheets_contacts")),
        sa.CheckConstraint(
            "posted_on IS NULL OR (site_id IS NOT NULL AND on_day IS NOT NULL)", name=op.f("ck_sheets_posted_somewhere")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_sheets_document_id_documents")),
        sa.ForeignKeyConstraint(["keyed_by_id"], ["staff.id"], name=op.f("fk_sheets_keyed_by_id_staff")),
        sa.ForeignKeyConstraint(["layout_id"], ["sheet_layouts.id"], name=op.f("fk_sheets_layout_id_sheet_layouts")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_sheets_place_id_places")),
        sa.ForeignKeyConstraint(["posted_by_id"], ["staff.id"], name=op.f("fk_sheets_posted_by_id_staff")),
        sa.ForeignKeyConstraint(["printed_by_id"], ["staff.id"], name=op.f("fk_sheets_printed_by_id_staff")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_sheets_site_id_sites")),
        sa.ForeignKeyConstraint(["written_by_id"], ["staff.id"], name=op.f("fk_sheets_written_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheets")),
    )
    op.create_index(op.f("ix_sheets_site_id"), "sheets", ["site_id"], unique=False)
    op.create_index(
        "uq_sheets_number",
        "sheets",
        ["number"],
        unique=True,
        sqlite_where=sa.text("voided_on IS NULL"),
        postgresql_where=sa.text("voided_on IS NULL"),
    )
    op.create_table(
        "sheet_rows",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("sheet_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_rule", sa.Integer(), nullable=True),
        sa.Column("before", Choice, nullable=False),
        sa.Column("for_people", sa.Integer(), nullable=True),
        sa.Column("returned_how", Choice, nullable=False),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("container_id", Id, nullable=True),
        sa.Column("containers", sa.Integer(), nullable=True),
        sa.Column("quarters", sa.Integer(), nullable=True),
        sa.Column("gross_thousandths", sa.Integer(), nullable=True),
        sa.Column("weight_unit", Choice, nullable=True),
        sa.CheckConstraint(
            "code_digest IS NULL OR length(code_digest) = 32", name=op.f("ck_sheet_rows_code_is_a_hash")
        ),
        sa.CheckConstraint("for_people IS NULL OR for_people >= 1", name=op.f("ck_sheet_rows_for_people")),
        sa.CheckConstraint("quarters IS NULL OR quarters BETWEEN 1 AND 4", name=op.f("ck_sheet_rows_quarters")),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_sheet_rows_container_id_containers")
        ),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_sheet_rows_sheet_id_sheets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_rows")),
        sa.UniqueConstraint("client_id", name=op.f("uq_sheet_rows_client_id")),
    )
    op.create_index(op.f("ix_sheet_rows_sheet_id_number"), "sheet_rows", ["sheet_id", "number"], unique=True)
    op.create_table(
        "sheet_services",
        sa.Column("sheet_id", Id, nullable=False),
        sa.Column("service_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sheet_services_number")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_sheet_services_service_id_services")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_sheet_services_sheet_id_sheets")),
        sa.PrimaryKeyConstraint("sheet_id", "service_id", name=op.f("pk_sheet_services")),
    )
    op.create_table(
        "sheet_visits",
        sa.Column("encounter_id", Id, nullable=False),
        sa.Column("sheet_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["encounter_id"], ["encounters.id"], name=op.f("fk_sheet_visits_encounter_id_encounters")
        ),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_sheet_visits_sheet_id_sheets")),
        sa.PrimaryKeyConstraint("encounter_id", name=op.f("pk_sheet_visits")),
    )
    op.create_index(op.f("ix_sheet_visits_sheet_id"), "sheet_visits", ["sheet_id"], unique=False)
    op.create_table(
        "sheet_cells",
        sa.Column("row_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("unlisted_id", Id, nullable=True),
        sa.Column("service_id", Id, nullable=True),
        sa.Column("referral_id", Id, nullable=True),
        sa.Column("container_id", Id, nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_sheet_cells_not_negative")),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_sheet_cells_container_id_containers")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_sheet_cells_item_id_items")),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_sheet_cells_referral_id_referrals")),
        sa.ForeignKeyConstraint(["row_id"], ["sheet_rows.id"], name=op.f("fk_sheet_cells_row_id_sheet_rows")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_sheet_cells_service_id_services")),
        sa.ForeignKeyConstraint(["unlisted_id"], ["unlisted.id"], name=op.f("fk_sheet_cells_unlisted_id_unlisted")),
        sa.PrimaryKeyConstraint("row_id", "place", name=op.f("pk_sheet_cells")),
    )
    op.add_column("center", sa.Column("codes_on_paper", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("center", sa.Column("record_rule", sa.String(), server_default=sa.text("''"), nullable=False))
