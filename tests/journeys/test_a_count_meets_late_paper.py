"""A van's paper of the day before reaches the desk after the van was counted: the shelf stays as counted.

All with keys, in the program itself.
"""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt

from outreach.sheets import printing
from outreach.stock import draft_reading
from outreach.ui.sheets.state import Notice
from outreach.ui.sheets.visit_page import VisitSheetPage
from outreach.ui.stock.counting.page import CountPage
from outreach.ui.stock.counting.state import Step
from outreach.ui.stock.doing import Act
from outreach.ui.stock.room import StockRoom
from outreach.vocabulary import At, SheetKind
from tests.make import NORTH, SYRINGE

CTRL, K = Qt.KeyboardModifier.ControlModifier, Qt.Key
TODAY = (datetime.now(ZoneInfo("America/New_York")) - timedelta(hours=4)).date()  # the center's, which ends at 4:00
SUNDAY = TODAY - timedelta(days=1)


def _done(person):
    person.waits_until(lambda: not person.program.is_busy)


def _printed(desk):
    who = desk.by()
    with desk.writing() as session:
        [blank] = printing.print_sheets(session, who, At(SUNDAY, 9), SheetKind.VISIT, desk.site(NORTH), 1, uuid4())
    return blank.number


def _count(person) -> CountPage:
    person.presses(K.Key_2, CTRL)
    _done(person)
    room = person.page
    assert isinstance(room, StockRoom)
    room.begin(Act.COUNT)
    _done(person)
    page = room.page(Act.COUNT)
    assert isinstance(page, CountPage)
    return page


def _the_van_is_counted(person, desk, found):
    page = _count(person)
    page.presenter.say(site_id=desk.site(NORTH))
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: page.presenter.state.step is Step.COUNT)
    person.types(found)
    person.presses(K.Key_Return)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: page.presenter.state.step is Step.REVIEW)
    person.presses(K.Key_Return, CTRL)
    _done(person)
    return page


def _sunday_is_keyed(person, desk, number):
    person.presses(K.Key_1, CTRL)
    person.presses(K.Key_PageDown, CTRL)
    assert isinstance(person.page, VisitSheetPage)
    keyed = person.page.presenter
    person.waits_until(lambda: keyed.state.catalog is not None)
    person.types(number)
    person.presses(K.Key_Return)
    person.waits_until(lambda: keyed.state.is_keying)
    keyed.enter_for(SUNDAY)
    for row in range(1, 4):
        person.presses(K.Key_Tab)
        person.types("1")
        person.presses(K.Key_Tab)
        person.types("100+")
        person.waits_until(lambda row=row: keyed.state.kept >= row)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: keyed.state.notice is Notice.POSTED)
    _done(person)


def test_a_van_s_sheet_of_sunday_keyed_on_monday_after_its_count_leaves_the_shelf_as_counted(person, desk):
    desk.receive(SYRINGE, 1000, "24A17", site=NORTH, on=SUNDAY - timedelta(days=1))
    number = _printed(desk)
    person.unlocks("JM")
    page = _count(person)
    page.presenter.say(site_id=desk.site(NORTH))
    assert page.presenter.state.not_keyed == (number,)

    _the_van_is_counted(person, desk, "700")
    counted = desk.books(SYRINGE, NORTH)
    _sunday_is_keyed(person, desk, number)

    assert (counted, desk.books(SYRINGE, NORTH)) == (700, 700)
    months = {SUNDAY.replace(day=1), TODAY.replace(day=1)}
    lines = [line for month in months for line in desk.tally(month, NORTH).statement if line.item == SYRINGE]
    assert sum(line.given for line in lines) == 300
    assert sum(line.adjusted for line in lines) == 0
    assert all(desk.tally(month).reconciled for month in months)
    assert desk.verify().is_sound


def test_a_count_survives_the_program_and_somebody_else_goes_on_with_it(person, desk):
    desk.receive(SYRINGE, 1000, "24A17", on=SUNDAY)
    person.unlocks("JM")
    page = _count(person)
    person.presses(K.Key_Return, CTRL)
    person.waits_until(lambda: page.presenter.state.step is Step.COUNT)
    person.types("1000")
    person.presses(K.Key_Return)
    _done(person)
    person.window.lock()  # in the middle of it
    person.unlocks("DS")
    other = _count(person)

    [begun] = other.presenter.state.begun
    assert (begun.counted, begun.started_by) == (1, "JM")
    other.presenter.go_on(begun.id)
    person.waits_until(lambda: other.presenter.state.step is Step.COUNT)
    person.types("0")
    person.presses(K.Key_Return)
    _done(person)
    with desk.store.reading() as session:
        assert draft_reading.load(session, begun.id).counted == 2
