"""A visit entered for a day that was counted: *before or after the count?* is asked once, and kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from outreach import catalog, encounters
from outreach.db.models.center import Device
from outreach.entry import Entry, Given
from outreach.safety import staff
from outreach.stock import counts
from outreach.stock.counts import Found
from outreach.ui.desk.state import Notice, Whereabouts
from outreach.ui.shared.code_field import CodeField
from outreach.vocabulary import CountSide, ItemId, SiteId
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.desk.test_elsewhere import COOKER, SWAB, SYRINGE, entry_of, give, newest, save

SUNDAY = TODAY - timedelta(days=4)
CTRL = Qt.KeyboardModifier.ControlModifier


def count(store, on, site="Front Street", name=SYRINGE):
    with store.writing() as session:
        session.merge(Device(number=1, installation="here", since_on=TODAY))
        session.flush()
        known = catalog.load(session, "en", TODAY)
        counts.post(
            session, staff.actor(session, "JM", 1), NOW, client_id=uuid4(), site_id=SiteId(known.find("site", site)),
            on=on, found=[Found(ItemId(known.find("item", name)), 100)],
        )  # fmt: skip


def test_what_is_entered_for_a_counted_day_waits_for_its_side_and_is_asked_once(at_desk):
    count(at_desk.store, SUNDAY)
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    save(at_desk)
    waits = newest(at_desk)
    at_desk.presenter.say_side(CountSide.BEFORE)
    save(at_desk, SYRINGE, 20)

    assert (len(waits), at_desk.state.side_insisted) == (0, 1)
    saved = newest(at_desk)
    assert [entry_of(at_desk, line.encounter_id).count_side for line in saved] == [CountSide.BEFORE] * 2


def test_what_was_not_counted_is_saved_unasked(at_desk):
    count(at_desk.store, SUNDAY)
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    save(at_desk, SWAB, 5)

    assert at_desk.state.notice is Notice.SAVED


def test_a_count_of_today_asks_nothing_of_today(at_desk):
    count(at_desk.store, TODAY)
    at_desk.presenter.refresh()
    save(at_desk)

    assert at_desk.state.notice is Notice.SAVED


def test_another_day_is_asked_about_anew(at_desk):
    count(at_desk.store, SUNDAY)
    count(at_desk.store, SUNDAY - timedelta(days=1))
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.say_side(CountSide.AFTER)
    at_desk.presenter.elsewhere.enter_for(SUNDAY - timedelta(days=1))

    assert at_desk.state.side is None
    assert at_desk.state.counted == {at_desk.item(SYRINGE)}


def test_a_correction_keeps_the_side_it_was_said_on(at_desk):
    count(at_desk.store, SUNDAY)
    visit = recorded(at_desk, SUNDAY, CountSide.BEFORE)
    at_desk.presenter.correct(visit)
    give(at_desk, SYRINGE, 30)
    at_desk.presenter.save()

    assert at_desk.state.notice is Notice.CORRECTED
    assert entry_of(at_desk, visit).count_side is CountSide.BEFORE


def test_a_correction_moved_to_a_counted_day_is_asked_about(at_desk):
    count(at_desk.store, SUNDAY)
    visit = recorded(at_desk, SUNDAY - timedelta(days=1), None)
    at_desk.presenter.correct(visit)
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.save()
    was_asked = at_desk.state.side_insisted
    at_desk.presenter.say_side(CountSide.AFTER)

    assert was_asked == 1
    assert (entry_of(at_desk, visit).on, entry_of(at_desk, visit).count_side) == (SUNDAY, CountSide.AFTER)


def recorded(desk, on, side):
    with desk.store.writing() as session:
        site = desk.state.site_id
        entry = Entry(uuid4(), on, None, site, given=(Given(desk.item(SYRINGE), 50),), count_side=side)
        return encounters.record(session, desk.desk.by, NOW, entry).encounter_id


@pytest.mark.parametrize(("key", "side"), [(None, CountSide.BEFORE), (Qt.Key.Key_Tab, CountSide.AFTER)])
def test_save_takes_the_keyboard_to_the_question_and_enter_answers_it(page, press, store, key, side):
    count(store, SUNDAY)
    page.presenter.elsewhere.enter_for(SUNDAY)
    page.presenter.set_amount(page.presenter.state.catalog.find("item", SYRINGE), 50)
    press(Qt.Key.Key_Return, CTRL)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Before"
    if key is not None:
        press(key)
    press(Qt.Key.Key_Return)

    assert page.presenter.state.side is side
    assert page.presenter.state.notice is Notice.SAVED  # the Save that waited
    assert isinstance(QApplication.focusWidget(), CodeField)


def test_an_answer_can_be_changed(page, press, store):
    count(store, SUNDAY)
    page.presenter.elsewhere.enter_for(SUNDAY)
    page.presenter.say_side(CountSide.BEFORE)
    QApplication.processEvents()
    change = next(b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text() == "Change")
    change.click()

    assert page.presenter.state.side is None


def test_another_site_of_that_day_asks_nothing(at_desk):
    count(at_desk.store, SUNDAY)
    van = next(site for site in at_desk.state.catalog.sites if site.name == "Mobile van")
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.choose_place(van.id, van.usual_place_id)
    save(at_desk, COOKER, 3)

    assert at_desk.state.notice is Notice.SAVED
    assert at_desk.state.whereabouts == Whereabouts(SUNDAY, van.id, van.usual_place_id)
