"""The first tables: a center, its catalog, its encounters, its ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "balances",
        sa.Column("site_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("lot_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "item_id", "lot_id", name=op.f("pk_balances")),
    )
    op.create_table(
        "categories",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
        sa.UniqueConstraint("key", name=op.f("uq_categories_key")),
    )
    op.create_table(
        "center",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("day_ends_at", sa.Integer(), nullable=False),
        sa.Column("new_after_months", sa.Integer(), nullable=False),
        sa.Column("proved_on", sa.Date(), nullable=True),
        sa.CheckConstraint("day_ends_at BETWEEN 0 AND 11", name=op.f("ck_center_day_ends_in_the_morning")),
        sa.CheckConstraint("id = 1", name=op.f("ck_center_only_one")),
        sa.CheckConstraint("new_after_months >= 0", name=op.f("ck_center_new_after_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_center")),
    )
    op.create_table(
        "containers",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_containers")),
        sa.UniqueConstraint("key", name=op.f("uq_containers_key")),
    )
    op.create_table(
        "devices",
        sa.Column("number", Id, autoincrement=False, nullable=False),
        sa.Column("installation", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 8191", name=op.f("ck_devices_number_keeps_ids_below_2_53")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_devices")),
        sa.UniqueConstraint("installation", name=op.f("uq_devices_installation")),
    )
    op.create_table(
        "encounters",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encounters")),
        sa.UniqueConstraint("client_id", name=op.f("uq_encounters_client_id")),
    )
    op.create_table(
        "month_sums",
        sa.Column("site_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("lot_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", "item_id", "lot_id", "kind", "month", name=op.f("pk_month_sums")),
    )
    op.create_table(
        "movement_kinds",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sign", sa.Integer(), nullable=False),
        sa.Column("statement_column", sa.String(), nullable=False),
        sa.CheckConstraint("sign IN (-1, 0, 1)", name=op.f("ck_movement_kinds_sign")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_movement_kinds")),
        sa.UniqueConstraint("kind", "sign", name=op.f("uq_movement_kinds_kind_sign")),
    )
    op.create_table(
        "participants",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_participants_digest_is_a_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("digest", name=op.f("uq_participants_digest")),
    )
    op.create_index(op.f("ix_participants_first_on"), "participants", ["first_on"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("key", name=op.f("uq_referrals_key")),
    )
    op.create_table(
        "services",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
        sa.UniqueConstraint("key", name=op.f("uq_services_key")),
    )
    op.create_table(
        "sites",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("name", name=op.f("uq_sites_name")),
    )
    op.create_table(
        "sources",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_unstated", sa.Boolean(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("name", name=op.f("uq_sources_name")),
    )
    op.create_table(
        "staff",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("role IN ('front_desk', 'coordinator', 'administrator')", name=op.f("ck_staff_role")),
        sa.CheckConstraint("length(initials) BETWEEN 1 AND 5", name=op.f("ck_staff_initials_not_names")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("initials", name=op.f("uq_staff_initials")),
    )
    op.create_table(
        "audit",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_audit_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "category_names",
        sa.Column("category_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_category_names_category_id_categories")
        ),
        sa.PrimaryKeyConstraint("category_id", "language", name=op.f("pk_category_names")),
    )
    op.create_table(
        "container_names",
        sa.Column("container_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_container_names_container_id_containers")
        ),
        sa.PrimaryKeyConstraint("container_id", "language", name=op.f("pk_container_names")),
    )
    op.create_table(
        "conversions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("container_id", Id, nullable=True),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("syringes", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.CheckConstraint("syringes >= 1", name=op.f("ck_conversions_syringes")),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_conversions_container_id_containers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversions")),
    )
    op.create_table(
        "documents",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_hour", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_documents_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_documents_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("client_id", name=op.f("uq_documents_client_id")),
    )
    op.create_index(op.f("ix_documents_kind_site_id_on_day"), "documents", ["kind", "site_id", "on_day"], unique=False)
    op.create_table(
        "items",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("category_id", Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("naloxone", sa.String(length=20), nullable=True),
        sa.Column("syringes_per_unit", sa.Integer(), nullable=False),
        sa.Column("doses_per_unit", sa.Integer(), nullable=False),
        sa.Column("units_per_box", sa.Integer(), nullable=True),
        sa.Column("units_per_case", sa.Integer(), nullable=True),
        sa.Column("usual_pack", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(naloxone IS NULL) = (doses_per_unit = 0)", name=op.f("ck_items_naloxone_has_doses")),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_items_minimum")),
        sa.CheckConstraint(
            "syringes_per_unit >= 0 AND doses_per_unit >= 0", name=op.f("ck_items_contents_not_negative")
        ),
        sa.CheckConstraint("units_per_box IS NULL OR units_per_box >= 1", name=op.f("ck_items_units_per_box")),
        sa.CheckConstraint("units_per_case IS NULL OR units_per_case >= 1", name=op.f("ck_items_units_per_case")),
        sa.CheckConstraint("usual_pack >= 1", name=op.f("ck_items_usual_pack")),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name=op.f("fk_items_category_id_categories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.UniqueConstraint("key", name=op.f("uq_items_key")),
    )
    op.create_table(
        "places",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("is_usual", sa.Boolean(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_places_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_places_site_id_name")),
    )
    op.create_table(
        "referral_names",
        sa.Column("referral_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_names_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("referral_id", "language", name=op.f("pk_referral_names")),
    )
    op.create_table(
        "service_names",
        sa.Column("service_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_service_names_service_id_services")),
        sa.PrimaryKeyConstraint("service_id", "language", name=op.f("pk_service_names")),
    )
    op.create_table(
        "count_marks",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("device", Id, nullable=False),
        sa.Column("last_movement_id", Id, nullable=False),
        sa.Column("last_encounter_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.number"], name=op.f("fk_count_marks_device_devices")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_count_marks_document_id_documents")),
        sa.PrimaryKeyConstraint("document_id", "device", name=op.f("pk_count_marks")),
    )
    op.create_table(
        "encounter_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("encounter_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("void_reason", sa.String(length=20), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("place_id", Id, nullable=True),
        sa.Column("participant_id", Id, nullable=True),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("for_people", sa.Integer(), nullable=True),
        sa.Column("returned_how", sa.String(length=20), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("container_id", Id, nullable=True),
        sa.Column("containers", sa.Integer(), nullable=True),
        sa.Column("quarters", sa.Integer(), nullable=True),
        sa.Column("gross_thousandths", sa.Integer(), nullable=True),
        sa.Column("tare_thousandths", sa.Integer(), nullable=True),
        sa.Column("weight_unit", sa.String(length=20), nullable=True),
        sa.Column("conversion_id", Id, nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_hour", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(returned_how = 'container') = (container_id IS NOT NULL AND containers IS NOT NULL AND quarters IS NOT NULL)",
            name=op.f("ck_encounter_versions_returned_in_containers"),
        ),
        sa.CheckConstraint(
            "(returned_how = 'weight') = (gross_thousandths IS NOT NULL AND tare_thousandths IS NOT NULL AND weight_unit IS NOT NULL)",
            name=op.f("ck_encounter_versions_returned_by_weight"),
        ),
        sa.CheckConstraint(
            "(returned_how IN ('container', 'weight')) = (conversion_id IS NOT NULL)",
            name=op.f("ck_encounter_versions_estimates_name_their_rule"),
        ),
        sa.CheckConstraint(
            "(returned_how IN ('told', 'counted', 'container', 'weight')) = (returned IS NOT NULL)",
            name=op.f("ck_encounter_versions_returned_amount"),
        ),
        sa.CheckConstraint("contacts >= 1", name=op.f("ck_encounter_versions_contacts")),
        sa.CheckConstraint("for_people IS NULL OR for_people >= 1", name=op.f("ck_encounter_versions_for_people")),
        sa.CheckConstraint(
            "hour IS NULL OR hour BETWEEN 0 AND 23", name=op.f("ck_encounter_versions_nothing_finer_than_the_hour")
        ),
        sa.CheckConstraint(
            "is_void = (void_reason IS NOT NULL)", name=op.f("ck_encounter_versions_voids_have_a_reason")
        ),
        sa.CheckConstraint("quarters IS NULL OR quarters BETWEEN 1 AND 4", name=op.f("ck_encounter_versions_quarters")),
        sa.CheckConstraint(
            "returned IS NULL OR returned >= 0", name=op.f("ck_encounter_versions_returned_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_encounter_versions_container_id_containers")
        ),
        sa.ForeignKeyConstraint(
            ["conversion_id"], ["conversions.id"], name=op.f("fk_encounter_versions_conversion_id_conversions")
        ),
        sa.ForeignKeyConstraint(
            ["encounter_id"], ["encounters.id"], name=op.f("fk_encounter_versions_encounter_id_encounters")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_encounter_versions_participant_id_participants")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_encounter_versions_place_id_places")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_encounter_versions_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_encounter_versions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_encounter_versions")),
        sa.UniqueConstraint("encounter_id", "number", name=op.f("uq_encounter_versions_encounter_id_number")),
    )
    op.create_index(
        "ix_encounter_versions_person",
        "encounter_versions",
        ["participant_id", "on_day"],
        unique=False,
        sqlite_where=sa.text("is_current AND NOT is_void"),
        postgresql_where=sa.text("is_current AND NOT is_void"),
    )
    op.create_index(
        "ix_encounter_versions_standing",
        "encounter_versions",
        ["on_day", "site_id"],
        unique=False,
        sqlite_where=sa.text("is_current AND NOT is_void"),
        postgresql_where=sa.text("is_current AND NOT is_void"),
    )
    op.create_table(
        "item_aliases",
        sa.Column("item_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_aliases_item_id_items")),
        sa.PrimaryKeyConstraint("item_id", "language", "alias", name=op.f("pk_item_aliases")),
    )
    op.create_table(
        "item_names",
        sa.Column("item_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_names_item_id_items")),
        sa.PrimaryKeyConstraint("item_id", "language", name=op.f("pk_item_names")),
        sa.UniqueConstraint("language", "name", name=op.f("uq_item_names_language_name")),
    )
    op.create_table(
        "recipe_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_recipe_versions_item_id_items")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipe_versions")),
        sa.UniqueConstraint("id", "item_id", name=op.f("uq_recipe_versions_id_item_id")),
        sa.UniqueConstraint("item_id", "since_on", name=op.f("uq_recipe_versions_item_id_since_on")),
    )
    op.create_table(
        "given",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("version_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("recipe_version_id", Id, nullable=True),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_given_quantity")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_given_item_id_items")),
        sa.ForeignKeyConstraint(
            ["recipe_version_id"], ["recipe_versions.id"], name=op.f("fk_given_recipe_version_id_recipe_versions")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_given_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given")),
    )
    op.create_index(op.f("ix_given_version_id"), "given", ["version_id"], unique=False)
    op.create_table(
        "lots",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("source_id", Id, nullable=False),
        sa.Column("recipe_version_id", Id, nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("on_hold", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_lots_item_id_items")),
        sa.ForeignKeyConstraint(
            ["recipe_version_id", "item_id"],
            ["recipe_versions.id", "recipe_versions.item_id"],
            name=op.f("fk_lots_recipe_version_id_item_id_recipe_versions"),
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_lots_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lots")),
        sa.UniqueConstraint("id", "item_id", name=op.f("uq_lots_id_item_id")),
        sa.UniqueConstraint(
            "item_id",
            "number",
            "source_id",
            "recipe_version_id",
            name=op.f("uq_lots_item_id_number_source_id_recipe_version_id"),
        ),
    )
    op.create_index(
        "uq_lots_without_recipe",
        "lots",
        ["item_id", "number", "source_id"],
        unique=True,
        sqlite_where=sa.text("recipe_version_id IS NULL"),
        postgresql_where=sa.text("recipe_version_id IS NULL"),
    )
    op.create_table(
        "recipe_parts",
        sa.Column("recipe_version_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_recipe_parts_quantity")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_recipe_parts_item_id_items")),
        sa.ForeignKeyConstraint(
            ["recipe_version_id"],
            ["recipe_versions.id"],
            name=op.f("fk_recipe_parts_recipe_version_id_recipe_versions"),
        ),
        sa.PrimaryKeyConstraint("recipe_version_id", "item_id", name=op.f("pk_recipe_parts")),
    )
    op.create_table(
        "version_referrals",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("referral_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_version_referrals_referral_id_referrals")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_referrals_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "referral_id", name=op.f("pk_version_referrals")),
    )
    op.create_table(
        "version_services",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("service_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_version_services_service_id_services")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_services_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "service_id", name=op.f("pk_version_services")),
    )
    op.create_table(
        "count_lines",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("lot_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.CheckConstraint("found >= 0", name=op.f("ck_count_lines_found_not_negative")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_count_lines_document_id_documents")),
        sa.ForeignKeyConstraint(
            ["lot_id", "item_id"], ["lots.id", "lots.item_id"], name=op.f("fk_count_lines_lot_id_item_id_lots")
        ),
        sa.PrimaryKeyConstraint("document_id", "lot_id", name=op.f("pk_count_lines")),
    )
    op.create_index(op.f("ix_count_lines_item_id"), "count_lines", ["item_id"], unique=False)
    op.create_table(
        "movements",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("lot_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sign", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("given_id", Id, nullable=True),
        sa.Column("reverses_id", Id, nullable=True),
        sa.Column("late_id", Id, nullable=True),
        sa.Column("lot_known", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "late_id IS NULL OR kind = 'counted'", name=op.f("ck_movements_only_counts_answer_late_rows")
        ),
        sa.CheckConstraint("lot_known IN ('scanned', 'chosen', 'by_the_books')", name=op.f("ck_movements_lot_known")),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_movements_moves_something")),
        sa.CheckConstraint(
            "sign = 0 OR (quantity * sign > 0) = (reverses_id IS NULL)",
            name=op.f("ck_movements_signs_agree_unless_reversing"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_movements_document_id_documents")),
        sa.ForeignKeyConstraint(["given_id"], ["given.id"], name=op.f("fk_movements_given_id_given")),
        sa.ForeignKeyConstraint(
            ["kind", "sign"],
            ["movement_kinds.kind", "movement_kinds.sign"],
            name=op.f("fk_movements_kind_sign_movement_kinds"),
        ),
        sa.ForeignKeyConstraint(["late_id"], ["movements.id"], name=op.f("fk_movements_late_id_movements")),
        sa.ForeignKeyConstraint(
            ["lot_id", "item_id"], ["lots.id", "lots.item_id"], name=op.f("fk_movements_lot_id_item_id_lots")
        ),
        sa.ForeignKeyConstraint(["reverses_id"], ["movements.id"], name=op.f("fk_movements_reverses_id_movements")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_movements_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_movements_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movements")),
    )
    op.create_index(
        op.f("ix_movements_given_id"),
        "movements",
        ["given_id"],
        unique=False,
        sqlite_where=sa.text("given_id IS NOT NULL"),
        postgresql_where=sa.text("given_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_movements_item_id_id"), "movements", ["item_id", "id"], unique=False)
    op.create_index(op.f("ix_movements_occurred_on"), "movements", ["occurred_on"], unique=False)
    op.create_index(
        "uq_movements_reverses_id",
        "movements",
        ["reverses_id"],
        unique=True,
        sqlite_where=sa.text("reverses_id IS NOT NULL"),
        postgresql_where=sa.text("reverses_id IS NOT NULL"),
    )
