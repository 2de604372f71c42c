"""A night on paper, keyed next day in the program itself: real keys, real threads, a lock in the middle of it."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from pypdf import PdfReader
from PySide6.QtCore import Qt

from outreach.sheets import printing, reading
from outreach.sheets.rules import paper_rules
from outreach.ui.shared.check_box import CheckBox
from outreach.ui.shared.void_dialog import VoidDialog
from outreach.ui.sheets.state import Notice
from outreach.ui.sheets.visit_page import VisitSheetPage
from outreach.vocabulary import At, SheetKind, VoidReason
from tests.make import FRONT, TODAY

CTRL, K = Qt.KeyboardModifier.ControlModifier, Qt.Key


def _printed(desk):
    who = desk.by()
    with desk.writing() as session:
        [blank] = printing.print_sheets(session, who, At(TODAY, 9), SheetKind.VISIT, desk.site(FRONT), 1, uuid4())
    return blank.number


def _keyed_row(person, number, people):
    """For how many, and 20 of the first item."""
    person.presses(K.Key_Tab)
    person.types(f"{people}")
    person.presses(K.Key_Tab)
    person.types("20+")
    person.waits_until(lambda: person.page.presenter.state.kept >= number)


def _to_paper(person):
    person.presses(K.Key_PageDown, CTRL)
    assert isinstance(person.page, VisitSheetPage)
    person.waits_until(lambda: person.page.presenter.state.catalog is not None)


def test_a_night_of_visits_is_keyed_by_keys_and_goes_on_where_it_stood_after_a_lock(person, desk):
    number = _printed(desk)
    person.unlocks("JM")
    _to_paper(person)
    person.types(number)
    person.presses(K.Key_Return)
    person.waits_until(lambda: person.page.presenter.state.is_keying)
    for row in range(1, 4):
        _keyed_row(person, row, row)

    person.window.lock()
    person.unlocks("JM")
    assert len(person.page.presenter.state.rows) == 4
    person.page.focus_first()
    for row in range(4, 7):
        _keyed_row(person, row, 1)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: person.page.presenter.state.notice is Notice.POSTED)
    person.waits_until(lambda: not person.program.is_busy)

    assert person.page.presenter.state.posted_visits == 6
    assert desk.verify().is_sound


def test_from_the_history_a_visit_of_a_sheet_opens_its_paper(person, desk):
    number = _printed(desk)
    person.unlocks("JM")
    _to_paper(person)
    person.types(number)
    person.presses(K.Key_Return)
    person.waits_until(lambda: person.page.presenter.state.is_keying)
    _keyed_row(person, 1, 2)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: person.page.presenter.state.notice is Notice.POSTED)

    person.presses(K.Key_5, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    person.waits_until(person.page._visit.open_sheet.isVisible)
    person.page._visit.open_sheet.click()
    person.waits_until(lambda: isinstance(person.page, VisitSheetPage) and person.page.presenter.state.is_posted)

    assert person.page.presenter.state.sheet.number == number


def _posted(person, rows):
    """A sheet of so many rows, posted and opened again."""
    person.types(rows[0])
    person.presses(K.Key_Return)
    person.waits_until(lambda: person.page.presenter.state.is_keying)
    for row in range(1, rows[1] + 1):
        _keyed_row(person, row, row)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: person.page.presenter.state.notice is Notice.POSTED)
    person.page.focus_first()
    person.types(rows[0])
    person.presses(K.Key_Return)
    person.waits_until(lambda: person.page.presenter.state.is_posted)


def _days(desk, number):
    sheet = desk.read(reading.find, number)
    return sheet, {one.entry.on for one in desk.read(reading.posted, sheet.id) if not one.is_void}


def test_a_sheet_is_moved_back_and_forth_and_voided_whole_each_in_one_act(person, desk):
    number = _printed(desk)
    person.unlocks("JM")
    _to_paper(person)
    _posted(person, (number, 3))
    page, today = person.page, person.page.presenter.state.today
    yesterday = today - timedelta(days=1)

    for day in (yesterday, today):  # moved, and the move taken back
        page.presenter.enter_for(day)
        person.waits_until(page.band._asked.isVisible)
        person.presses(K.Key_Return)  # the first choice has the keyboard
        person.waits_until(lambda: page.presenter.state.notice is Notice.MOVED)
        assert _days(desk, number)[1] == {day}
    page.presenter.enter_for(today + timedelta(days=1))
    assert "That day is still to come. Choose today or a day before." in page.band.said.accessibleName()
    assert _days(desk, number)[1] == {today}

    page.foot.void.click()
    dialog = page.findChild(VoidDialog)
    dialog.chosen.emit(VoidReason.ENTERED_TWICE)
    dialog.close()
    person.waits_until(lambda: page.presenter.state.notice is Notice.VOIDED)
    assert "3 visits" in page.band.said.accessibleName()
    assert _days(desk, number) == (desk.read(reading.find, number), set())
    assert desk.figures(today)["contacts"] == 0
    person.waits_until(lambda: not person.program.is_busy)
    assert desk.verify().is_sound


def test_codes_on_paper_from_the_settings_to_the_cut_line_to_the_visit(person, desk, tmp_path):
    person.unlocks("JM")
    person.presses(K.Key_6, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    person.page.turn_to("center")
    person.waits_until(lambda: not person.program.is_busy)
    next(box for box in person.page.findChildren(CheckBox) if box.accessibleName() == "Codes on visit sheets").click()
    person.presses(K.Key_S, CTRL)
    person.waits_until(lambda: desk.read(paper_rules).codes_on_paper)

    person.presses(K.Key_1, CTRL)
    _to_paper(person)
    person.page._print(1, "letter", to_printer=False)
    person.waits_until(lambda: bool(person.page.printing.made))
    person.page.printing.close()
    text = PdfReader(BytesIO(person.page.printing.made)).pages[0].extract_text()
    assert "Codes only at the cut line." in text
    number = next(line for line in text.splitlines() if " · Layout" in line).split(" · ")[0].removeprefix("Sheet ")

    person.window.activateWindow()
    person.page.focus_first()
    person.waits_until(person.page.head.number.hasFocus)
    person.types(number)
    person.presses(K.Key_Return)
    person.waits_until(lambda: person.page.presenter.state.is_keying)
    person.types("MA0785")
    person.presses(K.Key_Tab)
    _keyed_row(person, 1, 2)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: person.page.presenter.state.notice is Notice.POSTED)
    assert desk.figures(person.page.presenter.state.today)["participants"] == 1
