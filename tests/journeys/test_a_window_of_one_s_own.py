"""Text size, look and language come with unlocking and go with locking."""

import pytest
from PySide6.QtCore import Qt

from outreach.preferences import Preferences, keep_preferences
from outreach.ui import theme
from outreach.ui.shortcuts import Key
from outreach.ui.theme import Scheme
from outreach.vocabulary import Look

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def like(desk):
    def keep(initials, **chosen):
        with desk.writing() as session:
            keep_preferences(session, desk.by(initials), Preferences(**chosen))

    return keep


def _shown():
    return theme.current().scheme, theme.current().factor


def test_each_person_s_window_comes_with_them_and_the_lock_page_is_the_computer_s(person, like):
    like("AR", text_percent=150, look=Look.DARK)
    like("TK", look=Look.CONTRAST)

    person.unlocks("AR")
    assert _shown() == (Scheme.DARK, 1.5)
    person.presses(Qt.Key.Key_L, CTRL)
    assert _shown() == (Scheme.LIGHT, 1.0)
    person.unlocks("TK")
    assert _shown() == (Scheme.CONTRAST, 1.0)
    person.presses(Qt.Key.Key_L, CTRL)
    person.unlocks("AR")

    assert _shown() == (Scheme.DARK, 1.5)


def test_pages_are_in_the_language_of_whoever_is_here(person, like):
    like("AR", language="qps")

    person.unlocks("AR")
    assert person.window.workspace.rail.tab_stops()[0].label.startswith("[Đ")
    person.presses(Qt.Key.Key_L, CTRL)
    person.unlocks("TK")

    assert person.window.workspace.rail.tab_stops()[0].label == "Desk"


def _settings(person):
    person.presses(Qt.Key.Key_6, CTRL)
    person.page.turn_to("appearance")
    return person.page.view


def test_a_language_chosen_turns_the_pages_at_once(person):
    person.unlocks("AR")
    before = person.window.workspace

    _settings(person).presenter.choose_language("qps")
    person.waits_until(lambda: person.window.workspace is not before)
    person.waits_until(lambda: not person.program.is_busy)

    assert person.window.workspace.now == Key.SETTINGS.name
    assert person.page._top.title.text().startswith("[")
    assert person.page.isAncestorOf(person.focused)  # the keyboard is where it was: among the languages


def test_a_visit_begun_is_not_lost_to_another_language(person):
    person.unlocks("AR")
    person.types("ma-07 85")
    before = person.window.workspace

    view = _settings(person)
    view.presenter.choose_language("qps")
    person.presses(Qt.Key.Key_1, CTRL)

    assert person.window.workspace is before
    assert person.visit.code_text == "ma-07 85"
    assert view.presenter.state.is_waiting


def test_the_words_that_waited_come_with_the_next_unlocking(person):
    person.unlocks("AR")
    person.types("ma-07 85")
    _settings(person).presenter.choose_language("qps")
    person.presses(Qt.Key.Key_1, CTRL)
    person.page.presenter.clear()

    person.presses(Qt.Key.Key_L, CTRL)
    person.unlocks("AR")

    assert person.window.workspace.rail.tab_stops()[0].label.startswith("[")
