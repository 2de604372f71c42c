"""Everything that can happen to stock: hand-overs, transfers, kits, holds and recalls, drafts of counts, rules of sources."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)

KINDS = (
    ("taken_by_police", -1, "disposed"),
    ("short_in_delivery", -1, "received"),
    ("kit_taken_apart", -1, "made_up"),
    ("out_of_kit", 1, "made_up"),
)


def upgrade() -> None:
    _kinds()
    _catalog()
    _leaving()
    _suppliers()
    _documents()
    _arriving()
    _handing_over()
    _lots()
    _counting()


def _kinds() -> None:
    """A file without a center yet gets every kind when it is founded."""
    if op.get_bind().execute(sa.text("SELECT 1 FROM movement_kinds")).first() is None:
        return
    table = sa.table("movement_kinds", sa.column("kind"), sa.column("sign"), sa.column("statement_column"))
    names = ("kind", "sign", "statement_column")
    op.bulk_insert(table, [dict(zip(names, kind, strict=True)) for kind in KINDS])


def _catalog() -> None:
    op.add_column("categories", sa.Column("retired_on", sa.Date(), nullable=True))
    op.add_column("sites", sa.Column("is_machine", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "former_names",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("what", Choice, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_names")),
    )
    op.create_table(
        "site_targets",
        sa.Column("site_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.CheckConstraint("minimum >= 0 AND target >= minimum", name=op.f("ck_site_targets_target_above_minimum")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_site_targets_item_id_items")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_site_targets_site_id_sites")),
        sa.PrimaryKeyConstraint("site_id", "item_id", name=op.f("pk_site_targets")),
    )


def _leaving() -> None:
    op.create_table(
        "partners",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("name", name=op.f("uq_partners_name")),
    )


def _suppliers() -> None:
    op.create_table(
        "suppliers",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
        sa.UniqueConstraint("name", name=op.f("uq_suppliers_name")),
    )


def _documents() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("to_site_id", Id, nullable=True))
        documents.add_column(sa.Column("supplier_id", Id, nullable=True))
        documents.add_column(sa.Column("count_side", Choice, nullable=True))
        documents.add_column(sa.Column("replaces_id", Id, nullable=True))
        documents.add_column(sa.Column("voided_on", sa.Date(), nullable=True))
        documents.create_foreign_key(op.f("fk_documents_replaces_id_documents"), "documents", ["replaces_id"], ["id"])
        documents.create_foreign_key(op.f("fk_documents_supplier_id_suppliers"), "suppliers", ["supplier_id"], ["id"])
        documents.create_foreign_key(op.f("fk_documents_to_site_id_sites"), "sites", ["to_site_id"], ["id"])
        documents.create_check_constraint(
            op.f("ck_documents_transfers_go_somewhere"), "(to_site_id IS NOT NULL) = (kind = 'transfer')"
        )
    op.create_index(
        op.f("ix_movements_document_id"),
        "movements",
        ["document_id"],
        sqlite_where=sa.text("document_id IS NOT NULL"),
        postgresql_where=sa.text("document_id IS NOT NULL"),
    )

    op.add_column("encounter_versions", sa.Column("count_side", Choice, nullable=True))


def _arriving() -> None:
    op.create_table(
        "delivery_lines",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("ordered", sa.Integer(), nullable=True),
        sa.Column("invoiced", sa.Integer(), nullable=True),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("goes_back", sa.Integer(), nullable=False),
        sa.Column("reason", Choice, nullable=True),
        sa.CheckConstraint("goes_back <= arrived", name=op.f("ck_delivery_lines_what_goes_back_arrived")),
        sa.CheckConstraint(
            "ordered >= 0 AND invoiced >= 0 AND arrived >= 0 AND goes_back >= 0",
            name=op.f("ck_delivery_lines_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_delivery_lines_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_delivery_lines_item_id_items")),
        sa.PrimaryKeyConstraint("document_id", "item_id", name=op.f("pk_delivery_lines")),
    )
    op.create_table(
        "source_rules",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("source_id", Id, nullable=False),
        sa.Column("category_id", Id, nullable=True),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("may_buy", sa.Boolean(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("item_id IS NULL OR category_id IS NULL", name=op.f("ck_source_rules_item_or_category")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_source_rules_category_id_categories")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_source_rules_item_id_items")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_source_rules_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_rules")),
    )
    op.create_index(op.f("ix_source_rules_source_id"), "source_rules", ["source_id"])


def _handing_over() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("recipient", Choice, nullable=False),
        sa.Column("partner_id", Id, nullable=True),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("slip", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(recipient = 'partner') = (partner_id IS NOT NULL)", name=op.f("ck_hand_overs_partners_are_named")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_hand_overs_document_id_documents")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_hand_overs_partner_id_partners")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_hand_overs")),
        sa.UniqueConstraint("slip", name=op.f("uq_hand_overs_slip")),
    )
    op.create_index(op.f("ix_hand_overs_partner_id"), "hand_overs", ["partner_id"])

    op.create_table(
        "partner_reports",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_partner_reports_not_negative")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["hand_overs.document_id"], name=op.f("fk_partner_reports_document_id_hand_overs")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_partner_reports_item_id_items")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_partner_reports_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_reports")),
    )
    op.create_index(op.f("ix_partner_reports_document_id"), "partner_reports", ["document_id"])


def _lots() -> None:
    op.create_table(
        "lot_changes",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("lot_id", Id, nullable=False),
        sa.Column("change", Choice, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("expired_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 80", name=op.f("ck_lot_changes_has_a_reason")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_lot_changes_lot_id_lots")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_lot_changes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_changes")),
    )
    op.create_index(op.f("ix_lot_changes_lot_id"), "lot_changes", ["lot_id"])

    op.create_table(
        "kit_lot_parts",
        sa.Column("kit_lot_id", Id, nullable=False),
        sa.Column("part_lot_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_kit_lot_parts_quantity")),
        sa.ForeignKeyConstraint(["kit_lot_id"], ["lots.id"], name=op.f("fk_kit_lot_parts_kit_lot_id_lots")),
        sa.ForeignKeyConstraint(["part_lot_id"], ["lots.id"], name=op.f("fk_kit_lot_parts_part_lot_id_lots")),
        sa.PrimaryKeyConstraint("kit_lot_id", "part_lot_id", name=op.f("pk_kit_lot_parts")),
    )
    op.create_index(op.f("ix_kit_lot_parts_part_lot_id"), "kit_lot_parts", ["part_lot_id"])

    op.create_table(
        "given_parts",
        sa.Column("given_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_given_parts_quantity")),
        sa.ForeignKeyConstraint(["given_id"], ["given.id"], name=op.f("fk_given_parts_given_id_given")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_given_parts_item_id_items")),
        sa.PrimaryKeyConstraint("given_id", "item_id", name=op.f("pk_given_parts")),
    )


def _counting() -> None:
    op.create_table(
        "count_drafts",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("scope", Choice, nullable=False),
        sa.Column("category_id", Id, nullable=True),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("shelf", sa.String(), nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_hour", sa.Integer(), nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.CheckConstraint(
            "(scope = 'category') = (category_id IS NOT NULL)", name=op.f("ck_count_drafts_names_its_category")
        ),
        sa.CheckConstraint("(scope = 'item') = (item_id IS NOT NULL)", name=op.f("ck_count_drafts_names_its_item")),
        sa.CheckConstraint("(scope = 'shelf') = (shelf <> '')", name=op.f("ck_count_drafts_names_its_shelf")),
        sa.CheckConstraint(
            "document_id IS NULL OR closed_on IS NOT NULL", name=op.f("ck_count_drafts_posted_is_closed")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_count_drafts_category_id_categories")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_count_drafts_document_id_documents")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_count_drafts_item_id_items")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_count_drafts_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_count_drafts_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_drafts")),
        sa.UniqueConstraint("client_id", name=op.f("uq_count_drafts_client_id")),
        sa.UniqueConstraint("sheet", name=op.f("uq_count_drafts_sheet")),
    )
    op.create_index(op.f("ix_count_drafts_site_id"), "count_drafts", ["site_id"])

    op.create_table(
        "count_draft_lines",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("draft_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("lot_id", Id, nullable=False),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("reason", Choice, nullable=True),
        sa.Column("staff_id", Id, nullable=True),
        sa.CheckConstraint("found >= 0", name=op.f("ck_count_draft_lines_found_not_negative")),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["count_drafts.id"], name=op.f("fk_count_draft_lines_draft_id_count_drafts")
        ),
        sa.ForeignKeyConstraint(
            ["lot_id", "item_id"], ["lots.id", "lots.item_id"], name=op.f("fk_count_draft_lines_lot_id_item_id_lots")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_count_draft_lines_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_draft_lines")),
    )
    op.create_index(
        op.f("ix_count_draft_lines_draft_id_lot_id"), "count_draft_lines", ["draft_id", "lot_id"], unique=True
    )

    op.create_table(
        "count_draft_marks",
        sa.Column("line_id", Id, nullable=False),
        sa.Column("device", Id, nullable=False),
        sa.Column("last_movement_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.number"], name=op.f("fk_count_draft_marks_device_devices")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["count_draft_lines.id"], name=op.f("fk_count_draft_marks_line_id_count_draft_lines")
        ),
        sa.PrimaryKeyConstraint("line_id", "device", name=op.f("pk_count_draft_marks")),
    )
    op.create_table(
        "let_stand",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("what", Choice, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("lot_id", Id, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_let_stand_item_id_items")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_let_stand_lot_id_lots")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_let_stand_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_let_stand_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_let_stand")),
    )
    op.create_index(op.f("ix_let_stand_item_id"), "let_stand", ["item_id"])
