"""A center's file is built by its migrations, and a migration loses nothing."""

import re

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.schema import CreateIndex, CreateTable

from outreach.db import triggers
from outreach.db.schema import METADATA
from outreach.db.store import committing, open_file
from outreach.db.upgrade import head, revision, upgrade
from outreach.errors import FileTooNew
from tests.make import KIT, SYRINGE


def _ddl(connection: Connection, kind: str) -> dict[str, str]:
    rows = connection.exec_driver_sql(f"SELECT name, sql FROM sqlite_master WHERE type = '{kind}' AND sql IS NOT NULL")  # noqa: S608
    return {name: _plain(sql) for name, sql in rows if name != "alembic_version"}


def _plain(sql: str) -> str:
    """Its words in an order of their own: constraints may stand in another order, none may be missing."""
    body = re.sub(r'[\s"]+', " ", sql)
    return " ".join(sorted(filter(None, re.split(r"[ ,()]+", body))))


def test_the_file_is_what_the_models_say_checks_included(desk):
    dialect = desk.store.write_engine.dialect
    with desk.store.read_engine.connect() as connection:
        tables, indexes = _ddl(connection, "table"), _ddl(connection, "index")

    assert tables == {t.name: _plain(str(CreateTable(t).compile(dialect=dialect))) for t in METADATA.sorted_tables}
    made = [index for table in METADATA.sorted_tables for index in table.indexes]
    assert indexes == {str(i.name): _plain(str(CreateIndex(i).compile(dialect=dialect))) for i in made}


def test_rebuilding_every_table_loses_no_row_check_or_trigger(desk):
    desk.receive(SYRINGE, 500, "24A17")
    desk.give({SYRINGE: 50, KIT: 1}, code="MA0785")
    before = _everything(desk)

    _rebuild_every_table(desk)

    assert _everything(desk) == before
    assert desk.verify().is_sound
    desk.give({SYRINGE: 10})  # the triggers still keep the sums
    assert desk.verify().is_sound


@pytest.mark.parametrize("change", ["UPDATE movements SET quantity = -1", "DELETE FROM movements", "DELETE FROM audit"])
def test_the_ledger_and_the_audit_refuse_to_be_changed(desk, change):
    desk.receive(SYRINGE, 500, "24A17")

    with pytest.raises(Exception, match="only ever grows"), desk.store.writing() as session:
        session.execute(text(change))


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(desk):
    with desk.store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(FileTooNew):
        upgrade(desk.store.write_engine, copy_aside=lambda _: pytest.fail("nothing was to be copied"))

    assert revision(desk.store.read_engine) == "9999"


def test_an_empty_file_is_built_without_a_copy_and_once(tmp_path):
    store = open_file(tmp_path / "center.db", bytes(32))

    built = upgrade(store.write_engine, copy_aside=lambda _: pytest.fail("there is nothing to copy"))
    again = upgrade(store.write_engine, copy_aside=lambda _: pytest.fail("there is nothing to do"))

    assert (built, again, revision(store.read_engine)) == (True, False, head())
    store.close()


FIRST = (
    "INSERT INTO categories VALUES (1, 'injecting', 1)",
    "INSERT INTO items VALUES (1, 'syringe', 1, 1, NULL, 1, 0, 100, 1000, 10, 0, '', NULL)",
    "INSERT INTO participants VALUES (1, zeroblob(32), 1, '2026-10-01', 'first')",
)


def test_a_file_of_the_first_version_keeps_its_rows_when_it_is_brought_up_to_date(tmp_path):
    store = open_file(tmp_path / "center.db", bytes(32))
    upgrade(store.write_engine, copy_aside=pytest.fail, to="0001")
    with store.writing() as session:
        for statement in FIRST:
            session.execute(text(statement))

    copied: list[str] = []
    upgrade(store.write_engine, copy_aside=copied.append)

    with store.reading() as session:
        person = session.execute(text("SELECT first_on, before, joined_to_id FROM participants")).one()
        item = session.execute(text("SELECT key, expired_or_held FROM items")).one()
    store.close()
    assert (copied, tuple(person), tuple(item)) == (["0001"], ("2026-10-01", "first", None), ("syringe", "ask"))


LOT = (
    *FIRST[:2],
    "INSERT INTO sources VALUES (1, 'State', NULL, NULL, 0, NULL)",
    "INSERT INTO staff VALUES (1, 'AR', 'administrator', '2026-01-01', NULL)",
    "INSERT INTO lots VALUES (1, 1, 'A', 1, NULL, NULL, 1)",
)
HELD = "INSERT INTO lot_changes VALUES (:id, 1, :change, 'Torn', NULL, NULL, '2026-10-01', 1)"


def test_what_was_done_to_a_lot_before_it_had_an_id_is_kept_as_often_as_it_was_done(tmp_path):
    store = open_file(tmp_path / "center.db", bytes(32))
    upgrade(store.write_engine, copy_aside=pytest.fail, to="0001")
    with store.writing() as session:
        for statement in LOT:
            session.execute(text(statement))
    upgrade(store.write_engine, copy_aside=lambda _: None, to="0010")
    with store.writing() as session:
        session.execute(text(HELD), [{"id": 1, "change": "held"}, {"id": 2, "change": "recalled"}])

    upgrade(store.write_engine, copy_aside=lambda _: None)

    with store.reading() as session:
        ids = session.scalars(text("SELECT client_id FROM lot_changes WHERE content = client_id")).all()
        recalled = session.scalar(text("SELECT recalled_on FROM lots"))
    store.close()
    assert (len(ids), len(set(ids)), len(ids[0]), recalled) == (2, 2, 16, "2026-10-01")


ARRIVED = (
    "INSERT INTO referral_arrivals VALUES (:id, randomblob(16), zeroblob(16), :on, 1, 1, :people, 1, :on, :voided)"
)
TOLD = (
    "INSERT INTO staff VALUES (1, 'AR', 'administrator', '2026-01-01', NULL)",
    "INSERT INTO staff VALUES (2, 'JM', 'coordinator', '2026-01-01', NULL)",
    "INSERT INTO sites (id, name, short_name, position, is_machine) VALUES (1, 'Front Street', 'Front', 1, 0)",
    "INSERT INTO referrals (id, key, position) VALUES (1, 'housing', 1)",
    "INSERT INTO audit VALUES (1, '2026-10-04', 15, 2, 'arrival.voided', 9, zeroblob(32))",
    "INSERT INTO happened_events VALUES (1), (2)",
    "INSERT INTO happened SELECT id, randomblob(16), zeroblob(16), '2026-10-01' FROM happened_events",
)
REPORTED = """
    INSERT INTO happened_versions (id, happened_id, number, is_current, is_void, event_id, kind, reported_on, site_id,
      when_known, place_kind, product, outcome, given_by, emergency, came_from, hurt, during, handled_at, taken_by,
      taken_from, towards, threat_from, police, staff_id, recorded_on)
    VALUES (:id, :id, 1, 1, 0, :id, :kind, '2026-10-01', 1, 'not_known', 'not_asked', 'not_known', 'not_known',
      'not_asked', 'not_asked', 'not_asked', 'not_asked', 'not_asked', 'not_asked', 'not_asked', 'not_asked',
      'not_asked', 'not_asked', 'not_asked', 1, '2026-10-01')
"""


@pytest.fixture
def told_before(tmp_path):
    """A file of before, with what was told in it, brought up to date."""
    store = open_file(tmp_path / "center.db", bytes(32))
    upgrade(store.write_engine, copy_aside=pytest.fail, to="0013")
    with store.writing() as session:
        for statement in TOLD:
            session.execute(text(statement))
        session.execute(text(ARRIVED), [
            {"id": 5, "on": "2026-10-01", "people": 2, "voided": None},
            {"id": 9, "on": "2026-10-02", "people": 3, "voided": "2026-10-04"},
        ])  # fmt: skip
        session.execute(text(REPORTED), [{"id": 1, "kind": "overdose_response"}, {"id": 2, "kind": "threat"}])
    upgrade(store.write_engine, copy_aside=lambda _: None)
    yield store
    store.close()


def test_an_arrival_told_before_it_had_versions_says_what_it_said_and_who_took_it_back(told_before):
    with told_before.reading() as session:
        rows = session.execute(text(
            "SELECT arrival_id, number, is_current, is_void, people, staff_id, recorded_on"
            " FROM referral_arrival_versions ORDER BY id"
        )).all()  # fmt: skip

    assert [tuple(row) for row in rows] == [
        (5, 1, 1, 0, 2, 1, "2026-10-01"), (9, 1, 0, 0, 3, 1, "2026-10-02"), (9, 2, 1, 1, 3, 2, "2026-10-04"),
    ]  # fmt: skip


def test_of_what_was_never_asked_nobody_says_it_is_not_known(told_before):
    with told_before.reading() as session:
        said = session.execute(text("SELECT outcome, product, when_known FROM happened_versions ORDER BY id")).all()

    assert [tuple(row) for row in said] == [
        ("not_known", "not_known", "not_known"), ("not_asked", "not_asked", "not_known"),
    ]  # fmt: skip


def _everything(desk):
    with desk.store.read_engine.connect() as connection:
        rows = {table.name: sorted(map(repr, connection.execute(table.select()))) for table in METADATA.sorted_tables}
        return rows, _ddl(connection, "table"), _ddl(connection, "index"), triggers.names(connection)


def _rebuild_every_table(desk):
    with desk.store.write_engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        with committing(connection):
            triggers.drop(connection)
            operations = Operations(MigrationContext.configure(connection))
            for table in METADATA.sorted_tables:
                with operations.batch_alter_table(table.name, recreate="always", copy_from=table):
                    pass
            triggers.create(connection)
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")
