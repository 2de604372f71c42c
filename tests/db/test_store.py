"""The file: encrypted, whole or not at all, and plain about what the disk does to it."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from outreach.db.devices import this_device
from outreach.db.ids import device_of
from outreach.db.models.encounters import Encounter
from outreach.db.store import open_file
from outreach.errors import FileDamaged, StorageTrouble
from tests.make import KIT, SYRINGE, TODAY, opened_again

_SAVING = """
import sys
from pathlib import Path
from tests.make import SYRINGE, opened_again
from outreach.safety.vault import Keys
desk = opened_again(Path(sys.argv[1]), Keys([bytes.fromhex(sys.argv[2])], bytes.fromhex(sys.argv[3])))
while True:
    print(desk.give({SYRINGE: 1}, code="MA0785").encounter_id, flush=True)
"""


def test_another_key_does_not_open_it(desk):
    with pytest.raises(FileDamaged):
        open_file(desk.opened.center.file, bytes(32))


def test_plain_sqlite_sees_no_database(desk):
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(desk.opened.center.file).execute("SELECT count(*) FROM items")


def test_no_file_of_the_folder_shows_a_code_or_an_item(desk):
    desk.receive(SYRINGE, 500, "LOT24A17")
    desk.give({SYRINGE: 50}, code="MA0785")  # the newest rows are in the -wal file

    files = [file for file in desk.opened.center.folder.rglob("*") if file.is_file()]

    assert any(file.name.endswith("-wal") and file.stat().st_size for file in files)
    for file in files:
        assert not re.search(rb"MA0785|Syringe|LOT24A17|encounter", file.read_bytes()), file.name


def test_whatever_fails_inside_a_transaction_leaves_nothing_behind(desk):
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(desk)

    assert desk.rows(text("SELECT name FROM center"))[0].name == "Eastbank"


def test_a_full_disk_is_said_and_what_was_saved_stays(desk):
    desk.give({SYRINGE: 1})
    with desk.store.writing() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))

    with pytest.raises(StorageTrouble) as refused:
        _give_for_ever(desk)

    assert refused.value.reason == "full"
    assert desk.verify().is_sound


def test_every_save_reported_before_a_kill_is_there(folder, template):
    command = [
        sys.executable,
        "-c",
        _SAVING,
        str(folder),
        template.keys.file_keys[0].hex(),
        template.keys.code_secret.hex(),
    ]
    saving = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.getcwd()})  # noqa: PTH109
    assert saving.stdout is not None
    reported = {int(saving.stdout.readline()) for _ in range(40)}
    saving.send_signal(signal.SIGKILL)
    reported |= {int(line) for line in saving.communicate()[0].splitlines(keepends=True) if line.endswith("\n")}

    desk = opened_again(folder, template.keys)

    assert reported <= {row.id for row in desk.rows(Encounter.__table__.select())}
    assert desk.verify().is_sound
    desk.close()


def test_a_wal_cut_off_anywhere_replays_to_whole_saves(folder, template, tmp_path):
    desk = opened_again(folder, template.keys)
    for _ in range(3):
        desk.give({SYRINGE: 5, KIT: 1}, code="MA0785")
    wal = desk.opened.center.file.with_name("center.db-wal")
    whole, main = wal.read_bytes(), desk.opened.center.file.read_bytes()
    desk.close()

    for part in (0.3, 0.6, 0.9):
        copy = tmp_path / f"cut-{part}"
        copy.mkdir()
        (copy / "center.db").write_bytes(main)
        (copy / "center.db-wal").write_bytes(whole[: int(len(whole) * part)])
        cut = opened_again(copy, template.keys)
        assert cut.verify().is_sound
        cut.close()


def test_the_same_folder_keeps_its_device_and_a_copied_one_takes_a_new(desk, tmp_path):
    center = desk.opened.center
    assert this_device(desk.store, center, TODAY) == desk.opened.device

    copied = Path(tmp_path / "elsewhere")
    copied.mkdir()
    for file in center.folder.iterdir():
        (copied / file.name).write_bytes(file.read_bytes())
    other = opened_again(copied, desk.opened.keys)

    assert other.opened.device != desk.opened.device
    visit = other.give({SYRINGE: 1}).encounter_id
    assert device_of(visit) == other.opened.device
    assert visit < 2**53
    other.close()


def _fail_half_way(desk):
    with desk.store.writing() as session:
        session.execute(text("UPDATE center SET name = 'Another'"))
        raise ZeroDivisionError


def _give_for_ever(desk):
    while True:
        desk.give({SYRINGE: 1, KIT: 1})
