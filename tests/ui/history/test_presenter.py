"""What happens on the history page, on a real file."""

from datetime import timedelta

import pytest

from outreach import days
from outreach.days import DayOpen
from outreach.encounters import AlreadyVoid
from outreach.errors import StorageTrouble
from outreach.ui.history.rows import Part, rows_of
from outreach.ui.history.state import Span, days_of
from outreach.visits import listing
from outreach.visits.which import Kind, Which
from outreach.vocabulary import At, VoidReason
from tests.make import FRONT, NORTH, SYRINGE, TODAY
from tests.ui.history.conftest import NOW, YESTERDAY
from tests.ui.inline_tasks import HeldTasks, InlineTasks


def test_the_last_seven_days_are_shown_newest_first_and_the_newest_is_opened(looking, visits):
    assert [line.encounter_id for line in looking.lines] == [visits[4], visits[3], visits[2], visits[1], visits[0]]
    assert looking.state.opened.encounter_id == visits[4]
    assert looking.state.total.standing == 5


def test_each_day_has_a_heading_over_its_visits(looking):
    rows = rows_of(looking.state)

    assert [row.day for row in rows if row.line is None] == [TODAY, YESTERDAY]
    assert [row.count.standing for row in rows if row.line is None] == [3, 2]
    assert [row.line is None for row in rows] == [True, False, False, False, True, False, False]


def test_what_is_asked_for_narrows_and_clear_filters_shows_all_again(looking, file_desk):
    looking.presenter.narrow(site_id=file_desk.site(NORTH))
    assert len(looking.lines) == 1
    looking.presenter.narrow(kind=Kind.NALOXONE)
    assert looking.lines == ()
    assert looking.state.is_filtered

    looking.presenter.clear_filters()

    assert len(looking.lines) == 5


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.TODAY, TODAY, TODAY),
        (Span.YESTERDAY, YESTERDAY, YESTERDAY),
        (Span.WEEK, TODAY - timedelta(days=6), TODAY),
        (Span.MONTH, TODAY.replace(day=1), TODAY),
        (Span.LAST_MONTH, TODAY.replace(month=9, day=1), TODAY.replace(month=9, day=30)),
    ],
)
def test_a_span_is_of_these_days(span, first, last):
    assert days_of(span, TODAY) == (first, last)


def test_the_days_follow_today(looking, file_desk, looking_at):
    now = [NOW]
    object.__setattr__(looking.history, "clock", lambda: now[0])
    now[0] = At(TODAY + timedelta(days=6), 9)
    looking.presenter.refresh()

    assert looking.state.which.last == TODAY + timedelta(days=6)
    assert len(looking.lines) == 3  # those of yesterday have left the seven days


def test_from_a_figure_of_the_desk_just_its_visits_are_shown(looking, file_desk):
    looking.presenter.narrow(kind=Kind.VOIDED)
    looking.presenter.show_these(Which(YESTERDAY, YESTERDAY, file_desk.site(FRONT), kind=Kind.RETURNED))

    assert [line.returned for line in looking.lines] == [70]
    assert looking.state.span is Span.OTHER


def test_front_desk_sees_its_own_visits_of_today_and_may_correct_them(file_desk, visits, looking_at):
    looking = looking_at(InlineTasks(file_desk.store), "DS")
    looking.presenter.refresh()

    assert [line.encounter_id for line in looking.lines] == [visits[3]]
    assert looking.state.only_own
    looking.presenter.void(VoidReason.ENTERED_TWICE)
    assert looking.lines[0].is_void


def test_a_visit_voided_stays_in_sight_struck_out_and_still_says_what_it_was(looking, file_desk, visits):
    looking.presenter.void(VoidReason.WRONG_PERSON)

    assert looking.lines[0].is_void
    assert looking.state.opened.now.voided is VoidReason.WRONG_PERSON
    assert looking.state.total.standing == 4
    assert file_desk.books(SYRINGE) == 5_000 - 30 - 40
    looking.presenter.void(VoidReason.TEST_ENTRY)  # there is nothing left to void
    assert looking.state.not_voided is None


def test_why_a_visit_was_not_voided_is_said(looking, file_desk, visits):
    file_desk.void(visits[4])  # somebody else was quicker
    looking.presenter.void(VoidReason.ENTERED_TWICE)

    assert isinstance(looking.state.not_voided, AlreadyVoid)


def test_under_a_visit_corrected_stands_what_it_said_before(looking, file_desk, visits):
    file_desk.correct(visits[4], file_desk.entry({SYRINGE: 50}, code="KR0391"))
    looking.presenter.refresh()
    looking.presenter.select(visits[4])

    parts = [(row.part, row.line.syringes) for row in rows_of(looking.state) if row.part and row.line]

    assert parts == [(Part.FIRST_ENTRY, 510), (Part.TAKEN_BACK, 510)]


def test_more_are_read_when_the_last_in_sight_is_reached(looking, file_desk, visits):
    entries = [file_desk.entry({SYRINGE: 1}, on=YESTERDAY) for _ in range(listing.PAGE)]
    for entry in entries:
        file_desk.record(entry, at=YESTERDAY)
    looking.presenter.refresh()
    assert len(looking.lines) == listing.PAGE
    assert not looking.state.is_whole

    looking.presenter.more()
    assert len(looking.lines) == listing.PAGE + 5
    assert looking.state.is_whole
    looking.presenter.refresh()  # and as many stay in sight

    assert len(looking.lines) == listing.PAGE + 5


def test_a_day_is_opened_by_its_heading_and_its_hours_are_noted(looking, file_desk):
    answers: list[object] = []
    looking.presenter.select(YESTERDAY)
    front, north = looking.state.day
    assert (front.strip.contacts, north.strip.contacts) == (1, 1)

    looking.presenter.note_day(front.site_id, YESTERDAY, DayOpen(20), answers.append)
    looking.presenter.refresh()

    assert answers == [None]
    assert looking.state.day[0].noted == DayOpen(20)


def test_a_day_on_which_nobody_came_has_a_heading_of_its_own(looking, file_desk):
    quiet = TODAY - timedelta(days=3)
    with file_desk.writing() as session:
        days.note(session, file_desk.by(), NOW, file_desk.site(), quiet, DayOpen(8, nobody_came=True))
    looking.presenter.refresh()

    assert [row.day for row in rows_of(looking.state) if row.line is None] == [TODAY, YESTERDAY, quiet]


def test_an_answer_to_what_is_no_longer_asked_for_is_dropped(file_desk, visits, looking_at):
    tasks = HeldTasks(file_desk.store)
    looking = looking_at(tasks)
    looking.presenter.refresh()
    first = list(tasks.held)
    looking.presenter.narrow(kind=Kind.RETURNED)
    tasks.held[:0] = first
    tasks.let_go()

    assert [line.returned for line in looking.lines] == [12, 70]


def test_a_visit_no_longer_selected_is_not_opened(file_desk, visits, looking_at):
    tasks = HeldTasks(file_desk.store)
    looking = looking_at(tasks)
    looking.presenter.refresh()
    tasks.let_go()
    looking.presenter.select(visits[0])
    late = list(tasks.held)
    looking.presenter.select(visits[1])
    tasks.held[:0] = late
    tasks.let_go()

    assert looking.state.opened.encounter_id == visits[1]


class _FullDisk(InlineTasks):
    def read(self, query, then, failed=None, *, key=None):
        failed(StorageTrouble("unreadable"))


def test_visits_that_cannot_be_read_are_said_and_tried_again(file_desk, visits, looking_at):
    looking = looking_at(_FullDisk(file_desk.store))
    looking.presenter.refresh()
    refused = looking.state.refusal
    assert isinstance(refused, StorageTrouble)
    assert not looking.state.is_reading

    looking.presenter._tasks = InlineTasks(file_desk.store)
    looking.presenter.try_again()

    assert len(looking.lines) == 5
    assert looking.state.refusal is None
