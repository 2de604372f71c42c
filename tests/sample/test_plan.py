"""The plan is believable, complete and always the same."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from outreach.sample.baskets import NASAL_KIT
from outreach.sample.people import Crowd
from outreach.sample.places import SPOTS, VAN
from outreach.vocabulary import ReturnedHow, SeenBefore
from tests.sample.conftest import UNTIL, plan_of


def visits_of(days):
    return [visit for day in days for visit in day.visits]


def lines_of(days):
    return [line for day in days for delivery in day.deliveries for line in delivery.lines]


def test_the_same_seed_gives_the_same_center(days):
    assert list(plan_of().days()) == days


def test_another_seed_gives_another_center(days):
    assert list(plan_of(seed=2).days()) != days


@pytest.mark.parametrize(("months", "contacts_per_day"), [(1, 5), (3, 20), (12, 60)])
def test_it_has_the_size_asked_for(months, contacts_per_day):
    plan = plan_of(months, contacts_per_day)

    assert len(visits_of(plan.days())) == pytest.approx(plan.expected_visits, rel=0.12)


def test_it_begins_with_a_whole_month_and_ends_on_the_day_asked_for(days):
    assert days[0].on == date(2026, 8, 1)
    assert days[-1].on == UNTIL


def test_days_come_in_order_and_hours_in_order_at_each_place(days):
    on = [day.on for day in days]
    hours = [[v.hour for v in day.visits if v.spot == spot and v.hour is not None] for day in days for spot in range(6)]

    assert on == sorted(on)
    assert all(there == sorted(there) for there in hours)


def test_the_week_has_a_rhythm(days):
    weekdays = {
        name: {day.on.weekday() for day in days for visit in day.visits if SPOTS[visit.spot].site == name}
        for name in ("Front Street", "Mobile van", "Northgate")
    }

    assert weekdays == {"Front Street": {0, 1, 2, 3, 4, 5}, "Mobile van": {1, 2, 3, 5}, "Northgate": {1, 4}}


def test_the_van_meets_people_at_more_than_one_place_on_most_days(days):
    places = [{v.spot for v in day.visits if SPOTS[v.spot].site == VAN} for day in days]
    out = [there for there in places if there]

    assert sum(len(there) > 1 for there in out) > len(out) / 2


@pytest.mark.parametrize("closed", [date(2026, 7, 4), date(2025, 12, 25), date(2026, 1, 1), date(2025, 11, 27)])
def test_it_is_closed_on_holidays(closed):
    plan = plan_of(months=1, until=closed + timedelta(days=3))

    assert all(day.on != closed for day in plan.days() if day.visits)


def test_a_visit_has_about_two_kinds_of_supplies(plan, days):
    visits = visits_of(days)

    assert 2.1 < sum(len(plan.whats[visit.what].given) for visit in visits) / len(visits) < 2.5


def test_codes_are_built_by_the_recipe(days):
    codes = {visit.code for visit in visits_of(days) if visit.code}

    assert [code for code in codes if not re.fullmatch(r"[A-Z]{2}(0[1-9]|1[0-2])\d\d[U-Z]?", code)] == []


def test_no_two_people_have_one_code_however_many_come():
    crowd = Crowd(60_000, (0,), 2026, Random(1))
    regulars = {person for slots in crowd.slots.values() for person in slots}

    assert len(crowd.first_answer) > 25_000
    assert len({person.code for person in regulars}) == len(regulars)


def test_one_visit_in_eight_has_no_code(days):
    visits = visits_of(days)

    assert 0.08 < sum(visit.code is None for visit in visits) / len(visits) < 0.16


def test_regulars_come_again_and_newcomers_keep_coming(days):
    times = Counter(visit.code for visit in visits_of(days) if visit.code)
    earlier = {visit.code for day in days if day.on < date(2026, 11, 1) for visit in day.visits}
    new = {visit.code for day in days if day.on >= date(2026, 11, 1) for visit in day.visits} - earlier

    assert max(times.values()) >= 10
    assert min(times.values()) == 1
    assert new


def test_been_here_before_is_answered_only_when_a_code_is_first_seen(days):
    seen = set()
    for visit in visits_of(days):
        if visit.code is None or visit.code in seen:
            assert visit.before is SeenBefore.NOT_ASKED
        seen.add(visit.code)


def test_some_newcomers_are_new_some_were_here_before_and_some_were_not_asked(days):
    assert {visit.before for visit in visits_of(days) if visit.code} == set(SeenBefore)


def test_used_syringes_come_back_measured_in_every_way_and_many_were_not_asked(plan, days):
    ways = Counter(plan.whats[visit.what].back.how for visit in visits_of(days))

    assert set(ways) == set(ReturnedHow)
    assert 0.2 < ways[ReturnedHow.NOT_ASKED] / ways.total() < 0.5
    assert ways[ReturnedHow.CONTAINER] == max(
        ways[how] for how in set(ways) - {ReturnedHow.NOT_ASKED, ReturnedHow.NONE}
    )


def test_expiry_dates_are_known_by_the_month(days):
    ends = [line.expires for line in lines_of(days) if line.expires]

    assert ends
    assert all((end + timedelta(days=1)).day == 1 for end in ends)


@pytest.mark.parametrize(("months", "until"), [(3, UNTIL), (12, date(2026, 11, 25)), (14, date(2027, 2, 14))])
def test_a_lot_has_one_expiry_date(months, until):
    expiries: dict[tuple[str, str, str], set[date | None]] = {}
    for line in lines_of(plan_of(months, 60, until=until).days()):
        expiries.setdefault((line.item, line.lot, line.source), set()).add(line.expires)

    assert all(len(dates) == 1 for dates in expiries.values())


def test_awards_pay_only_while_they_run(plan, days):
    runs = {award.name: (award.starts or date.min, award.ends or date.max) for award in plan.awards}

    for day in days:
        for delivery in day.deliveries:
            assert all(runs[line.source][0] <= day.on <= runs[line.source][1] for line in delivery.lines)


def test_some_naloxone_is_a_gift(days):
    assert {line.source for line in lines_of(days) if line.item == NASAL_KIT} == {"Gift", "State naloxone program"}


def test_most_naloxone_was_scanned_from_a_lot_that_had_come(plan, days):
    came, scanned, given = set(), 0, 0
    for day in days:
        came |= {(d.site, line.lot) for d in day.deliveries for line in d.lines if line.item == NASAL_KIT}
        for visit in day.visits:
            given += NASAL_KIT in dict(plan.whats[visit.what].given)
            if visit.scanned:
                scanned += 1
                assert plan.whats[visit.what].given[0][0] == NASAL_KIT
                assert (SPOTS[visit.spot].site, visit.scanned) in came

    assert scanned > given / 2


def test_it_speaks_only_of_what_the_catalog_has(plan, days):
    items = {item.key for item in plan.starter.items}
    whats = [plan.whats[visit.what] for visit in visits_of(days)]

    assert {item for what in whats for item, _ in what.given} | {line.item for line in lines_of(days)} <= items
    assert {key for what in whats for key in what.services} <= {one.key for one in plan.starter.services}
    assert {key for what in whats for key in what.referrals} <= {one.key for one in plan.starter.referrals}
    assert {w.back.container for w in whats} - {None} <= {one.key for one in plan.starter.containers}


def test_its_catalog_is_the_starter_catalog_with_its_own_minimums(plan):
    minimums = {item.key: item.minimum for item in plan.starter.items}

    assert minimums["syringe-29g-1-2in-1ml"] > minimums["syringe-28g-1-2in-1ml"] > 0
    assert next(item for item in plan.starter.items if item.key == "injecting-kit").recipe.since == plan.first
