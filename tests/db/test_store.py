"""The file itself: unreadable without its key, whole after a power cut, and honest about the disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import deque
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import InternalError

from outreach import encounters
from outreach.db.models.encounters import Encounter
from outreach.db.store import open_file
from outreach.errors import FileDamaged, StorageTrouble
from outreach.vocabulary import At
from tests.make import COOKER, KIT, SYRINGE, opened_again

ROOT = Path(__file__).parents[2]


def saved(desk):
    return desk.rows(select(func.count()).select_from(Encounter))[0][0]


def another_desk(folder, template, number, limit=0):
    """The same center, open in another process that saves `number` visits."""
    keys = template.keys
    return subprocess.Popen(
        [
            sys.executable, "-m", "tests.db.saving", str(folder), keys.file_keys[0].hex(), keys.code_secret.hex(),
            str(number), str(limit),
        ],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


# --- the key ----------------------------------------------------------------------------------------------------------


def test_a_wrong_key_does_not_open_the_file_and_says_nothing_on_the_screen(desk, capfd):
    with pytest.raises(FileDamaged):
        open_file(desk.opened.center.file, bytes(32))

    assert capfd.readouterr() == ("", "")


def test_plain_sqlite_cannot_open_the_file(desk):
    desk.close()
    with closing(sqlite3.connect(desk.opened.center.file)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")


def test_a_damaged_page_is_told_as_damage(desk, template):
    file = desk.opened.center.file
    desk.close()
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)

    with pytest.raises(FileDamaged):
        opened_again(file.parent, template.keys)


# --- transactions -----------------------------------------------------------------------------------------------------


def test_a_transaction_that_fails_leaves_nothing(center):
    entry, by = center.entry({COOKER: 1}), center.by()

    def recorded_and_then_a_fault():
        with center.writing() as session:
            encounters.record(session, by, At(entry.on), entry)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recorded_and_then_a_fault()

    assert saved(center) == 0


def test_a_reader_sees_one_moment_however_much_is_saved_meanwhile(center):
    count = select(func.count()).select_from(Encounter)
    with center.store.reading() as session:
        before = session.scalar(count)
        center.give({COOKER: 1})
        assert session.scalar(count) == before

    assert saved(center) == before + 1


def test_what_is_read_cannot_be_written(center):
    # A file says so as trouble with the disk, a server in its own words; either way nothing is written.
    with pytest.raises((StorageTrouble, InternalError)), center.store.reading() as session:
        session.execute(text("DELETE FROM participants"))


def test_another_process_s_save_shows_in_the_data_version(desk, template):
    before = desk.store.data_version()
    assert desk.store.data_version() == before

    with closing(opened_again(desk.opened.center.folder, template.keys, template.catalog)) as other:
        other.give({COOKER: 1})

    assert desk.store.data_version() != before


# --- the disk ---------------------------------------------------------------------------------------------------------


def test_a_full_disk_is_trouble_with_the_disk_and_loses_nothing(desk):
    desk.receive(SYRINGE, 100, "A")
    with desk.store.write_engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StorageTrouble) as refused:
        deque((desk.give({SYRINGE: 1, KIT: 1}) for _ in range(300)), maxlen=0)

    assert refused.value.reason == "full"
    with desk.store.write_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    before = saved(desk)
    desk.give({SYRINGE: 1})
    assert (saved(desk), desk.verify().is_sound) == (before + 1, True)


def test_a_disk_that_fills_up_under_another_process_keeps_what_was_said_to_be_saved(desk, template):
    folder = desk.opened.center.folder
    desk.close()
    size = (folder / "center.db").stat().st_size
    with another_desk(folder, template, 400, limit=size + 100_000) as process:
        said = process.communicate(timeout=60)[0].split("\n")

    assert said[-2].split()[0] == "trouble"
    assert_all_are_there(folder, template, said[:-2])


def assert_all_are_there(folder, template, said):
    with closing(opened_again(folder, template.keys, template.catalog)) as desk:
        assert all(desk.read(encounters.saved, UUID(client_id)) is not None for client_id in said)
        assert saved(desk) - len(said) in (0, 1)  # one may be on the disk before it was said
        assert desk.verify().problems == ()


@pytest.mark.parametrize("after", [5, 120])
def test_killed_while_saving_every_visit_said_to_be_saved_is_there(folder, template, after):
    with another_desk(folder, template, 10_000) as process:
        said = [process.stdout.readline().strip() for _ in range(after)]
        process.kill()
        said += process.stdout.read().split("\n")[:-1]

    assert len(said) >= after
    assert_all_are_there(folder, template, said)


def test_two_processes_saving_at_once_lose_and_double_nothing(folder, template):
    with another_desk(folder, template, 40) as one, another_desk(folder, template, 40) as other:
        said = [line for process in (one, other) for line in process.communicate(timeout=60)[0].split()]

    assert len(set(said)) == 80
    assert_all_are_there(folder, template, said)


def test_a_log_cut_short_by_a_power_failure_keeps_every_transaction_before_the_cut(desk, template, tmp_path):
    desk.receive(SYRINGE, 1000, "A")
    ids, sizes, wal = [], [], Path(f"{desk.opened.center.file}-wal")
    for _ in range(6):
        ids.append(desk.give({SYRINGE: 10, KIT: 1}, code="A1").client_id)
        sizes.append(wal.stat().st_size)
    for whole, cut in ((0, 0), (3, sizes[2]), (3, sizes[3] - 1), (5, sizes[4] + 10)):
        torn = Path(shutil.copytree(desk.opened.center.folder, tmp_path / f"torn-{cut}"))
        os.truncate(torn / "center.db-wal", cut)
        (torn / "center.db-shm").unlink()

        with closing(opened_again(torn, template.keys, template.catalog)) as found:
            assert [id_ for id_ in ids if found.read(encounters.saved, id_) is not None] == ids[:whole]
            assert found.verify().is_sound
