"""Kits made up ahead, given at the desk, some of them by another recipe: from the shelves to the printed month."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from outreach.catalog_editing import recipes
from outreach.ui.stock.kits.page import KitsPage
from outreach.ui.stock.room import StockRoom
from outreach.vocabulary import At
from tests.make import COOKER, KIT, SYRINGE
from tests.stock.made import take_apart

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = (datetime.now(ZoneInfo("America/New_York")) - timedelta(hours=4)).date()  # the center's, which ends at 4:00
LOT = f"K{TODAY:%y%m%d}"
OLD, NEW = 10, 3  # syringes in a kit


def _done(person):
    person.waits_until(lambda: not person.program.is_busy)


def _makes_up(person, number):
    """From the shelves: find the kit, Tab to *Make up*, type how many, post."""
    person.presses(Qt.Key.Key_2, CTRL)
    _done(person)
    room = person.page
    assert isinstance(room, StockRoom)
    person.presses(Qt.Key.Key_F, CTRL)
    person.types("injecting")
    person.presses(Qt.Key.Key_Down)
    _done(person)
    for _ in range(40):
        if isinstance(person.focused, QAbstractButton) and person.focused.text() == "Make up":
            break
        person.presses(Qt.Key.Key_Tab)
    person.presses(Qt.Key.Key_Space)
    _done(person)
    assert isinstance(room._shown, KitsPage)
    assert person.focused.accessibleName() == "How many kits"
    person.types(number)
    person.presses(Qt.Key.Key_Return, CTRL)
    person.waits_until(lambda: not room.has_work)
    _done(person)


def _gives(person, line):
    person.presses(Qt.Key.Key_1, CTRL)
    _done(person)
    person.presses(Qt.Key.Key_F3)
    person.types(line)
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)


def _other_recipe(desk):
    by, parts = desk.by("AR"), [(desk.item(SYRINGE), NEW), (desk.item(COOKER), 1)]
    with desk.writing() as session:
        recipes.write(session, by, At(TODAY), desk.item(KIT), TODAY, parts)


def _printed(person):
    person.presses(Qt.Key.Key_4, CTRL)
    page = person.page
    page.presenter.choose_month(TODAY.replace(day=1))
    person.waits_until(lambda: page.presenter.state.made is not None)
    return "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.presenter.state.made.pdf)).pages)


def test_kits_made_up_ahead_and_given_count_what_is_inside_once_in_the_printed_month(person, desk):
    for part in desk.catalog.item[desk.item(KIT)].recipe.parts:
        desk.receive(desk.catalog.item[part.item_id].name, 1000, "P", on=TODAY)
    person.unlocks("AR")

    _makes_up(person, "20")
    assert (desk.lots(KIT), desk.books(SYRINGE)) == ({LOT: 20}, 1000 - 20 * OLD)
    _gives(person, "5 inj")
    _other_recipe(desk)
    _makes_up(person, "4")
    assert desk.lots(KIT) == {LOT: 15, f"{LOT}-2": 4}
    _gives(person, "16 inj")  # what is left of the first, and one by the other recipe
    take_apart(desk, KIT, 1, f"{LOT}-2", on=TODAY)

    inside = 20 * OLD + NEW
    line, tally = desk.line(SYRINGE, month=TODAY), desk.tally(TODAY)
    assert (line.given, tally.figures["syringes_out"]) == (inside, inside)
    assert (line.received, line.made_up, line.closing) == (1000, 0, 1000 - inside)
    assert (line.inside_kits.made_up, line.inside_kits.given, line.inside_kits.closing) == (
        inside + 2 * NEW,
        inside,
        2 * NEW,
    )
    assert tally.reconciled
    assert desk.verify().is_sound
    page = _printed(person)
    assert "of which inside kits" in page
    assert f"{1000 - inside}" in page
