"""A computer whose clock stood still asks once which day it is, and goes by the answer until it is closed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from outreach import app
from outreach.clock import Clock
from outreach.ui.lock.day_question import DayQuestion
from outreach.ui.theme import Appearance, Scheme
from tests.journeys.conftest import Person
from tests.make import PASSPHRASE, SYRINGE

CTRL = Qt.KeyboardModifier.ControlModifier
NEWEST = date(2026, 10, 15)
NOON = datetime(2026, 10, 15, 16, tzinfo=UTC)  # noon where the center is


@pytest.fixture
def at(qtbot, qapp, desk):
    """A person at a computer whose clock says this, at a center whose newest entry is of 15 Oct 2026."""
    desk.give({SYRINGE: 10}, on=NEWEST)
    opened = []

    def start(now):
        program = app.start(desk.opened.center, Appearance(qapp, Scheme.LIGHT), Clock(lambda: now))
        opened.append(program)
        qtbot.addWidget(program.window)
        program.window.resize(1366, 768)
        with qtbot.waitActive(program.window):
            program.window.show()
        return Person(qtbot, program)

    yield start
    for program in opened:
        program.close()


def tries(qtbot, person, then, initials="AR"):
    person.window._lock.presenter.choose(initials)
    field = person.window._lock._field
    field.setFocus()
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    person.waits_until(then)


def question_of(person):
    return person.window.findChild(DayQuestion)


@pytest.mark.parametrize("days_off", [-1, 8], ids=["before the newest entry", "more than a week after"])
def test_a_clock_hard_to_believe_is_asked_about_and_yes_opens_the_desk(qtbot, at, days_off):
    person = at(NOON + timedelta(days=days_off))
    tries(qtbot, person, lambda: question_of(person) is not None)
    assert person.window.is_locked
    person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: not person.window.is_locked)

    assert person.visit.day == NEWEST + timedelta(days=days_off)


def test_the_day_that_is_said_is_the_day_of_what_is_entered_until_the_program_ends(qtbot, at, desk):
    person = at(datetime(2000, 1, 1, 16, tzinfo=UTC))
    tries(qtbot, person, lambda: question_of(person) is not None)
    question_of(person).no.click()
    person.types("16 oct")
    person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: not person.window.is_locked)
    person.waits_until(lambda: not person.program.is_busy)
    person.types("5 cooker")

    person.presses(Qt.Key.Key_L, CTRL)
    tries(qtbot, person, lambda: not person.window.is_locked, initials="JM")  # nobody is asked again

    assert person.visit.day == date(2026, 10, 16)


def test_a_clock_that_may_be_right_is_believed(qtbot, at):
    person = at(NOON + timedelta(days=7))
    tries(qtbot, person, lambda: not person.window.is_locked)

    assert question_of(person) is None


def test_a_lock_takes_the_question_away_and_lets_nobody_in(qtbot, at):
    person = at(NOON + timedelta(days=30))
    tries(qtbot, person, lambda: question_of(person) is not None)
    person.presses(Qt.Key.Key_L, CTRL)

    assert person.window.is_locked
    assert person.window._stack.currentWidget() is person.window._lock
    tries(qtbot, person, lambda: question_of(person) is not None)


def test_the_sample_center_is_never_asked(qtbot, at, desk):
    with desk.writing() as session:
        session.execute(text("UPDATE center SET is_sample = true"))
    person = at(NOON + timedelta(days=300))
    tries(qtbot, person, lambda: not person.window.is_locked)
