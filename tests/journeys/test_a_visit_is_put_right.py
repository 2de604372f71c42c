"""From a mistake to its correction: found in the history, corrected on the desk's form, right in stock and tally."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from sqlalchemy import select

from outreach.db.models.encounters import EncounterVersion
from outreach.ui.desk.page import DeskPage
from outreach.ui.history.page import HistoryPage
from outreach.visits.which import Kind
from tests.make import SYRINGE

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = (datetime.now(ZoneInfo("America/New_York")) - timedelta(hours=4)).date()  # the center's, which ends at 4:00


def _done(person):
    person.waits_until(lambda: not person.program.is_busy)


def _log_a_visit(person, line="500 29g"):
    person.types("MA0785")
    person.presses(Qt.Key.Key_Return)
    person.types(line)
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)


def _history(person):
    """The visits the history shows, newest first."""
    assert isinstance(person.page, HistoryPage)
    assert person.page.presenter.state.lines is not None
    return person.page.presenter.state.lines


def test_a_mistyped_amount_is_corrected_by_keys_and_what_was_begun_comes_back(person, desk):
    desk.receive(SYRINGE, 1_000, "24A17", on=TODAY)
    person.unlocks()
    _log_a_visit(person)
    person.presses(Qt.Key.Key_F3)
    person.types("7 cooker")
    person.presses(Qt.Key.Key_Return)

    person.presses(Qt.Key.Key_5, CTRL)
    _done(person)
    person.presses(Qt.Key.Key_E, CTRL)
    _done(person)
    assert isinstance(person.page, DeskPage)
    amount = next(line for line in person.page._basket._lines if line.isVisible()).amount
    amount.setFocus()
    amount.selectAll()
    person.types("50")
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)

    assert _history(person)[0].syringes == 50
    assert _history(person)[0].is_corrected
    assert desk.books(SYRINGE) == 950
    assert desk.tally(TODAY).figures["syringes_out"] == 50
    assert desk.verify().is_sound
    person.presses(Qt.Key.Key_1, CTRL)
    assert person.visit.draft.amount_of(desk.item("Cooker")) == 7


def test_a_visit_left_as_it_was_goes_back_to_the_history_unchanged(person, desk):
    person.unlocks()
    _log_a_visit(person)
    person.presses(Qt.Key.Key_5, CTRL)
    _done(person)
    person.presses(Qt.Key.Key_E, CTRL)
    _done(person)
    person.presses(Qt.Key.Key_T, CTRL)
    _done(person)

    assert not _history(person)[0].is_corrected
    assert desk.tally(TODAY).figures["syringes_out"] == 500


def test_a_visit_entered_twice_is_voided(qtbot, person, desk):
    desk.receive(SYRINGE, 1_000, "24A17", on=TODAY)
    person.unlocks()
    _log_a_visit(person)
    _log_a_visit(person)
    person.presses(Qt.Key.Key_5, CTRL)
    _done(person)

    person.presses(Qt.Key.Key_Delete)
    (dialog,) = person.page.findChildren(QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    person.presses(Qt.Key.Key_Space)  # entered twice
    for _ in range(2):
        person.presses(Qt.Key.Key_Tab)
    person.presses(Qt.Key.Key_Return)
    _done(person)

    assert [line.is_void for line in _history(person)] == [True, False]
    assert desk.tally(TODAY).figures["contacts"] == 1
    assert desk.books(SYRINGE) == 500


def test_from_a_figure_of_the_day_to_the_visits_behind_it(person, desk):
    person.unlocks()
    _log_a_visit(person)
    _log_a_visit(person, "5 cooker")
    person.page._strip._out.setFocus()
    person.presses(Qt.Key.Key_Return)
    _done(person)

    which = person.page.presenter.state.which
    assert (which.first, which.last, which.kind) == (TODAY, TODAY, Kind.SYRINGES)
    assert [line.syringes for line in _history(person)] == [500]


def test_last_night_s_paper_is_of_last_night_and_the_lock_ends_it(person, desk):
    person.unlocks()
    person.presses(Qt.Key.Key_D, CTRL)
    _log_a_visit(person)
    person.presses(Qt.Key.Key_L, CTRL)
    person.unlocks()

    assert not person.visit.is_elsewhere
    yesterday = TODAY - timedelta(days=1)
    assert desk.read(_days_of) == [(yesterday, None)]


def _days_of(session):
    return [tuple(row) for row in session.execute(select(EncounterVersion.on_day, EncounterVersion.hour))]
