"""What happens on the page *Something happened*, without a window."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from outreach.closed_lists import BoughtAs, Outcome, PlaceKind, Product, Result, WhenKnown, YesNo
from outreach.db.models.happened import DrugCheck, Happened, HappenedVersion
from outreach.drug_checks.check import FoundWhat
from outreach.happened import reading
from outreach.happened.reading import WhichReports
from outreach.happened.report import HappenedLater
from outreach.safety import staff
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.stock.levels import levels
from outreach.ui.desk.state import Whereabouts
from outreach.ui.happened.draft import Sample, Telling
from outreach.ui.happened.presenter import HappenedPresenter
from outreach.vocabulary import At, Role, SiteId
from tests.ui.desk.conftest import NOW, TODAY, center_file, desk_of, standing_store, store  # noqa: F401 - the same desk
from tests.ui.inline_tasks import HeldTasks, InlineTasks

FRONT = SiteId((1 << 40) + 1)
OCTOBER = date(2026, 10, 20)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def telling(store, desk, clock):  # noqa: F811 - the fixture
    """A presenter on these tasks, turned to at Front Street."""

    def make(tasks=None, **changes):
        made = HappenedPresenter(tasks or InlineTasks(store), replace(desk, clock=clock, **changes), lambda _: None)
        made.start_at(Whereabouts(None, FRONT, None))
        made.refresh()
        return made

    return make


@pytest.fixture
def page(telling):
    return telling()


@pytest.fixture
def told(store, desk):  # noqa: F811 - the fixture
    """The reports that count, the newest first."""

    def read():
        with store.reading() as session:
            lines = reading.reports(session, desk.by, NOW, WhichReports(date(2026, 1, 1), TODAY))
        return [line for line in lines if not line.is_void]

    return read


def waiting(page):
    line = page.state.books.waiting[0]
    return Sample(line.id, line.said)


def naloxone(page):
    return next(item for item in page.state.naloxone if item.doses_per_unit == 2)


def on_hand(page, store):  # noqa: F811 - the fixture
    with store.reading() as session:
        known = levels(session, page.state.catalog, FRONT, TODAY)
    return next(level.on_hand for level in known if level.item_id == naloxone(page).id)


def test_nothing_need_be_answered_and_it_is_asked_about_once(page, told):
    page.save()
    assert page.state.is_doubted
    assert told() == []
    page.save()

    (line,) = told()
    assert (line.said.outcome, line.said.happened.known) == (Outcome.NOT_ASKED, WhenKnown.NOT_ASKED)
    assert line.said.on == TODAY


def test_an_answer_takes_the_question_away(page, told):
    page.save()
    page.say(doses=1)
    assert not page.state.is_doubted
    page.save()

    assert len(told()) == 1


def test_gone_and_come_again_it_is_asked_again(page, told):
    page.save()
    page.start_at(Whereabouts(None, FRONT, None))
    page.save()

    assert page.state.is_doubted
    assert told() == []


def test_told_weeks_later_it_has_two_days(page, told):
    page.know_when(WhenKnown.DAY)
    page.happened_on(OCTOBER)
    page.told_on(TODAY - timedelta(days=3))
    page.say(outcome=Outcome.SURVIVED)
    page.save()

    (line,) = told()
    assert (line.said.happened.on, line.said.on) == (OCTOBER, TODAY - timedelta(days=3))


def test_a_day_or_a_month_begins_at_the_day_it_was_told(page):
    page.know_when(WhenKnown.DAY)
    assert page.state.report.said.happened.on == TODAY
    page.know_when(WhenKnown.MONTH)
    assert page.state.report.said.happened.on == TODAY.replace(day=1)
    page.know_when(WhenKnown.DAY)  # as arrow keys go through them
    assert page.state.report.said.happened.on == TODAY


def test_saved_twice_in_a_hurry_it_is_one_report(telling, store, told):  # noqa: F811 - the fixture
    tasks = HeldTasks(store)
    page = telling(tasks)
    tasks.let_go()
    page.save()
    page.save()
    tasks.let_go()

    assert len(told()) == 1


def test_sent_again_after_a_fault_it_is_still_one_report(telling, store, told):  # noqa: F811 - the fixture
    tasks = HeldTasks(store)
    page = telling(tasks)
    tasks.let_go()
    page.say(doses=2)
    page.save()
    sent = list(tasks.held)
    page.not_answered()  # and no answer came
    assert page.state.report.said.doses == 2
    page.save()
    for one in sent:
        one()
    tasks.let_go()

    assert len(told()) == 1


def test_what_is_wrong_is_said_and_what_is_told_stays(page, told):
    page.know_when(WhenKnown.DAY)
    page.told_on(OCTOBER)
    page.say(doses=3)
    page.save()

    refused = page.state.refusal
    assert isinstance(refused, HappenedLater)
    assert page.state.report.said.doses == 3
    assert told() == []
    page.happened_on(OCTOBER)
    assert page.state.refusal is None
    page.save()
    assert len(told()) == 1


def test_a_day_still_to_come_is_not_saved(page, told):
    page.told_on(TODAY + timedelta(days=1))
    page.save()

    assert page.state.is_day_to_come
    assert told() == []


def test_another_kind_waits_with_its_answers(page):
    page.say(doses=2)
    page.show_kind(Telling.THREAT)
    other = page.state.report.said
    assert other.doses is None
    page.show_kind(Telling.OVERDOSE_RESPONSE)

    assert page.state.report.said.doses == 2
    assert page.state.begun == (Telling.OVERDOSE_RESPONSE,)


def test_cleared_only_what_is_on_the_form_is_begun_anew(page):
    page.say(doses=2)
    page.show_kind(Telling.THREAT)
    page.say(police=YesNo.YES)
    page.clear()

    assert page.state.begun == (Telling.OVERDOSE_RESPONSE,)


def test_turned_to_again_what_is_begun_is_kept(page):
    page.say(doses=2)
    page.start_at(Whereabouts(None, SiteId((1 << 40) + 2), None))

    assert (page.state.report.said.doses, page.state.report.said.site_id) == (2, FRONT)


def test_turned_to_from_another_day_of_the_desk_it_was_told_that_day(page):
    page.start_at(Whereabouts(OCTOBER, FRONT, None))

    assert page.state.report.said.on == OCTOBER


def test_begun_before_midnight_it_is_told_the_next_day(page, clock, told):
    page.say(doses=1)
    clock.now = At(TODAY + timedelta(days=1), 0)
    page.save()

    assert page.state.told.said.on == TODAY + timedelta(days=1)


class TestOneEvent:
    @pytest.fixture(autouse=True)
    def first(self, page):
        page.know_when(WhenKnown.DAY)
        page.happened_on(OCTOBER)
        page.say(place_kind=PlaceKind.STREET)
        page.save()
        page.anew()

    def test_a_report_of_the_same_days_and_place_is_asked_about_and_linked(self, page, told):
        page.know_when(WhenKnown.MONTH)
        page.happened_on(OCTOBER)
        page.is_same(page.state.asked_same)
        assert page.state.asked_same is None
        page.save()

        assert [line.others for line in told()] == [1, 1]

    def test_nobody_has_to_say(self, page, told):
        page.know_when(WhenKnown.MONTH)
        page.happened_on(OCTOBER)
        assert page.state.asked_same is not None
        page.save()

        assert [line.others for line in told()] == [0, 0]

    def test_told_apart_it_is_not_asked_about_again(self, page, told):
        page.know_when(WhenKnown.MONTH)
        page.happened_on(OCTOBER)
        page.is_same(page.state.asked_same)
        page.is_apart(page.state.same)
        page.say(outcome=Outcome.SURVIVED)

        assert page.state.asked_same is None
        page.save()
        assert [line.others for line in told()] == [0, 0]

    def test_with_another_month_it_is_linked_no_more(self, page, told):
        page.know_when(WhenKnown.MONTH)
        page.happened_on(OCTOBER)
        page.is_same(page.state.asked_same)
        page.happened_on(date(2026, 7, 1))
        page.save()

        assert [line.others for line in told()] == [0, 0]

    def test_a_threat_is_never_the_same_event(self, page):
        page.show_kind(Telling.THREAT)
        page.know_when(WhenKnown.DAY)
        page.happened_on(OCTOBER)

        assert page.state.asked_same is None


class TestUsedHere:
    @pytest.fixture(autouse=True)
    def here(self, page, store, desk):  # noqa: F811 - the fixture
        with store.writing() as session:
            lines = [DeliveryLine(naloxone(page).id, 10, "NX1", date(2028, 1, 31))]
            receive(session, desk.by, NOW, client_id=uuid4(), site_id=FRONT, on=TODAY, reference="", lines=lines)
        page.show_kind(Telling.OVERDOSE_HERE)
        page.choose_product(Product.ITEM, naloxone(page).id)

    def test_its_naloxone_leaves_the_shelf_by_its_doses(self, page, store):  # noqa: F811 - the fixture
        before = on_hand(page, store)
        page.say(doses=3)
        assert page.state.used == 2
        page.save()

        assert on_hand(page, store) == before - 2

    def test_none_of_ours_leaves_it_where_it_is(self, page, store):  # noqa: F811 - the fixture
        before = on_hand(page, store)
        page.say(doses=3)
        page.say_used(None)
        page.say(doses=4)
        page.save()

        assert on_hand(page, store) == before

    def test_no_dose_was_needed(self, page):
        page.say(doses=0)

        assert page.state.used is None

    def test_taken_back_it_is_on_the_shelf_again_and_on_the_form(self, page, store, told):  # noqa: F811 - the fixture
        before = on_hand(page, store)
        page.say(doses=3)
        page.save()
        page.take_back()

        assert on_hand(page, store) == before
        assert told() == []
        assert (page.state.report.said.doses, page.state.is_taken_back) == (3, True)
        page.save()
        assert len(told()) == 1


def test_what_was_saved_makes_room_and_what_else_was_begun_stays(page):
    page.say(doses=2)
    page.show_kind(Telling.THREAT)
    page.save()
    page.save()

    assert page.state.told.telling is Telling.THREAT
    assert page.state.begun == (Telling.OVERDOSE_RESPONSE,)


def test_supplies_taken_are_said_with_or_without_an_amount(page, told):
    page.show_kind(Telling.TAKEN)
    first, second, *_ = page.state.catalog.categories
    for one in (first, second, second):
        page.toggle_supply(one.id)
    page.toggle_supply(second.id)
    page.say_supply(first.id, 12)
    page.save()

    assert dict(told()[0].said.supplies) == {first.id: 12, second.id: None}


class TestDrugCheck:
    @pytest.fixture(autouse=True)
    def sample(self, page):
        page.show_kind(Telling.DRUG_CHECK)

    def test_a_sample_without_a_result_waits_and_gets_it_later(self, page):
        method = page.state.books.lists.methods[0].id
        page.toggle_method(method)
        page.say_result(Result.WAITING)
        page.save()
        page.anew()
        page.open_result(waiting(page))
        page.toggle_found(page.state.books.lists.substances[1].id)
        assert page.state.said.result is Result.FOUND
        page.save()

        assert page.state.books.waiting == ()
        assert page.state.told.is_result

    def test_of_many_that_wait_the_newest_are_listed_and_the_rest_counted(self, page):
        for _ in range(14):
            page.say_result(Result.WAITING)
            page.save()
            page.anew()

        assert (len(page.state.books.waiting), page.state.books.older) == (12, 2)

    def test_a_result_nobody_said_is_no_answer_and_is_asked_about_once(self, page):
        page.toggle_method(page.state.books.lists.methods[0].id)
        assert not page.state.check.is_result_said
        page.save()
        assert (page.state.is_doubted, page.state.told) == (True, None)
        page.save()

        assert page.state.told.said.result is Result.WAITING
        page.take_back()
        assert not page.state.check.is_result_said

    def test_unsaid_again_it_is_no_answer(self, page):
        page.say_result(Result.NOTHING)
        page.say_result(None)

        assert not page.state.begun
        assert page.state.said.result is Result.WAITING

    def test_not_back_yet_is_an_answer(self, page):
        page.say_result(Result.WAITING)
        page.save()

        assert page.state.told is not None

    def test_a_result_is_asked_for_before_it_is_saved(self, page):
        page.say_result(Result.WAITING)
        page.save()
        page.anew()
        page.open_result(waiting(page))
        page.save()

        assert isinstance(page.state.refusal, FoundWhat)
        assert page.state.result_of is not None
        page.clear()
        assert not page.state.begun

    def test_found_without_what_is_said_and_stays(self, page, store):  # noqa: F811 - the fixture
        page.say_result(Result.FOUND)
        page.save()

        assert isinstance(page.state.refusal, FoundWhat)
        with store.reading() as session:
            assert session.scalar(select(DrugCheck.id)) is None

    def test_nothing_found_forgets_what_was(self, page):
        page.toggle_found(page.state.books.lists.substances[0].id)
        page.say_result(Result.NOTHING)

        assert page.state.said.found == ()

    def test_taken_back_the_sample_stands_on_the_form_again(self, page):
        page.bought_as(BoughtAs.NOT_KNOWN, None)
        page.say_result(Result.WAITING)
        page.save()
        page.take_back()

        assert page.state.check.is_result_said
        assert page.state.said.bought is BoughtAs.NOT_KNOWN
        assert page.state.books.waiting == ()


def test_the_front_desk_tells_and_takes_back_its_own(telling, store):  # noqa: F811 - the fixture
    with store.writing() as session:
        staff.add_first(session, TODAY, 1, "FD", Role.FRONT_DESK)
        by = staff.actor(session, "FD", 1)
    page = telling(by=by)
    page.show_kind(Telling.OVERDOSE_HERE)
    page.choose_product(Product.ITEM, naloxone(page).id)
    page.save()
    page.take_back()

    assert page.state.refusal is None
    with store.reading() as session:
        assert session.scalars(select(HappenedVersion.is_void).order_by(HappenedVersion.id)).all() == [False, True]
        assert len(session.scalars(select(Happened.id)).all()) == 1
