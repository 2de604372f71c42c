"""*Who* as a person meets it: real keys in, a code in the box, and no answer left anywhere."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from outreach import code_recipes
from outreach.codes import issued, presets
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import Code
from outreach.vocabulary import SeenBefore
from tests.ui.desk.conftest import NOW
from tests.ui.desk.tasks import HeldTasks, InlineTasks

K = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ANSWERS = ("QUZZQZZ", "WEZZWZZ", "3", "7", "29", "1981")


@pytest.fixture
def made_so(store, desk_of):
    """Let codes be made by another recipe."""

    def change(preset, **said):
        with store.writing() as session:
            by = desk_of(InlineTasks(store)).desk.by
            code_recipes.change(session, by, NOW, replace(presets.preset(preset).recipe, **said))

    return change


@pytest.fixture
def page(qtbot, dressed, store, desk_of, made_so):
    made_so("philippines")
    page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator("en"))
    qtbot.addWidget(page)
    page.resize(1290, 768)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    return page


@pytest.fixture
def press(qtbot, page):
    """Press a key as the window system does: at the window, which finds who has the focus."""

    def press(*keys):
        for key in keys:
            code, modifiers = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            letters = code if isinstance(code, str) else [code]
            for letter in letters:
                qtbot.keyClick(page.window().windowHandle(), letter, modifiers)

    return press


def state(page):
    return page.presenter.state


def come(press, code, *then):
    press(code, K.Key_Return, *then, (K.Key_1, ALT), (K.Key_Return, CTRL))


def everything_said(page):
    """Whatever stands in a box, a label, the accessibility tree, the clipboard or the state."""
    said = [QApplication.clipboard().text(), repr(state(page)), state(page).code_text]
    for widget in (page, *page.findChildren(QWidget)):
        face = QAccessible.queryAccessibleInterface(widget)
        if face is not None:
            said += [face.text(kind) for kind in QAccessible.Text if kind is not QAccessible.Text.UserText]
        if isinstance(widget, QLineEdit):
            said.append(widget.text())
    return "\n".join(said)


def test_enter_goes_on_to_the_line_without_waiting_for_the_answer(qtbot, dressed, store, desk_of):
    tasks = HeldTasks(store)
    page = DeskPage(tasks, desk_of(tasks).desk, translator("en"))
    qtbot.addWidget(page)
    page.refresh()
    tasks.let_go()
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()

    qtbot.keyClicks(page._who.code, "MA0785")
    qtbot.keyClick(page._who.code, K.Key_Return)

    assert page._line.hasFocus()
    assert state(page).code is Code.TYPING


def test_a_code_is_built_by_keys_alone_and_stands_in_the_box(page, press):
    press((K.Key_B, CTRL))
    for answer in ANSWERS:
        press(answer, K.Key_Return)

    assert page._who.code.text() == "QUWE0307291981"
    assert state(page).code is Code.FIRST_SEEN
    assert page._line.hasFocus()


def test_no_answer_is_left_anywhere_once_the_code_is_made(page, press):
    press((K.Key_B, CTRL))
    for answer in ANSWERS:
        press(answer, K.Key_Return)
    QApplication.sendPostedEvents(None, 52)  # what was to be deleted later

    for _ in range(4):
        press((K.Key_Z, CTRL))
    page._who.focus_code()
    press((K.Key_Z, CTRL))

    said = everything_said(page).lower()
    assert "quzzqzz" not in said
    assert "wezzwzz" not in said
    assert page._build().findChildren(QLineEdit) == []


@pytest.mark.parametrize("leave", ["escape", "lock", "another page", "no code"])
def test_answers_are_gone_however_the_questions_are_left(page, press, leave):
    press((K.Key_B, CTRL), "QUZZQZZ", K.Key_Return, "WEZZWZZ")
    {
        "escape": lambda: press(K.Key_Escape),
        "lock": page.forget,
        "another page": page.hide,
        "no code": lambda: press((K.Key_N, ALT)),
    }[leave]()
    page.show()

    assert not page._build().isVisible()
    assert "quzzqzz" not in everything_said(page).lower()


def test_answers_cannot_be_copied(page, press):
    QApplication.clipboard().setText("before")

    press((K.Key_B, CTRL), "QUZZQZZ", (K.Key_A, CTRL), (K.Key_C, CTRL), (K.Key_X, CTRL))

    assert QApplication.clipboard().text() == "before"


def test_what_nobody_knows_is_said_with_two_keys_and_another_name_stands_in(page, press):
    press((K.Key_B, CTRL), K.Key_Tab, K.Key_Space)
    rows = page._build()._questions
    assert rows["Own initials"].is_shown
    rows["Father’s first name"].focus()
    for answer in (*ANSWERS[1:], "AE"):
        press(answer, K.Key_Return)

    assert page._who.code.text() == "AEWE0307291981"


def test_a_wrong_answer_is_named_beside_it_unrepeated_and_the_keyboard_goes_there(page, press):
    press((K.Key_B, CTRL))
    for answer in ("QUZZQZZ", "WEZZWZZ", "3", "13", "29", "1981"):
        press(answer, K.Key_Return)

    month = page._build()._questions["birth_month"]
    assert page._build().isVisible()
    assert month.parts[3].text() == "A birth month is a number from 1 to 12."
    assert month._field.hasFocus()
    press("7")
    assert month.parts[3].text() == ""
    press((K.Key_Return, CTRL))
    assert page._who.code.text() == "QUWE0307291981"


def test_not_knowing_the_last_answer_goes_on_to_making_the_code(page, press):
    press((K.Key_B, CTRL))
    for answer in ("QUZZQZZ", "WEZZWZZ", "3", "7", "29"):
        press(answer, K.Key_Return)
    press(K.Key_Tab, K.Key_Space)

    assert page._build()._make.hasFocus()
    press(K.Key_Return)
    assert page._who.code.text().startswith("QUWE030729")


def test_where_codes_are_given_out_the_same_key_gives_a_new_one(page, press, made_so):
    made_so("issued")
    page.refresh()

    press((K.Key_B, CTRL))

    assert page._who._build.label == "New code"
    assert issued.is_right(page._who.code.text())
    press((K.Key_N, ALT), (K.Key_G, ALT))
    assert state(page).draft.before is SeenBefore.BEFORE


def test_a_known_code_repeated_and_saved_takes_the_code_and_three_keys(page, press):
    come(press, "MA0785")
    given = state(page).strip.syringes_out

    press("MA0785", K.Key_Return, (K.Key_R, CTRL), (K.Key_Return, CTRL))

    assert state(page).strip.contacts == 2
    assert state(page).strip.syringes_out == 2 * given > 0


@pytest.mark.parametrize(("key", "answer"), [(K.Key_F, "first"), (K.Key_E, "before"), (K.Key_J, "not_asked")])
def test_one_key_says_whether_they_were_here_before(page, press, key, answer):
    press("MA0785", K.Key_Return, (K.Key_F, ALT), (key, ALT))

    assert state(page).draft.before is SeenBefore(answer)


def test_not_me_and_then_second_or_not_sure_take_one_key_each(page, press):
    come(press, "MA0785")
    come(press, "MA0785", (K.Key_M, ALT))

    press("MA0785", K.Key_Return)
    assert (state(page).code, state(page).draft.is_unsure_who) == (Code.SHARED, True)
    assert not page._who._row._repeat.isVisible()
    press((K.Key_E, ALT))
    assert state(page).draft.code == state(page).sharing[1]
    assert page._who._row._repeat.isVisible()
    press((K.Key_J, ALT))
    assert state(page).draft.is_unsure_who


def test_a_look_alike_is_kept_with_one_key_or_typed_again(page, press):
    come(press, "QUWE0307291981")

    press("QUWE0307291982", K.Key_Return)
    assert "QUWE0307291981" not in everything_said(page)
    press((K.Key_V, ALT))
    assert state(page).code is Code.FIRST_SEEN
    press(K.Key_F2, "QUWE0307291981", K.Key_Return)
    assert state(page).code is Code.KNOWN


def test_the_code_of_whoever_came_before_cannot_be_brought_back(page, press):
    press((K.Key_B, CTRL))
    for answer in ANSWERS:
        press(answer, K.Key_Return)
    press((K.Key_1, ALT), (K.Key_Return, CTRL), (K.Key_Z, CTRL))

    assert page._who.code.text() == ""
    assert "QUWE0307291981" not in everything_said(page)
