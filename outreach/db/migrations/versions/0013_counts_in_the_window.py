"""What a counted line says beside its amount, and up to where the books went when a count's sheet was printed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("count_drafts", sa.Column("sheet_on", sa.Date(), nullable=True))
    op.execute("UPDATE count_drafts SET sheet_on = started_on WHERE sheet IS NOT NULL")
    with op.batch_alter_table("count_draft_lines") as lines:
        for apart in ("damaged", "expired"):
            lines.add_column(sa.Column(apart, sa.Integer(), server_default="0", nullable=False))
            lines.create_check_constraint(op.f(f"ck_count_draft_lines_{apart}_not_negative"), f"{apart} >= 0")
        lines.add_column(sa.Column("since_on", sa.Date(), nullable=True))
        lines.add_column(sa.Column("is_from_sheet", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "count_sheet_marks",
        sa.Column("draft_id", Id, nullable=False),
        sa.Column("device", Id, nullable=False),
        sa.Column("last_movement_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["count_drafts.id"], name=op.f("fk_count_sheet_marks_draft_id_count_drafts")
        ),
        sa.ForeignKeyConstraint(["device"], ["devices.number"], name=op.f("fk_count_sheet_marks_device_devices")),
        sa.PrimaryKeyConstraint("draft_id", "device", name=op.f("pk_count_sheet_marks")),
    )
