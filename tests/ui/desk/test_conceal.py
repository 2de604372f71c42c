"""A blanked screen comes back with the visit, and with no letter of the code."""

from PySide6.QtCore import Qt

from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import Code
from tests.ui.desk.tasks import InlineTasks


def test_the_code_is_kept_and_no_letter_of_it_is_shown(qtbot, dressed, words, store, desk_of):
    tasks = InlineTasks(store)
    page = DeskPage(tasks, desk_of(tasks).desk, words)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.keyClicks(page._who.code, "MA0785")
    page.presenter.add(next(iter(page.presenter.state.tiles)), 7)

    page.conceal()

    state = page.presenter.state
    assert page._who.code.text() == state.code_text == ""
    assert (state.code, state.draft.lines[0].amount) == (Code.KEPT, 7)
    qtbot.keyClick(page._who.code, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page._who.code.text() == ""


def test_a_visit_without_a_code_stays_one(at_desk):
    at_desk.presenter.conceal()

    assert at_desk.state.code is Code.NONE
    assert at_desk.state.draft.code is None
