"""Something happened, told with real keys: from the desk and back to it, in words fit to be read aloud."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.closed_lists import Outcome, PlaceKind, WhenKnown
from outreach.db.models.happened import SupportLine
from outreach.happened.report import Report
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.happened.draft import Telling
from outreach.ui.happened.page import HappenedPage
from outreach.ui.shared.announce import spoken
from outreach.ui.sheets.tabs import Tab
from outreach.ui.theme import Scheme
from outreach.vocabulary import NaloxoneReason
from tests.ui.desk.conftest import center_file, desk_of, standing_store, store  # noqa: F401 - the same desk
from tests.ui.happened.conftest import Room
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import cut_off, look, shown_labels, small_targets, unnamed

K, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def said():
    heard: list[str] = []
    spoken.said.connect(heard.append)
    yield heard
    spoken.said.disconnect(heard.append)


@pytest.mark.parametrize("key", [(K.Key_F8,), (K.Key_H, CTRL)], ids=("F8", "Ctrl+H"))
def test_from_the_desk_by_a_key_and_back_with_the_visit_as_it_was(room, key):
    room.press("MA0785")
    room.press(*key)
    there = room.page
    assert isinstance(there, HappenedPage)
    room.press(K.Key_Escape)

    assert isinstance(room.page, DeskPage)
    assert room.state.code_text == "MA0785"


def test_back_at_the_desk_the_keyboard_is_where_it_was(room):
    room.press(K.Key_F3)
    line = room.focused
    room.press("50 29g")
    room.press(K.Key_F8)
    room.press(K.Key_Escape)

    assert room.focused is line
    assert line.text() == "50 29g"


def test_arrows_go_through_the_kinds_and_the_keyboard_stays_there(room):
    room.press(K.Key_F8)
    room.page._kinds.focus()
    for _ in range(5):
        room.press(K.Key_Down)

    assert room.state.telling is Telling.DRUG_CHECK
    assert room.page._kinds.isAncestorOf(room.focused)


def test_begun_there_it_waits_while_one_is_at_the_desk(room):
    room.press(K.Key_F8)
    room.page.presenter.say(doses=2)
    room.press(K.Key_Escape)
    assert room.room.has_work
    room.press(K.Key_F8)

    assert room.state.report.said.doses == 2


def test_from_a_sheet_one_comes_back_to_the_sheet(room):
    room.room.turn_to(Tab.VISIT_SHEET)
    sheet = room.page
    room.press(K.Key_F8)
    room.press(K.Key_Escape)

    assert room.page is sheet


def test_told_with_the_keyboard_alone(room):
    room.press(K.Key_F8)
    room.press(K.Key_Left)
    room.press(K.Key_Left)  # from not asked past not known: a month
    room.press(K.Key_Tab)
    room.press(K.Key_Tab)
    room.press(K.Key_Tab)
    room.press(K.Key_Left)
    room.press(K.Key_Left)  # where: from not asked past not known to elsewhere
    room.press(K.Key_Tab)
    room.press("2")
    room.press(K.Key_Return, CTRL)

    said = room.state.told.said
    assert (said.happened.known, said.place_kind, said.doses) == (WhenKnown.MONTH, PlaceKind.ELSEWHERE, 2)


def test_the_reflex_to_save_saves_nothing_that_was_not_said(room, said):
    room.press(K.Key_F8)
    room.press(K.Key_Return, CTRL)
    question = "Nothing is said yet. Press Ctrl+Enter again to save it all the same."

    assert room.state.told is None
    assert question in shown_labels(room.page)
    assert said[-1] == question
    room.press(K.Key_Left)  # an answer
    assert question not in shown_labels(room.page)


def test_of_a_drug_check_it_is_said_what_must_be_named(room):
    room.press(K.Key_F8)
    optional = "Every answer is optional. Nothing here becomes a service or a contact."
    assert optional in shown_labels(room.page)
    room.page.presenter.show_kind(Telling.DRUG_CHECK)

    assert optional not in shown_labels(room.page)
    assert any(text.startswith("Only Found needs more") for text in shown_labels(room.page))


def test_a_drug_check_begins_with_a_result_nobody_said(room):
    room.press(K.Key_F8)
    room.page.presenter.show_kind(Telling.DRUG_CHECK)
    result = room.page._check._result._segmented
    chosen = [segment.label for segment in result.segments if segment.isChecked()]
    assert chosen == ["Not said"]
    result.focus()
    room.press(K.Key_Left)

    assert room.state.check.is_result_said
    room.press(K.Key_Right)
    assert not room.state.check.is_result_said


def test_a_visit_is_called_kept_only_where_one_is_begun(room):
    kept = "The visit you began is kept"
    room.press(K.Key_F8)
    assert kept not in shown_labels(room.page)
    room.press(K.Key_Escape)
    room.press("MA0785")
    room.press(K.Key_F8)
    assert kept in shown_labels(room.page)
    room.page.presenter.correcting.begin(1, room.state.said)

    assert kept not in shown_labels(room.page)


def test_after_saving_enter_goes_back_to_the_desk(room):
    room.press(K.Key_F8)
    room.page.presenter.say(doses=1)
    room.press(K.Key_Return, CTRL)
    room.press(K.Key_Return)

    assert isinstance(room.page, DeskPage)


def test_after_saving_the_center_s_own_words_are_shown_and_said(room, said):
    room.press(K.Key_F8)
    room.page.presenter.say(doses=1)
    room.press(K.Key_Return, CTRL)

    lines = room.state.books.to_do.lines[Telling.OVERDOSE_RESPONSE.happening]
    assert set(lines) <= set(shown_labels(room.page))
    assert all(line in said[-1] for line in lines)


def test_after_died_there_is_one_quiet_line_and_the_number_and_nothing_else_to_do(room, store, said):  # noqa: F811
    with store.writing() as session:
        session.add(SupportLine(id=1, number="555 0142, day and night"))
    room.press(K.Key_F8)
    room.page.presenter.say(outcome=Outcome.DIED)
    room.press(K.Key_Return, CTRL)

    shown = shown_labels(room.page._done)
    assert "If you or whoever was there would like to talk, call 555 0142, day and night." in shown
    assert "What to do now, from your center" not in shown
    assert not [text for text in shown if text in room.state.books.to_do.lines[Telling.OVERDOSE_RESPONSE.happening]]
    assert "We are sorry." in said[-1]


def test_where_nothing_stands_beside_the_form_the_quiet_line_is_in_sight_where_died_was_said(
    qtbot, dressed, store, desk  # noqa: F811 - the fixture
):  # fmt: skip
    room = Room(qtbot, InlineTasks(store), desk, size=(853, 420))
    room.press(K.Key_F8)
    room.page._report._lists["outcome"].focus()
    room.page.presenter.say(outcome=Outcome.DIED)
    settle()
    look(room.room, "happened-died-low")

    sorry = room.page._report._sorry
    assert sorry.text().startswith("We are sorry. If you or whoever was there would like to talk")
    assert sorry.visibleRegion().boundingRect() == sorry.rect()
    room.page.presenter.say(outcome=Outcome.NOT_KNOWN)
    assert not sorry.isVisible()


def test_the_key_pressed_again_after_saving_begins_another(room):
    room.press(K.Key_F8)
    room.page.presenter.say(doses=1)
    room.press(K.Key_Return, CTRL)
    room.press(K.Key_F8)

    assert room.state.told is None


def test_taken_back_by_the_key_it_stands_on_the_form_again(room):
    room.press(K.Key_F8)
    room.page.presenter.say(doses=4)
    room.press(K.Key_Return, CTRL)
    room.press(K.Key_Z, ALT)

    assert room.state.told is None
    assert room.state.report.said.doses == 4
    assert "Taken back" in shown_labels(room.page)


def test_the_key_takes_back_nothing_of_the_desk_from_here(room):
    room.room.desk.presenter.save()
    room.room.desk.presenter.save_nothing()
    assert room.room.desk.presenter.state.last is not None
    room.press(K.Key_F8)
    room.press(K.Key_Z, ALT)

    assert room.room.desk.presenter.state.last is not None


def test_escape_closes_what_lies_over_the_page_first(room):
    room.press(K.Key_F8)
    room.page._report._told._pick_day("another")
    room.press(K.Key_Escape)
    still = room.page
    assert isinstance(still, HappenedPage)
    room.press(K.Key_Escape)

    assert isinstance(room.page, DeskPage)


def test_what_is_wrong_is_said_in_place_and_aloud(room, said):
    room.press(K.Key_F8)
    presenter = room.page.presenter
    presenter.know_when(WhenKnown.DAY)
    presenter.told_on(date(2026, 11, 1))
    room.press(K.Key_Return, CTRL)

    assert any("is after" in text for text in shown_labels(room.page))
    assert any("Not saved yet." in text for text in said)


def test_same_event_is_offered_said_and_answered_with_the_keyboard(room, said):
    tell_today(room)
    room.press(K.Key_Return, CTRL)
    room.press(K.Key_Escape)
    tell_today(room)
    assert any("Two reports of one event count once." in text for text in said)
    room.button("Same event").setFocus()
    room.press(K.Key_Space)
    assert room.focused is room.button("It is a different one")
    room.press(K.Key_Return, CTRL)

    assert "Saved. Both reports count as one event." in shown_labels(room.page)


def test_it_is_never_asked_in_the_way(room):
    for _ in range(2):
        tell_today(room)
        room.press(K.Key_Return, CTRL)
        assert room.state.told is not None
        room.press(K.Key_Escape)


def tell_today(room):
    room.press(K.Key_F8)
    room.page.presenter.know_when(WhenKnown.DAY)


def test_used_it_at_the_desk_offers_the_page_and_nothing_leads_back(room):
    desk = room.room.desk.presenter
    desk.set_amount(next(item.id for item in desk.state.catalog.items if item.naloxone), 2)
    desk.what.set_reason(desk.state.draft.lines[0].key, NaloxoneReason.USED)
    room.click("Tell us about the overdose response")
    assert isinstance(room.page, HappenedPage)
    room.page.presenter.say(doses=1)
    room.press(K.Key_Return, CTRL)

    assert isinstance(room.state.told.said, Report)
    assert not room.state.told.said.used
    room.press(K.Key_Escape)
    assert room.state.draft.lines[0].reason is NaloxoneReason.USED


def test_another_reason_takes_the_offer_away(room):
    desk = room.room.desk.presenter
    desk.set_amount(next(item.id for item in desk.state.catalog.items if item.naloxone), 2)
    key = desk.state.draft.lines[0].key
    desk.what.set_reason(key, NaloxoneReason.USED)
    desk.what.set_reason(key, NaloxoneReason.LOST)

    with pytest.raises(StopIteration):
        room.button("Tell us about the overdose response")


def test_the_button_in_care_opens_it(room):
    room.click("Something happened")

    assert isinstance(room.page, HappenedPage)


def test_a_save_that_ends_in_a_fault_keeps_what_was_told(qtbot, dressed, store, desk):  # noqa: F811 - the fixture
    tasks = HeldTasks(store)
    room = Room(qtbot, tasks, desk)
    tasks.let_go()
    room.press(K.Key_F8)
    tasks.let_go()
    room.page.presenter.say(doses=2)
    room.press(K.Key_Return, CTRL)
    tasks.forget()
    room.room.not_answered()
    assert room.state.report.said.doses == 2
    room.press(K.Key_Return, CTRL)
    tasks.let_go()

    assert room.state.told is not None


def test_the_page_is_made_when_it_is_first_turned_to(room):
    assert room.room._happened.made is None


def test_arrows_move_a_choice_and_tab_passes_it(room):
    room.press(K.Key_F8)
    segments = [one for one in room.page._report._lists["outcome"]._segmented.segments if one.focusPolicy() & K_TAB]

    assert len(segments) == 1


K_TAB = Qt.FocusPolicy.TabFocus


SIZES = [(1290, 700), (1204, 600), (853, 500), (640, 460)]
CASES = [(language, size) for language in ("en", "es", "qps") for size in SIZES if (language, size[0]) != ("qps", 640)]


@pytest.mark.parametrize(("language", "size"), CASES, ids=lambda one: str(one if isinstance(one, str) else one[0]))
def test_every_kind_fits_and_is_named(qtbot, dressed, store, desk, language, size):  # noqa: F811 - the fixture
    room = Room(qtbot, InlineTasks(store), replace(desk, language="es" if language == "es" else "en"),
                translator(language), size)  # fmt: skip
    room.press(K.Key_F8)
    for telling in Telling:
        room.page.presenter.show_kind(telling)
        settle()
        look(room.room, f"happened-{telling}-{language}-{size[0]}")
        assert (cut_off(room.room), small_targets(room.room), unnamed(room.room)) == ([], [], [])
    room.page.presenter.save()
    settle()
    look(room.room, f"happened-asked-{language}-{size[0]}")
    assert cut_off(room.room) == []
    room.page.presenter.show_kind(Telling.OVERDOSE_RESPONSE)
    room.page.presenter.know_when(WhenKnown.DAY)
    room.page.presenter.say(outcome=Outcome.DIED)
    settle()
    look(room.room, f"happened-died-{language}-{size[0]}")
    assert cut_off(room.room) == []
    room.page.presenter.save()
    settle()
    look(room.room, f"happened-done-{language}-{size[0]}")
    assert (cut_off(room.room), unnamed(room.room)) == ([], [])


def settle():
    """Let what was changed find its place."""
    for _ in range(4):
        QApplication.processEvents()


def test_in_the_dark_it_is_drawn_in_its_own_colors(room, dressed):
    room.press(K.Key_F8)
    dressed.choose(Scheme.DARK, 1.0)
    settle()
    look(room.room, "happened-dark")


def test_after_died_the_words_are_quiet_and_nothing_more_is_offered(room, said):
    room.press(K.Key_F8)
    room.page.presenter.say(outcome=Outcome.DIED)
    assert not any("reversal" in text.lower() for text in shown_labels(room.page))
    room.press(K.Key_Return, CTRL)

    done = room.page._done
    assert [text for text in shown_labels(done) if "aved" in text or "!" in text] == []
    assert (done._heading.text(), done._more.isVisible()) == ("We are sorry.", False)
    assert said[-1].startswith("We are sorry. If you or whoever was there would like to talk")
    assert room.focused is done.back
