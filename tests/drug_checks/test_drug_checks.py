"""A sample is tested, its result may come later, and it is of nobody."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from outreach.catalog import UnknownName
from outreach.closed_lists import BoughtAs, Result
from outreach.drug_checks import lists, recording
from outreach.drug_checks.check import Check, FoundWhat, ResultBefore
from outreach.drug_checks.lists import ListOf
from outreach.drug_checks.reading import WhichChecks, check_of, checks, open_check
from outreach.drug_checks.recording import HasAResult
from outreach.founding import NameTaken
from outreach.safety.staff import NotAllowed
from outreach.versioned import NotYourRecord, SameIdOtherRecord
from outreach.vocabulary import At, VoidReason
from tests.make import TODAY

LATER = TODAY + timedelta(20)


def sample(desk, *, of="Heroin", found=(), method="Fentanyl test strip", on=TODAY, **said):
    named = desk.read(lists.load, "en")
    made = Check(
        uuid4(), on, desk.site(), methods=(named.find_method(method),), bought=BoughtAs.SUBSTANCE,
        bought_as_id=named.find_substance(of), result=Result.FOUND if found else Result.NOTHING,
        found=tuple(map(named.find_substance, found)),
    )  # fmt: skip
    return replace(made, **said)


def record(desk, check, *, by="JM", at=None):
    who = desk.by(by)
    with desk.writing() as session:
        return recording.record(session, who, At(at or check.on), check).check_id


def add_result(desk, check_id, *found, by="JM", at=LATER):
    named, who = desk.read(lists.load, "en"), desk.by(by)
    with desk.writing() as session:
        result = Result.FOUND if found else Result.NOTHING
        recording.add_result(session, who, At(at), check_id, result, [named.find_substance(one) for one in found])


def test_a_check_is_read_back_as_it_was_recorded_and_recorded_once(center):
    desk = center
    said = sample(desk, found=("Fentanyl", "Xylazine"))

    check_id = record(desk, said)

    assert record(desk, said) == check_id
    assert set(desk.read(check_of, check_id).found) == set(said.found)
    assert desk.read(check_of, check_id).result_on == TODAY
    with pytest.raises(SameIdOtherRecord):
        record(desk, replace(said, bought=BoughtAs.NOT_KNOWN, bought_as_id=None))


def test_a_result_comes_later_and_is_added_by_whoever_is_there(file_desk):
    desk = file_desk
    check_id = record(desk, sample(desk, method="Sent to a lab", result=Result.WAITING), by="DS")

    add_result(desk, check_id, "Medetomidine", by="TK")

    opened = desk.read(open_check, desk.by("TK"), At(LATER), check_id)
    assert [version.said.result for version in opened.versions] == [Result.WAITING, Result.FOUND]
    assert (opened.now.said.result_on, opened.may_change) == (LATER, False)
    assert desk.verify().is_sound
    with pytest.raises(HasAResult):
        add_result(desk, check_id, "Fentanyl", by="TK")


def test_the_month_of_the_sample_stays_as_it_was_printed_and_the_month_of_the_result_says_it_came(file_desk):
    desk = file_desk
    waiting = record(desk, sample(desk, result=Result.WAITING))
    record(desk, sample(desk, found=("Fentanyl",)))
    before = desk.tally().drug_checks

    add_result(desk, waiting, "Fentanyl", at=date(2026, 11, 10))

    assert desk.tally().drug_checks == before
    assert (before.samples, before.waiting) == (2, 1)
    november = desk.tally(date(2026, 11, 1)).drug_checks
    assert (november.samples, november.came_later) == (0, 1)


def test_the_tally_says_what_was_bought_and_what_was_found_in_it(file_desk):
    desk = file_desk
    record(desk, sample(desk, found=("Fentanyl", "Xylazine")))
    record(desk, sample(desk, found=("Fentanyl",)))
    record(desk, sample(desk, of="Cocaine"))
    asked_nobody = {"bought": BoughtAs.NOT_ASKED, "bought_as_id": None, "result": Result.UNCLEAR}
    record(desk, replace(sample(desk), **asked_nobody))

    counted = desk.tally().drug_checks

    assert [(line.bought_as, line.samples, dict(line.found)) for line in counted.bought] == [
        ("Heroin", 2, {"Fentanyl": 2, "Xylazine": 1}), ("Cocaine", 1, {}), ("", 1, {}),
    ]  # fmt: skip
    assert [line.nothing for line in counted.bought] == [0, 1, 0]
    assert dict(counted.methods) == {"Fentanyl test strip": 4}
    assert desk.figures()["contacts"] == 0


def test_voided_it_counts_no_more_and_front_desk_voids_its_own_of_today(file_desk):
    desk = file_desk
    own, other = record(desk, sample(desk), by="DS"), record(desk, sample(desk), by="TK")
    who = desk.by("DS")

    with desk.writing() as session:
        recording.void(session, who, At(TODAY), own, VoidReason.TEST_ENTRY)

    assert desk.tally().drug_checks.samples == 1
    with pytest.raises(NotYourRecord), desk.writing() as session:
        recording.void(session, who, At(TODAY), other, VoidReason.TEST_ENTRY)
    listed = desk.read(checks, desk.by(), At(TODAY), WhichChecks(TODAY, TODAY))
    assert [(line.id, line.is_void) for line in listed] == [(other, False), (own, True)]


def test_those_waited_for_are_listed_for_everybody_whatever_their_day(file_desk):
    desk = file_desk
    old = record(desk, sample(desk, on=date(2026, 8, 1), result=Result.WAITING))
    record(desk, sample(desk))

    listed = desk.read(checks, desk.by("DS"), At(TODAY), WhichChecks(TODAY, TODAY, waiting=True))

    assert [line.id for line in listed] == [old]


def test_what_was_found_is_named_where_something_was(file_desk):
    desk = file_desk
    for wrong in ({"result": Result.FOUND}, {"bought": BoughtAs.NOT_KNOWN}):
        with pytest.raises(FoundWhat):
            record(desk, sample(desk, **wrong))
    with pytest.raises(ResultBefore):
        record(desk, sample(desk, result_on=TODAY - timedelta(1)))


def test_a_coordinator_adds_to_the_lists_and_retires_what_is_no_longer_asked(file_desk):
    desk = file_desk
    who = desk.by()
    with desk.writing() as session:
        added = lists.add(session, who, At(TODAY), ListOf.SUBSTANCE, {"en": "Carfentanil", "es": "Carfentanilo"})
        lists.retire(session, who, At(TODAY), ListOf.SUBSTANCE, added)

    named = desk.read(lists.load, "es")

    assert named.find_substance("carfentanil") == added
    assert (named.substance(added), named.substances[-1].is_retired) == ("Carfentanilo", True)
    with pytest.raises(NameTaken), desk.writing() as session:
        lists.add(session, who, At(TODAY), ListOf.SUBSTANCE, {"en": "heroin"})
    with pytest.raises(UnknownName):
        named.find_substance("Herroin")
    front = desk.by("DS")
    with pytest.raises(NotAllowed), desk.writing() as session:
        lists.add(session, front, At(TODAY), ListOf.METHOD, {"en": "Another strip"})
