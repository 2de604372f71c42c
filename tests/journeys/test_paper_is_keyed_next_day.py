"""A night on paper, keyed next day in the program itself: real keys, real threads, a lock in the middle of it."""

from uuid import uuid4

from PySide6.QtCore import Qt

from outreach.sheets import printing
from outreach.ui.sheets.state import Notice
from outreach.ui.sheets.visit_page import VisitSheetPage
from outreach.vocabulary import At, SheetKind
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
