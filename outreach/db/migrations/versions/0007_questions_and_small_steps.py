"""Optional questions with their choices and answers; small steps, and what is left of them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)


def upgrade() -> None:
    _questions()
    _choices()
    _answers()
    _areas()
    _steps()
    _chosen()


def _named(table: str, foreign: str, whose: str) -> None:
    op.create_table(
        table,
        sa.Column(foreign, Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint([foreign], [f"{whose}.id"], name=op.f(f"fk_{table}_{foreign}_{whose}")),
        sa.PrimaryKeyConstraint(foreign, "language", name=op.f(f"pk_{table}")),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("takes_several", sa.Boolean(), nullable=False),
        sa.Column("ask_again", Choice, nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(ask_again = 'after_months') = (months IS NOT NULL)", name=op.f("ck_questions_months_where_they_count")
        ),
        sa.CheckConstraint("months IS NULL OR months BETWEEN 1 AND 120", name=op.f("ck_questions_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("key", name=op.f("uq_questions_key")),
    )
    _named("question_names", "question_id", "questions")
    op.create_table(
        "question_pairs",
        sa.Column("one_id", Id, nullable=False),
        sa.Column("other_id", Id, nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_question_pairs_once_a_pair")),
        sa.ForeignKeyConstraint(["one_id"], ["questions.id"], name=op.f("fk_question_pairs_one_id_questions")),
        sa.ForeignKeyConstraint(["other_id"], ["questions.id"], name=op.f("fk_question_pairs_other_id_questions")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_question_pairs")),
    )


def _choices() -> None:
    op.create_table(
        "choices",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("question_id", Id, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_choices_question_id_questions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choices")),
        sa.UniqueConstraint("id", "question_id", name=op.f("uq_choices_id_question_id")),
    )
    op.create_index(op.f("ix_choices_question_id"), "choices", ["question_id"])
    _named("choice_names", "choice_id", "choices")


def _answers() -> None:
    op.create_table(
        "version_answers",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("question_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", Choice, nullable=False),
        sa.Column("choice_id", Id, nullable=True),
        sa.Column("participant_id", Id, nullable=True),
        sa.CheckConstraint(
            "(said = 'answered') = (choice_id IS NOT NULL)",
            name=op.f("ck_version_answers_only_answers_name_a_choice"),
        ),
        sa.CheckConstraint(
            "said = 'answered' OR number = 0", name=op.f("ck_version_answers_the_other_states_stand_alone")
        ),
        sa.ForeignKeyConstraint(
            ["choice_id", "question_id"],
            ["choices.id", "choices.question_id"],
            name=op.f("fk_version_answers_choice_id_question_id_choices"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_version_answers_participant_id_participants")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_version_answers_question_id_questions")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_answers_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "question_id", "number", name=op.f("pk_version_answers")),
    )
    given = sa.text("participant_id IS NOT NULL")
    op.create_index(
        op.f("ix_version_answers_participant_id"),
        "version_answers",
        ["participant_id"],
        sqlite_where=given,
        postgresql_where=given,
    )


def _areas() -> None:
    op.create_table(
        "step_rules",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("keep_months", sa.Integer(), nullable=False),
        sa.Column("is_printed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_step_rules_only_one")),
        sa.CheckConstraint("keep_months BETWEEN 1 AND 24", name=op.f("ck_step_rules_keep_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_rules")),
    )
    op.create_table(
        "step_areas",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_areas")),
        sa.UniqueConstraint("key", name=op.f("uq_step_areas_key")),
    )
    _named("step_area_names", "area_id", "step_areas")


def _steps() -> None:
    op.create_table(
        "steps",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("area_id", Id, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["step_areas.id"], name=op.f("fk_steps_area_id_step_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index(op.f("ix_steps_area_id"), "steps", ["area_id"])
    _named("step_names", "step_id", "steps")


def _chosen() -> None:
    op.create_table(
        "version_steps",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("step_id", Id, nullable=False),
        sa.Column("standing", Choice, nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["steps.id"], name=op.f("fk_version_steps_step_id_steps")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["encounter_versions.id"], name=op.f("fk_version_steps_version_id_encounter_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "step_id", name=op.f("pk_version_steps")),
    )
    op.create_table(
        "step_totals",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("area_id", Id, nullable=False),
        sa.Column("working_on_it", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["step_areas.id"], name=op.f("fk_step_totals_area_id_step_areas")),
        sa.PrimaryKeyConstraint("month", "area_id", name=op.f("pk_step_totals")),
    )
    op.create_table(
        "step_visits",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_step_visits")),
    )
