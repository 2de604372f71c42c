"""Two codes that are one person's: joined, every figure follows; parted, it is as if they never had been."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text

from outreach import joining
from outreach.db.models.center import Audit
from outreach.db.models.encounters import Participant, ParticipantJoin
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At, SeenBefore
from tests.make import BEGAN, FRONT, NORTH, SYRINGE, TODAY

LAST_YEAR = date(2025, 3, 2)


@pytest.fixture
def two(center):
    """A1 came last year and this month, B2 this month only, both at the same site."""
    center.give({}, on=BEGAN)  # records go back far enough to know who is new
    center.give({SYRINGE: 10}, code="A1", on=LAST_YEAR)
    center.give({SYRINGE: 10}, code="A1")
    center.give({SYRINGE: 10}, code="B2", before=SeenBefore.FIRST)
    return center


def people(center, site=None):
    figures = center.figures(site=site)
    return figures["participants"], figures["new_participants"]


def kept(center, code):
    columns = Participant.first_on, Participant.before, Participant.joined_to_id
    return tuple(center.rows(select(*columns).where(Participant.digest == center.code(code).digest))[0])


def test_joining_takes_one_participant_away_and_never_adds_a_new_one(two):
    assert people(two) == (2, 1)

    two.join("A1", "b-2")

    assert people(two) == people(two, FRONT) == (1, 0)
    assert (two.tally().by_site[0].participants, two.tally().by_place[0].participants) == (1, 1)
    assert two.figures()["contacts_with_code"] == 2
    assert two.verify().is_sound


def test_joined_codes_are_one_person_at_two_sites_and_one_at_each(two):
    two.give({}, code="B2", site=NORTH)

    two.join("A1", "B2")

    assert [people(two, site)[0] for site in (None, FRONT, NORTH)] == [1, 1, 1]


def test_parting_gives_every_figure_back(two):
    before = two.tally()
    two.join("A1", "B2")
    two.part("B2", "A1")

    assert two.tally() == before
    assert two.verify().is_sound


def test_the_first_day_is_the_earliest_and_the_answer_the_strongest_of_all_joined(two):
    two.give({}, code="C3", before=SeenBefore.BEFORE)
    two.join("B2", "C3")
    two.join("A1", "C3")

    lowest = two.rows(select(Participant.id).where(Participant.digest == two.code("A1").digest))[0][0]
    assert kept(two, "A1") == (LAST_YEAR, SeenBefore.BEFORE, None)
    assert kept(two, "B2") == kept(two, "C3") == (LAST_YEAR, SeenBefore.BEFORE, lowest)


def test_parting_two_leaves_the_third_with_the_one_it_was_joined_to(two):
    two.give({}, code="C3")
    two.join("A1", "B2")
    two.join("B2", "C3")
    two.part("A1", "B2")

    assert people(two)[0] == 2
    assert kept(two, "A1")[2] is None
    assert kept(two, "B2")[2] is None
    assert kept(two, "C3")[2] is not None
    assert two.verify().is_sound


def test_a_visit_late_from_paper_and_one_taken_back_move_the_first_day_of_all_joined(two):
    two.join("A1", "B2")
    earlier = two.give({}, code="B2", on=date(2024, 5, 5), at=TODAY).encounter_id
    assert kept(two, "A1")[0] == kept(two, "B2")[0] == date(2024, 5, 5)

    two.void(earlier)

    assert kept(two, "A1")[0] == kept(two, "B2")[0] == LAST_YEAR
    assert two.verify().is_sound


def test_two_joined_codes_in_one_slice_of_visits_stay_one_person(two):
    two.join("A1", "B2")
    early = [two.entry(code=code, on=date(2024, 7, day)) for code, day in (("A1", 9), ("B2", 3), ("A1", 5))]
    two.record_many(early)

    assert kept(two, "A1")[0] == kept(two, "B2")[0] == date(2024, 7, 3)
    assert two.verify().is_sound


def test_every_joining_and_parting_keeps_its_row_and_is_audited(two):
    two.join("A1", "B2")
    two.part("A1", "B2")
    two.join("A1", "B2", at=date(2026, 10, 16))

    rows = two.rows(select(ParticipantJoin.joined_on, ParticipantJoin.parted_on).order_by(ParticipantJoin.id))
    assert [tuple(row) for row in rows] == [(TODAY, TODAY), (date(2026, 10, 16), None)]
    acts = two.rows(select(Audit.action).where(Audit.action.startswith("codes.")).order_by(Audit.id))
    assert [act for (act,) in acts] == ["codes.joined", "codes.parted", "codes.joined"]
    assert two.verify().is_sound


@pytest.mark.parametrize(
    ("codes", "refusal"),
    [
        (("A1", "a 1"), joining.SameCode),
        (("A1", "Q9"), joining.CodeNotUsedHere),
        (("A1", "B2"), joining.AlreadyJoined),
        (("A1", "C3"), joining.AlreadyJoined),
    ],
)
def test_what_cannot_be_joined_is_refused(two, codes, refusal):
    two.give({}, code="C3")
    two.join("A1", "B2")
    two.join("B2", "C3")

    with pytest.raises(refusal):
        two.join(*codes)


@pytest.mark.parametrize(
    ("codes", "refusal"), [(("A1", "C3"), joining.JoinedThroughAnother), (("A1", "D4"), joining.NotJoined)]
)
def test_only_a_pair_that_was_joined_is_parted(two, codes, refusal):
    for code in ("C3", "D4"):
        two.give({}, code=code)
    two.join("A1", "B2")
    two.join("B2", "C3")

    with pytest.raises(refusal):
        two.part(*codes)


def test_joining_and_parting_are_a_coordinator_s(two):
    for act in (two.join, two.part):
        with pytest.raises(NotAllowed):
            act("A1", "B2", by="DS")


def test_a_visit_of_one_not_sure_which_never_adds_a_participant(center):
    center.give({}, on=BEGAN)
    center.give({}, code="MA0785", on=date(2026, 9, 3), before=SeenBefore.FIRST)
    second = replace(center.entry(code="MA0785X"), shares_with=center.code("MA0785"))
    center.record(second)
    unsure = replace(center.entry(code="MA0785", before=SeenBefore.BEFORE), is_unsure_who=True)
    visit = center.record(unsure).encounter_id

    assert people(center) == (1, 1)
    assert center.figures()["contacts_with_code"] == 2
    assert kept(center, "MA0785")[:2] == (date(2026, 9, 3), SeenBefore.FIRST)
    center.correct(visit, unsure)
    assert center.verify().is_sound


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE participants SET joined_to_id = NULL",
        "UPDATE participants SET joined_to_id = id",
        "UPDATE participant_joins SET parted_on = joined_on",
    ],
)
def test_a_join_changed_behind_the_program_s_back_is_found(two, change):
    two.join("A1", "B2")
    with two.store.write_engine.connect() as connection, connection.begin():
        connection.execute(text(change))

    assert "joined_codes" in {problem.what for problem in two.verify().problems}


def test_a_joining_taken_out_of_the_audit_is_found(two):
    with two.writing() as session:
        joining.join(session, two.by(), At(TODAY, 9), two.code("A1"), two.code("B2"))
        session.execute(text("UPDATE participant_joins SET id = id + 1"))

    assert "audit" in {problem.what for problem in two.verify().problems}
