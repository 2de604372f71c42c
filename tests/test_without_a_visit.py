"""What comes and goes without a visit: used syringes collected, waste picked up, referrals that arrived."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from outreach import arrivals, collecting, history, pick_ups
from outreach.arrivals import Arrival
from outreach.collecting import Collection, NothingCollected, PartnerWithoutBin
from outreach.db.models.center import Audit
from outreach.db.models.waste import CollectionLine, CollectionVersion
from outreach.entry import Given, Returned, ReturnedIncomplete, TareAboveGross
from outreach.exchange.visits import visit_json
from outreach.pick_ups import NothingPickedUp, PickUp
from outreach.translation import translator
from outreach.ui.history import facts, wording
from outreach.versioned import NoSuchRecord, NotYourRecord, RecordAlreadyVoid, SameIdOtherRecord
from outreach.visits import listing
from outreach.visits.opened import open_visit
from outreach.visits.which import Which
from outreach.vocabulary import (
    At,
    CollectedFrom,
    CollectionId,
    NaloxoneReason,
    PartnerId,
    PickUpId,
    ReferralId,
    ReturnedHow,
    VoidReason,
)
from tests.make import FRONT, NASAL, NORTH, SYRINGE, TODAY, Desk, counted, told, weighed

SEPTEMBER = date(2026, 9, 20)
TWO_GALLON = "2 gallon"
IN_ERROR = VoidReason.ENTERED_TWICE


def containers(center: Desk, number: int = 6, quarters: int = 4, kind: str = TWO_GALLON) -> Returned:
    return Returned(ReturnedHow.CONTAINER, container_id=center.container(kind), number=number, quarters=quarters)


def collection(center: Desk, *lines: Returned, on: date = TODAY, site: str = FRONT, **said) -> Collection:
    where = said.pop("came_from", CollectedFrom.DROP_BOX)
    return Collection(uuid4(), on, center.site(site), where, lines, **said)


def collect(center: Desk, said: Collection, by: str = "DS", at: date = TODAY) -> collecting.Collected:
    with center.writing() as session:
        return collecting.record(session, center.by(by), At(at, 16), said)


def pick_up(center: Desk, said: PickUp, by: str = "DS") -> PickUpId:
    with center.writing() as session:
        return pick_ups.record(session, center.by(by), At(TODAY, 16), said)


def referral(center: Desk, name: str = "Housing") -> ReferralId:
    return ReferralId(center.catalog.find("referral", name))


# --- collections -----------------------------------------------------------------------------------------------------


def test_a_drop_box_emptied_adds_returned_syringes_and_no_contact(center):
    center.give({SYRINGE: 10}, returned=counted(5))
    before = center.figures()

    made = collect(center, collection(center, containers(center)))

    after = center.figures()
    assert made.syringes == 2_400
    assert after["syringes_returned"] == before["syringes_returned"] + 2_400
    assert after["syringes_returned_estimated"] == before["syringes_returned_estimated"] + 2_400
    assert (after["syringes_collected"], after["collections"]) == (2_400, 1)
    for unmoved in ("contacts", "participants", "returned_asked", "returned_some", "days_open"):
        assert after[unmoved] == before[unmoved]


def test_a_weight_is_gross_less_the_bucket(center):
    assert collect(center, collection(center, weighed("12.4", "0.4"))).syringes == 3_372


def test_a_clean_up_can_be_several_measures_at_once(center):
    said = collection(
        center, containers(center, 1, 2), counted(14), weighed("1.0"), came_from=CollectedFrom.CLEAN_UP
    )  # fmt: skip
    made = collect(center, said)

    assert made.syringes == 200 + 14 + 281
    assert center.read(collecting.said, made.id) == said
    assert center.tally().collections == {"clean_up": 1}


def test_collections_stand_with_their_site_and_place(center):
    collect(center, collection(center, counted(30), place_id=center.place("River stop")))
    collect(center, collection(center, counted(7), site=NORTH))

    tally = center.tally()
    assert {(line.site, line.syringes_returned) for line in tally.by_site} == {(FRONT, 30), (NORTH, 7)}
    assert [line.syringes_returned for line in tally.by_place if line.place == "River stop"] == [30]
    assert center.figures(site=NORTH)["syringes_returned"] == 7


def test_a_collection_saved_twice_is_one(center):
    said = collection(center, counted(30))
    first, second = collect(center, said), collect(center, said)

    assert (first.already, second.already, first.id, second.syringes) == (False, True, second.id, 30)
    assert center.figures()["collections"] == 1
    with pytest.raises(SameIdOtherRecord):
        collect(center, replace(said, lines=(counted(31),)))


def test_a_collection_is_corrected_by_saying_it_anew_and_what_it_said_is_kept(center):
    made = collect(center, collection(center, counted(30)))
    with center.writing() as session:
        corrected = collecting.correct(
            session, center.by("JM"), At(TODAY, 17), made.id, collection(center, containers(center), on=SEPTEMBER)
        )

    assert corrected.syringes == 2_400
    assert center.figures()["syringes_collected"] == 0
    assert center.figures(SEPTEMBER)["syringes_collected"] == 2_400
    assert len(center.rows(select(CollectionVersion.id))) == 2


def test_a_collection_taken_back_no_longer_counts_and_says_what_it_said(center):
    said = collection(center, counted(30))
    made = collect(center, said)
    with center.writing() as session:
        collecting.void(session, center.by("DS"), At(TODAY, 17), made.id, IN_ERROR)

    assert center.figures()["syringes_returned"] == 0
    assert center.read(collecting.said, made.id) == said
    with center.writing() as session, pytest.raises(RecordAlreadyVoid):
        collecting.void(session, center.by("JM"), At(TODAY, 17), made.id, IN_ERROR)


def test_front_desk_takes_back_its_own_of_today_and_a_coordinator_any(center):
    mine = collect(center, collection(center, counted(1)), by="DS")
    yesterday = collect(center, collection(center, counted(2), on=date(2026, 10, 14)), by="DS", at=date(2026, 10, 14))
    for number, who in ((mine.id, "TK"), (yesterday.id, "DS")):
        with center.writing() as session, pytest.raises(NotYourRecord):
            collecting.void(session, center.by(who), At(TODAY, 17), number, IN_ERROR)
    with center.writing() as session:
        collecting.void(session, center.by("JM"), At(TODAY, 17), yesterday.id, IN_ERROR)
        with pytest.raises(NoSuchRecord):
            collecting.void(session, center.by("JM"), At(TODAY, 17), CollectionId(99), IN_ERROR)

    assert center.figures()["syringes_collected"] == 1


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ((), NothingCollected),
        ((Returned(ReturnedHow.NONE),), NothingCollected),
        ((Returned(ReturnedHow.COUNTED),), ReturnedIncomplete),
        ((weighed("1", "2"),), TareAboveGross),
    ],
)
def test_a_collection_that_says_nothing_measured_is_refused(center, lines, refusal):
    with pytest.raises(refusal):
        collect(center, collection(center, *lines))


def test_only_a_partners_bin_names_a_partner(center):
    with pytest.raises(PartnerWithoutBin):
        collect(center, collection(center, counted(1), partner_id=PartnerId(1)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(amounts=st.lists(st.tuples(st.integers(1, 20), st.integers(1, 4)), min_size=1, max_size=5))
def test_the_tally_of_collections_is_the_sum_of_their_lines_however_they_are_split(as_new, amounts):
    center = as_new()
    lines = [containers(center, number, quarters) for number, quarters in amounts]
    whole = collect(center, collection(center, *lines)).syringes
    apart = sum(collect(center, collection(center, line)).syringes for line in lines)

    assert whole == apart == center.figures()["syringes_collected"] // 2
    assert center.verify().is_sound


# --- waste pick-ups --------------------------------------------------------------------------------------------------


def test_a_pick_up_is_printed_with_its_manifest_and_returns_nothing(center):
    said = PickUp(
        uuid4(), TODAY, center.site(), ((center.container(TWO_GALLON), 6),), Decimal("33.5"), manifest="M-104"
    )
    number = pick_up(center, said)

    [line] = center.tally().picked_up
    assert (line.manifest, dict(line.containers), line.weight, line.unit) == ("M-104", {"2 gallon": 6}, 33.5, "lb")
    assert center.figures()["syringes_returned"] == 0
    assert center.read(pick_ups.said, number) == said


def test_a_pick_up_is_corrected_and_taken_back(center):
    said = PickUp(uuid4(), TODAY, center.site(), ((center.container(TWO_GALLON), 6),))
    number = pick_up(center, said)
    with center.writing() as session:
        pick_ups.correct(session, center.by("DS"), At(TODAY, 17), number, replace(said, manifest="M-105"))
    assert [line.manifest for line in center.tally().picked_up] == ["M-105"]

    with center.writing() as session:
        pick_ups.void(session, center.by("DS"), At(TODAY, 17), number, IN_ERROR)
    assert center.tally().picked_up == ()
    assert center.read(pick_ups.said, number).containers == said.containers


@pytest.mark.parametrize("said", [{}, {"weight": Decimal(0)}])
def test_a_pick_up_of_nothing_is_refused(center, said):
    with pytest.raises(NothingPickedUp):
        pick_up(center, PickUp(uuid4(), TODAY, center.site(), **said))


# --- referrals that arrived, and reasons -----------------------------------------------------------------------------


def test_known_to_have_got_there_is_told_at_a_visit_or_without_one(center):
    visit = center.entry({}, referrals=("Housing",))
    center.record(replace(visit, arrived=(referral(center),)))
    with center.writing() as session:
        number = arrivals.record(
            session, center.by("DS"), At(TODAY, 16), Arrival(uuid4(), TODAY, center.site(), referral(center), 2)
        )

    assert [(line.name, line.count) for line in center.tally().arrived] == [("Housing", 3)]
    with center.writing() as session:
        arrivals.void(session, center.by("DS"), At(TODAY, 17), number, IN_ERROR)
    assert [(line.name, line.count) for line in center.tally().arrived] == [("Housing", 1)]


def test_a_visit_corrected_keeps_what_was_told_and_why_naloxone_was_taken(center):
    nasal = Given(center.item(NASAL), 2, reason=NaloxoneReason.USED)
    entry = replace(center.entry({}), given=(nasal,), arrived=(referral(center),))
    visit = center.record(entry).encounter_id

    said = center.read(history.entry_of, visit)
    assert (said.given, said.arrived) == (entry.given, entry.arrived)


def test_history_says_why_naloxone_was_taken_and_who_got_there(center):
    nasal = Given(center.item(NASAL), 2, reason=NaloxoneReason.USED)
    visit = center.record(replace(center.entry({}), given=(nasal,), arrived=(referral(center),))).encounter_id

    [line] = center.read(listing.page, center.by("JM"), At(TODAY, 16), Which(TODAY, TODAY))
    said = visit_json(line, center.catalog)
    assert (said["arrived"], said["naloxone_reasons"]) == (["Housing"], ["used"])

    opened = center.read(open_visit, center.by("JM"), At(TODAY, 16), visit)
    told = facts.changed(opened.now, opened.now, center.catalog, translator("en"))
    assert told == ""
    assert wording.why_naloxone(opened.now.line, translator("en")) == "Used it"
    assert wording.got_there(opened.now.line, center.catalog) == "Housing"


def test_what_was_recorded_last_comes_first_and_what_is_void_not_at_all(center):
    first = collect(center, collection(center, counted(1)))
    second = collect(center, collection(center, counted(2), on=SEPTEMBER))
    third = collect(center, collection(center, counted(3)))
    with center.writing() as session:
        collecting.void(session, center.by("JM"), At(TODAY, 17), third.id, IN_ERROR)

    found = center.read(collecting.lately, 20)
    assert [(one.id, one.syringes, one.staff) for one in found] == [(second.id, 2, "DS"), (first.id, 1, "DS")]
    assert [one.said for one in found] == [center.read(collecting.said, one.id) for one in found]
    assert center.read(collecting.lately, 1) == found[:1]


def test_pick_ups_recorded_last_say_their_containers_and_weight(center):
    kind = center.container(TWO_GALLON)
    made = PickUp(uuid4(), TODAY, center.site(FRONT), ((kind, 6),), Decimal("41.5"), carrier="County waste")
    number = pick_up(center, made)

    [found] = center.read(pick_ups.lately, 20)
    assert (found.id, found.said) == (number, made)


def test_an_arrival_said_anew_counts_once_even_if_said_twice(center):
    with center.writing() as session:
        said = Arrival(uuid4(), TODAY, center.site(FRONT), referral(center), 2)
        number = arrivals.record(session, center.by("DS"), At(TODAY, 16), said)
        for _ in range(2):
            arrivals.correct(session, center.by("DS"), At(TODAY, 16), number, replace(said, people=3))

    assert [(one.id, one.said.people) for one in center.read(arrivals.lately, 20)] == [(number, 3)]
    told = center.read(arrivals.versions, center.by("DS"), At(TODAY), number)
    assert [version.said.people for version in told] == [2, 3]


def test_reasons_add_up_to_the_naloxone_given_and_not_asked_is_one_of_them(center):
    center.record(replace(center.entry({}), given=(Given(center.item(NASAL), 2, reason=NaloxoneReason.USED),)))
    center.give({NASAL: 3})

    tally = center.tally()
    assert {line.reason: line.kits for line in tally.naloxone_reasons if line.kits} == {"used": 2, "": 3}
    assert sum(line.doses for line in tally.naloxone_reasons) == tally.figures["naloxone_doses"]


def test_where_nobody_asked_for_reasons_none_are_printed(center):
    center.give({NASAL: 3})

    assert center.tally().naloxone_reasons == ()


def test_whoever_recorded_stands_in_the_audit_and_a_row_cut_off_is_found(center):
    collect(center, collection(center, told(3)))

    assert center.rows(select(Audit.action)) == [("collection.recorded",)]
    assert center.verify().is_sound
    with center.writing() as session:
        for rows in (CollectionLine, CollectionVersion):
            session.execute(delete(rows))
    assert [problem.what for problem in center.verify().problems] == ["audit"]
