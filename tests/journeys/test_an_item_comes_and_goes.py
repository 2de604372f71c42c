"""An item's life: a coordinator adds it, the desk finds and scans it, it is retired, and the past month stays."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt

from outreach import catalog
from outreach.ui.desk.page import DeskPage
from outreach.ui.settings.catalog.view import ItemsView
from tests.make import COOKER

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = (datetime.now(ZoneInfo("America/New_York")) - timedelta(hours=4)).date()  # the center's, which ends at 4:00
LAST_MONTH = TODAY.replace(day=1) - timedelta(days=1)
CODE, GTIN = "614141999996", "00614141999996"


def _done(person):
    person.waits_until(lambda: not person.program.is_busy)


def _items(person) -> ItemsView:
    person.presses(Qt.Key.Key_6, CTRL)
    person.page.turn_to("items")
    _done(person)
    assert isinstance(person.page.view, ItemsView)
    return person.page.view


def _saves(person):
    person.presses(Qt.Key.Key_S, CTRL)
    _done(person)


def _to_desk(person):
    person.presses(Qt.Key.Key_1, CTRL)
    _done(person)
    assert isinstance(person.page, DeskPage)


def _add_a_hat_pack(person):
    """A kit of two cookers, with a name in Spanish and a barcode that stands for six."""
    form = _items(person).form
    person.page.view.add.click()
    person.types("Winter pack")
    form.names.field("es.name").setFocus()
    person.types("Paquete de invierno")
    form.barcodes.units.setFocus()
    form.barcodes.units.selectAll()
    person.types("6")
    form.barcodes.code.setFocus()
    person.types(CODE)
    person.presses(Qt.Key.Key_Return)
    form.recipe.begin.click()
    person.types("cook")
    person.presses(Qt.Key.Key_Return)
    person.types("2")
    _saves(person)


def test_an_item_is_added_given_scanned_and_retired_and_the_past_month_stays(person, desk):
    desk.give({COOKER: 4}, on=LAST_MONTH)
    before = desk.tally(LAST_MONTH)
    person.unlocks("JM")
    _done(person)
    _add_a_hat_pack(person)
    made = desk.read(catalog.load, "en", TODAY)
    pack = made.find("item", "paquete de invierno")

    _to_desk(person)
    person.presses(Qt.Key.Key_F3)
    person.types("3 winter")
    person.presses(Qt.Key.Key_Return)
    person.page.presenter.scanning.scanned(CODE)
    _done(person)
    assert [(line.item_id, line.amount) for line in person.visit.draft.lines] == [(pack, 9)]
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)
    given = {line.item: line.given for line in desk.tally(TODAY).statement}
    assert given == {COOKER: 18}  # none was made up ahead: what is inside left the shelf

    view = _items(person)
    view.form.retire.click()
    _done(person)
    _to_desk(person)
    person.presses(Qt.Key.Key_F3)
    person.types("winter")
    assert pack not in [match.item_id for match in person.visit.matches]
    assert desk.tally(LAST_MONTH) == before


def test_an_item_named_anew_is_found_by_both_names_and_the_past_month_keeps_the_old_one(person, desk):
    desk.give({COOKER: 4}, on=LAST_MONTH)
    person.unlocks("JM")
    _done(person)
    view = _items(person)
    person.presses(Qt.Key.Key_F, CTRL)
    person.types("cooker")
    person.presses(Qt.Key.Key_Return)
    view.form.names.field("en.name").selectAll()
    person.types("Steel cup")
    _saves(person)

    _to_desk(person)
    for words in ("steel", "cooker"):
        person.presses(Qt.Key.Key_F3)
        person.types(words)
        assert [match.item_id for match in person.visit.matches][:1] == [desk.item(COOKER)]
        person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return, CTRL)
    _done(person)
    assert COOKER in [line.item for line in desk.tally(LAST_MONTH).statement]
    assert "Steel cup" in [line.item for line in desk.tally(TODAY).statement]
