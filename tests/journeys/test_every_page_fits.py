"""Every page, at every size, text size and look there is: nothing cut off, nothing too small, everything named.

The pictures are in build/looks, page by page.
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from outreach.closed_lists import Outcome, PlaceKind, YesNo
from outreach.entry import Unlisted
from outreach.preferences import Preferences, keep_preferences
from outreach.sheets import rules
from outreach.sheets.rules import PaperRules
from outreach.stock import recalls
from outreach.ui.happened.draft import Telling
from outreach.ui.happened.page import HappenedPage
from outreach.ui.settings.drug_checks.view import TITLE as CHECKS
from outreach.ui.settings.happened.view import TITLE as HAPPENED
from outreach.ui.stock.doing import Act
from outreach.ui.stock.kits.draft import Deed
from outreach.ui.stock.room import StockRoom
from outreach.vocabulary import At, Look, LotChangeKind, SheetKind
from tests.drug_checks.test_drug_checks import record as sampled
from tests.drug_checks.test_drug_checks import sample
from tests.happened.made import survived, tell
from tests.make import COOKER, KIT, NASAL, SYRINGE
from tests.sheets.keyed import Sheets
from tests.stock.made import make_up, told
from tests.ui.looks import cut_off, look, small_targets, unnamed

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LAPTOP, SMALL, LARGE = (1366, 690), (1280, 648), (1920, 1040)
CASES = [
    (LAPTOP, 100, Look.LIGHT),
    (LAPTOP, 125, Look.DARK),
    (LAPTOP, 150, Look.CONTRAST),
    (LAPTOP, 200, Look.LIGHT),
    (SMALL, 100, Look.DARK),
    (LARGE, 100, Look.CONTRAST),
]
PAGES = {"stock": Qt.Key.Key_2, "reports": Qt.Key.Key_4, "settings": Qt.Key.Key_6}


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0][0]}x{case[0][1]}-{case[1]}-{case[2]}")
def case(request, person, desk):
    """Somebody with a begun visit, in a window of that size and look; its name is that of the picture."""
    size, percent, chosen = request.param
    desk.receive(SYRINGE, 500, "24A17")
    desk.receive(NASAL, 12, "NX1")
    with desk.writing() as session:
        keep_preferences(session, desk.by("AR"), Preferences(percent, chosen))
    person.window.resize(*size)
    person.unlocks("AR")
    return f"{size[0]}x{size[1]}-{percent}-{chosen}"


def _judge(person, page, case):
    look(person.window, f"pages-{page}-{case}")
    assert cut_off(person.window) == []
    assert small_targets(person.window) == []
    assert unnamed(person.window) == []


def test_the_desk(person, case):
    _judge(person, "desk-idle", case)
    person.types("ma-07 85")
    person.presses(Qt.Key.Key_Return)
    for line in ("50 29g", "40 " + COOKER.lower()):
        person.types(line)
        person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "desk", case)


def test_what_is_in_a_kit(person, case):
    person.presses(Qt.Key.Key_F3)
    person.types("2 kit")
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_K, CTRL)
    person.presses(Qt.Key.Key_K, CTRL)
    person.types("28g")
    _judge(person, "desk-kit-found", case)
    person.presses(Qt.Key.Key_Return)
    for _ in range(2):
        person.presses(Qt.Key.Key_Tab)
    person.types("0")
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "desk-kit", case)
    person.presses(Qt.Key.Key_Return)
    _judge(person, "desk-kit-changed", case)


@pytest.mark.parametrize("page", PAGES)
def test_the_other_pages(person, case, page):
    person.presses(PAGES[page], CTRL)
    person.waits_until(lambda: not person.program.is_busy)

    _judge(person, page, case)


def test_the_desk_on_another_day(person, case):
    person.presses(Qt.Key.Key_D, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "desk-late", case)
    person.presses(Qt.Key.Key_D, ALT)
    _judge(person, "desk-day", case)
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_X, ALT)
    _judge(person, "desk-hours", case)


def test_sheets_of_paper(person, case, desk):
    sheets = Sheets(desk)
    sheets.writing(rules.set_paper_rules, PaperRules(codes_on_paper=True))
    visit, totals = (sheets.print(kind)[0].number for kind in SheetKind)
    person.presses(Qt.Key.Key_PageDown, CTRL)
    person.waits_until(lambda: person.page.presenter.state.catalog is not None)
    _judge(person, "sheet-number", case)
    for number in (visit, totals):
        person.types(number)
        person.presses(Qt.Key.Key_Return)
        person.waits_until(lambda: person.page.presenter.state.is_keying)
        if number == visit:
            for key in ("MA0785", Qt.Key.Key_Tab, "x", Qt.Key.Key_Tab, "-3", Qt.Key.Key_Tab, "20", Qt.Key.Key_Down):
                person.types(key) if isinstance(key, str) else person.presses(key)
            person.types("40")
            person.presses(Qt.Key.Key_Tab)
        else:
            person.page._choose_contacts("counted")
            for amount in ("41", "120", "12", "1o0"):
                person.types(amount)
                person.presses(Qt.Key.Key_Tab)
        person.waits_until(lambda: not person.program.is_busy)
        _judge(person, f"sheet-{person.page.kind}", case)
        person.presses(Qt.Key.Key_PageDown, CTRL)
        person.waits_until(lambda: not person.program.is_busy)


def test_history(person, case, desk):
    today = person.visit.day
    visit = desk.give({SYRINGE: 500, COOKER: 20, NASAL: 2}, on=today, code="MA0785").encounter_id
    desk.correct(visit, desk.entry({SYRINGE: 50, COOKER: 20}, on=today, code="MA0785"), at=today)
    desk.void(desk.give({SYRINGE: 40}, on=today, services=("Wound care",)).encounter_id, at=today)
    first = tell(desk, survived(desk, on=today, doses=2, place_kind=PlaceKind.STREET, emergency=YesNo.YES))
    tell(desk, survived(desk, on=today, place_kind=PlaceKind.STREET))
    tell(desk, survived(desk, on=today, same_as=first))
    sampled(desk, sample(desk, on=today, found=("Fentanyl", "Lidocaine or another numbing agent")))
    person.presses(Qt.Key.Key_5, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "history", case)
    person.presses(Qt.Key.Key_Return)  # where it is narrow, the visit covers the list
    _judge(person, "history-visit", case)
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_Home)
    person.waits_until(lambda: not person.program.is_busy)
    person.presses(Qt.Key.Key_Return)
    _judge(person, "history-day", case)
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_End)  # what stands below the visits of the day
    person.waits_until(lambda: not person.program.is_busy)
    person.presses(Qt.Key.Key_Return)
    _judge(person, "history-check", case)
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_Up)
    person.waits_until(lambda: not person.program.is_busy)
    person.presses(Qt.Key.Key_Return)
    _judge(person, "history-report", case)


def test_receiving(person, case):
    person.presses(Qt.Key.Key_2, CTRL)
    room = person.page
    assert isinstance(room, StockRoom)
    room.begin(Act.RECEIVE)
    person.waits_until(lambda: not person.program.is_busy)
    person.types("cooker")
    person.presses(Qt.Key.Key_Return)

    _judge(person, "receive", case)


def test_the_lots(person, case, desk):
    desk.receive(SYRINGE, 50, "24A18", on=person.visit.day, expires=person.visit.day)
    with desk.writing() as session:
        recalls.recall(session, desk.by("AR"), At(person.visit.day), told(desk, SYRINGE, "24A17", "Maker's notice"))
    person.presses(Qt.Key.Key_2, CTRL)
    person.page.begin(Act.LOTS)
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "lots", case)
    person.presses(Qt.Key.Key_Return)  # where it is narrow, the lot covers the list
    person.page.page(Act.LOTS).presenter.begin_deed(LotChangeKind.EXPIRY)
    _judge(person, "lots-lot", case)
    person.page.page(Act.LOTS).presenter.begin_labels()
    _judge(person, "lots-labels", case)


def test_the_kits(person, case, desk):
    desk.receive(COOKER, 12, "CK1", on=person.visit.day)
    desk.receive(COOKER, 400, "CK2", on=person.visit.day, expires=person.visit.day)
    make_up(desk, KIT, 2, on=person.visit.day)
    person.presses(Qt.Key.Key_2, CTRL)
    person.page.begin(Act.KITS)
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "kits-none", case)
    person.types("9 inj")
    person.presses(Qt.Key.Key_Return)
    person.waits_until(lambda: not person.program.is_busy)
    person.waits_until(lambda: cut_off(person.window) == [])  # what was read is laid out a moment later
    _judge(person, "kits", case)
    person.page.page(Act.KITS).presenter.choose_deed(Deed.UNMAKE)
    person.waits_until(lambda: not person.program.is_busy)
    person.waits_until(lambda: cut_off(person.window) == [])
    _judge(person, "kits-apart", case)
    person.presses(Qt.Key.Key_Escape)
    person.page.stock.presenter.select(desk.item(KIT))
    person.waits_until(lambda: not person.program.is_busy)
    person.waits_until(lambda: cut_off(person.window) == [])
    _judge(person, "kits-stock", case)


@pytest.mark.parametrize("act", [Act.ATTENTION, Act.SHELF_LIST])
def test_the_coordinator_s_pages(person, case, desk, act):
    today = person.visit.day
    desk.give({COOKER: 20, SYRINGE: 510}, on=today)
    desk.record(replace(desk.entry(on=today), unlisted=(Unlisted("rain ponchos", 3),)), at=today)
    person.presses(Qt.Key.Key_2, CTRL)
    room = person.page
    assert isinstance(room, StockRoom)
    room.begin(act)
    person.waits_until(lambda: not person.program.is_busy)

    person.waits_until(lambda: cut_off(person.window) == [])  # what was read is laid out a moment later
    _judge(person, act, case)
    assert act is not Act.ATTENTION or person.focused.accessibleName().startswith("Receive a delivery: ")


def test_something_happened(person, case):
    person.presses(Qt.Key.Key_F8)
    person.waits_until(lambda: not person.program.is_busy)
    page = person.page
    assert isinstance(page, HappenedPage)
    for telling in Telling:
        page.presenter.show_kind(telling)
        person.waits_until(lambda: not person.program.is_busy)
        _judge(person, f"happened-{telling}", case)
    page.presenter.show_kind(Telling.OVERDOSE_RESPONSE)
    page.presenter.say(outcome=Outcome.DIED)
    person.presses(Qt.Key.Key_Return, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    _judge(person, "happened-done", case)


@pytest.mark.parametrize("title", [HAPPENED, CHECKS])
def test_settings_of_what_happened(person, case, title):
    person.presses(Qt.Key.Key_6, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    person.page.turn_to({HAPPENED: "happened", CHECKS: "drug_checks"}[title])
    person.waits_until(lambda: not person.program.is_busy)

    _judge(person, f"settings-{title.lower().replace(' ', '-')}", case)


def test_the_list_of_keys(person, case):
    person.presses(Qt.Key.Key_F1)

    _judge(person, "keys", case)


def test_the_lock_page(person, case):
    person.presses(Qt.Key.Key_L, CTRL)

    _judge(person, "lock", case)
