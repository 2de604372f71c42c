"""Copying the file while people work in it."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from outreach.db.copy import Canceled, check_database, copy_database, key_that_opens
from outreach.errors import FileDamaged, StorageTrouble

KEY, OTHER = b"k" * 32, b"o" * 32


def connect(file: Path, key: bytes = KEY) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(file), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    return connection


def rows(file: Path) -> int:
    with closing(connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM visits").fetchone()[0])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "center.db"


@pytest.fixture
def desk(file: Path) -> Iterator[sqlcipher.Connection]:
    """Somebody who has saved a thousand visits and has the file open; the newest are in the -wal file."""
    with closing(connect(file)) as connection:
        connection.execute("CREATE TABLE visits (what)")
        connection.executemany("INSERT INTO visits VALUES (?)", ((bytes(3_000),) for _ in range(1_000)))
        yield connection


def test_a_copy_is_of_one_moment_although_people_go_on_saving(file: Path, desk: sqlcipher.Connection) -> None:
    steps: list[tuple[int, int]] = []

    def while_copying(done: int, total: int) -> None:
        steps.append((done, total))
        desk.execute("INSERT INTO visits VALUES (1)")

    copy_database(file, file.with_name("copy.db"), KEY, while_copying)

    assert rows(file.with_name("copy.db")) == 1_000
    assert rows(file) == 1_000 + len(steps)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]
    assert len(steps) == -(-steps[0][1] // 200)


@pytest.mark.usefixtures("desk")
def test_a_copy_is_encrypted_and_private_and_leaves_nothing_beside_it(file: Path) -> None:
    copy = file.with_name("copy.db")

    copy_database(file, copy, KEY)

    assert b"SQLite format" not in copy.read_bytes()
    assert copy.stat().st_mode & 0o077 == 0
    assert {found.name for found in file.parent.iterdir()} == {"center.db", "center.db-wal", "center.db-shm", "copy.db"}


@pytest.mark.usefixtures("desk")
def test_a_canceled_copy_is_taken_away_and_an_older_one_stays(file: Path) -> None:
    copy = file.with_name("copy.db")
    copy.write_bytes(b"older")

    with pytest.raises(Canceled):
        copy_database(file, copy, KEY, canceled=lambda: True)

    assert copy.read_bytes() == b"older"
    assert not list(file.parent.glob("*.part*"))


def test_a_damaged_page_is_found_and_no_copy_of_it_is_kept(file: Path, desk: sqlcipher.Connection) -> None:
    desk.close()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    with pytest.raises(FileDamaged) as refused:
        copy_database(file, file.with_name("copy.db"), KEY)
    with pytest.raises(FileDamaged):
        check_database(file, KEY)

    assert refused.value.name == "center.db"
    assert not file.with_name("copy.db").exists()


def test_rows_that_point_at_nothing_are_found(file: Path, desk: sqlcipher.Connection) -> None:
    check_database(file, KEY)
    desk.execute("CREATE TABLE kinds (id INTEGER PRIMARY KEY)")
    desk.execute("CREATE TABLE givens (kind INTEGER REFERENCES kinds)")
    desk.execute("INSERT INTO givens VALUES (7)")

    with pytest.raises(FileDamaged):
        check_database(file, KEY)


@pytest.mark.usefixtures("desk")
def test_while_the_file_key_is_changed_the_one_that_opens_is_found(file: Path) -> None:
    assert key_that_opens(file, [OTHER, KEY]) == KEY

    with pytest.raises(FileDamaged):
        key_that_opens(file, [OTHER])
    with pytest.raises(FileDamaged):
        copy_database(file, file.with_name("copy.db"), OTHER)


@pytest.mark.usefixtures("desk")
def test_a_place_that_cannot_be_written_is_trouble_with_the_disk(file: Path) -> None:
    with pytest.raises(StorageTrouble) as refused:
        copy_database(file, file.parent / "unplugged" / "copy.db", KEY)

    assert refused.value.reason == "missing"
    assert not os.path.lexists(file.parent / "unplugged")
