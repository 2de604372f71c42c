"""Items and kits in the settings, by real keys: found, changed, saved, refused beside the field, retired."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach import barcodes, catalog
from outreach.catalog_editing import book, standing
from outreach.ui.settings.beside import Beside
from outreach.ui.settings.catalog.barcodes_box import BarcodeLine
from outreach.ui.settings.catalog.presenter import NEW
from outreach.ui.settings.catalog.recipe_box import PartLine
from outreach.ui.settings.catalog.view import ItemsView
from outreach.ui.settings.edited_by import EditedBy
from outreach.vocabulary import At, Named
from tests.make import COOKER, FRONT, KIT, NASAL, NORTH, SYRINGE, TODAY
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import look, shown_labels, unnamed

NOW = At(TODAY, 10)
CODE, GTIN = "614141999996", "00614141999996"


@pytest.fixture
def view_of(qtbot, dressed, words, desk):
    def make(who="JM", size=(1000, 700), tasks=None):
        view = ItemsView(tasks or InlineTasks(desk.store), EditedBy(desk.by(who), lambda: NOW, "en"), words)
        qtbot.addWidget(view)
        view.resize(*size)
        view.refresh()
        view.show()
        view.activateWindow()
        return view

    return make


@pytest.fixture
def view(view_of):
    return view_of()


def types(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field, text)


def opened(qtbot, view, words):
    """Find an item by what it is called and open it, as the keyboard does."""
    types(qtbot, view.search, words)
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    return view.form


def record(desk, item_id):
    return next(item for item in desk.read(book.load, TODAY).items if item.id == item_id)


def now(desk):
    return desk.read(catalog.load, "en", TODAY)


def rows(view):
    return [row.name for row in view.table.rows.rows]


def test_an_item_is_found_by_any_of_its_names_and_opened_by_enter(qtbot, view):
    form = opened(qtbot, view, "jeringa 29")

    assert form.names.field("en.name").text() == SYRINGE
    assert form.names.field("en.name").hasFocus()
    assert rows(view)[:2] == ["Syringes", SYRINGE]
    assert unnamed(view) == []
    look(view, "settings-items")


def test_a_word_nothing_is_called_by_says_so(qtbot, view):
    types(qtbot, view.search, "zzz")

    assert "No item is called that" in shown_labels(view)


def test_what_is_typed_is_saved_with_every_name_and_figure(qtbot, view, desk):
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.names.field("es.name"), "Cazoleta")
    types(qtbot, form.names.field("en.aliases"), "cap, steel  cooker, ")
    types(qtbot, form.numbers["units_per_box"], "500")
    types(qtbot, form.shelf, "B2")
    types(qtbot, form.targets.in_order[0], "20")
    types(qtbot, form.targets.in_order[1], "80")
    assert form.names.field("en.aliases").text() == "cap, steel  cooker, "

    view.save()

    said = record(desk, desk.item(COOKER)).said
    assert (said.called["es"].name, said.called["en"].aliases) == ("Cazoleta", ("cap", "steel cooker"))
    assert (said.facts.units_per_box, said.facts.shelf, said.targets) == (500, "B2", {desk.site(FRONT): (20, 80)})
    assert not view.has_changes


def test_what_cannot_be_is_said_under_its_field_and_the_keyboard_stands_there(qtbot, view, desk):
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.numbers["usual_pack"], "0")
    view.save()
    assert "The usual pack is at least 1." in shown_labels(form)
    assert form.numbers["usual_pack"].hasFocus()

    types(qtbot, form.numbers["usual_pack"], "5")
    types(qtbot, form.names.field("en.name"), "cotton")
    view.save()

    assert any("is there twice" in label for label in shown_labels(form))
    assert (form.names.field("en.name").text(), form.names.field("en.name").hasFocus()) == ("cotton", True)
    assert record(desk, desk.item(COOKER)).said.facts.usual_pack == 10


def test_a_fill_up_below_its_minimum_is_pointed_out_at_its_site(qtbot, view):
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.targets.in_order[2], "20")

    view.save()

    assert form.targets.in_order[3].hasFocus()
    assert NORTH in form.targets.in_order[3].accessibleName()


def test_changes_stay_while_one_looks_at_another_item_and_all_are_saved(qtbot, view, desk):
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.shelf, "B2")
    opened(qtbot, view, "syringe 29g")
    types(qtbot, form.shelf, "A1")
    opened(qtbot, view, "cooker")

    assert (form.shelf.text(), view.note) == ("B2", "2 items are changed.")
    view.save()

    assert [record(desk, desk.item(name)).said.facts.shelf for name in (COOKER, SYRINGE)] == ["B2", "A1"]


def test_an_item_refused_while_another_is_looked_at_is_shown_and_none_is_saved(qtbot, view, desk):
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.names.field("en.name"), "  ")
    opened(qtbot, view, "syringe 29g")
    types(qtbot, form.shelf, "A1")

    view.save()

    assert "Give it a name." in shown_labels(form)
    assert view.presenter.state.chosen == desk.item(COOKER)
    assert record(desk, desk.item(SYRINGE)).said.facts.shelf == ""


def test_put_back_gives_what_is_kept(qtbot, view):
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.shelf, "B2")
    view.put_back()

    assert (form.shelf.text(), view.has_changes) == ("", False)


def test_an_item_is_added_and_stays_chosen(qtbot, view, desk):
    view.add.click()
    assert view.presenter.state.chosen == NEW
    qtbot.keyClicks(QApplication.focusWidget(), "Woolly hat")
    view.form.barcodes.code.setFocus()
    qtbot.keyClicks(view.form.barcodes.code, CODE)
    qtbot.keyClick(view.form.barcodes.code, Qt.Key.Key_Return)

    view.save()

    hat = now(desk).find("item", "woolly hat")
    assert view.presenter.state.chosen == hat
    assert now(desk).barcodes[GTIN].item_id == hat
    assert view.form.retire.isVisible()


def test_an_item_begun_and_put_back_is_gone(view):
    view.add.click()
    view.put_back()

    assert "New item" not in rows(view)
    assert "Choose an item" in shown_labels(view)


def test_a_barcode_said_at_the_desk_is_marked_and_confirmed(qtbot, view_of, desk):
    with desk.writing() as session:
        barcodes.say(session, desk.by("DS"), NOW, code=GTIN, item_id=desk.item(NASAL), units=12)
    view = view_of()
    assert [row.name for row in view.table.rows.rows if row.marks] == [NASAL]
    form = opened(qtbot, view, CODE)
    [line] = [line for line in form.barcodes.lines.lines if isinstance(line, BarcodeLine)]
    assert any("said at the desk by DS" in label for label in shown_labels(line))

    line.confirm.setFocus()
    qtbot.keyClick(line.confirm, Qt.Key.Key_Return)
    view.save()

    assert [one.waits for one in desk.read(barcodes.listed)] == [False]
    assert view.focusWidget() is form.barcodes.code


def test_a_barcode_of_another_item_is_refused_with_what_was_typed_kept(qtbot, view, desk):
    with desk.writing() as session:
        barcodes.remember(session, desk.by(), NOW, code=GTIN, item_id=desk.item(NASAL), units=12)
    view.refresh()
    form = opened(qtbot, view, "cooker")
    qtbot.keyClicks(form.barcodes.code, CODE)
    qtbot.keyClick(form.barcodes.code, Qt.Key.Key_Return)

    assert any(f"is the barcode of {NASAL}" in label for label in shown_labels(form))
    assert form.barcodes.code.text() == CODE
    assert not view.has_changes


def test_a_kit_is_written_anew_from_a_day_and_the_old_recipe_stays(qtbot, view, desk):
    form = opened(qtbot, view, "injecting")
    before = record(desk, desk.item(KIT)).versions
    form.recipe.begin.click()
    qtbot.keyClicks(form.recipe.search, "fentanyl")
    qtbot.keyClick(form.recipe.search, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "3")
    view.save()

    newest, *old = record(desk, desk.item(KIT)).versions
    assert (newest.since, tuple(old)) == (TODAY, before)
    added = {part.item_id: part.quantity for part in newest.parts}
    assert added[desk.item("Fentanyl test strip")] == 3


def test_an_item_becomes_a_kit_and_an_empty_one_is_refused(qtbot, view, desk):
    form = opened(qtbot, view, "tourniquet")
    form.recipe.begin.click()
    view.save()
    assert any("A kit holds at least one item" in label for label in shown_labels(form))
    assert form.recipe.search.hasFocus()

    qtbot.keyClicks(form.recipe.search, "cook")
    qtbot.keyClick(form.recipe.search, Qt.Key.Key_Return)
    [line] = [line for line in form.recipe.parts.lines if isinstance(line, PartLine)]
    assert line.amount.hasFocus()
    view.save()

    assert record(desk, desk.item("Tourniquet")).is_kit


def test_retired_is_off_the_list_and_can_be_brought_back(qtbot, view, desk):
    form = opened(qtbot, view, "lubricant")
    name = form.names.field("en.name").text()
    said: list[str] = []
    view.said.connect(said.append)
    form.retire.click()
    assert said == ["Retired. Pages about the past keep it."]
    types(qtbot, view.search, "lubricant")
    assert name not in rows(view)

    view.retired.click()
    assert name in rows(view)
    form.retire.click()

    assert not record(desk, desk.item(name)).is_retired


def test_what_still_stands_on_a_shelf_is_not_retired_and_why_is_said(qtbot, view, desk):
    desk.receive(COOKER, 5, "A")
    form = opened(qtbot, view, "cooker")
    form.retire.click()

    assert any("Stock is still there" in label for label in shown_labels(form))


def test_the_front_desk_reads_and_is_told_whom_to_ask(view_of, desk):
    view = view_of("DS")
    view.show_item(desk.item(COOKER))

    assert not view.saves
    assert "Ask a coordinator to change items." in shown_labels(view)
    assert not view.add.isVisible()
    assert not view.form.names.field("en.name").isEnabled()


def test_where_there_is_no_room_for_both_the_list_gives_way_to_the_form(qtbot, view_of):
    view = view_of(size=(520, 600))
    form = opened(qtbot, view, "cooker")
    assert form.isVisible()
    assert not view.table.isVisible()
    assert view.findChild(Beside).is_narrow

    form.back.click()

    assert view.table.isVisible()


def test_what_is_typed_while_it_is_being_saved_stays_a_change(qtbot, view_of, desk):
    tasks = HeldTasks(desk.store)
    view = view_of(tasks=tasks)
    tasks.let_go()
    form = opened(qtbot, view, "cooker")
    types(qtbot, form.shelf, "B")
    view.save()
    qtbot.keyClicks(form.shelf, "2")
    tasks.let_go()

    assert (form.shelf.text(), view.has_changes) == ("B2", True)
    assert record(desk, desk.item(COOKER)).said.facts.shelf == "B"


def test_an_item_somebody_retired_meanwhile_is_shown_so(view, desk):
    view.show_item(desk.item("Tourniquet"))
    with desk.writing() as session:
        kit = record(desk, desk.item(KIT))
        standing.retire(session, desk.by(), NOW, Named.ITEM, kit.id)
        standing.retire(session, desk.by(), NOW, Named.ITEM, desk.item("Tourniquet"))

    view.refresh()

    assert view.form.retire.label == "Bring back"
