"""Two reports of one event count once, in whatever order they were keyed, and can be parted again."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.closed_lists import GivenBy, Happening, Outcome, PlaceKind, YesNo
from outreach.happened import linking
from outreach.happened.linking import NotLinked, OtherKind
from outreach.tallies.events import event_of
from outreach.versioned import NotYourRecord, RecordAlreadyVoid
from tests.happened.made import link, opened, part, report, survived, tell, void
from tests.make import NORTH

DAY = date(2026, 10, 5)


def near(desk, said):
    return [one.happened_id for one in desk.read(linking.maybe_same, desk.by(), said)]


def test_a_report_of_a_near_day_at_the_same_site_may_be_the_same_event(file_desk):
    desk = file_desk
    first = tell(desk, survived(desk, day=DAY))
    tell(desk, survived(desk, day=DAY + timedelta(9)))
    tell(desk, report(desk, Happening.THREAT, day=DAY))

    assert near(desk, survived(desk, day=DAY + timedelta(3))) == [first]
    assert near(desk, survived(desk, day=DAY + timedelta(4))) == []
    assert near(desk, survived(desk)) == []


def test_another_site_needs_the_same_sort_of_place(file_desk):
    desk = file_desk
    first = tell(desk, survived(desk, day=DAY, place_kind=PlaceKind.STREET))

    assert near(desk, survived(desk, day=DAY, site=NORTH, place_kind=PlaceKind.STREET)) == [first]
    assert near(desk, survived(desk, day=DAY, site=NORTH, place_kind=PlaceKind.HOME)) == []
    assert near(desk, survived(desk, day=DAY, site=NORTH)) == []


def test_places_nobody_knew_are_no_same_sort_of_place(file_desk):
    desk = file_desk
    tell(desk, survived(desk, day=DAY, place_kind=PlaceKind.NOT_KNOWN))

    assert near(desk, survived(desk, day=DAY, site=NORTH, place_kind=PlaceKind.NOT_KNOWN)) == []


def test_a_month_that_is_all_somebody_knew_may_hold_the_day(file_desk):
    desk = file_desk
    first = tell(desk, survived(desk, month=DAY))

    assert near(desk, survived(desk, day=date(2026, 10, 14))) == [first]
    assert near(desk, survived(desk, month=DAY)) == [first]
    assert near(desk, survived(desk, day=date(2026, 9, 30))) == []


def test_what_was_linked_while_it_was_told_is_one_event(file_desk):
    desk = file_desk
    first = tell(desk, report(desk, day=DAY, doses=2))
    second = tell(desk, replace(survived(desk, day=DAY), same_as=first))

    responses = desk.tally().happened.responses

    assert opened(desk, second).others == (first,)
    assert (responses.events, responses.reports, responses.survived, responses.doses) == (1, 2, 1, 2)


def test_parted_again_they_are_two_and_every_thought_is_kept(file_desk):
    desk = file_desk
    first, second = tell(desk, survived(desk, day=DAY)), tell(desk, survived(desk, day=DAY))
    link(desk, second, first)
    linked = desk.tally().happened.responses.events

    part(desk, first)

    assert (linked, desk.tally().happened.responses.events) == (1, 2)
    assert [len(opened(desk, one).versions) for one in (first, second)] == [2, 2]
    assert desk.verify().is_sound
    with pytest.raises(NotLinked):
        part(desk, second)


def test_linking_two_that_are_linked_with_others_makes_one_event_of_all(file_desk):
    desk = file_desk
    one, two, three, four = (tell(desk, survived(desk, day=DAY)) for _ in range(4))

    for a, b in ((one, two), (three, four), (one, four)):
        link(desk, a, b)

    assert set(opened(desk, two).others) == {one, three, four}
    assert desk.tally().happened.responses.events == 1


def test_an_overdose_and_a_threat_are_no_one_event(file_desk):
    desk = file_desk
    threat, overdose = tell(desk, report(desk, Happening.THREAT)), tell(desk, survived(desk))

    with pytest.raises(OtherKind):
        link(desk, threat, overdose)
    void(desk, threat)
    with pytest.raises(RecordAlreadyVoid):
        tell(desk, replace(report(desk, Happening.THREAT), same_as=threat))


def test_front_desk_links_its_own_report_and_does_not_move_anybody_elses(file_desk):
    desk = file_desk
    other, own = tell(desk, survived(desk), by="TK"), tell(desk, survived(desk), by="DS")

    link(desk, own, other, by="DS")

    assert opened(desk, own, by="DS").others == (other,)
    with pytest.raises(NotYourRecord):
        link(desk, other, own, by="DS")


def test_voiding_the_second_report_restores_what_the_first_alone_said(file_desk):
    desk = file_desk
    first = tell(desk, report(desk, day=DAY))
    before = desk.tally().happened
    second = tell(desk, replace(survived(desk, day=DAY, doses=3), same_as=first))

    void(desk, second)

    assert desk.tally().happened == before


def told_on(number, **said):
    base = {
        "id": number, "kind": "overdose_response", "reported_on": DAY, "site_id": 1, "when_known": "not_known",
        "happened_on": None, "outcome": "not_known", "doses": None, "product": "not_known", "item_id": None,
        "source_id": None, "given_by": "not_asked", "emergency": "not_asked", "came_from": "not_asked",
        "hurt": "not_asked", "taken_by": "not_asked",
    }  # fmt: skip
    return base | said


def test_the_second_report_fills_what_the_first_left_unanswered():
    first = told_on(1, outcome="survived", emergency="not_known", doses=1)
    second = told_on(2, reported_on=DAY + timedelta(3), outcome="died", emergency="yes", given_by="staff", doses=4)

    event = event_of([second, first])

    assert (event.outcome, event.doses, event.first_on) == (Outcome.SURVIVED, 1, DAY)
    assert (event.answers["emergency"], event.answers["given_by"]) == (YesNo.YES, GivenBy.STAFF)


REPORTS = st.builds(
    lambda days, site, outcome, doses, emergency, kind: {
        "reported_on": DAY + timedelta(days), "site_id": site, "outcome": outcome, "doses": doses,
        "emergency": emergency, "kind": kind,
    },
    st.integers(0, 2), st.integers(1, 2), st.sampled_from([*Outcome]), st.none() | st.integers(1, 3),
    st.sampled_from([*YesNo]), st.sampled_from(["overdose_response", "overdose_here"]),
)  # fmt: skip


@given(st.lists(REPORTS, min_size=1, max_size=4))
def test_the_order_in_which_reports_were_keyed_never_changes_the_event(reports):
    said = {
        replace(event_of([told_on(place, **one) for place, one in enumerate(order)]), version_ids=()).__repr__()
        for order in permutations(reports)
    }

    assert len(said) == 1


ACTS = st.lists(st.tuples(st.sampled_from(["link", "part", "void"]), st.integers(0, 4), st.integers(0, 4)), max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_however_reports_are_linked_parted_and_voided_none_counts_twice(as_new, acts):
    desk = as_new()
    told = [tell(desk, survived(desk, day=DAY)) for _ in range(5)]
    groups, standing = {one: {one} for one in told}, set(told)
    for act, a, b in acts:
        one, other = told[a], told[b]
        if one not in standing or other not in standing:
            continue
        if act == "link":
            link(desk, one, other)
            merged = groups[one] | groups[other]
            groups |= dict.fromkeys(merged, merged)
        elif act == "part" and len(groups[one]) > 1:
            part(desk, one)
            rest = groups[one] - {one}
            groups |= dict.fromkeys(rest, rest) | {one: {one}}
        elif act == "void":
            void(desk, one)
            standing.discard(one)
            rest = groups[one] - {one}
            groups |= dict.fromkeys(rest, rest)

    responses = desk.tally().happened.responses

    assert responses.events == len({frozenset(groups[one]) for one in standing})
    assert responses.reports == len(standing)
    assert responses.events == responses.survived + responses.died + responses.not_known + responses.not_asked
