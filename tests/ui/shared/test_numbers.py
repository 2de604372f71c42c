"""Numbers, typed and stepped."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from outreach.ui.shared.numbers import NumberField, Stepper

KEY = Qt.Key


@pytest.fixture
def field(qtbot, dressed):
    page = QWidget()
    layout = QHBoxLayout(page)
    field = NumberField(name="Cookers")
    before = QLineEdit()
    layout.addWidget(before)
    layout.addWidget(field)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    before.setFocus()
    yield field
    page.hide()  # it is here until now, and its field with it


def _heard(signal):
    heard: list[object] = []
    signal.connect(heard.append)
    return heard


def test_arriving_selects_everything_so_that_typing_replaces_it(qtbot, field):
    field.set_value(50)
    field.setFocus()
    heard = _heard(field.typed)

    qtbot.keyClicks(field, "7")

    assert (field.value, heard) == (7, [7])


def test_a_press_of_the_mouse_selects_everything_too(qtbot, field):
    field.set_value(50)

    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: field.selectedText() == "50")


def test_letters_and_signs_do_nothing(qtbot, field):
    field.setFocus()
    heard = _heard(field.typed)

    qtbot.keyClicks(field, "-a1.e2 ")

    assert (field.text(), heard) == ("12", [1, 12])


def test_empty_is_no_number_and_not_zero(qtbot, field):
    field.set_value(5)
    field.setFocus()
    heard = _heard(field.typed)

    qtbot.keyClick(field, KEY.Key_Backspace)

    assert (field.value, heard) == (None, [None])


def test_the_same_value_from_the_state_leaves_the_cursor_alone(qtbot, field):
    field.setFocus()
    qtbot.keyClicks(field, "12")

    field.set_value(12)

    assert (field.cursorPosition(), field.selectedText()) == (2, "")


@pytest.mark.parametrize(
    ("key", "step"), [(KEY.Key_Up, 1), (KEY.Key_Down, -1), (KEY.Key_PageUp, 10), (KEY.Key_PageDown, -10)]
)
def test_arrow_and_page_keys_step(qtbot, field, key, step):
    field.setFocus()

    with qtbot.waitSignal(field.stepped) as stepped:
        qtbot.keyClick(field, key)

    assert stepped.args == [step]


def test_enter_is_heard_and_goes_no_further(qtbot, field):
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field, KEY.Key_Return)


def _stepper(qtbot, words, **given):
    stepper = Stepper(words, name="Alcohol swabs", **given)
    qtbot.addWidget(stepper)
    stepper.show()
    return stepper


def test_plus_adds_the_usual_pack_and_minus_takes_it_off(qtbot, dressed, words):
    stepper = _stepper(qtbot, words, pack=10)
    heard = _heard(stepper.changed)

    for end in (stepper._plus, stepper._plus, stepper._minus, stepper._minus, stepper._minus):
        qtbot.mouseClick(end, Qt.MouseButton.LeftButton)

    assert heard == [10, 20, 10, 0]


def test_arrow_keys_go_by_one_whatever_the_pack(qtbot, dressed, words):
    stepper = _stepper(qtbot, words, pack=10)
    heard = _heard(stepper.changed)

    for key in (KEY.Key_Up, KEY.Key_PageUp, KEY.Key_Down):
        qtbot.keyClick(stepper.field, key)

    assert heard == [1, 11, 10]


def test_typing_sets_it_exactly(qtbot, dressed, words):
    stepper = _stepper(qtbot, words)
    stepper.set_value(50)
    stepper.field.selectAll()
    heard = _heard(stepper.changed)

    qtbot.keyClicks(stepper.field, "30")

    assert heard == [3, 30]
    assert stepper.value == 30


def test_minus_from_one_goes_back_to_not_asked(qtbot, dressed, words):
    stepper = _stepper(qtbot, words, nothing="Not asked")
    heard = _heard(stepper.changed)

    stepper.add()
    stepper.take()

    assert heard == [1, None]
    assert stepper.field.placeholderText() == "Not asked"


def test_not_asked_has_room_for_its_words(qtbot, dressed, words):
    stepper = _stepper(qtbot, words, nothing="Not asked", width=132)
    stepper.resize(stepper.sizeHint())
    word = stepper.field.fontMetrics().horizontalAdvance("Not asked")

    assert stepper.field.width() >= word


def test_the_ends_are_named_for_who_cannot_see_them(qtbot, dressed, words):
    stepper = _stepper(qtbot, words, pack=10)

    assert stepper._minus.accessibleName() == "Less, Alcohol swabs"
    assert stepper._plus.accessibleName() == "10 more, Alcohol swabs"
    assert stepper.field.accessibleName() == "Alcohol swabs"


def test_tab_passes_the_ends_by(qtbot, dressed, words):
    stepper = _stepper(qtbot, words)

    assert stepper._minus.focusPolicy() == stepper._plus.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_value_from_the_state_tells_nobody(qtbot, dressed, words):
    stepper = _stepper(qtbot, words)

    with qtbot.assertNotEmitted(stepper.changed):
        stepper.set_value(20)
        stepper.set_value(20)
