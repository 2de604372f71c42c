"""Barcodes that are said at the desk, confirmed and retired; the order places and sources stand in."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("barcodes") as barcodes:
        barcodes.add_column(sa.Column("is_confirmed", sa.Boolean(), server_default=sa.true(), nullable=False))
        barcodes.add_column(sa.Column("said_by_id", Id, nullable=True))
        barcodes.add_column(sa.Column("said_on", sa.Date(), nullable=True))
        barcodes.add_column(sa.Column("retired_on", sa.Date(), nullable=True))
        barcodes.create_foreign_key(op.f("fk_barcodes_said_by_id_staff"), "staff", ["said_by_id"], ["id"])
    for table in ("places", "sources"):
        op.add_column(table, sa.Column("position", sa.Integer(), server_default="0", nullable=False))
