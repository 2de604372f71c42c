"""The main job: from a key press at the desk to the printed month."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt

from outreach.ui.reports.page import ReportsPage
from tests.make import COOKER, SYRINGE

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _log_a_visit(person):
    person.types("ma-07 85")
    person.presses(Qt.Key.Key_Return)
    person.types("50 29g")
    person.presses(Qt.Key.Key_Return)
    person.types("5 cooker")
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_F6)
    person.types("35")
    person.presses(Qt.Key.Key_Return, CTRL)
    person.waits_until(lambda: not person.program.is_busy)


def test_a_visit_is_logged_by_keys_alone_and_the_stock_falls(person, desk):
    desk.receive(SYRINGE, 500, "24A17")
    person.unlocks()

    _log_a_visit(person)

    assert desk.books(SYRINGE) == 450
    assert person.visit.strip.contacts == 1
    assert person.visit.draft.lines == ()  # the next form is blank
    assert person.focused.accessibleName() == "Participant code"


def test_a_visit_taken_back_fills_the_form_again_and_is_saved_once(person, desk):
    person.unlocks()
    _log_a_visit(person)

    person.presses(Qt.Key.Key_Z, ALT)
    person.waits_until(lambda: not person.program.is_busy)
    assert person.visit.draft.amount_of(desk.item(COOKER)) == 5
    assert _figures(desk)["contacts"] == 0
    person.presses(Qt.Key.Key_Return, CTRL)
    person.waits_until(lambda: not person.program.is_busy)

    figures = _figures(desk)
    assert (figures["contacts"], figures["participants"], figures["syringes_out"]) == (1, 1, 50)
    assert figures["syringes_returned_counted"] == 35
    assert desk.verify().is_sound


def test_the_month_on_the_page_is_the_month_at_the_desk(person, desk):
    person.unlocks()
    _log_a_visit(person)

    person.presses(Qt.Key.Key_4, CTRL)
    page = person.page
    assert isinstance(page, ReportsPage)
    page.presenter.choose_month(_today().replace(day=1))
    person.waits_until(lambda: page.presenter.state.made is not None)

    made = page.presenter.state.made
    assert made is not None
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(made.pdf)).pages)
    assert made.tally.figures == _figures(desk)
    assert "1\ncontacts" in text
    assert "50\nsyringes given" in text


def test_a_lock_keeps_unfinished_work_and_no_letter_of_the_code(person, desk):
    person.unlocks()
    person.types("KR0391")
    person.presses(Qt.Key.Key_Return)
    person.types("10 cooker")
    person.presses(Qt.Key.Key_Return)

    person.presses(Qt.Key.Key_L, CTRL)
    assert person.window.is_locked
    person.unlocks()

    assert person.visit.draft.amount_of(desk.item(COOKER)) == 10
    assert person.visit.draft.code == desk.code("KR0391")
    assert person.visit.code_text == ""


def _today():
    return datetime.now(UTC).date()


def _figures(desk):
    return desk.tally(_today()).figures
