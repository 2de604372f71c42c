"""The panel beside the visits: a code goes in, visits come out, and no code stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from outreach.finding import MOST_AN_HOUR
from outreach.translation import translator
from outreach.ui.history.codes import CodesPanel
from outreach.ui.history.codes_presenter import Codes
from outreach.ui.shared.buttons import Button
from outreach.ui.theme import Scheme
from outreach.vocabulary import At
from tests.make import SYRINGE, TODAY
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import look, unnamed

K = Qt.Key


@pytest.fixture
def panel(qtbot, dressed, desk):
    return shown(qtbot, desk, InlineTasks(desk.store))


def shown(qtbot, desk, tasks, by="JM"):
    panel = CodesPanel(tasks, Codes(desk.by(by), lambda: At(TODAY, 14), desk.code), translator("en"))
    panel.resize(372, 560)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def search(qtbot, panel, typed):
    qtbot.keyClicks(panel._code, typed)
    qtbot.keyClick(panel._code, K.Key_Return)


def type_both(qtbot, panel, one, other):
    qtbot.keyClicks(panel._one, one)
    qtbot.keyClicks(panel._other, other)


def press(panel, label):
    next(button for button in panel.findChildren(Button) if button.label == label).click()


def test_visits_are_found_and_the_code_leaves_the_box(qtbot, desk, panel):
    visit = desk.give({SYRINGE: 1}, code="MA0785").encounter_id
    came: list[object] = []
    panel.found.connect(came.append)

    search(qtbot, panel, "ma-o785")

    assert came == [(visit,)]
    assert panel._find_said.text() == "1 visit found."
    assert (panel._code.text(), panel._code.isUndoAvailable()) == ("", False)


def test_no_visit_is_said_and_the_eleventh_search_of_the_hour_is_refused(qtbot, panel):
    for _ in range(MOST_AN_HOUR):
        search(qtbot, panel, "MA0785")
    assert panel._find_said.text() == "No visit with this code."

    search(qtbot, panel, "MA0785")

    assert "next hour" in panel._find_said.text()
    search(qtbot, panel, "--")
    assert "letter or a digit" in panel._find_said.text()


def test_two_codes_are_joined_and_parted_and_leave_their_boxes(qtbot, desk, panel):
    for code in ("MA0785", "KL1190"):
        desk.give({}, code=code)

    type_both(qtbot, panel, "MA0785", "KL1190")
    press(panel, "Join")
    assert desk.figures()["participants"] == 1
    assert panel._join_said.text().startswith("Joined")
    assert {box.text() for box in panel.findChildren(QLineEdit)} == {""}
    type_both(qtbot, panel, "KL1190", "MA0785")
    press(panel, "Part")

    assert desk.figures()["participants"] == 2
    assert panel._join_said.text().startswith("Parted")


@pytest.mark.parametrize(
    ("one", "other", "said"), [("MA0785", "", "letter or a digit"), ("MA0785", "Q9", "never used")]
)
def test_why_two_codes_are_not_joined_stands_beside_them_and_both_can_be_mended(qtbot, desk, panel, one, other, said):
    desk.give({}, code="MA0785")

    type_both(qtbot, panel, one, other)
    press(panel, "Join")

    assert said in panel._join_said.text()
    assert (panel._one.text(), panel._other.text()) == (one, other)


def test_what_was_typed_and_found_is_gone_when_the_panel_is_left(qtbot, desk, panel):
    desk.give({}, code="MA0785")
    search(qtbot, panel, "MA0785")
    type_both(qtbot, panel, "MA0785", "KL1190")

    panel.hide()

    assert {box.text() for box in panel.findChildren(QLineEdit)} == {""}
    assert panel._find_said.text() == ""


def test_front_desk_is_told_whom_to_ask(qtbot, dressed, desk):
    panel = shown(qtbot, desk, InlineTasks(desk.store), by="DS")

    search(qtbot, panel, "MA0785")

    assert panel._find_said.text().startswith("Ask a coordinator")


def test_nothing_is_asked_of_the_file_in_the_window_s_own_time(qtbot, dressed, desk):
    tasks = HeldTasks(desk.store)
    panel = shown(qtbot, desk, tasks)

    search(qtbot, panel, "MA0785")

    assert (len(tasks.held), panel._find_said.text()) == (1, "")


@pytest.mark.parametrize(("name", "scheme", "factor"), [("light", Scheme.LIGHT, 1.0), ("dark-150", Scheme.DARK, 1.5)])
def test_the_panel_fits_beside_the_visits_and_all_is_named(qtbot, dressed, desk, name, scheme, factor):
    dressed.choose(scheme, factor)
    panel = shown(qtbot, desk, InlineTasks(desk.store))
    search(qtbot, panel, "MA0785")

    look(panel, f"codes-panel-{name}", (int(372 * factor), int(560 * factor)))

    assert panel.minimumSizeHint().width() <= panel.width()
    assert unnamed(panel) == []
