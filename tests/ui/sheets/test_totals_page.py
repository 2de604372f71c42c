"""A totals sheet by real keys: down the paper with Tab, kept line by line, and what is wrong said beside it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from outreach.sheets import reading
from outreach.ui.sheets.state import Notice
from outreach.ui.sheets.tabs import Tab
from outreach.vocabulary import SheetKind
from tests.ui.desk.conftest import center_file, desk_of, standing_store, store  # noqa: F401 - the same desk

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def totals(room, press, numbers):
    """The printed totals sheet, opened by its number."""
    room.turn_to(Tab.TOTALS_SHEET)
    press(numbers[SheetKind.TOTALS])
    press(K.Key_Return)
    return room.shown


@pytest.fixture
def counted(totals, press):
    """The same, 41 contacts counted, the keyboard in the field of how many."""
    totals._choose_contacts("counted")
    press("41")
    return totals


def line(page, place):
    return page.lines._shown[place]


def kept(page, store):  # noqa: F811 - the fixture
    with store.reading() as session:
        return reading.load(session, page.presenter.state.sheet.id).crowd


def test_what_was_said_of_a_posting_that_was_refused_goes_when_a_line_is_typed(totals, press):
    totals._choose_contacts("not_counted")
    press(K.Key_Return, CTRL)
    assert totals.presenter.state.notice is Notice.NOT_POSTED
    assert totals.band.said.isVisible()

    totals.lines.go_to(0)
    press("12")

    assert (totals.presenter.state.refusal, totals.presenter.state.notice) == (None, Notice.NONE)
    assert not totals.band.said.isVisible()


def test_tab_goes_down_the_paper_from_how_many_were_counted_to_posting(counted, press):
    seen = []
    for _ in range(len(counted.lines.fields) + 2):
        press(K.Key_Tab)
        seen.append(QApplication.focusWidget())

    assert seen == [*counted.lines.fields, counted.foot.void, counted.foot.post]


def test_a_bad_amount_is_said_beside_its_own_line_and_posting_goes_there(counted, press):
    press(K.Key_Tab)
    press("12")
    press(K.Key_Tab)
    press("1o0")
    press(K.Key_Tab)
    press("5")

    assert [one.wrong.isVisible() for one in counted.lines._shown[:3]] == [False, True, False]
    assert line(counted, 1).wrong.text() == "Type a whole number here."
    assert line(counted, 1).field.accessibleDescription() == "Type a whole number here."
    press(K.Key_Return, CTRL)
    assert counted.presenter.state.is_keying
    assert line(counted, 1).field.hasFocus()
    assert counted.foot._why.text() == "1 entry to put right"


def test_contacts_that_are_no_number_are_said_and_not_taken_for_nothing(totals, press):
    totals._choose_contacts("counted")
    press("4o")

    assert totals._number_wrong.text() == "Type a whole number here."
    press(K.Key_Tab)
    press("12")
    press(K.Key_Return, CTRL)
    assert totals.presenter.state.is_keying
    assert totals.number.hasFocus()
    assert totals.number.text() == "4o"


def test_every_line_is_kept_as_it_is_left_and_the_page_says_so(counted, press, store):  # noqa: F811 - the fixture
    press(K.Key_Tab)
    press("120")
    press(K.Key_Tab)
    press("50")

    assert [n for _, n in kept(counted, store).items] == [120]
    assert counted.foot._kept.text() == "1 line kept as a draft"
    press(K.Key_Return)
    assert [n for _, n in kept(counted, store).items] == [120, 50]
    assert counted.foot._kept.text() == "2 lines kept as a draft"


def test_a_totals_sheet_begun_is_offered_again_with_what_is_kept_of_it(counted, press):
    press(K.Key_Tab)
    press("120")
    counted.presenter.leave()

    [offered] = counted._offered[1:]
    assert offered.text().endswith("1 line kept")
    offered.click()
    assert line(counted, 0).field.text() == "120"


def test_what_a_tick_stands_for_is_said_and_a_total_typed_in_ticks_shows(counted, press):
    pack = counted.presenter.state.sheet.layout.columns[0].pack
    assert line(counted, 0).beside.text() == f"{pack} units"
    press(K.Key_Tab)

    press(str(12 * pack))
    assert line(counted, 0).beside.text() == f"{pack} units · 12 ticks"
    press(K.Key_Backspace)
    press(K.Key_Backspace)
    press(K.Key_Backspace)
    press(str(pack + 2))
    assert line(counted, 0).beside.text() == f"{pack} units · not whole ticks"


def test_posting_a_sheet_of_which_nothing_is_keyed_says_so(totals, press):
    press(K.Key_Return, CTRL)

    assert totals.band.said.accessibleName().startswith("This sheet is not posted. Nothing is keyed of sheet")
    assert totals.presenter.state.is_keying


def test_whether_contacts_were_counted_is_asked_where_it_is_said(totals, press):
    totals.lines.go_to(0)
    press("120")

    press(K.Key_Return, CTRL)

    assert totals.band.said.accessibleName().startswith("This sheet is not posted.")
    assert totals.contacts.isAncestorOf(QApplication.focusWidget())


def test_a_posted_totals_sheet_is_looked_at_and_moved_and_nothing_in_it_is_typed(counted, press, numbers):
    press(K.Key_Tab)
    press("120")
    press(K.Key_Return, CTRL)
    press(numbers[SheetKind.TOTALS])
    press(K.Key_Return)

    assert counted.presenter.state.is_posted
    assert (counted.number.text(), line(counted, 0).field.text()) == ("41", "120")
    assert all(field.isReadOnly() for field in (counted.number, counted.event_name, *counted.lines.fields))
    assert not counted.contacts.isEnabled()
    counted.presenter.enter_for(counted.presenter.state.today - timedelta(days=1))
    press(K.Key_Return)
    assert counted.presenter.state.notice is Notice.MOVED
    assert counted.has_focus_within()


def test_a_posted_totals_sheet_is_contacts_of_a_day_and_a_site_and_never_a_visit(counted, press):
    press(K.Key_Tab)
    press("120")
    press(K.Key_Return, CTRL)

    said = counted.band.said.accessibleName()
    assert counted.presenter.state.notice is Notice.POSTED
    assert "41 contacts counted" in said
    assert "Front Street" in said
    assert "visit" not in said
