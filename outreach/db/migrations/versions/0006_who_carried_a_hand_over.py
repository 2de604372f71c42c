"""A hand-over says who carried it: a kind of person, never a name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hand_overs", sa.Column("collected_by", sa.String(length=20), nullable=True))
