"""What to do now and whom to call, said by the center; and the lists a drug check chooses from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.closed_lists import Happening
from outreach.drug_checks import lists
from outreach.drug_checks.lists import ListOf
from outreach.happened.guidance import provided, to_do
from outreach.ui.settings.drug_checks.view import CheckSettingsView
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.happened.view import HappenedSettingsView
from outreach.vocabulary import At
from tests.make import TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import cut_off, look, small_targets, unnamed
from tests.ui.settings.questions.test_view import say

STICK = Happening.NEEDLE_STICK


@pytest.fixture
def view_of(qtbot, dressed, words, desk):
    def make(view, who="JM"):
        view = view(InlineTasks(desk.store), EditedBy(desk.by(who), lambda: At(TODAY, 10), "en"), words)
        qtbot.addWidget(view)
        view.resize(860, 700)
        view.refresh()
        with qtbot.waitActive(view):
            view.show()
        return view

    return make


@pytest.fixture
def texts(view_of):
    return view_of(HappenedSettingsView)


@pytest.fixture
def checks(view_of):
    return view_of(CheckSettingsView)


def shown(view):
    return tuple(field.text() for field in view._lines if field.isVisible())


def type_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def now(desk, kind=STICK, language="en"):
    return desk.read(to_do, language).lines[kind]


def test_it_begins_with_the_words_that_come_with_outreach_and_room_for_one_more(texts):
    texts.presenter.look_at(STICK)

    assert shown(texts) == (*provided(STICK, "en"), "")
    assert not texts.has_changes


def test_a_center_says_it_in_its_own_words_and_saves_them_once(qtbot, texts, desk):
    texts.presenter.look_at(STICK)
    type_over(qtbot, texts._lines[0], "Wash it with soap")
    assert texts.has_changes
    assert now(desk) == provided(STICK, "en")

    texts.save()

    assert now(desk) == ("Wash it with soap", *provided(STICK, "en")[1:])
    assert not texts.has_changes


def test_what_is_written_in_one_kind_stays_while_another_is_looked_at(qtbot, texts, desk):
    type_over(qtbot, texts._lines[0], "Sit down together")
    texts.presenter.look_at(STICK)
    type_over(qtbot, texts._lines[0], "Wash it with soap")
    texts.save()

    assert now(desk, Happening.OVERDOSE_RESPONSE)[0] == "Sit down together"
    assert now(desk)[0] == "Wash it with soap"


def test_each_language_has_its_own_words(qtbot, texts, desk):
    texts.presenter.look_at(STICK)
    type_over(qtbot, texts._lines[0], "Wash it with soap")
    texts.presenter.speak("es")
    type_over(qtbot, texts._lines[0], "Lave la herida")
    texts.save()

    assert (now(desk)[0], now(desk, language="es")[0]) == ("Wash it with soap", "Lave la herida")


def test_the_words_that_come_with_outreach_can_be_taken_again(qtbot, texts, desk):
    texts.presenter.look_at(STICK)
    type_over(qtbot, texts._lines[0], "Wash it with soap")
    texts.save()
    texts._provided.click()
    texts.save()

    assert now(desk) == provided(STICK, "en")


def test_put_back_shows_what_is_kept(qtbot, texts):
    type_over(qtbot, texts._lines[0], "Sit down together")
    texts._number.setFocus()
    qtbot.keyClicks(texts._number, "555 0100")
    texts.put_back()

    assert (shown(texts)[0], texts._number.text()) == (provided(Happening.OVERDOSE_RESPONSE, "en")[0], "")


def test_the_number_is_kept_and_taken_away_again(qtbot, texts, desk):
    type_over(qtbot, texts._number, "555 0100")
    texts.save()
    assert desk.read(to_do, "en").number == "555 0100"

    texts._number.selectAll()
    qtbot.keyClick(texts._number, Qt.Key.Key_Delete)
    texts.save()
    assert desk.read(to_do, "en").number == ""


def test_enter_goes_to_the_line_below(qtbot, texts):
    texts._lines[0].setFocus()
    qtbot.keyClick(texts._lines[0], Qt.Key.Key_Return)

    assert QApplication.focusWidget() is texts._lines[1]


def test_front_desk_reads_and_changes_nothing(view_of, desk):
    texts, checks = view_of(HappenedSettingsView, "DS"), view_of(CheckSettingsView, "DS")
    texts.presenter.call("555 0100")
    texts.presenter.save()
    checks.presenter.add({"en": "Tile"})

    assert desk.read(to_do, "en").number == ""
    assert "Tile" not in [one.name for one in desk.read(lists.load, "en").substances]
    assert texts._ask.isVisible()
    assert not texts._lines[0].isEnabled()
    assert not texts.saves


def test_a_substance_is_added_and_retired(checks, desk):
    say(checks._add, "Bromazolam", "Bromazolam")
    entry = desk.read(lists.load, "en").substances[-1]
    assert entry.name == "Bromazolam"
    assert checks._add._fields["en"].text() == ""

    checks.presenter.offer(entry.id, is_offered=False)
    assert desk.read(lists.load, "en").substances[-1].is_retired
    checks.presenter.offer(entry.id, is_offered=True)
    assert not desk.read(lists.load, "en").substances[-1].is_retired


def test_a_way_of_testing_is_added_to_the_list_looked_at(checks, desk):
    checks.presenter.look_at(ListOf.METHOD)
    say(checks._add, "Paper spray", "")

    assert desk.read(lists.load, "es").methods[-1].name == "Paper spray"


def test_a_name_that_is_taken_stays_in_its_field_and_is_said(checks):
    say(checks._add, "Fentanyl", "")

    assert checks._add._fields["en"].text() == "Fentanyl"
    assert checks.presenter.state.refusal is not None


@pytest.mark.parametrize("view", [HappenedSettingsView, CheckSettingsView])
def test_it_can_be_read_and_heard(view_of, view):
    shown = view_of(view)
    look(shown, f"settings-{view.__name__}")

    assert (cut_off(shown), small_targets(shown), unnamed(shown)) == ([], [], [])
