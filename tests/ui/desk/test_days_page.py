"""The desk's day as a person meets it: real keys in, the band above the whole desk, and today again by itself."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach import days
from outreach.days import DayOpen
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.theme import Scheme
from outreach.visits import listing
from outreach.visits.which import Kind, Which
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.desk.tasks import InlineTasks
from tests.ui.looks import colors, look, unnamed

K = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
YESTERDAY = TODAY - timedelta(days=1)


class Steady:
    """A clock the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Steady()


@pytest.fixture
def page(qtbot, dressed, store, desk_of, clock):
    tasks = InlineTasks(store)
    page = DeskPage(tasks, desk_of(tasks).desk, translator("en"), clock=clock)
    qtbot.addWidget(page)
    page.resize(1290, 768)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    return page


def newest(page, store):
    with store.reading() as session:
        by = page.presenter._form.desk.by
        return listing.page(session, by, NOW, Which(TODAY - timedelta(days=900), TODAY + timedelta(days=900)))


def band(page):
    """What the band above the desk says; nothing while it is not there."""
    shown = page._days.band
    banners = [one for one in (shown._correcting, shown._elsewhere, shown._asked) if one.isVisible()]
    return " / ".join(one.accessibleName() for one in banners)


def test_yesterday_is_one_key_and_stands_above_the_whole_desk(page, press, store):
    press(K.Key_D, CTRL)
    assert band(page).startswith("Entering for Wednesday 11 Nov, Front Street")
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)

    (line,) = newest(page, store)
    assert (line.on_day, line.hour) == (YESTERDAY, None)
    assert page._strip.where.label == "Wednesday 11 Nov, Front Street"
    assert "returned" in page._strip._back.accessibleName()


def test_a_day_is_typed_and_one_key_goes_back(page, press):
    press(K.Key_D, ALT)
    press("8 nov")
    press(K.Key_Return)
    assert band(page).startswith("Entering for Sunday 8 Nov")
    assert page._days.date.label == "Sun 8 Nov 2026"

    press(K.Key_T, CTRL)

    assert band(page) == ""
    assert page._days.date.label == "Today, Thu 12 Nov 2026"


def test_a_day_to_come_is_asked_about_in_the_band_and_enter_says_yes(page, press):
    press(K.Key_D, ALT)
    press("2027-01-03")
    press(K.Key_Return)
    assert band(page) == "Sunday 3 Jan 2027 is still to come. Enter for that day?"
    press(K.Key_Return)

    assert band(page).startswith("Entering for Sunday 3 Jan")


def test_esc_answers_that_question_with_no_and_leaves_the_visit(page, press):
    press(K.Key_1, ALT)
    press(K.Key_D, ALT)
    press("2027-01-03")
    press(K.Key_Return)
    press(K.Key_Escape)

    assert band(page) == ""
    assert page.presenter.state.draft.lines != ()


def test_after_fifteen_minutes_without_a_key_the_desk_is_back_at_today(page, press, clock):
    press(K.Key_D, CTRL)
    clock.now = 14 * 60
    page._days.untouched.look()
    assert page.presenter.state.is_another_day

    clock.now = 15 * 60
    page._days.untouched.look()

    assert not page.presenter.state.is_another_day
    assert band(page) == ""


def test_a_key_begins_the_fifteen_minutes_anew(page, press, clock):
    press(K.Key_D, CTRL)
    clock.now = 14 * 60
    press(K.Key_Tab)
    clock.now = 28 * 60
    page._days.untouched.look()
    assert page.presenter.state.is_another_day


def test_the_desk_at_today_waits_for_nobody(page, clock):
    clock.now = 60 * 60
    page._days.untouched.look()

    assert page.presenter.state.on == TODAY


def test_another_place_asks_whether_the_desk_is_there_now(page):
    van = next(site for site in page.presenter.state.catalog.sites if site.name == "Mobile van")
    page.presenter.choose_place(van.id, van.usual_place_id)
    assert band(page).startswith("Entering for Mobile van · Stop: 5th & Elm")
    stay, _ = page._days.band._elsewhere._offered
    stay.click()

    assert band(page) == ""
    assert page.presenter.state.site_id == van.id


def test_hours_open_are_noted_by_keys_alone(page, press, store):
    press(K.Key_X, ALT)
    press("3.5")
    press(K.Key_Return)

    with store.reading() as session:
        assert days.of_day(session, page.presenter.state.site_id, TODAY) == DayOpen(14)
    assert page._days._note().form._answer.text() == "Noted."
    press(K.Key_Escape)
    assert QApplication.focusWidget() is page._who.code


def test_hours_that_are_none_are_said_beside_the_field(page, press):
    press(K.Key_X, ALT)
    press("all day")
    press(K.Key_Return)

    assert "quarters" in page._days._note().form._answer.text()
    assert page._days._note().form.hours.hasFocus()


def test_a_figure_of_the_day_asks_for_the_visits_behind_it(qtbot, page, press):
    press(K.Key_D, CTRL)
    site = page.presenter.state.site_id
    page._strip._out.setFocus()
    with qtbot.waitSignal(page.visits_wanted) as asked:
        press(K.Key_Return)

    assert asked.args == [Which(YESTERDAY, YESTERDAY, site, kind=Kind.SYRINGES)]


def test_a_correction_stands_in_a_band_and_saves_with_the_same_key(qtbot, page, press, store):
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)
    page.correct(newest(page, store)[0].encounter_id)
    assert band(page) == "Correcting the visit of 12 Nov, 2 pm"
    assert page._basket.foot.save.label == "Save correction"

    press(K.Key_1, ALT)
    with qtbot.waitSignal(page.corrected):
        press(K.Key_Return, CTRL)

    assert newest(page, store)[0].is_corrected
    assert band(page) == ""
    assert page._basket.foot.save.label == "Save visit"


def test_a_correction_is_left_as_it_was_by_a_key(qtbot, page, press, store):
    press(K.Key_1, ALT)
    press(K.Key_Return, CTRL)
    page.correct(newest(page, store)[0].encounter_id)
    press(K.Key_2, ALT)
    with qtbot.waitSignal(page.left_as_it_was):
        press(K.Key_T, CTRL)

    assert not newest(page, store)[0].is_corrected


@pytest.mark.parametrize(
    ("name", "size", "scheme", "factor"),
    [
        ("desk-late", (1290, 768), Scheme.LIGHT, 1.0),
        ("desk-late-1366x690", (1290, 690), Scheme.LIGHT, 1.0),
        ("desk-late-dark", (1290, 768), Scheme.DARK, 1.0),
        ("desk-late-150", (1252, 768), Scheme.LIGHT, 1.5),
    ],
)
def test_the_band_fits_above_the_desk(dressed, page, press, name, size, scheme, factor):
    dressed.choose(scheme, factor)
    page.resize(*size)
    press(K.Key_D, CTRL)
    press(K.Key_1, ALT)

    picture = look(page, name, size)

    assert (page.width(), page.height()) == size
    assert page._days.band.width() == page.width()
    assert len(colors(picture)) > 8
    assert unnamed(page) == []
