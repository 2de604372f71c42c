"""Counting the shelf."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from outreach.db.models.stock import CountLine
from outreach.safety.staff import NotAllowed
from outreach.stock import counted_again, counts
from outreach.stock.counts import CountIdReused, Found, NothingCounted
from outreach.vocabulary import At, DifferenceReason
from tests.make import COOKER, KIT, SYRINGE, TODAY

DAY = timedelta(days=1)
BEFORE = TODAY - DAY


def test_only_differences_move_and_every_lot_is_noted(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 50, "B")

    posted = center.count_lots(
        [
            Found(center.item(SYRINGE), 100, center.lot(SYRINGE, "A")),
            Found(center.item(SYRINGE), 47, center.lot(SYRINGE, "B")),
        ]
    )

    assert [(d.lot_id, d.quantity) for d in posted.differences] == [(center.lot(SYRINGE, "B"), -3)]
    assert sorted(row.found for row in center.rows(select(CountLine.found))) == [0, 47, 100]


def test_a_lot_not_among_those_found_was_found_empty(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 50, "B")

    center.count_lots([Found(center.item(SYRINGE), 90, center.lot(SYRINGE, "A"))])

    assert center.lots(SYRINGE) == {"A": 90}


def test_what_stood_beside_the_lots_without_a_number_is_counted_too(center):
    center.receive(SYRINGE, 100, "A")
    item, lot = center.item(SYRINGE), center.lot(SYRINGE, "A")

    center.count_lots([Found(item, 60, lot), Found(item, 30, lot), Found(item, 7)])

    assert center.lots(SYRINGE) == {"A": 90, "": 7}


def test_a_total_that_is_short_was_taken_from_what_goes_first(center):
    center.receive(SYRINGE, 100, "LATE", expires=TODAY + 90 * DAY)
    center.receive(SYRINGE, 50, "SOON", expires=TODAY + 30 * DAY)

    center.count({SYRINGE: 80})

    assert center.lots(SYRINGE) == {"LATE": 80}


def test_a_total_that_is_over_has_no_lot(center):
    center.receive(SYRINGE, 100, "A")

    center.count({SYRINGE: 120})

    assert center.lots(SYRINGE) == {"A": 100, "": 20}


def test_a_count_of_yesterday_leaves_what_was_given_today_off_the_shelf(center):
    center.receive(SYRINGE, 100, "A", on=BEFORE)
    center.give({SYRINGE: 30})

    center.count({SYRINGE: 95}, on=BEFORE, at=TODAY)

    assert center.books(SYRINGE) == 65


def test_a_count_of_yesterday_knows_the_lot_that_was_used_up_today(center):
    center.receive(SYRINGE, 30, "A", on=BEFORE)
    center.give({SYRINGE: 30})

    posted = center.count({SYRINGE: 30}, on=BEFORE, at=TODAY)

    assert posted.differences == ()
    assert center.books(SYRINGE) == 0


def test_a_count_of_a_day_the_books_had_below_zero_makes_them_the_shelf(center):
    center.receive(SYRINGE, 3, "A", on=BEFORE - DAY)
    center.receive(SYRINGE, 20, "A", on=TODAY)
    center.give({SYRINGE: 10}, on=BEFORE, at=TODAY)  # from A: the books as they stand when recorded

    center.count({SYRINGE: 0}, on=BEFORE, at=TODAY)

    assert center.books(SYRINGE) == 20


def test_an_older_count_posted_after_a_newer_one_leaves_the_newer_shelf(center):
    center.receive(SYRINGE, 100, "A", on=BEFORE - DAY)
    center.count({SYRINGE: 70}, on=TODAY)

    center.count({SYRINGE: 90}, on=BEFORE, at=TODAY)

    assert center.books(SYRINGE) == 70


def test_kits_found_beyond_the_books_count_as_what_is_in_them(center):
    center.count({KIT: 4})
    center.give({KIT: 3})

    assert center.tally().reconciled
    assert (center.line(SYRINGE).adjusted, center.line(SYRINGE).given, center.line(SYRINGE).closing) == (40, 30, 10)
    assert center.books(KIT) == 1


def test_the_same_count_posted_twice_is_posted_once(center):
    center.receive(COOKER, 10, "A")
    said = {"client_id": uuid4(), "site_id": center.site(), "on": TODAY, "found": [Found(center.item(COOKER), 7)]}
    by = center.by()

    for already in (False, True):
        with center.writing() as session:
            assert counts.post(session, by, At(TODAY), **said).already is already
    with pytest.raises(CountIdReused), center.writing() as session:
        counts.post(session, by, At(TODAY), **said | {"found": [Found(center.item(COOKER), 8)]})

    assert center.books(COOKER) == 7


def test_a_count_written_in_place_of_a_wrong_one_stands_where_that_stood(center):
    """Counted 250 at noon, 50 given after it, and in the evening the 250 turns out to have been 260."""
    center.receive(SYRINGE, 300, "A")
    wrong = center.count({SYRINGE: 250})
    center.give({SYRINGE: 50})
    by = center.by()

    with center.writing() as session:
        counts.post(
            session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=TODAY,
            found=[Found(center.item(SYRINGE), 260)], replaces=wrong.document_id,
        )  # fmt: skip

    assert (center.books(SYRINGE), center.line(SYRINGE).adjusted) == (210, -40)
    assert center.verify().is_sound


def test_one_lot_of_a_count_is_put_right_and_all_else_stays_as_it_was_found(center):
    """3 of 40 cookers were damaged; of the syringes 22 were typed for 220, and 50 are given after the count."""
    center.receive(SYRINGE, 300, "A")
    center.receive(COOKER, 40)
    lot, by = center.lot(SYRINGE, "A"), center.by()
    found = [Found(center.item(SYRINGE), 22, lot), Found(center.item(COOKER), 37, damaged=3)]
    with center.writing() as session:
        wrong = counts.post(
            session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=TODAY, found=found
        ).document_id  # fmt: skip
    center.give({SYRINGE: 50})

    with center.writing() as session:
        counted_again.correct(
            session, by, At(TODAY, 18), client_id=uuid4(), document_id=wrong, lot_id=lot, found=220
        )  # fmt: skip

    assert (center.books(SYRINGE), center.line(SYRINGE).adjusted) == (170, -80)
    assert (center.books(COOKER), center.line(COOKER).adjusted, center.line(COOKER).disposed) == (37, 0, 3)
    assert center.verify().is_sound


@pytest.mark.parametrize("found", [{}, {COOKER: -1}])
def test_a_count_needs_something_that_was_counted(center, found):
    with pytest.raises(NothingCounted):
        center.count(found)


def test_the_front_desk_does_not_post_counts(center):
    by = center.by("DS")
    with pytest.raises(NotAllowed), center.writing() as session:
        counts.post(session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=TODAY, found=[])


def test_two_lots_of_an_item_differ_for_reasons_of_their_own(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 100, "B")
    item = center.item(SYRINGE)

    center.count_lots(
        [
            Found(item, 90, center.lot(SYRINGE, "A"), DifferenceReason.DAMAGED),
            Found(item, 95, center.lot(SYRINGE, "B"), DifferenceReason.NOT_RECORDED),
        ]
    )

    line = center.line(SYRINGE)
    assert (line.disposed, line.adjusted, line.closing) == (10, -5, 185)


def test_what_is_thrown_away_is_apart_from_what_is_missing(center):
    """100 on the books; 80 can be given, 6 are crushed, 3 are past their date: 11 nobody wrote down."""
    center.receive(SYRINGE, 100, "A")
    line = Found(center.item(SYRINGE), 80, center.lot(SYRINGE, "A"), damaged=6, expired=3)

    posted = center.count_lots([line])

    stated = center.line(SYRINGE)
    assert [one.quantity for one in posted.differences] == [-20]
    assert (stated.disposed, stated.adjusted, center.books(SYRINGE)) == (9, -11, 80)
    assert center.verify().is_sound


def test_what_is_thrown_away_of_what_the_books_did_not_know_was_found_first(center):
    lot_of = center.item(SYRINGE)
    center.receive(SYRINGE, 10, "A")

    center.count_lots([Found(lot_of, 10, center.lot(SYRINGE, "A"), damaged=4)])

    assert (center.line(SYRINGE).disposed, center.line(SYRINGE).adjusted, center.books(SYRINGE)) == (4, 4, 10)


def test_a_lot_nobody_looked_at_stays_as_the_books_had_it_that_day(center):
    center.receive(SYRINGE, 100, "A", on=BEFORE)
    center.receive(SYRINGE, 50, "B", on=BEFORE)
    center.give({SYRINGE: 20}, lot="B")  # today, after a count of yesterday
    item, by = center.item(SYRINGE), center.by()
    found = [Found(item, 90, center.lot(SYRINGE, "A")), Found(item, None, center.lot(SYRINGE, "B"))]

    with center.writing() as session:
        counts.post(session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), on=BEFORE, found=found)

    assert center.lots(SYRINGE) == {"A": 90, "B": 30}


@pytest.mark.parametrize("found", [{"quantity": None}, {"quantity": 5, "damaged": -1}, {"quantity": 5, "expired": -1}])
def test_a_count_of_nothing_or_below_nothing_is_none(center, found):
    with pytest.raises(NothingCounted):
        center.count_lots([Found(center.item(SYRINGE), **found)])
