"""The ring goes where the keyboard goes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from outreach.translation import N_
from outreach.ui import theme
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.focus_ring import FocusRing
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.rows_model import Column
from outreach.ui.shared.table import Table
from outreach.ui.theme import Color
from tests.ui.looks import look


class Page(QWidget):
    def __init__(self, words):
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        self.first, self.second = QLineEdit(), Button("Save")
        self.stepper = Stepper(words, name="Cookers")
        for widget in (self.first, self.second, self.stepper):
            layout.addWidget(widget)
        self.ring = FocusRing(self)


@pytest.fixture
def page(qtbot, dressed, words):
    page = Page(words)
    page.resize(300, 260)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def _around(page, widget):
    return page.ring.geometry() == widget.geometry().adjusted(-4, -4, 4, 4)


def test_it_stands_two_pixels_outside_what_has_the_keyboard(page):
    page.first.setFocus()
    assert page.ring.isVisible()
    assert _around(page, page.first)

    page.second.setFocus()
    assert _around(page, page.second)


def test_it_is_in_the_color_of_text_and_leaves_a_gap(page):
    page.first.setFocus()
    image = look(page, "focus-ring")
    x, middle = page.first.x(), page.first.geometry().center().y()

    assert image.pixelColor(x - 3, middle).name() == theme.color(Color.TEXT).name()
    assert image.pixelColor(x - 1, middle).name() == theme.color(Color.WINDOW).name()


def test_it_goes_round_the_whole_stepper(page):
    page.stepper.focus()

    assert _around(page, page.stepper)


def test_it_follows_when_things_move(qtbot, page):
    page.second.setFocus()

    page.resize(420, 320)

    qtbot.waitUntil(lambda: _around(page, page.second))


def test_it_goes_when_what_had_the_keyboard_is_hidden(page):
    page.second.setFocus()
    page.second.hide()
    page.first.clearFocus()

    assert not page.ring.isVisible() or not _around(page, page.second)


def test_it_takes_neither_mouse_nor_tab_and_nobody_hears_it(page):
    page.first.setFocus()
    heard = QAccessible.queryAccessibleInterface(page)
    children = [heard.child(place).object() for place in range(heard.childCount())]

    assert page.ring.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert page.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert page.ring not in children
    assert page.first in children


def test_typing_does_not_draw_it_again(page):
    page.first.setFocus()

    assert not page.ring.mask().intersects(page.first.geometry().translated(-page.ring.pos()))


def test_it_scrolls_with_its_field_and_ends_where_the_area_ends(qtbot, dressed):
    area, inside = QScrollArea(), QWidget()
    inside.resize(200, 1000)
    field = QLineEdit(inside)
    field.move(20, 100)
    area.setWidget(inside)
    area.resize(240, 200)
    ring = FocusRing(area)
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
    field.setFocus()
    before = ring.y()

    area.verticalScrollBar().setValue(40)
    assert ring.y() == before - 40
    area.verticalScrollBar().setValue(500)

    assert not ring.isVisible()
    assert field.mapTo(area, QPoint(0, 0)).y() < 0


def test_in_a_table_it_goes_from_row_to_row(qtbot, dressed, words):
    column = Column[int](N_("Item"), lambda row, _: str(row), lambda row: row)
    table = Table([column], words, key=lambda row: row, name="Items")
    table.show_rows(range(40))
    table.resize(200, 200)
    ring = FocusRing(table)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
    table.setFocus()
    table.select_key(0)
    first = ring.geometry()

    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert (ring.y() - first.y(), ring.height()) == (33, 33)
    table.scrollToBottom()

    assert ring.geometry() == table.rect()
