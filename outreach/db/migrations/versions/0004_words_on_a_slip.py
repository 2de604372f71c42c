"""The center's own words about recalls, on the slips of its hand-overs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "slip_words",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.CheckConstraint("length(words) BETWEEN 1 AND 400", name=op.f("ck_slip_words_short")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_slip_words_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_words")),
    )
