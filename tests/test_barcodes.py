"""Barcodes: remembered by a coordinator, and matched with the lots on the books."""

from datetime import date

import pytest

from outreach import barcodes, catalog
from outreach.barcodes import BarcodeTaken, NotABarcode
from outreach.catalog import Barcode
from outreach.safety.staff import NotAllowed
from outreach.scans import Marked
from outreach.vocabulary import At
from tests.make import COUNTY, NASAL, STATE, SYRINGE, TODAY

CODE = "00614141999996"
NOW = At(TODAY, 14)


def remember(desk, item, units=1, code=CODE, by="JM"):
    who = desk.by(by)
    with desk.writing() as session:
        barcodes.remember(session, who, NOW, code=code, item_id=desk.item(item), units=units)


def known(desk):
    return desk.read(catalog.load, "en", TODAY).barcodes


def marked(desk, item, *marks):
    return [lot.number + " " + lot.source for lot in desk.read(barcodes.lots_marked, desk.item(item), marks)]


def test_a_barcode_stands_for_units_of_an_item(center):
    remember(center, SYRINGE, 100)

    assert known(center) == {CODE: Barcode(center.item(SYRINGE), 100)}


def test_a_barcode_taken_for_the_wrong_item_is_put_right_by_saying_it_again(center):
    remember(center, SYRINGE, 100)
    remember(center, NASAL, 1)

    assert known(center) == {CODE: Barcode(center.item(NASAL), 1)}


def test_the_front_desk_remembers_none_for_good(desk):
    with pytest.raises(NotAllowed):
        remember(desk, SYRINGE, by="DS")


def do(desk, act, by="JM", **said):
    who = desk.by(by)
    with desk.writing() as session:
        act(session, who, NOW, **said)


def test_what_the_desk_says_counts_and_waits_for_a_coordinator(center):
    do(center, barcodes.say, "DS", code=CODE, item_id=center.item(SYRINGE), units=100)
    assert known(center) == {CODE: Barcode(center.item(SYRINGE), 100)}
    [said] = center.read(barcodes.listed)
    assert (said.waits, said.said_by, said.said_on) == (True, "DS", TODAY)

    remember(center, SYRINGE, 100)

    [said] = center.read(barcodes.listed)
    assert not said.waits


def test_the_desk_s_word_never_stands_over_a_coordinator_s(desk):
    remember(desk, SYRINGE, 100)
    do(desk, barcodes.say, "DS", code=CODE, item_id=desk.item(NASAL), units=1)

    assert known(desk) == {CODE: Barcode(desk.item(SYRINGE), 100)}


def test_a_retired_barcode_is_known_no_more_and_still_listed(center):
    remember(center, SYRINGE, 100)
    do(center, barcodes.retire, code=CODE)

    assert known(center) == {}
    assert [one.is_retired for one in center.read(barcodes.listed)] == [True]
    do(center, barcodes.say, "DS", code=CODE, item_id=center.item(NASAL), units=1)
    assert known(center) == {CODE: Barcode(center.item(NASAL), 1)}


def test_another_item_s_barcode_is_not_taken_from_it(desk):
    remember(desk, SYRINGE, 100)
    with pytest.raises(BarcodeTaken) as refused:
        do(desk, barcodes.add, code=CODE, item_id=desk.item(NASAL), units=1)

    assert refused.value.item == SYRINGE
    for act, said in ((barcodes.retire, {"code": CODE}), (barcodes.add, {"code": "X", "item_id": 1, "units": 1})):
        with pytest.raises(NotAllowed):
            do(desk, act, "DS", **said)


@pytest.mark.parametrize(("code", "units"), [("", 1), (CODE, 0)])
def test_a_barcode_has_a_sign_and_a_unit(desk, code, units):
    with pytest.raises(NotABarcode):
        remember(desk, SYRINGE, units, code)


def test_of_two_ways_to_read_a_lot_the_books_know_one(desk):
    desk.receive(NASAL, 10, "LOT", source=STATE)

    assert marked(desk, NASAL, Marked("LOT17271231"), Marked("lot")) == [f"LOT {STATE}"]


def test_a_lot_of_two_sources_can_be_either(desk):
    for source in (STATE, COUNTY):
        desk.receive(NASAL, 10, "LOT", source=source, expires=date(2027, 12, 31))

    assert marked(desk, NASAL, Marked("LOT")) == [f"LOT {STATE}", f"LOT {COUNTY}"]


def test_the_date_on_the_box_tells_lots_of_one_number_apart(desk):
    desk.receive(NASAL, 10, "LOT", source=STATE, expires=date(2027, 12, 31))
    desk.receive(NASAL, 10, "LOT", source=COUNTY, expires=date(2028, 6, 30))

    assert marked(desk, NASAL, Marked("LOT", date(2028, 6, 30))) == [f"LOT {COUNTY}"]


def test_a_date_the_books_have_otherwise_does_not_hide_the_lot(desk):
    desk.receive(NASAL, 10, "LOT", source=STATE, expires=date(2027, 12, 31))

    assert marked(desk, NASAL, Marked("LOT", date(2027, 11, 30))) == [f"LOT {STATE}"]


def test_a_lot_of_another_item_is_not_this_one(desk):
    desk.receive(SYRINGE, 10, "LOT")

    assert marked(desk, NASAL, Marked("LOT")) == []
