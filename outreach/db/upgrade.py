"""Bring a center's file up to this version of Outreach, safely: copied and checked first, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from outreach.db import triggers
from outreach.db.store import committing
from outreach.errors import FileTooNew

MIGRATIONS = Path(__file__).parent / "migrations"


class MigrationBrokeLinksError(Exception):
    """A migration left rows pointing at nothing; it was rolled back.  Our bug."""


def upgrade(engine: Engine, *, copy_aside: Callable[[str], None], to: str = "head") -> bool:
    """Run the migrations this database has not seen; whether there were any.

    `copy_aside` is called with the old revision before anything changes (not for an empty file); `to` is a revision.
    Raises FileTooNew, and leaves the file untouched, if a newer Outreach has changed it.
    """
    current = revision(engine)
    scripts = ScriptDirectory(str(MIGRATIONS))
    if current == scripts.get_current_head():
        return False
    if current is not None:
        if current not in {script.revision for script in scripts.walk_revisions()}:
            raise FileTooNew
        copy_aside(current)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Before BEGIN, or it does nothing; Alembic's batch mode rebuilds tables and fails with it on.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        try:
            _run(connection.execution_options(begin="IMMEDIATE"), to)
        finally:
            if sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
    return True


def revision(engine: Engine) -> str | None:
    """The revision the database stands at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision this version of Outreach works with."""
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert newest is not None  # noqa: S101 - the package carries its migrations
    return newest


def _run(connection: Connection, to: str) -> None:
    with committing(connection):
        triggers.drop(connection)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        triggers.create(connection)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise MigrationBrokeLinksError
