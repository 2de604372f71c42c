"""A newcomer is told one thing at a time; doing it, or the ×, ends it for good; nothing moves meanwhile."""

import pytest
from PySide6.QtCore import Qt

from outreach.preferences import hints_put_away
from outreach.translation import translator
from outreach.ui.desk import wording
from outreach.ui.desk.page import DeskPage
from outreach.ui.shared.hints import Hint, Hints
from outreach.ui.shortcuts import TILES, Key, Where, alt_key_of
from tests.ui.desk.tasks import InlineTasks
from tests.ui.looks import look, unnamed

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page_of(qtbot, dressed, store, desk_of):
    pages = []

    def make(*put_away):
        tasks = InlineTasks(store)
        desk = desk_of(tasks).desk
        page = DeskPage(tasks, desk, translator("en"), Hints(tasks, desk.by, frozenset(put_away)))
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1290, 720)
        with qtbot.waitActive(page):
            page.show()
        page.refresh()
        return page

    return make


def _told(page):
    return page._hints.line._text.text()


def _adds_by_line(qtbot, page):
    page._focus_line()
    qtbot.keyClicks(page._line, "50 29g")
    qtbot.keyClick(page._line, Qt.Key.Key_Return)


def _put_away(store, page):
    with store.reading() as session:
        return hints_put_away(session, page.presenter._form.desk.by)


def test_the_first_thing_told_is_how_to_type(page_of):
    page = page_of()
    look(page, "desk-first-visit")

    assert _told(page) == "Type 50 29g and Enter: it adds 50 syringes 29G."
    assert unnamed(page) == []


def test_doing_it_puts_it_away_for_good(qtbot, page_of, store):
    page = page_of()

    _adds_by_line(qtbot, page)

    assert Hint.LINE in _put_away(store, page)
    assert _told(page) == "Alt+1 adds the usual pack of the first tile; digits set it."


def test_alt_digit_save_and_take_back_are_told_when_they_help(qtbot, page_of, store):
    page = page_of(Hint.LINE)
    qtbot.keyClick(page, Qt.Key.Key_1, ALT)
    assert _told(page) == "Ctrl+Enter saves from anywhere on the page."
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert _told(page) == "Saved too soon? Alt+Z takes it back and fills the form again."

    qtbot.keyClick(page, Qt.Key.Key_Z, ALT)

    assert _put_away(store, page) == {Hint.TILE, Hint.SAVE, Hint.TAKE_BACK}


def test_its_x_puts_it_away_too(qtbot, page_of, store):
    page = page_of()

    qtbot.mouseClick(page._hints.line._close, Qt.MouseButton.LeftButton)

    assert _put_away(store, page) == {Hint.LINE}
    assert "Alt+1" in _told(page)


def test_no_hint_stands_beside_a_question(qtbot, page_of):
    page = page_of()

    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)

    assert page._basket.asked.isVisible()
    assert _told(page) == ""


def test_nothing_moves_when_a_hint_goes(qtbot, page_of):
    page = page_of(*(set(Hint) - {Hint.KEYS}))
    before = [widget.geometry() for widget in (page._basket._empty, page._basket.foot)]

    qtbot.mouseClick(page._hints.line._close, Qt.MouseButton.LeftButton)

    assert _told(page) == ""
    assert [widget.geometry() for widget in (page._basket._empty, page._basket.foot)] == before


def test_where_nothing_helps_now_nothing_stands_there(page_of):
    page = page_of(*(set(Hint) - {Hint.TAKE_BACK}))

    assert _told(page) == ""
    assert not page._hints.line._close.isVisible()
    assert not page._hints.line._icon.isVisible()


def test_who_has_seen_them_all_finds_no_room_left_for_them(page_of):
    assert page_of(*Hint)._hints is None


def test_every_alt_key_of_the_desk_stands_on_its_control(qtbot, page_of):
    page = page_of()
    for key in (Qt.Key.Key_1, Qt.Key.Key_A) * 3:  # what belongs to a line, or to a visit set aside, is there with it
        qtbot.keyClick(page, key, ALT)
    qtbot.keyClick(page, Qt.Key.Key_1, ALT)
    page.presenter.code_typed("MA0785")
    page.presenter.code_left()
    tagged = {alt_key_of(widget) for widget in page.findChildren(object) if widget.isWidgetType()} - {""}
    page._strip.toast.offer("Take back", key=Key.TAKE_BACK.shown)

    wanted = {next(shown for shown in key.all_shown if "Alt" in shown) for key in _with_alt(Where.DESK)}
    assert wanted - tagged == set()
    assert len(TILES) == 10


def test_a_small_window_has_the_key_of_no_code_on_it_while_alt_is_held(page_of):
    page = page_of()
    page.resize(1204, 650)
    page.refresh()

    assert page._who._no_code.key == ""
    assert alt_key_of(page._who._no_code) == Key.NO_CODE.shown


def test_where_somebody_was_referred_keeps_its_capitals():
    said = wording.care(["HIV test"], ["Mental health"], ["HIV care or PrEP", "Housing"], translator("en"))

    assert said == "HIV test · Referred: mental health · Got there: HIV care or PrEP, housing"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_got_there_is_reached_by_its_key(qtbot, page_of):
    page = page_of()

    qtbot.keyClick(page, Qt.Key.Key_G, CTRL)
    assert page._care._arrived.menu.isVisible()
    qtbot.keyClick(page._care._arrived.menu, Qt.Key.Key_Return)

    assert len(page.presenter.state.draft.arrived) == 1
    assert page._care._arrived.label == "Got there: 1"


def _with_alt(where):
    return [key for key in Key if key.where is where and any("Alt" in shown for shown in key.all_shown)]
