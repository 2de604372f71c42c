"""What stands beside the visits: asked for by day, site and who entered it, and never found through a visit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from outreach import arrivals, collecting, pick_ups
from outreach.arrivals import Arrival
from outreach.closed_lists import HappenedId, Happening, Outcome
from outreach.collecting import Collection
from outreach.drug_checks.check import Check
from outreach.pick_ups import PickUp
from outreach.versioned import NotYourRecord, RecordAlreadyVoid
from outreach.visits import beside
from outreach.visits.beside import Key, Sort, What
from outreach.visits.which import Kind, Which
from outreach.vocabulary import At, CollectedFrom, CollectionId, VoidReason
from tests.drug_checks.test_drug_checks import record as checked
from tests.happened.made import correct, report, survived, tell
from tests.make import FRONT, NORTH, SYRINGE, TODAY, counted

DAY = timedelta(days=1)
NOW, WEEK = At(TODAY, 15), Which(TODAY - 6 * DAY, TODAY)


def told(center, *, by="JM", **said) -> Key:
    return Key(Sort.REPORT, tell(center, survived(center, **said), by=by))


def sampled(center, *, on=TODAY, by="JM") -> Key:
    return Key(Sort.DRUG_CHECK, checked(center, Check(uuid4(), on, center.site()), by=by))


def collected(center, *, on=TODAY, by="JM", site=FRONT, n=30) -> Key:
    said = Collection(uuid4(), on, center.site(site), CollectedFrom.DROP_BOX, (counted(n),))
    with center.writing() as session:
        return Key(Sort.COLLECTION, collecting.record(session, center.by(by), At(on, 9), said).id)


def picked_up(center, *, on=TODAY, by="JM") -> Key:
    said = PickUp(uuid4(), on, center.site(), ((center.container("2 gallon"), 6),), manifest="M-104")
    with center.writing() as session:
        return Key(Sort.PICK_UP, pick_ups.record(session, center.by(by), At(on, 9), said))


def arrived(center, *, on=TODAY, by="JM", people=2) -> Key:
    said = Arrival(uuid4(), on, center.site(), center.catalog.find("referral", "Housing"), people)
    with center.writing() as session:
        return Key(Sort.ARRIVAL, arrivals.record(session, center.by(by), At(on, 9), said))


def voided(center, key, *, by="JM"):
    with center.writing() as session:
        beside.void(session, center.by(by), NOW, key, VoidReason.ENTERED_TWICE)


def found(center, which=WEEK, what=What.ALL, by="JM"):
    return center.read(beside.records, center.by(by), NOW, which, what)


def keys(center, **asked):
    return [one.key for one in found(center, **asked)]


def test_the_newest_day_comes_first_and_a_day_has_its_order(center):
    before = told(center, on=TODAY - DAY)
    made = [make(center) for make in (arrived, picked_up, collected, sampled, told)]
    told(center, on=TODAY - 7 * DAY)

    assert keys(center) == [*reversed(made), before]


@pytest.mark.parametrize(
    ("what", "sorts"),
    [
        (What.VISITS, []), (What.HAPPENED, [Sort.REPORT]), (What.DRUG_CHECKS, [Sort.DRUG_CHECK]),
        (What.WITHOUT_A_VISIT, [Sort.COLLECTION, Sort.PICK_UP, Sort.ARRIVAL]), (What.ALL, list(Sort)),
    ],
)  # fmt: skip
def test_each_kind_is_looked_for_by_itself(center, what, sorts):
    for make in (arrived, picked_up, collected, sampled, told):
        make(center)

    assert [key.sort for key in keys(center, what=what)] == sorts


def test_they_are_found_by_site_and_by_who_entered_them(center):
    front, north = collected(center, by="DS"), collected(center, site=NORTH)
    by_ds = Which(TODAY, TODAY, staff_id=center.by("DS").staff_id)

    assert keys(center, which=Which(TODAY, TODAY, site_id=center.site(NORTH))) == [north]
    assert keys(center, which=by_ds) == [front]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"only": (1,)}, {"item_id": 1}, {"kind": Kind.WITH_CODE}, {"kind": Kind.WITHOUT_CODE}, {"kind": Kind.SYRINGES},
        {"kind": Kind.NALOXONE}, {"kind": Kind.SHORTFALL},
    ],
)  # fmt: skip
def test_nothing_that_leads_to_a_visit_or_a_code_leads_to_them(center, narrowed):
    for make in (picked_up, collected, sampled, told):
        make(center)

    assert keys(center, which=Which(TODAY, TODAY, **narrowed)) == []


def test_corrected_voided_late_and_returned_are_kinds_of_them_too(center):
    late, gone, mended, box = told(center, on=TODAY - DAY), sampled(center), told(center), collected(center)
    with center.writing() as session:
        pick_up = pick_ups.record(
            session, center.by(), NOW, PickUp(uuid4(), TODAY - DAY, center.site(), ((center.container("1 quart"), 1),))
        )
    voided(center, gone)
    correct(center, HappenedId(mended.id), survived(center, doses=3))

    assert keys(center, which=Which(WEEK.first, TODAY, kind=Kind.VOIDED)) == [gone]
    assert keys(center, which=Which(WEEK.first, TODAY, kind=Kind.CORRECTED)) == [mended]
    assert keys(center, which=Which(WEEK.first, TODAY, kind=Kind.ANOTHER_DAY)) == [Key(Sort.PICK_UP, pick_up)]
    assert keys(center, which=Which(WEEK.first, TODAY, kind=Kind.RETURNED)) == [box]
    assert late in keys(center)


def test_front_desk_sees_and_opens_its_own_of_today(center):
    mine = told(center, by="DS")
    for make in (picked_up, collected, told):
        make(center)
    yesterday = collected(center, on=TODAY - DAY, by="DS")

    assert keys(center, by="DS") == [mine]
    with pytest.raises(NotYourRecord):
        center.read(beside.open_record, center.by("DS"), NOW, yesterday)


@pytest.mark.parametrize("make", [told, sampled, collected, picked_up])
def test_one_opened_says_all_it_ever_said_and_why_it_was_voided(center, make):
    key = make(center)
    as_told = center.read(beside.open_record, center.by(), NOW, key).now.said

    voided(center, key)

    opened = center.read(beside.open_record, center.by(), NOW, key)
    assert [one.said for one in opened.versions] == [as_told, as_told]
    assert (opened.is_void, opened.now.voided) == (True, VoidReason.ENTERED_TWICE)
    assert [one.said for one in found(center)] == [as_told]
    with pytest.raises(RecordAlreadyVoid):
        voided(center, key)


def test_a_collection_opened_says_how_many_it_came_to_each_time(center):
    key = collected(center, n=30)
    with center.writing() as session:
        said = Collection(uuid4(), TODAY, center.site(), CollectedFrom.CLEAN_UP, (counted(7),))
        collecting.correct(session, center.by(), NOW, CollectionId(key.id), said)

    assert [one.syringes for one in center.read(beside.open_record, center.by(), NOW, key).versions] == [30, 7]
    assert [(one.syringes, one.is_corrected) for one in found(center)] == [(7, True)]


def test_the_other_reports_of_an_event_are_named_once_opened_and_counted_in_the_list(center):
    first = told(center)
    second = told(center, same_as=first.id)

    assert center.read(beside.open_record, center.by(), NOW, second).others == (first.id,)
    assert [one.others for one in found(center)] == [1, 1]


def test_a_death_is_listed_like_any_other(center):
    key = Key(Sort.REPORT, tell(center, report(center, Happening.OVERDOSE_RESPONSE, outcome=Outcome.DIED)))

    assert keys(center) == [key]


def _statements(center, **asked):
    said = []
    by = center.by()
    with center.store.reading() as session:
        note = lambda *args: said.append((args[2], args[3]))  # noqa: E731 - what was said to the database
        event.listen(session.get_bind(), "before_cursor_execute", note)
        beside.records(session, by, NOW, asked.get("which", WEEK), asked.get("what", What.ALL))
        event.remove(session.get_bind(), "before_cursor_execute", note)
    return [one for one in said if one[0].startswith("SELECT")]


def test_a_list_of_visits_only_asks_nothing_more(center):
    assert _statements(center, what=What.VISITS) == []
    assert _statements(center, which=Which(TODAY, TODAY, item_id=center.item(SYRINGE))) == []


def test_what_stands_is_found_by_an_index_of_its_day(file_desk):
    told(file_desk)
    plans = []
    with file_desk.store.reading() as session:
        for statement, given in _statements(file_desk):
            rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            plans.append(" ".join(row[3] for row in rows))
    for index in ("happened_versions_current", "drug_check_versions_current", "collection_versions_standing",
                  "pick_up_versions_standing"):  # fmt: skip
        assert any(f"ix_{index} (" in plan for plan in plans), index
