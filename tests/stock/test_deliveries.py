"""Deliveries, and how amounts and expiry dates are typed."""

from calendar import monthrange
from contextlib import suppress
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from outreach.db.models.stock import Lot
from outreach.safety.staff import NotAllowed
from outreach.stock import deliveries
from outreach.stock.amounts import (
    AmountNotUnderstood,
    AmountTooLarge,
    ExpiryNotUnderstood,
    NoBoxSize,
    parse_amount,
    parse_expiry,
)
from outreach.stock.deliveries import DeliveryIdReused, DeliveryLine, NothingArrived, OtherExpiry, TextTooLong
from outreach.stock.known_lots import WrittenSeveralWays, known_lots, the_lot
from outreach.vocabulary import At
from tests.make import COOKER, COUNTY, NASAL, STATE, SYRINGE, TODAY

NEXT_YEAR = date(2027, 8, 31)


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("900", 900), ("1,200", 1200), ("5b", 500), ("5b-4", 496), ("5b 4", 504), ("5b+4", 504), ("40c", 20_000),
        ("19c 4b", 9_900), ("9C 4B 40", 4_940), (" 2 c ", 1_000), ("1c-1", 499),
    ],
)  # fmt: skip
def test_an_amount_is_typed_in_units_boxes_and_cases(typed, units):
    assert parse_amount(typed, 100, 500) == units


@pytest.mark.parametrize(
    "typed", ["", " ", "b", "-4", "+4", "0", "0b", "1b-100", "4b 5c", "12 34", "1.5", "\u0661\u0662b x"]
)
def test_an_amount_that_is_none_is_told_apart(typed):
    with pytest.raises(AmountNotUnderstood) as refused:
        parse_amount(typed, 100, 500)
    assert refused.value.typed == typed


@pytest.mark.parametrize("typed", ["1000001", "2001c", "9" * 20, "9" * 5_000, "9" * 5_000 + "c"])
def test_more_than_anybody_receives_at_once_is_a_slip_of_the_hand(typed):
    with pytest.raises(AmountTooLarge) as refused:
        parse_amount(typed, 100, 500)
    assert len(refused.value.typed) <= 40
    assert parse_amount("2000c", 100, 500) == 1_000_000


def test_boxes_of_an_item_without_a_box_size_cannot_be_counted():
    with pytest.raises(NoBoxSize):
        parse_amount("5b", None, 500)
    with pytest.raises(NoBoxSize):
        parse_amount("5c", 100, None)
    assert parse_amount("5", None, None) == 5


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "+"]))
def test_cases_boxes_and_units_add_up(cases, boxes, units, sign):
    total = cases * 500 + boxes * 100 + units
    typed = f"{cases}c {boxes}b {sign}{units}"
    if total:
        assert parse_amount(typed, 100, 500) == total
    else:
        with pytest.raises(AmountNotUnderstood):
            parse_amount(typed, 100, 500)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_an_amount_or_a_refusal(typed):
    with suppress(AmountNotUnderstood):
        assert parse_amount(typed, 100, 500) >= 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2029-08-15", date(2029, 8, 15)), ("08/2029", date(2029, 8, 31)), ("8/29", date(2029, 8, 31)),
        ("2029-08", date(2029, 8, 31)), ("12.2029", date(2029, 12, 31)), ("02-2028", date(2028, 2, 29)),
        (" 2029-2 ", date(2029, 2, 28)),
    ],
)  # fmt: skip
def test_a_month_alone_ends_on_its_last_day(typed, day):
    assert parse_expiry(typed) == day


@pytest.mark.parametrize("typed", ["", "soon", "13/2029", "00/2029", "2029-02-30", "2029", "15/08/2029", "0000-05"])
def test_a_date_that_is_none_is_told_apart(typed):
    with pytest.raises(ExpiryNotUnderstood):
        parse_expiry(typed)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_way_of_typing_a_month_is_the_same_month(day):
    last = day.replace(day=monthrange(day.year, day.month)[1])

    assert {parse_expiry(f"{day:%Y-%m}"), parse_expiry(f"{day:%m/%Y}"), parse_expiry(f"{day.month}/{day:%y}")} == {last}
    assert parse_expiry(day.isoformat()) == day


@given(st.text(max_size=10))
def test_whatever_is_typed_is_a_date_or_a_refusal(typed):
    with suppress(ExpiryNotUnderstood):
        assert isinstance(parse_expiry(typed), date)


def receive(center, *lines, client_id=None, by="JM"):
    who = center.by(by)
    with center.writing() as session:
        return deliveries.receive(
            session, who, At(TODAY, 9), client_id=client_id or uuid4(), site_id=center.site(), on=TODAY,
            reference="INV 7", lines=lines,
        )  # fmt: skip


def test_one_lot_number_from_two_sources_is_two_lots(center):
    cooker = center.item(COOKER)

    receive(center, *(DeliveryLine(cooker, 10, "A1", None, center.source(name)) for name in (STATE, COUNTY)))
    receive(center, DeliveryLine(cooker, 5, "A1", None, center.source(STATE)))

    assert len(center.rows(select(Lot.id).where(Lot.number == "A1"))) == 2
    assert center.books(COOKER) == 25


def test_a_lot_number_is_no_essay(center):
    with pytest.raises(TextTooLong):
        receive(center, DeliveryLine(center.item(COOKER), 10, "A" * 41))
    receive(center, DeliveryLine(center.item(COOKER), 10, "A" * 40))
    assert center.books(COOKER) == 10


def test_the_same_delivery_sent_twice_is_received_once(center):
    line, client_id = DeliveryLine(center.item(COOKER), 10, "A1"), uuid4()

    first, again = receive(center, line, client_id=client_id), receive(center, line, client_id=client_id)

    assert (again.document_id, again.already, center.books(COOKER)) == (first.document_id, True, 10)
    with pytest.raises(DeliveryIdReused):
        receive(center, DeliveryLine(center.item(COOKER), 11, "A1"), client_id=client_id)


def test_a_date_without_a_lot_number_is_kept(center):
    center.receive(NASAL, 10, expires=NEXT_YEAR)
    center.receive(NASAL, 10, expires=date(2027, 9, 30))
    center.receive(NASAL, 10)

    assert center.lots(NASAL) == {"exp 2027-08-31": 10, "exp 2027-09-30": 10, "": 10}


def test_a_known_lot_that_had_no_date_takes_it_and_one_that_had_keeps_it(center):
    center.receive(NASAL, 10, "N1")
    center.receive(NASAL, 10, "N1", expires=NEXT_YEAR)
    center.receive(NASAL, 10, "N1")

    assert center.rows(select(Lot.expires_on).where(Lot.number == "N1")) == [(NEXT_YEAR,)]


def test_a_known_lot_with_another_date_is_a_question_not_a_guess(center):
    center.receive(NASAL, 10, "N1", expires=NEXT_YEAR)

    with pytest.raises(OtherExpiry) as refused:
        center.receive(NASAL, 10, "N1", expires=date(2028, 8, 31))

    assert (refused.value.number, refused.value.expires_on) == ("N1", NEXT_YEAR)
    assert center.books(NASAL) == 10


@pytest.mark.parametrize("typed", ["26k31", " 26K31 ", "26 k31", "26\u00a0K31"])
def test_case_and_spaces_make_no_lot_of_their_own(center, typed):
    center.receive(NASAL, 10, " 26K31", expires=NEXT_YEAR, source=STATE)

    center.receive(NASAL, 5, typed, expires=NEXT_YEAR, source=STATE)
    with pytest.raises(OtherExpiry) as refused:
        center.receive(NASAL, 10, typed, expires=date(2028, 8, 31), source=STATE)

    assert center.lots(NASAL) == {"26K31": 15}
    assert (refused.value.number, refused.value.expires_on) == ("26K31", NEXT_YEAR)


def test_another_sign_or_another_source_is_another_lot(center):
    for number, source in (("26K31", STATE), ("26k-31", STATE), ("26k31", COUNTY)):
        center.receive(NASAL, 10, number, source=source)

    assert center.lots(NASAL) == {"26K31": 10, "26k-31": 10, "26k31": 10}


def test_two_lots_from_before_stay_two_and_each_is_the_one_written_just_so(center):
    center.receive(NASAL, 10, "26K31", source=STATE)
    center.receive(NASAL, 5, "other", source=STATE)
    with center.writing() as session:
        session.execute(update(Lot).where(Lot.number == "other").values(number="26k31"))

    center.receive(NASAL, 1, "26k31", source=STATE)
    center.receive(NASAL, 1, "26K31", source=STATE)
    with center.store.reading() as session:
        item, known = center.item(NASAL), known_lots(session)
    named = [the_lot(known, item, number, STATE).number for number in ("26K31", "26k31")]
    with pytest.raises(WrittenSeveralWays) as refused:
        the_lot(known, item, "26 K31", STATE)

    assert center.lots(NASAL) == {"26K31": 11, "26k31": 6}
    assert named == ["26K31", "26k31"]
    assert refused.value.ways == "26K31, 26k31"


@pytest.mark.parametrize("quantities", [(), (0,), (5, -1)])
def test_a_delivery_of_nothing_is_none(center, quantities):
    with pytest.raises(NothingArrived):
        receive(center, *(DeliveryLine(center.item(COOKER), quantity) for quantity in quantities))


def test_the_front_desk_does_not_receive(center):
    with pytest.raises(NotAllowed):
        receive(center, DeliveryLine(center.item(SYRINGE), 1), by="DS")
