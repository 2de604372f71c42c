"""What was recorded is read back as it was entered."""

from dataclasses import replace
from decimal import Decimal

import pytest

from outreach import history
from outreach.encounters import NoSuchEncounter
from outreach.entry import Asked, Returned, Unlisted
from outreach.vocabulary import Despite, EncounterId, LotKnown, ReturnedHow, WeightUnit
from tests.make import COOKER, KIT, NASAL, NONE_BROUGHT, SYRINGE, counted, told


@pytest.mark.parametrize(
    "returned",
    [
        Returned(),
        NONE_BROUGHT,
        counted(12),
        told(30),
        Returned(ReturnedHow.WEIGHT, gross=Decimal("12.4"), tare=Decimal("0.4"), unit=WeightUnit.POUND),
    ],
    ids=lambda returned: returned.how.value,
)
def test_a_visit_is_read_back_as_it_was_entered(center, returned):
    center.receive(SYRINGE, 500, "A")
    entry = center.entry(
        {SYRINGE: 50, KIT: 2}, code="MA0785", for_people=2, returned=returned, services=("Wound care",)
    )
    entry = replace(entry, asked=(Asked(center.item(NASAL)),), unlisted=(Unlisted("Tampons", 3),))

    visit = center.record(entry).encounter_id

    assert center.read(history.entry_of, visit) == entry


def test_a_lot_somebody_chose_is_read_back_and_one_the_books_picked_is_not(center):
    center.receive(SYRINGE, 500, "A")
    center.receive(COOKER, 500, "B")
    chosen = center.entry({SYRINGE: 50}, lot="A").given[0]
    entry = center.entry({COOKER: 5})
    entry = replace(entry, given=(replace(chosen, despite=Despite.ON_HOLD), *entry.given))

    read = center.read(history.entry_of, center.record(entry).encounter_id)

    assert read.given == entry.given
    assert [line.lot_known for line in read.given] == [LotKnown.CHOSEN, LotKnown.BY_THE_BOOKS]


def test_a_correction_is_read_back_as_it_stands_now(center):
    visit = center.give({SYRINGE: 500}).encounter_id
    center.correct(visit, center.entry({SYRINGE: 50}))

    assert [line.quantity for line in center.read(history.entry_of, visit).given] == [50]


def test_a_visit_that_is_not_there_is_not_read(center):
    with pytest.raises(NoSuchEncounter):
        center.read(history.entry_of, EncounterId(1))
