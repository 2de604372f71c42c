"""The center's file: the only place a transaction begins or ends.

SQLCipher by `open_file`, PostgreSQL by `open_server`; whoever is given a session need not know which.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from outreach.errors import FileDamaged, StorageTrouble

# What the world can do to a file, as opposed to what our bugs can: https://sqlite.org/rescode.html
_NOT_OUR_FAULT = {
    "database is locked": "busy",
    "database or disk is full": "full",
    "disk I/O error": "unreadable",
    "attempt to write a readonly database": "read-only",
    "unable to open database file": "missing",
}
_NOT_A_DATABASE = "file is not a database"
_MALFORMED = "database disk image is malformed"


class Store:
    """Hands out sessions.  Nobody else opens, commits or rolls back."""

    def __init__(self, writes: Engine, reads: Engine) -> None:
        self.write_engine = writes
        self.read_engine = reads
        self._writes = sessionmaker(writes.execution_options(begin="IMMEDIATE"), expire_on_commit=False)
        self._reads = sessionmaker(reads)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent snapshot.  Whatever is done in it is thrown away."""
        with worldly_trouble(), self._reads() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: committed whole when the block ends, or not at all."""
        with worldly_trouble(), self._writes.begin() as session:
            yield session

    def data_version(self) -> int:
        """A number that changes when another process has written; SQLite only, 0 elsewhere."""
        if self.read_engine.dialect.name != "sqlite":
            return 0
        with self.read_engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def close(self) -> None:
        self.read_engine.dispose()
        self.write_engine.dispose()


def open_file(path: Path, key: bytes) -> Store:
    """Open the SQLCipher file at `path` with its raw 32-byte key; create it if it is not there.

    Raises FileDamaged if the key does not open it, StorageTrouble if the disk is in the way.
    """
    with worldly_trouble():
        writes = file_engine(path, key)
        with writes.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        return Store(writes, file_engine(path, key, read_only=True))


def open_server(url: str) -> Store:
    """Open a PostgreSQL database, for a center that has outgrown one computer."""
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "begin", _begin_on_server)
    return Store(engine, engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True))


def file_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """Connections to a SQLCipher file: one that writes, or a few that only read."""
    uri = f"file:{quote(str(path))}" + ("?mode=ro" if read_only else "")

    def connect() -> sqlcipher.Connection:
        connection = sqlcipher.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5)
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is ours to report, not stderr's
        # The key comes before the file is touched; a raw key skips SQLCipher's own slow derivation.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS if not read_only else _PRAGMAS_READ_ONLY:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=2 if read_only else 0,  # a second writer waits; a second reader does not
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def committing(connection: Connection) -> Iterator[None]:
    """One transaction on a bare connection, for migrations: committed whole, or not at all."""
    with worldly_trouble(), connection.begin():
        yield


# 32 MB of opened pages: a month of a file of a million visits touches more than the 8 MB we would get (measured).
_PRAGMAS_READ_ONLY = ("foreign_keys = ON", "temp_store = MEMORY", "busy_timeout = 5000", "cache_size = -32000")
_PRAGMAS = ("cipher_memory_security = OFF", "journal_mode = WAL", "synchronous = FULL", *_PRAGMAS_READ_ONLY)


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock before the first read, so two desks
    # cannot both pick from the same lot and then both write.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


_WRITING = 0x4F757472  # any number of our own


def _begin_on_server(connection: Connection) -> None:
    # The same promise as BEGIN IMMEDIATE: one writer at a time, before its first look.
    if connection.get_execution_options().get("begin") == "IMMEDIATE":
        connection.execute(select(func.pg_advisory_xact_lock(_WRITING)))


@contextmanager
def worldly_trouble() -> Iterator[None]:
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        _raise_if_worldly(error.orig, error)
        raise
    except sqlcipher.DatabaseError as error:
        _raise_if_worldly(error, error)
        raise


def _raise_if_worldly(original: Any, error: Exception) -> None:
    message = str(original)
    if message.startswith((_NOT_A_DATABASE, _MALFORMED)):
        raise FileDamaged(name="center.db") from error
    for words, reason in _NOT_OUR_FAULT.items():
        if message.startswith(words):
            raise StorageTrouble(reason=reason) from error
