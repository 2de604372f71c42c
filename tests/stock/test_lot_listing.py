"""Every lot listed with its state, and what is told of one: how it came and what was done to it."""

from datetime import timedelta

import pytest

from outreach.stock import lot_changes, lot_listing, recalls
from outreach.stock.lot_changes import NoSuchLot
from outreach.vocabulary import At, Kind, LotChangeKind, LotId
from tests.make import COUNTY, FRONT, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import found_short, move, open_with, told, void

DAY = timedelta(days=1)


def do(center, act, lot, reason="Torn bags", *rest):
    by = center.by()
    with center.writing() as session:
        act(session, by, At(TODAY), told(center, SYRINGE, lot, reason), *rest)


def listed(center, number):
    return next(one for one in center.read(lot_listing.listed) if one.number == number)


def test_a_lot_says_where_it_stands_and_in_which_state_it_is(center):
    center.receive(SYRINGE, 100, "A", expires=TODAY + 90 * DAY, source=STATE)
    center.receive(SYRINGE, 100, "B", expires=TODAY - DAY)
    move(center, SYRINGE, 30, NORTH, "A")
    do(center, lot_changes.hold, "B")
    do(center, recalls.recall, "A")

    a, b = listed(center, "A"), listed(center, "B")

    assert (a.source, a.on_hand, dict(a.by_site)) == (STATE, 100, {center.site(FRONT): 70, center.site(NORTH): 30})
    assert (a.on_hold, a.recalled_on, a.expires_soon(TODAY), a.has_expired(TODAY)) == (True, TODAY, True, False)
    assert (b.on_hold, b.is_recalled, b.expires_soon(TODAY), b.has_expired(TODAY)) == (True, False, False, True)


def test_a_lot_that_is_gone_is_still_listed_and_what_has_no_number_only_while_it_is_there(center):
    center.receive(SYRINGE, 10, "A")
    center.receive(SYRINGE, 5)
    assert {one.number for one in center.read(lot_listing.listed)} == {"A", ""}

    center.give({SYRINGE: 10}, lot="A")
    center.give({SYRINGE: 5})

    assert [(one.number, one.on_hand) for one in center.read(lot_listing.listed)] == [("A", 0)]


def test_a_number_from_two_sources_is_two_lots(center):
    center.receive(SYRINGE, 100, "A", source=STATE)
    center.receive(SYRINGE, 50, "A", source=COUNTY)

    assert [(one.source, one.on_hand) for one in center.read(lot_listing.listed)] == [(STATE, 100), (COUNTY, 50)]


def test_a_released_lot_is_recalled_no_more_and_a_held_one_stays_recalled(center):
    center.receive(SYRINGE, 10, "A")
    do(center, recalls.recall, "A", "Maker's notice")
    do(center, lot_changes.hold, "A")
    assert listed(center, "A").is_recalled

    do(center, lot_changes.release, "A", "Another lot was meant")

    assert (listed(center, "A").is_recalled, listed(center, "A").on_hold) == (False, False)


def test_the_past_of_a_lot_tells_what_brought_it_and_what_was_done_to_it(center):
    center.receive(SYRINGE, 100, "A", on=TODAY - DAY, expires=TODAY)
    found_short(center, SYRINGE, 10, "A")
    taken_back = open_with(center, SYRINGE, 7, "A")
    void(center, taken_back.document_id)
    do(center, lot_changes.write_expiry, "A", "Extended by the maker", TODAY + 365 * DAY)
    do(center, lot_changes.hold, "A")

    past = center.read(lot_listing.past, center.lot(SYRINGE, "A"))

    assert [(one.kind, one.on, one.quantity, one.initials) for one in past.came] == [
        (Kind.RECEIVED, TODAY - DAY, 100, "JM"),
        (Kind.SHORT_IN_DELIVERY, TODAY, -10, "JM"),
    ]
    assert [(one.change, one.initials) for one in past.changes] == [
        (LotChangeKind.EXPIRY, "JM"),
        (LotChangeKind.HELD, "JM"),
    ]


def test_there_is_no_past_of_no_lot(center):
    with pytest.raises(NoSuchLot):
        center.read(lot_listing.past, LotId(7))
