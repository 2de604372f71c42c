"""What is done to lots, and what is let stand, has an id of its own: sent twice it is written once.  A lot says when it was recalled."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_Id = sa.LargeBinary(length=16)
_RECALLED = """
    UPDATE lots SET recalled_on = (
        SELECT max(c.on_day) FROM lot_changes c WHERE c.lot_id = lots.id AND c.change = 'recalled'
    )
    WHERE on_hold AND NOT EXISTS (
        SELECT 1 FROM lot_changes later WHERE later.lot_id = lots.id AND later.change = 'released' AND later.on_day > (
            SELECT max(c.on_day) FROM lot_changes c WHERE c.lot_id = lots.id AND c.change = 'recalled'
        )
    )
"""


def upgrade() -> None:
    for table in ("lot_changes", "let_stand"):
        op.add_column(table, sa.Column("client_id", _Id, nullable=True))
        op.add_column(table, sa.Column("content", _Id, nullable=True))
        _number(table)
    with op.batch_alter_table("lot_changes") as changes:
        changes.alter_column("client_id", existing_type=_Id, nullable=False)
        changes.alter_column("content", existing_type=_Id, nullable=False)
        changes.create_unique_constraint(op.f("uq_lot_changes_client_id_lot_id"), ["client_id", "lot_id"])
    with op.batch_alter_table("let_stand") as stand:
        stand.alter_column("client_id", existing_type=_Id, nullable=False)
        stand.alter_column("content", existing_type=_Id, nullable=False)
        stand.create_unique_constraint(op.f("uq_let_stand_client_id"), ["client_id"])
    op.add_column("lots", sa.Column("recalled_on", sa.Date(), nullable=True))
    op.execute(_RECALLED)


def _number(table: str) -> None:
    """What was written before has an id nobody can send again."""
    here = sa.table(table, sa.column("id", sa.BigInteger()), sa.column("client_id", _Id), sa.column("content", _Id))
    connection = op.get_bind()
    for row_id in connection.scalars(sa.select(here.c.id)).all():
        own = uuid4().bytes
        connection.execute(sa.update(here).where(here.c.id == row_id).values(client_id=own, content=own))
