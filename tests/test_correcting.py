"""A correction is right in stock, in the tally and for whom it was, on every day, whatever it changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from outreach import history
from outreach.db.models.encounters import EncounterVersion
from outreach.entry import Entry
from outreach.vocabulary import At, EncounterId
from tests.make import COOKER, FRONT, KIT, NORTH, SYRINGE, TODAY, Desk, counted

DAY = timedelta(days=1)
MONDAY, TUESDAY = TODAY - 3 * DAY, TODAY - 2 * DAY
LAST_MONTH = date(2026, 9, 20)

CORRECTIONS: dict[str, Callable[[Desk], Entry]] = {
    "another amount": lambda center: center.entry({SYRINGE: 5}, on=MONDAY, code="MA0785"),
    "another lot, chosen": lambda center: center.entry({SYRINGE: 50}, on=MONDAY, code="MA0785", lot="B"),
    "kits instead": lambda center: center.entry({KIT: 2}, on=MONDAY, code="MA0785"),
    "another day": lambda center: center.entry({SYRINGE: 50}, on=TUESDAY, code="MA0785"),
    "another month": lambda center: center.entry({SYRINGE: 50}, on=LAST_MONTH, code="MA0785"),
    "another site": lambda center: center.entry({SYRINGE: 50}, on=MONDAY, site=NORTH, code="MA0785"),
    "another code": lambda center: center.entry({SYRINGE: 50}, on=MONDAY, code="KR0391"),
    "no code": lambda center: center.entry({SYRINGE: 50}, on=MONDAY),
    "something brought back": lambda center: center.entry({}, on=MONDAY, code="MA0785", returned=counted(20)),
}


def stocked(center: Desk) -> None:
    for site in (FRONT, NORTH):
        for item in (SYRINGE, COOKER):
            center.receive(item, 300, "A", site=site, on=LAST_MONTH)
            center.receive(item, 300, "B", site=site, on=LAST_MONTH)


def books_of(center: Desk) -> dict[tuple[str, str], dict[str, int]]:
    return {(item, site): center.lots(item, site) for item in (SYRINGE, COOKER) for site in (FRONT, NORTH)}


def months_of(center: Desk) -> list[object]:
    return [
        (tally.figures, tally.statement, tally.by_site) for tally in (center.tally(LAST_MONTH), center.tally(MONDAY))
    ]


@pytest.fixture(params=CORRECTIONS)
def corrected(request):
    return CORRECTIONS[request.param]


def test_a_visit_corrected_leaves_what_the_right_entry_would_have_left(as_new, corrected):
    """Items, lots, months, people: as if it had been entered so at first."""
    right = as_new()
    stocked(right)
    right.record(corrected(right), at=MONDAY)
    expected = [sum_up(right), months_of(right)]

    center = as_new()
    stocked(center)
    visit = center.give({SYRINGE: 50}, on=MONDAY, code="MA0785").encounter_id
    center.correct(visit, corrected(center))

    assert [sum_up(center), months_of(center)] == expected
    assert center.verify().is_sound


def sum_up(center: Desk) -> dict[tuple[str, str], int]:
    return {at: sum(lots.values()) for at, lots in books_of(center).items()}


def test_a_lot_that_was_chosen_gets_back_what_was_taken_from_it(center):
    stocked(center)
    before = books_of(center)
    visit = center.record(center.entry({SYRINGE: 50}, on=MONDAY, lot="B"), at=MONDAY).encounter_id

    center.correct(visit, center.entry({SYRINGE: 20}, on=MONDAY, lot="A"))

    assert center.lots(SYRINGE) == before[SYRINGE, FRONT] | {"A": 280}
    assert center.verify().is_sound


def test_a_count_between_stands_whatever_is_corrected_before_it(as_new, corrected):
    center = as_new()
    stocked(center)
    visit = center.give({SYRINGE: 50}, on=MONDAY, code="MA0785").encounter_id
    for site in (FRONT, NORTH):
        center.count({SYRINGE: 540, COOKER: 590}, site=site, on=TODAY - DAY)

    center.correct(visit, corrected(center))

    assert sum_up(center) == {
        (SYRINGE, FRONT): 540, (SYRINGE, NORTH): 540, (COOKER, FRONT): 590, (COOKER, NORTH): 590,
    }  # fmt: skip
    assert center.verify().is_sound
    assert center.tally(MONDAY).reconciled


def test_a_correction_of_a_correction_is_right_too(as_new, corrected):
    center = as_new()
    stocked(center)
    visit = center.give({SYRINGE: 50}, on=MONDAY, code="MA0785").encounter_id
    untouched = [sum_up(center), months_of(center)]

    center.correct(visit, corrected(center))
    center.correct(visit, center.entry({SYRINGE: 50}, on=MONDAY, code="MA0785"))

    assert [sum_up(center), months_of(center)] == untouched
    assert center.verify().is_sound


def test_a_correction_sent_twice_or_saying_nothing_new_makes_one_version(center):
    visit = center.give({SYRINGE: 50}).encounter_id
    right = center.entry({SYRINGE: 5})

    for entry in (right, right, replace(right, client_id=center.entry({}).client_id)):
        with center.writing() as session:
            done = history.correct(session, center.by(), At(TODAY, 15), EncounterId(visit), entry)
        assert done.encounter_id == visit

    assert done.already
    assert versions(center) == [1, 2]


def versions(center: Desk) -> list[int]:
    return [row.number for row in center.rows(select(EncounterVersion.number).order_by(EncounterVersion.number))]
