"""One of a few, any of many, by mouse and by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QWidget

from outreach.ui.shared.choices import Chip, ChipRow, Segmented
from tests.ui.looks import look

# The offscreen platform, where tests run, opens menus and complains.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HOW = [("not_asked", "Not asked"), ("none", "None"), ("told", "They say"), ("counted", "Counted")]
SERVICES = [(n, text) for n, text in enumerate(["Wound care", "Naloxone training", "HIV test", "HCV test", "Food"])]


@pytest.fixture
def how(qtbot, dressed):
    page = QWidget()
    layout = QHBoxLayout(page)
    segmented = Segmented(HOW, name="Returned")
    layout.addWidget(QLineEdit())
    layout.addWidget(segmented)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    yield segmented
    page.hide()  # it is here until now, and what is on it


def _focused(widget):
    return widget.window().focusWidget()


def test_a_press_chooses_one_and_says_which(qtbot, how):
    with qtbot.waitSignal(how.chosen) as chosen:
        qtbot.mouseClick(how._segments["told"], Qt.MouseButton.LeftButton)

    assert chosen.args == ["told"]
    assert how.now == "told"


def test_the_state_chooses_without_a_word(qtbot, how):
    with qtbot.assertNotEmitted(how.chosen):
        how.choose("counted")
        how.choose("counted")

    assert how.now == "counted"


def test_arrow_keys_move_the_choice(qtbot, how):
    how.choose("none")
    how.focus()

    with qtbot.waitSignal(how.chosen) as chosen:
        qtbot.keyClick(_focused(how), Qt.Key.Key_Right)

    assert chosen.args == ["told"]
    assert _focused(how).label == "They say"


def test_tab_stops_once_at_what_is_chosen_and_goes_on(qtbot, how):
    how.choose("told")
    first, *_, last = how.window().findChildren(QLineEdit)
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert _focused(how).label == "They say"
    qtbot.keyClick(_focused(how), Qt.Key.Key_Tab)
    assert _focused(how) is last


def test_tab_finds_the_first_when_nothing_is_chosen(qtbot, how):
    how.choose("told")
    how.choose(None)
    first = how.window().findChildren(QLineEdit)[0]
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Tab)

    assert how.now is None
    assert _focused(how).label == "Not asked"


def test_each_is_heard_as_a_radio_button(how):
    how.choose("none")
    heard = [QAccessible.queryAccessibleInterface(segment) for segment in how._segments.values()]

    assert {one.role() for one in heard} == {QAccessible.Role.RadioButton}
    assert [one.text(QAccessible.Text.Name) for one in heard if one.state().checked] == ["None"]


def test_choosing_another_moves_nothing(how):
    how.choose("none")
    before = how.sizeHint()

    how.choose("counted")

    assert how.sizeHint() == before


def test_the_same_options_again_keep_the_choice_and_the_focus(how):
    how.choose("none")
    segment = how._segments["none"]

    how.set_options(list(HOW))

    assert how._segments["none"] is segment
    assert how.now == "none"


def test_a_chip_is_a_check_box_with_a_tick(qtbot, dressed):
    chip = Chip("Wound care")
    qtbot.addWidget(chip)
    off = chip.sizeHint().width()

    with qtbot.waitSignal(chip.toggled_by_hand) as toggled:
        qtbot.keyClick(chip, Qt.Key.Key_Space)

    assert toggled.args == [True]
    assert QAccessible.queryAccessibleInterface(chip).role() == QAccessible.Role.CheckBox
    assert chip.sizeHint().width() > off


def test_a_chip_set_from_the_state_tells_nobody(qtbot, dressed):
    chip = Chip("Wound care")
    qtbot.addWidget(chip)

    with qtbot.assertNotEmitted(chip.toggled_by_hand):
        chip.set_on(True)

    assert chip.isChecked()


@pytest.fixture
def row(qtbot, dressed, words):
    row = ChipRow(words, SERVICES, name="Today")
    qtbot.addWidget(row)
    row.resize(360, 28)
    row.show()
    return row


def _shown(row):
    return [chip.label for chip in row._chips.values() if chip.isVisible()]


def test_what_does_not_fit_is_counted(row):
    assert _shown(row) == ["Wound care", "Naloxone training"]
    assert row._more.label == "3 more"
    look(row, "chip-row")


def test_with_room_for_all_nothing_is_folded(row):
    row.resize(900, 28)

    assert len(_shown(row)) == 5
    assert not row._more.isVisible()


def test_what_is_chosen_always_shows(row):
    row.choose({4})

    assert "Food" in _shown(row)


def test_choosing_from_the_fold_says_so_and_brings_it_out(qtbot, row):
    qtbot.mouseClick(row._more, Qt.MouseButton.LeftButton)
    folded = {action.text(): action for action in row._menu.actions()}

    with qtbot.waitSignal(row.toggled) as toggled:
        folded["HCV test"].trigger()

    assert toggled.args == [3, True]
    assert "HCV test" in _shown(row)
    row._menu.close()


def test_a_press_on_a_chip_says_which_and_how(qtbot, row):
    row.choose({0})

    with qtbot.waitSignal(row.toggled) as toggled:
        qtbot.mouseClick(row._chips[0], Qt.MouseButton.LeftButton)

    assert toggled.args == [0, False]


def test_no_chip_is_drawn_over_another(row):
    for width in range(80, 700, 20):
        row.resize(width, 28)
        boxes = [chip.geometry() for chip in (*row._chips.values(), row._more) if chip.isVisible()]

        assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)


def test_a_screen_reader_chooses_as_a_click_does(qtbot, dressed):
    segmented = Segmented([("none", "None"), ("counted", "Counted")])
    qtbot.addWidget(segmented)
    heard: list[object] = []
    segmented.chosen.connect(heard.append)

    _toggle_as_a_screen_reader_does(segmented.findChildren(QAbstractButton)[1])

    assert (heard, segmented.now) == (["counted"], "counted")


def test_a_screen_reader_ticks_as_a_click_does(qtbot, dressed):
    chip = Chip("Wound care")
    qtbot.addWidget(chip)
    heard: list[object] = []
    chip.toggled_by_hand.connect(heard.append)

    _toggle_as_a_screen_reader_does(chip)
    _toggle_as_a_screen_reader_does(chip)

    assert heard == [True, False]


def _toggle_as_a_screen_reader_does(button):
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(QAccessibleActionInterface.toggleAction())
