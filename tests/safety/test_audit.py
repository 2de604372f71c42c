"""Who did what, chained so that a change shows."""

import pytest
from sqlalchemy import select, text

from outreach.db import triggers
from outreach.db.models.center import Audit
from outreach.safety import audit
from tests.make import COOKER, TODAY


def broken(desk):
    return desk.read(lambda session: list(audit.broken_links(session)))


def tamper(desk, statement):
    """As somebody would who has the key, and knows how to put the triggers aside."""
    with desk.store.write_engine.connect() as connection, connection.begin():
        triggers.drop(connection)
        connection.execute(text(statement))
        triggers.create(connection)


def test_every_act_leaves_who_what_and_which_record(desk):
    desk.receive(COOKER, 10, "A")
    visit = desk.record(desk.entry({COOKER: 1}), by="DS").encounter_id
    desk.void(visit)
    desk.count({COOKER: 10})

    rows = desk.rows(select(Audit.__table__).order_by(Audit.id))
    by = {desk.by(initials).staff_id: initials for initials in ("JM", "DS")}
    assert [(row.action, by[row.staff_id]) for row in rows] == [
        ("delivery.received", "JM"),
        ("encounter.recorded", "DS"),
        ("encounter.voided", "JM"),
        ("count.posted", "JM"),
    ]
    assert [row.subject_id for row in rows[1:3]] == [visit, visit]
    assert all(row.on_day == TODAY for row in rows)
    assert broken(desk) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE audit SET staff_id = (SELECT max(id) FROM staff) WHERE id = {1}", [1]),
        ("UPDATE audit SET subject_id = 7 WHERE id = {1}", [1]),
        ("UPDATE audit SET on_day = '2026-01-01' WHERE id = {1}", [1]),
        ("UPDATE audit SET hour = 3 WHERE id = {1}", [1]),
        ("DELETE FROM audit WHERE id = {1}", [2]),
        ("DELETE FROM audit WHERE id = {0}", [1]),
        (
            (
                "INSERT INTO audit SELECT id + 1, on_day, hour, staff_id, action, subject_id, chain"
                " FROM audit WHERE id = {3}"
            ),
            [4],
        ),
    ],
)
def test_a_row_changed_taken_out_or_put_in_is_found(desk, change, found):
    for _ in range(4):
        desk.record(desk.entry())
    ids = [row.id for row in desk.rows(select(Audit.id).order_by(Audit.id))]
    ids.append(ids[-1] + 1)

    tamper(desk, change.format(*ids))

    assert broken(desk) == [ids[place] for place in found]
    assert "audit" in [problem.what for problem in desk.verify().problems]


def test_rows_cut_off_the_end_are_found(desk):
    for _ in range(3):
        desk.record(desk.entry())

    tamper(desk, "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")

    assert "audit" in [problem.what for problem in desk.verify().problems]
