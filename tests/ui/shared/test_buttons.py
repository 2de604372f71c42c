"""Buttons by key and by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from outreach.ui import theme
from outreach.ui.shared.buttons import Button, IconButton, Kind, MenuButton, Size
from outreach.ui.theme import Color
from tests.ui.looks import colors, look

# The offscreen platform, where tests run, opens menus and complains.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PLACES = [(1, "Front Street"), (2, "5th & Elm")]


def _spoken(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


def test_an_ampersand_is_a_letter_like_any_other(qtbot, dressed):
    button = Button("5th & Elm")
    qtbot.addWidget(button)

    assert button.shortcut().isEmpty()
    assert _spoken(button) == "5th & Elm"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Select])
def test_the_keyboard_presses_it(qtbot, dressed, key):
    button = Button("Save visit", kind=Kind.PRIMARY)
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


@pytest.mark.parametrize("size", list(Size))
def test_it_is_as_high_as_the_page_was_drawn(qtbot, dressed, size):
    button = Button("Save", size=size)
    qtbot.addWidget(button)

    assert button.sizeHint().height() == size.value.height


def test_the_key_beside_the_words_makes_room_for_itself(qtbot, dressed):
    plain, keyed = Button("Save visit"), Button("Save visit", key="Ctrl+Enter")
    qtbot.addWidget(plain)
    qtbot.addWidget(keyed)

    assert keyed.sizeHint().width() > plain.sizeHint().width() + 40


def test_there_is_one_filled_kind(qtbot, dressed):
    filled = []
    for kind in Kind:
        button = Button("Save", kind=kind)
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        image = look(button, f"button-{kind}")
        if image.pixelColor(6, 16).name() == theme.color(Color.ACCENT).name():
            filled.append(kind)

    assert filled == [Kind.PRIMARY]


def test_void_is_in_red_words_and_never_filled(qtbot, dressed):
    button = Button("Void", kind=Kind.DANGER)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())

    assert theme.color(Color.SURFACE).name() in colors(look(button, "button-void"))


def test_an_icon_alone_is_named(qtbot, dressed):
    button = IconButton("close", "Remove Cookers")
    qtbot.addWidget(button)

    assert _spoken(button) == "Remove Cookers"
    assert button.sizeHint().width() >= 24


def test_a_menu_button_shows_what_was_chosen(qtbot, dressed):
    button = MenuButton(name="Site")
    qtbot.addWidget(button)
    button.set_choices(PLACES, now=1)

    with qtbot.waitSignal(button.chosen) as chosen:
        button.menu.actions()[1].trigger()

    assert chosen.args == [2]
    assert button.label == "5th & Elm"
    assert _spoken(button) == "Site: 5th & Elm"


def test_setting_the_choice_from_the_state_tells_nobody(qtbot, dressed):
    button = MenuButton()
    qtbot.addWidget(button)

    with qtbot.assertNotEmitted(button.chosen):
        button.set_choices(PLACES, now=2)
        button.choose(1)

    assert button.now == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_opens_the_menu_and_chooses(qtbot, dressed, key):
    button = MenuButton()
    qtbot.addWidget(button)
    button.set_choices(PLACES, now=1)
    button.show()

    qtbot.keyClick(button, key)
    qtbot.waitUntil(button.menu.isVisible)
    qtbot.keyClick(button.menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(button.chosen) as chosen:
        qtbot.keyClick(button.menu, Qt.Key.Key_Return)

    assert chosen.args == [2]


def test_a_menu_button_leaves_ctrl_enter_to_the_page(qtbot, dressed):
    button = MenuButton()
    qtbot.addWidget(button)
    button.set_choices(PLACES, now=1)
    button.show()

    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not button.menu.isVisible()


def test_a_place_without_a_name_of_its_own_is_drawn_with_its_site_alone(qtbot, dressed):
    button = MenuButton(icon="site", name="Site and place")
    qtbot.addWidget(button)
    button.set_bold("Front Street", "")

    assert button.sizeHint().width() > MenuButton("Front").sizeHint().width()
    assert not button.grab().isNull()
