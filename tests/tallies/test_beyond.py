"""What a month adds up beside what was given: asked for, past its date, on hold."""

from dataclasses import replace
from datetime import timedelta

from outreach.entry import Asked, Given
from outreach.vocabulary import Despite, LotKnown
from tests.make import COOKER, COTTON, NASAL, NORTH, TODAY


def ask(desk, item, quantity=1, site=None):
    entry = replace(desk.entry(**({"site": site} if site else {})), asked=(Asked(desk.item(item), quantity),))
    return desk.record(entry)


def give_knowingly(desk, despite, quantity):
    desk.receive(NASAL, 50, despite.value, expires=TODAY - timedelta(days=1), on=TODAY - timedelta(days=40))
    line = Given(desk.item(NASAL), quantity, desk.lot(NASAL, despite.value), LotKnown.CHOSEN, despite)
    return desk.record(replace(desk.entry(), given=(line,))).encounter_id


def test_what_there_was_none_of_is_added_up_by_item(center):
    for item, quantity in ((COTTON, 2), (COOKER, 1), (COTTON, 3)):
        ask(center, item, quantity)

    tally = center.tally()

    assert [(line.item, line.visits, line.quantity) for line in tally.asked] == [(COOKER, 1, 1), (COTTON, 2, 5)]
    assert tally.figures["asked_none_left"] == 6


def test_asking_moves_no_shelf_and_a_site_counts_its_own(center):
    ask(center, COTTON, 2)
    ask(center, COTTON, 4, NORTH)

    assert center.books(COTTON) == 0
    assert (center.figures(site=NORTH)["asked_none_left"], center.figures()["asked_none_left"]) == (4, 6)


def test_units_given_knowingly_are_counted_apart_and_as_given(center):
    give_knowingly(center, Despite.EXPIRED, 3)
    give_knowingly(center, Despite.ON_HOLD, 2)
    center.void(give_knowingly(center, Despite.EXPIRED, 7))

    figures = center.figures()

    assert (figures["given_expired"], figures["given_on_hold"], figures["naloxone_kits"]) == (3, 2, 5)
