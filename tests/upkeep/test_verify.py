"""Proof that the file is sound, and that the proof can fail."""

import pytest
from sqlalchemy import text

from outreach.db import triggers
from outreach.upkeep.verify import note_proof, verify
from tests.make import COOKER, KIT, SYRINGE, TODAY, counted


@pytest.fixture
def busy(center):
    center.receive(SYRINGE, 100, "A")
    center.give({SYRINGE: 30, KIT: 1}, code="A1", returned=counted(4))
    visit = center.give({COOKER: 3}, code="B2").encounter_id
    center.count({SYRINGE: 55})
    center.void(visit)
    return center


def test_a_file_people_have_worked_in_is_sound_and_says_how_much_was_added_up(busy):
    findings = busy.verify()

    assert (findings.is_sound, findings.encounters, findings.problems) == (True, 2, ())
    assert findings.movements == busy.rows(text("SELECT count(*) FROM movements"))[0][0]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE balances SET quantity = quantity + 1 WHERE quantity > 0", "balances"),
        ("UPDATE balances SET first_on = '2020-01-01'", "balances"),
        ("DELETE FROM balances WHERE quantity > 0", "balances"),
        ("UPDATE month_sums SET quantity = quantity - 1", "month_sums"),
        ("UPDATE month_sums SET rows = rows + 1", "month_sums"),
        ("UPDATE movements SET quantity = quantity - 1 WHERE kind = 'given' AND reverses_id IS NULL", "balances"),
        ("UPDATE movements SET occurred_on = '2026-10-01' WHERE reverses_id IS NOT NULL", "reversals"),
        ("UPDATE encounter_versions SET is_current = NOT is_current WHERE number = 2", "versions"),
        ("UPDATE participants SET first_on = '2020-01-01' WHERE first_on IS NOT NULL", "participants"),
        ("UPDATE movements SET given_id = NULL", "given_without_movements"),
        ("UPDATE audit SET action = 'encounter.corrected' WHERE action = 'encounter.recorded'", "audit"),
    ],
)
def test_whatever_was_changed_behind_the_program_s_back_is_found(busy, change, what):
    with busy.store.write_engine.connect() as connection, connection.begin():
        triggers.drop(connection)
        connection.execute(text(change))
        triggers.create(connection)

    findings = busy.verify()

    assert what in {problem.what for problem in findings.problems}
    assert not findings.is_sound


def test_what_cancels_the_proof_stops_it(busy):
    def stop(done, of):
        assert 0 < done <= of
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        busy.read(verify, stop)


def test_the_page_says_when_the_sums_were_last_proved(center):
    assert center.tally().last_proved is None

    with center.writing() as session:
        note_proof(session, TODAY)

    assert center.tally().last_proved == TODAY
    with center.writing() as session:  # a server is shared by these tests, and this is all they could not see
        session.execute(text("UPDATE center SET proved_on = NULL"))
