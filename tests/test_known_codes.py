"""What a typed code may say at the desk, and what a coordinator may find by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from outreach import known_codes
from outreach.codes.look_alikes import readings, slips
from outreach.codes.recipes import SUFFIXES
from outreach.db.models.center import Audit, CodeRecipe
from outreach.db.models.encounters import Participant
from outreach.entry import Given
from outreach.finding import MOST_AN_HOUR, EnoughSearches, find
from outreach.known_codes import FirstSeen, Known, Supply
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At, CodesMade, SeenBefore
from tests.make import COOKER, KIT, SYRINGE, TODAY

DAY = timedelta(days=1)
NINE = At(TODAY, 9)


def look_up(center, typed, *, asks=True):
    alike = [center.code(slip) for slip in slips(typed)] if asks else []
    return center.read(known_codes.look_up, center.code(typed), lambda _codes: alike)


def second(center, code, first, **said):
    return replace(center.entry({}, code=code, **said), shares_with=center.code(first))


def test_a_code_is_known_while_a_visit_with_it_stands(center):
    assert look_up(center, "MA0785") == FirstSeen()
    visit = center.record(center.entry(code="MA0785")).encounter_id
    assert look_up(center, "ma 0785") == Known()

    center.void(visit)

    assert look_up(center, "MA0785") == FirstSeen()


@pytest.mark.parametrize("typed", ["MA0786", "AM0785", "MA785", "MA07855", "MAO785"])
def test_a_code_one_slip_from_a_known_one_looks_like_it_where_that_may_be_said(center, typed):
    center.give({}, code="MA0785")

    assert look_up(center, typed) == FirstSeen(looks_like_another=True)
    assert look_up(center, typed, asks=False) == FirstSeen()
    assert look_up(center, "KR0391") == FirstSeen()


def test_a_code_whose_visits_were_all_taken_back_is_like_nobody_s(center):
    center.void(center.give({}, code="MA0785").encounter_id)

    assert look_up(center, "MA0786") == FirstSeen()


def test_slips_are_asked_for_only_when_a_code_is_first_seen_and_told_how_many_there_are(center):
    for code in ("MA0785", "KR0391"):
        center.give({}, code=code)
    told = []

    def asked(codes):
        told.append(codes)
        return ()

    center.read(known_codes.look_up, center.code("MA0785"), asked)
    center.read(known_codes.look_up, center.code("PX5521"), asked)

    assert told == [2]


def test_two_who_share_a_code_are_offered_from_the_second_one_s_first_visit_on(center):
    center.give({}, code="MA0785")
    visit = center.record(second(center, "MA0785X", "MA0785")).encounter_id
    center.record(second(center, "MA0785Y", "MA0785"))
    codes = tuple(center.code(code) for code in ("MA0785", "MA0785X", "MA0785Y"))

    assert look_up(center, "MA0785") == Known(sharing=codes)
    assert look_up(center, "MA0785X") == Known(is_told_apart=True)
    center.void(visit)
    assert look_up(center, "MA0785") == Known(sharing=(codes[0], codes[2]))
    assert center.figures()["participants"] == 2


def test_a_second_person_who_turns_out_to_be_the_first_is_offered_no_more(center):
    center.give({}, code="MA0785")
    center.record(second(center, "MA0785X", "MA0785"))

    center.join("MA0785", "MA0785X")

    assert look_up(center, "MA0785") == Known()


def test_the_next_letter_is_the_first_that_is_nobody_s(center):
    codes = [center.code(f"MA0785{letter}") for letter in SUFFIXES]
    assert center.read(known_codes.first_free, codes) == 0
    center.give({}, code="MA0785")
    visit = center.record(second(center, "MA0785X", "MA0785")).encounter_id
    center.give({}, code="MA0785Y")  # somebody's own

    assert SUFFIXES[center.read(known_codes.first_free, codes)] == "Z"
    center.void(visit)
    assert SUFFIXES[center.read(known_codes.first_free, codes)] == "X"


def test_a_letter_that_was_free_again_tells_two_apart_once_more(center):
    center.give({}, code="MA0785")
    center.void(center.give({}, code="MA0785X").encounter_id)

    center.record(second(center, "MA0785X", "MA0785"))

    assert look_up(center, "MA0785").sharing


def test_last_time_s_supplies_are_repeated_and_nothing_else(center):
    center.give({SYRINGE: 5}, code="A1", on=TODAY - 9 * DAY)
    center.give({SYRINGE: 30, KIT: 2}, code="A1", on=TODAY - 2 * DAY, services=("Wound care",))
    center.give({}, code="A1", on=TODAY - DAY)
    center.give({COOKER: 1}, code="B2")

    assert center.read(known_codes.repeat, center.code("A1")) == (
        Supply(center.item(SYRINGE), 30),
        Supply(center.item(KIT), 2),
    )
    assert center.read(known_codes.repeat, center.code("Q9")) == ()


def test_a_changed_kit_is_repeated_with_what_was_in_it_beside_one_as_it_is(center):
    parts = ((center.item(SYRINGE), 4), (center.item(COOKER), 1))
    changed = Given(center.item(KIT), 2, parts=parts)
    center.record(replace(center.entry({KIT: 1}, code="A1"), given=(Given(center.item(KIT), 1), changed)))

    plain, as_changed = center.read(known_codes.repeat, center.code("A1"))

    assert plain == Supply(center.item(KIT), 1)
    assert (as_changed.quantity, set(as_changed.parts)) == (2, set(parts))
    assert as_changed.recipe_version_id == center.catalog.item[center.item(KIT)].recipe.version_id


def test_repeating_follows_corrections_voids_and_joined_codes(center):
    last = center.give({SYRINGE: 30}, code="A1", on=TODAY - 2 * DAY).encounter_id
    center.give({COOKER: 3}, code="A1", on=TODAY - 3 * DAY)

    def repeated(code):
        return {one.item_id: one.quantity for one in center.read(known_codes.repeat, center.code(code))}

    center.correct(last, center.entry({SYRINGE: 10}, code="A1", on=TODAY - 2 * DAY))
    assert repeated("A1") == {center.item(SYRINGE): 10}
    center.void(last)
    assert repeated("A1") == {center.item(COOKER): 3}
    center.give({KIT: 1}, code="B2")
    center.join("A1", "B2")
    assert repeated("A1") == repeated("B2") == {center.item(KIT): 1}


def test_what_somebody_not_sure_who_they_are_was_given_is_nobody_s_to_repeat(center):
    center.give({COOKER: 3}, code="A1", on=TODAY - DAY)
    center.record(replace(center.entry({SYRINGE: 30}, code="A1"), is_unsure_who=True))

    assert center.read(known_codes.repeat, center.code("A1")) == (Supply(center.item(COOKER), 3),)


def test_a_retired_item_is_not_repeated(desk):
    desk.give({COOKER: 3, SYRINGE: 1}, code="A1")
    with desk.writing() as session:
        session.execute(text("UPDATE items SET retired_on = '2026-10-15' WHERE id = :id"), {"id": desk.item(COOKER)})

    assert desk.read(known_codes.repeat, desk.code("A1")) == (Supply(desk.item(SYRINGE), 1),)


# --- a changed recipe -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "said", "kept"),
    [
        (date(2026, 10, 1), SeenBefore.NOT_ASKED, SeenBefore.BEFORE),
        (date(2026, 10, 31), SeenBefore.NOT_ASKED, SeenBefore.BEFORE),
        (date(2026, 10, 1), SeenBefore.FIRST, SeenBefore.FIRST),
        (date(2026, 9, 30), SeenBefore.NOT_ASKED, SeenBefore.NOT_ASKED),
        (date(2026, 11, 1), SeenBefore.NOT_ASKED, SeenBefore.NOT_ASKED),
    ],
)
def test_a_code_first_seen_while_a_changed_recipe_makes_new_ones_has_been_here_before(center, on, said, kept):
    old = {"made": CodesMade.FROM_ANSWERS, "pieces": "[]", "points_out_slips": True}
    with center.writing() as session:
        session.add(CodeRecipe(id=1, since_on=date(2025, 1, 1), before_until_on=None, **old))
        session.add(CodeRecipe(id=2, since_on=date(2026, 10, 1), before_until_on=date(2026, 10, 31), **old))

    center.give({}, code="NEW1", on=on, at=TODAY, before=said)

    assert center.rows(select(Participant.before)) == [(kept,)]
    assert center.verify().is_sound


# --- find by code -----------------------------------------------------------------------------------------------------


def search(center, typed, *, by="JM", at=NINE):
    alike = [center.code(reading) for reading in readings(typed)]
    who = center.by(by)
    with center.writing() as session:
        return find(session, who, at, center.code(typed), alike)


def test_all_visits_of_a_person_are_found_newest_first_joined_codes_and_voided_ones_too(center):
    visits = [
        center.give({}, code=code, on=TODAY - n * DAY).encounter_id for n, code in enumerate(("A1", "B2", "A1", "C3"))
    ]
    center.join("A1", "B2")
    center.void(visits[2])

    assert search(center, "b-2") == tuple(visits[:3])
    assert search(center, "Q9") == ()


def test_look_alike_signs_are_read_either_way_unless_somebody_has_exactly_this_code(center):
    zero = center.give({}, code="M0I").encounter_id

    assert search(center, "mo1") == (zero,)
    own = center.give({}, code="MO1").encounter_id
    assert search(center, "mo1") == (own,)


def test_every_search_is_audited_with_whom_it_found_and_never_a_code(center):
    center.give({}, code="A1")
    search(center, "A1")
    search(center, "Q9")

    person = center.rows(select(Participant.id))[0][0]
    rows = center.rows(select(Audit.subject_id).where(Audit.action == "code.searched").order_by(Audit.id))
    assert rows == [(person,), (None,)]
    assert center.verify().is_sound


def test_ten_searches_an_hour_are_enough_for_each_person(center):
    for _ in range(MOST_AN_HOUR):
        search(center, "Q9")

    with pytest.raises(EnoughSearches):
        search(center, "Q9")
    search(center, "Q9", by="AR")
    search(center, "Q9", at=At(TODAY, 10))
    search(center, "Q9", at=At(TODAY + DAY, 9))


def test_finding_by_code_is_a_coordinator_s(center):
    with pytest.raises(NotAllowed):
        search(center, "A1", by="DS")
