"""`python -m tests.journeys.keying_until_the_power_fails CENTER NUMBER`: a van night is keyed, and the power fails.

Fourteen rows are keyed in the program's own window, by keys; of row 15 two cells, and a third is being typed.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from outreach import app
from outreach.clock import Clock
from outreach.paths import Center
from outreach.ui.sheets.room import DeskRoom
from outreach.ui.theme import Appearance, Scheme
from tests.make import PASSPHRASE

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def main(folder: Path, number: str) -> None:
    qapp = QApplication([])
    program = app.start(
        Center(folder), Appearance(qapp, Scheme.LIGHT), Clock(lambda: datetime.now(UTC), is_trusted=True)
    )
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    _unlock(program)
    QTest.keyClick(_focused(), K.Key_PageDown, CTRL)
    page = _page(program)
    _until(lambda: page.presenter.state.catalog is not None)
    _type(number)
    QTest.keyClick(_focused(), K.Key_Return)
    _until(lambda: page.presenter.state.is_keying)
    for row in range(1, 15):
        _key_cells()
        _type("+")
        _until(partial(_is_kept, page, row))
    _key_cells()
    QTest.keyClick(_focused(), K.Key_Tab)
    _type("3")
    _until(lambda: not program.is_busy)
    os.kill(os.getpid(), signal.SIGKILL)


def _is_kept(page: Any, row: int) -> bool:
    return bool(page.presenter.state.kept >= row)


def _key_cells() -> None:
    """For two people, and 20 of the first item."""
    QTest.keyClick(_focused(), K.Key_Tab)
    _type("2")
    QTest.keyClick(_focused(), K.Key_Tab)
    _type("20")


def _unlock(program: app.Program) -> None:
    program.window._lock.presenter.choose("JM")
    field = next(one for one in program.window.findChildren(QLineEdit) if one.accessibleName() == "Passphrase")
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, K.Key_Return)
    _until(lambda: not program.window.is_locked)
    _until(lambda: not program.is_busy)


def _page(program: app.Program) -> Any:
    workspace = program.window.workspace
    assert workspace is not None
    room = workspace.page
    assert isinstance(room, DeskRoom)
    return room.shown


def _focused() -> Any:
    return QApplication.focusWidget()


def _type(text: str) -> None:
    for letter in text:
        QTest.keyClicks(_focused(), letter)


def _until(is_so: Callable[[], bool]) -> None:
    patience = QDeadlineTimer(30_000)
    while not is_so():
        assert not patience.hasExpired()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
