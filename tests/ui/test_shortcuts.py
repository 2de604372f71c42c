"""The keys: none twice in one place, none without a twin, none that does nothing."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from outreach.ui.shortcuts import ASIDE, TILES, Key, Where, bind

PROGRAM = Path(__file__).parents[2] / "outreach"


def _used():
    """Which keys any module names; the tiles, and the visits set aside, are bound in a row."""
    named = {key.name for key in (*TILES, *ASIDE)}
    for file in PROGRAM.rglob("*.py"):
        if file.name != "shortcuts.py":
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Key":
                    named.add(node.attr)
    return named


@pytest.mark.parametrize("where", [where for where in Where if where is not Where.EVERYWHERE])
def test_no_key_does_two_things_in_one_place(where):
    here = [key for key in Key if key.where in {where, Where.EVERYWHERE}]
    sequences = Counter(QKeySequence(sequence).toString() for key in here for sequence in key.sequences)

    assert [sequence for sequence, times in sequences.items() if times > 1] == []


@pytest.mark.parametrize("key", [key for key in Key if re.fullmatch(r"F\d+", key.sequences[0])])
def test_every_f_key_has_a_twin_for_laptops_where_it_changes_the_volume(key):
    assert any(sequence.startswith(("Alt+", "Ctrl+")) for sequence in key.sequences)


@pytest.mark.parametrize("key", list(Key))
def test_no_key_is_a_bare_letter(key):
    assert not any(len(sequence) == 1 for sequence in key.sequences)


def test_no_key_is_listed_that_does_nothing():
    assert {key.name for key in Key} - _used() == set()


def test_ten_tiles_have_ten_keys():
    assert [key.shown for key in TILES] == [*(f"Alt+{place}" for place in range(1, 10)), "Alt+0"]


def test_a_key_is_shown_as_people_call_it():
    assert Key.SAVE_VISIT.all_shown == ("Ctrl+Enter",)
    assert Key.BLANK.all_shown == ("F9", "Alt+B")


def test_two_quick_presses_count_twice(qtbot, dressed):
    page, pressed = QWidget(), []
    qtbot.addWidget(page)
    bind(Key.TILE_1, page, lambda: pressed.append(1))
    with qtbot.waitActive(page):
        page.show()

    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    assert pressed == [1, 1]


def test_a_key_of_a_hidden_page_does_nothing(qtbot, dressed):
    window, pressed = QWidget(), []
    page = QWidget(window)
    qtbot.addWidget(window)
    bind(Key.PRINT, page, lambda: pressed.append(1))
    with qtbot.waitActive(window):
        window.show()
    page.hide()

    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert pressed == []
