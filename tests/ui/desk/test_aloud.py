"""What a person hears who does not see the desk: one sentence for each thing that changed, and never a code."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.shared.announce import announce, spoken
from tests.ui.desk.tasks import InlineTasks

CODE = "MA0785"


@pytest.fixture
def heard():
    said: list[str] = []
    spoken.said.connect(said.append)
    yield said
    spoken.said.disconnect(said.append)


@pytest.fixture
def page(qtbot, dressed, store, desk_of, heard):
    page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator("en"))
    qtbot.addWidget(page)
    page.resize(1290, 720)
    with qtbot.waitActive(page):
        page.show()
    page.refresh()
    heard.clear()
    return page


def _types(qtbot, page, text, key=Qt.Key.Key_Return):
    page._focus_line()
    qtbot.keyClicks(page._line, text)
    qtbot.keyClick(page._line, key)


def _saves(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_match_is_said_while_it_is_typed(qtbot, page, heard):
    page._focus_line()
    qtbot.keyClicks(page._line, "60 29g")

    assert heard[-1].startswith("60 × Syringe 29G")


def test_a_saved_visit_says_what_was_in_it(qtbot, page, heard):
    _types(qtbot, page, "60 29g")
    _types(qtbot, page, "2 nasal kit")
    heard.clear()

    _saves(qtbot, page)

    assert "Saved, 60 syringes, 4 doses" in heard
    assert "Saved" not in heard


def test_a_shortfall_is_said_once_and_kindly(qtbot, page, heard):
    _types(qtbot, page, "90 cooker")

    assert heard.count("Cooker: 80 on hand. You can still give it.") == 1
    _types(qtbot, page, "2 alcohol")
    assert heard.count("Cooker: 80 on hand. You can still give it.") == 1


def test_what_save_asks_is_said(qtbot, page, heard):
    _saves(qtbot, page)

    assert heard == ["Nothing entered. Save as a visit without supplies?"]


def test_taking_back_is_said(qtbot, page, heard):
    _types(qtbot, page, "60 29g")
    _saves(qtbot, page)

    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)

    assert heard[-1] == "Taken back"


def test_no_code_is_ever_said(qtbot, page, heard):
    for _ in range(2):
        qtbot.keyClicks(page._who.code, CODE)
        qtbot.keyClick(page._who.code, Qt.Key.Key_Return)
        _types(qtbot, page, "5 cooker")
        _saves(qtbot, page)

    assert "First time this code is used. Typed right?" in heard
    assert not any(CODE.casefold() in said.casefold() for said in heard)


def test_a_screen_reader_that_is_there_gets_an_event(qtbot, page):
    QAccessible.setActive(True)
    try:
        announce(page, "Saved")
    finally:
        QAccessible.setActive(False)
