"""A scanned label is the lot it is stuck on, whatever else has its number."""

import pytest

from outreach import barcodes, label_codes
from outreach.barcodes import Scanned
from outreach.stock import lot_labels
from outreach.stock.lot_changes import NoSuchLot
from outreach.stock.lot_labels import NothingToLabel
from outreach.vocabulary import At, LotId
from tests.make import COOKER, COUNTY, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import dispose, move

GTIN = "00614141999996"


def labels(center, site=None, item=None):
    return center.read(lot_labels.labels_at, site, item)


def scan(center, text):
    return center.read(barcodes.scanned, text)


def test_one_number_from_two_sources_is_two_labels_and_each_is_its_own_lot(center):
    center.receive(SYRINGE, 100, "24A17", source=STATE)
    center.receive(SYRINGE, 50, "24A17", source=COUNTY)

    found = [scan(center, label.code) for label in labels(center)]

    assert [(one.item_id, one.units, one.lots[0].source) for one in found] == [
        (center.item(SYRINGE), 1, STATE),
        (center.item(SYRINGE), 1, COUNTY),
    ]


def test_a_label_may_stand_for_a_whole_box(center):
    center.receive(SYRINGE, 300, "24A17")
    label = center.read(lot_labels.lot_label, center.lot(SYRINGE, "24A17"), 100)

    assert scan(center, label.code).units == 100


def test_another_centers_label_is_no_lot_of_ours(center):
    center.receive(SYRINGE, 300, "24A17")
    ours = label_codes.read(labels(center)[0].code)
    assert ours is not None
    theirs = label_codes.Label(ours.device, ours.row, "NX4417")

    assert scan(center, label_codes.written(theirs)) is None
    assert scan(center, label_codes.written(label_codes.Label(4000, 9, "24A17"))) is None


def test_any_other_barcode_means_what_it_means_at_the_desk(center):
    center.receive(SYRINGE, 300, "24A17")
    by = center.by()
    with center.writing() as session:
        barcodes.remember(session, by, At(TODAY), code=GTIN, item_id=center.item(SYRINGE), units=100)

    found = scan(center, f"01{GTIN}1024A17")

    assert (found.item_id, found.units, [lot.number for lot in found.lots]) == (center.item(SYRINGE), 100, ["24A17"])
    assert scan(center, "4006381333931") is None
    assert scan(center, GTIN) == Scanned(center.item(SYRINGE), 100)


def test_labels_of_a_site_are_those_of_the_numbered_lots_there(center):
    center.receive(SYRINGE, 300, "24A17")
    center.receive(COOKER, 300)
    center.receive(COOKER, 30, "C1")
    dispose(center, COOKER, 30, lot="C1")
    move(center, SYRINGE, 50, NORTH)

    assert [label.number for label in labels(center, center.site(NORTH))] == ["24A17"]
    assert [label.number for label in labels(center)] == ["24A17"]


def test_without_a_lot_there_is_nothing_to_label(center):
    with pytest.raises(NothingToLabel):
        labels(center, center.site(NORTH))
    with pytest.raises(NoSuchLot):
        center.read(lot_labels.lot_label, LotId(1))
