"""What is said when the fault is ours."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication

from outreach.ui.crash_dialog import CrashDialog, catch_all
from outreach.ui.shared.labels import Label
from outreach.ui.tasks import Bug
from tests.ui.looks import look


@pytest.mark.parametrize(
    ("was_writing", "was_saved", "said"),
    [
        (True, True, "was saved"),
        (True, False, "was not saved"),
        (True, None, "could not find out"),
        (False, None, "Nothing was being saved"),
    ],
)
def test_it_says_whether_the_entry_was_saved(qtbot, dressed, words, was_writing, was_saved, said):
    bug = Bug("KeyError", ("ui/tasks.py:1 work",), was_writing, was_saved)
    dialog = CrashDialog(words, bug, print)
    qtbot.addWidget(dialog)
    look(dialog, f"crash-{was_writing}-{was_saved}")

    assert any(said in label.text() for label in dialog.findChildren(Label))


def test_what_can_be_copied_is_the_place_and_nothing_typed(qtbot, dressed, words):
    dialog = CrashDialog(words, Bug("KeyError", ("ui/tasks.py:1 work",), was_writing=False, was_saved=None), print)
    qtbot.addWidget(dialog)

    dialog._copy_it()

    assert QGuiApplication.clipboard().text() == "KeyError\nui/tasks.py:1 work"


def test_a_fault_on_this_thread_is_told_the_same_way(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[Bug] = []
    catch_all(told.append)

    try:
        raise ValueError("MA0785")  # noqa: TRY301
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    assert told[0].kind == "ValueError"
    assert "MA0785" not in repr(told)
