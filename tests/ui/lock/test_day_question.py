"""Which day it is, asked of whoever unlocks when the clock is hard to believe."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.ui.lock.day_question import DayQuestion
from tests.ui.looks import unnamed

K = Qt.Key
SHOWN, NEWEST = date(2026, 11, 25), date(2026, 11, 12)


class Asked(DayQuestion):
    """Remembers what it was answered."""

    def __init__(self, *what):
        super().__init__(*what)
        self.said: list[date] = []


@pytest.fixture
def ask(qtbot, dressed, words):
    def ask(shown=SHOWN, newest=NEWEST):
        question = Asked(words, shown, newest)
        question.answered.connect(question.said.append)
        qtbot.addWidget(question)
        question.resize(1000, 700)
        with qtbot.waitActive(question):
            question.show()
        question.focus_first()
        return question

    return ask


def test_enter_says_that_the_clock_is_right(qtbot, ask):
    question = ask()
    assert question.accessibleName() == "Is today Wednesday 25 Nov 2026?"
    qtbot.keyClick(QApplication.focusWidget(), K.Key_Return)

    assert question.said == [SHOWN]


def test_another_day_is_typed_and_said_back(qtbot, ask):
    question = ask()
    question.no.click()
    qtbot.keyClicks(question._typed, "13 nov")
    assert question._said.text() == "Friday 13 Nov 2026"
    qtbot.keyClick(question._typed, K.Key_Return)

    assert question.said == [date(2026, 11, 13)]


def test_a_clock_that_fell_back_to_its_first_year_is_put_right_by_a_day_without_a_year(qtbot, ask):
    question = ask(shown=date(2000, 1, 1))
    question.no.click()
    qtbot.keyClicks(question._typed, "13 nov")
    qtbot.keyClick(question._typed, K.Key_Return)

    assert question.said == [date(2026, 11, 13)]


def test_what_is_no_day_is_no_answer(qtbot, ask):
    question = ask()
    question.no.click()
    qtbot.keyClicks(question._typed, "soon")
    qtbot.keyClick(question._typed, K.Key_Return)

    assert question.said == []
    assert "8 nov" in question._said.text()


def test_a_screen_reader_can_name_all_of_it(ask):
    assert unnamed(ask()) == []
