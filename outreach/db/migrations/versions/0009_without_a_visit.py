"""What comes and goes without a visit: collections, waste pick-ups, referrals that arrived; why naloxone is taken."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)
_STANDS = sa.text("is_current AND NOT is_void")


def upgrade() -> None:
    op.add_column("given", sa.Column("reason", Choice, nullable=True))
    op.create_table(
        "collections",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collections")),
        sa.UniqueConstraint("client_id", name=op.f("uq_collections_client_id")),
    )
    op.create_table(
        "collection_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("collection_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("void_reason", Choice, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("place_id", Id, nullable=True),
        sa.Column("came_from", Choice, nullable=False),
        sa.Column("partner_id", Id, nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_hour", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "partner_id IS NULL OR came_from = 'partner_bin'",
            name=op.f("ck_collection_versions_only_a_partner_s_bin_has_a_partner"),
        ),
        sa.CheckConstraint(
            "is_void = (void_reason IS NOT NULL)", name=op.f("ck_collection_versions_voids_have_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collections.id"], name=op.f("fk_collection_versions_collection_id_collections")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_collection_versions_partner_id_partners")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_collection_versions_place_id_places")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_collection_versions_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_collection_versions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_versions")),
        sa.UniqueConstraint("collection_id", "number", name=op.f("uq_collection_versions_collection_id_number")),
    )
    op.create_index(
        op.f("ix_collection_versions_standing"),
        "collection_versions",
        ["on_day", "site_id"],
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
    op.create_table(
        "collection_lines",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("returned_how", Choice, nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("container_id", Id, nullable=True),
        sa.Column("containers", sa.Integer(), nullable=True),
        sa.Column("quarters", sa.Integer(), nullable=True),
        sa.Column("gross_thousandths", sa.Integer(), nullable=True),
        sa.Column("tare_thousandths", sa.Integer(), nullable=True),
        sa.Column("weight_unit", Choice, nullable=True),
        sa.Column("conversion_id", Id, nullable=True),
        sa.CheckConstraint(
            "(returned_how IN ('container', 'weight')) = (conversion_id IS NOT NULL)",
            name=op.f("ck_collection_lines_estimates_name_their_rule"),
        ),
        sa.CheckConstraint(
            "returned_how IN ('told', 'counted', 'container', 'weight')", name=op.f("ck_collection_lines_measured")
        ),
        sa.CheckConstraint("quarters IS NULL OR quarters BETWEEN 1 AND 4", name=op.f("ck_collection_lines_quarters")),
        sa.CheckConstraint(
            "(returned_how = 'weight') = (gross_thousandths IS NOT NULL AND tare_thousandths IS NOT NULL AND weight_unit IS NOT NULL)",
            name=op.f("ck_collection_lines_returned_by_weight"),
        ),
        sa.CheckConstraint(
            "(returned_how = 'container') = (container_id IS NOT NULL AND containers IS NOT NULL AND quarters IS NOT NULL)",
            name=op.f("ck_collection_lines_returned_in_containers"),
        ),
        sa.CheckConstraint("returned >= 0", name=op.f("ck_collection_lines_returned_not_negative")),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_collection_lines_container_id_containers")
        ),
        sa.ForeignKeyConstraint(
            ["conversion_id"], ["conversions.id"], name=op.f("fk_collection_lines_conversion_id_conversions")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["collection_versions.id"], name=op.f("fk_collection_lines_version_id_collection_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "line", name=op.f("pk_collection_lines")),
    )
    op.create_table(
        "pick_ups",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_ups")),
        sa.UniqueConstraint("client_id", name=op.f("uq_pick_ups_client_id")),
    )
    op.create_table(
        "pick_up_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("pick_up_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("void_reason", Choice, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("manifest", sa.String(), nullable=False),
        sa.Column("weight_thousandths", sa.Integer(), nullable=True),
        sa.Column("weight_unit", Choice, nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_hour", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(weight_thousandths IS NULL) = (weight_unit IS NULL)", name=op.f("ck_pick_up_versions_a_weight_has_a_unit")
        ),
        sa.CheckConstraint("length(carrier) <= 40 AND length(manifest) <= 40", name=op.f("ck_pick_up_versions_short")),
        sa.CheckConstraint("is_void = (void_reason IS NOT NULL)", name=op.f("ck_pick_up_versions_voids_have_a_reason")),
        sa.CheckConstraint(
            "weight_thousandths IS NULL OR weight_thousandths > 0", name=op.f("ck_pick_up_versions_weight")
        ),
        sa.ForeignKeyConstraint(["pick_up_id"], ["pick_ups.id"], name=op.f("fk_pick_up_versions_pick_up_id_pick_ups")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_pick_up_versions_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_pick_up_versions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_up_versions")),
        sa.UniqueConstraint("pick_up_id", "number", name=op.f("uq_pick_up_versions_pick_up_id_number")),
    )
    op.create_index(
        op.f("ix_pick_up_versions_standing"),
        "pick_up_versions",
        ["on_day", "site_id"],
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
    op.create_table(
        "pick_up_lines",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("container_id", Id, nullable=False),
        sa.Column("containers", sa.Integer(), nullable=False),
        sa.CheckConstraint("containers >= 1", name=op.f("ck_pick_up_lines_containers")),
        sa.ForeignKeyConstraint(
            ["container_id"], ["containers.id"], name=op.f("fk_pick_up_lines_container_id_containers")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["pick_up_versions.id"], name=op.f("fk_pick_up_lines_version_id_pick_up_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "container_id", name=op.f("pk_pick_up_lines")),
    )
    op.create_table(
        "referral_arrivals",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("referral_id", Id, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.CheckConstraint("people >= 1", name=op.f("ck_referral_arrivals_people")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_arrivals_referral_id_referrals")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_referral_arrivals_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_referral_arrivals_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_arrivals")),
        sa.UniqueConstraint("client_id", name=op.f("uq_referral_arrivals_client_id")),
    )
    op.create_index(op.f("ix_referral_arrivals_on_day"), "referral_arrivals", ["on_day"])
    op.create_table(
        "version_arrivals",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("referral_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_version_arrivals_referral_id_referrals")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_arrivals_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "referral_id", name=op.f("pk_version_arrivals")),
    )
