"""What a partner reports has an id of its own; shortfalls are found without their months; begun papers are kept."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Hash = sa.LargeBinary(length=16)
_SHORT = "kind = 'shortfall'"


def upgrade() -> None:
    for column in ("client_id", "content"):
        op.add_column("partner_reports", sa.Column(column, _Hash, nullable=True))
    _number()
    with op.batch_alter_table("partner_reports") as reports:
        for column in ("client_id", "content"):
            reports.alter_column(column, existing_type=_Hash, nullable=False)
        reports.create_unique_constraint(
            op.f("uq_partner_reports_client_id_document_id_item_id"), ["client_id", "document_id", "item_id"]
        )
    op.create_index(
        op.f("ix_movements_shortfalls"), "movements", ["site_id", "item_id", "occurred_on", "quantity"],
        sqlite_where=sa.text(_SHORT), postgresql_where=sa.text(_SHORT),
    )  # fmt: skip
    op.create_table(
        "begun_papers",
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("typed", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_begun_papers_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "act", name=op.f("pk_begun_papers")),
    )


def _number() -> None:
    """What was written before has an id nobody can send again."""
    here = sa.table("partner_reports", *(sa.column(name) for name in ("id", "client_id", "content")))
    connection = op.get_bind()
    for row_id in connection.scalars(sa.select(here.c.id)).all():
        own = uuid4().bytes
        connection.execute(sa.update(here).where(here.c.id == row_id).values(client_id=own, content=own))
