"""A referral that arrived is corrected as everything else is: by another version.  What nobody asked is not *not known*."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)
_STANDS = sa.text("is_current AND NOT is_void")
_BITS = 40
_WHEN = "ck_happened_versions_when_it_happened"
_VOIDED_BY = sa.text("SELECT subject_id, staff_id FROM audit WHERE action = 'arrival.voided'")


def upgrade() -> None:
    connection = op.get_bind()
    told = connection.execute(sa.text("SELECT * FROM referral_arrivals ORDER BY id")).mappings().all()
    voided_by = dict(tuple(row) for row in connection.execute(_VOIDED_BY))
    op.drop_table("referral_arrivals")
    _make_tables()
    heads = [{name: row[name] for name in ("id", "client_id", "content", "recorded_on")} for row in told]
    _insert("referral_arrivals", heads)
    _insert("referral_arrival_versions", [*_versions(told, voided_by)])
    with op.batch_alter_table("happened_versions") as reports:
        reports.drop_constraint(op.f(_WHEN), type_="check")
        reports.create_check_constraint(
            op.f(_WHEN), "(when_known IN ('not_known', 'not_asked')) = (happened_on IS NULL)"
        )
    # Asked of overdoses only: of anything else nobody was asked.  What stands of an overdose stays as it was saved.
    op.execute(
        "UPDATE happened_versions SET outcome = 'not_asked', product = 'not_asked'"
        " WHERE kind NOT IN ('overdose_response', 'overdose_here')"
    )


def _versions(told: Sequence[Any], voided_by: dict[int, int]) -> Iterator[dict[str, Any]]:
    """What was told, and (where it was taken back) that it was; the ids stay in their device's block."""
    highest = Counter({row["id"] >> _BITS: row["id"] for row in told})
    for row in told:
        said = {name: row[name] for name in ("on_day", "site_id", "referral_id", "people", "staff_id", "recorded_on")}
        said |= {"arrival_id": row["id"], "is_void": False, "void_reason": None}
        is_void = row["voided_on"] is not None
        yield said | {"id": row["id"], "number": 1, "is_current": not is_void}
        if is_void:
            highest[row["id"] >> _BITS] += 1
            taken_back = {"recorded_on": row["voided_on"], "staff_id": voided_by.get(row["id"], row["staff_id"])}
            state = {"is_current": True, "is_void": True, "void_reason": "taken_back"}
            yield said | taken_back | state | {"id": highest[row["id"] >> _BITS], "number": 2}


def _make_tables() -> None:
    op.create_table(
        "referral_arrivals",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_arrivals")),
        sa.UniqueConstraint("client_id", name=op.f("uq_referral_arrivals_client_id")),
    )
    op.create_table(
        "referral_arrival_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("arrival_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("void_reason", Choice, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("referral_id", Id, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("people >= 1", name=op.f("ck_referral_arrival_versions_people")),
        sa.CheckConstraint(
            "is_void = (void_reason IS NOT NULL)", name=op.f("ck_referral_arrival_versions_voids_have_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["arrival_id"], ["referral_arrivals.id"],
            name=op.f("fk_referral_arrival_versions_arrival_id_referral_arrivals"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_arrival_versions_referral_id_referrals")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_referral_arrival_versions_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_referral_arrival_versions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_arrival_versions")),
        sa.UniqueConstraint(
            "arrival_id", "number", name=op.f("uq_referral_arrival_versions_arrival_id_number")
        ),
    )  # fmt: skip
    op.create_index(
        op.f("ix_referral_arrival_versions_standing"),
        "referral_arrival_versions",
        ["on_day", "site_id"],
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )


def _insert(name: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        table = sa.table(name, *(sa.column(column) for column in rows[0]))
        op.get_bind().execute(sa.insert(table), rows)
