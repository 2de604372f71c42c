"""The page behind the desk where something that happened is told, with a real center behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from outreach.translation import translator
from outreach.ui.sheets.room import DeskRoom
from tests.ui.desk.conftest import TODAY, center_file, desk_of, standing_store, store  # noqa: F401 - the same desk
from tests.ui.inline_tasks import InlineTasks

WORDS = translator("en")


class Room:
    """The desk's room, its keys, and the file behind it."""

    def __init__(self, qtbot, tasks, desk, words=WORDS, size=(1290, 700)):
        self.qtbot = qtbot
        self.room = DeskRoom(tasks, desk, words)
        qtbot.addWidget(self.room)
        self.room.resize(*size)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.refresh()
        self.room.focus_first()

    @property
    def page(self):
        return self.room.shown

    @property
    def state(self):
        return self.page.presenter.state

    @property
    def focused(self):
        return QApplication.focusWidget()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        if isinstance(key, str):
            self.qtbot.keyClicks(self.focused, key)
        else:
            self.qtbot.keyClick(self.focused or self.room, key, modifiers)

    def button(self, name):
        buttons = [one for one in self.page.findChildren(QAbstractButton) if one.isVisible()]
        return next(one for one in buttons if name in (one.text(), one.accessibleName()))

    def click(self, name):
        self.button(name).click()


@pytest.fixture
def desk(store, desk_of):  # noqa: F811 - the fixture
    return desk_of(InlineTasks(store)).desk


@pytest.fixture
def room(qtbot, dressed, store, desk):  # noqa: F811 - the fixture
    return Room(qtbot, InlineTasks(store), desk)
