"""Forty visits of a van night, keyed next day: the power fails in row 15, and the window goes on at row 15."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from outreach.sheets import reading
from outreach.ui.sheets.state import Notice
from outreach.ui.sheets.visit_page import VisitSheetPage
from tests.sheets.keyed import Sheets
from tests.sheets.test_keeping import KILLED

CTRL, K = Qt.KeyboardModifier.ControlModifier, Qt.Key


def killed_in_row_15(desk, number):
    """Another process keys fourteen rows and dies while it writes the fifteenth."""
    file, key = desk.opened.center.file, desk.opened.keys.file_keys[0].hex()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), key, number, str(desk.by().device)],
        check=False, env={**os.environ, "PYTHONPATH": str(Path(reading.__file__).parents[2])},
    )  # fmt: skip
    assert ended.returncode == -9


def opens(person, number):
    person.types(number)
    person.presses(K.Key_Return)


def test_a_power_cut_in_row_15_costs_the_row_in_hand_and_the_sheet_is_keyed_once(person, desk):
    sheets = Sheets(desk)
    [blank] = sheets.print()
    sheets.begin(blank.number)
    killed_in_row_15(desk, blank.number)
    person.unlocks("JM")
    person.presses(K.Key_PageDown, CTRL)
    person.waits_until(lambda: person.page.presenter.state.catalog is not None)
    opens(person, blank.number)
    person.waits_until(lambda: person.page.presenter.state.is_keying)
    page = person.page
    assert isinstance(page, VisitSheetPage)
    assert len(page.presenter.state.rows) == 15  # fourteen as they were typed, and the next one empty

    for row in range(15, 41):
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
    assert desk.verify().is_sound
