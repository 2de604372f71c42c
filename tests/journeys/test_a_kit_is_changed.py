"""From a part swapped at the desk to the printed month: one kit, changed, and what was in it counted once."""

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt

from outreach.ui.history.page import HistoryPage
from outreach.ui.reports.page import ReportsPage
from tests.make import COTTON, KIT, SYRINGE
from tests.stock.made import make_up
from tests.ui.looks import cut_off, look, shown_labels

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
G28 = "Syringe 28G 1/2 in 1 mL"


def _done(person):
    person.waits_until(lambda: not person.program.is_busy)


def _begin(person, amount=1):
    """Kits with 28G instead of 29G and without cotton, on the form."""
    person.presses(Qt.Key.Key_F3)
    person.types(f"{amount} kit")
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_K, CTRL)
    person.presses(Qt.Key.Key_K, CTRL)
    person.types("28g")
    person.presses(Qt.Key.Key_Return)
    for _ in range(2):
        person.presses(Qt.Key.Key_Tab)
    person.types("0")


def _give(person, amount=1):
    _begin(person, amount)
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)


def _month(person, day):
    """What the page of the month says."""
    person.presses(Qt.Key.Key_4, CTRL)
    page = person.page
    assert isinstance(page, ReportsPage)
    page.presenter.choose_month(day.replace(day=1))
    person.waits_until(lambda: page.presenter.state.made is not None)
    made = page.presenter.state.made
    assert made is not None
    return " ".join("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(made.pdf)).pages).split())


def test_it_is_one_kit_and_what_was_in_it_is_printed_once(person, desk):
    person.unlocks()
    today = person.visit.day
    for part in (SYRINGE, G28, COTTON):
        desk.receive(part, 100, "P", on=today)
    _give(person, 2)

    tally = desk.tally(today)
    given = {line.item: line.given for line in tally.items}
    assert (given[G28], given.get(SYRINGE), given.get(COTTON)) == (20, None, None)
    assert [(line.given, line.changed) for line in tally.kits] == [(2, 2)]
    assert (desk.books(G28), desk.books(SYRINGE), desk.books(COTTON)) == (80, 100, 100)
    assert desk.verify().is_sound
    assert "2 of them changed" in _month(person, today)


def test_the_history_opens_it_as_changed_and_a_correction_begins_with_it(person, desk):
    person.unlocks()
    today = person.visit.day
    _give(person)
    person.presses(Qt.Key.Key_5, CTRL)
    _done(person)
    assert isinstance(person.page, HistoryPage)
    said = "\n".join(shown_labels(person.window))
    assert "Changed: 28G instead of 29G, without cottons" in said
    assert "10 × Syringe 28G 1/2 in 1 mL: No lot number" in said
    assert "10 × Syringe 29G" not in said
    look(person.window, "history-changed-kit")

    person.presses(Qt.Key.Key_E, CTRL)
    _done(person)
    assert dict(person.visit.draft.lines[0].parts)[desk.item(G28)] == 10
    person.presses(Qt.Key.Key_K, CTRL)
    person.types("3")  # of the 29G that was left out
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)

    [line] = desk.tally(today).kits
    assert (line.given, line.changed, desk.figures(today)["syringes_out"]) == (1, 1, 13)
    said = "\n".join(shown_labels(person.window))
    assert "Given: 1 × Injecting kit (1 changed: 28G instead of 29G, without cottons)" in said
    person.waits_until(lambda: cut_off(person.window) == [])  # what was read is laid out a moment later
    look(person.window, "history-changed-kit-corrected")


def test_kits_made_up_are_opened_and_what_stays_is_on_the_shelf_again(person, desk):
    person.unlocks()
    today = person.visit.day
    for item in desk.catalog.item[desk.item(KIT)].recipe.parts:
        desk.receive(desk.catalog.item[item.item_id].name, 100, "P", on=today)
    desk.receive(G28, 100, "P", on=today)
    make_up(desk, KIT, 3, on=today)
    person.page.refresh()
    _done(person)

    _give(person)

    assert (desk.books(KIT), desk.books(SYRINGE), desk.books(G28), desk.books(COTTON)) == (2, 80, 90, 80)
    assert desk.tally(today).reconciled


def test_a_lock_in_the_middle_keeps_what_was_said(person, desk):
    person.unlocks()
    _begin(person)
    person.presses(Qt.Key.Key_L, CTRL)
    assert person.window.is_locked
    person.unlocks()

    [line] = person.visit.draft.lines
    assert person.visit.swapping is None
    assert (dict(line.parts)[desk.item(G28)], desk.item(COTTON) in dict(line.parts)) == (10, False)
