"""A code goes into its box and comes out by nothing a keyboard, a mouse or another program can do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from outreach.ui.shared.code_field import CodeField
from outreach.ui.shared.fields import SECRET

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def box(qtbot, dressed):
    box = CodeField(name="Participant code", hint="F2")
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
    qtbot.keyClicks(box, "MA0785")
    box.selectAll()
    QGuiApplication.clipboard().setText("before")
    return box


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_C, CTRL), (Qt.Key.Key_X, CTRL), (Qt.Key.Key_Insert, CTRL), (Qt.Key.Key_Delete, SHIFT)],
)
def test_no_key_copies_or_cuts_it(qtbot, box, key, modifier):
    qtbot.keyClick(box, key, modifier)

    assert QGuiApplication.clipboard().text() == "before"
    assert box.text() == "MA0785"


def test_it_cannot_be_dragged_out_and_has_no_menu(qtbot, box):
    assert not box.dragEnabled()
    assert box.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu


def test_nothing_offers_it_to_the_next_person(box):
    assert box.completer() is None
    assert box.inputMethodHints() & SECRET == SECRET


def test_selecting_it_by_mouse_offers_it_to_no_other_program(qtbot, box):
    QTest.mouseDClick(box, Qt.MouseButton.LeftButton)

    clipboard = QGuiApplication.clipboard()
    assert not clipboard.supportsSelection() or not clipboard.ownsSelection()


def test_what_is_forgotten_cannot_be_undone(qtbot, box):
    box.forget()
    qtbot.keyClick(box, Qt.Key.Key_Z, CTRL)

    assert box.text() == ""


def test_it_can_be_pasted_into(qtbot, box):
    qtbot.keyClick(box, Qt.Key.Key_V, CTRL)

    assert box.text() == "before"
