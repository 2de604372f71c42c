"""Choosing a day by keys alone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from outreach.ui.shared.day_chooser import DayChooser
from tests.ui.looks import unnamed

K = Qt.Key
TODAY = date(2026, 11, 12)


class Page(QWidget):
    """A field, and a day to be chosen."""

    def __init__(self, words):
        super().__init__()
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addStretch(1)
        self.chooser = DayChooser(words, self)
        self.chosen: list[date] = []
        self.chooser.chosen.connect(self.chosen.append)


@pytest.fixture
def page(qtbot, dressed, words):
    page = Page(words)
    qtbot.addWidget(page)
    page.resize(900, 700)
    with qtbot.waitActive(page):
        page.show()
    page.field.setFocus()
    page.chooser.ask(page.field, TODAY, TODAY, page.field.setFocus)
    return page


@pytest.fixture
def press(qtbot):
    def press(key):
        if isinstance(key, str):
            qtbot.keyClicks(QApplication.focusWidget(), key)
        else:
            qtbot.keyClick(QApplication.focusWidget(), key)

    return press


def test_a_day_typed_is_said_back_and_enter_takes_it(page, press):
    press("8 nov")
    assert page.chooser._said.text() == "Sunday 8 Nov 2026"
    press(K.Key_Return)

    assert page.chosen == [date(2026, 11, 8)]
    assert not page.chooser.isVisible()
    assert page.field.hasFocus()


def test_what_is_no_day_is_not_taken_and_how_to_type_one_is_said(page, press):
    press("soon")
    press(K.Key_Return)

    assert page.chosen == []
    assert "8 nov" in page.chooser._said.text()
    assert page.chooser.isVisible()


def test_a_day_without_a_year_that_is_long_ago_is_asked_about_once(page, press):
    press("28 nov")
    press(K.Key_Return)
    assert page.chosen == []
    assert page.chooser._said.text() == "Friday 28 Nov 2025, so long ago? Press Enter again."
    press(K.Key_Return)

    assert page.chosen == [date(2025, 11, 28)]


@pytest.mark.parametrize(("typed", "day"), [("28 nov 2025", date(2025, 11, 28)), ("8 jul", date(2026, 7, 8))])
def test_with_its_year_or_not_long_ago_it_is_taken_at_once(page, press, typed, day):
    press(typed)
    press(K.Key_Return)

    assert page.chosen == [day]


def test_typed_anew_it_is_asked_about_again(page, press):
    press("28 nov")
    press(K.Key_Return)
    for _ in range(6):
        press(K.Key_Backspace)
    press("29 nov")
    press(K.Key_Return)

    assert page.chosen == []


def test_a_day_to_come_is_refused_where_it_is_typed(page, press):
    press("28 nov 2026")
    press(K.Key_Return)

    assert page.chosen == []
    assert page.chooser._said.text() == "Saturday 28 Nov 2026 is still to come."


def test_the_calendar_offers_no_day_to_come(page, press, qtbot):
    cells = {cell.day: cell for cell in page.chooser._grid._days}
    qtbot.mouseClick(cells[date(2026, 11, 13)], Qt.MouseButton.LeftButton)
    cells[TODAY].setFocus()
    press(K.Key_Right)
    press(K.Key_PageDown)
    press(K.Key_Return)

    assert page.chosen == [TODAY]
    assert not page.chooser._grid._after.isEnabled()


def test_where_days_to_come_are_wanted_they_are_offered(page, press, words):
    page.chooser.give_up()
    chooser = DayChooser(words, page, has_days_to_come=True)
    chooser.chosen.connect(page.chosen.append)
    chooser.ask(page.field, TODAY, TODAY, page.field.setFocus)
    press("28 nov 2026")
    press(K.Key_Return)

    assert page.chosen == [date(2026, 11, 28)]


def test_arrows_go_from_day_to_day_and_page_keys_from_month_to_month(page, press):
    press("12")
    page.chooser._grid.show_day(TODAY, TODAY)
    next(cell for cell in page.chooser._grid._days if cell.day == TODAY).setFocus()
    for key in (K.Key_Left, K.Key_Up, K.Key_PageUp, K.Key_Return):
        press(key)

    assert page.chosen == [date(2026, 10, 4)]


def test_a_month_before_has_its_last_day_where_the_day_is_missing(page, press):
    page.chooser._grid.show_day(date(2026, 10, 31), TODAY)
    next(cell for cell in page.chooser._grid._days if cell.day == date(2026, 10, 31)).setFocus()
    press(K.Key_PageUp)
    press(K.Key_Return)

    assert page.chosen == [date(2026, 9, 30)]


def test_esc_goes_back_to_where_one_was(page, press):
    press(K.Key_Escape)

    assert not page.chooser.isVisible()
    assert page.field.hasFocus()
    assert page.chosen == []


def test_going_elsewhere_closes_it(page):
    page.field.setFocus()

    assert not page.chooser.isVisible()


def test_a_screen_reader_can_name_every_day(page):
    assert unnamed(page.chooser) == []
    assert page.chooser._grid._days[7].accessibleName() == "Sunday 8 Nov 2026"
