"""What must not be in the file, open or closed."""

import re
from contextlib import closing
from dataclasses import replace

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Boolean, Date, DateTime, Enum, Integer, LargeBinary, String, Time

from outreach import finding
from outreach.codes.look_alikes import readings
from outreach.codes.normalizing import normalize
from outreach.db.schema import METADATA
from outreach.vocabulary import At
from tests.make import COOKER, KIT, NASAL, SYRINGE, TODAY, counted

CODES = ("MA0785", "kl-11 90", "Zoë 12")


@pytest.fixture
def busy(desk):
    """A desk that has done everything a code can be part of."""
    desk.receive(SYRINGE, 500, "LOT-77Q", source="State program")
    for code in CODES:
        visit = desk.give({SYRINGE: 10, KIT: 1, NASAL: 1}, code=code, returned=counted(3)).encounter_id
    desk.correct(visit, desk.entry({COOKER: 3}, code="PX5521"))
    desk.void(visit)
    desk.count({SYRINGE: 100})
    first, second = desk.code(CODES[0]), desk.entry({COOKER: 1}, code=f"{CODES[0]}X")
    desk.record(replace(second, shares_with=first))
    desk.record(replace(desk.entry({}, code=CODES[0]), is_unsure_who=True))
    desk.join(CODES[0], CODES[1])
    desk.part(CODES[0], CODES[1])
    desk.join(CODES[1], CODES[2])
    by = desk.by()
    with desk.writing() as session:
        finding.find(session, by, At(TODAY, 9), first, [desk.code(reading) for reading in readings(CODES[0])])
    return desk


def dump(desk):
    """The tables with rows in them, and every value of the opened file as text, bytes as hexadecimal."""
    with closing(sqlcipher.connect(str(desk.opened.center.file))) as raw:
        raw.execute(f"PRAGMA key = \"x'{desk.opened.keys.file_keys[0].hex()}'\"")
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [(table, row) for table in tables for row in raw.execute(f"SELECT * FROM {table}")]  # noqa: S608 - its own tables
    shown = ((v.hex() if isinstance(v, bytes) else str(v) for v in row) for _, row in rows)
    return {table for table, _ in rows}, "\n".join("|".join(values) for values in shown)


def test_a_dump_of_the_opened_file_holds_no_code(busy):
    tables, text = dump(busy)

    assert {"participants", "participant_joins", "encounter_versions", "audit"} <= tables
    for code in (*CODES, "PX5521", f"{CODES[0]}X"):
        for form in {code, normalize(code), code.encode().hex(), normalize(code).encode().hex()}:
            assert form.upper() not in text.upper()


def test_no_code_item_or_lot_can_be_read_in_any_file_of_the_folder(busy):
    wanted = [
        *CODES,
        *map(normalize, CODES),
        SYRINGE,
        "Syringe",
        "naloxone",
        "LOT-77Q",
        "State program",
        "encounter",
        "CREATE TABLE",
    ]
    files = [path for path in busy.opened.center.folder.rglob("*") if path.is_file()]

    assert {path.name for path in files} >= {"center.db", "center.db-wal", "keys.json", "installation"}
    for path in files:
        content = path.read_bytes().lower()
        for word in wanted:
            assert word.lower().encode() not in content, (path.name, word)
            assert word.lower().encode("utf-16-le") not in content, (path.name, word)


def test_nobody_else_on_this_computer_can_read_the_folder(busy):
    assert busy.opened.center.folder.stat().st_mode & 0o077 == 0
    for path in busy.opened.center.folder.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_nothing_finer_than_the_hour_can_be_written_down():
    for table in METADATA.sorted_tables:
        for column in table.columns:
            assert not isinstance(column.type, DateTime | Time)
            assert isinstance(column.type, Date) == column.name.endswith(("_on", "on_day")), (table.name, column.name)
            if "hour" in column.name:
                assert isinstance(column.type, Integer)
            assert not re.search(r"minute|second(?!s)|time(?!_zone)|stamp|created|updated", column.name), column.name


def test_every_hour_in_the_file_is_between_midnight_and_midnight():
    """Only an encounter's own hour is anybody's to type; the others are the clock's, cut."""
    texts = [
        str(check.sqltext) for check in METADATA.tables["encounter_versions"].constraints if hasattr(check, "sqltext")
    ]

    assert "hour IS NULL OR hour BETWEEN 0 AND 23" in texts


def test_what_is_kept_of_a_person_has_no_room_for_words():
    kinds = {
        column.name: type(column.type)
        for table in (
            "participants",
            "encounters",
            "encounter_versions",
            "given",
            "version_services",
            "version_referrals",
            "version_asked",
            "version_unlisted",
            "participant_joins",
            "version_answers",
            "version_steps",
        )
        for column in METADATA.tables[table].columns
        if not isinstance(column.type, Integer | Date | Boolean | Enum)
        and not (isinstance(column.type, LargeBinary) and (column.type.length or 99) <= 32)
    }

    assert {name for name, kind in kinds.items() if issubclass(kind, String)} <= {"void_reason"}
    assert set(kinds) <= {"void_reason", *(name for name in kinds if name.endswith("_id") or name == "id")}
