"""The lists in the settings, by real keys: added to, renamed, ordered, retired; what is wrong stands at its field."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from outreach import catalog
from outreach.catalog_editing import book
from outreach.stock import source_rules
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.lists.presenter import LISTS
from outreach.ui.settings.lists.rules_box import RuleLine
from outreach.ui.settings.lists.view import ListsView
from outreach.vocabulary import At, CategoryId, Named
from tests.make import COOKER, FRONT, NASAL, NORTH, STATE, TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look, shown_labels, unnamed

NOW = At(TODAY, 10)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view_of(qtbot, dressed, words, desk):
    def make(who="JM"):
        view = ListsView(InlineTasks(desk.store), EditedBy(desk.by(who), lambda: NOW, "en"), words)
        qtbot.addWidget(view)
        view.resize(1000, 700)
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


def entries(desk, what):
    return {one.said.name: one for one in desk.read(book.load, TODAY).entries(what)}


def rows(view):
    return [row.name for row in view.table.rows.rows]


def choose(view, desk, what, name):
    view.which.chosen.emit(what)
    view.show_entry(entries(desk, what)[name].id)


def test_every_list_is_shown_and_every_control_has_a_name(view):
    for what in LISTS:
        view.which.chosen.emit(what)
        view.add.click()
        assert unnamed(view) == []
    look(view, "settings-lists")


@pytest.mark.parametrize("what", LISTS)
def test_what_is_added_is_on_its_list_once_it_is_saved(qtbot, view, desk, what):
    view.which.chosen.emit(what)
    view.add.click()
    types(qtbot, view.form.texts["name"], "Harbor House")

    view.save()

    assert "Harbor House" in entries(desk, what)
    assert view.presenter.state.chosen == entries(desk, what)["Harbor House"].id


def test_a_site_is_renamed_and_made_a_machine(qtbot, view, desk):
    choose(view, desk, Named.SITE, NORTH)
    types(qtbot, view.form.texts["name"], "Hill clinic")
    qtbot.keyClick(view.form.machine, Qt.Key.Key_Space)

    view.save()

    said = entries(desk, Named.SITE)["Hill clinic"].said
    assert (said.is_machine, said.short_name) == (True, "")


def test_a_name_that_is_taken_is_said_under_it_and_kept(qtbot, view, desk):
    choose(view, desk, Named.SITE, NORTH)
    types(qtbot, view.form.texts["name"], "front street")
    choose(view, desk, Named.SOURCE, STATE)

    view.save()

    assert view.presenter.state.what is Named.SITE
    assert any("is there twice" in label for label in shown_labels(view.form))
    assert view.form.texts["name"].text() == "front street"


def test_an_award_that_ends_before_it_starts_is_said_at_its_days(view, desk):
    choose(view, desk, Named.SOURCE, STATE)
    view.form.last.chosen.emit(date(2020, 1, 1))

    view.save()

    assert any("The last day is before the first" in label for label in shown_labels(view.form))


def test_a_source_is_told_what_it_may_pay_for_and_the_rule_is_kept_when_it_ends(qtbot, view, desk):
    choose(view, desk, Named.SOURCE, STATE)
    qtbot.keyClick(view.form.rules.add, Qt.Key.Key_Return)
    [line] = [line for line in view.form.rules.lines.lines if isinstance(line, RuleLine)]
    naloxone = CategoryId(entries(desk, Named.CATEGORY)["Naloxone"].id)
    line.what.chosen.emit(("category", naloxone))
    view.save()

    rules = desk.read(source_rules.load)
    source = desk.source(STATE)
    assert (rules.allow(source, desk.item(NASAL), TODAY), rules.allow(source, desk.item(COOKER), TODAY)) == (
        True,
        False,
    )
    assert not line.remove.isVisible()
    line.until.chosen.emit(TODAY)
    view.save()
    assert [rule.until for rule in desk.read(source_rules.load).by_source[source]] == [TODAY]


def test_a_list_is_ordered_by_keys(qtbot, view, desk):
    choose(view, desk, Named.SITE, NORTH)
    qtbot.keyClick(view.form.texts["name"], Qt.Key.Key_Up, ALT)

    assert rows(view) == [NORTH, FRONT]
    assert [site.name for site in desk.read(catalog.load, "en", TODAY).sites] == [NORTH, FRONT]
    qtbot.keyClick(view.form.texts["name"], Qt.Key.Key_Up, ALT)
    assert rows(view) == [NORTH, FRONT]


def test_a_place_is_made_the_usual_one_and_stands_under_its_site(qtbot, view, desk):
    choose(view, desk, Named.PLACE, "River stop")
    assert rows(view) == [FRONT, "Front room", "River stop", NORTH, "North room"]
    qtbot.keyClick(view.form.usual, Qt.Key.Key_Space)

    view.save()

    assert entries(desk, Named.PLACE)["River stop"].said.is_usual
    assert not entries(desk, Named.PLACE)["Front room"].said.is_usual


def test_an_entry_is_retired_and_brought_back(view, desk):
    choose(view, desk, Named.SITE, NORTH)
    view.form.retire.click()
    assert rows(view) == [FRONT]
    view.retired.click()
    assert rows(view) == [FRONT, NORTH]

    view.form.retire.click()

    assert not entries(desk, Named.SITE)[NORTH].is_retired


def test_the_last_site_is_not_retired_and_why_is_said(view, desk):
    choose(view, desk, Named.SITE, NORTH)
    view.form.retire.click()
    choose(view, desk, Named.SITE, FRONT)
    view.form.retire.click()

    assert any("This one stays on the list" in label for label in shown_labels(view.form))


def test_changes_of_several_lists_stay_and_can_be_put_back(qtbot, view, desk):
    for what, name in ((Named.SITE, NORTH), (Named.SOURCE, STATE)):
        choose(view, desk, what, name)
        types(qtbot, view.form.texts["name"], f"{name} II")
    assert view.note == "2 entries are changed."

    view.put_back()
    choose(view, desk, Named.SITE, NORTH)

    assert view.form.texts["name"].text() == f"{NORTH} II"
    view.put_back()
    assert not view.has_changes


def test_an_empty_list_says_so(view):
    view.which.chosen.emit(Named.SUPPLIER)

    assert "Nothing on this list yet" in shown_labels(view)


def test_the_front_desk_reads_and_is_told_whom_to_ask(view_of, desk):
    view = view_of("DS")
    choose(view, desk, Named.SITE, NORTH)

    assert not view.saves
    assert "Ask a coordinator to change the lists." in shown_labels(view)
    assert not view.add.isVisible()
    assert not view.form.texts["name"].isEnabled()
