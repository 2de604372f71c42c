"""The program is closed in the middle of something."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from outreach.db.models.begun import BegunPaper
from outreach.ui.stock.acts_there import Act
from tests.make import SYRINGE


@pytest.mark.parametrize("is_locked_first", [False, True])
def test_what_was_begun_a_moment_ago_in_the_stock_room_is_kept(person, desk, is_locked_first):
    desk.receive(SYRINGE, 500, "24A17")
    person.unlocks("AR")
    person.presses(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: not person.program.is_busy)
    person.page.begin(Act.MOVE)
    person.waits_until(lambda: not person.program.is_busy)
    person.types("40 29g")
    person.presses(Qt.Key.Key_Return)

    if is_locked_first:
        person.window.lock()
    person.program.close()

    assert desk.read(lambda session: session.scalars(select(BegunPaper.act)).all()) == [Act.MOVE]
