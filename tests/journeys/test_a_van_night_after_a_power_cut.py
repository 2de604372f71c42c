"""Forty visits of a van night, keyed next day: the power fails in row 15, and it goes on with half of that row."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from outreach.sheets import reading
from outreach.ui.sheets.state import Notice
from outreach.ui.sheets.visit_page import VisitSheetPage
from tests.sheets.keyed import Sheets

CTRL, K = Qt.KeyboardModifier.ControlModifier, Qt.Key


def killed_in_row_15(desk, number):
    """Another window of the program, in which fourteen rows and a half are keyed before the power fails."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.journeys.keying_until_the_power_fails", desk.opened.center.folder, number],
        check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ended.returncode == -9


def opens(person, number):
    person.types(number)
    person.presses(K.Key_Return)


def test_a_power_cut_in_row_15_costs_the_cell_in_hand_and_the_sheet_is_keyed_once(person, desk):
    sheets = Sheets(desk)
    [blank] = sheets.print()
    killed_in_row_15(desk, blank.number)
    kept = dict(desk.read(reading.find, blank.number).rows)
    assert sorted(kept) == list(range(1, 16))
    assert (kept[15].for_people, [n for _, n in kept[15].items]) == (2, [20])  # the half of it that was keyed

    person.unlocks("JM")
    person.presses(K.Key_PageDown, CTRL)
    person.waits_until(lambda: person.page.presenter.state.catalog is not None)
    opens(person, blank.number)
    person.waits_until(lambda: person.page.presenter.state.is_keying)
    page = person.page
    assert isinstance(page, VisitSheetPage)
    assert page.presenter.state.kept == 15
    for row in range(16, 41):
        person.presses(K.Key_Tab)
        person.types("1")
        person.presses(K.Key_Tab)
        person.types("20+")
        person.waits_until(lambda row=row: page.presenter.state.kept >= row)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: page.presenter.state.notice is Notice.POSTED)
    assert page.presenter.state.posted_visits == 40

    page.focus_first()
    opens(person, blank.number)
    person.waits_until(lambda: page.presenter.state.is_posted)
    sheet = page.presenter.state.sheet
    assert sheet is not None
    assert sheet.listed.keyed_by == "JM"
    assert "was keyed by JM" in page.band.said.accessibleName()
    assert desk.figures(sheet.head.on)["contacts"] == 40
    assert desk.verify().is_sound
