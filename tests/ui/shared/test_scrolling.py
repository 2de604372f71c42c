"""What the keyboard goes to comes into sight, however it got there."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from outreach.ui.shared.boxes import Column
from outreach.ui.shared.scrolling import Scrolling


@pytest.fixture
def area(qtbot, dressed):
    inside = QWidget()
    fields = [QLineEdit() for _ in range(30)]
    inside.setLayout(Column(*fields, gap=10))
    area = Scrolling(inside)
    area.resize(200, 200)
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
    return area


def _is_in_sight(area, field):
    return area.viewport().rect().contains(QRect(field.mapTo(area.viewport(), QPoint(0, 0)), field.size()))


@pytest.mark.parametrize("place", [0, 14, 29])
def test_a_field_that_gets_the_keyboard_is_seen(area, place):
    field = area.widget().findChildren(QLineEdit)[place]

    field.setFocus()

    assert _is_in_sight(area, field)


def test_it_comes_back_up(area):
    for place in (29, 0):
        area.widget().findChildren(QLineEdit)[place].setFocus()

    assert _is_in_sight(area, area.widget().findChildren(QLineEdit)[0])


def test_nothing_is_ever_to_be_scrolled_to_the_side(area):
    assert area.horizontalScrollBar().maximum() == 0
