"""A count that leaves a lot out says nothing of it: what was found is then none, and not what the books had."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("count_lines") as lines:
        lines.alter_column("found", existing_type=sa.Integer(), nullable=True)
