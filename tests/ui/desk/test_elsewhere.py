"""Entering for another day or place at the desk, and correcting: the presenter, on a real file."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from outreach import days, encounters, history
from outreach.days import DayOpen, SomebodyCame
from outreach.db.models.encounters import EncounterVersion
from outreach.db.models.stock import Lot
from outreach.entry import Asked, Entry, Given, Unlisted
from outreach.errors import StorageTrouble
from outreach.ui.desk.state import Code, Notice, Question, Whereabouts
from outreach.visits import listing
from outreach.visits.which import Which
from outreach.vocabulary import LotKnown, ReturnedHow
from tests.ui.desk.conftest import NOW, TODAY

SYRINGE, SWAB, COOKER = "Syringe 29G ½″ 1 ml", "Alcohol swab", "Cooker"
SUNDAY = TODAY - timedelta(days=4)
DAY = timedelta(days=1)


def give(desk, name, amount):
    desk.presenter.set_amount(desk.item(name), amount)


def save(desk, name=SYRINGE, amount=50):
    give(desk, name, amount)
    desk.presenter.save()


def newest(desk):
    """The visits there are, newest first."""
    with desk.store.reading() as session:
        return listing.page(session, desk.desk.by, NOW, Which(date(2020, 1, 1), date(2030, 1, 1)))


def entry_of(desk, encounter_id) -> Entry:
    with desk.store.reading() as session:
        return history.entry_of(session, encounter_id)


def versions(desk):
    with desk.store.reading() as session:
        return list(session.execute(select(EncounterVersion.number).order_by(EncounterVersion.id)).scalars())


def van(desk):
    site = next(site for site in desk.state.catalog.sites if site.name == "Mobile van")
    return site.id, site.usual_place_id


# --- another day ------------------------------------------------------------------------------------------------------


def test_a_visit_for_another_day_is_of_that_day_at_an_hour_nobody_knows(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    save(at_desk)

    (line,) = newest(at_desk)
    assert (line.on_day, line.hour, line.recorded_on) == (SUNDAY, None, TODAY)
    assert at_desk.state.strip.contacts == 1  # Sunday's
    assert at_desk.state.is_another_day


def test_the_strip_shows_the_day_entered_for_and_today_again_after(at_desk):
    save(at_desk)
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    assert at_desk.state.strip.contacts == 0

    at_desk.presenter.back()

    assert at_desk.state.strip.contacts == 1
    assert not at_desk.state.is_elsewhere


def test_today_chosen_is_no_other_day(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.elsewhere.enter_for(TODAY)
    save(at_desk)

    assert not at_desk.state.is_elsewhere
    assert newest(at_desk)[0].hour == NOW.hour


@pytest.mark.parametrize(
    "odd", [TODAY + DAY, date(2023, 12, 31), TODAY - 61 * DAY], ids=["to come", "before the center", "long ago"]
)
def test_a_day_that_is_probably_mistyped_is_asked_about_before_anything_is_entered_for_it(at_desk, odd):
    at_desk.presenter.elsewhere.enter_for(odd)
    assert (at_desk.state.asked_day, at_desk.state.is_elsewhere) == (odd, False)

    at_desk.presenter.elsewhere.say_yes()
    save(at_desk)

    assert (at_desk.state.asked_day, at_desk.state.on) == (None, odd)
    assert newest(at_desk)[0].on_day == odd


def test_no_to_that_leaves_the_desk_at_today(at_desk):
    at_desk.presenter.elsewhere.enter_for(TODAY + DAY)
    at_desk.presenter.back()
    save(at_desk)

    assert newest(at_desk)[0].on_day == TODAY


@pytest.mark.parametrize("plain", [TODAY - DAY, TODAY - 60 * DAY])
def test_a_day_of_the_last_two_months_is_not_asked_about(at_desk, plain):
    at_desk.presenter.elsewhere.enter_for(plain)

    assert (at_desk.state.asked_day, at_desk.state.on) == (None, plain)


# --- another place ----------------------------------------------------------------------------------------------------


def test_another_place_is_not_the_desk_s_own_until_it_is_said(at_desk, desk_of):
    moved = []
    object.__setattr__(at_desk.desk, "moved", lambda *where: moved.append(where))
    at_desk.presenter.choose_place(*van(at_desk))
    assert at_desk.state.is_elsewhere
    assert moved == []

    at_desk.presenter.elsewhere.stay_here()

    assert not at_desk.state.is_elsewhere
    assert moved == [van(at_desk)]


def test_back_goes_to_the_desk_s_own_place(at_desk):
    home = at_desk.state.home
    at_desk.presenter.choose_place(*van(at_desk))
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.back()

    assert (at_desk.state.site_id, at_desk.state.place_id) == home
    assert at_desk.state.on == TODAY


# --- coming back by itself --------------------------------------------------------------------------------------------


def test_after_a_quarter_of_an_hour_what_was_begun_is_set_aside_and_would_go_back_there(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.elsewhere.back_by_itself()

    assert not at_desk.state.is_elsewhere
    assert at_desk.state.draft.lines == ()
    at_desk.presenter.bring_back()
    at_desk.presenter.save()

    assert newest(at_desk)[0].on_day == SUNDAY


def test_a_lock_goes_back_to_today_too(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.forget()

    assert not at_desk.state.is_elsewhere


def test_what_was_set_aside_at_home_comes_back_at_home(at_desk):
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.clear()
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.bring_back()
    at_desk.presenter.save()

    assert newest(at_desk)[0].on_day == TODAY


def test_a_visit_taken_back_fills_the_form_on_its_own_day(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    save(at_desk)
    at_desk.presenter.back()
    at_desk.presenter.take_back()

    assert at_desk.state.on == SUNDAY
    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 50


def test_an_answer_about_another_day_never_paints_on_this_one(slow_desk):
    save(slow_desk)
    slow_desk.presenter.elsewhere.enter_for(SUNDAY)
    slow_desk.tasks.let_go()

    assert slow_desk.state.strip.contacts == 0


# --- the day ----------------------------------------------------------------------------------------------------------


def test_the_hours_of_the_day_shown_are_noted(at_desk):
    answers: list[object] = []
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.note_day(DayOpen(14), answers.append)

    assert answers == [None]
    with at_desk.store.reading() as session:
        assert days.of_day(session, at_desk.state.site_id, SUNDAY) == DayOpen(14)
    at_desk.presenter.refresh()
    assert at_desk.state.day_open == DayOpen(14)


def test_why_a_day_was_not_noted_is_told(at_desk):
    answers: list[object] = []
    save(at_desk)
    at_desk.presenter.note_day(DayOpen(nobody_came=True), answers.append)

    assert isinstance(answers[0], SomebodyCame)


# --- correcting -------------------------------------------------------------------------------------------------------


def begin(desk):
    """Save a visit with a code, and open it on the form."""
    desk.presenter.code_typed("MA0785")
    desk.presenter.code_left()
    desk.presenter.returned(how=ReturnedHow.COUNTED, counted=12)
    save(desk)
    visit = newest(desk)[0].encounter_id
    desk.presenter.correct(visit)
    return visit


def test_a_visit_opens_on_the_form_as_it_was_and_its_code_is_not_shown(at_desk):
    begin(at_desk)
    draft = at_desk.state.draft

    assert draft.amount_of(at_desk.item(SYRINGE)) == 50
    assert (draft.returned.how, draft.returned.counted) == (ReturnedHow.COUNTED, 12)
    assert (at_desk.state.code, at_desk.state.code_text) == (Code.KEPT, "")


def test_save_corrects_and_the_form_that_was_begun_comes_back(at_desk):
    save(at_desk)
    visit = newest(at_desk)[0].encounter_id
    give(at_desk, COOKER, 7)
    at_desk.presenter.correct(visit)
    give(at_desk, SYRINGE, 5)
    at_desk.presenter.save()

    assert at_desk.state.notice is Notice.CORRECTED
    assert at_desk.state.correction is None
    assert at_desk.state.draft.amount_of(at_desk.item(COOKER)) == 7
    (line,) = newest(at_desk)
    assert (line.syringes, line.hour, line.is_corrected) == (5, NOW.hour, True)


def test_left_as_it_was_nothing_is_written_and_the_form_comes_back(at_desk):
    visit = begin(at_desk)
    before = entry_of(at_desk, visit)
    give(at_desk, SYRINGE, 5)
    at_desk.presenter.back()

    assert entry_of(at_desk, visit) == before
    assert versions(at_desk) == [1]
    assert at_desk.state.draft.lines == ()


def test_a_correction_has_its_own_day_and_place_and_the_desk_goes_back_to_its(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    at_desk.presenter.choose_place(*van(at_desk))
    save(at_desk)
    at_desk.presenter.back()
    visit = newest(at_desk)[0].encounter_id
    at_desk.presenter.correct(visit)
    assert at_desk.state.whereabouts == Whereabouts(SUNDAY, *van(at_desk))

    at_desk.presenter.elsewhere.enter_for(SUNDAY + DAY)
    at_desk.presenter.save()

    assert newest(at_desk)[0].on_day == SUNDAY + DAY
    assert not at_desk.state.is_elsewhere


def test_moved_to_today_a_correction_is_of_today_at_no_hour(at_desk):
    at_desk.presenter.elsewhere.enter_for(SUNDAY)
    save(at_desk)
    at_desk.presenter.back()
    at_desk.presenter.correct(newest(at_desk)[0].encounter_id)
    at_desk.presenter.elsewhere.enter_for(TODAY)
    at_desk.presenter.save()

    (line,) = newest(at_desk)
    assert (line.on_day, line.hour) == (TODAY, None)


def test_what_the_form_does_not_show_of_a_visit_stays(at_desk, store):
    item = at_desk.item(SYRINGE)
    site = at_desk.state.site_id
    with store.reading() as session:
        lot = session.scalar(select(Lot.id).where(Lot.item_id == item, Lot.number == "24A17"))
    entry = Entry(
        at_desk.desk.new_id(), TODAY, 9, site, given=(Given(item, 50, lot, LotKnown.SCANNED),),
        asked=(Asked(at_desk.item(COOKER), 2),), unlisted=(Unlisted("Tampons", 3),), contacts=4,
    )  # fmt: skip
    with store.writing() as session:
        visit = encounters.record(session, at_desk.desk.by, NOW, entry).encounter_id
    at_desk.presenter.correct(visit)
    give(at_desk, SWAB, 10)
    at_desk.presenter.save()

    now = entry_of(at_desk, visit)
    assert (now.asked, now.unlisted, now.contacts, now.hour) == (entry.asked, entry.unlisted, 4, 9)
    assert now.given == (*entry.given, Given(at_desk.item(SWAB), 10))


def test_a_correction_sent_again_after_a_lock_is_one_correction(slow_desk):
    save(slow_desk)
    slow_desk.tasks.let_go()
    slow_desk.presenter.correct(newest(slow_desk)[0].encounter_id)
    slow_desk.tasks.let_go()
    give(slow_desk, SYRINGE, 5)
    slow_desk.presenter.save()
    with slow_desk.store.writing() as session:
        slow_desk.tasks.writes[0].args[0](session)  # written, but its answer was dropped with the lock
    slow_desk.tasks.held.clear()

    slow_desk.presenter.settle()
    slow_desk.tasks.let_go()

    assert versions(slow_desk) == [1, 2]


def test_a_correction_the_file_did_not_take_is_kept_and_can_be_corrected_further(slow_desk):
    save(slow_desk)
    slow_desk.tasks.let_go()
    visit = newest(slow_desk)[0].encounter_id
    slow_desk.presenter.correct(visit)
    slow_desk.tasks.let_go()
    give(slow_desk, SYRINGE, 5)
    slow_desk.presenter.save()
    slow_desk.tasks.refuse(StorageTrouble("full"))
    assert slow_desk.state.notice is Notice.NOT_SAVED

    slow_desk.presenter.correct_unsaved()
    slow_desk.tasks.let_go()
    give(slow_desk, SYRINGE, 6)
    slow_desk.presenter.save()
    slow_desk.tasks.let_go()

    assert [line.syringes for line in newest(slow_desk)] == [6]
    assert versions(slow_desk) == [1, 2]


def test_nothing_set_aside_can_swap_places_with_a_correction(at_desk):
    give(at_desk, COOKER, 7)
    at_desk.presenter.clear()
    begin(at_desk)
    at_desk.presenter.bring_back()
    at_desk.presenter.clear()

    assert at_desk.state.correction is not None
    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 50


def test_the_visit_saved_before_a_correction_is_not_taken_back_from_its_form(at_desk):
    begin(at_desk)
    at_desk.presenter.take_back()

    assert at_desk.state.correction is not None
    assert newest(at_desk)[0].is_void is False


def test_emptied_a_correction_asks_once_as_a_visit_does(at_desk):
    save(at_desk)
    at_desk.presenter.correct(newest(at_desk)[0].encounter_id)
    give(at_desk, SYRINGE, 0)
    at_desk.presenter.save()
    assert at_desk.state.question is Question.NOTHING_ENTERED
    at_desk.presenter.save_nothing()

    (line,) = newest(at_desk)
    assert (line.syringes, line.is_corrected) == (0, True)
