"""Typing how a choice begins goes to it, in an open list and on a closed one; a scanner's signs never do."""

import pytest
from PySide6.QtCore import Qt

from outreach.ui.shared.bursts import GAP
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.type_ahead import TOGETHER, TypeAhead

# The offscreen platform, where tests run, opens menus and complains.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SITES = ("Front Street", "Mobile van", "Second Avenue", "Métro · 5th & Elm", "Mobile clinic")
APART = TOGETHER + 1


@pytest.mark.parametrize(
    ("typed", "now", "found"),
    [
        ("s", 0, 2), ("S", 0, 2), ("mob", 0, 1), ("mobile c", 0, 4), ("met", 0, 3), ("5", 0, 3), ("ave", 0, 2),
        ("m", 1, 3), ("mm", 0, 3), ("mmm", 0, 4), ("f", 0, 0), ("q", 0, None), ("&", 0, None),
    ],
)  # fmt: skip
def test_what_is_typed_together_is_how_the_choice_begins_or_a_word_of_it(typed, now, found):
    ahead, at = TypeAhead(), now
    for moment, sign in enumerate(typed):
        went_to = ahead.find(sign, moment * 100, SITES, at)
        at = at if went_to is None else went_to

    assert went_to == found


def test_a_sign_after_a_while_begins_anew():
    ahead = TypeAhead()

    assert ahead.find("m", 0, SITES, 0) == 1
    assert ahead.find("s", APART, SITES, 1) == 2


@pytest.fixture
def button(qtbot, dressed):
    button = MenuButton(name="Site")
    qtbot.addWidget(button)
    button.set_choices(list(enumerate(SITES)), now=0)
    button.show()
    button.setFocus()
    yield button
    button.menu.hide()


def test_letters_on_a_closed_list_open_it_where_they_lead_and_enter_chooses(qtbot, button):
    qtbot.keyClick(button, Qt.Key.Key_M)
    qtbot.waitUntil(button.menu.isVisible)
    qtbot.keyClicks(button.menu, "obile c")
    with qtbot.waitSignal(button.chosen) as chosen:
        qtbot.keyClick(button.menu, Qt.Key.Key_Return)

    assert chosen.args == [4]


def test_a_scan_on_a_closed_list_opens_nothing(qtbot, button):
    with qtbot.assertNotEmitted(button.menu.wanted, wait=3 * GAP):
        qtbot.keyClicks(button, "S24A17")

    assert button.now == 0


def test_who_goes_on_at_once_is_followed_by_no_list(qtbot, button):
    with qtbot.assertNotEmitted(button.menu.wanted, wait=2 * GAP):
        qtbot.keyClick(button, Qt.Key.Key_S)
        button.clearFocus()


def test_a_button_that_opens_no_list_leaves_letters_to_the_page(qtbot, dressed):
    button = MenuButton()
    qtbot.addWidget(button)

    with qtbot.assertNotEmitted(button.about_to_open, wait=2 * GAP):
        qtbot.keyClick(button, Qt.Key.Key_S)
