"""Who voided a document and why, and which delivery a box was found short in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "document_voids",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_voids_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_document_voids_staff_id_staff")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_voids")),
    )
    op.create_table(
        "short_of",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("delivery_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_short_of_document_id_documents")),
        sa.ForeignKeyConstraint(["delivery_id"], ["documents.id"], name=op.f("fk_short_of_delivery_id_documents")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_short_of")),
    )
    op.create_index(op.f("ix_short_of_delivery_id"), "short_of", ["delivery_id"])
