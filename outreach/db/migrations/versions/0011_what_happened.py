"""What happened and is no visit: reports, events, what a center wants done then; and drug checks with their lists."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Choice = sa.String(length=20)
STANDS = sa.text("is_current AND NOT is_void")
CURRENT = sa.text("is_current")

METHODS = (
    ("fentanyl-strip", "Fentanyl test strip", "Tira de fentanilo"),
    ("xylazine-strip", "Xylazine test strip", "Tira de xilacina"),
    ("benzodiazepine-strip", "Benzodiazepine test strip", "Tira de benzodiacepinas"),
    ("medetomidine-strip", "Medetomidine test strip", "Tira de medetomidina"),
    ("nitazene-strip", "Nitazene test strip", "Tira de nitacenos"),
    ("reagent", "Reagent", "Reactivo"),
    ("ftir", "Spectrometer (FTIR)", "Espectrómetro (FTIR)"),
    ("lab", "Sent to a lab", "Enviada a un laboratorio"),
)
SUBSTANCES = (
    ("heroin", "Heroin", "Heroína"),
    ("fentanyl", "Fentanyl", "Fentanilo"),
    ("down", "Opioid powder, “down”", "Opioide en polvo, “down”"),
    ("pressed-pill", "Pressed pill", "Pastilla prensada"),
    ("oxycodone", "Oxycodone", "Oxicodona"),
    ("methamphetamine", "Methamphetamine", "Metanfetamina"),
    ("cocaine", "Cocaine", "Cocaína"),
    ("crack", "Crack cocaine", "Cocaína crack"),
    ("mdma", "MDMA", "MDMA"),
    ("ketamine", "Ketamine", "Ketamina"),
    ("benzodiazepine", "Benzodiazepine", "Benzodiacepina"),
    ("xylazine", "Xylazine", "Xilacina"),
    ("medetomidine", "Medetomidine", "Medetomidina"),
    ("nitazene", "Nitazene", "Nitaceno"),
    ("fentanyl-analog", "Other fentanyl-like opioid", "Otro opioide parecido al fentanilo"),
    ("lidocaine", "Lidocaine or another numbing agent", "Lidocaína u otro anestésico"),
    ("levamisole", "Levamisole", "Levamisol"),
    ("caffeine", "Caffeine", "Cafeína"),
    ("sugar-or-filler", "Sugar or another filler", "Azúcar u otro relleno"),
    ("something-else", "Something else", "Otra cosa"),
)


def upgrade() -> None:
    _happened()
    _guidance()
    _lists()
    _drug_checks()
    _fill("check_methods", "check_method_names", "method_id", METHODS)
    _fill("substances", "substance_names", "substance_id", SUBSTANCES)


def _happened() -> None:
    op.create_table(
        "happened_events",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happened_events")),
    )
    op.create_table(
        "happened",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happened")),
        sa.UniqueConstraint("client_id", name=op.f("uq_happened_client_id")),
    )
    op.create_table(
        "happened_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("happened_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("void_reason", Choice, nullable=True),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("kind", Choice, nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("place_id", Id, nullable=True),
        sa.Column("when_known", Choice, nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("place_kind", Choice, nullable=False),
        sa.Column("doses", sa.Integer(), nullable=True),
        sa.Column("product", Choice, nullable=False),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("used", sa.Integer(), nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("outcome", Choice, nullable=False),
        sa.Column("given_by", Choice, nullable=False),
        sa.Column("emergency", Choice, nullable=False),
        sa.Column("came_from", Choice, nullable=False),
        sa.Column("source_id", Id, nullable=True),
        sa.Column("hurt", Choice, nullable=False),
        sa.Column("during", Choice, nullable=False),
        sa.Column("handled_at", Choice, nullable=False),
        sa.Column("taken_by", Choice, nullable=False),
        sa.Column("taken_from", Choice, nullable=False),
        sa.Column("towards", Choice, nullable=False),
        sa.Column("threat_from", Choice, nullable=False),
        sa.Column("police", Choice, nullable=False),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("doses IS NULL OR doses >= 0", name=op.f("ck_happened_versions_doses")),
        sa.CheckConstraint("(product = 'item') = (item_id IS NOT NULL)", name=op.f("ck_happened_versions_product")),
        sa.CheckConstraint("used IS NULL OR used >= 1", name=op.f("ck_happened_versions_used")),
        sa.CheckConstraint(
            "document_id IS NULL OR kind = 'overdose_here'", name=op.f("ck_happened_versions_used_here")
        ),
        sa.CheckConstraint(
            "is_void = (void_reason IS NOT NULL)", name=op.f("ck_happened_versions_voids_have_a_reason")
        ),
        sa.CheckConstraint(
            "(when_known = 'not_known') = (happened_on IS NULL)", name=op.f("ck_happened_versions_when_it_happened")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_happened_versions_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["happened_events.id"], name=op.f("fk_happened_versions_event_id_happened_events")
        ),
        sa.ForeignKeyConstraint(
            ["happened_id"], ["happened.id"], name=op.f("fk_happened_versions_happened_id_happened")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_happened_versions_item_id_items")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_happened_versions_place_id_places")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_happened_versions_site_id_sites")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_happened_versions_source_id_sources")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_happened_versions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happened_versions")),
        sa.UniqueConstraint("happened_id", "number", name=op.f("uq_happened_versions_happened_id_number")),
    )
    op.create_index(
        op.f("ix_happened_versions_current"),
        "happened_versions",
        ["reported_on"],
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        op.f("ix_happened_versions_event"),
        "happened_versions",
        ["event_id"],
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_index(
        op.f("ix_happened_versions_standing"),
        "happened_versions",
        ["reported_on", "site_id"],
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_table(
        "happened_supplies",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("category_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity IS NULL OR quantity >= 1", name=op.f("ck_happened_supplies_quantity")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.id"], name=op.f("fk_happened_supplies_category_id_categories")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["happened_versions.id"], name=op.f("fk_happened_supplies_version_id_happened_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "category_id", name=op.f("pk_happened_supplies")),
    )


def _guidance() -> None:
    op.create_table(
        "guidance",
        sa.Column("kind", Choice, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.CheckConstraint("length(line) BETWEEN 1 AND 160", name=op.f("ck_guidance_short")),
        sa.PrimaryKeyConstraint("kind", "language", "position", name=op.f("pk_guidance")),
    )
    op.create_table(
        "support_line",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_support_line_only_one")),
        sa.CheckConstraint("length(number) BETWEEN 1 AND 60", name=op.f("ck_support_line_short")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_line")),
    )


def _lists() -> None:
    op.create_table(
        "substances",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substances")),
        sa.UniqueConstraint("key", name=op.f("uq_substances_key")),
    )
    op.create_table(
        "substance_names",
        sa.Column("substance_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["substance_id"], ["substances.id"], name=op.f("fk_substance_names_substance_id_substances")
        ),
        sa.PrimaryKeyConstraint("substance_id", "language", name=op.f("pk_substance_names")),
    )
    op.create_table(
        "check_methods",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_methods")),
        sa.UniqueConstraint("key", name=op.f("uq_check_methods_key")),
    )
    op.create_table(
        "check_method_names",
        sa.Column("method_id", Id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["method_id"], ["check_methods.id"], name=op.f("fk_check_method_names_method_id_check_methods")
        ),
        sa.PrimaryKeyConstraint("method_id", "language", name=op.f("pk_check_method_names")),
    )


def _drug_checks() -> None:
    op.create_table(
        "drug_checks",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=16), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drug_checks")),
        sa.UniqueConstraint("client_id", name=op.f("uq_drug_checks_client_id")),
    )
    op.create_table(
        "drug_check_versions",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("check_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("void_reason", Choice, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("site_id", Id, nullable=False),
        sa.Column("place_id", Id, nullable=True),
        sa.Column("bought", Choice, nullable=False),
        sa.Column("bought_as_id", Id, nullable=True),
        sa.Column("result", Choice, nullable=False),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("staff_id", Id, nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(bought = 'substance') = (bought_as_id IS NOT NULL)", name=op.f("ck_drug_check_versions_bought_as")
        ),
        sa.CheckConstraint(
            "(result = 'waiting') = (result_on IS NULL)", name=op.f("ck_drug_check_versions_results_have_a_day")
        ),
        sa.CheckConstraint(
            "is_void = (void_reason IS NOT NULL)", name=op.f("ck_drug_check_versions_voids_have_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["bought_as_id"], ["substances.id"], name=op.f("fk_drug_check_versions_bought_as_id_substances")
        ),
        sa.ForeignKeyConstraint(
            ["check_id"], ["drug_checks.id"], name=op.f("fk_drug_check_versions_check_id_drug_checks")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_drug_check_versions_place_id_places")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_drug_check_versions_site_id_sites")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_drug_check_versions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drug_check_versions")),
        sa.UniqueConstraint("check_id", "number", name=op.f("uq_drug_check_versions_check_id_number")),
    )
    op.create_index(
        op.f("ix_drug_check_versions_current"),
        "drug_check_versions",
        ["on_day"],
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        op.f("ix_drug_check_versions_result"),
        "drug_check_versions",
        ["result_on"],
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_index(
        op.f("ix_drug_check_versions_standing"),
        "drug_check_versions",
        ["on_day", "site_id"],
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_table(
        "drug_check_methods",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("method_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["method_id"], ["check_methods.id"], name=op.f("fk_drug_check_methods_method_id_check_methods")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["drug_check_versions.id"],
            name=op.f("fk_drug_check_methods_version_id_drug_check_versions"),
        ),
        sa.PrimaryKeyConstraint("version_id", "method_id", name=op.f("pk_drug_check_methods")),
    )
    op.create_table(
        "drug_check_found",
        sa.Column("version_id", Id, nullable=False),
        sa.Column("substance_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["substance_id"], ["substances.id"], name=op.f("fk_drug_check_found_substance_id_substances")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["drug_check_versions.id"], name=op.f("fk_drug_check_found_version_id_drug_check_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "substance_id", name=op.f("pk_drug_check_found")),
    )


def _fill(table: str, names: str, foreign: str, listed: tuple[tuple[str, str, str], ...]) -> None:
    """A center that is there already gets the starter lists; a file without one, when it is founded.

    Their ids are those of no device, which nothing else has.
    """
    if op.get_bind().execute(sa.text("SELECT 1 FROM center")).first() is None:
        return
    entries = sa.table(table, sa.column("id"), sa.column("key"), sa.column("position"))
    rows = [{"id": place + 1, "key": key, "position": place} for place, (key, _, _) in enumerate(listed)]
    op.bulk_insert(entries, rows)
    called = sa.table(names, sa.column(foreign), sa.column("language"), sa.column("name"))
    rows = [
        {foreign: place, "language": language, "name": name}
        for place, (_, english, spanish) in enumerate(listed, start=1)
        for language, name in (("en", english), ("es", spanish))
    ]
    op.bulk_insert(called, rows)
