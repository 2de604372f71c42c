"""The center's days: what is noted of them, what they come to, and which day it can be today."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from outreach import days
from outreach.days import DayOpen, NotHours, SomebodyCame
from outreach.db.models.center import Audit, DayRecord
from outreach.reports.figures import tally_json
from outreach.vocabulary import At
from tests.make import FRONT, NORTH, SYRINGE, TODAY, Desk

DAY = timedelta(days=1)


def note(center: Desk, said: DayOpen, on: date = TODAY, site: str = FRONT, by: str = "DS") -> None:
    with center.writing() as session:
        days.note(session, center.by(by), At(TODAY, 16), center.site(site), on, said)


def of_day(center: Desk, on: date = TODAY, site: str = FRONT) -> DayOpen:
    found: DayOpen = center.read(days.of_day, center.site(site), on)
    return found


def test_a_day_of_which_nothing_is_noted_says_so(center):
    assert of_day(center) == DayOpen(None, nobody_came=False)


def test_what_is_noted_last_counts_and_what_was_noted_before_is_kept(center):
    note(center, DayOpen(14))
    note(center, DayOpen(16))

    assert of_day(center) == DayOpen(16)
    assert len(center.rows(select(DayRecord.id))) == 2


def test_one_site_s_day_is_not_another_s(center):
    note(center, DayOpen(14), site=FRONT)

    assert of_day(center, site=NORTH) == DayOpen()


def test_whoever_notes_a_day_stands_in_the_audit(center):
    note(center, DayOpen(14), by="DS")

    assert center.rows(select(Audit.action, Audit.staff_id)) == [("day.noted", center.by("DS").staff_id)]


@pytest.mark.parametrize("said", [DayOpen(97), DayOpen(-1), DayOpen(0, nobody_came=True)])
def test_hours_no_day_has_are_not_noted(center, said):
    with pytest.raises(NotHours):
        note(center, said)
    assert of_day(center) == DayOpen()


def test_nobody_came_is_not_said_of_a_day_with_visits(center):
    visit = center.give({SYRINGE: 10}).encounter_id
    with pytest.raises(SomebodyCame) as refused:
        note(center, DayOpen(nobody_came=True))
    assert refused.value.contacts == 1

    center.void(visit)
    note(center, DayOpen(nobody_came=True))
    assert of_day(center).nobody_came


def test_days_open_are_those_with_a_contact_or_noted_as_open(center):
    center.give({SYRINGE: 10}, on=TODAY)
    center.give({SYRINGE: 10}, on=TODAY - DAY, site=NORTH)
    note(center, DayOpen(12), on=TODAY)  # a day is a day, noted or not
    note(center, DayOpen(10), on=TODAY - 2 * DAY)
    note(center, DayOpen(nobody_came=True), on=TODAY - 3 * DAY)
    note(center, DayOpen(0), on=TODAY - 4 * DAY)  # closed

    figures = center.figures()

    assert (figures["days_open"], figures["days_nobody_came"], figures["days_with_hours"]) == (4, 1, 2)
    front, north = center.tally().by_site
    assert (front.days_open, front.hours_open, north.days_open, north.hours_open) == (3, 5.5, 1, None)
    assert center.tally(site=NORTH).figures["days_open"] == 1


def test_hours_open_stand_with_the_figures_and_are_unknown_where_nobody_noted_any(center):
    assert tally_json(center.tally())["figures"]["hours_open"] is None

    note(center, DayOpen(14))
    note(center, DayOpen(17), site=NORTH)

    assert tally_json(center.tally())["figures"]["hours_open"] == 7.75
    assert center.tally(site=FRONT).hours_open == 3.5


def test_somebody_came_after_all_when_paper_of_that_day_is_keyed(center):
    note(center, DayOpen(12, nobody_came=True), on=TODAY - DAY)
    center.give({SYRINGE: 10}, on=TODAY - DAY, at=TODAY)

    figures = center.figures()

    assert (figures["days_open"], figures["days_nobody_came"]) == (1, 0)


def test_the_newest_entry_is_the_last_day_anything_was_done_whatever_day_it_was_for(center):
    assert center.read(days.newest_entry) is None

    center.give({SYRINGE: 10}, on=TODAY - 9 * DAY, at=TODAY - 2 * DAY)

    assert center.read(days.newest_entry) == TODAY - 2 * DAY


@pytest.mark.parametrize(
    ("today", "newest", "is_doubtful"),
    [
        (TODAY, None, False),  # a new center has nothing to go by
        (TODAY, TODAY, False),
        (TODAY, TODAY - 7 * DAY, False),
        (TODAY, TODAY - 8 * DAY, True),
        (TODAY, TODAY + DAY, True),
    ],
)
def test_a_clock_is_asked_about_before_the_newest_entry_and_more_than_a_week_after(today, newest, is_doubtful):
    assert days.is_doubtful(today, newest) is is_doubtful
