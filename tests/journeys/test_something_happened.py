"""An overdose response told weeks late, after its month was printed; then a second report of the same event."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from outreach.closed_lists import Outcome
from outreach.reports.tally import tally_pdf
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.happened.page import HappenedPage
from tests.make import COOKER

CTRL = Qt.KeyboardModifier.ControlModifier
K = Qt.Key


@pytest.fixture
def on(person):
    """A day of last month, about three weeks ago; the desk is open."""
    person.unlocks()
    today = person.visit.day
    return min(today - timedelta(days=21), today.replace(day=1) - timedelta(days=1))


def _printed(desk, day):
    return tally_pdf(desk.tally(day), translator("en"), printed_on=day, initials="AR")


def _turns_to_it(person):
    person.presses(K.Key_F8)
    page = person.page
    assert isinstance(page, HappenedPage)
    person.waits_until(lambda: not person.program.is_busy)
    return page


def _saves(person, page):
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: page.presenter.state.told is not None)
    person.waits_until(lambda: not person.program.is_busy)


def _tabs_to(person, name):
    for _ in range(40):
        if person.focused.accessibleName() == name or getattr(person.focused, "label", "") == name:
            return
        person.presses(K.Key_Tab)
    raise AssertionError(name)


def _tells_first(person, on):
    """Somebody says: last month, two doses; nobody asked how it ended."""
    page = _turns_to_it(person)
    for _ in range(3):
        person.presses(K.Key_Left)  # from not asked to a day
    page._report._when._day._pick_day("another")
    person.types(f"{on.month}/{on.day}")
    person.presses(K.Key_Return)
    _tabs_to(person, "Doses used")
    person.types("2")
    _saves(person, page)
    person.presses(K.Key_Return)


def _tells_again(person):
    """Somebody else says: some day of that month; the person survived.  It is said to be the same event."""
    page = _turns_to_it(person)
    for _ in range(2):
        person.presses(K.Key_Left)  # from not asked past not known: a month
    page.presenter.happened_on(page.presenter.state.today.replace(day=1) - timedelta(days=1))
    page.presenter.say(outcome=Outcome.SURVIVED)
    person.waits_until(lambda: page.presenter.state.asked_same is not None)
    _tabs_to(person, "Same event")
    person.presses(K.Key_Space)
    _saves(person, page)
    person.presses(K.Key_Return)


def test_told_late_it_stands_in_the_month_it_was_told_and_twice_told_it_is_one_event(person, desk, on):
    before = _printed(desk, on)
    _tells_first(person, on)
    first = desk.tally(person.visit.day).happened.responses
    _tells_again(person)
    responses = desk.tally(person.visit.day).happened.responses

    assert (first.events, first.not_asked, first.happened_earlier) == (1, 1, 1)
    assert (responses.events, responses.reports, responses.survived, responses.doses) == (1, 2, 1, 2)
    assert desk.tally(on).happened.responses.events == 0
    assert _printed(desk, on) == before
    assert desk.verify().is_sound


def test_the_visit_begun_is_there_when_one_comes_back_and_counts_for_itself(person, desk, on):
    person.types("ma-07 85")
    person.presses(K.Key_Return)
    person.types("5 cooker")
    person.presses(K.Key_Return)
    _tells_first(person, on)

    assert isinstance(person.page, DeskPage)
    assert person.visit.draft.amount_of(desk.item(COOKER)) == 5
    assert desk.tally(person.visit.day).figures["contacts"] == 0


def test_locked_in_between_what_was_told_so_far_is_kept(person, on):
    page = _turns_to_it(person)
    _tabs_to(person, "Doses used")
    person.types("3")
    person.presses(K.Key_L, CTRL)
    person.unlocks()

    assert page.presenter.state.report.said.doses == 3
