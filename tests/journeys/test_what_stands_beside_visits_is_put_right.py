"""What stands beside the visits in history, put right by keys where it was told or entered, and seen there again."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from outreach.closed_lists import Result
from outreach.ui.happened.page import HappenedPage
from outreach.ui.history.page import HistoryPage
from outreach.ui.shortcuts import Key
from outreach.ui.stock.room import StockRoom
from outreach.visits.beside import Key as RecordKey
from outreach.visits.beside import Sort, What
from tests.drug_checks.test_drug_checks import record as checked
from tests.drug_checks.test_drug_checks import sample
from tests.happened.made import survived, tell
from tests.visits.test_beside import collected

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def look_at(person, desk):
    """Turn to a record in history."""

    def look(key, what=What.ALL):
        page = person.window.turn_to(Key.HISTORY)
        page.presenter.show(what)
        person.waits_until(lambda: any(one.key == key for one in page.presenter.state.records))
        page.presenter.select(key)
        person.waits_until(lambda: page.presenter.state.record is not None)
        page.focus_first()
        return page

    return look


def _is_back(person, key):
    person.waits_until(lambda: isinstance(person.page, HistoryPage))
    person.waits_until(lambda: not person.program.is_busy)
    state = person.page.presenter.state
    assert state.selected == state.record.key == key
    return state


def test_a_report_told_late_is_corrected_with_the_keyboard_after_a_lock_in_the_middle(person, desk, look_at):
    person.unlocks()
    today = person.visit.day
    key = RecordKey(Sort.REPORT, tell(desk, survived(desk, day=today - timedelta(days=21), on=today, doses=2), by="AR"))
    look_at(key)
    person.presses(K.Key_E, CTRL)
    page = person.page
    assert isinstance(page, HappenedPage)
    page._report._doses.field.setFocus()
    person.types("3")
    person.presses(K.Key_L, CTRL)
    person.unlocks()
    assert page.presenter.state.putting_right is not None
    person.presses(K.Key_Return, CTRL)

    state = _is_back(person, key)
    assert [one.said.doses for one in state.record.versions] == [2, 3]
    assert state.record.now.said.happened.on == today - timedelta(days=21)
    assert desk.tally(today).happened.responses.doses == 3
    assert desk.verify().is_sound


def test_left_as_it_was_one_is_back_at_its_row_and_the_desk_as_it_was(person, desk, look_at):
    person.unlocks()
    person.types("ma-07 85")
    key = RecordKey(Sort.REPORT, tell(desk, survived(desk, on=person.visit.day, doses=2), by="AR"))
    look_at(key)
    person.presses(K.Key_E, CTRL)
    person.presses(K.Key_Escape)

    assert len(_is_back(person, key).record.versions) == 1
    person.window.turn_to(Key.DESK)
    assert person.visit.code_text


def test_a_collection_is_corrected_on_its_page_in_the_stock_room(person, desk, look_at):
    person.unlocks()
    key = collected(desk, on=person.visit.day, by="AR", n=30)
    look_at(key, What.WITHOUT_A_VISIT)
    person.presses(K.Key_E, CTRL)
    room = person.page
    assert isinstance(room, StockRoom)
    page: Any = room._shown
    page.presenter.measure(1, counted=35)
    person.presses(K.Key_Return, CTRL)

    assert _is_back(person, key).record.now.syringes == 35
    assert sum(line.syringes for line in desk.tally(page.presenter.state.today).collected) == 35


def test_the_result_of_a_sample_is_added_from_its_row(person, desk, look_at):
    person.unlocks()
    waiting = sample(desk, on=person.visit.day, result=Result.WAITING)
    key = RecordKey(Sort.DRUG_CHECK, checked(desk, waiting, by="AR"))
    history = look_at(key, What.DRUG_CHECKS)
    history._record.add_result.click()
    person.page.presenter.say_result(Result.NOTHING)
    person.presses(K.Key_Return, CTRL)

    assert _is_back(person, key).record.now.said.result is Result.NOTHING
