"""A whole program in a test: a real center, real threads, a real window, keys."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import delete

from outreach import app
from outreach.clock import Clock
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import State
from outreach.ui.sheets.room import DeskRoom
from outreach.ui.tasks import Bug
from outreach.ui.theme import Appearance, Scheme
from tests.make import PASSPHRASE

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Person:
    """Somebody at the keyboard of a program that has just been started."""

    def __init__(self, qtbot, program: app.Program) -> None:
        self._qtbot, self.program = qtbot, program

    @property
    def window(self):
        return self.program.window

    @property
    def page(self) -> Any:
        page = self.window.workspace.page
        return page.shown if isinstance(page, DeskRoom) else page

    @property
    def visit(self) -> State:
        """What the desk shows."""
        assert isinstance(self.page, DeskPage)
        return self.page.presenter.state

    @property
    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def types(self, text: str) -> None:
        for letter in text:  # a letter may move the keyboard elsewhere
            self._qtbot.keyClicks(self.focused, letter)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        self._qtbot.keyClick(self.focused, key, modifier)

    def waits_until(self, ready) -> None:
        self._qtbot.waitUntil(ready, timeout=20_000)

    def unlocks(self, initials: str = "AR") -> None:
        """Choose the initials, type the passphrase, Enter; wait for a desk that can be used."""
        self.window._lock.presenter.choose(initials)
        field = next(f for f in self.window.findChildren(QLineEdit) if f.accessibleName() == "Passphrase")
        field.setFocus()
        self._qtbot.keyClicks(field, PASSPHRASE)
        self._qtbot.keyClick(field, Qt.Key.Key_Return)
        self.waits_until(lambda: not self.window.is_locked)
        self.waits_until(lambda: not self.program.is_busy)


@pytest.fixture
def person(qtbot, qapp, desk):
    """The center of `desk`, in a window; `desk` stays open beside it, as another program would."""
    clock = Clock(lambda: datetime.now(UTC), is_trusted=True)
    program = app.start(desk.opened.center, Appearance(qapp, Scheme.LIGHT), clock)
    program.window.resize(1366, 768)
    with qtbot.waitActive(program.window):
        program.window.show()
    bugs: list[Bug] = []
    program.found = bugs.append
    yield Person(qtbot, program)
    program.close()
    program.window.close()
    delete(program.window)  # at once: the next program would dress this one, too, which takes longer than all its pages
    assert bugs == []
